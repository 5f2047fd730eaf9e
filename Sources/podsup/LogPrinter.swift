import Systemd

/// Prints journal entries as the lines that containers wrote.
@MainActor
final class LogPrinter {
    /// What stands in front of a line.
    enum Names: Equatable {
        /// Nothing: there is one container only.
        case none
        case container(width: Int)
        case podAndContainer(width: Int)
    }

    static let fields = ["MESSAGE", "PODSUP_POD", "PODSUP_CONTAINER", "CONTAINER_PARTIAL_MESSAGE"]

    private let console: Console
    private let names: Names
    private var buffer: [UInt8] = []
    /// Whose line has begun and not ended.
    private var open: String?
    private var colors: [String: Int] = [:]
    private var follower: JournalFollower?
    private(set) var isEmpty = true

    init(_ console: Console, names: Names) {
        self.console = console
        self.names = names
    }

    func add(_ entry: JournalEntry) {
        isEmpty = false
        let pod = String(decoding: entry.fields["PODSUP_POD"] ?? [], as: UTF8.self)
        let container = String(decoding: entry.fields["PODSUP_CONTAINER"] ?? [], as: UTF8.self)
        let place = "\(pod)/\(container)"
        if open != place {
            if open != nil { buffer.append(0x0A) }
            buffer += prefix(pod, container).utf8
        }
        let message = entry.fields["MESSAGE"] ?? []
        // A program must not take over the terminal of who reads its log.
        buffer += console.isTerminal ? escaped(message) : message
        if entry.fields["CONTAINER_PARTIAL_MESSAGE"] != nil {
            open = place
        } else {
            open = nil
            buffer.append(0x0A)
        }
        if buffer.count > 64 << 10 { flush() }
    }

    func flush() {
        if !buffer.isEmpty { console.write(buffer) }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Keeps what brings the entries for as long as they are printed.
    func keep(_ follower: JournalFollower) { self.follower = follower }

    private func prefix(_ pod: String, _ container: String) -> String {
        let name: String
        let width: Int
        switch names {
        case .none: return ""
        case .container(let columns): (name, width) = (container, columns)
        case .podAndContainer(let columns): (name, width) = ("\(pod)/\(container)", columns)
        }
        let text = "\(name)\(spaces(width - name.count)) | "
        guard console.hasColor else { return text }
        let color = colors[name] ?? colors.count
        colors[name] = color
        return "\u{1b}[\(Self.palette[color % Self.palette.count])m\(text)\u{1b}[0m"
    }

    /// Cyan, yellow, green, magenta, blue, and their bright sisters.
    private static let palette = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94]
}

/// Control characters as a person can see them (`\x1b`), so that they do nothing to a terminal. Tabs stay.
func escaped(_ bytes: [UInt8]) -> [UInt8] {
    let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7f || $0 == 0x09 }
    if isPlain { return bytes }
    var text: [UInt8] = []
    let digits = Array("0123456789abcdef".utf8)
    // What is no UTF-8 becomes the replacement character.
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        let value = scalar.value
        if value < 0x20 && value != 0x09 || (0x7f...0x9f).contains(value) {
            text += [0x5C, 0x78, digits[Int(value >> 4)], digits[Int(value & 15)]]
        } else {
            text += Array(String(scalar).utf8)
        }
    }
    return text
}
