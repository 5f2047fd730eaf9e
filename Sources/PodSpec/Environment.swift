/// A variable of a container's environment, with its final value.
package typealias ResolvedVariable = (name: String, value: String)

/// A container's environment: `envFrom` in its order, then `env`; a later variable replaces one of its name.
///
/// `$(NAME)` in a value stands for a variable from `envFrom` or from further up in `env`; values that come
/// from a ConfigMap, a Secret or a field are not expanded (kubelet, `makeEnvironmentVariables`).
package func resolveEnvironment(
    of container: Container, in pod: Pod, app: App, facts: RuntimeFacts
) throws(ResolutionError) -> [ResolvedVariable] {
    var environment = EnvironmentTable()
    for source in container.envFrom {
        for (key, value) in try entries(of: source, app) {
            environment.set("\(source.prefix)\(key)", value)
        }
    }
    for variable in container.env {
        let value: String?
        switch variable.value {
        case .literal(let text):
            value = expand(text) { environment[$0] }
        case .configMapKey(let name, let key, let optional):
            value = try app.configMapData(name, optional: optional)?.text(of: key, optional: optional)
        case .secretKey(let name, let key, let optional):
            value = try app.secretData(name, optional: optional)?.text(of: key, optional: optional)
        case .field(let path):
            value = try fieldValue(path, of: pod, facts, use: .environment)
        case .resource(let name, let resource, let divisor):
            let owner = try name.map { name throws(ResolutionError) in try pod.container(named: name) }
            value = resourceValue(resource, of: owner ?? container, divisor: divisor, facts)
        }
        if let value { environment.set(variable.name, value) }
    }
    return environment.variables
}

/// A container's `command` or `args` with `$(NAME)` replaced.
package func expandWords(_ words: [String], with environment: [ResolvedVariable]) -> [String] {
    let table = EnvironmentTable(environment)
    return words.map { word in expand(word) { table[$0] } }
}

/// A mount's `subPathExpr` with `$(NAME)` replaced; here a name without a value is an error.
package func expandSubPath(
    _ text: String, with environment: [ResolvedVariable]
) throws(ResolutionError) -> String {
    let table = EnvironmentTable(environment)
    let path = try expand(text) { name throws(ResolutionError) in
        guard let value = table[name] else { throw .noVariable(name: name, text: text) }
        return value
    }
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
        throw .outsideVolume(path: path)
    }
    return path
}

/// Variables in the order in which their names first came up.
private struct EnvironmentTable {
    private(set) var variables: [ResolvedVariable] = []
    private var positions: [String: Int] = [:]

    init(_ variables: [ResolvedVariable] = []) {
        for (name, value) in variables { set(name, value) }
    }

    subscript(name: String) -> String? { positions[name].map { variables[$0].value } }

    mutating func set(_ name: String, _ value: String) {
        if let position = positions[name] {
            variables[position].value = value
        } else {
            positions[name] = variables.count
            variables.append((name, value))
        }
    }
}

/// All entries of a ConfigMap or Secret as text, by key in alphabetical order.
private func entries(
    of source: EnvironmentSource, _ app: App
) throws(ResolutionError) -> [(key: String, value: String)] {
    let data: ObjectData?
    var skipped: Set<String> = []
    switch source.object {
    case .configMap(let name):
        data = try app.configMapData(name, optional: source.optional)
        // The kubelet looks at `data` alone here.
        skipped = app.configMaps[name]?.binaryKeys ?? []
    case .secret(let name): data = try app.secretData(name, optional: source.optional)
    }
    guard let data else { return [] }
    var entries: [(key: String, value: String)] = []
    for key in data.data.keys.sorted() where !skipped.contains(key) {
        if let text = try data.text(of: key, optional: false) { entries.append((key, text)) }
    }
    return entries
}
