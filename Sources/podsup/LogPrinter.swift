import Supervisor
import Systemd

/// Prints entries as lines for people, or for programs.
@MainActor
final class LogPrinter {
    /// What stands in front of a line.
    enum Names: Equatable {
        /// Nothing: there is one container only.
        case none
        case container(width: Int)
        case podAndContainer(width: Int)
    }

    enum Format: String, CaseIterable { case short, iso, json, cat }

    private let console: Console
    private let names: Names
    private let format: Format?
    private var buffer: [UInt8] = []
    /// Whose line has begun and not ended.
    private var open: String?
    private var colors: [String: Int] = [:]
    private var follower: JournalFollower?
    private(set) var isEmpty = true

    /// - Parameter format: nil: the lines alone, with their containers' names.
    init(_ console: Console, names: Names, format: Format? = nil) {
        self.console = console
        self.names = names
        self.format = format
    }

    func add(_ entry: LogEntry) {
        isEmpty = false
        if format == .json {
            buffer += logJSON(entry)
            buffer.append(0x0A)
        } else {
            addLine(entry)
        }
        if buffer.count > 64 << 10 { flush() }
    }

    private func addLine(_ entry: LogEntry) {
        let place = "\(entry.pod)/\(entry.container) \(entry.instance) \(entry.stream ?? "")"
        if open != place {
            if open != nil { buffer.append(0x0A) }
            buffer += time(of: entry).utf8
            buffer += prefix(entry).utf8
        }
        if entry.isEvent, console.hasColor, format != .cat {
            buffer += (entry.priority < 5 ? Color.busy : .faint).paint(printable(entry.message)).utf8
        } else {
            // A program must not take over the terminal of who reads its log.
            let isRaw = format == .cat || !console.isTerminal
            buffer += isRaw ? entry.message : escaped(withoutColor(entry.message))
        }
        open = entry.isPartial ? place : nil
        if !entry.isPartial { buffer.append(0x0A) }
    }

    func flush() {
        if !buffer.isEmpty { console.write(buffer) }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Keeps what brings the entries for as long as they are printed.
    func keep(_ follower: JournalFollower) { self.follower = follower }

    private func time(of entry: LogEntry) -> String {
        let time = CalendarTime(entry.time / 1_000_000_000)
        switch format {
        case .short: return time.short + " "
        case .iso: return time.iso(microseconds: entry.time / 1000 % 1_000_000) + " "
        case .cat, .json, nil: return ""
        }
    }

    private func prefix(_ entry: LogEntry) -> String {
        if format == .cat { return "" }
        let name: String
        let width: Int
        switch names {
        case .none:
            guard entry.isEvent else { return "" }
            (name, width) = ("podsup", 0)
        case .container(let columns): (name, width) = (entry.isEvent ? "podsup" : entry.container, columns)
        case .podAndContainer(let columns):
            (name, width) = (entry.isEvent ? "podsup" : "\(entry.pod)/\(entry.container)", columns)
        }
        let text = "\(name)\(spaces(width - name.count)) | "
        guard console.hasColor else { return text }
        if entry.isEvent { return Color.faint.paint(text) }
        let color = colors[name] ?? colors.count
        colors[name] = color
        return "\u{1b}[\(Self.palette[color % Self.palette.count])m\(text)\u{1b}[0m"
    }

    /// Cyan, yellow, green, magenta, blue, and their bright sisters.
    private static let palette = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94]
}

private func printable(_ message: [UInt8]) -> String { String(decoding: escaped(message), as: UTF8.self) }

/// An entry as `journalctl -o json` writes it: one object, fields by their names in the journal. Bytes that are
/// no UTF-8 become an array of numbers.
func logJSON(_ entry: LogEntry) -> [UInt8] {
    var bytes = Array("{\"__REALTIME_TIMESTAMP\":\"\(entry.received)\"".utf8)
    func add(_ name: String, _ value: [UInt8]) {
        bytes += ",\"\(name)\":".utf8
        bytes += jsonText(value)
    }
    let time = CalendarTime(entry.time / 1_000_000_000, isUTC: true).iso(
        microseconds: entry.time / 1000 % 1_000_000)
    add("PODSUP_TIME", Array(time.utf8))
    add("MESSAGE", entry.message)
    add("PRIORITY", Array("\(entry.priority)".utf8))
    let fields = [
        ("PODSUP_APP", entry.app), ("PODSUP_POD", entry.pod), ("PODSUP_CONTAINER", entry.container),
        ("CONTAINER_ID_FULL", entry.instance), ("PODSUP_STREAM", entry.stream ?? ""),
        ("PODSUP_RESTART", entry.restart ?? ""), ("PODSUP_REASON", entry.reason ?? ""),
        ("UNIT", entry.unit ?? ""),
    ]
    for (name, value) in fields where !value.isEmpty { add(name, Array(value.utf8)) }
    if entry.isPartial { add("CONTAINER_PARTIAL_MESSAGE", Array("true".utf8)) }
    return bytes + [UInt8(ascii: "}")]
}

private func jsonText(_ value: [UInt8]) -> [UInt8] {
    guard String(validating: value, as: UTF8.self) != nil else {
        return Array("[\(value.map { "\($0)" }.joined(separator: ","))]".utf8)
    }
    var text: [UInt8] = [UInt8(ascii: "\"")]
    for byte in value {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
        case 0x0A: text += "\\n".utf8
        case 0x09: text += "\\t".utf8
        case 0..<0x20, 0x7f: text += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
        default: text.append(byte)
        }
    }
    return text + [UInt8(ascii: "\"")]
}
