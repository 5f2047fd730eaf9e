import CSystemd
import Foundation

/// A user's systemd for one connection, behind the private socket of a runtime folder of its own.
///
/// It answers each call with what the test says, in that order, and like the real one sends the end of
/// a job only to who has subscribed. libsystemd speaks the protocol, on a thread of its own.
final class ServiceManagerStub: Sendable {
    enum Answer: Sendable {
        case done
        /// A job was queued under this object path.
        case job(String)
        case error(String, String)
        /// `a{sv}` of strings.
        case properties([String: String])
        /// Signal: the job at this path ended with this result.
        case end(String, String)
        /// Signal: a reload began, or has ended.
        case reloading(Bool)
        case hangUp
    }

    let runtimeFolder = NSTemporaryDirectory() + "systemd-\(UUID().uuidString)"
    private let listener: Int32

    /// - Parameter answer: what comes back for a call of this member, with these string arguments.
    init(_ answer: @escaping @Sendable (_ member: String, _ arguments: [String]) -> [Answer]) throws {
        try FileManager.default.createDirectory(
            atPath: runtimeFolder + "/systemd", withIntermediateDirectories: true)
        let listener = unixSocket(Int32(SOCK_STREAM.rawValue), boundTo: runtimeFolder + "/systemd/private")
        self.listener = listener
        guard listener >= 0, listen(listener, 1) == 0 else { throw POSIXError(.ENOTSOCK) }
        Thread.detachNewThread {
            let connection = accept(listener, nil, nil)
            if connection >= 0 { serve(connection, answer) }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        try? FileManager.default.removeItem(atPath: runtimeFolder)
    }
}

/// A unix socket at a path, or -1.
func unixSocket(_ type: Int32, boundTo path: String) -> Int32 {
    let socket = Glibc.socket(AF_UNIX, type, 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
    return bound == 0 ? socket : -1
}

private func serve(
    _ connection: Int32, _ answer: @Sendable (String, [String]) -> [ServiceManagerStub.Answer]
) {
    var made: OpaquePointer?
    var id = sd_id128_t()
    sd_id128_randomize(&id)
    guard sd_bus_new(&made) >= 0, let bus = made else { return }
    defer { sd_bus_close_unref(bus) }
    sd_bus_set_fd(bus, connection, connection)
    sd_bus_set_server(bus, 1, id)
    guard sd_bus_start(bus) >= 0 else { return }
    var isSubscribed = false
    while true {
        var message: OpaquePointer?
        let code = sd_bus_process(bus, &message)
        if code < 0 { return }
        guard let call = message else {
            if code == 0 { sd_bus_wait(bus, .max) }
            continue
        }
        defer { sd_bus_message_unref(call) }
        guard sd_bus_message_is_method_call(call, nil, nil) > 0,
            let member = sd_bus_message_get_member(call).map({ String(cString: $0) })
        else { continue }
        if member == "Subscribe" {
            isSubscribed = true
            continue
        }
        for answer in answer(member, arguments(of: call)) {
            if case .hangUp = answer { return }
            switch answer {
            case .end, .reloading: if !isSubscribed { continue }
            default: break
            }
            send(answer, to: call, on: bus)
        }
        sd_bus_flush(bus)
    }
}

private func arguments(of call: OpaquePointer) -> [String] {
    var texts: [String] = []
    var text: UnsafePointer<CChar>?
    while sd_bus_message_read_basic(call, CChar(SD_BUS_TYPE_STRING), &text) > 0, let text {
        texts.append(String(cString: text))
    }
    return texts
}

private func send(_ answer: ServiceManagerStub.Answer, to call: OpaquePointer, on bus: OpaquePointer) {
    var made: OpaquePointer?
    switch answer {
    case .done:
        sd_bus_message_new_method_return(call, &made)
    case .job(let path):
        sd_bus_message_new_method_return(call, &made)
        sd_bus_message_append_basic(made, CChar(SD_BUS_TYPE_OBJECT_PATH), path)
    case .error(let name, let text):
        var error = sd_bus_error()
        sd_bus_error_set(&error, name, text)
        sd_bus_message_new_method_error(call, &made, &error)
        sd_bus_error_free(&error)
    case .properties(let properties):
        sd_bus_message_new_method_return(call, &made)
        sd_bus_message_open_container(made, CChar(SD_BUS_TYPE_ARRAY), "{sv}")
        for (name, text) in properties {
            sd_bus_message_open_container(made, CChar(SD_BUS_TYPE_DICT_ENTRY), "sv")
            sd_bus_message_append_basic(made, CChar(SD_BUS_TYPE_STRING), name)
            sd_bus_message_open_container(made, CChar(SD_BUS_TYPE_VARIANT), "s")
            sd_bus_message_append_basic(made, CChar(SD_BUS_TYPE_STRING), text)
            sd_bus_message_close_container(made)
            sd_bus_message_close_container(made)
        }
        sd_bus_message_close_container(made)
    case .end(let path, let result):
        var id: UInt32 = 1
        sd_bus_message_new_signal(
            bus, &made, "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager", "JobRemoved")
        sd_bus_message_append_basic(made, CChar(SD_BUS_TYPE_UINT32), &id)
        sd_bus_message_append_basic(made, CChar(SD_BUS_TYPE_OBJECT_PATH), path)
        sd_bus_message_append_basic(made, CChar(SD_BUS_TYPE_STRING), "x.service")
        sd_bus_message_append_basic(made, CChar(SD_BUS_TYPE_STRING), result)
    case .reloading(let isActive):
        var flag: Int32 = isActive ? 1 : 0
        sd_bus_message_new_signal(
            bus, &made, "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager", "Reloading")
        sd_bus_message_append_basic(made, CChar(SD_BUS_TYPE_BOOLEAN), &flag)
    case .hangUp:
        return
    }
    sd_bus_send(bus, made, nil)
    sd_bus_message_unref(made)
}
