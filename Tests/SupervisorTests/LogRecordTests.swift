import Testing

@testable import Supervisor

private let stamp = "2025-11-21T07:53:01.123456789+00:00"

private let garbage = [
    "", "garbage", "\(stamp) stdin F x", "\(stamp) stdout Q x", "\(stamp) stdout", "x stdout F y",
]

private func records(_ bytes: [UInt8]) -> (records: [LogRecord], rest: [UInt8]) {
    var rest = bytes[...]
    var records: [LogRecord] = []
    while let record = LogRecord.take(from: &rest) { records.append(record) }
    return (records, Array(rest))
}

@Suite("Records of conmon's log format")
struct LogRecordTests {
    @Test("a full and a partial record of both streams are taken apart")
    func takesRecordsApart() {
        let text = "\(stamp) stdout F hello world\n\(stamp) stderr P no newline\n"
        let (found, rest) = records(Array(text.utf8))
        #expect(
            found == [
                LogRecord(
                    stamp: Array(stamp.utf8)[...], stream: .stdout, isPartial: false,
                    content: Array("hello world".utf8)[...]),
                LogRecord(
                    stamp: Array(stamp.utf8)[...], stream: .stderr, isPartial: true,
                    content: Array("no newline".utf8)[...]),
            ])
        #expect(rest.isEmpty)
    }

    @Test("wherever the bytes are cut, nothing comes before its newline and nothing is different after it")
    func cutAnywhere() {
        let bytes = Array("\(stamp) stdout F a\n\(stamp) stderr P \u{0}\u{e9}\n\(stamp) stdout F \n".utf8)
        let whole = records(bytes).records
        #expect(whole.count == 3)
        for cut in 0...bytes.count {
            let first = records(Array(bytes[..<cut]))
            let second = records(first.rest + bytes[cut...])
            #expect(first.records + second.records == whole)
            #expect(first.records.count == bytes[..<cut].filter { $0 == 10 }.count)
            #expect(second.rest.isEmpty)
        }
    }

    @Test("content keeps NUL, carriage returns, invalid UTF-8 and what looks like a record")
    func contentIsBytes() {
        let content: [UInt8] = [0, 13, 0xff, 0xc3] + Array("\(stamp) stdout F x".utf8)
        let (found, _) = records(Array("\(stamp) stdout F ".utf8) + content + [10])
        #expect(found.map { Array($0.content) } == [content])
    }

    @Test(
        "bytes that are no record come out as a line of their own",
        arguments: garbage)
    func garbageIsALine(text: String) {
        let (found, _) = records(Array(text.utf8) + [10])
        #expect(found == [LogRecord(malformed: Array(text.utf8)[...])])
        #expect(found.first?.stamp.isEmpty == true)
    }
}
