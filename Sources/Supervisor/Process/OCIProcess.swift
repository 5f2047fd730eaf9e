/// One more process for a container that runs: the `process` of its OCI configuration with another
/// command, as `exec --process` of crun and runc takes it.
///
/// `exec CONTAINER COMMAND` alone will not do: of crun it gets `/` as its working directory and may
/// gain privileges where the container's own process may not.
/// (<https://github.com/opencontainers/runtime-spec/blob/main/config.md#process>)
enum OCIProcess {
    /// Members that are not the container's: the command; the terminal, as there is none; and limits,
    /// which nobody may raise but root, so that a probe would fail where its container does not.
    private static let leftOut: Set<String> = ["args", "terminal", "consoleSize", "rlimits"]

    /// - Parameters:
    ///   - configuration: a container's `config.json`.
    ///   - terminal: what the terminal is called (`TERM`), if it is to have one.
    /// - Returns: `nil` where that has no `process`.
    static func document(
        from configuration: [UInt8], running arguments: [String], terminal: String? = nil
    ) -> [UInt8]? {
        guard let process = JSONObject(configuration[...])?["process"].flatMap(JSONObject.init)
        else { return nil }
        var text = Array(#"{"terminal":\#(terminal != nil),"args":["#.utf8)
        text += arguments.map(JSONObject.quoted).joined(separator: [UInt8(ascii: ",")])
        text.append(UInt8(ascii: "]"))
        for member in process.members {
            let name = String(decoding: member.name, as: UTF8.self)
            guard !leftOut.contains(name) else { continue }
            if name == "env", let terminal, let last = member.value.lastIndex(of: UInt8(ascii: "]")) {
                // Of two variables of one name the last counts for both runtimes.
                let comma = member.value.contains(UInt8(ascii: "\"")) ? "," : ""
                text += Array(",\"env\":".utf8) + member.value[..<last] + Array(comma.utf8)
                text += JSONObject.quoted("TERM=\(terminal)") + Array("]".utf8)
                continue
            }
            text += Array(",\"".utf8) + member.name + Array("\":".utf8) + member.value
        }
        text.append(UInt8(ascii: "}"))
        return text
    }
}
