/// Manifests with what is wrong with volumes, mounts and the objects behind them, each with the exact lines that an author gets, after `# >`.
let malformedVolumes = [
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1
        volumeMounts:
        - {name: dta, mountPath: /x}
        - {name: data, mountPath: w}
        - {name: data, mountPath: /y, subPath: ../z}
        - {name: data, mountPath: /y/}
        - {name: data, mountPath: /q, subPath: a, subPathExpr: b}
        - {name: data, mountPath: /r, mountPropagation: Bidirectional}
      volumes:
      - {name: data, emptyDir: {}}
    # > 9:14: spec.containers[0].volumeMounts[0].name: the pod has no volume 'dta'; did you mean 'data'?
    # > 11:44: spec.containers[0].volumeMounts[2].subPath: '../z' contains '..'; write the path without it
    # > 12:31: spec.containers[0].volumeMounts[3].mountPath: '/y/' is mounted twice; give each mount a path of its own
    # > 13:60: spec.containers[0].volumeMounts[4].subPathExpr: 'subPath' is there too; remove one of the two
    # > 14:53: spec.containers[0].volumeMounts[5].mountPropagation: Bidirectional needs a privileged container; set 'privileged: true' or use 'HostToContainer'
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
        - {name: dta, mountPath: /x}
    # > 9:14: spec.containers[0].volumeMounts[0].name: the pod has no volume 'dta'; add it to the pod's 'volumes'
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - name: main
        image: example.org/web:1

      volumes:
      - {name: a, emptyDir: {}, hostPath: {path: x}}
      - {name: a}
      - {name: b, nfs: {server: x, path: /}}
      - {name: c, hostPath: {path: /a/../b, type: Dir}}
      - {name: d, configMap: {name: nope}}
      - {name: e, configmap: {name: x}}
      - {name: f, secret: {name: x}}
      - {name: g, emptyDir: {medium: HugePages, sizeLimit: -1}}
      - {name: h, image: {reference: x}}
      - {name: i, persistentVolumeClaim: {claimName: data}}
    # > 10:29: spec.volumes[0].hostPath: only one source is allowed, and 'emptyDir' is there; keep one of emptyDir, hostPath
    # > 10:46: spec.volumes[0].hostPath.path: 'x' is not absolute; begin it with '/'
    # > 11:12: spec.volumes[1].name: another volume of the pod is named 'a'; rename one of them
    # > 12:15: spec.volumes[2].nfs: podsup does not support this; mount it on the machine (systemd.mount(5)) and use 'hostPath'
    # > 13:32: spec.volumes[3].hostPath.path: '/a/../b' contains '..'; write the path without it
    # > 13:47: spec.volumes[3].hostPath.type: 'Dir' is not one of DirectoryOrCreate, Directory, FileOrCreate, File, Socket, CharDevice, BlockDevice; use one of them
    # > 14:33: spec.volumes[4].configMap.name: the manifest has no ConfigMap 'nope'; add it, or set 'optional: true'
    # > 15:15: spec.volumes[5].configmap: unknown field; did you mean 'configMap'?
    # > 16:23: spec.volumes[6].secret.secretName: is required; add it
    # > 16:24: spec.volumes[6].secret.name: unknown field; did you mean 'secretName'?
    # > 17:34: spec.volumes[7].emptyDir.medium: podsup does not support 'HugePages'; use 'Memory', or a hostPath volume with the machine's hugetlbfs
    # > 17:56: spec.volumes[7].emptyDir.sizeLimit: -1 is negative; use 0 or more
    """#,
    #"""
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: c}
    data: {a: b}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      containers: [{name: a, image: b}]
      volumes:
      - name: c
        configMap: {name: c, defaultMode: 644, items: [{key: a, path: ../x}, {key: b, path: y, mode: "0644"}, {key: a, path: y}]}
    # > 13:39: spec.volumes[0].configMap.defaultMode: 644 is no file mode from 0 to 0777 (511); write it in octal, as in 0644
    # > 13:67: spec.volumes[0].configMap.items[0].path: '../x' contains '..'; write the path without it
    # > 13:80: spec.volumes[0].configMap.items[1].key: the ConfigMap 'c' has no key 'b'; its keys are a
    # > 13:98: spec.volumes[0].configMap.items[1].mode: "0644" is text, but a whole number is wanted; remove the quotes
    # > 13:122: spec.volumes[0].configMap.items[2].path: 'y' is another file or a folder of this volume already; give each file a path of its own
    """#,
    #"""
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: a}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: a}
    data: {"..x": y}
    binaryData: {k: "%%"}
    # > 7:18: metadata.name: another ConfigMap is named 'a', at 3:18; rename one of them
    # > 8:8: data['..x']: '..x' can't be a key; use at most 253 letters, digits, '-', '_' and '.', and neither '.' nor a name that begins with '..'
    # > 9:17: binaryData.k: the value is not base64; encode it with 'base64 -w0', or write it as it is under 'data'
    """#,
    #"""
    apiVersion: v1
    kind: Secret
    metadata: {name: a, labels: {"a b": "c d"}}
    type: kubernetes.io/tls
    data: {tls.crt: not base64!}
    # > 1:1: data['tls.key']: is required; a Secret of the type kubernetes.io/tls has it, so add it
    # > 3:30: metadata.labels['a b']: 'a b' is not the name of a label; use at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends, optionally after a domain and '/'
    # > 3:37: metadata.labels['a b']: 'c d' is not a label's value; use at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends
    # > 5:17: data['tls.crt']: the value is not base64; encode it with 'base64 -w0', or write it as it is under 'stringData'
    """#,
    #"""
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: a}
    spec: {accessModes: [RWO], volumeMode: Block, volumeName: x, resources: {requests: {storage: lots}}}
    # > 3:18: metadata.name: the claim 'a' wants the PersistentVolume 'x', which is not in the manifest; add it, or remove 'volumeName' for a volume of the claim's own
    # > 4:22: spec.accessModes[0]: 'RWO' is not one of ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod; use one of them
    # > 4:40: spec.volumeMode: podsup makes no block devices; use a hostPath volume of the type BlockDevice
    # > 4:94: spec.resources.requests.storage: 'lots' is not a quantity; write a number with an optional suffix m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi or Ei
    """#,
]
