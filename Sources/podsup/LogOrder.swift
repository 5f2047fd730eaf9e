/// Puts entries of several containers in the order in which they were written.
///
/// The journal has them in the order in which they arrived: a supervisor that was away forwards first what
/// one container wrote meanwhile, then what the next one did. Entries of one container never change places,
/// whatever the clock did. What is held back is bounded, in number, bytes and time.
struct LogOrder {
    private static let mostEntries = 4096
    private static let mostBytes = 4 << 20
    /// Microseconds: longer than it takes to start a supervisor again.
    private static let longestWait: UInt64 = 10_000_000

    private struct Item {
        var time: Int64
        /// Which came first, of two at the same time.
        var number: UInt64
        var entry: LogEntry

        func isBefore(_ other: Item) -> Bool { (time, number) < (other.time, other.number) }
    }

    /// A heap: each item is before those at 2i+1 and 2i+2.
    private var items: [Item] = []
    private var bytes = 0
    private var count: UInt64 = 0
    /// Of each container, the time of its entry that came last.
    private var latest: [String: Int64] = [:]

    /// Takes an entry; gives out those that nothing can come before any more.
    mutating func add(_ entry: LogEntry, _ emit: (LogEntry) -> Void) {
        let place = "\(entry.pod)/\(entry.container)"
        let time = max(entry.time, latest[place] ?? .min)
        latest[place] = time
        count += 1
        push(Item(time: time, number: count, entry: entry))
        while let first = items.first,
            items.count > Self.mostEntries || bytes > Self.mostBytes
                || Int64(clamping: entry.received &- min(entry.received, Self.longestWait)) * 1000
                    > first.time
        {
            emit(pop())
        }
    }

    /// Gives out the rest.
    mutating func finish(_ emit: (LogEntry) -> Void) {
        while !items.isEmpty { emit(pop()) }
    }

    private mutating func push(_ item: Item) {
        bytes += item.entry.message.count
        items.append(item)
        var child = items.count - 1
        while child > 0, case let parent = (child - 1) / 2, items[child].isBefore(items[parent]) {
            items.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func pop() -> LogEntry {
        items.swapAt(0, items.count - 1)
        let first = items.removeLast()
        bytes -= first.entry.message.count
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < items.count && items[child].isBefore(items[least]) {
                least = child
            }
            if least == parent { return first.entry }
            items.swapAt(parent, least)
            parent = least
        }
    }
}
