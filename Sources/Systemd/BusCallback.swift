import CSystemd

/// What libsystemd calls back when a message comes. It runs on the queue that pumps the bus.
final class BusCallback {
    private let handle: (OpaquePointer) -> Void

    init(_ handle: @escaping (OpaquePointer) -> Void) { self.handle = handle }

    /// Sends a method call; this callback gets its answer, or the error that libsystemd makes up when
    /// the time is over or the connection ends: once in any case, as long as the bus is pumped.
    ///
    /// - Returns: false if the connection is gone; nothing will come then.
    func call(_ message: BusMessage, on bus: OpaquePointer, within limit: Duration) -> Bool {
        let retained = Unmanaged.passRetained(self)
        let code = sd_bus_call_async(
            bus, nil, message.raw,
            { raw, userdata, _ in
                guard let raw, let userdata else { return 0 }
                Unmanaged<BusCallback>.fromOpaque(userdata).takeRetainedValue().handle(raw)
                return 0
            }, retained.toOpaque(), limit.wholeMicroseconds)
        if code < 0 { retained.release() }
        return code >= 0
    }

    /// Gets each signal `member` of systemd's manager from now on. The caller keeps this callback
    /// alive for as long as it pumps the bus.
    func match(_ member: String, from sender: String?, on bus: OpaquePointer) -> Bool {
        let code = sd_bus_match_signal_async(
            bus, nil, sender, "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager", member,
            { raw, userdata, _ in
                guard let raw, let userdata else { return 0 }
                Unmanaged<BusCallback>.fromOpaque(userdata).takeUnretainedValue().handle(raw)
                return 0
            }, nil, Unmanaged.passUnretained(self).toOpaque())
        return code >= 0
    }
}

extension BusMessage {
    /// The error that this answer is, if it is one.
    ///
    /// - Parameters:
    ///   - unit: the unit that the call named.
    ///   - isLate: the call's time is over. libsystemd has the same error for that and for a lost
    ///     connection.
    func error(_ scope: Bus.Scope, about unit: String?, isLate: Bool) -> SystemdError? {
        guard sd_bus_message_is_method_error(raw, nil) > 0, let error = sd_bus_message_get_error(raw) else {
            return nil
        }
        let name = error.pointee.name.map { String(cString: $0) } ?? ""
        let text = error.pointee.message.map { String(cString: $0) } ?? ""
        // https://dbus.freedesktop.org/doc/dbus-specification.html, and systemd's bus-common-errors.h.
        switch name {
        case "org.freedesktop.systemd1.NoSuchUnit", "org.freedesktop.DBus.Error.FileNotFound":
            return unit.map { .noSuchUnit($0) } ?? .refused(doing: doing, name: name, message: text)
        case "org.freedesktop.systemd1.UnitMasked":
            return unit.map { .masked(scope, unit: $0) } ?? .refused(doing: doing, name: name, message: text)
        case "org.freedesktop.DBus.Error.AccessDenied",
            "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired":
            return .denied(scope, doing: doing)
        case "org.freedesktop.DBus.Error.NoReply", "org.freedesktop.DBus.Error.Timeout":
            return isLate ? .timedOut(doing: doing) : .disconnected(doing: doing)
        case "org.freedesktop.DBus.Error.Disconnected", "org.freedesktop.DBus.Error.ServiceUnknown":
            return .disconnected(doing: doing)
        default:
            return .refused(doing: doing, unit: unit, name: name, message: text)
        }
    }
}
