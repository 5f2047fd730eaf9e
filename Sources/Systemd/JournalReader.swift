import CSystemd
import Glibc

/// Which entries: those that carry all of `FIELD=value`, matched by the journal's own index.
package struct JournalMatch: Equatable, Sendable {
    /// Each group is one alternative; within a group every field must match, and several values of one
    /// field are alternatives, as in `journalctl(1)`.
    package var alternatives: [[Field]]

    package struct Field: Equatable, Sendable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(_ fields: Field...) { alternatives = [fields] }
    package init(anyOf alternatives: [[Field]]) { self.alternatives = alternatives }
}

/// One entry of the journal, with the fields that were asked for.
package struct JournalEntry: Equatable, Sendable {
    /// When journald received it, in microseconds since 1970.
    package var realtime: UInt64
    /// Values as bytes, whole whatever their length. A field that the entry lacks is not there.
    package var fields: [String: [UInt8]]

    package init(realtime: UInt64, fields: [String: [UInt8]]) {
        self.realtime = realtime
        self.fields = fields
    }
}

/// This machine's journal, as far as this user may read it. Owns one `sd_journal`.
///
/// Reads through matches only: journald's index finds the entries, so that the size of the journal does not
/// matter. An `sd_journal` is not thread-safe; a reader stays on one queue and is not `Sendable`.
package final class JournalReader {
    let raw: OpaquePointer
    private let fields: [String]
    /// `NAME=` of each.
    private let prefixes: [[UInt8]]

    /// - Parameters:
    ///   - match: what to read; an empty one would be every entry.
    ///   - fields: which fields the entries are to carry.
    package init(matching match: JournalMatch, fields: [String]) throws(JournalError) {
        var opened: OpaquePointer?
        try checkJournal(sd_journal_open(&opened, Int32(SD_JOURNAL_LOCAL_ONLY)), "sd_journal_open")
        guard let opened else { preconditionFailure("sd_journal_open succeeded without a journal") }
        raw = opened
        self.fields = fields
        prefixes = fields.map { Array("\($0)=".utf8) }
        // Without this, values are cut at 64 KiB (sd_journal_set_data_threshold(3)).
        try checkJournal(sd_journal_set_data_threshold(raw, 0), "sd_journal_set_data_threshold")
        for (index, group) in match.alternatives.enumerated() {
            if index > 0 { try checkJournal(sd_journal_add_disjunction(raw), "sd_journal_add_disjunction") }
            for field in group {
                let bytes = Array("\(field.name)=\(field.value)".utf8)
                try checkJournal(sd_journal_add_match(raw, bytes, bytes.count), "sd_journal_add_match")
            }
        }
    }

    deinit { sd_journal_close(raw) }

    /// The newest `count` entries that match, oldest first.
    package static func entries(
        matching match: JournalMatch, fields: [String], last count: UInt64
    ) throws(JournalError) -> [JournalEntry] {
        let reader = try JournalReader(matching: match, fields: fields)
        try reader.seek(last: count)
        var entries: [JournalEntry] = []
        while let entry = try reader.next() { entries.append(entry) }
        return entries
    }

    /// Goes to before the newest `count` matching entries; ``next()`` reads them and then what comes later.
    package func seek(last count: UInt64) throws(JournalError) {
        if count >= UInt64(Int32.max) { return try seekToStart() }
        try checkJournal(sd_journal_seek_tail(raw), "sd_journal_seek_tail")
        // One further back than asked for, because `next` moves before it reads. Where there is none, the
        // start of the journal is before all that match.
        let skipped = sd_journal_previous_skip(raw, count + 1)
        if UInt64(try checkJournal(skipped, "sd_journal_previous_skip")) <= count { try seekToStart() }
    }

    /// Goes to before the oldest entry.
    package func seekToStart() throws(JournalError) {
        try checkJournal(sd_journal_seek_head(raw), "sd_journal_seek_head")
    }

    /// Goes to behind the newest entry, or behind the last one that journald received at `microseconds` since
    /// 1970 or before; ``previous()`` reads from there.
    package func seekToEnd(until microseconds: UInt64? = nil) throws(JournalError) {
        guard let microseconds else {
            try checkJournal(sd_journal_seek_tail(raw), "sd_journal_seek_tail")
            return
        }
        try seek(since: microseconds + 1)
    }

    /// Goes to before the first entry that journald received at `microseconds` since 1970 or later.
    package func seek(since microseconds: UInt64) throws(JournalError) {
        try checkJournal(sd_journal_seek_realtime_usec(raw, microseconds), "sd_journal_seek_realtime_usec")
    }

    /// The next matching entry, or `nil` at the end; later calls return what has arrived since.
    package func next() throws(JournalError) -> JournalEntry? {
        guard try checkJournal(sd_journal_next(raw), "sd_journal_next") > 0 else { return nil }
        return try entry()
    }

    /// The matching entry before this one, or `nil` at the start of the journal, which is then where it stays:
    /// ``next()`` gives the first one.
    package func previous() throws(JournalError) -> JournalEntry? {
        guard try checkJournal(sd_journal_previous(raw), "sd_journal_previous") > 0 else {
            try seekToStart()
            return nil
        }
        return try entry()
    }

    private func entry() throws(JournalError) -> JournalEntry {
        var realtime: UInt64 = 0
        try checkJournal(sd_journal_get_realtime_usec(raw, &realtime), "sd_journal_get_realtime_usec")
        return JournalEntry(realtime: realtime, fields: fields.isEmpty ? [:] : try values())
    }

    /// All wanted fields in one go: asking for each by name looks through the whole entry every time.
    private func values() throws(JournalError) -> [String: [UInt8]] {
        var values: [String: [UInt8]] = [:]
        var data: UnsafeRawPointer?
        var length = 0
        sd_journal_restart_data(raw)
        while values.count < fields.count {
            let result = sd_journal_enumerate_available_data(raw, &data, &length)
            // EBADMSG: the entry was being written when the machine died.
            if result == -EBADMSG { break }
            if try checkJournal(result, "sd_journal_enumerate_available_data") == 0 { break }
            guard let start = data else { continue }
            let bytes = UnsafeRawBufferPointer(start: start, count: length)
            for (name, prefix) in zip(fields, prefixes)
            where bytes.count >= prefix.count && memcmp(start, prefix, prefix.count) == 0 {
                // Of a field with several values the first counts.
                if values[name] == nil {
                    values[name] = [UInt8](UnsafeRawBufferPointer(rebasing: bytes[prefix.count...]))
                }
                break
            }
        }
        return values
    }

    /// How many entries match from here to the end; goes there. `atMost` bounds the work.
    package func count(atMost: Int64) throws(JournalError) -> Int64 {
        var count: Int64 = 0
        while count < atMost, try checkJournal(sd_journal_next(raw), "sd_journal_next") > 0 { count += 1 }
        return count
    }

    /// Waits until the journal has changed, at most `milliseconds`. False: nothing has.
    package func wait(milliseconds: UInt64) throws(JournalError) -> Bool {
        let change = sd_journal_wait(raw, milliseconds * 1000)
        return try checkJournal(change, "sd_journal_wait") != Int32(SD_JOURNAL_NOP)
    }
}
