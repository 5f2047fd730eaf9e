import Foundation
import Testing

@testable import Systemd

extension EnvironmentTests {
    @Suite("Messages to the service manager")
    struct NotifyTests {
        @Test("several assignments go in one message")
        func oneMessage() throws {
            let manager = try NotifySocket()
            #expect(try Notify.send(.ready, .status("2 of 2 pods are ready"), .extendTimeout(.seconds(1.5))))
            let message = try manager.receive()
            #expect(message.text == "READY=1\nSTATUS=2 of 2 pods are ready\nEXTEND_TIMEOUT_USEC=1500000")
            #expect(message.descriptors == [])
        }

        @Test(
            "each assignment is spelled as sd_notify(3) says",
            arguments: [
                (.ready, "READY=1"), (.stopping, "STOPPING=1"), (.watchdog, "WATCHDOG=1"),
                (.errno(2), "ERRNO=2"), (.mainPID(4711), "MAINPID=4711"),
                (.extendTimeout(.seconds(-1)), "EXTEND_TIMEOUT_USEC=0"),
            ] as [(Notify.Assignment, String)])
        func spelling(_ assignment: Notify.Assignment, _ text: String) throws {
            let manager = try NotifySocket()
            try Notify.send(assignment)
            #expect(try manager.receive().text == text)
        }

        @Test("a status can't smuggle in another assignment")
        func statusIsOneLine() throws {
            let manager = try NotifySocket()
            try Notify.send(.status("pull failed:\nREADY=1\u{85}\t\u{7f}é"))
            #expect(try manager.receive().text == "STATUS=pull failed: READY=1   é")
        }

        @Test("a status too long for systemd is cut between characters")
        func statusIsCut() throws {
            let manager = try NotifySocket()
            try Notify.send(.status(String(repeating: "é", count: 5000)))
            #expect(try manager.receive().text == "STATUS=" + String(repeating: "é", count: 498) + "…")
        }

        @Test("a reload says when it began, on the monotonic clock")
        func reloading() throws {
            let manager = try NotifySocket()
            let before = DispatchTime.now().uptimeNanoseconds / 1000
            try Notify.send(.reloading)
            let after = DispatchTime.now().uptimeNanoseconds / 1000
            let lines = try manager.receive().text.split(separator: "\n")
            #expect(lines.first == "RELOADING=1")
            let began = try #require(lines.last.flatMap { UInt64($0.dropFirst("MONOTONIC_USEC=".count)) })
            #expect((before...after).contains(began))
        }

        @Test("a stored descriptor arrives as a copy of the same file, with its name")
        func storesDescriptor() throws {
            let manager = try NotifySocket()
            var pipe: [Int32] = [0, 0]
            #expect(Glibc.pipe(&pipe) == 0)
            defer { close(pipe[0]) }
            #expect(try Notify.storeDescriptor(pipe[1], name: "logs web-0", dropsWhenHungUp: false))
            close(pipe[1])

            let message = try manager.receive()
            #expect(message.text == "FDSTORE=1\nFDNAME=logs web-0\nFDPOLL=0")
            let copy = try #require(message.descriptors.first)
            #expect(message.descriptors.count == 1)
            #expect(write(copy, "x", 1) == 1)
            close(copy)
            var byte: UInt8 = 0
            #expect(read(pipe[0], &byte, 1) == 1)
            #expect(byte == UInt8(ascii: "x"))
        }

        @Test("by default a descriptor goes when its other end is closed, as systemd does it")
        func storesPolledDescriptor() throws {
            let manager = try NotifySocket()
            try Notify.storeDescriptor(STDERR_FILENO, name: "errors")
            let message = try manager.receive()
            message.descriptors.forEach { close($0) }
            #expect(message.text == "FDSTORE=1\nFDNAME=errors")
        }

        @Test("stored descriptors are removed by name")
        func removesDescriptor() throws {
            let manager = try NotifySocket()
            #expect(try Notify.removeDescriptor(name: "logs"))
            #expect(try manager.receive().text == "FDSTOREREMOVE=1\nFDNAME=logs")
        }

        @Test(
            "a name that systemd would ignore is refused",
            arguments: ["", "a:b", "a\nb", "é", String(repeating: "x", count: 256)])
        func badNames(_ name: String) throws {
            let manager = try NotifySocket()
            #expect(throws: SystemdError.badDescriptorName(name)) {
                try Notify.storeDescriptor(STDIN_FILENO, name: name)
            }
            #expect(throws: SystemdError.badDescriptorName(name)) { try Notify.removeDescriptor(name: name) }
            #expect(manager.isSilent)
        }

        @Test("without a service manager nothing is sent and nothing fails")
        func noManager() throws {
            unsetenv("NOTIFY_SOCKET")
            #expect(try !Notify.send(.ready, .status("up")))
            #expect(try !Notify.storeDescriptor(STDIN_FILENO, name: "x"))
            #expect(try !Notify.removeDescriptor(name: "x"))
        }

        @Test("a socket that is gone is an error with its reason")
        func managerGone() throws {
            do { _ = try NotifySocket() }
            setenv("NOTIFY_SOCKET", "/nowhere/notify", 1)
            defer { unsetenv("NOTIFY_SOCKET") }
            #expect(throws: SystemdError.notifyFailed(errno: ENOENT)) { try Notify.send(.ready) }
        }

        @Test("the watchdog's interval is taken from the environment, unless it is another process's")
        func watchdog() {
            defer {
                unsetenv("WATCHDOG_USEC")
                unsetenv("WATCHDOG_PID")
            }
            #expect(Notify.watchdogInterval() == nil)
            setenv("WATCHDOG_USEC", "30000000", 1)
            #expect(Notify.watchdogInterval() == .seconds(30))
            setenv("WATCHDOG_PID", "\(getpid())", 1)
            #expect(Notify.watchdogInterval() == .seconds(30))
            setenv("WATCHDOG_PID", "1", 1)
            #expect(Notify.watchdogInterval() == nil)
        }

        @Test("inherited descriptors come with their names, close-on-exec, and only once")
        func inherits() {
            // sd_listen_fds(3): they begin at 3. This process has something there or gets it.
            let isOurs = fcntl(3, F_GETFD) < 0 && dup2(STDERR_FILENO, 3) == 3
            defer { if isOurs { close(3) } }
            setenv("LISTEN_PID", "\(getpid())", 1)
            setenv("LISTEN_FDS", "1", 1)
            setenv("LISTEN_FDNAMES", "logs", 1)
            let inherited = Notify.inherited()
            #expect(inherited.map(\.name) == ["logs"])
            #expect(inherited.map(\.fd) == [3])
            #expect(fcntl(3, F_GETFD) & FD_CLOEXEC != 0)
            #expect(Notify.inherited().isEmpty)
            #expect(getenv("LISTEN_FDS") == nil)
        }

        @Test("descriptors meant for another process are not taken")
        func inheritsNothingOfOthers() {
            setenv("LISTEN_PID", "1", 1)
            setenv("LISTEN_FDS", "1", 1)
            #expect(Notify.inherited().isEmpty)
        }
    }
}

/// Stands for systemd: a datagram socket of which the path is in `NOTIFY_SOCKET` while it lives.
private final class NotifySocket {
    private let socket: Int32
    private let path: String

    init() throws {
        path = NSTemporaryDirectory() + "notify-\(UUID().uuidString)"
        socket = unixSocket(Int32(SOCK_DGRAM.rawValue), boundTo: path)
        try #require(socket >= 0)
        var limit = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setenv("NOTIFY_SOCKET", path, 1)
    }

    deinit {
        unsetenv("NOTIFY_SOCKET")
        close(socket)
        unlink(path)
    }

    var isSilent: Bool {
        var byte: UInt8 = 0
        return recv(socket, &byte, 1, Int32(MSG_DONTWAIT)) < 0 && errno == EAGAIN
    }

    func receive() throws -> (text: String, descriptors: [Int32]) {
        var bytes = [UInt8](repeating: 0, count: 8192)
        var control = [UInt8](repeating: 0, count: 256)
        let (count, controlCount) = bytes.withUnsafeMutableBytes { bytes in
            control.withUnsafeMutableBytes { control in
                var part = iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
                return withUnsafeMutablePointer(to: &part) { part in
                    var header = msghdr()
                    header.msg_iov = part
                    header.msg_iovlen = 1
                    header.msg_control = control.baseAddress
                    header.msg_controllen = control.count
                    let count = recvmsg(socket, &header, 0)
                    return (count, Int(header.msg_controllen))
                }
            }
        }
        try #require(count >= 0, "no message came")
        return (String(decoding: bytes[..<count], as: UTF8.self), rights(in: Array(control[..<controlCount])))
    }

    /// The descriptors of the first control message, if it is one of SCM_RIGHTS: cmsg(3).
    private func rights(in control: [UInt8]) -> [Int32] {
        control.withUnsafeBytes { control in
            let word = MemoryLayout<Int>.size
            guard control.count >= word + 8,
                control.loadUnaligned(fromByteOffset: word, as: Int32.self) == SOL_SOCKET,
                control.loadUnaligned(fromByteOffset: word + 4, as: Int32.self) == 1
            else { return [] }
            let length = control.loadUnaligned(as: Int.self)
            return stride(from: word + 8, to: length, by: 4).map {
                control.loadUnaligned(fromByteOffset: $0, as: Int32.self)
            }
        }
    }
}
