/// Manifests with what is wrong with the fields of a container, each with the exact lines that an author gets, after `# >`.
let malformedContainers = [
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      terminationGracePeriodSeconds: 5
      containers:
      - name: main
        image: example.org/web:1
        lifecycle: {preStop: {sleep: {seconds: 6}}}
    # > 9:44: spec.containers[0].lifecycle.preStop.sleep.seconds: 6 is longer than terminationGracePeriodSeconds, 5; shorten it or raise the pod's terminationGracePeriodSeconds
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      containers:
      - name: a
    # > 6:5: spec.containers[0].image: is required; add 'image: docker.io/library/nginx:1.27'
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        imag: x
        volumMounts: []
        foo: 1
    # > 8:5: spec.containers[0].imag: unknown field; did you mean 'image'?
    # > 9:5: spec.containers[0].volumMounts: unknown field; did you mean 'volumeMounts'?
    # > 10:5: spec.containers[0].foo: unknown field; remove it
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        ports:
        - containerPort: "8080"
    # > 9:22: spec.containers[0].ports[0].containerPort: "8080" is text, but a whole number is wanted; remove the quotes
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        ports:
        - containerPort: 70000
    # > 9:22: spec.containers[0].ports[0].containerPort: 70000 is out of range; use 1 to 65535
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        ports:
        - {name: "8080", containerPort: 80}
        - {name: web, containerPort: 80}
        - {name: web, containerPort: 81, protocol: tcp, hostIP: x}
    # > 9:14: spec.containers[0].ports[0].name: '8080' is not a valid name here; use at most 15 lower-case letters, digits and single '-', at least one letter, no '-' at the ends
    # > 11:14: spec.containers[0].ports[2].name: another port is named 'web'; rename one of them
    # > 11:48: spec.containers[0].ports[2].protocol: 'tcp' is not one of TCP, UDP, SCTP; did you mean 'TCP'?
    # > 11:61: spec.containers[0].ports[2].hostIP: 'x' is not an IP address; use one, as in 127.0.0.1
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        image2: x
        workingDir: 5
        command: [sleep, 5, true]
        args: foo
    # > 8:5: spec.containers[0].image2: unknown field; did you mean 'image'?
    # > 9:17: spec.containers[0].workingDir: 5 is a number, but text is wanted; put it in quotes: "5"
    # > 10:22: spec.containers[0].command[1]: 5 is a number, but text is wanted; put it in quotes: "5"
    # > 10:25: spec.containers[0].command[2]: true is a boolean, but text is wanted; put it in quotes: "true"
    # > 11:11: spec.containers[0].args: a list is wanted, but this is text; put each element on a line of its own after '- '
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        tty: "true"
        stdin: maybe
    # > 8:10: spec.containers[0].tty: "true" is text, but true or false is wanted; remove the quotes
    # > 9:12: spec.containers[0].stdin: 'maybe' is neither true nor false; write true or false
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        resources: {limits: {cpu: 1x, memory: 128m, storage: 1}, requests: {cpu: 500M}}
    # > 8:31: spec.containers[0].resources.limits.cpu: '1x' is not a quantity; write a number with an optional suffix m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi or Ei
    # > 8:49: spec.containers[0].resources.limits.storage: 'storage' is not a resource; did you mean 'ephemeral-storage'?
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        resources: {limits: {memory: 64Mi}, requests: {memory: 128Mi}}
    # > 8:51: spec.containers[0].resources.requests: memory asks for 128Mi, more than its limit 64Mi; lower the request or raise the limit
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        livenessProbe: {}
        readinessProbe:
          exec: {command: []}
          tcpSocket: {port: 80}
          terminationGracePeriodSeconds: 3
        startupProbe:
          httpGet: {port: http}
          successThreshold: 2
          periodSeconds: -1
    # > 8:20: spec.containers[0].livenessProbe: has no handler; add one of exec, httpGet, tcpSocket, grpc
    # > 10:13: spec.containers[0].readinessProbe.exec.command: is required; add it, as in 'command: [cat, /ready]'
    # > 11:7: spec.containers[0].readinessProbe.tcpSocket: only one handler is allowed, and 'exec' is there; keep one of exec, tcpSocket
    # > 12:38: spec.containers[0].readinessProbe.terminationGracePeriodSeconds: a readiness probe stops nothing, so it has no grace; remove it
    # > 14:23: spec.containers[0].startupProbe.httpGet.port: the container has no port named 'http'; use a number, or give the port that name in 'ports'
    # > 15:25: spec.containers[0].startupProbe.successThreshold: must be 1 for a startup probe; remove it
    # > 16:22: spec.containers[0].startupProbe.periodSeconds: -1 is out of range; use 0 or more
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        livenessProbe: {grpc: {port: grpc, mode: TLS}}
        readinessProbe: {httpGet: {port: "80", scheme: https}}
    # > 8:34: spec.containers[0].livenessProbe.grpc.port: 'grpc' is not a whole number; write a whole number
    # > 8:40: spec.containers[0].livenessProbe.grpc.mode: podsup does not support this; remove it: the probe speaks plain text
    # > 9:38: spec.containers[0].readinessProbe.httpGet.port: "80" is text, so it would be the name of a port; remove the quotes
    # > 9:52: spec.containers[0].readinessProbe.httpGet.scheme: 'https' is not one of HTTP, HTTPS; did you mean 'HTTPS'?
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [42]}}]
    # > 8:25: spec.containers[0].restartPolicyRules: needs the container's own restartPolicy; add 'restartPolicy: Never'
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        restartPolicy: Never
        restartPolicyRules: [{action: RestartAllContainers, exitCodes: {operator: Inn, values: [300]}}, {}]
    # > 9:79: spec.containers[0].restartPolicyRules[0].exitCodes.operator: 'Inn' is not one of In, NotIn; did you mean 'In'?
    # > 9:93: spec.containers[0].restartPolicyRules[0].exitCodes.values[0]: 300 is out of range; use 0 to 255
    # > 9:101: spec.containers[0].restartPolicyRules[1].action: is required; add 'action: Restart'
    # > 9:101: spec.containers[0].restartPolicyRules[1].exitCodes: is required; add it
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        lifecycle: {preStop: {tcpSocket: {port: 80}}, postStart: {}, stopSignal: TERM}
        imagePullPolicy: IfNotPresnt
    # > 8:27: spec.containers[0].lifecycle.preStop.tcpSocket: podsup does not support this; use 'exec', 'httpGet' or 'sleep': Kubernetes can't run it either
    # > 8:62: spec.containers[0].lifecycle.postStart: has no handler; add one of exec, httpGet, sleep
    # > 8:78: spec.containers[0].lifecycle.stopSignal: 'TERM' is not a signal; did you mean 'SIGTERM'?
    # > 9:22: spec.containers[0].imagePullPolicy: 'IfNotPresnt' is not one of Always, IfNotPresent, Never; did you mean 'IfNotPresent'?
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        env:
        - {name: "a=b", value: x}
        - {name: A, value: 5}
        - {name: B, value: x, valueFrom: {fieldRef: {fieldPath: status.podip}}}
        - {name: C, valueFrom: {}}
        - {name: D, valueFrom: {resourceFieldRef: {containerName: man, resource: limits.memory, divisor: 3}}}
        - {name: E, valueFrom: {secretKeyRef: {name: x, key: y}}}
        - value: x
        envFrom:
        - prefix: X_
        - configMapRef: {name: nope}
    # > 9:14: spec.containers[0].env[0].name: 'a=b' is not a valid name here; use printable ASCII characters without '='
    # > 11:38: spec.containers[0].env[2].valueFrom: 'value' is there too; remove one of the two
    # > 11:61: spec.containers[0].env[2].valueFrom.fieldRef.fieldPath: 'status.podip' is not a field that a pod can ask for here; did you mean 'status.podIP'?
    # > 12:28: spec.containers[0].env[3].valueFrom: has no source; add one of configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef
    # > 13:63: spec.containers[0].env[4].valueFrom.resourceFieldRef.containerName: the pod has no container 'man'; did you mean 'main'?
    # > 13:102: spec.containers[0].env[4].valueFrom.resourceFieldRef.divisor: '3' is not a divisor for limits.memory; use one of 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei
    # > 14:50: spec.containers[0].env[5].valueFrom.secretKeyRef.name: the manifest has no Secret 'x'; add it, or set 'optional: true'
    # > 15:7: spec.containers[0].env[6].name: is required; add 'name: LANG'
    # > 17:7: spec.containers[0].envFrom[0]: has no source; add one of configMapRef, secretRef
    # > 18:28: spec.containers[0].envFrom[1].configMapRef.name: the manifest has no ConfigMap 'nope'; add it, or set 'optional: true'
    """#,
    #"""
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: settings}
    data: {colour: red, size: big}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      containers:
      - name: a
        image: b
        env:
        - {name: A, valueFrom: {configMapKeyRef: {name: settings, key: color}}}
        - {name: B, valueFrom: {configMapKeyRef: {name: setings, key: size}}}
        - {name: C, valueFrom: {configMapKeyRef: {name: settings, key: weight}}}
    # > 14:68: spec.containers[0].env[0].valueFrom.configMapKeyRef.key: the ConfigMap 'settings' has no key 'color'; did you mean 'colour'?
    # > 15:53: spec.containers[0].env[1].valueFrom.configMapKeyRef.name: the manifest has no ConfigMap 'setings'; did you mean 'settings'?
    # > 16:68: spec.containers[0].env[2].valueFrom.configMapKeyRef.key: the ConfigMap 'settings' has no key 'weight'; its keys are colour and size
    """#,
]
