import Foundation
import Testing

@testable import JSON

@Suite("Writing JSON")
struct EncodingTests {
    private struct Item: Codable, Equatable {
        var name: String
        var size: Int64?
        var flag: Bool
        var ratio: Double
        var parts: [Item]
        var labels: [String: String]
        var matrix: [[UInt8]] = []

        enum CodingKeys: String, CodingKey {
            case name, size, flag, ratio, parts, labels
            case matrix = "Matrix"
        }
    }

    private let item = Item(
        name: "all \u{0}\u{1F}\u{7F} \"\\/\u{8}\u{c}\n\r\t é€😀", size: .min, flag: true, ratio: 0.1,
        parts: [
            Item(name: "", flag: false, ratio: -2.5, parts: [], labels: [:]),
            Item(
                name: "z", size: 0, flag: false, ratio: 1e100, parts: [],
                labels: ["b": "", "a/b": "1", "B": "2"],
                matrix: [[], [1, 255]]),
        ], labels: ["k": "v"])

    private func foundation(_ formatting: JSONEncoder.OutputFormatting) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        return String(decoding: try encoder.encode(item), as: UTF8.self)
    }

    @Test("the pretty form is Foundation's, byte for byte")
    func prettyIsFoundations() throws {
        let text = String(decoding: try JSON.encode(item, .pretty), as: UTF8.self)
        let expected = try foundation([.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
        #expect(text == expected)
    }

    @Test("the compact form is Foundation's, byte for byte")
    func compactIsFoundations() throws {
        let text = String(decoding: try JSON.encode(item), as: UTF8.self)
        let expected = try foundation([.sortedKeys, .withoutEscapingSlashes])
        #expect(text == expected)
    }

    @Test("what is written is read back the same", arguments: [JSON.Layout.compact, .pretty])
    func survivesRoundTrip(layout: JSON.Layout) throws {
        #expect(try JSON.decode(from: try JSON.encode(item, layout)) == item)
    }

    @Test("a number that JSON does not have is refused")
    func refusesInfinity() {
        #expect(throws: EncodingError.self) { try JSON.encode(["a": Double.infinity]) }
        #expect(throws: EncodingError.self) { try JSON.encode([Double.nan]) }
    }
}
