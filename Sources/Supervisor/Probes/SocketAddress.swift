import Dispatch
import Glibc

/// An address to connect to: an IPv4 or IPv6 literal and a port.
struct SocketAddress: Sendable {
    /// As Go prints it and people write it: `10.0.0.1:80`, `[fd00::1]:80`.
    let description: String
    let family: Int32
    private let storage: sockaddr_storage
    private let length: socklen_t

    /// `host` may be a literal (an IPv6 one with a zone, `fe80::1%eth0`), never a name: this must not block.
    init?(literal host: String, port: UInt16) {
        guard let first = Self.lookUp(host, port: port, AI_NUMERICHOST).first else { return nil }
        self = first
    }

    private init(_ info: addrinfo, _ description: String) {
        self.description = description
        family = info.ai_family
        length = info.ai_addrlen
        var storage = sockaddr_storage()
        withUnsafeMutableBytes(of: &storage) {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: info.ai_addr, count: Int(info.ai_addrlen)))
        }
        self.storage = storage
    }

    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafeBytes(of: storage) {
            body($0.baseAddress!.assumingMemoryBound(to: sockaddr.self), length)
        }
    }

    /// Blocks where `host` is a name.
    fileprivate static func lookUp(_ host: String, port: UInt16, _ flags: Int32) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_flags = flags | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        return sequence(first: list) { $0?.pointee.ai_next }.prefix { $0 != nil }.compactMap {
            $0.map { SocketAddress($0.pointee, hostAndPort(host, port)) }
        }
    }
}

extension SocketAddress {
    private static let resolver = DispatchQueue(label: "podsup.resolver", attributes: .concurrent)

    /// The addresses of a host, in the order to try them; none if there is no such host. Names are looked
    /// up on a queue of their own; returns `nil` when that is not done by the deadline.
    @MainActor
    static func resolve(
        _ host: String, port: UInt16, until deadline: DispatchTime
    ) async -> [SocketAddress]? {
        if let literal = SocketAddress(literal: host, port: port) { return [literal] }
        if host == "localhost" {
            return ["127.0.0.1", "::1"].compactMap { SocketAddress(literal: $0, port: port) }
        }
        return await withUnsafeContinuation { continuation in
            var waiting: UnsafeContinuation<[SocketAddress]?, Never>? = continuation
            let timer = DispatchSource.makeTimerSource(queue: .main)
            let answer: @MainActor ([SocketAddress]?) -> Void = { found in
                timer.cancel()
                waiting?.resume(returning: found)
                waiting = nil
            }
            timer.schedule(deadline: deadline)
            timer.setEventHandler { answer(nil) }
            timer.activate()
            resolver.async {
                let found = lookUp(host, port: port, 0)
                DispatchQueue.main.async { answer(found) }
            }
        }
    }
}

/// `host:port`, an IPv6 address in brackets.
func hostAndPort(_ host: String, _ port: UInt16) -> String {
    host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
}
