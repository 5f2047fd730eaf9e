import Foundation

extension FakePodman {
    /// Nobody listens any more: connections are refused.
    package func refuse() {
        let listener = state.withLock { state in
            defer { state.listener = -1 }
            return state.listener
        }
        guard listener >= 0 else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    package func listen() throws {
        unlink(path)
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, Glibc.listen(listener, 32) == 0 else {
            throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
        }
        state.withLock { $0.listener = listener }
        Thread.detachNewThread { [weak self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                guard let fake = self else {
                    close(client)
                    return
                }
                Thread.detachNewThread {
                    fake.serve(client)
                    close(client)
                }
            }
        }
    }

    private func serve(_ client: Int32) {
        guard let (line, body) = Self.readRequest(client) else { return }
        let words = line.split(separator: " ")
        guard words.count > 1, let url = URLComponents(string: String(words[1])) else { return }
        let method = String(words[0])
        // `/v4.0.0/libpod` goes.
        let path = url.percentEncodedPath.split(separator: "/").dropFirst(2)
            .map { String($0).removingPercentEncoding ?? "" }
        let query = Dictionary(
            (url.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
        let content = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:]
        let fault = note(method, path)
        if case .hang = fault { return Self.awaitHangUp(client) }
        if case .status(let status, let cause) = fault {
            return Self.write(FakeAnswer.error(status, cause).bytes, to: client)
        }
        if case .late(let delay) = fault { usleep(UInt32(delay / .microseconds(1))) }
        let answer = state.withLock { $0.answer(method, path, query, content, self).bytes }
        switch fault {
        case .silent: Self.awaitHangUp(client)
        case .truncated: Self.write(Array(answer.prefix(answer.count - 5)), to: client)
        case .hang, .status, .late, nil: Self.write(answer, to: client)
        }
    }

    /// Takes down the call, and says what is to go wrong with it.
    private func note(_ method: String, _ path: [String]) -> Fault? {
        state.withLock { state in
            let names = path.map { part in
                state.containers.first { $0.id == part }?.name ?? state.pods.first { $0.id == part }?.name
                    ?? part
            }
            let call = "\(method) /\(names.joined(separator: "/"))"
            state.calls.append(call)
            guard let index = state.faults.firstIndex(where: { call.hasPrefix($0.call) }) else { return nil }
            let fault = state.faults[index].fault
            state.faults[index].times -= 1
            if state.faults[index].times == 0 { state.faults.remove(at: index) }
            return fault
        }
    }

    private static func awaitHangUp(_ client: Int32) {
        var byte: UInt8 = 0
        while read(client, &byte, 1) > 0 {}
    }

    private static func readRequest(_ client: Int32) -> (line: String, body: Data)? {
        var bytes = Data()
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            if let end = bytes.range(of: Data("\r\n\r\n".utf8)) {
                let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                let lines = head.components(separatedBy: "\r\n")
                let length =
                    lines.first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
                if bytes.count - end.upperBound >= length { return (lines[0], bytes[end.upperBound...]) }
            }
            let count = read(client, &buffer, buffer.count)
            if count <= 0 { return nil }
            bytes += buffer[..<count]
        }
    }

    private static func write(_ bytes: [UInt8], to client: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }
}
