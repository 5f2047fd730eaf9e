import Glibc

/// A connected, non-blocking stream socket. Owns its descriptor, which is closed with the last reference:
/// a `DispatchSource` on it must hold one in its cancel handler, since Dispatch forbids to close earlier.
final class UnixSocket: Sendable {
    let descriptor: Int32

    /// What became of an attempt that is not an error of the operator's.
    enum Connected {
        case yes(UnixSocket)
        /// The listener's queue is full (EAGAIN, see unix(7)): worth another try.
        case later
    }

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// connect(2) to a listening unix socket. Never blocks.
    static func connect(to path: String) throws(PodmanError) -> Connected {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        // The terminating zero must fit too; the rest of `sun_path` is zero already.
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw .socketFailed(path: path, errno: ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }

        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw .socketFailed(path: path, errno: errno) }
        let socket = UnixSocket(descriptor)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result != 0 else { return .yes(socket) }
        switch errno {
        case EAGAIN, EINTR: return .later
        case ENOENT, ENOTDIR: throw .socketMissing(path: path)
        case ECONNREFUSED: throw .socketRefused(path: path)
        case EACCES, EPERM: throw .permissionDenied(path: path)
        case let code: throw .socketFailed(path: path, errno: code)
        }
    }

    enum Transfer<Amount> {
        case done(Amount)
        case wouldBlock
        case failed(errno: Int32)
    }

    /// send(2) without SIGPIPE.
    func send(_ bytes: ArraySlice<UInt8>) -> Transfer<Int> {
        while true {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count >= 0 { return .done(count) }
            if errno == EAGAIN { return .wouldBlock }
            if errno != EINTR { return .failed(errno: errno) }
        }
    }

    /// recv(2), up to `limit` bytes; no bytes means that the peer has closed its side.
    func receive(atMost limit: Int) -> Transfer<[UInt8]> {
        while true {
            var count = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
                count = recv(descriptor, buffer.baseAddress, limit, 0)
                filled = max(count, 0)
            }
            if count >= 0 { return .done(bytes) }
            if errno == EAGAIN { return .wouldBlock }
            if errno != EINTR { return .failed(errno: errno) }
        }
    }

    /// Tells the peer at once that we are gone; the descriptor itself is closed with the last reference.
    func hangUp() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}
