import CLinux
import Glibc

/// Ports of this machine that lead into a pod: each connection to one is joined to a connection to localhost in
/// the pod's network namespace, so that what listens on 127.0.0.1 there is reached too, as with kubectl.
///
/// It waits in the caller's thread for as long as there is no error.
package struct PortForwarder {
    package struct Port: Equatable, Sendable {
        /// 0: any that is free.
        package var local: UInt16
        package var remote: UInt16

        package init(local: UInt16, remote: UInt16) {
            self.local = local
            self.remote = remote
        }

        /// What a person is told once it is open.
        package var words: String { "forwarding 127.0.0.1:\(local) to port \(remote) of the pod" }
    }

    private struct Listener {
        var descriptor: Int32
        var port: Port
    }
    /// One direction of a connection: what was read and not yet written.
    private struct Flow {
        var from: Int32
        var to: Int32
        var waiting: ArraySlice<UInt8> = []
        var isOpen = true
    }
    private struct Pair {
        var flows: [Flow]
    }

    private var listeners: [Listener] = []
    private var pairs: [Pair] = []
    /// Says which process's network namespace is the pod's.
    private let process: () throws -> Int32
    private let tell: (String) -> Void

    /// Listens on 127.0.0.1.
    package init(
        _ ports: [Port], process: @escaping () throws -> Int32, tell: @escaping (String) -> Void
    ) throws(FileError) {
        self.process = process
        self.tell = tell
        for port in ports {
            let descriptor = socket(
                AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else { throw FileError("socket") }
            var yes: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
            var address = loopback(port.local)
            let bound = withAddress(&address) { bind(descriptor, $0, $1) }
            guard bound == 0, listen(descriptor, 64) == 0 else { throw FileError("127.0.0.1:\(port.local)") }
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            _ = withAddress(&address) { pointer, _ in getsockname(descriptor, pointer, &length) }
            listeners.append(
                Listener(
                    descriptor: descriptor, port: Port(local: address.sin_port.bigEndian, remote: port.remote)
                ))
        }
        for listener in listeners {
            tell(listener.port.words)
        }
    }

    package mutating func run() throws -> Never {
        signal(SIGPIPE, SIG_IGN)
        while true {
            var waits = listeners.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
            // A direction waits either for something to read or for room to write it.
            for pair in pairs {
                for flow in pair.flows {
                    let fd = !flow.isOpen ? -1 : flow.waiting.isEmpty ? flow.from : flow.to
                    waits.append(
                        pollfd(fd: fd, events: Int16(flow.waiting.isEmpty ? POLLIN : POLLOUT), revents: 0))
                }
            }
            guard poll(&waits, nfds_t(waits.count), -1) >= 0 || errno == EINTR else {
                throw FileError("poll")
            }
            for index in pairs.indices {
                for side in 0..<2 where waits[listeners.count + index * 2 + side].revents != 0 {
                    move(&pairs[index].flows[side])
                }
            }
            pairs.removeAll { pair in
                guard pair.flows.allSatisfy({ !$0.isOpen }) else { return false }
                for flow in pair.flows { close(flow.from) }
                return true
            }
            for (index, listener) in listeners.enumerated() where waits[index].revents != 0 {
                accept(listener)
            }
        }
    }

    private func move(_ flow: inout Flow) {
        if flow.waiting.isEmpty {
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            let count = read(flow.from, &buffer, buffer.count)
            if count < 0, errno == EAGAIN || errno == EINTR { return }
            guard count > 0 else {
                flow.isOpen = false
                shutdown(flow.to, Int32(SHUT_WR))
                return
            }
            flow.waiting = buffer[..<count]
        }
        while !flow.waiting.isEmpty {
            let count = flow.waiting.withUnsafeBytes { write(flow.to, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { return }
            if count < 0 {
                // Nobody reads any more: who writes is to learn of it.
                flow.isOpen = false
                shutdown(flow.from, Int32(SHUT_RD))
                return
            }
            flow.waiting = flow.waiting.dropFirst(count)
        }
    }

    private mutating func accept(_ listener: Listener) {
        let client = Glibc.accept(listener.descriptor, nil, nil)
        guard client >= 0 else { return }
        _ = fcntl(client, F_SETFD, FD_CLOEXEC)
        _ = fcntl(client, F_SETFL, fcntl(client, F_GETFL) | O_NONBLOCK)
        do {
            let server = try connect(to: listener.port.remote)
            pairs.append(Pair(flows: [Flow(from: client, to: server), Flow(from: server, to: client)]))
        } catch {
            tell("port \(listener.port.remote): \(error)")
            close(client)
        }
    }

    /// To 127.0.0.1, or where nobody listens there to ::1, as kubectl does.
    private func connect(to port: UInt16) throws -> Int32 {
        let pid = try process()
        var problem = FileError("connection to the pod", code: ECONNREFUSED)
        for family in [AF_INET, AF_INET6] {
            let descriptor = linux_stream_socket_in(pid, family)
            guard descriptor >= 0 else {
                problem = FileError("network namespace of process \(pid)", code: -descriptor)
                continue
            }
            var result: Int32
            if family == AF_INET {
                var address = loopback(port)
                result = withAddress(&address) { Glibc.connect(descriptor, $0, $1) }
            } else {
                var address = sockaddr_in6()
                address.sin6_family = sa_family_t(AF_INET6)
                address.sin6_port = port.bigEndian
                address.sin6_addr = in6addr_loopback
                result = withAddress(&address) { Glibc.connect(descriptor, $0, $1) }
            }
            var code = result == 0 ? 0 : errno
            if code == EINPROGRESS {
                var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wait, 1, 5000)
                var length = socklen_t(MemoryLayout<Int32>.size)
                result = getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
            }
            if code == 0 { return descriptor }
            if family == AF_INET { problem = FileError("127.0.0.1:\(port) in the pod", code: code) }
            close(descriptor)
        }
        throw problem
    }
}

private func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
}

private func withAddress<Address, Result>(
    _ address: inout Address, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
) -> Result {
    withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            body($0, socklen_t(MemoryLayout<Address>.size))
        }
    }
}
