/// Why bytes are no HTTP/2 that we accept.
enum HTTP2Problem: Error, Equatable, Sendable, CustomStringConvertible {
    /// It began with something else than HTTP/2's SETTINGS.
    case notHTTP2
    case malformed(String)
    /// RFC 7541.
    case compression(String)
    /// A part whose size the peer decides is larger than we take.
    case tooLarge(part: String, limit: Int)

    var description: String {
        switch self {
        case .notHTTP2: "the server does not speak HTTP/2"
        case .malformed(let what): "the server breaks HTTP/2: \(what)"
        case .compression(let what): "the server breaks HPACK: \(what)"
        case .tooLarge(let part, let limit): "the answer's \(part) is larger than \(limit) bytes"
        }
    }
}

/// One frame (RFC 9113 §4.1).
struct HTTP2Frame: Equatable, Sendable {
    enum Kind {
        static let data: UInt8 = 0
        static let headers: UInt8 = 1
        static let resetStream: UInt8 = 3
        static let settings: UInt8 = 4
        static let pushPromise: UInt8 = 5
        static let ping: UInt8 = 6
        static let goAway: UInt8 = 7
        static let windowUpdate: UInt8 = 8
        static let continuation: UInt8 = 9
    }
    enum Flag {
        /// Of SETTINGS and PING.
        static let acknowledged: UInt8 = 1
        static let endStream: UInt8 = 1
        static let endHeaders: UInt8 = 4
        static let padded: UInt8 = 8
        static let priority: UInt8 = 0x20
    }
    /// The default of SETTINGS_MAX_FRAME_SIZE, which we leave as it is.
    static let largest = 16 << 10

    var kind: UInt8
    var flags: UInt8 = 0
    var stream: UInt32 = 0
    var payload: [UInt8] = []

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(contentsOf: bigEndian(UInt32(payload.count)).dropFirst())
        bytes += [kind, flags]
        bytes += bigEndian(stream)
        return bytes + payload
    }

    func has(_ flag: UInt8) -> Bool { flags & flag != 0 }

    /// What DATA and HEADERS carry between their padding (RFC 9113 §6.1, §6.2).
    func content() throws(HTTP2Problem) -> ArraySlice<UInt8> {
        var rest = payload[...]
        var padding = 0
        if has(Flag.padded) {
            guard let length = rest.popFirst() else { throw .malformed("a frame without its padding") }
            padding = Int(length)
        }
        if kind == Kind.headers, has(Flag.priority) {
            guard rest.count >= 5 else { throw .malformed("a frame without its priority") }
            rest = rest.dropFirst(5)
        }
        guard padding <= rest.count else { throw .malformed("more padding than frame") }
        return rest.dropLast(padding)
    }
}

/// The 32 bits of a number, the most significant byte first.
func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
}

/// The number that up to four bytes are.
func number(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
}

/// Cuts what a peer sends into frames, in whatever pieces it comes.
struct HTTP2FrameReader {
    private var bytes: [UInt8] = []

    init() {}

    mutating func add(_ more: [UInt8]) { bytes += more }

    /// `nil`: there is no whole frame yet.
    mutating func next() throws(HTTP2Problem) -> HTTP2Frame? {
        guard bytes.count >= 9 else { return nil }
        let length = Int(number(bytes[..<3]))
        guard length <= HTTP2Frame.largest else {
            throw .tooLarge(part: "frame", limit: HTTP2Frame.largest)
        }
        guard bytes.count >= 9 + length else { return nil }
        defer { bytes.removeFirst(9 + length) }
        return HTTP2Frame(
            kind: bytes[3], flags: bytes[4], stream: number(bytes[5..<9]) & 0x7FFF_FFFF,
            payload: Array(bytes[9..<(9 + length)]))
    }
}
