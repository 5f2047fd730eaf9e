import Foundation
import Testing

@testable import YAML

/// The public yaml-test-suite, which is not part of this project. Without it the other
/// tests of this folder cover the same ground.
struct YAMLTestSuiteTests {
    private struct Case: Decodable {
        let id: String
        let error: Bool
        let yaml: String
        let events: String
    }

    /// Nil, and a line that nobody overlooks, if the suite is not there.
    private static func cases() throws -> [Case]? {
        guard let folder = ProcessInfo.processInfo.environment["PODSUP_YAML_TEST_SUITE"] else {
            print(
                "!!! yaml-test-suite NOT RUN: set PODSUP_YAML_TEST_SUITE to the folder of its cases.jsonl !!!"
            )
            return nil
        }
        let lines = try String(contentsOfFile: folder + "/cases.jsonl", encoding: .utf8)
        let decoder = JSONDecoder()
        return try lines.split(separator: "\n").map { try decoder.decode(Case.self, from: Data($0.utf8)) }
    }

    @Test("every valid case of the yaml-test-suite gives its events, every invalid one is refused")
    func suite() throws {
        guard let cases = try Self.cases() else { return }
        var equal = 0
        var refused = 0
        for item in cases {
            let result = Result { () throws(YAMLError) in try eventLines(Array(item.yaml.utf8)) }
            switch result {
            case .success(let events) where item.error:
                Issue.record("\(item.id) is accepted:\n\(item.yaml)\n\(events)")
            case .success(let events):
                if events == item.events {
                    equal += 1
                } else {
                    Issue.record("\(item.id) is parsed as\n\(events)\nnot as\n\(item.events)\n\(item.yaml)")
                }
            case .failure(let error):
                if item.error {
                    refused += 1
                } else {
                    Issue.record("\(item.id) is refused: \(error)\n\(item.yaml)")
                }
            }
        }
        let valid = cases.filter { !$0.error }.count
        print(
            "yaml-test-suite: \(equal) of \(valid) event trees, \(refused) of \(cases.count - valid) refused")
        #expect(cases.count == 402)
    }
}
