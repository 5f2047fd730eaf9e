extension Probe {
    /// - Parameter ports: the names of the container's ports.
    init(from fields: Fields, kind: Kind, ports: [String]) {
        let exec = fields.object("exec", "ExecAction") { fields in fields.command() }
        let httpGet = fields.object("httpGet", "HTTPGetAction") { HTTPGet(from: $0, ports: ports) }
        let tcpSocket = fields.object("tcpSocket", "TCPSocketAction") { fields in
            (
                port: fields.portReference("port", among: ports),
                host: fields.string("host").flatMap { $0.isEmpty ? nil : $0 }
            )
        }
        let grpc = fields.object("grpc", "GRPCAction") { fields in
            fields.refused("mode", remedy: "remove it: the probe speaks plain text")
            return (port: fields.port("port", required: true) ?? 1, service: fields.grpcService())
        }
        fields.requireExactlyOne(of: ["exec", "httpGet", "tcpSocket", "grpc"], "handler")
        self.init(
            httpGet.map(Handler.httpGet) ?? tcpSocket.map { .tcpSocket(port: $0.port, host: $0.host) }
                ?? grpc.map { .grpc(port: $0.port, service: $0.service) } ?? .exec(exec ?? []))

        let seconds = 0...Int64(Int32.max)
        initialDelay = fields.seconds("initialDelaySeconds", in: seconds) ?? .zero
        period = fields.atLeastOne("periodSeconds", default: 10).map { .seconds($0) } ?? period
        timeout = fields.atLeastOne("timeoutSeconds", default: 1).map { .seconds($0) } ?? timeout
        failureThreshold = fields.atLeastOne("failureThreshold", default: 3) ?? failureThreshold
        successThreshold = fields.atLeastOne("successThreshold", default: 1) ?? successThreshold
        if kind != .readiness, successThreshold != 1 {
            fields.problem(
                .invalidValue, "successThreshold", "must be 1 for a \(kind.rawValue.lowercased()) probe",
                "remove it")
        }
        terminationGracePeriod = fields.seconds("terminationGracePeriodSeconds", in: 1...Int64(Int32.max))
        if kind == .readiness, fields.isPresent("terminationGracePeriodSeconds") {
            fields.problem(
                .conflict, "terminationGracePeriodSeconds",
                "a readiness probe stops nothing, so it has no grace",
                "remove it")
        }
    }
}

extension HTTPGet {
    init(from fields: Fields, ports: [String]) {
        self.init(port: fields.portReference("port", among: ports))
        if let path = fields.string("path") { self.path = path.hasPrefix("/") ? path : "/" + path }
        host = fields.string("host").flatMap { $0.isEmpty ? nil : $0 }
        scheme = fields.choice("scheme", Scheme.self) ?? .http
        headers = fields.list("httpHeaders", "HTTPHeader") { fields in
            Header(
                name: fields.name("name", .headerName, required: true) ?? "",
                value: fields.string("value", required: fields.report.forKubernetes) ?? "")
        }
        fields.refused("protocol", remedy: "remove it: the probe speaks HTTP/1.1")
    }
}

extension LifecycleHandler {
    init?(from fields: Fields, ports: [String], pod: PodScope) {
        let exec = fields.object("exec", "ExecAction") { fields in fields.command() }
        let httpGet = fields.object("httpGet", "HTTPGetAction") { HTTPGet(from: $0, ports: ports) }
        let sleep = fields.object("sleep", "SleepAction") { fields in
            let seconds = fields.integer("seconds", in: 0...Int64(Int32.max), required: true) ?? 0
            if seconds > pod.grace {
                fields.problem(
                    .conflict, "seconds",
                    "\(seconds) is longer than terminationGracePeriodSeconds, \(pod.grace)",
                    "shorten it or raise the pod's terminationGracePeriodSeconds")
            }
            return Duration.seconds(seconds)
        }
        fields.refused(
            "tcpSocket", remedy: "use 'exec', 'httpGet' or 'sleep': Kubernetes can't run it either")
        if fields.isPresent("tcpSocket") { return nil }
        fields.requireExactlyOne(of: ["exec", "httpGet", "sleep"], "handler")
        if let exec {
            self = .exec(exec)
        } else if let httpGet {
            self = .httpGet(httpGet)
        } else if let sleep {
            self = .sleep(sleep)
        } else {
            return nil
        }
    }
}

extension Fields {
    fileprivate func command() -> [String] {
        let command = strings("command") ?? []
        if isEmptyList("command") {
            missing("command", "add it, as in 'command: [cat, /ready]'")
        }
        return command
    }

    /// What a service may be called is for its server to say; that it fits the probe's one frame, for us.
    fileprivate func grpcService() -> String {
        let service = string("service") ?? ""
        if service.utf8.count > 4096 {
            problem(.invalidValue, "service", "is longer than 4096 bytes", "shorten it")
        }
        return service
    }

    /// A number of at least 1; 0 asks for the default, as in Kubernetes.
    fileprivate func atLeastOne(_ name: String, default value: Int32) -> Int32? {
        guard let number = integer(name, in: 0...Int64(Int32.max)) else { return nil }
        guard number > 0 else {
            warn(name, "0 asks for the default, \(value)")
            return value
        }
        return Int32(number)
    }

    /// A port number, or the name of one of the container's ports.
    func portReference(_ name: String, among ports: [String]) -> PortReference {
        guard let entry = take(name) else {
            missing(name, "add it, as in '\(name): 8080'")
            return .number(1)
        }
        guard case .scalar(let scalar) = entry.node.content,
            entry.node.meaning(of: scalar) == .text
        else {
            return .number(report.integer(entry.node, at: entry.place, in: 1...65535).map(UInt16.init) ?? 1)
        }
        if readInteger(scalar.text) != nil {
            report.problem(
                .wrongType, at: entry.place, "\"\(scalar.text)\" is text, so it would be the name of a port",
                "remove the quotes")
        } else if !NameRule.portName.accepts(scalar.text) {
            report.problem(
                .invalidValue, at: entry.place, "'\(scalar.text)' is not a port's name or number",
                "use 1 to 65535, or the name of one of the container's ports")
        } else if !ports.contains(scalar.text) {
            let remedy =
                ports.isEmpty
                ? "use a number, or give the port that name in 'ports'"
                : didYouMean(scalar.text, in: ports, otherwise: "the container's ports are \(listing(ports))")
            report.problem(
                .unresolved, at: entry.place, "the container has no port named '\(scalar.text)'", remedy)
        }
        return .name(scalar.text)
    }
}
