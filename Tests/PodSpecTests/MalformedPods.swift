/// Manifests with what is wrong with the fields of a pod, each with the exact lines that an author gets, after `# >`.
let malformedPods = [
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec: {}
    # > 4:7: spec.containers: is required; add at least one container with a name and an image
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      containers:
      -
    # > 6:4: spec.containers[0]: the element is empty; give it a value or remove it
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1

      restartPolicy: always
      hostname: Web
      hostPID: true
      shareProcessNamespace: true
      dnsPolicy: None
      hostAliases: [{ip: 1.2.3, hostnames: [a_b]}]
      nodeSelector: {a: b}
      securityContext: {sysctls: [{name: vm.swappiness, value: "1"}, {name: net.ipv4.ip_unprivileged_port_start, value: 0}]}
      readinessGates: [{conditionType: x}]
      activeDeadlineSeconds: 5
    # > 9:18: spec.restartPolicy: 'always' is not one of Always, OnFailure, Never; did you mean 'Always'?
    # > 10:13: spec.hostname: 'Web' is not a valid name here; use at most 63 lower-case letters, digits and '-', with a letter or digit at both ends
    # > 12:26: spec.shareProcessNamespace: the pod already has the machine's processes by hostPID; remove one of the two
    # > 13:14: spec.dnsPolicy: None needs a name server; add one to 'dnsConfig.nameservers', or use another policy
    # > 14:22: spec.hostAliases[0].ip: '1.2.3' is not an IP address; use one, as in 192.0.2.10
    # > 14:41: spec.hostAliases[0].hostnames[0]: 'a_b' is not a host's name; use at most 253 lower-case letters, digits, '-' and '.', with a letter or digit at both ends and beside each '.'
    # > 15:18: spec.nodeSelector.a: 'a' is a label of a cluster's nodes, which this machine does not have; remove it
    # > 16:38: spec.securityContext.sysctls[0].name: 'vm.swappiness' belongs to the machine, not to a pod; set it in /etc/sysctl.d
    # > 16:117: spec.securityContext.sysctls[1].value: 0 is a number, but text is wanted; put it in quotes: "0"
    # > 17:3: spec.readinessGates: podsup does not support this; remove it: nothing on one machine would open the gate
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        ports: [{containerPort: 80, hostPort: 81}]
      hostNetwork: true
      dnsConfig: {nameservers: [a, b, c, d]}
    # > 8:43: spec.containers[0].ports[0].hostPort: must be 80 like containerPort under hostNetwork; remove it
    # > 10:28: spec.dnsConfig.nameservers: 4 are too many; use at most 3
    # > 10:29: spec.dnsConfig.nameservers[0]: 'a' is not an IP address; use one, as in 192.0.2.53
    # > 10:32: spec.dnsConfig.nameservers[1]: 'b' is not an IP address; use one, as in 192.0.2.53
    # > 10:35: spec.dnsConfig.nameservers[2]: 'c' is not an IP address; use one, as in 192.0.2.53
    # > 10:38: spec.dnsConfig.nameservers[3]: 'd' is not an IP address; use one, as in 192.0.2.53
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1

      initContainers:
      - {name: main, image: x, livenessProbe: {exec: {command: [a]}}, lifecycle: {preStop: {sleep: {seconds: 1}}}}
    # > 6:11: spec.containers[0].name: another container of the pod is named 'main'; rename one of them
    # > 10:43: spec.initContainers[0].livenessProbe: an init container has no probes and no hooks; remove it, or make it a sidecar with 'restartPolicy: Always'
    # > 10:78: spec.initContainers[0].lifecycle: an init container has no probes and no hooks; remove it, or make it a sidecar with 'restartPolicy: Always'
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        securityContext: {privileged: true, allowPrivilegeEscalation: false, capabilities: {add: [CAP_NET_ADMIN, NET_BIN_SERVICE]}, seccompProfile: {type: Localhost}, runAsNonRoot: true, runAsUser: 0, appArmorProfile: {type: RuntimeDefault}}
    # > 8:22: spec.containers[0].securityContext: runAsNonRoot is true and runAsUser is 0, which is root; use another user or remove runAsNonRoot
    # > 8:67: spec.containers[0].securityContext.allowPrivilegeEscalation: can't be false in a privileged container; remove one of the two
    # > 8:110: spec.containers[0].securityContext.capabilities.add[1]: 'NET_BIN_SERVICE' is not a capability; did you mean 'NET_BIND_SERVICE'?
    # > 8:145: spec.containers[0].securityContext.seccompProfile.localhostProfile: is required; add it
    """#,
]
