import CSystemd
import Glibc

/// The C side of a ``Bus``: one `sd_bus`, and the `sd_event` that keeps its timeouts.
///
/// Neither is thread-safe, so a handle stays on one queue and is not `Sendable`.
final class BusHandle {
    let bus: OpaquePointer
    private let event: OpaquePointer
    /// Whether it leads straight to systemd's private socket, with no D-Bus daemon between.
    let isDirect: Bool

    init(_ scope: Bus.Scope) throws(SystemdError) {
        var opened: OpaquePointer?
        var code = scope == .system ? sd_bus_open_system(&opened) : sd_bus_open_user(&opened)
        let direct = code < 0 ? openPrivate(scope) : nil
        isDirect = direct != nil
        guard let bus = direct ?? opened else { throw .unreachable(scope, errno: -code) }
        var loop: OpaquePointer?
        code = sd_event_new(&loop)
        if code >= 0 { code = sd_bus_attach_event(bus, loop, 0) }
        guard code >= 0, let loop else {
            sd_event_unref(loop)
            sd_bus_close_unref(bus)
            throw .unreachable(scope, errno: -code)
        }
        self.bus = bus
        event = loop
    }

    deinit {
        sd_bus_detach_event(bus)
        sd_bus_close_unref(bus)
        sd_event_unref(event)
    }

    /// Becomes readable when ``run()`` has something to do, be it a message or a timeout.
    var descriptor: Int32 { sd_event_get_fd(event) }

    /// Whether messages may still come. False for good once the other side has hung up.
    var isOpen: Bool { sd_bus_is_open(bus) > 0 }

    /// Handles whatever is ready, without waiting, and writes what is queued.
    func run() {
        while sd_event_run(event, 0) > 0 {}
    }
}

/// Connects to systemd's own socket, as systemctl does: it answers where there is no D-Bus daemon,
/// such as for users of a Debian without `dbus-user-session`.
private func openPrivate(_ scope: Bus.Scope) -> OpaquePointer? {
    var path = "/run/systemd/private"
    if scope == .user {
        let runtime = getenv("XDG_RUNTIME_DIR").map { String(cString: $0) } ?? "/run/user/\(geteuid())"
        path = runtime + "/systemd/private"
    }
    var made: OpaquePointer?
    guard access(path, R_OK | W_OK) == 0, sd_bus_new(&made) >= 0, let made else { return nil }
    guard sd_bus_set_address(made, "unix:path=" + addressEscaped(path)) >= 0, sd_bus_start(made) >= 0 else {
        sd_bus_unref(made)
        return nil
    }
    return made
}

/// Escapes a value of a D-Bus server address: dbus specification, "Server Addresses".
private func addressEscaped(_ value: String) -> String {
    value.utf8.map { byte -> String in
        switch UInt8(byte) {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"),
            UInt8(ascii: "."):
            return String(UnicodeScalar(byte))
        default: return "%" + hex(byte)
        }
    }.joined()
}
