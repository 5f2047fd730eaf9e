/// Fields of the Kubernetes API reference (v1.34), by type: facts to compare the decoder with.
let kubernetesFields: [String: String] = [
    "PodSpec": """
    activeDeadlineSeconds affinity automountServiceAccountToken containers dnsConfig dnsPolicy enableServiceLinks
    ephemeralContainers hostAliases hostIPC hostNetwork hostPID hostUsers hostname hostnameOverride
    imagePullSecrets initContainers nodeName nodeSelector os overhead preemptionPolicy priority
    priorityClassName readinessGates resourceClaims resources restartPolicy runtimeClassName schedulerName
    schedulingGates securityContext serviceAccount serviceAccountName setHostnameAsFQDN shareProcessNamespace
    subdomain terminationGracePeriodSeconds tolerations topologySpreadConstraints volumes
    """,
    "PodSecurityContext": """
    appArmorProfile fsGroup fsGroupChangePolicy runAsGroup runAsNonRoot runAsUser seLinuxChangePolicy
    seLinuxOptions seccompProfile supplementalGroups supplementalGroupsPolicy sysctls windowsOptions
    """,
    "Container": """
    args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports readinessProbe
    resizePolicy resources restartPolicy restartPolicyRules securityContext startupProbe stdin stdinOnce
    terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir
    """,
    "SecurityContext": """
    allowPrivilegeEscalation appArmorProfile capabilities privileged procMount readOnlyRootFilesystem
    runAsGroup runAsNonRoot runAsUser seLinuxOptions seccompProfile windowsOptions
    """,
    "Probe": """
    exec failureThreshold grpc httpGet initialDelaySeconds periodSeconds successThreshold tcpSocket
    terminationGracePeriodSeconds timeoutSeconds
    """,
    "HTTPGetAction": "host httpHeaders path port scheme", "HTTPHeader": "name value",
    "TCPSocketAction": "host port", "GRPCAction": "port service", "ExecAction": "command",
    "SleepAction": "seconds", "Lifecycle": "postStart preStop stopSignal",
    "LifecycleHandler": "exec httpGet sleep tcpSocket",
    "ContainerPort": "containerPort hostIP hostPort name protocol", "EnvVar": "name value valueFrom",
    "EnvVarSource": "configMapKeyRef fieldRef fileKeyRef resourceFieldRef secretKeyRef",
    "EnvFromSource": "configMapRef prefix secretRef", "ConfigMapKeySelector": "key name optional",
    "SecretKeySelector": "key name optional", "FileKeySelector": "key optional path volumeName",
    "ObjectFieldSelector": "apiVersion fieldPath", "ResourceFieldSelector": "containerName divisor resource",
    "VolumeMount": "mountPath mountPropagation name readOnly recursiveReadOnly subPath subPathExpr",
    "ResourceRequirements": "claims limits requests", "ContainerRestartRule": "action exitCodes",
    "ContainerRestartRuleOnExitCodes": "operator values", "Capabilities": "add drop",
    "SeccompProfile": "localhostProfile type", "AppArmorProfile": "localhostProfile type",
    "Sysctl": "name value",
    "HostAlias": "hostnames ip", "PodDNSConfig": "nameservers options searches",
    "PodDNSConfigOption": "name value", "PodOS": "name",
    "Volume": """
    awsElasticBlockStore azureDisk azureFile cephfs cinder configMap csi downwardAPI emptyDir ephemeral fc
    flexVolume flocker gcePersistentDisk gitRepo glusterfs hostPath image iscsi name nfs persistentVolumeClaim
    photonPersistentDisk portworxVolume projected quobyte rbd scaleIO secret storageos vsphereVolume
    """,
    "EmptyDirVolumeSource": "medium sizeLimit", "HostPathVolumeSource": "path type",
    "ConfigMapVolumeSource": "defaultMode items name optional",
    "SecretVolumeSource": "defaultMode items optional secretName", "KeyToPath": "key mode path",
    "DownwardAPIVolumeSource": "defaultMode items",
    "DownwardAPIVolumeFile": "fieldRef mode path resourceFieldRef",
    "ProjectedVolumeSource": "defaultMode sources",
    "VolumeProjection": "clusterTrustBundle configMap downwardAPI podCertificate secret serviceAccountToken",
    "PersistentVolumeClaimVolumeSource": "claimName readOnly", "ImageVolumeSource": "pullPolicy reference",
    "PersistentVolumeClaimSpec": """
    accessModes dataSource dataSourceRef resources selector storageClassName volumeAttributesClassName
    volumeMode volumeName
    """,
    "DeploymentSpec": """
    minReadySeconds paused progressDeadlineSeconds replicas revisionHistoryLimit selector strategy template
    """,
    "DeploymentStrategy": "rollingUpdate type", "LabelSelector": "matchExpressions matchLabels",
]

/// What `podman kube play` has in its table of fields, below a PodSpec or a Container.
let kubePlayFields = [
    "PodSpec": """
    containers initContainers imagePullSecrets enableServiceLinks os volumes nodeSelector nodeName affinity
    tolerations schedulerName runtimeClassName priorityClassName priority topologySpreadConstraints restartPolicy
    terminationGracePeriodSeconds activeDeadlineSeconds readinessGates hostname setHostnameAsFQDN subdomain
    hostAliases dnsConfig dnsPolicy hostNetwork hostPID hostIPC shareProcessNamespace serviceAccountName
    automountServiceAccountToken securityContext
    """,
    "Container": """
    name image imagePullPolicy command args workingDir ports env envFrom volumeMounts volumeDevices resources
    lifecycle terminationMessagePath terminationMessagePolicy livenessProbe readinessProbe startupProbe
    securityContext stdin stdinOnce tty
    """,
]
