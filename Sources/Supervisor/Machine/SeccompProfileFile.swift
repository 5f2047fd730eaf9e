import CSeccomp
import Glibc
import JSON

/// A seccomp profile as Podman reads it (containers/common, `pkg/seccomp/types.go`), tried out on libseccomp.
enum SeccompProfileFile {
    /// Builds the filter that the profile describes, without loading it into the kernel.
    ///
    /// - Returns: the system calls that it names and this machine's architecture does not have.
    static func check(_ bytes: [UInt8]) throws(SeccompProblem) -> [String] {
        let json: JSON
        do throws(JSONSyntaxError) { json = try JSON(parsing: bytes) } catch { throw .badJSON("\(error)") }
        guard case .object(let profile) = json else { throw .badJSON("it is no object") }
        guard let text = profile["defaultAction"]?.text else { throw .missing("defaultAction") }
        let errno = try profile.number("defaultErrnoRet") ?? UInt64(EPERM)
        let action = try action(text, errno: errno)
        guard let filter = seccomp_init(action) else { throw .refused("defaultAction", -EINVAL) }
        defer { seccomp_release(filter) }
        try addArchitectures(profile, to: filter)
        var unknown: [String] = []
        for (index, rule) in try profile.list("syscalls").enumerated() {
            guard case .object(let rule) = rule else { throw .badJSON("syscalls[\(index)] is no object") }
            unknown += try add(rule, index, to: filter, defaultAction: action)
        }
        var seen: Set<String> = []
        return unknown.filter { seen.insert($0).inserted }
    }

    private static func addArchitectures(
        _ profile: [String: JSON], to filter: scmp_filter_ctx
    ) throws(SeccompProblem) {
        for entry in try profile.list("architectures") {
            guard let name = entry.text, name.hasPrefix("SCMP_ARCH_") else {
                throw .unknown("architecture", entry.text ?? "")
            }
            let token = seccomp_arch_resolve_name(name.dropFirst("SCMP_ARCH_".utf8.count).lowercased())
            guard token != 0 else { throw .unknown("architecture", name) }
            let code = seccomp_arch_add(filter, token)
            // -EDOM: of the other byte order than this machine, which Podman's runtimes pass over too.
            guard code == 0 || code == -EEXIST || code == -EDOM else { throw .refused(name, code) }
        }
    }

    private static func add(
        _ rule: [String: JSON], _ index: Int, to filter: scmp_filter_ctx, defaultAction: UInt32
    ) throws(SeccompProblem) -> [String] {
        let place = "syscalls[\(index)]"
        guard let text = rule["action"]?.text else { throw .missing("\(place).action") }
        let errno = try rule.number("errnoRet") ?? UInt64(EPERM)
        let action = try action(text, errno: errno)
        var names = try rule.list("names").compactMap(\.text)
        if let name = rule["name"]?.text { names.append(name) }
        if names.isEmpty { throw .missing("\(place).names") }
        var conditions: [scmp_arg_cmp] = []
        for argument in try rule.list("args") { conditions.append(try condition(argument, place)) }
        var unknown: [String] = []
        for name in names {
            let number = seccomp_syscall_resolve_name(name)
            // Negative: of another architecture, or of none.
            if number < 0 { unknown.append(name) }
            guard number != -1, action != defaultAction else { continue }
            let code = seccomp_rule_add_array(filter, action, number, UInt32(conditions.count), conditions)
            guard code == 0 || code == -EEXIST || number < 0 else {
                throw .refused("\(place) for '\(name)'", code)
            }
        }
        return unknown
    }

    private static func condition(_ json: JSON, _ place: String) throws(SeccompProblem) -> scmp_arg_cmp {
        guard case .object(let fields) = json else { throw .badJSON("\(place).args holds no object") }
        guard let operation = fields["op"]?.text else { throw .missing("\(place).args.op") }
        guard let compare = operations[operation] else { throw .unknown("comparison", operation) }
        guard let argument = try fields.number("index") else { throw .missing("\(place).args.index") }
        guard argument < 6 else { throw .badJSON("\(place).args.index is more than 5") }
        return scmp_arg_cmp(
            arg: UInt32(argument), op: compare, datum_a: try fields.number("value") ?? 0,
            datum_b: try fields.number("valueTwo") ?? 0)
    }

    /// seccomp.h; its macros with arguments do not come through to Swift.
    private static func action(_ name: String, errno: UInt64) throws(SeccompProblem) -> UInt32 {
        switch name {
        case "SCMP_ACT_KILL", "SCMP_ACT_KILL_THREAD": return 0
        case "SCMP_ACT_KILL_PROCESS": return 0x8000_0000
        case "SCMP_ACT_TRAP": return 0x0003_0000
        case "SCMP_ACT_ERRNO": return 0x0005_0000 | UInt32(errno & 0xffff)
        case "SCMP_ACT_TRACE": return 0x7ff0_0000 | UInt32(errno & 0xffff)
        case "SCMP_ACT_LOG": return 0x7ffc_0000
        case "SCMP_ACT_ALLOW": return 0x7fff_0000
        case "SCMP_ACT_NOTIFY": return 0x7fc0_0000
        default: throw .unknown("action", name)
        }
    }

    private static let operations: [String: scmp_compare] = [
        "SCMP_CMP_NE": SCMP_CMP_NE, "SCMP_CMP_LT": SCMP_CMP_LT, "SCMP_CMP_LE": SCMP_CMP_LE,
        "SCMP_CMP_EQ": SCMP_CMP_EQ, "SCMP_CMP_GE": SCMP_CMP_GE, "SCMP_CMP_GT": SCMP_CMP_GT,
        "SCMP_CMP_MASKED_EQ": SCMP_CMP_MASKED_EQ,
    ]
}

/// Why a file is no seccomp profile.
enum SeccompProblem: Error, Equatable, CustomStringConvertible {
    case badJSON(String)
    case missing(String)
    case unknown(String, String)
    /// libseccomp's answer, a negative errno.
    case refused(String, Int32)

    var description: String {
        switch self {
        case .badJSON(let problem): "not the JSON of a seccomp profile: \(problem)"
        case .missing(let field): "the seccomp profile has no \(field)"
        case .unknown(let noun, let name): "the seccomp profile names the unknown \(noun) '\(name)'"
        case .refused(let what, let code):
            "libseccomp does not take \(what): \(String(cString: strerror(-code)))"
        }
    }
}

extension JSON {
    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}

extension [String: JSON] {
    /// Absent and null are an empty list, as in Go.
    fileprivate func list(_ name: String) throws(SeccompProblem) -> [JSON] {
        switch self[name] {
        case .array(let elements): return elements
        case nil, .null: return []
        default: throw .badJSON("\(name) is no list")
        }
    }

    fileprivate func number(_ name: String) throws(SeccompProblem) -> UInt64? {
        switch self[name] {
        case nil, .null: return nil
        case .number(let text):
            guard let number = UInt64(text) else { throw .badJSON("\(name) is no whole number") }
            return number
        default: throw .badJSON("\(name) is no number")
        }
    }
}
