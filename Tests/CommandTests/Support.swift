import Foundation
import Supervisor
import Synchronization

@testable import podsup

/// What commands print.
@MainActor
final class Screen {
    private(set) var output: [UInt8] = []
    private(set) var errors: [UInt8] = []

    func console(isTerminal: Bool = false, columns: Int? = nil, rows: Int? = nil) -> Console {
        Console(isTerminal: isTerminal, columns: columns, rows: rows) { [self] descriptor, bytes in
            if descriptor == 1 { output += bytes } else { errors += bytes }
        }
    }

    var text: String { String(decoding: output, as: UTF8.self) }
    var complaints: String { String(decoding: errors, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}

/// A folder that is gone when the test ends.
final class Folder {
    let path = NSTemporaryDirectory() + "podsup-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try text.write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
        return "\(path)/\(name)"
    }

    func read(_ name: String) throws -> String {
        try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }
    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }
}

let hello = """
    apiVersion: v1
    kind: Pod
    metadata:
      name: hello
    spec:
      containers:
        - name: web
          image: localhost/busybox:1
          ports:
            - containerPort: 80
              hostPort: 8080
    """
