import PodEngine
import PodSpec
import Supervisor

// Parts of a manifest in kubectl's words (k8s.io/kubectl pkg/describe/describe.go). Never a Secret's value.

/// `http-get http://:8080/ delay=0s timeout=1s period=10s #success=1 #failure=3`
func probeText(_ probe: Probe) -> String {
    let handler: String
    switch probe.handler {
    case .exec(let command): handler = "exec [\(command.joined(separator: " "))]"
    case .httpGet(let action):
        handler =
            "http-get \(action.scheme.rawValue.lowercased())://\(action.host ?? ""):\(portText(action.port))\(action.path)"
    case .tcpSocket(let port, let host): handler = "tcp-socket \(host ?? ""):\(portText(port))"
    case .grpc(let port, let service): handler = "grpc :\(port) \(service)"
    }
    func seconds(_ duration: Duration) -> String { "\(duration.components.seconds)s" }
    return "\(handler) delay=\(seconds(probe.initialDelay)) timeout=\(seconds(probe.timeout)) "
        + "period=\(seconds(probe.period)) #success=\(probe.successThreshold) #failure=\(probe.failureThreshold)"
}

private func portText(_ port: PortReference) -> String {
    switch port {
    case .number(let number): "\(number)"
    case .name(let name): name
    }
}

func handlerText(_ handler: LifecycleHandler) -> String {
    switch handler {
    case .exec(let command): "exec [\(command.joined(separator: " "))]"
    case .httpGet(let action): "http-get :\(portText(action.port))\(action.path)"
    case .sleep(let duration): "sleep \(duration.components.seconds)s"
    }
}

func environmentTexts(_ container: Container) -> [String] {
    let width = container.env.map(\.name.count).max() ?? 0
    return container.env.map { variable in
        let value: String
        switch variable.value {
        case .literal(let text): value = printable(text)
        case .configMapKey(let name, let key, let optional):
            value = "<set to the key '\(key)' of config map '\(name)'>  Optional: \(optional)"
        case .secretKey(let name, let key, let optional):
            value = "<set to the key '\(key)' in secret '\(name)'>  Optional: \(optional)"
        case .field(let path): value = "(v1:\(path))"
        case .resource(_, let resource, _): value = "(\(resource))"
        }
        return "\(variable.name):\(spaces(width - variable.name.count + 2))\(value)"
    }
}

func environmentSourceTexts(_ container: Container) -> [String] {
    container.envFrom.map { source in
        let prefix = source.prefix.isEmpty ? "" : " with prefix '\(source.prefix)'"
        switch source.object {
        case .configMap(let name): return "\(name)  ConfigMap\(prefix)  Optional: \(source.optional)"
        case .secret(let name): return "\(name)  Secret\(prefix)  Optional: \(source.optional)"
        }
    }
}

func mountTexts(_ container: Container) -> [String] {
    container.volumeMounts.map { mount in
        let path = (mount.subPath ?? mount.subPathExpression).map { ",path=\"\($0)\"" } ?? ""
        return "\(mount.mountPath) from \(mount.name) (\(mount.readOnly ? "ro" : "rw")\(path))"
    }
}

/// The type of a volume, and what belongs to it.
func volumeTexts(_ volume: Volume) -> [(name: String, value: String?)] {
    switch volume.source {
    case .emptyDir(let memory, let limit):
        return [
            ("Type", "EmptyDir (a temporary directory that shares a pod's lifetime)"),
            ("Medium", memory ? "Memory" : nil), ("SizeLimit", limit.map(memorySize) ?? "<unset>"),
        ]
    case .hostPath(let path, let type):
        return [
            ("Type", "HostPath (bare host directory volume)"), ("Path", path),
            ("HostPathType", type.rawValue),
        ]
    case .configMap(let name, let projection):
        return [
            ("Type", "ConfigMap (a volume populated by a ConfigMap)"), ("Name", name),
            ("Optional", "\(projection.optional)"),
        ]
    case .secret(let name, let projection):
        return [
            ("Type", "Secret (a volume populated by a Secret)"), ("SecretName", name),
            ("Optional", "\(projection.optional)"),
        ]
    case .downwardAPI(let items, _):
        return [("Type", "DownwardAPI (a volume populated by information about the pod)")]
            + items.map { ("Item", $0.path) }
    case .projected(let sources, _):
        return [("Type", "Projected (a volume that contains injected data from multiple sources)")]
            + sources.map { source in
                switch source {
                case .configMap(let name, _): ("ConfigMapName", name)
                case .secret(let name, _): ("SecretName", name)
                case .downwardAPI: ("DownwardAPI", "true")
                }
            }
    case .claim(let name, let readOnly):
        return [
            ("Type", "PersistentVolumeClaim (a reference to a PersistentVolumeClaim)"), ("ClaimName", name),
            ("ReadOnly", "\(readOnly)"),
        ]
    case .image(let reference, let policy):
        return [
            ("Type", "Image (a container image)"), ("Reference", reference), ("PullPolicy", policy.rawValue),
        ]
    }
}
