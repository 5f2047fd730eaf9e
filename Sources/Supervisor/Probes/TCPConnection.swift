import CLinux
import Dispatch
import Glibc

/// Why a connection could not be made or used, in the words of Go's `net` package, as they stand in the
/// kubelet's events.
enum ConnectionError: Error, Equatable, CustomStringConvertible {
    /// This end could not even start: out of descriptors, or the pod's network namespace is gone.
    case noSocket(code: Int32)
    /// TLS takes a program that this machine does not have.
    case noTLS(program: String)
    case noSuchHost(String)
    case cannotConnect(String, code: Int32)
    /// The other end speaks no TLS, or none that this one takes.
    case handshake(String)
    case connectTimedOut(String)
    case broken(call: String, code: Int32)
    case timedOut

    var description: String {
        switch self {
        case .noSocket(let code): "socket: \(reason(code))"
        case .noTLS(let program):
            "podsup speaks TLS through the program \(program), which is not there; install the package 'openssl'"
        case .noSuchHost(let host): "dial tcp: lookup \(host): no such host"
        case .cannotConnect(let address, let code): "dial tcp \(address): connect: \(reason(code))"
        case .handshake(let reason): "tls: \(reason)"
        case .connectTimedOut(let address): "dial tcp \(address): i/o timeout"
        case .broken(let call, let code): "\(call): \(reason(code))"
        case .timedOut: "i/o timeout"
        }
    }

    /// Ran out of time, at whatever it was.
    var isTimeout: Bool {
        switch self {
        case .connectTimedOut, .timedOut: true
        case .noSocket, .noTLS, .noSuchHost, .cannotConnect, .handshake, .broken: false
        }
    }

    /// Says nothing about the other end.
    var isOurs: Bool {
        switch self {
        case .noSocket, .noTLS: true
        case .noSuchHost, .cannotConnect, .handshake, .connectTimedOut, .broken, .timedOut: false
        }
    }
}

/// `strerror`, in lower case as Go has it.
private func reason(_ code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
}

/// What a probe sends its request on.
@MainActor
protocol ProbeStream {
    func send(_ bytes: [UInt8], until deadline: DispatchTime) async throws(ConnectionError)
    /// The next bytes; none at the end.
    func receive(until deadline: DispatchTime) async throws(ConnectionError) -> [UInt8]
}

/// A TCP connection on which nothing blocks, or another stream socket that stands for one. Closed by its
/// `deinit`.
@MainActor
final class TCPConnection: ProbeStream {
    private let descriptor: Int32

    /// Takes over `descriptor`, which does not block.
    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Connects to the first of a host's addresses that answers.
    static func open(
        _ endpoint: ProbeEndpoint, until deadline: DispatchTime
    ) async throws(ConnectionError) -> TCPConnection {
        let (host, port) = (endpoint.host, endpoint.port)
        guard let addresses = await SocketAddress.resolve(host, port: port, until: deadline)
        else { throw .connectTimedOut(hostAndPort(host, port)) }
        var failure = ConnectionError.noSuchHost(host)
        for address in addresses {
            do throws(ConnectionError) {
                return try await open(address, endpoint.networkOf, until: deadline)
            } catch {
                if error.isTimeout { throw error }
                failure = error
            }
        }
        throw failure
    }

    private static func open(
        _ address: SocketAddress, _ networkOf: Int32?, until deadline: DispatchTime
    ) async throws(ConnectionError) -> TCPConnection {
        let descriptor = makeSocket(address.family, networkOf)
        guard descriptor >= 0 else { throw .noSocket(code: -descriptor) }
        let connection = TCPConnection(descriptor)

        let result = address.withPointer { connect(descriptor, $0, $1) }
        if result == 0 { return connection }
        guard errno == EINPROGRESS else { throw .cannotConnect(address.description, code: errno) }
        // On this machine a connection is made or refused before connect returns; it only does not say so.
        if !connection.isWritable {
            guard await Readiness.wait(to: .write, descriptor, until: deadline)
            else { throw .connectTimedOut(address.description) }
        }
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
        guard code == 0 else { throw .cannotConnect(address.description, code: code) }
        return connection
    }

    /// Returns a negative errno on failure.
    private static func makeSocket(_ family: Int32, _ networkOf: Int32?) -> Int32 {
        if let networkOf { return linux_stream_socket_in(networkOf, family) }
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(family, kind, 0)
        return descriptor < 0 ? -errno : descriptor
    }

    private var isWritable: Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&request, 1, 0) == 1
    }

    func send(_ bytes: [UInt8], until deadline: DispatchTime) async throws(ConnectionError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                guard await Readiness.wait(to: .write, descriptor, until: deadline) else { throw .timedOut }
            } else if errno != EINTR {
                throw .broken(call: "write", code: errno)
            }
        }
    }

    /// The next bytes, at most 8 KiB; none at the end.
    func receive(until deadline: DispatchTime) async throws(ConnectionError) -> [UInt8] {
        var hasWaited = false
        while true {
            var failure: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: 8 << 10) { buffer, count in
                let got = recv(descriptor, buffer.baseAddress, buffer.count, 0)
                if got < 0 { failure = errno }
                count = max(0, got)
            }
            if failure == 0 { return bytes }
            if failure == EAGAIN, !hasWaited {
                // A pod on this machine answers so soon that a moment's wait here takes less than being told.
                hasWaited = true
                var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                poll(&request, 1, 1)
            } else if failure == EAGAIN {
                guard await Readiness.wait(to: .read, descriptor, until: deadline) else { throw .timedOut }
            } else if failure != EINTR {
                throw .broken(call: "read", code: failure)
            }
        }
    }
}
