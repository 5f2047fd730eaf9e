/// Manifests with what is wrong with names, templates and what a cluster has, each with the exact lines that an
/// author gets, after `# >`.
let malformedNames = [
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: {{ .Values.name }}
        image: x
    # > 6:11: this is a template that was not rendered; render the template first: helm template NAME CHART | podsup up - --name NAME
    """#,
    #"""
    {{- if .Values.enabled }}
    apiVersion: v1
    kind: Pod
    {{- end }}
    # > 1:1: this is a template that was not rendered; render the template first: helm template NAME CHART | podsup up - --name NAME
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
      labels:
        {{- include "labels" . | nindent 4 }}
    # > 6:5: this is a template that was not rendered; render the template first: helm template NAME CHART | podsup up - --name NAME
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: "{{ name }}", labels: {app: "{{ app }}"}}
    spec:
      containers:
      - {name: main, image: "{{ image }}:1"}
    # > 3:18: metadata.name: '{{ name }}' is not a valid name here; render the template first: helm template NAME CHART | podsup up - --name NAME
    # > 3:46: metadata.labels.app: '{{ app }}' is not a label's value; render the template first: helm template NAME CHART | podsup up - --name NAME
    # > 6:25: spec.containers[0].image: '{{ image }}:1' is not an image's name; render the template first: helm template NAME CHART | podsup up - --name NAME
    """#,
    #"""
    apiVersion: v1
    kind: Secret
    metadata: {name: web}
    stringData: {}
    sops: {version: 3}
    # > 5:1: sops: unknown field; the file is encrypted, so decrypt it first: sops decrypt FILE | podsup up - --name NAME
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web, annotations: {a: "x\0y"}}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        command: ["a\0b"]
        args: [c, "\0"]
        workingDir: "/w\0"
        terminationMessagePath: "/t\0"
        env: [{name: A, value: "\0"}]
        volumeMounts: [{name: v, mountPath: "/a\0", subPath: "b\0"}]
      volumes: [{name: v, hostPath: {path: "/p\0"}}]
    # > 3:40: metadata.annotations.a: the text contains a NUL character; remove it
    # > 8:15: spec.containers[0].command[0]: the text contains a NUL character; remove it
    # > 9:15: spec.containers[0].args[1]: the text contains a NUL character; remove it
    # > 10:17: spec.containers[0].workingDir: the text contains a NUL character; remove it
    # > 11:29: spec.containers[0].terminationMessagePath: the text contains a NUL character; remove it
    # > 12:28: spec.containers[0].env[0].value: the text contains a NUL character; remove it
    # > 13:41: spec.containers[0].volumeMounts[0].mountPath: the text contains a NUL character; remove it
    # > 13:58: spec.containers[0].volumeMounts[0].subPath: the text contains a NUL character; remove it
    # > 14:40: spec.volumes[0].hostPath.path: the text contains a NUL character; remove it
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      hostname: a
      subdomain: b.c
      hostUsers: false
      runtimeClassName: kata
      nodeSelector: {kubernetes.io/arhc: arm64, disktype: ssd}
      containers:
      - {name: main, image: x}
    # > 6:14: spec.subdomain: 'b.c' is not a valid name here; use at most 63 lower-case letters, digits and '-', with a letter or digit at both ends
    # > 7:3: spec.hostUsers: podsup does not support this; remove it, or run the app with --user: then root in a container is not root on the machine
    # > 8:3: spec.runtimeClassName: podsup does not support this; remove it: Podman's own OCI runtime is used, 'runtime' in containers.conf(5)
    # > 9:18: spec.nodeSelector['kubernetes.io/arhc']: 'kubernetes.io/arhc' is a label of a cluster's nodes, which this machine does not have; did you mean 'kubernetes.io/arch'?
    # > 9:45: spec.nodeSelector.disktype: 'disktype' is a label of a cluster's nodes, which this machine does not have; remove it
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: a-pod-with-a-name-that-is-long, namespace: production}
    spec:
      subdomain: databases
      setHostnameAsFQDN: true
      containers:
      - {name: main, image: x}
    # > 6:22: spec.setHostnameAsFQDN: the name would be 'a-pod-with-a-name-that-is-long.databases.production.svc.cluster.local', longer than Linux takes; use at most 64 characters
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      hostnameOverride: host.example.org
      setHostnameAsFQDN: true
      resources: {limits: {memory: 64Mi}}
      containers:
      - {name: main, image: x}
      - {name: other, image: x}
    # > 6:22: spec.setHostnameAsFQDN: 'hostnameOverride' is there too; remove one of the two
    # > 7:14: spec.resources: podsup can't divide the pod's resources among its containers; set the resources of each container
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      hostNetwork: true
      hostnameOverride: host
      containers:
      - {name: main, image: x}
    # > 6:21: spec.hostnameOverride: the pod has the machine's name by hostNetwork; remove one of the two
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      securityContext:
        supplementalGroupsPolicy: Strict
        seccompProfile: {type: Localhost, localhostProfile: ../x.json}
        appArmorProfile: {type: Unconfined, localhostProfile: x}
      containers:
      - {name: main, image: x}
      - {name: other, image: x, securityContext: {runAsGroup: 5}}
    # > 7:57: spec.securityContext.seccompProfile.localhostProfile: '../x.json' leaves the folder of profiles; use a relative path without '..'
    # > 8:59: spec.securityContext.appArmorProfile.localhostProfile: goes only with 'type: Localhost'; remove it
    # > 10:12: spec.containers[0].name: the pod's supplementalGroupsPolicy 'Strict' needs a runAsGroup with Podman; add 'runAsGroup' to the pod's securityContext
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        volumeMounts:
        - {name: a, mountPath: /a, recursiveReadOnly: IfPossible}
        - {name: a, mountPath: /b, readOnly: true, recursiveReadOnly: Enabled}
        - {name: a, mountPath: /c, readOnly: true, recursiveReadOnly: IfPossible, mountPropagation: HostToContainer}
      volumes:
      - {name: a, emptyDir: {sizeLimit: -1Gi}}
      - {name: b, image: {reference: "a b"}}
    # > 9:51: spec.containers[0].volumeMounts[0].recursiveReadOnly: the mount is not read-only; add 'readOnly: true'
    # > 10:67: spec.containers[0].volumeMounts[1].recursiveReadOnly: podsup does not support 'Enabled'; use 'IfPossible': Podman leaves mounts below a read-only one as they are
    # > 11:67: spec.containers[0].volumeMounts[2].recursiveReadOnly: goes only with 'mountPropagation: None'; remove one of the two
    # > 13:37: spec.volumes[0].emptyDir.sizeLimit: -1Gi is negative; use 0 or more
    # > 14:34: spec.volumes[1].image.reference: 'a b' is not an image's name; write it as in registry/name:tag
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      dnsConfig:
        searches: [example.org., Upper.example, "a b"]
        options: [{name: "ndots 5"}, {name: timeout, value: "1 2"}]
      containers:
      - {name: main, image: x}
    # > 6:30: spec.dnsConfig.searches[1]: 'Upper.example' is not a domain; use at most 253 lower-case letters, digits, '-', '_' and '.'
    # > 6:45: spec.dnsConfig.searches[2]: 'a b' is not a domain; use at most 253 lower-case letters, digits, '-', '_' and '.'
    # > 7:22: spec.dnsConfig.options[0].name: 'ndots 5' can't stand in resolv.conf; write it without blanks
    # > 7:57: spec.dnsConfig.options[1].value: '1 2' can't stand in resolv.conf; write it without blanks
    """#,
]
