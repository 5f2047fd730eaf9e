import CSystemd

/// One D-Bus message, to be sent or received. Owns a reference of an `sd_bus_message`.
///
/// Strings are copied in and out; a string with a NUL inside is cut there.
final class BusMessage {
    let raw: OpaquePointer
    /// What it is for, for errors: see ``SystemdError``.
    let doing: String

    /// A call of `member` on systemd's manager, or on the object at `path`.
    ///
    /// - Parameter doing: the verb phrase of its errors.
    init(
        _ bus: OpaquePointer, _ member: String, on path: String = "/org/freedesktop/systemd1",
        interface: String = "org.freedesktop.systemd1.Manager", doing: String
    ) throws(SystemdError) {
        var made: OpaquePointer?
        let destination = "org.freedesktop.systemd1"
        let code = sd_bus_message_new_method_call(bus, &made, destination, path, interface, member)
        guard code >= 0, let made else { throw SystemdError.disconnected(doing: doing) }
        raw = made
        self.doing = doing
    }

    /// A message that came in; takes a reference of its own.
    init(received: OpaquePointer, doing: String) {
        raw = sd_bus_message_ref(received)
        self.doing = doing
    }

    deinit { sd_bus_message_unref(raw) }
}

// Writing. libsystemd refuses only types that the message's signature lacks, and lack of memory.
extension BusMessage {
    func append(_ text: String) throws(SystemdError) {
        // For 's' libsystemd takes the string's own address, not that of a pointer to it.
        try check(text.withCString { sd_bus_message_append_basic(raw, type("s"), $0) })
    }

    func append(_ texts: [String]) throws(SystemdError) {
        try check(sd_bus_message_open_container(raw, type("a"), "s"))
        for text in texts { try append(text) }
        try check(sd_bus_message_close_container(raw))
    }

    func append(_ flag: Bool) throws(SystemdError) {
        var wide: Int32 = flag ? 1 : 0
        try check(sd_bus_message_append_basic(raw, type("b"), &wide))
    }

    func append(_ number: Int32) throws(SystemdError) {
        var number = number
        try check(sd_bus_message_append_basic(raw, type("i"), &number))
    }
}

// Reading, in the order of the signature.
extension BusMessage {
    /// A string, object path or signature.
    func readString(_ code: Character = "s") throws(SystemdError) -> String {
        var text: UnsafePointer<CChar>?
        guard try check(sd_bus_message_read_basic(raw, type(code), &text)) > 0, let text else {
            throw malformed
        }
        return String(cString: text)
    }

    func readUInt32() throws(SystemdError) -> UInt32 {
        var number: UInt32 = 0
        guard try check(sd_bus_message_read_basic(raw, type("u"), &number)) > 0 else { throw malformed }
        return number
    }

    func readFlag() throws(SystemdError) -> Bool {
        var flag: Int32 = 0
        guard try check(sd_bus_message_read_basic(raw, type("b"), &flag)) > 0 else { throw malformed }
        return flag != 0
    }

    /// Skips complete types, given by their signature.
    func skip(_ types: String) throws(SystemdError) {
        try check(sd_bus_message_skip(raw, types))
    }

    /// Reads each element of an array of structures.
    func readArray<Element>(
        of fields: String, _ read: () throws(SystemdError) -> Element
    ) throws(SystemdError) -> [Element] {
        var elements: [Element] = []
        try check(sd_bus_message_enter_container(raw, type("a"), "(\(fields))"))
        while try check(sd_bus_message_enter_container(raw, type("r"), fields)) > 0 {
            elements.append(try read())
            try check(sd_bus_message_exit_container(raw))
        }
        try check(sd_bus_message_exit_container(raw))
        return elements
    }

    /// Reads an `a{sv}`. Values that are neither a number, a string, a flag nor bytes are left out.
    func readProperties() throws(SystemdError) -> [String: BusValue] {
        var properties: [String: BusValue] = [:]
        try check(sd_bus_message_enter_container(raw, type("a"), "{sv}"))
        while try check(sd_bus_message_enter_container(raw, type("e"), "sv")) > 0 {
            let name = try readString()
            properties[name] = try readVariant()
            try check(sd_bus_message_exit_container(raw))
        }
        try check(sd_bus_message_exit_container(raw))
        return properties
    }

    /// Reads a variant that is an `as`.
    func readVariantTexts() throws(SystemdError) -> [String] {
        var texts: [String] = []
        try check(sd_bus_message_enter_container(raw, type("v"), "as"))
        try check(sd_bus_message_enter_container(raw, type("a"), "s"))
        while try check(sd_bus_message_at_end(raw, 0)) == 0 { texts.append(try readString()) }
        try check(sd_bus_message_exit_container(raw))
        try check(sd_bus_message_exit_container(raw))
        return texts
    }

    /// Nil for a type that no property has which podsup reads.
    func readVariant() throws(SystemdError) -> BusValue? {
        var contents: UnsafePointer<CChar>?
        var outer: CChar = 0
        try check(sd_bus_message_peek_type(raw, &outer, &contents))
        guard outer == type("v"), let contents else { throw malformed }
        let signature = String(cString: contents)
        guard "s o b i u x t ay".split(separator: " ").contains(Substring(signature)) else {
            try skip("v")
            return nil
        }
        try check(sd_bus_message_enter_container(raw, type("v"), contents))
        let value = try readValue(signature)
        try check(sd_bus_message_exit_container(raw))
        return value
    }

    private func readValue(_ signature: String) throws(SystemdError) -> BusValue {
        switch signature {
        case "s", "o":
            return .text(try readString(Character(signature)))
        case "ay":
            var bytes: UnsafeRawPointer?
            var count = 0
            try check(sd_bus_message_read_array(raw, type("y"), &bytes, &count))
            return .bytes(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
        case "i":
            var number: Int32 = 0
            try check(sd_bus_message_read_basic(raw, type("i"), &number))
            return .number(Int64(number))
        case "b", "u":
            var number: UInt32 = 0
            try check(sd_bus_message_read_basic(raw, type(Character(signature)), &number))
            return .number(Int64(number))
        default:
            var number: UInt64 = 0
            try check(sd_bus_message_read_basic(raw, type(Character(signature)), &number))
            // systemd says "none" and "infinity" as UINT64_MAX.
            return .number(signature == "x" ? Int64(bitPattern: number) : Int64(clamping: number))
        }
    }

    private var malformed: SystemdError { .unexpectedAnswer(doing: doing) }

    @discardableResult
    private func check(_ code: Int32) throws(SystemdError) -> Int32 {
        guard code >= 0 else { throw malformed }
        return code
    }
}

/// A property's value, as far as podsup reads any.
enum BusValue: Equatable {
    case text(String)
    /// Any integer, and a flag as 0 or 1.
    case number(Int64)
    case bytes([UInt8])
}

/// D-Bus writes its types as ASCII characters.
private func type(_ code: Character) -> CChar { CChar(bitPattern: code.asciiValue ?? 0) }
