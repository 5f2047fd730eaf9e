extension Pod {
    /// Reads a `PodSpec`.
    ///
    /// - Parameters:
    ///   - restartPolicies: what the object around it allows.
    ///   - claimVolumes: volumes that it adds.
    init(
        from fields: Fields, metadata: Metadata, restartPolicies: [RestartPolicy] = RestartPolicy.allCases,
        claimVolumes: [String] = []
    ) {
        self.init(name: metadata.name)
        namespace = metadata.namespace
        labels = metadata.labels
        annotations = metadata.annotations

        let scope = PodScope()
        readPolicies(fields, restartPolicies)
        readNamespaces(fields)
        scope.grace = terminationGracePeriod.components.seconds
        (scope.hostNetwork, scope.hostPID, scope.hostIPC) = (hostNetwork, hostPID, hostIPC)
        securityContext =
            fields.object("securityContext", "PodSecurityContext") {
                PodSecurityContext(from: $0, pod: scope)
            }
            ?? securityContext
        scope.security = securityContext
        readNames(fields)
        readVolumes(fields, scope)
        scope.volumes.formUnion(claimVolumes)
        initContainers = fields.list("initContainers", "Container") {
            Container(from: $0, pod: scope, isInit: true)
        }
        containers = fields.list("containers", "Container") { Container(from: $0, pod: scope, isInit: false) }
        if fields.isEmptyList("containers") {
            fields.missing("containers", "add at least one container with a name and an image")
        }
        scope.resolveContainers(fields.report)
        readClusterFields(fields)
    }

    private mutating func readPolicies(_ fields: Fields, _ allowed: [RestartPolicy]) {
        restartPolicy = fields.choice("restartPolicy", RestartPolicy.self) ?? .always
        let shown = allowed.map(\.rawValue).joined(separator: " or ")
        if !fields.isPresent("restartPolicy"), !allowed.contains(restartPolicy) {
            fields.missing("restartPolicy", "add it with \(shown): a Pod's default is Always")
        } else if !allowed.contains(restartPolicy) {
            fields.problem(
                .conflict, "restartPolicy", "'\(restartPolicy.rawValue)' is not possible here", "use \(shown)"
            )
        }
        let seconds = 0...Int64(Int32.max)
        terminationGracePeriod =
            fields.seconds("terminationGracePeriodSeconds", in: seconds) ?? terminationGracePeriod
        activeDeadline = fields.seconds("activeDeadlineSeconds", in: 1...Int64(Int32.max))
        // So does Kubernetes (`ValidatePodTemplateSpecForReplicaSet`).
        if activeDeadline != nil, allowed == [.always] {
            fields.problem(
                .conflict, "activeDeadlineSeconds", "has no meaning for pods that are to run for good",
                "remove it, or use a Pod or a Job")
        }
    }

    private mutating func readNamespaces(_ fields: Fields) {
        hostNetwork = fields.bool("hostNetwork") ?? false
        hostPID = fields.bool("hostPID") ?? false
        hostIPC = fields.bool("hostIPC") ?? false
        fields.refused(
            "hostUsers", unless: "true",
            remedy:
                "remove it, or run the app with --user: then root in a container is not root on the machine")
        _ = fields.bool("hostUsers")
        shareProcessNamespace = fields.bool("shareProcessNamespace") ?? false
        if hostPID, shareProcessNamespace {
            fields.problem(
                .conflict, "shareProcessNamespace", "the pod already has the machine's processes by hostPID",
                "remove one of the two")
        }
    }

    private mutating func readNames(_ fields: Fields) {
        hostname = fields.name("hostname", .dnsLabel).flatMap { $0.isEmpty ? nil : $0 }
        subdomain = fields.name("subdomain", .dnsLabel).flatMap { $0.isEmpty ? nil : $0 }
        readFullNames(fields)
        hostAliases = fields.list("hostAliases", "HostAlias") { HostAlias(from: $0) }
        dnsPolicy = fields.choice("dnsPolicy", DNSPolicy.self) ?? .clusterFirst
        dnsConfig = fields.object("dnsConfig", "PodDNSConfig") { DNSConfig(from: $0) }
        if dnsPolicy == .none, dnsConfig?.nameservers.isEmpty ?? true {
            fields.problem(
                .conflict, "dnsPolicy", "None needs a name server",
                "add one to 'dnsConfig.nameservers', or use another policy")
        }
    }

    /// Names longer than a plain hostname. The limit is Linux's (uname(2)).
    private mutating func readFullNames(_ fields: Fields) {
        setHostnameAsFQDN = fields.bool("setHostnameAsFQDN") ?? false
        hostnameOverride = fields.name("hostnameOverride", .dnsSubdomain).flatMap { $0.isEmpty ? nil : $0 }
        if hostnameOverride != nil, setHostnameAsFQDN {
            fields.problem(
                .conflict, "setHostnameAsFQDN", "'hostnameOverride' is there too", "remove one of the two")
        } else if hostnameOverride != nil, hostNetwork {
            fields.problem(
                .conflict, "hostnameOverride", "the pod has the machine's name by hostNetwork",
                "remove one of the two")
        }
        let field = hostnameOverride == nil ? "setHostnameAsFQDN" : "hostnameOverride"
        guard hostnameOverride != nil || setHostnameAsFQDN, machineName.utf8.count > 64 else { return }
        fields.problem(
            .invalidValue, field, "the name would be '\(machineName)', longer than Linux takes",
            "use at most 64 characters")
    }

    private mutating func readVolumes(_ fields: Fields, _ scope: PodScope) {
        volumes = fields.list("volumes", "Volume") { fields in
            let volume = Volume(from: fields, pod: scope)
            if !volume.name.isEmpty, !scope.volumes.insert(volume.name).inserted {
                fields.problem(
                    .duplicate, "name", "another volume of the pod is named '\(volume.name)'",
                    "rename one of them")
            }
            return volume
        }
    }

    /// Fields about scheduling and the cluster, and those that wait for later work.
    private mutating func readClusterFields(_ fields: Fields) {
        imagePullSecrets = fields.list("imagePullSecrets", "LocalObjectReference") { fields in
            let name = fields.name("name", .dnsSubdomain) ?? ""
            if name.isEmpty {
                fields.warn("name", "names no Secret, ignoring it")
            } else {
                fields.refer(to: .pullSecret, name, "name")
            }
            return name
        }
        imagePullSecrets.removeAll(where: \.isEmpty)
        fields.nodeSelector()
        fields.refused(
            "runtimeClassName",
            remedy: "remove it: Podman's own OCI runtime is used, 'runtime' in containers.conf(5)")
        readResources(fields)
        _ = fields.object("os", "PodOS") { fields in
            if fields.choice("name", of: ["linux", "windows"], required: true) == "windows" {
                fields.problem(.unsupported, "name", "podsup runs on Linux", "use a pod for Linux")
            }
        }
        if let account = fields.textWithoutEffect("serviceAccountName"), !account.isEmpty {
            serviceAccountName = account
            if !NameRule.dnsSubdomain.accepts(account) {
                fields.problem(
                    .invalidValue, "serviceAccountName", "'\(account)' is not a valid name here",
                    "use \(NameRule.dnsSubdomain.allowed)")
            }
        }
        fields.withoutEffect(
            "affinity", "automountServiceAccountToken", "enableServiceLinks", "nodeName", "overhead",
            "preemptionPolicy", "priority", "priorityClassName", "schedulerName", "serviceAccount",
            "tolerations", "topologySpreadConstraints")
        fields.refused(
            "readinessGates", "schedulingGates",
            remedy: "remove it: nothing on one machine would open the gate")
        fields.refused("resourceClaims", remedy: "remove it: for a device use a hostPath volume below /dev")
        fields.refused("ephemeralContainers", remedy: "use 'containers'")
    }
}

extension Pod {
    /// The resources of the whole pod. Its containers have no cgroup of their own in common, so only a lone
    /// container can be given them (KEP-2837).
    private mutating func readResources(_ fields: Fields) {
        guard let whole = fields.object("resources", "ResourceRequirements", { Resources(from: $0) }) else {
            return
        }
        guard initContainers.isEmpty, containers.count == 1 else {
            fields.problem(
                .unsupported, "resources", "podsup can't divide the pod's resources among its containers",
                "set the resources of each container")
            return
        }
        containers[0].resources.take(whole)
    }
}

extension Resources {
    /// Fills in what a container does not say itself.
    fileprivate mutating func take(_ whole: Resources) {
        limits.merge(whole.limits) { own, _ in own }
        requests.merge(whole.requests) { own, _ in own }
    }
}

extension Fields {
    /// Labels of the machine that the pod wants; the machine itself is looked at later (``MachineDemand``).
    fileprivate func nodeSelector() {
        let known = ["arch", "os", "hostname"].map { "kubernetes.io/\($0)" }
        for entry in entries("nodeSelector") {
            // The names that these labels had at first.
            var key = entry.key
            if key.hasPrefix("beta.kubernetes.io/") { key.removeFirst("beta.".utf8.count) }
            guard known.contains(key) else {
                report.problem(
                    .unsupported, at: entry.keyPlace,
                    "'\(entry.key)' is a label of a cluster's nodes, which this machine does not have",
                    didYouMean(key, in: known, otherwise: "remove it"))
                continue
            }
            guard let value = report.lenientText(entry.node, at: entry.place) else { continue }
            report.demand(.label(key, value: value), at: entry.place)
        }
    }
}

extension Pod.HostAlias {
    init(from fields: Fields) {
        let ip = fields.string("ip", required: true, example: "192.0.2.10") ?? ""
        if !ip.isEmpty, !isAddress(ip) {
            fields.problem(.invalidValue, "ip", "'\(ip)' is not an IP address", "use one, as in 192.0.2.10")
        }
        let hostnames = fields.elements("hostnames").compactMap { node, place -> String? in
            guard let name = fields.report.string(node, at: place) else { return nil }
            if !NameRule.dnsSubdomain.accepts(name) {
                fields.report.problem(
                    .invalidValue, at: place, "'\(name)' is not a host's name",
                    "use \(NameRule.dnsSubdomain.allowed)")
            }
            return name
        }
        self.init(ip: ip, hostnames: hostnames)
    }
}

extension Pod.DNSConfig {
    /// The limits are Kubernetes' own: 3 servers, 32 search domains of 2048 characters together.
    init(from fields: Fields) {
        self.init()
        nameservers = fields.elements("nameservers").compactMap { node, place in
            guard let address = fields.report.string(node, at: place) else { return nil }
            if !isAddress(address) {
                fields.report.problem(
                    .invalidValue, at: place, "'\(address)' is not an IP address", "use one, as in 192.0.2.53"
                )
            }
            return address
        }
        searches = fields.elements("searches").compactMap { node, place in
            guard let domain = fields.report.string(node, at: place) else { return nil }
            if !NameRule.searchDomain.accepts(domain) {
                fields.report.problem(
                    .invalidValue, at: place, "'\(domain)' is not a domain",
                    "use \(NameRule.searchDomain.allowed)")
            }
            return domain
        }
        options = fields.list("options", "PodDNSConfigOption") { fields in
            let name = fields.string("name", required: true, example: "ndots") ?? ""
            let value = fields.string("value") ?? ""
            for (field, text) in [("name", name), ("value", value)]
            where !text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) {
                fields.problem(
                    .invalidValue, field, "'\(text)' can't stand in resolv.conf", "write it without blanks")
            }
            return value.isEmpty ? name : "\(name):\(value)"
        }
        if nameservers.count > 3 {
            fields.problem(.invalidValue, "nameservers", "\(nameservers.count) are too many", "use at most 3")
        }
        if searches.count > 32 || searches.joined(separator: " ").utf8.count > 2048 {
            fields.problem(
                .invalidValue, "searches", "the list is too long",
                "use at most 32 domains of 2048 characters together")
        }
    }
}
