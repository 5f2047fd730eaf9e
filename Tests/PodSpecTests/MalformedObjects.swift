/// Manifests with what is wrong with whole objects and with the text itself, each with the exact lines that an author gets, after `# >`.
let malformedObjects = [
    #"""
    # nothing
    # > 1:1: the manifest holds no object; add a Pod or a Deployment
    """#,
    #"""
    apiVersion: v1
    metadata: {name: a}
    # > 1:1: kind: is required; add 'kind: Pod'
    """#,
    #"""
    kind: Pod
    metadata: {name: a}
    # > 1:1: apiVersion: is required; add 'apiVersion: v1'
    """#,
    #"""
    apiVersion: apps/v1
    kind: Deploymnt
    metadata: {name: a}
    # > 2:7: kind: 'Deploymnt' is not a kind that podsup knows; did you mean 'Deployment'?
    """#,
    #"""
    apiVersion: v1
    kind: Banana
    metadata: {name: a}
    # > 2:7: kind: 'Banana' is not a kind that podsup knows; remove the object
    """#,
    #"""
    apiVersion: extensions/v1beta1
    kind: Deployment
    metadata: {name: a}
    spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}}
    # > 1:13: apiVersion: 'extensions/v1beta1' is not the version of a Deployment; use 'apps/v1'
    """#,
    #"""
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: a}
    # > 1:1: spec: is required; add 'spec:' with selector and template
    """#,
    #"""
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: a}
    # > 2:7: kind: 'Ingress' only means something in a cluster; remove it, or pass it over with --skip-unsupported
    """#,
    #"""
    apiVersion: traefik.io/v1alpha1
    kind: IngressRoute
    metadata: {name: a}
    # > 2:7: kind: 'IngressRoute' only means something in a cluster; remove it, or pass it over with --skip-unsupported
    """#,
    #"""
    - a
    - b
    # > 1:1: a mapping is wanted, but this is a list; write 'name: value' lines below it
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        image: b
    # > 1:1: metadata: is required; add 'metadata:' with a 'name:' below it
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: My_Web}
    spec:
      containers:
      - name: A
        image: b
    # > 3:18: metadata.name: 'My_Web' is not a valid name here; use at most 253 lower-case letters, digits, '-' and '.', with a letter or digit at both ends and beside each '.'
    # > 6:11: spec.containers[0].name: 'A' is not a valid name here; use at most 63 lower-case letters, digits and '-', with a letter or digit at both ends
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    # > 1:1: spec: is required; add 'spec:' with 'containers:' below it
    """#,
    #"""
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: a}
    spec:
      replicas: 3
      selector: {matchLabels: {a: c}}
      template:
        metadata: {labels: {a: b}}
        spec: {restartPolicy: Never, activeDeadlineSeconds: 5, containers: [{name: a, image: b}]}
    # > 6:27: spec.selector.matchLabels: 'a: c' is not among the labels of the template; add it to 'template.metadata.labels'
    # > 9:27: spec.template.spec.restartPolicy: 'Never' is not possible here; use Always
    # > 9:57: spec.template.spec.activeDeadlineSeconds: has no meaning for pods that are to run for good; remove it, or use a Pod or a Job
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: a, generateName: x}
    spec: {containers: [{name: a, image: "b c"}]}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {generateName: x}
    spec: {containers: [{name: a, image: b}]}
    # > 4:38: spec.containers[0].image: 'b c' is not an image's name; write it as in registry/name:tag
    # > 8:26: metadata.generateName: podsup makes up no names; write 'name' instead
    """#,
    #"""
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec: {containers: [{name: b-c, image: x, ports: [{containerPort: 80, hostPort: 80}]}]}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: a-b}
    spec: {containers: [{name: c, image: x, ports: [{containerPort: 80, hostPort: 80}]}]}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: a-b}
    spec: {containers: [{name: d, image: x}]}
    # > 9:28: spec.containers[0].name: the container 'c' of the pod 'a-b' would be named 'a-b-c' in Podman, like the container 'b-c' of the pod 'a'; rename one of them
    # > 9:79: spec.containers[0].ports[0].hostPort: port 80 of the machine is taken already, at 4:81; use another hostPort
    # > 13:18: metadata.name: another Pod is named 'a-b', at 8:18; rename one of them
    """#,
]
