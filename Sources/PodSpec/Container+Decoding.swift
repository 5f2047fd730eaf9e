extension Container {
    init(from fields: Fields, pod: PodScope, isInit: Bool) {
        let name = fields.name("name", .dnsLabel, required: true, example: "web") ?? ""
        let image = fields.imageReference("image")
        self.init(name: name, image: image)
        if !name.isEmpty, !pod.containers.insert(name).inserted {
            fields.problem(
                .duplicate, "name", "another container of the pod is named '\(name)'", "rename one of them")
        } else if let entry = fields.take("name") {
            fields.report.claim(container: name, at: entry.place)
        }
        pullPolicy = fields.choice("imagePullPolicy", PullPolicy.self) ?? .default(forImage: image)
        command = fields.strings("command").flatMap { $0.isEmpty ? nil : $0 }
        args = fields.strings("args").flatMap { $0.isEmpty ? nil : $0 }
        workingDir = fields.string("workingDir").flatMap { $0.isEmpty ? nil : $0 }
        let ports = fields.ports(pod: pod)
        self.ports = ports.map(\.port)
        env = fields.environment(pod: pod)
        envFrom = fields.list("envFrom", "EnvFromSource") { EnvironmentSource(from: $0) }
        resources = fields.object("resources", "ResourceRequirements") { Resources(from: $0) } ?? resources
        securityContext =
            fields.object("securityContext", "SecurityContext") { SecurityContext(from: $0) }
            ?? securityContext
        let isPrivileged = securityContext.privileged
        var mountPaths: Set<String> = []
        volumeMounts = fields.list("volumeMounts", "VolumeMount") { fields in
            VolumeMount(from: fields, pod: pod, mountPaths: &mountPaths, isPrivileged: isPrivileged)
        }
        readHealth(fields, pod)
        readRestart(fields, isInit: isInit)
        if isInit, restartPolicy != .always {
            refuseHealth(fields)
        } else {
            for (port, place) in ports where port.hostPort != nil {
                fields.report.claim(hostPort: port, at: place)
            }
        }

        if let path = fields.string("terminationMessagePath"), !path.isEmpty {
            terminationMessagePath = path
            if !path.hasPrefix("/") {
                fields.problem(
                    .invalidValue, "terminationMessagePath", "'\(path)' is not absolute", "begin it with '/'")
            }
        }
        terminationMessagePolicy =
            fields.choice("terminationMessagePolicy", TerminationMessagePolicy.self) ?? .file
        stdin = fields.bool("stdin") ?? false
        stdinOnce = fields.bool("stdinOnce") ?? false
        tty = fields.bool("tty") ?? false
        fields.withoutEffect("resizePolicy")
        fields.refused("volumeDevices", remedy: "use a hostPath volume of the type BlockDevice")
        checkUser(fields, pod: pod)
        checkGroups(fields, pod: pod)
    }

    /// Probes and hooks, for which the ports' names must be known.
    private mutating func readHealth(_ fields: Fields, _ pod: PodScope) {
        let names = ports.compactMap(\.name)
        livenessProbe = fields.object("livenessProbe", "Probe") {
            Probe(from: $0, kind: .liveness, ports: names)
        }
        readinessProbe = fields.object("readinessProbe", "Probe") {
            Probe(from: $0, kind: .readiness, ports: names)
        }
        startupProbe = fields.object("startupProbe", "Probe") {
            Probe(from: $0, kind: .startup, ports: names)
        }
        let lifecycle = fields.object("lifecycle", "Lifecycle") { fields in
            let start = fields.object("postStart", "LifecycleHandler") {
                LifecycleHandler(from: $0, ports: names, pod: pod)
            }
            let stop = fields.object("preStop", "LifecycleHandler") {
                LifecycleHandler(from: $0, ports: names, pod: pod)
            }
            return (start: start ?? nil, stop: stop ?? nil, signal: fields.signal("stopSignal"))
        }
        (postStart, preStop, stopSignal) = (lifecycle?.start, lifecycle?.stop, lifecycle?.signal)
    }

    /// Init containers run to their end before anything could ask them how they are.
    private func refuseHealth(_ fields: Fields) {
        for name in ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle"]
        where fields.isPresent(name) {
            fields.problem(
                .conflict, name, "an init container has no probes and no hooks",
                "remove it, or make it a sidecar with 'restartPolicy: Always'")
        }
    }

    /// Only with a group of its own does Podman leave out the groups of the image's `/etc/group`.
    private func checkGroups(_ fields: Fields, pod: PodScope) {
        guard pod.security.onlyNamedGroups, securityContext.runAsGroup ?? pod.security.runAsGroup == nil
        else { return }
        fields.problem(
            .unsupported, fields.isPresent("securityContext") ? "securityContext" : "name",
            "the pod's supplementalGroupsPolicy 'Strict' needs a runAsGroup with Podman",
            "add 'runAsGroup' to the pod's securityContext")
    }

    private func checkUser(_ fields: Fields, pod: PodScope) {
        let user = securityContext.runAsUser ?? pod.security.runAsUser
        let nonRoot = securityContext.runAsNonRoot ?? pod.security.runAsNonRoot ?? false
        guard nonRoot, user == 0 else { return }
        let own = fields.take("securityContext")?.place ?? fields.place
        fields.report.problem(
            .conflict, at: securityContext.runAsUser == nil ? pod.userPlace ?? own : own,
            "runAsNonRoot is true and runAsUser is 0, which is root",
            "use another user or remove runAsNonRoot")
    }
}

extension Container.PullPolicy {
    /// `Always` for the tag `latest` or none, else `IfNotPresent`
    /// (kubernetes.io/docs/concepts/containers/images).
    static func `default`(forImage reference: String) -> Container.PullPolicy {
        if reference.contains("@") { return .ifNotPresent }
        let last = reference.split(separator: "/").last ?? ""
        guard let colon = last.firstIndex(of: ":") else { return .always }
        return last[last.index(after: colon)...] == "latest" ? .always : .ifNotPresent
    }
}

extension Fields {
    fileprivate func environment(pod: PodScope) -> [EnvironmentVariable] {
        var seen: Set<String> = []
        return list("env", "EnvVar") { fields in
            let variable = EnvironmentVariable(from: fields, pod: pod)
            if !variable.name.isEmpty, !seen.insert(variable.name).inserted {
                fields.warn("name", "'\(variable.name)' is set twice, the later one counts")
            }
            return variable
        }
    }

    /// An image's name: no blanks, and not more than a registry would take.
    func imageReference(_ name: String) -> String {
        guard let image = string(name, required: true, example: "docker.io/library/nginx:1.27") else {
            return ""
        }
        if !image.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) || image.hasPrefix("-") {
            problem(
                .invalidValue, name, "'\(image)' is not an image's name", "write it as in registry/name:tag")
        }
        if report.forKubernetes, image.hasPrefix("localhost/") {
            problem(
                .unsupported, name, "no cluster can pull '\(image)', which exists on this machine alone",
                "push it to a registry, and name that")
        }
        return image
    }

    /// A signal's name, as Kubernetes lists them: `SIGTERM`, `SIGRTMIN+3`.
    fileprivate func signal(_ name: String) -> String? {
        guard let signal = string(name) else { return nil }
        if !knownSignals.contains(signal) {
            problem(
                .invalidValue, name, "'\(signal)' is not a signal",
                didYouMean(
                    signal.hasPrefix("SIG") ? signal : "SIG" + signal, in: knownSignals,
                    otherwise: "write it as in SIGTERM"))
        }
        return signal
    }
}

/// `Signal` of the Kubernetes API: all of Linux's.
private let knownSignals: Set<String> = Set(
    [
        "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE",
        "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN",
        "TTOU",
        "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ", "RTMIN", "RTMAX",
    ] + (1...15).map { "RTMIN+\($0)" } + (1...14).map { "RTMAX-\($0)" }
).reduce(into: []) { $0.insert("SIG" + $1) }
