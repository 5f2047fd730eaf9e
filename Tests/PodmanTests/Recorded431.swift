// Bytes as they came, cut into lines of a hundred.
// swift-format-ignore-file

/// What Podman 4.3.1 of Debian answered on its socket, byte by byte.
let recorded431: [String: String] = [
    "containerCreate":
        #"""
        HTTP/1.1 201 Created\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0001228c0\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:12 GMT\#r\#n\#
        Content-Length: 88\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Id":"94b37ff51da8da730a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080","Warnings":[]}\#n
        """#,
    "containerCreateNoImage":
        #"""
        HTTP/1.1 500 Internal Server Error\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000123940\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 89\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"image not known","message":"localhost/none:1: image not known","response":500}\#n
        """#,
    "containerCreateTaken":
        #"""
        HTTP/1.1 500 Internal Server Error\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0000158f8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 307\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"that name is already in use","message":"creating container storage: the container name \\#
        "site-web\" is already in use by 94b37ff51da8da730a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080.\#
         You have to remove that container to be able to reuse that name: that name is already in use","re\#
        sponse":500}\#n
        """#,
    "containerInspectCreated":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000123948\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Connection: close\#r\#n\#
        Transfer-Encoding: chunked\#r\#n\#
        \#r\#n\#
        800\#r\#n\#
        {"Id":"94b37ff51da8da730a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080","Created":"2026-11-21T08:\#
        15:12.965278783Z","Path":"sh","Args":["-c","trap \"exit 7\" TERM; while :; do sleep 0.1; done"],"S\#
        tate":{"OciVersion":"1.0.2-dev","Status":"created","Running":false,"Paused":false,"Restarting":fal\#
        se,"OOMKilled":false,"Dead":false,"Pid":0,"ExitCode":0,"Error":"","StartedAt":"0001-01-01T00:00:00\#
        Z","FinishedAt":"0001-01-01T00:00:00Z","Health":{"Status":"","FailingStreak":0,"Log":null},"Checkp\#
        ointedAt":"0001-01-01T00:00:00Z","RestoredAt":"0001-01-01T00:00:00Z"},"Image":"3346d021c18ffdf509f\#
        c719af6b06fd66c0bc9fd30f40da30fbdcc5d4f189f6e","ImageDigest":"sha256:0a9a90905dbb2aabf4aa4c2e685cd\#
        9f8515da29619b66d8432c5b4d33596015a","ImageName":"localhost/bb:1","Rootfs":"","Pod":"2e36605a8ac44\#
        0ea292774014952b67edc25eeebc9ea41b6b938ea8432929a6e","ResolvConfPath":"","HostnamePath":"","HostsP\#
        ath":"","StaticDir":"/var/lib/containers/storage/overlay-containers/94b37ff51da8da730a6b758d25fd8e\#
        4dea70d5208f2795f0374c39aee3dd8080/userdata","OCIRuntime":"runc","ConmonPidFile":"/run/containers/\#
        storage/overlay-containers/94b37ff51da8da730a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080/userda\#
        ta/conmon.pid","PidFile":"/run/containers/storage/overlay-containers/94b37ff51da8da730a6b758d25fd8\#
        e4dea70d5208f2795f0374c39aee3dd8080/userdata/pidfile","Name":"site-web","RestartCount":0,"Driver":\#
        "overlay","MountLabel":"","ProcessLabel":"","AppArmorProfile":"","EffectiveCaps":["CAP_CHOWN","CAP\#
        _DAC_OVERRIDE","CAP_FOWNER","CAP_FSETID","CAP_KILL","CAP_NET_BIND_SERVICE","CAP_SETFCAP","CAP_SETG\#
        ID","CAP_SETPCAP","CAP_SETUID","CAP_SYS_CHROOT"],"BoundingCaps":["CAP_CHOWN","CAP_DAC_OVERRIDE","C\#
        AP_FOWNER","CAP_FSETID","CAP_KILL","CAP_NET_BIND_SERVICE","CAP_SETFCAP","CAP_SETGID","CAP_SETPCAP"\#
        ,"CAP_SETUID","CAP_SYS_CHROOT"],"ExecIDs":[],"GraphDriver":{"Name":"overlay","Data":{"LowerDir":"/\#
        var/lib/containers/storage/overlay/3f869ceb71b38517defda4f0a61c68fbf2069ba549dacb2ad8446bd567e466c\#
        9/diff","UpperDir":"/var/lib/containers/storage/overlay/ef0e9b5e7de11d597b48113557a2e19a\#r\#n\#
        800\#r\#n\#
        0cab837c27c1a93fe02cd58f60c56118/diff","WorkDir":"/var/lib/containers/storage/overlay/ef0e9b5e7de1\#
        1d597b48113557a2e19a0cab837c27c1a93fe02cd58f60c56118/work"}},"Mounts":[],"Dependencies":["bf4cce67\#
        34c35772538a810b08b6e83f952d050f8efa9e62185bea1fc5c53548"],"NetworkSettings":{"EndpointID":"","Gat\#
        eway":"10.88.0.1","IPAddress":"10.88.0.5","IPPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":""\#
        ,"GlobalIPv6PrefixLen":0,"MacAddress":"de:f5:a0:45:1d:59","Bridge":"","SandboxID":"","HairpinMode"\#
        :false,"LinkLocalIPv6Address":"","LinkLocalIPv6PrefixLen":0,"Ports":{"80/tcp":[{"HostIp":"","HostP\#
        ort":"18080"}]},"SandboxKey":"/run/netns/netns-b908e81a-2ee1-905f-7ae6-fb65b74b1f9f","Networks":{"\#
        podman":{"EndpointID":"","Gateway":"10.88.0.1","IPAddress":"10.88.0.5","IPPrefixLen":16,"IPv6Gatew\#
        ay":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"MacAddress":"de:f5:a0:45:1d:59","NetworkID"\#
        :"podman","DriverOpts":null,"IPAMConfig":null,"Links":null,"Aliases":["bf4cce6734c3"]}}},"Namespac\#
        e":"","IsInfra":false,"IsService":false,"Config":{"Hostname":"site","Domainname":"","User":"","Att\#
        achStdin":false,"AttachStdout":false,"AttachStderr":false,"Tty":false,"OpenStdin":false,"StdinOnce\#
        ":false,"Env":["TERM=xterm","container=podman","PATH=/bin"],"Cmd":["sh","-c","trap \"exit 7\" TERM\#
        ; while :; do sleep 0.1; done"],"Image":"localhost/bb:1","Volumes":null,"WorkingDir":"/","Entrypoi\#
        nt":"","OnBuild":null,"Labels":{"io.podsup.app":"site"},"Annotations":{"io.kubernetes.cri-o.Contai\#
        nerType":"container","io.kubernetes.cri-o.SandboxID":"bf4cce6734c35772538a810b08b6e83f952d050f8efa\#
        9e62185bea1fc5c53548","io.podman.annotations.autoremove":"FALSE","io.podman.annotations.init":"FAL\#
        SE","io.podman.annotations.privileged":"FALSE","io.podman.annotations.publish-all":"FALSE"},"StopS\#
        ignal":15,"Healthcheck":{"Test":["NONE"]},"HealthcheckOnFailureAction":"none","Umask":"0022","Time\#
        out":0,"StopTimeout":10,"Passwd":true},"HostConfig":{"Binds":[],"CgroupManager":"systemd","CgroupM\#
        ode":"private","ContainerIDFile":"","LogConfig":{"Type":"journald","Config":null,"Path":\#r\#n\#
        61e\#r\#n\#
        "","Tag":"","Size":"0B"},"NetworkMode":"container:bf4cce6734c35772538a810b08b6e83f952d050f8efa9e62\#
        185bea1fc5c53548","PortBindings":{},"RestartPolicy":{"Name":"no","MaximumRetryCount":0},"AutoRemov\#
        e":false,"VolumeDriver":"","VolumesFrom":null,"CapAdd":[],"CapDrop":["CAP_AUDIT_WRITE","CAP_MKNOD"\#
        ,"CAP_NET_RAW"],"Dns":[],"DnsOptions":[],"DnsSearch":[],"ExtraHosts":[],"GroupAdd":[],"IpcMode":"c\#
        ontainer:bf4cce6734c35772538a810b08b6e83f952d050f8efa9e62185bea1fc5c53548","Cgroup":"","Cgroups":"\#
        default","Links":null,"OomScoreAdj":0,"PidMode":"private","Privileged":false,"PublishAllPorts":fal\#
        se,"ReadonlyRootfs":false,"SecurityOpt":[],"Tmpfs":{},"UTSMode":"container:bf4cce6734c35772538a810\#
        b08b6e83f952d050f8efa9e62185bea1fc5c53548","UsernsMode":"","ShmSize":65536000,"Runtime":"oci","Con\#
        soleSize":[0,0],"Isolation":"","CpuShares":0,"Memory":0,"NanoCpus":0,"CgroupParent":"machine.slice\#
        /machine-libpod_pod_2e36605a8ac440ea292774014952b67edc25eeebc9ea41b6b938ea8432929a6e.slice","Blkio\#
        Weight":0,"BlkioWeightDevice":null,"BlkioDeviceReadBps":null,"BlkioDeviceWriteBps":null,"BlkioDevi\#
        ceReadIOps":null,"BlkioDeviceWriteIOps":null,"CpuPeriod":0,"CpuQuota":0,"CpuRealtimePeriod":0,"Cpu\#
        RealtimeRuntime":0,"CpusetCpus":"","CpusetMems":"","Devices":[],"DiskQuota":0,"KernelMemory":0,"Me\#
        moryReservation":0,"MemorySwap":0,"MemorySwappiness":0,"OomKillDisable":false,"PidsLimit":0,"Ulimi\#
        ts":[{"Name":"RLIMIT_NOFILE","Soft":20000,"Hard":20000},{"Name":"RLIMIT_NPROC","Soft":4096,"Hard":\#
        4096}],"CpuCount":0,"CpuPercent":0,"IOMaximumIOps":0,"IOMaximumBandwidth":0,"CgroupConf":null}}\#n\#
        \#r\#n\#
        0\#r\#n\#
        \#r\#n
        """#,
    "containerInspectExited":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000b891d8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Connection: close\#r\#n\#
        Transfer-Encoding: chunked\#r\#n\#
        \#r\#n\#
        800\#r\#n\#
        {"Id":"94b37ff51da8da730a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080","Created":"2026-11-21T08:\#
        15:12.965278783Z","Path":"sh","Args":["-c","trap \"exit 7\" TERM; while :; do sleep 0.1; done"],"S\#
        tate":{"OciVersion":"1.0.2-dev","Status":"exited","Running":false,"Paused":false,"Restarting":fals\#
        e,"OOMKilled":false,"Dead":false,"Pid":0,"ExitCode":7,"Error":"","StartedAt":"2026-11-21T08:15:13.\#
        121659134Z","FinishedAt":"2026-11-21T08:15:13.523551595Z","Health":{"Status":"","FailingStreak":0,\#
        "Log":null},"CheckpointedAt":"0001-01-01T00:00:00Z","RestoredAt":"0001-01-01T00:00:00Z"},"Image":"\#
        3346d021c18ffdf509fc719af6b06fd66c0bc9fd30f40da30fbdcc5d4f189f6e","ImageDigest":"sha256:0a9a90905d\#
        bb2aabf4aa4c2e685cd9f8515da29619b66d8432c5b4d33596015a","ImageName":"localhost/bb:1","Rootfs":"","\#
        Pod":"2e36605a8ac440ea292774014952b67edc25eeebc9ea41b6b938ea8432929a6e","ResolvConfPath":"/run/con\#
        tainers/storage/overlay-containers/bf4cce6734c35772538a810b08b6e83f952d050f8efa9e62185bea1fc5c5354\#
        8/userdata/resolv.conf","HostnamePath":"/run/containers/storage/overlay-containers/94b37ff51da8da7\#
        30a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080/userdata/hostname","HostsPath":"/run/containers/\#
        storage/overlay-containers/bf4cce6734c35772538a810b08b6e83f952d050f8efa9e62185bea1fc5c53548/userda\#
        ta/hosts","StaticDir":"/var/lib/containers/storage/overlay-containers/94b37ff51da8da730a6b758d25fd\#
        8e4dea70d5208f2795f0374c39aee3dd8080/userdata","OCIConfigPath":"/var/lib/containers/storage/overla\#
        y-containers/94b37ff51da8da730a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080/userdata/config.json\#
        ","OCIRuntime":"runc","ConmonPidFile":"/run/containers/storage/overlay-containers/94b37ff51da8da73\#
        0a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080/userdata/conmon.pid","PidFile":"/run/containers/s\#
        torage/overlay-containers/94b37ff51da8da730a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080/userdat\#
        a/pidfile","Name":"site-web","RestartCount":0,"Driver":"overlay","MountLabel":"","ProcessLabel":""\#
        ,"AppArmorProfile":"","EffectiveCaps":["CAP_CHOWN","CAP_DAC_OVERRIDE","CAP_FOWNER","CAP_\#r\#n\#
        800\#r\#n\#
        FSETID","CAP_KILL","CAP_NET_BIND_SERVICE","CAP_SETFCAP","CAP_SETGID","CAP_SETPCAP","CAP_SETUID","C\#
        AP_SYS_CHROOT"],"BoundingCaps":["CAP_CHOWN","CAP_DAC_OVERRIDE","CAP_FOWNER","CAP_FSETID","CAP_KILL\#
        ","CAP_NET_BIND_SERVICE","CAP_SETFCAP","CAP_SETGID","CAP_SETPCAP","CAP_SETUID","CAP_SYS_CHROOT"],"\#
        ExecIDs":[],"GraphDriver":{"Name":"overlay","Data":{"LowerDir":"/var/lib/containers/storage/overla\#
        y/3f869ceb71b38517defda4f0a61c68fbf2069ba549dacb2ad8446bd567e466c9/diff","UpperDir":"/var/lib/cont\#
        ainers/storage/overlay/ef0e9b5e7de11d597b48113557a2e19a0cab837c27c1a93fe02cd58f60c56118/diff","Wor\#
        kDir":"/var/lib/containers/storage/overlay/ef0e9b5e7de11d597b48113557a2e19a0cab837c27c1a93fe02cd58\#
        f60c56118/work"}},"Mounts":[],"Dependencies":["bf4cce6734c35772538a810b08b6e83f952d050f8efa9e62185\#
        bea1fc5c53548"],"NetworkSettings":{"EndpointID":"","Gateway":"10.88.0.1","IPAddress":"10.88.0.5","\#
        IPPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"MacAddress":"de:f\#
        5:a0:45:1d:59","Bridge":"","SandboxID":"","HairpinMode":false,"LinkLocalIPv6Address":"","LinkLocal\#
        IPv6PrefixLen":0,"Ports":{"80/tcp":[{"HostIp":"","HostPort":"18080"}]},"SandboxKey":"/run/netns/ne\#
        tns-b908e81a-2ee1-905f-7ae6-fb65b74b1f9f","Networks":{"podman":{"EndpointID":"","Gateway":"10.88.0\#
        .1","IPAddress":"10.88.0.5","IPPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6Pr\#
        efixLen":0,"MacAddress":"de:f5:a0:45:1d:59","NetworkID":"podman","DriverOpts":null,"IPAMConfig":nu\#
        ll,"Links":null,"Aliases":["bf4cce6734c3"]}}},"Namespace":"","IsInfra":false,"IsService":false,"Co\#
        nfig":{"Hostname":"site","Domainname":"","User":"","AttachStdin":false,"AttachStdout":false,"Attac\#
        hStderr":false,"Tty":false,"OpenStdin":false,"StdinOnce":false,"Env":["TERM=xterm","container=podm\#
        an","PATH=/bin","HOSTNAME=site"],"Cmd":["sh","-c","trap \"exit 7\" TERM; while :; do sleep 0.1; do\#
        ne"],"Image":"localhost/bb:1","Volumes":null,"WorkingDir":"/","Entrypoint":"","OnBuild":null,"Labe\#
        ls":{"io.podsup.app":"site"},"Annotations":{"io.container.manager":"libpod","io.kubernet\#r\#n\#
        800\#r\#n\#
        es.cri-o.ContainerType":"container","io.kubernetes.cri-o.Created":"2026-11-21T08:15:12.965278783Z"\#
        ,"io.kubernetes.cri-o.SandboxID":"bf4cce6734c35772538a810b08b6e83f952d050f8efa9e62185bea1fc5c53548\#
        ","io.podman.annotations.autoremove":"FALSE","io.podman.annotations.init":"FALSE","io.podman.annot\#
        ations.privileged":"FALSE","io.podman.annotations.publish-all":"FALSE","org.opencontainers.image.s\#
        topSignal":"15"},"StopSignal":15,"Healthcheck":{"Test":["NONE"]},"HealthcheckOnFailureAction":"non\#
        e","Umask":"0022","Timeout":0,"StopTimeout":10,"Passwd":true},"HostConfig":{"Binds":[],"CgroupMana\#
        ger":"systemd","CgroupMode":"private","ContainerIDFile":"","LogConfig":{"Type":"journald","Config"\#
        :null,"Path":"","Tag":"","Size":"0B"},"NetworkMode":"container:bf4cce6734c35772538a810b08b6e83f952\#
        d050f8efa9e62185bea1fc5c53548","PortBindings":{},"RestartPolicy":{"Name":"no","MaximumRetryCount":\#
        0},"AutoRemove":false,"VolumeDriver":"","VolumesFrom":null,"CapAdd":[],"CapDrop":["CAP_AUDIT_WRITE\#
        ","CAP_MKNOD","CAP_NET_RAW"],"Dns":[],"DnsOptions":[],"DnsSearch":[],"ExtraHosts":[],"GroupAdd":[]\#
        ,"IpcMode":"container:bf4cce6734c35772538a810b08b6e83f952d050f8efa9e62185bea1fc5c53548","Cgroup":"\#
        ","Cgroups":"default","Links":null,"OomScoreAdj":0,"PidMode":"private","Privileged":false,"Publish\#
        AllPorts":false,"ReadonlyRootfs":false,"SecurityOpt":[],"Tmpfs":{},"UTSMode":"container:bf4cce6734\#
        c35772538a810b08b6e83f952d050f8efa9e62185bea1fc5c53548","UsernsMode":"","ShmSize":65536000,"Runtim\#
        e":"oci","ConsoleSize":[0,0],"Isolation":"","CpuShares":0,"Memory":0,"NanoCpus":0,"CgroupParent":"\#
        machine.slice/machine-libpod_pod_2e36605a8ac440ea292774014952b67edc25eeebc9ea41b6b938ea8432929a6e.\#
        slice","BlkioWeight":0,"BlkioWeightDevice":null,"BlkioDeviceReadBps":null,"BlkioDeviceWriteBps":nu\#
        ll,"BlkioDeviceReadIOps":null,"BlkioDeviceWriteIOps":null,"CpuPeriod":0,"CpuQuota":0,"CpuRealtimeP\#
        eriod":0,"CpuRealtimeRuntime":0,"CpusetCpus":"","CpusetMems":"","Devices":[],"DiskQuota":0,"Kernel\#
        Memory":0,"MemoryReservation":0,"MemorySwap":0,"MemorySwappiness":0,"OomKillDisable":fal\#r\#n\#
        d9\#r\#n\#
        se,"PidsLimit":0,"Ulimits":[{"Name":"RLIMIT_NOFILE","Soft":20000,"Hard":20000},{"Name":"RLIMIT_NPR\#
        OC","Soft":4096,"Hard":4096}],"CpuCount":0,"CpuPercent":0,"IOMaximumIOps":0,"IOMaximumBandwidth":0\#
        ,"CgroupConf":null}}\#n\#
        \#r\#n\#
        0\#r\#n\#
        \#r\#n
        """#,
    "containerInspectMissing":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fd9a8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 120\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"no such container","message":"no container with name or ID \"none\" found: no such conta\#
        iner","response":404}\#n
        """#,
    "containerInspectRunning":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000b889f8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Connection: close\#r\#n\#
        Transfer-Encoding: chunked\#r\#n\#
        \#r\#n\#
        800\#r\#n\#
        {"Id":"94b37ff51da8da730a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080","Created":"2026-11-21T08:\#
        15:12.965278783Z","Path":"sh","Args":["-c","trap \"exit 7\" TERM; while :; do sleep 0.1; done"],"S\#
        tate":{"OciVersion":"1.0.2-dev","Status":"running","Running":true,"Paused":false,"Restarting":fals\#
        e,"OOMKilled":false,"Dead":false,"Pid":681,"ConmonPid":670,"ExitCode":0,"Error":"","StartedAt":"20\#
        26-11-21T08:15:13.121659134Z","FinishedAt":"0001-01-01T00:00:00Z","Health":{"Status":"","FailingSt\#
        reak":0,"Log":null},"CgroupPath":"/machine.slice/machine-libpod_pod_2e36605a8ac440ea292774014952b6\#
        7edc25eeebc9ea41b6b938ea8432929a6e.slice/libpod-94b37ff51da8da730a6b758d25fd8e4dea70d5208f2795f037\#
        4c39aee3dd8080.scope","CheckpointedAt":"0001-01-01T00:00:00Z","RestoredAt":"0001-01-01T00:00:00Z"}\#
        ,"Image":"3346d021c18ffdf509fc719af6b06fd66c0bc9fd30f40da30fbdcc5d4f189f6e","ImageDigest":"sha256:\#
        0a9a90905dbb2aabf4aa4c2e685cd9f8515da29619b66d8432c5b4d33596015a","ImageName":"localhost/bb:1","Ro\#
        otfs":"","Pod":"2e36605a8ac440ea292774014952b67edc25eeebc9ea41b6b938ea8432929a6e","ResolvConfPath"\#
        :"/run/containers/storage/overlay-containers/bf4cce6734c35772538a810b08b6e83f952d050f8efa9e62185be\#
        a1fc5c53548/userdata/resolv.conf","HostnamePath":"/run/containers/storage/overlay-containers/94b37\#
        ff51da8da730a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080/userdata/hostname","HostsPath":"/run/c\#
        ontainers/storage/overlay-containers/bf4cce6734c35772538a810b08b6e83f952d050f8efa9e62185bea1fc5c53\#
        548/userdata/hosts","StaticDir":"/var/lib/containers/storage/overlay-containers/94b37ff51da8da730a\#
        6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080/userdata","OCIConfigPath":"/var/lib/containers/stor\#
        age/overlay-containers/94b37ff51da8da730a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080/userdata/c\#
        onfig.json","OCIRuntime":"runc","ConmonPidFile":"/run/containers/storage/overlay-containers/94b37f\#
        f51da8da730a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080/userdata/conmon.pid","PidFile":"/run/co\#
        ntainers/storage/overlay-containers/94b37ff51da8da730a6b758d25fd8e4dea70d5208f2795f0374c\#r\#n\#
        800\#r\#n\#
        39aee3dd8080/userdata/pidfile","Name":"site-web","RestartCount":0,"Driver":"overlay","MountLabel":\#
        "","ProcessLabel":"","AppArmorProfile":"","EffectiveCaps":["CAP_CHOWN","CAP_DAC_OVERRIDE","CAP_FOW\#
        NER","CAP_FSETID","CAP_KILL","CAP_NET_BIND_SERVICE","CAP_SETFCAP","CAP_SETGID","CAP_SETPCAP","CAP_\#
        SETUID","CAP_SYS_CHROOT"],"BoundingCaps":["CAP_CHOWN","CAP_DAC_OVERRIDE","CAP_FOWNER","CAP_FSETID"\#
        ,"CAP_KILL","CAP_NET_BIND_SERVICE","CAP_SETFCAP","CAP_SETGID","CAP_SETPCAP","CAP_SETUID","CAP_SYS_\#
        CHROOT"],"ExecIDs":[],"GraphDriver":{"Name":"overlay","Data":{"LowerDir":"/var/lib/containers/stor\#
        age/overlay/3f869ceb71b38517defda4f0a61c68fbf2069ba549dacb2ad8446bd567e466c9/diff","MergedDir":"/v\#
        ar/lib/containers/storage/overlay/ef0e9b5e7de11d597b48113557a2e19a0cab837c27c1a93fe02cd58f60c56118\#
        /merged","UpperDir":"/var/lib/containers/storage/overlay/ef0e9b5e7de11d597b48113557a2e19a0cab837c2\#
        7c1a93fe02cd58f60c56118/diff","WorkDir":"/var/lib/containers/storage/overlay/ef0e9b5e7de11d597b481\#
        13557a2e19a0cab837c27c1a93fe02cd58f60c56118/work"}},"Mounts":[],"Dependencies":["bf4cce6734c357725\#
        38a810b08b6e83f952d050f8efa9e62185bea1fc5c53548"],"NetworkSettings":{"EndpointID":"","Gateway":"10\#
        .88.0.1","IPAddress":"10.88.0.5","IPPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalI\#
        Pv6PrefixLen":0,"MacAddress":"de:f5:a0:45:1d:59","Bridge":"","SandboxID":"","HairpinMode":false,"L\#
        inkLocalIPv6Address":"","LinkLocalIPv6PrefixLen":0,"Ports":{"80/tcp":[{"HostIp":"","HostPort":"180\#
        80"}]},"SandboxKey":"/run/netns/netns-b908e81a-2ee1-905f-7ae6-fb65b74b1f9f","Networks":{"podman":{\#
        "EndpointID":"","Gateway":"10.88.0.1","IPAddress":"10.88.0.5","IPPrefixLen":16,"IPv6Gateway":"","G\#
        lobalIPv6Address":"","GlobalIPv6PrefixLen":0,"MacAddress":"de:f5:a0:45:1d:59","NetworkID":"podman"\#
        ,"DriverOpts":null,"IPAMConfig":null,"Links":null,"Aliases":["bf4cce6734c3"]}}},"Namespace":"","Is\#
        Infra":false,"IsService":false,"Config":{"Hostname":"site","Domainname":"","User":"","AttachStdin"\#
        :false,"AttachStdout":false,"AttachStderr":false,"Tty":false,"OpenStdin":false,"StdinOnc\#r\#n\#
        800\#r\#n\#
        e":false,"Env":["TERM=xterm","container=podman","PATH=/bin","HOSTNAME=site"],"Cmd":["sh","-c","tra\#
        p \"exit 7\" TERM; while :; do sleep 0.1; done"],"Image":"localhost/bb:1","Volumes":null,"WorkingD\#
        ir":"/","Entrypoint":"","OnBuild":null,"Labels":{"io.podsup.app":"site"},"Annotations":{"io.contai\#
        ner.manager":"libpod","io.kubernetes.cri-o.ContainerType":"container","io.kubernetes.cri-o.Created\#
        ":"2026-11-21T08:15:12.965278783Z","io.kubernetes.cri-o.SandboxID":"bf4cce6734c35772538a810b08b6e8\#
        3f952d050f8efa9e62185bea1fc5c53548","io.podman.annotations.autoremove":"FALSE","io.podman.annotati\#
        ons.init":"FALSE","io.podman.annotations.privileged":"FALSE","io.podman.annotations.publish-all":"\#
        FALSE","org.opencontainers.image.stopSignal":"15"},"StopSignal":15,"Healthcheck":{"Test":["NONE"]}\#
        ,"HealthcheckOnFailureAction":"none","Umask":"0022","Timeout":0,"StopTimeout":10,"Passwd":true},"H\#
        ostConfig":{"Binds":[],"CgroupManager":"systemd","CgroupMode":"private","ContainerIDFile":"","LogC\#
        onfig":{"Type":"journald","Config":null,"Path":"","Tag":"","Size":"0B"},"NetworkMode":"container:b\#
        f4cce6734c35772538a810b08b6e83f952d050f8efa9e62185bea1fc5c53548","PortBindings":{},"RestartPolicy"\#
        :{"Name":"no","MaximumRetryCount":0},"AutoRemove":false,"VolumeDriver":"","VolumesFrom":null,"CapA\#
        dd":[],"CapDrop":["CAP_AUDIT_WRITE","CAP_MKNOD","CAP_NET_RAW"],"Dns":[],"DnsOptions":[],"DnsSearch\#
        ":[],"ExtraHosts":[],"GroupAdd":[],"IpcMode":"container:bf4cce6734c35772538a810b08b6e83f952d050f8e\#
        fa9e62185bea1fc5c53548","Cgroup":"","Cgroups":"default","Links":null,"OomScoreAdj":0,"PidMode":"pr\#
        ivate","Privileged":false,"PublishAllPorts":false,"ReadonlyRootfs":false,"SecurityOpt":[],"Tmpfs":\#
        {},"UTSMode":"container:bf4cce6734c35772538a810b08b6e83f952d050f8efa9e62185bea1fc5c53548","UsernsM\#
        ode":"","ShmSize":65536000,"Runtime":"oci","ConsoleSize":[0,0],"Isolation":"","CpuShares":0,"Memor\#
        y":0,"NanoCpus":0,"CgroupParent":"machine.slice/machine-libpod_pod_2e36605a8ac440ea292774014952b67\#
        edc25eeebc9ea41b6b938ea8432929a6e.slice","BlkioWeight":0,"BlkioWeightDevice":null,"Blkio\#r\#n\#
        221\#r\#n\#
        DeviceReadBps":null,"BlkioDeviceWriteBps":null,"BlkioDeviceReadIOps":null,"BlkioDeviceWriteIOps":n\#
        ull,"CpuPeriod":0,"CpuQuota":0,"CpuRealtimePeriod":0,"CpuRealtimeRuntime":0,"CpusetCpus":"","Cpuse\#
        tMems":"","Devices":[],"DiskQuota":0,"KernelMemory":0,"MemoryReservation":0,"MemorySwap":0,"Memory\#
        Swappiness":0,"OomKillDisable":false,"PidsLimit":0,"Ulimits":[{"Name":"RLIMIT_NOFILE","Soft":20000\#
        ,"Hard":20000},{"Name":"RLIMIT_NPROC","Soft":4096,"Hard":4096}],"CpuCount":0,"CpuPercent":0,"IOMax\#
        imumIOps":0,"IOMaximumBandwidth":0,"CgroupConf":null}}\#n\#
        \#r\#n\#
        0\#r\#n\#
        \#r\#n
        """#,
    "containerKill":
        #"""
        HTTP/1.1 204 No Content\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000b89158\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "containerKillCreated":
        #"""
        HTTP/1.1 500 Internal Server Error\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000b88480\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 209\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"container state improper","message":"can only kill running containers. 94b37ff51da8da730\#
        a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080 is in state created: container state improper","re\#
        sponse":500}\#n
        """#,
    "containerKillExited":
        #"""
        HTTP/1.1 500 Internal Server Error\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fd3c0\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 208\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"container state improper","message":"can only kill running containers. 94b37ff51da8da730\#
        a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080 is in state exited: container state improper","res\#
        ponse":500}\#n
        """#,
    "containerList":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fc3e8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 1500\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        [{"AutoRemove":false,"Command":null,"Created":"2026-11-21T08:15:12.441288718Z","CreatedAt":"","Exi\#
        ted":false,"ExitedAt":-62135596800,"ExitCode":0,"Id":"bf4cce6734c35772538a810b08b6e83f952d050f8efa\#
        9e62185bea1fc5c53548","Image":"localhost/podman-pause:4.3.1-0","ImageID":"0200f24dfd913c38ba5d484a\#
        44aa5a48bfba4d5cb24967a14046a59419c3af66","IsInfra":true,"Labels":{"io.buildah.version":"1.28.2","\#
        io.podsup.app":"site"},"Mounts":[],"Names":["2e36605a8ac4-infra"],"Namespaces":{},"Networks":["pod\#
        man"],"Pid":620,"Pod":"2e36605a8ac440ea292774014952b67edc25eeebc9ea41b6b938ea8432929a6e","PodName"\#
        :"site","Ports":[{"host_ip":"","container_port":80,"host_port":18080,"range":1,"protocol":"tcp"}],\#
        "Size":null,"StartedAt":1795248912,"State":"running","Status":""},{"AutoRemove":false,"Command":["\#
        sh","-c","trap \"exit 7\" TERM; while :; do sleep 0.1; done"],"Created":"2026-11-21T08:15:12.96527\#
        8783Z","CreatedAt":"","Exited":false,"ExitedAt":-62135596800,"ExitCode":0,"Id":"94b37ff51da8da730a\#
        6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080","Image":"localhost/bb:1","ImageID":"3346d021c18ffd\#
        f509fc719af6b06fd66c0bc9fd30f40da30fbdcc5d4f189f6e","IsInfra":false,"Labels":{"io.podsup.app":"sit\#
        e"},"Mounts":[],"Names":["site-web"],"Namespaces":{},"Networks":[],"Pid":681,"Pod":"2e36605a8ac440\#
        ea292774014952b67edc25eeebc9ea41b6b938ea8432929a6e","PodName":"site","Ports":[{"host_ip":"","conta\#
        iner_port":80,"host_port":18080,"range":1,"protocol":"tcp"}],"Size":null,"StartedAt":1795248913,"S\#
        tate":"running","Status":""}]\#n
        """#,
    "containerPause":
        #"""
        HTTP/1.1 204 No Content\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000b890b8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "containerRemove":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fd3e8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 102\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        [{"Id":"94b37ff51da8da730a6b758d25fd8e4dea70d5208f2795f0374c39aee3dd8080","RawInput":"site-web-old\#
        "}]\#n
        """#,
    "containerRemoveGone":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000b88598\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 128\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"no such container","message":"no container with name or ID \"site-web-old\" found: no su\#
        ch container","response":404}\#n
        """#,
    "containerRename":
        #"""
        HTTP/1.1 204 No Content\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000b893a0\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "containerRenameTaken":
        #"""
        HTTP/1.1 409 Conflict\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000b88490\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 298\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"container already exists","message":"renaming container 5f97c15b9f7cf98b136d93c0f9f455eb\#
        7d6d4e2414282f683de250a0ff77a547: name site-web-old already in use, cannot rename container 5f97c1\#
        5b9f7cf98b136d93c0f9f455eb7d6d4e2414282f683de250a0ff77a547: container already exists","response":4\#
        09}\#n
        """#,
    "containerStart":
        #"""
        HTTP/1.1 204 No Content\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fc138\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "containerStartNoCommand":
        #"""
        HTTP/1.1 500 Internal Server Error\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000b88018\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 292\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"OCI runtime attempted to invoke a command that was not found","message":"runc: runc crea\#
        te failed: unable to start container process: exec: \"/nonexistent\": stat /nonexistent: no such f\#
        ile or directory: OCI runtime attempted to invoke a command that was not found","response":500}\#n
        """#,
    "containerStartRunning":
        #"""
        HTTP/1.1 304 Not Modified\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fc318\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "containerUnpause":
        #"""
        HTTP/1.1 204 No Content\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fd230\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "imageExists":
        #"""
        HTTP/1.1 204 No Content\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000015140\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:09 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "imageExistsNot":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fc988\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:09 GMT\#r\#n\#
        Content-Length: 115\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"failed to find image localhost/none:1","message":"failed to find image localhost/none:1"\#
        ,"response":404}\#n
        """#,
    "imageInspect":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fc238\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:09 GMT\#r\#n\#
        Content-Length: 1235\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Id":"3346d021c18ffdf509fc719af6b06fd66c0bc9fd30f40da30fbdcc5d4f189f6e","Digest":"sha256:0a9a9090\#
        5dbb2aabf4aa4c2e685cd9f8515da29619b66d8432c5b4d33596015a","RepoTags":["localhost/bb:1"],"RepoDiges\#
        ts":["localhost/bb@sha256:0a9a90905dbb2aabf4aa4c2e685cd9f8515da29619b66d8432c5b4d33596015a"],"Pare\#
        nt":"","Comment":"imported from tarball","Created":"2026-11-21T07:40:48.83744915Z","Config":{"Env"\#
        :["PATH=/bin"]},"Version":"","Author":"","Architecture":"amd64","Os":"linux","Size":2131032,"Virtu\#
        alSize":2131032,"GraphDriver":{"Name":"overlay","Data":{"UpperDir":"/var/lib/containers/storage/ov\#
        erlay/3f869ceb71b38517defda4f0a61c68fbf2069ba549dacb2ad8446bd567e466c9/diff","WorkDir":"/var/lib/c\#
        ontainers/storage/overlay/3f869ceb71b38517defda4f0a61c68fbf2069ba549dacb2ad8446bd567e466c9/work"}}\#
        ,"RootFS":{"Type":"layers","Layers":["sha256:3f869ceb71b38517defda4f0a61c68fbf2069ba549dacb2ad8446\#
        bd567e466c9"]},"Labels":null,"Annotations":{},"ManifestType":"application/vnd.oci.image.manifest.v\#
        1+json","User":"","History":[{"created":"2026-11-21T07:40:48.83744915Z","created_by":"/bin/sh -c #\#
        (nop) ADD file:3f869ceb71b38517defda4f0a61c68fbf2069ba549dacb2ad8446bd567e466c9 in /","comment":"i\#
        mported from tarball"}],"NamesHistory":["localhost/bb:1"]}\#n
        """#,
    "imageInspectMissing":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fc948\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:09 GMT\#r\#n\#
        Content-Length: 128\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"image not known","message":"failed to find image localhost/none:1: localhost/none:1: ima\#
        ge not known","response":404}\#n
        """#,
    "info":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000014010\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:09 GMT\#r\#n\#
        Connection: close\#r\#n\#
        Transfer-Encoding: chunked\#r\#n\#
        \#r\#n\#
        800\#r\#n\#
        {"host":{"arch":"amd64","buildahVersion":"1.28.2","cgroupManager":"systemd","cgroupVersion":"v2","\#
        cgroupControllers":[],"conmon":{"package":"conmon_2.1.6+ds1-1_amd64","path":"/usr/bin/conmon","ver\#
        sion":"conmon version 2.1.6, commit: unknown"},"cpus":2,"cpuUtilization":{"userPercent":6.14,"syst\#
        emPercent":5.27,"idlePercent":88.6},"distribution":{"distribution":"debian","version":"12","codena\#
        me":"bookworm"},"eventLogger":"journald","hostname":"pm12","idMappings":{"gidmap":null,"uidmap":nu\#
        ll},"kernel":"6.18.44-fc-v657","logDriver":"journald","memFree":23027675136,"memTotal":25276510208\#
        ,"networkBackend":"netavark","ociRuntime":{"name":"runc","package":"runc_1.1.5+ds1-1+deb12u1_amd64\#
        ","path":"/usr/bin/runc","version":"runc version 1.1.5+ds1\ncommit: 1.1.5+ds1-1+deb12u1\nspec: 1.0\#
        .2-dev\ngo: go1.19.8\nlibseccomp: 2.5.4"},"os":"linux","remoteSocket":{"path":"/run/podman/podman.\#
        sock","exists":true},"serviceIsRemote":false,"security":{"apparmorEnabled":false,"capabilities":"C\#
        AP_CHOWN,CAP_DAC_OVERRIDE,CAP_FOWNER,CAP_FSETID,CAP_KILL,CAP_NET_BIND_SERVICE,CAP_SETFCAP,CAP_SETG\#
        ID,CAP_SETPCAP,CAP_SETUID,CAP_SYS_CHROOT","rootless":false,"seccompEnabled":true,"seccompProfilePa\#
        th":"/usr/share/containers/seccomp.json","selinuxEnabled":false},"slirp4netns":{"executable":"/usr\#
        /bin/slirp4netns","package":"slirp4netns_1.2.0-1_amd64","version":"slirp4netns version 1.2.0\ncomm\#
        it: 656041d45cfca7a4176f6b7eed9e4fe6c11e8383\nlibslirp: 4.7.0\nSLIRP_CONFIG_VERSION_MAX: 4\nlibsec\#
        comp: 2.5.4"},"swapFree":0,"swapTotal":0,"uptime":"0h 37m 37.00s","linkmode":"dynamic"},"store":{"\#
        configFile":"/usr/share/containers/storage.conf","containerStore":{"number":0,"paused":0,"running"\#
        :0,"stopped":0},"graphDriverName":"overlay","graphOptions":{},"graphRoot":"/var/lib/containers/sto\#
        rage","graphRootAllocated":270553174016,"graphRootUsed":19907186688,"graphStatus":{"Backing Filesy\#
        stem":"extfs","Native Overlay Diff":"true","Supports d_type":"true","Using metacopy":"false"},"ima\#
        geCopyTmpDir":"/var/tmp","imageStore":{"number":2},"runRoot":"/run/containers/storage","\#r\#n\#
        178\#r\#n\#
        volumePath":"/var/lib/containers/storage/volumes"},"registries":{},"plugins":{"volume":["local"],"\#
        network":["bridge","macvlan"],"log":["k8s-file","none","passthrough","journald"],"authorization":n\#
        ull},"version":{"APIVersion":"4.3.1","Version":"4.3.1","GoVersion":"go1.19.8","GitCommit":"","Buil\#
        tTime":"Thu Jan  1 00:00:00 1970","Built":0,"OsArch":"linux/amd64","Os":"linux"}}\#n\#
        \#r\#n\#
        0\#r\#n\#
        \#r\#n
        """#,
    "podCreate":
        #"""
        HTTP/1.1 201 Created\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fca50\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:12 GMT\#r\#n\#
        Content-Length: 74\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Id":"2e36605a8ac440ea292774014952b67edc25eeebc9ea41b6b938ea8432929a6e"}\#n
        """#,
    "podCreateTaken":
        #"""
        HTTP/1.1 409 Conflict\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fc000\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:12 GMT\#r\#n\#
        Content-Length: 143\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"pod already exists","message":"failed to make pod: adding pod to state: name \"site\" is\#
         in use: pod already exists","response":409}\#n
        """#,
    "podInspect":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0000150e0\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:12 GMT\#r\#n\#
        Content-Length: 1031\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Id":"2e36605a8ac440ea292774014952b67edc25eeebc9ea41b6b938ea8432929a6e","Name":"site","Created":"\#
        2026-11-21T08:15:12.430002377Z","ExitPolicy":"continue","State":"Running","Hostname":"site","Label\#
        s":{"io.podsup.app":"site"},"CreateCgroup":true,"CgroupParent":"machine.slice","CgroupPath":"machi\#
        ne.slice/machine-libpod_pod_2e36605a8ac440ea292774014952b67edc25eeebc9ea41b6b938ea8432929a6e.slice\#
        ","CreateInfra":true,"InfraContainerID":"bf4cce6734c35772538a810b08b6e83f952d050f8efa9e62185bea1fc\#
        5c53548","InfraConfig":{"PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"18080"}]},"HostNetwork"\#
        :false,"StaticIP":"","StaticMAC":"","NoManageResolvConf":false,"DNSServer":null,"DNSSearch":null,"\#
        DNSOption":null,"NoManageHosts":false,"HostAdd":null,"Networks":["podman"],"NetworkOptions":null,"\#
        pid_ns":"private","userns":"host","uts_ns":"private"},"SharedNamespaces":["uts","ipc","net"],"NumC\#
        ontainers":1,"Containers":[{"Id":"bf4cce6734c35772538a810b08b6e83f952d050f8efa9e62185bea1fc5c53548\#
        ","Name":"2e36605a8ac4-infra","State":"running"}]}\#n
        """#,
    "podInspectMissing":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000122190\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:12 GMT\#r\#n\#
        Content-Length: 98\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"no such pod","message":"no pod with name or ID none found: no such pod","response":404}\#
        \#n
        """#,
    "podList":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0001221c8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:12 GMT\#r\#n\#
        Content-Length: 462\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        [{"Cgroup":"machine.slice","Containers":[{"Id":"bf4cce6734c35772538a810b08b6e83f952d050f8efa9e6218\#
        5bea1fc5c53548","Names":"2e36605a8ac4-infra","Status":"running"}],"Created":"2026-11-21T08:15:12.4\#
        30002377Z","Id":"2e36605a8ac440ea292774014952b67edc25eeebc9ea41b6b938ea8432929a6e","InfraId":"bf4c\#
        ce6734c35772538a810b08b6e83f952d050f8efa9e62185bea1fc5c53548","Name":"site","Namespace":"","Networ\#
        ks":["podman"],"Status":"Running","Labels":{"io.podsup.app":"site"}}]\#n
        """#,
    "podListNone":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000015890\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:12 GMT\#r\#n\#
        Content-Length: 3\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        []\#n
        """#,
    "podRemove":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fdca8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:14 GMT\#r\#n\#
        Content-Length: 85\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Err":null,"Id":"2e36605a8ac440ea292774014952b67edc25eeebc9ea41b6b938ea8432929a6e"}\#n
        """#,
    "podRemoveGone":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000b88078\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:14 GMT\#r\#n\#
        Content-Length: 98\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"no such pod","message":"no pod with name or ID site found: no such pod","response":404}\#
        \#n
        """#,
    "podStart":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fc170\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:12 GMT\#r\#n\#
        Content-Length: 86\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Errs":null,"Id":"2e36605a8ac440ea292774014952b67edc25eeebc9ea41b6b938ea8432929a6e"}\#n
        """#,
    "podStartPortTaken":
        #"""
        HTTP/1.1 409 Conflict\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fdf20\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:12 GMT\#r\#n\#
        Content-Length: 250\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Errs":["starting container c83db90147e254e876d882c256654a14f4ad9864c8e758c32e4398ae08194f1d: can\#
        not listen on the TCP port: listen tcp4 :18080: bind: address already in use"],"Id":"d4b3cfedcdcb4\#
        091e48228ccc2c7409a416c9795cf932212c7fd02e33fe98d95"}\#n
        """#,
    "podStartRunning":
        #"""
        HTTP/1.1 304 Not Modified\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fde40\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:12 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "pullBadPolicy":
        #"""
        HTTP/1.1 400 Bad Request\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000015370\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:12 GMT\#r\#n\#
        Content-Length: 107\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"unsupported pull policy \"bogus\"","message":"unsupported pull policy \"bogus\"","respon\#
        se":400}\#n
        """#,
    "pullFailed":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fc990\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:09 GMT\#r\#n\#
        Connection: close\#r\#n\#
        Transfer-Encoding: chunked\#r\#n\#
        \#r\#n\#
        32\#r\#n\#
        {"stream":"Trying to pull localhost/none:1...\n"}\#n\#
        \#r\#n\#
        b4\#r\#n\#
        {"error":"initializing source docker://localhost/none:1: pinging container registry localhost: Get\#
         \"https://localhost/v2/\": dial tcp 127.0.0.1:443: connect: connection refused"}\#n\#
        \#r\#n\#
        0\#r\#n\#
        \#r\#n
        """#,
    "pullPresent":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fc9c0\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:12 GMT\#r\#n\#
        Connection: close\#r\#n\#
        Transfer-Encoding: chunked\#r\#n\#
        \#r\#n\#
        98\#r\#n\#
        {"images":["3346d021c18ffdf509fc719af6b06fd66c0bc9fd30f40da30fbdcc5d4f189f6e"],"id":"3346d021c18ff\#
        df509fc719af6b06fd66c0bc9fd30f40da30fbdcc5d4f189f6e"}\#n\#
        \#r\#n\#
        0\#r\#n\#
        \#r\#n
        """#,
    "version":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000014e40\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:09 GMT\#r\#n\#
        Content-Length: 831\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Platform":{"Name":"linux/amd64/debian-12"},"Components":[{"Name":"Podman Engine","Version":"4.3.\#
        1","Details":{"APIVersion":"4.3.1","Arch":"amd64","BuildTime":"1970-01-01T00:00:00Z","Experimental\#
        ":"false","GitCommit":"","GoVersion":"go1.19.8","KernelVersion":"6.18.44-fc-v657","MinAPIVersion":\#
        "4.0.0","Os":"linux"}},{"Name":"Conmon","Version":"conmon version 2.1.6, commit: unknown","Details\#
        ":{"Package":"conmon_2.1.6+ds1-1_amd64"}},{"Name":"OCI Runtime (runc)","Version":"runc version 1.1\#
        .5+ds1\ncommit: 1.1.5+ds1-1+deb12u1\nspec: 1.0.2-dev\ngo: go1.19.8\nlibseccomp: 2.5.4","Details":{\#
        "Package":"runc_1.1.5+ds1-1+deb12u1_amd64"}}],"Version":"4.3.1","ApiVersion":"1.41","MinAPIVersion\#
        ":"1.24","GitCommit":"","GoVersion":"go1.19.8","Os":"linux","Arch":"amd64","KernelVersion":"6.18.4\#
        4-fc-v657","BuildTime":"1970-01-01T00:00:00Z"}\#n
        """#,
    "volumeCreate":
        #"""
        HTTP/1.1 201 Created\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fd9c8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 255\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Name":"data","Driver":"local","Mountpoint":"/var/lib/containers/storage/volumes/data/_data","Cre\#
        atedAt":"2026-11-21T08:15:13.878788735Z","Labels":{"io.podsup.app":"site"},"Scope":"local","Option\#
        s":{},"MountCount":0,"NeedsCopyUp":true,"NeedsChown":true}\#n
        """#,
    "volumeCreateTaken":
        #"""
        HTTP/1.1 500 Internal Server Error\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000b88600\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 121\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"volume already exists","message":"volume with name data already exists: volume already e\#
        xists","response":500}\#n
        """#,
    "volumeInspect":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fdb30\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 255\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Name":"data","Driver":"local","Mountpoint":"/var/lib/containers/storage/volumes/data/_data","Cre\#
        atedAt":"2026-11-21T08:15:13.878788735Z","Labels":{"io.podsup.app":"site"},"Scope":"local","Option\#
        s":{},"MountCount":0,"NeedsCopyUp":true,"NeedsChown":true}\#n
        """#,
    "volumeInspectMissing":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000b88628\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 102\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"no such volume","message":"volume with name none not found: no such volume","response":4\#
        04}\#n
        """#,
    "volumeList":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000b88648\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 257\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        [{"Name":"data","Driver":"local","Mountpoint":"/var/lib/containers/storage/volumes/data/_data","Cr\#
        eatedAt":"2026-11-21T08:15:13.878788735Z","Labels":{"io.podsup.app":"site"},"Scope":"local","Optio\#
        ns":{},"MountCount":0,"NeedsCopyUp":true,"NeedsChown":true}]\#n
        """#,
    "volumeRemove":
        #"""
        HTTP/1.1 204 No Content\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fdc30\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "volumeRemoveGone":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc000b88b78\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 105\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"no such volume","message":"no volume with name \"data\" found: no such volume","response\#
        ":404}\#n
        """#,
    "volumeRemoveInUse":
        #"""
        HTTP/1.1 409 Conflict\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 4.3.1\#r\#n\#
        Server: Libpod/4.3.1 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004fdb88\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:13 GMT\#r\#n\#
        Content-Length: 204\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"volume is being used","message":"volume data is being used by the following container(s)\#
        : 7b519706aa12a4cee1773668e0cb804f54392c3f3726e64146adbddc5a6f3baf: volume is being used","respons\#
        e":409}\#n
        """#
]
