import Foundation
import Testing

@testable import Systemd

@Suite("The journal")
struct JournalTests {
    /// A match that no journal has an entry for.
    private let nothing = JournalMatch(
        anyOf: [[.init("PODSUP_APP", UUID().uuidString)], [.init("PODSUP_POD", UUID().uuidString)]])

    @Test("where nothing matches there are no entries, from either end")
    func noEntries() throws {
        #expect(try JournalReader.entries(matching: nothing, fields: ["MESSAGE"], last: 100) == [])
        let reader = try JournalReader(matching: nothing, fields: ["MESSAGE"])
        try reader.seekToStart()
        #expect(try reader.next() == nil)
        try reader.seek(last: 0)
        #expect(try reader.next() == nil)
        #expect(try reader.count(atMost: 10) == 0)
    }

    @Test("a name that cannot be a field is refused with the function that refused it")
    func badMatch() {
        #expect(throws: JournalError(call: "sd_journal_add_match", code: EINVAL)) {
            try JournalReader(matching: JournalMatch(.init("lower case", "x")), fields: [])
        }
    }

    @Test("each entry starts empty, whether the one before was sent or refused")
    func entriesStartEmpty() throws {
        let writer = JournalWriter(shared: [])
        let refused = JournalError(call: "sd_journal_sendv", code: EINVAL)
        #expect(throws: refused) { try writer.send() }
        writer.add("PODSUP_TEST", [0, 10, 0xff])
        try writer.send()
        #expect(throws: refused) { try writer.send() }
    }

    @Test("an error names the call and what the system says")
    func errorText() {
        let error = JournalError(call: "sd_journal_open", code: EACCES)
        #expect(
            "\(error)"
                == "the journal cannot be used: sd_journal_open: Permission denied; run it as root (sudo), "
                + "or join the group systemd-journal")
    }
}
