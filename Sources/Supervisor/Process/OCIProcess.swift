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

    /// - Parameter configuration: a container's `config.json`.
    /// - Returns: `nil` where that has no `process`.
    static func document(from configuration: [UInt8], running arguments: [String]) -> [UInt8]? {
        guard let process = JSONObject(configuration[...])?["process"].flatMap(JSONObject.init)
        else { return nil }
        var text = Array(#"{"terminal":false,"args":["#.utf8)
        text += arguments.map(JSONObject.quoted).joined(separator: [UInt8(ascii: ",")])
        text.append(UInt8(ascii: "]"))
        for member in process.members {
            guard !leftOut.contains(String(decoding: member.name, as: UTF8.self)) else { continue }
            text += Array(",\"".utf8) + member.name + Array("\":".utf8) + member.value
        }
        text.append(UInt8(ascii: "}"))
        return text
    }
}
