/// Manifests with what is wrong with the kinds that make pods, Services and volumes, each with the exact lines that an author gets, after `# >`.
let malformedKinds = [
    #"""
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: 3
      paused: true
      minReadySeconds: 20
      progressDeadlineSeconds: 10
      strategy: {type: Recreate, rollingUpdate: {maxSurge: 0, maxUnavailable: 0%}}
      selector: {matchLabels: {a: b}}
      template:
        metadata: {labels: {a: b}}
        spec: {containers: [{name: a, image: b, ports: [{containerPort: 80, hostPort: 8080}]}]}
    # > 6:3: spec.paused: podsup does not support this; remove it, and change the manifest when the new pods may come
    # > 8:28: spec.progressDeadlineSeconds: must be more than minReadySeconds; make it longer
    # > 9:45: spec.strategy.rollingUpdate: has no meaning with type 'Recreate'; remove one of the two
    # > 9:75: spec.strategy.rollingUpdate.maxUnavailable: must not be 0 where maxSurge is 0, or no pod could be replaced; use 1
    # > 13:83: spec.template.spec.containers[0].ports[0].hostPort: 3 pods can't share port 8080 of the machine; run one pod, or remove the hostPort and let one other pod forward to them by a Service
    """#,
    #"""
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: 111
      strategy: {rollingUpdate: {maxSurge: 120%, maxUnavailable: 101%}}
      selector: {matchLabels: {a: b}}
      template:
        metadata: {labels: {a: b}}
        spec: {containers: [{name: a, image: b}]}
    # > 5:13: spec.replicas: 111 pods are too many for one machine; use at most 110
    # > 6:62: spec.strategy.rollingUpdate.maxUnavailable: '101%' is not a percentage; write one from 0% to 100%, or a number of pods
    """#,
    #"""
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
      podManagementPolicy: Sequential
      updateStrategy: {type: OnDelete, rollingUpdate: {partition: 1, maxUnavailable: 0}}
      persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Delete}
      selector: {matchLabels: {a: b}}
      template:
        metadata: {labels: {a: b}}
        spec: {containers: [{name: a, image: b, volumeMounts: [{name: other, mountPath: /x}]}]}
      volumeClaimTemplates:
      - metadata: {name: data}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      - metadata: {name: data}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
    # > 6:24: spec.podManagementPolicy: 'Sequential' is not one of OrderedReady, Parallel; use one of them
    # > 7:51: spec.updateStrategy.rollingUpdate: has no meaning with type 'OnDelete'; remove one of the two
    # > 7:82: spec.updateStrategy.rollingUpdate.maxUnavailable: must not be 0; use 1 or more
    # > 8:55: spec.persistentVolumeClaimRetentionPolicy.whenDeleted: podsup does not support 'Delete'; use 'Retain', and 'podsup down --volumes' when the data may go
    # > 8:75: spec.persistentVolumeClaimRetentionPolicy.whenScaled: podsup does not support 'Delete'; use 'Retain', and 'podman volume rm' when the data may go
    # > 12:67: spec.template.spec.containers[0].volumeMounts[0].name: the pod has no volume 'other'; the pod's volumes are data
    # > 16:22: spec.volumeClaimTemplates[1].metadata.name: another claim template is named 'data'; rename one of them
    """#,
    #"""
    apiVersion: batch/v1
    kind: Job
    metadata: {name: work}
    spec:
      parallelism: 2
      completionMode: Indexed
      maxFailedIndexes: 3
      podReplacementPolicy: TerminatingOrFailed
      managedBy: example.org/queue
      podFailurePolicy:
        rules:
        - {action: FailIndex, onExitCodes: {operator: In, values: [0, 4, 4], containerName: wrk}}
        - {action: Ignore}
      successPolicy: {rules: [{succeededIndexes: 3-1}, {}]}
      template:
        spec: {restartPolicy: OnFailure, containers: [{name: work, image: b, ports: [{containerPort: 80, hostPort: 80}]}]}
    # > 6:19: spec.completionMode: Indexed needs to know how many indexes there are; add 'completions'
    # > 7:21: spec.maxFailedIndexes: is only possible beside backoffLimitPerIndex; add backoffLimitPerIndex
    # > 8:25: spec.podReplacementPolicy: must be Failed where there is a podFailurePolicy; use 'Failed', or remove it
    # > 9:3: spec.managedBy: podsup does not support this; remove it: podsup looks after the Job itself
    # > 11:5: spec.podFailurePolicy: needs pods that are not restarted in place; use 'restartPolicy: Never' in the template
    # > 12:16: spec.podFailurePolicy.rules[0].action: FailIndex needs backoffLimitPerIndex; add it, or use 'FailJob'
    # > 12:63: spec.podFailurePolicy.rules[0].onExitCodes.values: 0 is no failure; remove it, or use the operator NotIn
    # > 12:63: spec.podFailurePolicy.rules[0].onExitCodes.values: an exit code is there twice; remove one
    # > 12:89: spec.podFailurePolicy.rules[0].onExitCodes.containerName: the template has no container 'wrk'; did you mean 'work'?
    # > 13:7: spec.podFailurePolicy.rules[1]: has no condition; add one of onExitCodes, onPodConditions
    # > 14:46: spec.successPolicy.rules[0].succeededIndexes: '3-1' is not a list of indexes below 0; write it as in 0,2-4
    # > 14:52: spec.successPolicy.rules[1].succeededIndexes: is required; add it, or succeededCount
    # > 16:112: spec.template.spec.containers[0].ports[0].hostPort: 2 pods can't share port 80 of the machine; run one pod, or remove the hostPort and let one other pod forward to them by a Service
    """#,
    #"""
    apiVersion: batch/v1
    kind: Job
    metadata: {name: work}
    spec: {template: {spec: {containers: [{name: a, image: b}]}}, parallelism: 200}
    # > 4:25: spec.template.spec.restartPolicy: is required; add it with OnFailure or Never: a Pod's default is Always
    # > 4:76: spec.parallelism: 200 pods at a time are too many for one machine; use at most 110
    """#,
    #"""
    apiVersion: batch/v1
    kind: CronJob
    metadata: {name: a-name-that-is-a-little-too-long-for-the-jobs-that-it-makes}
    spec:
      schedule: TZ=UTC 0 3 * * *
      timeZone: Mars/Olympus Mons
      concurrencyPolicy: Skip
      jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}}
    # > 3:18: metadata.name: 'a-name-that-is-a-little-too-long-for-the-jobs-that-it-makes' is too long for a CronJob; use at most 52 characters
    # > 5:13: spec.schedule: a time zone in the schedule is not allowed; name it in 'timeZone'
    # > 6:13: spec.timeZone: 'Mars/Olympus Mons' is not the name of a time zone; write it as in Europe/Zurich, or remove it for the machine's own
    # > 7:22: spec.concurrencyPolicy: 'Skip' is not one of Allow, Forbid, Replace; use one of them
    """#,
    #"""
    apiVersion: v1
    kind: PersistentVolume
    metadata: {name: disk}
    spec:
      capacity: {storage: 1Gi}
      accessModes: [ReadWriteOnce]
      storageClassName: manual
      hostPath: {path: /srv/a/../b}
    ---
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: data}
    spec: {storageClassName: manual, accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
    ---
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: none}
    spec: {storageClassName: "", accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
    ---
    apiVersion: v1
    kind: PersistentVolume
    metadata: {name: share}
    spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], nfs: {server: a, path: /}}
    # > 8:20: spec.hostPath.path: '/srv/a/../b' contains '..'; write the path without it
    # > 12:18: metadata.name: the claim 'data' can't be bound to the PersistentVolume 'disk': it does not offer ReadWriteMany; make the two agree
    # > 17:18: metadata.name: the claim 'none' can't be bound: it wants a PersistentVolume without a class, and there is none; add one with hostPath or local
    # > 23:64: spec.nfs: podsup does not support this; mount it on the machine (systemd.mount(5)) and use 'hostPath'
    """#,
    #"""
    apiVersion: v1
    kind: Service
    metadata: {name: 1web}
    spec:
      type: NodePort
      clusterIP: 10.0.0.1
      sessionAffinity: ClientIP
      selector: {app: web}
      ports:
      - {port: 80, targetPort: http, nodePort: 30080}
      - {port: 81}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: 2
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: a, image: b}]}
    # > 3:18: metadata.name: '1web' is not a valid name here; use at most 63 lower-case letters, digits and '-', with a letter first and no '-' at the end
    # > 6:14: spec.clusterIP: podsup gives pods no second address; remove it: the name is enough
    # > 7:20: spec.sessionAffinity: podsup does not remember clients; use 'None'
    # > 10:12: spec.ports[0].port: has no name, which it needs beside other ports; add 'name'
    # > 10:12: spec.ports[0].port: the pod 'web-0' has no TCP port named 'http'; name one of its containers' ports so, or use a number as 'targetPort'
    # > 10:12: spec.ports[0].port: the pod 'web-1' has no TCP port named 'http'; name one of its containers' ports so, or use a number as 'targetPort'
    # > 10:12: spec.ports[0].port: 2 pods can't share one port of the machine; use 'replicas: 1'
    # > 11:5: spec.ports[1].nodePort: is required; add the port of the machine: podsup does not choose one
    # > 11:12: spec.ports[1].port: has no name, which it needs beside other ports; add 'name'
    """#,
    #"""
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: out}
    spec: {type: ExternalName, externalName: example.org}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: a, image: b}]}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: other}
    spec: {containers: [{name: a, image: b}]}
    # > 4:45: spec.ports[0].port: nothing forwards from port 80 to the pod's 8080 on one machine; use 'port: 8080', at which other pods reach it as web:8080
    # > 9:14: spec.type: podsup makes no aliases of names outside; use the outside name itself, or 'hostAliases' for an address
    # > 9:28: spec.externalName: podsup does not support this; use the outside name itself
    """#,
]
