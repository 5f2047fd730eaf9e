// The keys of libpod's specs (`pkg/specgen/specgen.go` and `podspecgen.go`): facts to compare ours with.
// `Networks` has no tag there: Go uses the field's name.

/// SpecGenerator of 4.3.1
let containerKeys431: Set<String> = [
    "annotations", "apparmor_profile", "cap_add", "cap_drop", "cgroup_parent", "cgroupns", "cgroups_mode",
    "chroot_directories", "cni_networks", "command", "conmon_pid_file", "containerCreateCommand",
    "cpu_period", "cpu_quota", "create_working_dir", "dependencyContainers", "device_cgroup_rule",
    "devices", "devices_from", "dns_option", "dns_search", "dns_server", "entrypoint", "env", "env_host",
    "envmerge", "expose", "groups", "health_check_on_failure_action", "healthconfig", "host_device_list",
    "hostadd", "hostname", "hostusers", "httpproxy", "idmappings", "image", "image_arch", "image_os",
    "image_variant", "image_volume_mode", "image_volumes", "init", "init_container_type", "init_path",
    "ipcns", "labels", "log_configuration", "manage_password", "mask", "mounts", "name", "namespace",
    "netns", "network_options", "no_new_privileges", "oci_runtime", "oom_score_adj", "overlay_volumes",
    "passwd_entry", "personality", "pidns", "pod", "portmappings", "privileged", "procfs_opts",
    "publish_image_ports", "r_limits", "raw_image_name", "read_only_filesystem", "remove",
    "resource_limits", "restart_policy", "restart_tries", "rootfs", "rootfs_overlay", "rootfs_propagation",
    "sdnotifyMode", "seccomp_policy", "seccomp_profile_path", "secret_env", "secrets", "selinux_opts",
    "shm_size", "stdin", "stop_signal", "stop_timeout", "storage_opts", "sysctl", "systemd", "terminal",
    "throttleReadBpsDevice", "throttleReadIOPSDevice", "throttleWriteBpsDevice", "throttleWriteIOPSDevice",
    "timeout", "timezone", "umask", "unified", "unmask", "unsetenv", "unsetenvall", "use_image_hosts",
    "use_image_resolve_conf", "user", "userns", "utsns", "volatile", "volumes", "volumes_from",
    "weightDevice", "work_dir",
]

/// SpecGenerator of 5.4.2
let containerKeys542: Set<String> = [
    "annotations", "apparmor_profile", "base_hosts_file", "cap_add", "cap_drop", "cgroup_parent",
    "cgroupns", "cgroups_mode", "chroot_directories", "cni_networks", "command", "conmon_pid_file",
    "containerCreateCommand", "create_working_dir", "dependencyContainers", "device_cgroup_rule", "devices",
    "devices_from", "dns_option", "dns_search", "dns_server", "entrypoint", "env", "env_host", "envmerge",
    "expose", "group_entry", "groups", "healthLogDestination", "healthMaxLogCount", "healthMaxLogSize",
    "health_check_on_failure_action", "healthconfig", "host_device_list", "hostadd", "hostname",
    "hostusers", "httpproxy", "idmappings", "image", "image_arch", "image_os", "image_variant",
    "image_volume_mode", "image_volumes", "init", "init_container_type", "init_path", "intelRdt", "ipcns",
    "label_nested", "labels", "log_configuration", "manage_password", "mask", "mounts", "name", "netns",
    "network_options", "no_new_privileges", "oci_runtime", "oom_score_adj", "overlay_volumes",
    "passwd_entry", "personality", "pidns", "pod", "portmappings", "privileged", "procfs_opts",
    "publish_image_ports", "r_limits", "raw_image_name", "read_only_filesystem", "read_write_tmpfs",
    "remove", "removeImage", "resource_limits", "restart_policy", "restart_tries", "rootfs",
    "rootfs_mapping", "rootfs_overlay", "rootfs_propagation", "sdnotifyMode", "seccomp_policy",
    "seccomp_profile_path", "secret_env", "secrets", "selinux_opts", "shm_size", "shm_size_systemd",
    "startupHealthConfig", "stdin", "stop_signal", "stop_timeout", "storage_opts", "sysctl", "systemd",
    "terminal", "throttleReadBpsDevice", "throttleReadIOPSDevice", "throttleWriteBpsDevice",
    "throttleWriteIOPSDevice", "timeout", "timezone", "umask", "unified", "unmask", "unsetenv",
    "unsetenvall", "use_image_hostname", "use_image_hosts", "use_image_resolve_conf", "user", "userns",
    "utsns", "volatile", "volumes", "volumes_from", "weightDevice", "work_dir",
]

/// PodSpecGenerator of 4.3.1
let podKeys431: Set<String> = [
    "Networks", "cgroup_parent", "cni_networks", "cpu_period", "cpu_quota", "dns_option", "dns_search",
    "dns_server", "exit_policy", "hostadd", "hostname", "idmappings", "image_volumes", "infra_command",
    "infra_conmon_pid_file", "infra_image", "infra_name", "labels", "mounts", "name", "netns",
    "network_options", "no_infra", "no_manage_hosts", "no_manage_resolv_conf", "overlay_volumes", "pidns",
    "pod_create_command", "pod_devices", "portmappings", "resource_limits", "security_opt",
    "serviceContainerID", "share_parent", "shared_namespaces", "shm_size", "sysctl",
    "throttleReadBpsDevice", "userns", "utsns", "volumes", "volumes_from",
]

/// PodSpecGenerator of 5.4.2
let podKeys542: Set<String> = [
    "Networks", "cgroup_parent", "cni_networks", "cpu_period", "cpu_quota", "dns_option", "dns_search",
    "dns_server", "exit_policy", "hostadd", "hostname", "hostsFile", "idmappings", "image_volumes",
    "infra_command", "infra_conmon_pid_file", "infra_image", "infra_name", "ipcns", "labels", "mounts",
    "name", "netns", "network_options", "no_infra", "no_manage_hostname", "no_manage_hosts",
    "no_manage_resolv_conf", "overlay_volumes", "pidns", "pod_create_command", "pod_devices",
    "portmappings", "resource_limits", "restart_policy", "restart_tries", "security_opt",
    "serviceContainerID", "share_parent", "shared_namespaces", "shm_size", "shm_size_systemd", "sysctl",
    "throttleReadBpsDevice", "userns", "utsns", "volumes", "volumes_from",
]
