import CLinux
import Dispatch
import Glibc

/// A TLS connection, made by `openssl s_client`: podsup links no TLS library. Whoever the other end says it is,
/// it is believed, as the kubelet does for probes. Closed, and its program ended, by its `deinit`.
@MainActor
final class TLSConnection: ProbeStream {
    nonisolated static let program = "/usr/bin/openssl"

    private let stream: TCPConnection
    private let pid: Int32
    /// What the program says goes wrong.
    private let log: Int32
    private let address: String

    nonisolated static var isThere: Bool { access(program, X_OK) == 0 }

    /// Returns before the connection is made: a failure shows when something is received.
    static func open(
        _ endpoint: ProbeEndpoint, until deadline: DispatchTime
    ) async throws(ConnectionError) -> TLSConnection {
        let (host, port) = (endpoint.host, endpoint.port)
        // The program looks names up too, but does not tell why it finds none.
        guard let addresses = await SocketAddress.resolve(host, port: port, until: deadline)
        else { throw .connectTimedOut(hostAndPort(host, port)) }
        guard !addresses.isEmpty else { throw .noSuchHost(host) }
        return try TLSConnection(endpoint)
    }

    private init(_ endpoint: ProbeEndpoint) throws(ConnectionError) {
        guard Self.isThere else { throw .noTLS(program: Self.program) }
        address = hostAndPort(endpoint.host, endpoint.port)
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .noSocket(code: errno) }
        stream = TCPConnection(ends[0])
        defer { close(ends[1]) }
        let log = linux_memfd("openssl.log")
        self.log = log
        // Ours alone: the program waits for what it reads.
        guard log >= 0, fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 else { throw .noSocket(code: errno) }

        let command = Self.command(endpoint, address)
        pid = withCStrings(command) { arguments in
            withCStrings(ChildProcess.environment) { environment in
                linux_spawn(command[0], arguments, environment, [ends[1], ends[1], log], 3)
            }
        }
        guard pid > 0 else {
            close(log)
            throw .noSocket(code: -pid)
        }
    }

    deinit {
        // It keeps nothing, and ends at once: a connection that is cut is what kubelet's is too.
        kill(pid, SIGKILL)
        while waitpid(pid, nil, 0) < 0, errno == EINTR {}
        close(log)
    }

    private static func command(_ endpoint: ProbeEndpoint, _ address: String) -> [String] {
        let isAddress = SocketAddress(literal: endpoint.host, port: endpoint.port) != nil
        let tls = [
            program, "s_client", "-quiet", "-verify_quiet", "-connect", address,
            // As Go, which sends a name only, and takes small keys.
            "-cipher", "DEFAULT:@SECLEVEL=0",
        ]
        let name = isAddress ? ["-noservername"] : ["-servername", endpoint.host]
        guard let process = endpoint.networkOf else { return tls + name }
        return [
            "/usr/bin/nsenter", "--user", "--preserve-credentials", "--net", "--target", "\(process)", "--",
        ] + tls + name
    }

    func send(_ bytes: [UInt8], until deadline: DispatchTime) async throws(ConnectionError) {
        do throws(ConnectionError) {
            try await stream.send(bytes, until: deadline)
        } catch {
            throw error.isTimeout ? error : failure() ?? error
        }
    }

    func receive(until deadline: DispatchTime) async throws(ConnectionError) -> [UInt8] {
        do throws(ConnectionError) {
            let bytes = try await stream.receive(until: deadline)
            if bytes.isEmpty, let failure = failure() { throw failure }
            return bytes
        } catch {
            throw error.isTimeout ? error : failure() ?? error
        }
    }

    /// What the program gave as its reason; `nil`: it has none, the other end closed the connection.
    private func failure() -> ConnectionError? {
        let text = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            count = Int(max(0, linux_read_at(log, buffer.baseAddress, Int32(buffer.count), 0)))
        }
        return Self.failure(text, address)
    }

    /// `…connect:errno=111`, and OpenSSL's own lines: `THREAD:error:CODE:LIBRARY:FUNCTION:REASON:FILE:…`.
    nonisolated static func failure(_ text: [UInt8], _ address: String) -> ConnectionError? {
        let lines = text.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        for line in lines where line.hasPrefix("connect:errno=") {
            guard let code = Int32(line.dropFirst("connect:errno=".count)), code > 0 else { continue }
            return .cannotConnect(address, code: code)
        }
        for line in lines {
            let parts = line.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count >= 6, parts[1] == "error" else { continue }
            // Popular servers close without saying so; Go takes that too.
            if parts[5] == "unexpected eof while reading" { continue }
            return .handshake(String(parts[5]))
        }
        return nil
    }
}
