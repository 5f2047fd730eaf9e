import CSystemd
import Descriptors
import Dispatch

/// Hands over each entry of a reader as it arrives, through rotation and vacuuming of the journal.
///
/// Polls nothing: libsystemd watches the journal's folder, and its descriptor wakes us. To be ended by
/// ``cancel()`` before it is let go.
@MainActor
package final class JournalFollower {
    private let reader: JournalReader
    private let onEntry: (JournalEntry) -> Void
    private let onPause: () -> Void
    private let onError: (JournalError) -> Void
    private var source: DescriptorSource?

    /// Starts with what the reader has still to give, then waits for more.
    ///
    /// - Parameters:
    ///   - onPause: there is no more for now.
    ///   - onError: the journal could not be read; following has ended.
    package init(
        _ reader: JournalReader, onEntry: @escaping (JournalEntry) -> Void,
        onPause: @escaping () -> Void = {}, onError: @escaping (JournalError) -> Void
    ) throws(JournalError) {
        self.reader = reader
        self.onEntry = onEntry
        self.onPause = onPause
        self.onError = onError
        // Before the first read, so that what arrives meanwhile wakes us.
        let descriptor = try checkJournal(sd_journal_get_fd(reader.raw), "sd_journal_get_fd")
        let source = DescriptorSource(descriptor)
        source.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.advance() } }
        self.source = source
        source.activate()
        DispatchQueue.main.async { [weak self] in MainActor.assumeIsolated { self?.advance() } }
    }

    /// Ends following. The descriptor belongs to the reader, which lives until the source has let go of it.
    package func cancel() {
        guard let source else { return }
        self.source = nil
        let keeper = ReaderKeeper(reader)
        source.setCancelHandler { keeper.release() }
        source.cancel()
    }

    private func advance() {
        guard source != nil else { return }
        do throws(JournalError) {
            try checkJournal(sd_journal_process(reader.raw), "sd_journal_process")
            while source != nil, let entry = try reader.next() { onEntry(entry) }
            if source != nil { onPause() }
        } catch {
            cancel()
            onError(error)
        }
    }
}

/// Keeps a reader until the main queue's cancel handler has run. `@unchecked Sendable`: it is made on the
/// main actor and released by a handler on the main queue, which is the same.
private final class ReaderKeeper: @unchecked Sendable {
    private var reader: JournalReader?
    init(_ reader: JournalReader) { self.reader = reader }
    func release() { reader = nil }
}
