// Bytes as they came, cut into lines of a hundred.
// swift-format-ignore-file

/// What Podman 5.4.2 of Debian answered on its socket, byte by byte.
let recorded542: [String: String] = [
    "containerCreate":
        #"""
        HTTP/1.1 201 Created\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006eda8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Content-Length: 88\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Id":"10f14ac9e469be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9","Warnings":[]}\#n
        """#,
    "containerCreateNoImage":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e448\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Content-Length: 104\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"image not known","message":"no such image: localhost/none:1: image not known","response"\#
        :404}\#n
        """#,
    "containerCreateTaken":
        #"""
        HTTP/1.1 500 Internal Server Error\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc000\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Content-Length: 307\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"that name is already in use","message":"creating container storage: the container name \\#
        "site-web\" is already in use by 10f14ac9e469be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9.\#
         You have to remove that container to be able to reuse that name: that name is already in use","re\#
        sponse":500}\#n
        """#,
    "containerInspectCreated":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e490\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Connection: close\#r\#n\#
        Transfer-Encoding: chunked\#r\#n\#
        \#r\#n\#
        800\#r\#n\#
        {"Id":"10f14ac9e469be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9","Created":"2026-11-21T08:\#
        15:18.438072187Z","Path":"sh","Args":["-c","trap \"exit 7\" TERM; while :; do sleep 0.1; done"],"S\#
        tate":{"OciVersion":"1.2.0","Status":"created","Running":false,"Paused":false,"Restarting":false,"\#
        OOMKilled":false,"Dead":false,"Pid":0,"ExitCode":0,"Error":"","StartedAt":"0001-01-01T00:00:00Z","\#
        FinishedAt":"0001-01-01T00:00:00Z","CheckpointedAt":"0001-01-01T00:00:00Z","RestoredAt":"0001-01-0\#
        1T00:00:00Z"},"Image":"c6291a5ea27b5246b77a5518503e4184bc165972e0b06042327c10b5a9ad0427","ImageDig\#
        est":"sha256:01300b1a88d3ab28a44a10c5231a44228f1fb95705c436f20c62b2b13c5556cd","ImageName":"localh\#
        ost/bb:1","Rootfs":"","Pod":"1f22c58bbe97fb8a0b657912a0e2df8b6b35bd8ea9df2d61ff5355c42811fbf8","Re\#
        solvConfPath":"","HostnamePath":"","HostsPath":"","StaticDir":"/var/lib/containers/storage/overlay\#
        -containers/10f14ac9e469be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9/userdata","OCIRuntime\#
        ":"crun","ConmonPidFile":"/run/containers/storage/overlay-containers/10f14ac9e469be98afaa7656c9474\#
        19212d708fa851f032fbd88763577bc1fb9/userdata/conmon.pid","PidFile":"/run/containers/storage/overla\#
        y-containers/10f14ac9e469be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9/userdata/pidfile","N\#
        ame":"site-web","RestartCount":0,"Driver":"overlay","MountLabel":"","ProcessLabel":"","AppArmorPro\#
        file":"","EffectiveCaps":["CAP_CHOWN","CAP_DAC_OVERRIDE","CAP_FOWNER","CAP_FSETID","CAP_KILL","CAP\#
        _NET_BIND_SERVICE","CAP_SETFCAP","CAP_SETGID","CAP_SETPCAP","CAP_SETUID","CAP_SYS_CHROOT"],"Boundi\#
        ngCaps":["CAP_CHOWN","CAP_DAC_OVERRIDE","CAP_FOWNER","CAP_FSETID","CAP_KILL","CAP_NET_BIND_SERVICE\#
        ","CAP_SETFCAP","CAP_SETGID","CAP_SETPCAP","CAP_SETUID","CAP_SYS_CHROOT"],"ExecIDs":[],"GraphDrive\#
        r":{"Name":"overlay","Data":{"LowerDir":"/var/lib/containers/storage/overlay/a32d83fe8fe79501af3d5\#
        04a3abb3fe5c7563697aeb8100eb8cfbfea4bc78b1b/diff","UpperDir":"/var/lib/containers/storage/overlay/\#
        c0a6fdcb4b8c26358898d7f6885da9522a1a5b8885f0784f7dd7c38269e21f65/diff","WorkDir":"/var/l\#r\#n\#
        800\#r\#n\#
        ib/containers/storage/overlay/c0a6fdcb4b8c26358898d7f6885da9522a1a5b8885f0784f7dd7c38269e21f65/wor\#
        k"}},"Mounts":[],"Dependencies":["54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af\#
        "],"NetworkSettings":{"EndpointID":"","Gateway":"10.88.0.1","IPAddress":"10.88.0.3","IPPrefixLen":\#
        16,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"MacAddress":"e6:0a:47:74:57:7f\#
        ","Bridge":"","SandboxID":"","HairpinMode":false,"LinkLocalIPv6Address":"","LinkLocalIPv6PrefixLen\#
        ":0,"Ports":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"18080"}]},"SandboxKey":"/run/netns/netns-5f\#
        dc0a6c-bbcd-a23a-51f3-4164e826ee94","Networks":{"podman":{"EndpointID":"","Gateway":"10.88.0.1","I\#
        PAddress":"10.88.0.3","IPPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLe\#
        n":0,"MacAddress":"e6:0a:47:74:57:7f","NetworkID":"2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b5\#
        57b7be53c0b7a1bb9","DriverOpts":null,"IPAMConfig":null,"Links":null,"Aliases":["54bdf11b51d5","sit\#
        e"]}}},"Namespace":"","IsInfra":false,"IsService":false,"KubeExitCodePropagation":"invalid","lockN\#
        umber":2,"Config":{"Entrypoint":"","StopSignal":15,"Hostname":"site","Domainname":"","User":"","At\#
        tachStdin":false,"AttachStdout":false,"AttachStderr":false,"Tty":false,"OpenStdin":false,"StdinOnc\#
        e":false,"Env":["container=podman","PATH=/bin"],"Cmd":["sh","-c","trap \"exit 7\" TERM; while :; d\#
        o sleep 0.1; done"],"Image":"localhost/bb:1","Volumes":null,"WorkingDir":"/","OnBuild":null,"Label\#
        s":{"io.podsup.app":"site"},"Annotations":{"io.kubernetes.cri-o.SandboxID":"54bdf11b51d53f0a1fecfd\#
        c0856be36deea83366f7ef5635a6014a3fde16a6af"},"Healthcheck":{"Test":["NONE"]},"HealthcheckOnFailure\#
        Action":"none","HealthLogDestination":"local","HealthcheckMaxLogCount":5,"HealthcheckMaxLogSize":5\#
        00,"Umask":"0022","Timeout":0,"StopTimeout":10,"Passwd":true},"HostConfig":{"Binds":[],"CgroupMana\#
        ger":"systemd","CgroupMode":"private","ContainerIDFile":"","LogConfig":{"Type":"journald","Config"\#
        :null,"Path":"","Tag":"","Size":"0B"},"NetworkMode":"container:54bdf11b51d53f0a1fecfdc08\#r\#n\#
        671\#r\#n\#
        56be36deea83366f7ef5635a6014a3fde16a6af","PortBindings":{},"RestartPolicy":{"Name":"no","MaximumRe\#
        tryCount":0},"AutoRemove":false,"AutoRemoveImage":false,"Annotations":{"io.kubernetes.cri-o.Sandbo\#
        xID":"54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af"},"VolumeDriver":"","Volume\#
        sFrom":null,"CapAdd":[],"CapDrop":[],"Dns":[],"DnsOptions":[],"DnsSearch":[],"ExtraHosts":[],"Host\#
        sFile":"","GroupAdd":[],"IpcMode":"container:54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014\#
        a3fde16a6af","Cgroup":"","Cgroups":"default","Links":null,"OomScoreAdj":0,"PidMode":"private","Pri\#
        vileged":false,"PublishAllPorts":false,"ReadonlyRootfs":false,"SecurityOpt":[],"Tmpfs":{},"UTSMode\#
        ":"container:54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af","UsernsMode":"","Sh\#
        mSize":65536000,"Runtime":"oci","ConsoleSize":[0,0],"Isolation":"","CpuShares":0,"Memory":0,"NanoC\#
        pus":0,"CgroupParent":"machine.slice/machine-libpod_pod_1f22c58bbe97fb8a0b657912a0e2df8b6b35bd8ea9\#
        df2d61ff5355c42811fbf8.slice","BlkioWeight":0,"BlkioWeightDevice":null,"BlkioDeviceReadBps":null,"\#
        BlkioDeviceWriteBps":null,"BlkioDeviceReadIOps":null,"BlkioDeviceWriteIOps":null,"CpuPeriod":0,"Cp\#
        uQuota":0,"CpuRealtimePeriod":0,"CpuRealtimeRuntime":0,"CpusetCpus":"","CpusetMems":"","Devices":[\#
        ],"DiskQuota":0,"KernelMemory":0,"MemoryReservation":0,"MemorySwap":0,"MemorySwappiness":0,"OomKil\#
        lDisable":false,"PidsLimit":0,"Ulimits":[{"Name":"RLIMIT_NOFILE","Soft":20000,"Hard":20000},{"Name\#
        ":"RLIMIT_NPROC","Soft":4096,"Hard":4096}],"CpuCount":0,"CpuPercent":0,"IOMaximumIOps":0,"IOMaximu\#
        mBandwidth":0,"CgroupConf":null},"UseImageHosts":false,"UseImageHostname":false}\#n\#
        \#r\#n\#
        0\#r\#n\#
        \#r\#n
        """#,
    "containerInspectExited":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc160\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Connection: close\#r\#n\#
        Transfer-Encoding: chunked\#r\#n\#
        \#r\#n\#
        800\#r\#n\#
        {"Id":"10f14ac9e469be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9","Created":"2026-11-21T08:\#
        15:18.438072187Z","Path":"sh","Args":["-c","trap \"exit 7\" TERM; while :; do sleep 0.1; done"],"S\#
        tate":{"OciVersion":"1.2.0","Status":"exited","Running":false,"Paused":false,"Restarting":false,"O\#
        OMKilled":false,"Dead":false,"Pid":0,"ExitCode":7,"Error":"container 10f14ac9e469be98afaa7656c9474\#
        19212d708fa851f032fbd88763577bc1fb9: container is running","StartedAt":"2026-11-21T08:15:18.503668\#
        205Z","FinishedAt":"2026-11-21T08:15:18.911551361Z","CheckpointedAt":"0001-01-01T00:00:00Z","Resto\#
        redAt":"0001-01-01T00:00:00Z","StoppedByUser":true},"Image":"c6291a5ea27b5246b77a5518503e4184bc165\#
        972e0b06042327c10b5a9ad0427","ImageDigest":"sha256:01300b1a88d3ab28a44a10c5231a44228f1fb95705c436f\#
        20c62b2b13c5556cd","ImageName":"localhost/bb:1","Rootfs":"","Pod":"1f22c58bbe97fb8a0b657912a0e2df8\#
        b6b35bd8ea9df2d61ff5355c42811fbf8","ResolvConfPath":"/run/containers/storage/overlay-containers/54\#
        bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af/userdata/resolv.conf","HostnamePath\#
        ":"/run/containers/storage/overlay-containers/10f14ac9e469be98afaa7656c947419212d708fa851f032fbd88\#
        763577bc1fb9/userdata/hostname","HostsPath":"/run/containers/storage/overlay-containers/54bdf11b51\#
        d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af/userdata/hosts","StaticDir":"/var/lib/conta\#
        iners/storage/overlay-containers/10f14ac9e469be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9/\#
        userdata","OCIConfigPath":"/var/lib/containers/storage/overlay-containers/10f14ac9e469be98afaa7656\#
        c947419212d708fa851f032fbd88763577bc1fb9/userdata/config.json","OCIRuntime":"crun","ConmonPidFile"\#
        :"/run/containers/storage/overlay-containers/10f14ac9e469be98afaa7656c947419212d708fa851f032fbd887\#
        63577bc1fb9/userdata/conmon.pid","PidFile":"/run/containers/storage/overlay-containers/10f14ac9e46\#
        9be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9/userdata/pidfile","Name":"site-web","Restart\#
        Count":0,"Driver":"overlay","MountLabel":"","ProcessLabel":"","AppArmorProfile":"","Effe\#r\#n\#
        800\#r\#n\#
        ctiveCaps":["CAP_CHOWN","CAP_DAC_OVERRIDE","CAP_FOWNER","CAP_FSETID","CAP_KILL","CAP_NET_BIND_SERV\#
        ICE","CAP_SETFCAP","CAP_SETGID","CAP_SETPCAP","CAP_SETUID","CAP_SYS_CHROOT"],"BoundingCaps":["CAP_\#
        CHOWN","CAP_DAC_OVERRIDE","CAP_FOWNER","CAP_FSETID","CAP_KILL","CAP_NET_BIND_SERVICE","CAP_SETFCAP\#
        ","CAP_SETGID","CAP_SETPCAP","CAP_SETUID","CAP_SYS_CHROOT"],"ExecIDs":[],"GraphDriver":{"Name":"ov\#
        erlay","Data":{"LowerDir":"/var/lib/containers/storage/overlay/a32d83fe8fe79501af3d504a3abb3fe5c75\#
        63697aeb8100eb8cfbfea4bc78b1b/diff","UpperDir":"/var/lib/containers/storage/overlay/c0a6fdcb4b8c26\#
        358898d7f6885da9522a1a5b8885f0784f7dd7c38269e21f65/diff","WorkDir":"/var/lib/containers/storage/ov\#
        erlay/c0a6fdcb4b8c26358898d7f6885da9522a1a5b8885f0784f7dd7c38269e21f65/work"}},"Mounts":[],"Depend\#
        encies":["54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af"],"NetworkSettings":{"E\#
        ndpointID":"","Gateway":"10.88.0.1","IPAddress":"10.88.0.3","IPPrefixLen":16,"IPv6Gateway":"","Glo\#
        balIPv6Address":"","GlobalIPv6PrefixLen":0,"MacAddress":"e6:0a:47:74:57:7f","Bridge":"","SandboxID\#
        ":"","HairpinMode":false,"LinkLocalIPv6Address":"","LinkLocalIPv6PrefixLen":0,"Ports":{"80/tcp":[{\#
        "HostIp":"0.0.0.0","HostPort":"18080"}]},"SandboxKey":"/run/netns/netns-5fdc0a6c-bbcd-a23a-51f3-41\#
        64e826ee94","Networks":{"podman":{"EndpointID":"","Gateway":"10.88.0.1","IPAddress":"10.88.0.3","I\#
        PPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"MacAddress":"e6:0a\#
        :47:74:57:7f","NetworkID":"2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9","Driv\#
        erOpts":null,"IPAMConfig":null,"Links":null,"Aliases":["54bdf11b51d5","site"]}}},"Namespace":"","I\#
        sInfra":false,"IsService":false,"KubeExitCodePropagation":"invalid","lockNumber":2,"Config":{"Entr\#
        ypoint":"","StopSignal":15,"Hostname":"site","Domainname":"","User":"","AttachStdin":false,"Attach\#
        Stdout":false,"AttachStderr":false,"Tty":false,"OpenStdin":false,"StdinOnce":false,"Env":["contain\#
        er=podman","PATH=/bin","HOME=","HOSTNAME=site"],"Cmd":["sh","-c","trap \"exit 7\" TERM; \#r\#n\#
        800\#r\#n\#
        while :; do sleep 0.1; done"],"Image":"localhost/bb:1","Volumes":null,"WorkingDir":"/","OnBuild":n\#
        ull,"Labels":{"io.podsup.app":"site"},"Annotations":{"io.container.manager":"libpod","io.kubernete\#
        s.cri-o.SandboxID":"54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af","org.opencon\#
        tainers.image.stopSignal":"15","org.systemd.property.KillSignal":"15","org.systemd.property.Timeou\#
        tStopUSec":"uint64 10000000"},"Healthcheck":{"Test":["NONE"]},"HealthcheckOnFailureAction":"none",\#
        "HealthLogDestination":"local","HealthcheckMaxLogCount":5,"HealthcheckMaxLogSize":500,"Umask":"002\#
        2","Timeout":0,"StopTimeout":10,"Passwd":true},"HostConfig":{"Binds":[],"CgroupManager":"systemd",\#
        "CgroupMode":"private","ContainerIDFile":"","LogConfig":{"Type":"journald","Config":null,"Path":""\#
        ,"Tag":"","Size":"0B"},"NetworkMode":"container:54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6\#
        014a3fde16a6af","PortBindings":{},"RestartPolicy":{"Name":"no","MaximumRetryCount":0},"AutoRemove"\#
        :false,"AutoRemoveImage":false,"Annotations":{"io.container.manager":"libpod","io.kubernetes.cri-o\#
        .SandboxID":"54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af","org.opencontainers\#
        .image.stopSignal":"15","org.systemd.property.KillSignal":"15","org.systemd.property.TimeoutStopUS\#
        ec":"uint64 10000000"},"VolumeDriver":"","VolumesFrom":null,"CapAdd":[],"CapDrop":[],"Dns":[],"Dns\#
        Options":[],"DnsSearch":[],"ExtraHosts":[],"HostsFile":"","GroupAdd":[],"IpcMode":"container:54bdf\#
        11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af","Cgroup":"","Cgroups":"default","Link\#
        s":null,"OomScoreAdj":0,"PidMode":"private","Privileged":false,"PublishAllPorts":false,"ReadonlyRo\#
        otfs":false,"SecurityOpt":[],"Tmpfs":{},"UTSMode":"container:54bdf11b51d53f0a1fecfdc0856be36deea83\#
        366f7ef5635a6014a3fde16a6af","UsernsMode":"","ShmSize":65536000,"Runtime":"oci","ConsoleSize":[0,0\#
        ],"Isolation":"","CpuShares":0,"Memory":0,"NanoCpus":0,"CgroupParent":"machine.slice/machine-libpo\#
        d_pod_1f22c58bbe97fb8a0b657912a0e2df8b6b35bd8ea9df2d61ff5355c42811fbf8.slice","BlkioWeig\#r\#n\#
        275\#r\#n\#
        ht":0,"BlkioWeightDevice":null,"BlkioDeviceReadBps":null,"BlkioDeviceWriteBps":null,"BlkioDeviceRe\#
        adIOps":null,"BlkioDeviceWriteIOps":null,"CpuPeriod":0,"CpuQuota":0,"CpuRealtimePeriod":0,"CpuReal\#
        timeRuntime":0,"CpusetCpus":"","CpusetMems":"","Devices":[],"DiskQuota":0,"KernelMemory":0,"Memory\#
        Reservation":0,"MemorySwap":0,"MemorySwappiness":0,"OomKillDisable":false,"PidsLimit":0,"Ulimits":\#
        [{"Name":"RLIMIT_NOFILE","Soft":20000,"Hard":20000},{"Name":"RLIMIT_NPROC","Soft":4096,"Hard":4096\#
        }],"CpuCount":0,"CpuPercent":0,"IOMaximumIOps":0,"IOMaximumBandwidth":0,"CgroupConf":null},"UseIma\#
        geHosts":false,"UseImageHostname":false}\#n\#
        \#r\#n\#
        0\#r\#n\#
        \#r\#n
        """#,
    "containerInspectMissing":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc740\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
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
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc740\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Connection: close\#r\#n\#
        Transfer-Encoding: chunked\#r\#n\#
        \#r\#n\#
        800\#r\#n\#
        {"Id":"10f14ac9e469be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9","Created":"2026-11-21T08:\#
        15:18.438072187Z","Path":"sh","Args":["-c","trap \"exit 7\" TERM; while :; do sleep 0.1; done"],"S\#
        tate":{"OciVersion":"1.2.0","Status":"running","Running":true,"Paused":false,"Restarting":false,"O\#
        OMKilled":false,"Dead":false,"Pid":406,"ConmonPid":404,"ExitCode":0,"Error":"container 10f14ac9e46\#
        9be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9: container is running","StartedAt":"2026-11-\#
        21T08:15:18.503668205Z","FinishedAt":"0001-01-01T00:00:00Z","CgroupPath":"/machine.slice/machine-l\#
        ibpod_pod_1f22c58bbe97fb8a0b657912a0e2df8b6b35bd8ea9df2d61ff5355c42811fbf8.slice/libpod-10f14ac9e4\#
        69be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9.scope","CheckpointedAt":"0001-01-01T00:00:0\#
        0Z","RestoredAt":"0001-01-01T00:00:00Z"},"Image":"c6291a5ea27b5246b77a5518503e4184bc165972e0b06042\#
        327c10b5a9ad0427","ImageDigest":"sha256:01300b1a88d3ab28a44a10c5231a44228f1fb95705c436f20c62b2b13c\#
        5556cd","ImageName":"localhost/bb:1","Rootfs":"","Pod":"1f22c58bbe97fb8a0b657912a0e2df8b6b35bd8ea9\#
        df2d61ff5355c42811fbf8","ResolvConfPath":"/run/containers/storage/overlay-containers/54bdf11b51d53\#
        f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af/userdata/resolv.conf","HostnamePath":"/run/con\#
        tainers/storage/overlay-containers/10f14ac9e469be98afaa7656c947419212d708fa851f032fbd88763577bc1fb\#
        9/userdata/hostname","HostsPath":"/run/containers/storage/overlay-containers/54bdf11b51d53f0a1fecf\#
        dc0856be36deea83366f7ef5635a6014a3fde16a6af/userdata/hosts","StaticDir":"/var/lib/containers/stora\#
        ge/overlay-containers/10f14ac9e469be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9/userdata","\#
        OCIConfigPath":"/var/lib/containers/storage/overlay-containers/10f14ac9e469be98afaa7656c947419212d\#
        708fa851f032fbd88763577bc1fb9/userdata/config.json","OCIRuntime":"crun","ConmonPidFile":"/run/cont\#
        ainers/storage/overlay-containers/10f14ac9e469be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9\#
        /userdata/conmon.pid","PidFile":"/run/containers/storage/overlay-containers/10f14ac9e469\#r\#n\#
        800\#r\#n\#
        be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9/userdata/pidfile","Name":"site-web","RestartC\#
        ount":0,"Driver":"overlay","MountLabel":"","ProcessLabel":"","AppArmorProfile":"","EffectiveCaps":\#
        ["CAP_CHOWN","CAP_DAC_OVERRIDE","CAP_FOWNER","CAP_FSETID","CAP_KILL","CAP_NET_BIND_SERVICE","CAP_S\#
        ETFCAP","CAP_SETGID","CAP_SETPCAP","CAP_SETUID","CAP_SYS_CHROOT"],"BoundingCaps":["CAP_CHOWN","CAP\#
        _DAC_OVERRIDE","CAP_FOWNER","CAP_FSETID","CAP_KILL","CAP_NET_BIND_SERVICE","CAP_SETFCAP","CAP_SETG\#
        ID","CAP_SETPCAP","CAP_SETUID","CAP_SYS_CHROOT"],"ExecIDs":[],"GraphDriver":{"Name":"overlay","Dat\#
        a":{"LowerDir":"/var/lib/containers/storage/overlay/a32d83fe8fe79501af3d504a3abb3fe5c7563697aeb810\#
        0eb8cfbfea4bc78b1b/diff","MergedDir":"/var/lib/containers/storage/overlay/c0a6fdcb4b8c26358898d7f6\#
        885da9522a1a5b8885f0784f7dd7c38269e21f65/merged","UpperDir":"/var/lib/containers/storage/overlay/c\#
        0a6fdcb4b8c26358898d7f6885da9522a1a5b8885f0784f7dd7c38269e21f65/diff","WorkDir":"/var/lib/containe\#
        rs/storage/overlay/c0a6fdcb4b8c26358898d7f6885da9522a1a5b8885f0784f7dd7c38269e21f65/work"}},"Mount\#
        s":[],"Dependencies":["54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af"],"Network\#
        Settings":{"EndpointID":"","Gateway":"10.88.0.1","IPAddress":"10.88.0.3","IPPrefixLen":16,"IPv6Gat\#
        eway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"MacAddress":"e6:0a:47:74:57:7f","Bridge":\#
        "","SandboxID":"","HairpinMode":false,"LinkLocalIPv6Address":"","LinkLocalIPv6PrefixLen":0,"Ports"\#
        :{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"18080"}]},"SandboxKey":"/run/netns/netns-5fdc0a6c-bbcd\#
        -a23a-51f3-4164e826ee94","Networks":{"podman":{"EndpointID":"","Gateway":"10.88.0.1","IPAddress":"\#
        10.88.0.3","IPPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"MacAd\#
        dress":"e6:0a:47:74:57:7f","NetworkID":"2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b\#
        7a1bb9","DriverOpts":null,"IPAMConfig":null,"Links":null,"Aliases":["54bdf11b51d5","site"]}}},"Nam\#
        espace":"","IsInfra":false,"IsService":false,"KubeExitCodePropagation":"invalid","lockNu\#r\#n\#
        800\#r\#n\#
        mber":2,"Config":{"Entrypoint":"","StopSignal":15,"Hostname":"site","Domainname":"","User":"","Att\#
        achStdin":false,"AttachStdout":false,"AttachStderr":false,"Tty":false,"OpenStdin":false,"StdinOnce\#
        ":false,"Env":["container=podman","PATH=/bin","HOME=","HOSTNAME=site"],"Cmd":["sh","-c","trap \"ex\#
        it 7\" TERM; while :; do sleep 0.1; done"],"Image":"localhost/bb:1","Volumes":null,"WorkingDir":"/\#
        ","OnBuild":null,"Labels":{"io.podsup.app":"site"},"Annotations":{"io.container.manager":"libpod",\#
        "io.kubernetes.cri-o.SandboxID":"54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af"\#
        ,"org.opencontainers.image.stopSignal":"15","org.systemd.property.KillSignal":"15","org.systemd.pr\#
        operty.TimeoutStopUSec":"uint64 10000000"},"Healthcheck":{"Test":["NONE"]},"HealthcheckOnFailureAc\#
        tion":"none","HealthLogDestination":"local","HealthcheckMaxLogCount":5,"HealthcheckMaxLogSize":500\#
        ,"Umask":"0022","Timeout":0,"StopTimeout":10,"Passwd":true},"HostConfig":{"Binds":[],"CgroupManage\#
        r":"systemd","CgroupMode":"private","ContainerIDFile":"","LogConfig":{"Type":"journald","Config":n\#
        ull,"Path":"","Tag":"","Size":"0B"},"NetworkMode":"container:54bdf11b51d53f0a1fecfdc0856be36deea83\#
        366f7ef5635a6014a3fde16a6af","PortBindings":{},"RestartPolicy":{"Name":"no","MaximumRetryCount":0}\#
        ,"AutoRemove":false,"AutoRemoveImage":false,"Annotations":{"io.container.manager":"libpod","io.kub\#
        ernetes.cri-o.SandboxID":"54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af","org.o\#
        pencontainers.image.stopSignal":"15","org.systemd.property.KillSignal":"15","org.systemd.property.\#
        TimeoutStopUSec":"uint64 10000000"},"VolumeDriver":"","VolumesFrom":null,"CapAdd":[],"CapDrop":[],\#
        "Dns":[],"DnsOptions":[],"DnsSearch":[],"ExtraHosts":[],"HostsFile":"","GroupAdd":[],"IpcMode":"co\#
        ntainer:54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af","Cgroup":"","Cgroups":"d\#
        efault","Links":null,"OomScoreAdj":0,"PidMode":"private","Privileged":false,"PublishAllPorts":fals\#
        e,"ReadonlyRootfs":false,"SecurityOpt":[],"Tmpfs":{},"UTSMode":"container:54bdf11b51d53f\#r\#n\#
        3a8\#r\#n\#
        0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af","UsernsMode":"","ShmSize":65536000,"Runtime":"\#
        oci","ConsoleSize":[0,0],"Isolation":"","CpuShares":0,"Memory":0,"NanoCpus":0,"CgroupParent":"mach\#
        ine.slice/machine-libpod_pod_1f22c58bbe97fb8a0b657912a0e2df8b6b35bd8ea9df2d61ff5355c42811fbf8.slic\#
        e","BlkioWeight":0,"BlkioWeightDevice":null,"BlkioDeviceReadBps":null,"BlkioDeviceWriteBps":null,"\#
        BlkioDeviceReadIOps":null,"BlkioDeviceWriteIOps":null,"CpuPeriod":0,"CpuQuota":0,"CpuRealtimePerio\#
        d":0,"CpuRealtimeRuntime":0,"CpusetCpus":"","CpusetMems":"","Devices":[],"DiskQuota":0,"KernelMemo\#
        ry":0,"MemoryReservation":0,"MemorySwap":0,"MemorySwappiness":0,"OomKillDisable":false,"PidsLimit"\#
        :0,"Ulimits":[{"Name":"RLIMIT_NOFILE","Soft":20000,"Hard":20000},{"Name":"RLIMIT_NPROC","Soft":409\#
        6,"Hard":4096}],"CpuCount":0,"CpuPercent":0,"IOMaximumIOps":0,"IOMaximumBandwidth":0,"CgroupConf":\#
        null},"UseImageHosts":false,"UseImageHostname":false}\#n\#
        \#r\#n\#
        0\#r\#n\#
        \#r\#n
        """#,
    "containerKill":
        #"""
        HTTP/1.1 204 No Content\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e9c0\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "containerKillCreated":
        #"""
        HTTP/1.1 409 Conflict\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006ec90\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Content-Length: 209\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"container state improper","message":"can only kill running containers. 10f14ac9e469be98a\#
        faa7656c947419212d708fa851f032fbd88763577bc1fb9 is in state created: container state improper","re\#
        sponse":409}\#n
        """#,
    "containerKillExited":
        #"""
        HTTP/1.1 409 Conflict\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006ea90\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Content-Length: 208\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"container state improper","message":"can only kill running containers. 10f14ac9e469be98a\#
        faa7656c947419212d708fa851f032fbd88763577bc1fb9 is in state exited: container state improper","res\#
        ponse":409}\#n
        """#,
    "containerList":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e2d8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Content-Length: 1606\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        [{"AutoRemove":false,"Command":null,"Created":"2026-11-21T08:15:18.276720654Z","CreatedAt":"","CID\#
        File":"","Exited":false,"ExitedAt":-62135596800,"ExitCode":0,"ExposedPorts":null,"Id":"54bdf11b51d\#
        53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af","Image":"localhost/podman-pause:5.4.2-17663\#
        35321","ImageID":"c5dbbf710c4457e2e40812f6ee5cd78e5499d6af3b06291bb9bacec37b3a39af","IsInfra":true\#
        ,"Labels":{"io.buildah.version":"1.39.3","io.podsup.app":"site"},"Mounts":[],"Names":["1f22c58bbe9\#
        7-infra"],"Namespaces":{},"Networks":["podman"],"Pid":401,"Pod":"1f22c58bbe97fb8a0b657912a0e2df8b6\#
        b35bd8ea9df2d61ff5355c42811fbf8","PodName":"site","Ports":[{"host_ip":"","container_port":80,"host\#
        _port":18080,"range":1,"protocol":"tcp"}],"Restarts":0,"Size":null,"StartedAt":1795248918,"State":\#
        "running","Status":""},{"AutoRemove":false,"Command":["sh","-c","trap \"exit 7\" TERM; while :; do\#
         sleep 0.1; done"],"Created":"2026-11-21T08:15:18.438072187Z","CreatedAt":"","CIDFile":"","Exited"\#
        :false,"ExitedAt":-62135596800,"ExitCode":0,"ExposedPorts":null,"Id":"10f14ac9e469be98afaa7656c947\#
        419212d708fa851f032fbd88763577bc1fb9","Image":"localhost/bb:1","ImageID":"c6291a5ea27b5246b77a5518\#
        503e4184bc165972e0b06042327c10b5a9ad0427","IsInfra":false,"Labels":{"io.podsup.app":"site"},"Mount\#
        s":[],"Names":["site-web"],"Namespaces":{},"Networks":[],"Pid":406,"Pod":"1f22c58bbe97fb8a0b657912\#
        a0e2df8b6b35bd8ea9df2d61ff5355c42811fbf8","PodName":"site","Ports":[{"host_ip":"","container_port"\#
        :80,"host_port":18080,"range":1,"protocol":"tcp"}],"Restarts":0,"Size":null,"StartedAt":1795248918\#
        ,"State":"running","Status":"reset"}]\#n
        """#,
    "containerPause":
        #"""
        HTTP/1.1 204 No Content\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc000\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "containerRemove":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc1f8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
        Content-Length: 76\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        [{"Id":"10f14ac9e469be98afaa7656c947419212d708fa851f032fbd88763577bc1fb9"}]\#n
        """#,
    "containerRemoveGone":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e220\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
        Content-Length: 128\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"no such container","message":"no container with ID or name \"site-web-old\" found: no su\#
        ch container","response":404}\#n
        """#,
    "containerRename":
        #"""
        HTTP/1.1 204 No Content\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc2f8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "containerRenameTaken":
        #"""
        HTTP/1.1 500 Internal Server Error\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc140\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
        Content-Length: 353\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"UNIQUE constraint failed: ContainerConfig.Name","message":"renaming container b53aed8bb8\#
        7f9a74191c4d7ee51936ee41433e0b62714126b0fa81ee8da593df: updating container config table with new c\#
        onfiguration for container b53aed8bb87f9a74191c4d7ee51936ee41433e0b62714126b0fa81ee8da593df: UNIQU\#
        E constraint failed: ContainerConfig.Name","response":500}\#n
        """#,
    "containerStart":
        #"""
        HTTP/1.1 204 No Content\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006ed48\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "containerStartNoCommand":
        #"""
        HTTP/1.1 500 Internal Server Error\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc3c8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
        Content-Length: 236\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"OCI runtime attempted to invoke a command that was not found","message":"crun: executabl\#
        e file `/nonexistent` not found: No such file or directory: OCI runtime attempted to invoke a comm\#
        and that was not found","response":500}\#n
        """#,
    "containerStartRunning":
        #"""
        HTTP/1.1 304 Not Modified\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006f3c8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "containerUnpause":
        #"""
        HTTP/1.1 204 No Content\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e8f0\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "imageExists":
        #"""
        HTTP/1.1 204 No Content\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006efb0\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:15 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "imageExistsNot":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006f000\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:15 GMT\#r\#n\#
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
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006eb78\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:15 GMT\#r\#n\#
        Content-Length: 1237\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Id":"c6291a5ea27b5246b77a5518503e4184bc165972e0b06042327c10b5a9ad0427","Digest":"sha256:01300b1a\#
        88d3ab28a44a10c5231a44228f1fb95705c436f20c62b2b13c5556cd","RepoTags":["localhost/bb:1"],"RepoDiges\#
        ts":["localhost/bb@sha256:01300b1a88d3ab28a44a10c5231a44228f1fb95705c436f20c62b2b13c5556cd"],"Pare\#
        nt":"","Comment":"imported from tarball","Created":"2026-11-21T07:40:46.923641512Z","Config":{"Env\#
        ":["PATH=/bin"]},"Version":"","Author":"","Architecture":"amd64","Os":"linux","Size":2171994,"Virt\#
        ualSize":2171994,"GraphDriver":{"Name":"overlay","Data":{"UpperDir":"/var/lib/containers/storage/o\#
        verlay/a32d83fe8fe79501af3d504a3abb3fe5c7563697aeb8100eb8cfbfea4bc78b1b/diff","WorkDir":"/var/lib/\#
        containers/storage/overlay/a32d83fe8fe79501af3d504a3abb3fe5c7563697aeb8100eb8cfbfea4bc78b1b/work"}\#
        },"RootFS":{"Type":"layers","Layers":["sha256:a32d83fe8fe79501af3d504a3abb3fe5c7563697aeb8100eb8cf\#
        bfea4bc78b1b"]},"Labels":null,"Annotations":{},"ManifestType":"application/vnd.oci.image.manifest.\#
        v1+json","User":"","History":[{"created":"2026-11-21T07:40:46.923641512Z","created_by":"/bin/sh -c\#
         #(nop) ADD file:a32d83fe8fe79501af3d504a3abb3fe5c7563697aeb8100eb8cfbfea4bc78b1b in /","comment":\#
        "imported from tarball"}],"NamesHistory":["localhost/bb:1"]}\#n
        """#,
    "imageInspectMissing":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006ef98\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:15 GMT\#r\#n\#
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
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e5d0\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:15 GMT\#r\#n\#
        Connection: close\#r\#n\#
        Transfer-Encoding: chunked\#r\#n\#
        \#r\#n\#
        95f\#r\#n\#
        {"host":{"arch":"amd64","buildahVersion":"1.39.3","cgroupManager":"systemd","cgroupVersion":"v2","\#
        cgroupControllers":[],"conmon":{"package":"conmon_2.1.12-4_amd64","path":"/usr/bin/conmon","versio\#
        n":"conmon version 2.1.12, commit: unknown"},"cpus":2,"cpuUtilization":{"userPercent":6.25,"system\#
        Percent":5.31,"idlePercent":88.44},"databaseBackend":"sqlite","distribution":{"distribution":"debi\#
        an","version":"13","codename":"trixie"},"eventLogger":"journald","freeLocks":2048,"hostname":"pm13\#
        ","idMappings":{"gidmap":null,"uidmap":null},"kernel":"6.18.44-fc-v657","logDriver":"journald","me\#
        mFree":22824316928,"memTotal":25276510208,"networkBackend":"netavark","networkBackendInfo":{"backe\#
        nd":"netavark","version":"netavark 1.14.0","package":"netavark_1.14.0-2_amd64","path":"/usr/lib/po\#
        dman/netavark","dns":{"version":"aardvark-dns 1.14.0","package":"aardvark-dns_1.14.0-3_amd64","pat\#
        h":"/usr/lib/podman/aardvark-dns"}},"ociRuntime":{"name":"crun","package":"crun_1.21-1_amd64","pat\#
        h":"/usr/bin/crun","version":"crun version 1.21\ncommit: 10269840aa07fb7e6b7e1acff6198692d8ff5c88\\#
        nrundir: /run/crun\nspec: 1.0.0\n+SYSTEMD +SELINUX +APPARMOR +CAP +SECCOMP +EBPF +CRIU +WASM:wasme\#
        dge +YAJL"},"os":"linux","remoteSocket":{"path":"unix:///run/podman/podman.sock","exists":true},"r\#
        ootlessNetworkCmd":"pasta","serviceIsRemote":false,"security":{"apparmorEnabled":false,"capabiliti\#
        es":"CAP_CHOWN,CAP_DAC_OVERRIDE,CAP_FOWNER,CAP_FSETID,CAP_KILL,CAP_NET_BIND_SERVICE,CAP_SETFCAP,CA\#
        P_SETGID,CAP_SETPCAP,CAP_SETUID,CAP_SYS_CHROOT","rootless":false,"seccompEnabled":true,"seccompPro\#
        filePath":"/usr/share/containers/seccomp.json","selinuxEnabled":false},"slirp4netns":{"executable"\#
        :"/usr/bin/slirp4netns","package":"slirp4netns_1.2.1-1.1_amd64","version":"slirp4netns version 1.2\#
        .1\ncommit: 09e31e92fa3d2a1d3ca261adaeb012c8d75a8194\nlibslirp: 4.8.0\nSLIRP_CONFIG_VERSION_MAX: 5\#
        \nlibseccomp: 2.6.0"},"pasta":{"executable":"/usr/bin/pasta","package":"passt_0.0~git20250503.5879\#
        80c-2+deb13u1_amd64","version":""},"swapFree":0,"swapTotal":0,"uptime":"0h 36m 42.00s","variant":"\#
        ","linkmode":"dynamic"},"store":{"configFile":"/usr/share/containers/storage.conf","containerStore\#
        ":{"number":0,"paused":0,"running":0,"stopped":0},"graphDriverName":"overlay","graphOptions":{},"g\#
        raphRoot":"/var/lib/containers/storage","graphRootAllocated":270553174016,"graphRootUsed":19914268\#
        672,"graphStatus":{"Backing Filesystem":"extfs"\#r\#n\#
        29b\#r\#n\#
        ,"Native Overlay Diff":"true","Supports d_type":"true","Supports shifting":"true","Supports volati\#
        le":"true","Using metacopy":"false"},"imageCopyTmpDir":"/var/tmp","imageStore":{"number":2},"runRo\#
        ot":"/run/containers/storage","volumePath":"/var/lib/containers/storage/volumes","transientStore":\#
        false},"registries":{},"plugins":{"volume":["local"],"network":["bridge","macvlan","ipvlan"],"log"\#
        :["k8s-file","none","passthrough","journald"],"authorization":null},"version":{"APIVersion":"5.4.2\#
        ","Version":"5.4.2","GoVersion":"go1.24.4","GitCommit":"","BuiltTime":"Sun Dec 21 16:42:01 2025","\#
        Built":1766335321,"BuildOrigin":"Debian","OsArch":"linux/amd64","Os":"linux"}}\#n\#
        \#r\#n\#
        0\#r\#n\#
        \#r\#n
        """#,
    "podCreate":
        #"""
        HTTP/1.1 201 Created\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc5d8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Content-Length: 74\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Id":"1f22c58bbe97fb8a0b657912a0e2df8b6b35bd8ea9df2d61ff5355c42811fbf8"}\#n
        """#,
    "podCreateTaken":
        #"""
        HTTP/1.1 409 Conflict\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e398\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
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
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e838\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Content-Length: 1093\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Id":"1f22c58bbe97fb8a0b657912a0e2df8b6b35bd8ea9df2d61ff5355c42811fbf8","Name":"site","Created":"\#
        2026-11-21T08:15:18.264906115Z","ExitPolicy":"continue","State":"Running","Hostname":"site","Label\#
        s":{"io.podsup.app":"site"},"CreateCgroup":true,"CgroupParent":"machine.slice","CgroupPath":"machi\#
        ne.slice/machine-libpod_pod_1f22c58bbe97fb8a0b657912a0e2df8b6b35bd8ea9df2d61ff5355c42811fbf8.slice\#
        ","CreateInfra":true,"InfraContainerID":"54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fd\#
        e16a6af","InfraConfig":{"PortBindings":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"18080"}]},"HostN\#
        etwork":false,"StaticIP":"","StaticMAC":"","NoManageResolvConf":false,"DNSServer":null,"DNSSearch"\#
        :null,"DNSOption":null,"NoManageHostname":false,"NoManageHosts":false,"HostAdd":null,"HostsFile":"\#
        ","Networks":["podman"],"NetworkOptions":null,"pid_ns":"private","userns":"host","uts_ns":"private\#
        "},"SharedNamespaces":["uts","ipc","net"],"NumContainers":1,"Containers":[{"Id":"54bdf11b51d53f0a1\#
        fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af","Name":"1f22c58bbe97-infra","State":"running"}],"\#
        LockNumber":0}\#n
        """#,
    "podInspectMissing":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006ed90\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
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
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc5b8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Content-Length: 479\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        [{"Cgroup":"machine.slice","Containers":[{"Id":"54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6\#
        014a3fde16a6af","Names":"1f22c58bbe97-infra","Status":"running","RestartCount":0}],"Created":"2026\#
        -11-21T08:15:18.264906115Z","Id":"1f22c58bbe97fb8a0b657912a0e2df8b6b35bd8ea9df2d61ff5355c42811fbf8\#
        ","InfraId":"54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af","Name":"site","Name\#
        space":"","Networks":["podman"],"Status":"Running","Labels":{"io.podsup.app":"site"}}]\#n
        """#,
    "podListNone":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc940\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
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
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e9e0\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
        Content-Length: 245\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"RemovedCtrs":{"54bdf11b51d53f0a1fecfdc0856be36deea83366f7ef5635a6014a3fde16a6af":null,"b53aed8bb\#
        87f9a74191c4d7ee51936ee41433e0b62714126b0fa81ee8da593df":null},"Err":null,"Id":"1f22c58bbe97fb8a0b\#
        657912a0e2df8b6b35bd8ea9df2d61ff5355c42811fbf8"}\#n
        """#,
    "podRemoveGone":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006f1f8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
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
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e4e8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Content-Length: 104\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Errs":null,"Id":"1f22c58bbe97fb8a0b657912a0e2df8b6b35bd8ea9df2d61ff5355c42811fbf8","RawInput":"s\#
        ite"}\#n
        """#,
    "podStartPortTaken":
        #"""
        HTTP/1.1 409 Conflict\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc2d8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Content-Length: 269\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Errs":["starting container 05eeebd903fb07bb58eaf8470f5e5debccb0008d302ea29a3ddd90ea651762aa: can\#
        not listen on the TCP port: listen tcp4 :18080: bind: address already in use"],"Id":"fd550027f0db1\#
        ff6c9700ab4819ee4bc49866902edb61b74b3fc3cc2619c5e5e","RawInput":"other"}\#n
        """#,
    "podStartRunning":
        #"""
        HTTP/1.1 304 Not Modified\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006f4f0\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "pullBadPolicy":
        #"""
        HTTP/1.1 400 Bad Request\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc5c8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
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
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc498\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:15 GMT\#r\#n\#
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
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc540\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:18 GMT\#r\#n\#
        Connection: close\#r\#n\#
        Transfer-Encoding: chunked\#r\#n\#
        \#r\#n\#
        98\#r\#n\#
        {"images":["c6291a5ea27b5246b77a5518503e4184bc165972e0b06042327c10b5a9ad0427"],"id":"c6291a5ea27b5\#
        246b77a5518503e4184bc165972e0b06042327c10b5a9ad0427"}\#n\#
        \#r\#n\#
        0\#r\#n\#
        \#r\#n
        """#,
    "version":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006efd0\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:15 GMT\#r\#n\#
        Content-Length: 890\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Platform":{"Name":"linux/amd64/debian-13"},"Components":[{"Name":"Podman Engine","Version":"5.4.\#
        2","Details":{"APIVersion":"5.4.2","Arch":"amd64","BuildTime":"2025-12-21T16:42:01Z","Experimental\#
        ":"false","GitCommit":"","GoVersion":"go1.24.4","KernelVersion":"6.18.44-fc-v657","MinAPIVersion":\#
        "4.0.0","Os":"linux"}},{"Name":"Conmon","Version":"conmon version 2.1.12, commit: unknown","Detail\#
        s":{"Package":"conmon_2.1.12-4_amd64"}},{"Name":"OCI Runtime (crun)","Version":"crun version 1.21\\#
        ncommit: 10269840aa07fb7e6b7e1acff6198692d8ff5c88\nrundir: /run/crun\nspec: 1.0.0\n+SYSTEMD +SELIN\#
        UX +APPARMOR +CAP +SECCOMP +EBPF +CRIU +WASM:wasmedge +YAJL","Details":{"Package":"crun_1.21-1_amd\#
        64"}}],"Version":"5.4.2","ApiVersion":"1.41","MinAPIVersion":"1.24","GitCommit":"","GoVersion":"go\#
        1.24.4","Os":"linux","Arch":"amd64","KernelVersion":"6.18.44-fc-v657","BuildTime":"2025-12-21T16:4\#
        2:01Z"}\#n
        """#,
    "volumeCreate":
        #"""
        HTTP/1.1 201 Created\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e280\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
        Content-Length: 270\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Name":"data","Driver":"local","Mountpoint":"/var/lib/containers/storage/volumes/data/_data","Cre\#
        atedAt":"2026-11-21T08:15:19.030052464Z","Labels":{"io.podsup.app":"site"},"Scope":"local","Option\#
        s":{},"MountCount":0,"NeedsCopyUp":true,"NeedsChown":true,"LockNumber":2}\#n
        """#,
    "volumeCreateTaken":
        #"""
        HTTP/1.1 500 Internal Server Error\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc758\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
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
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bc778\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
        Content-Length: 270\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"Name":"data","Driver":"local","Mountpoint":"/var/lib/containers/storage/volumes/data/_data","Cre\#
        atedAt":"2026-11-21T08:15:19.030052464Z","Labels":{"io.podsup.app":"site"},"Scope":"local","Option\#
        s":{},"MountCount":0,"NeedsCopyUp":true,"NeedsChown":true,"LockNumber":2}\#n
        """#,
    "volumeInspectMissing":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e520\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
        Content-Length: 69\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"no such volume","message":"no such volume","response":404}\#n
        """#,
    "volumeList":
        #"""
        HTTP/1.1 200 OK\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e578\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
        Content-Length: 272\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        [{"Name":"data","Driver":"local","Mountpoint":"/var/lib/containers/storage/volumes/data/_data","Cr\#
        eatedAt":"2026-11-21T08:15:19.030052464Z","Labels":{"io.podsup.app":"site"},"Scope":"local","Optio\#
        ns":{},"MountCount":0,"NeedsCopyUp":true,"NeedsChown":true,"LockNumber":2}]\#n
        """#,
    "volumeRemove":
        #"""
        HTTP/1.1 204 No Content\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc00006e930\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n
        """#,
    "volumeRemoveGone":
        #"""
        HTTP/1.1 404 Not Found\#r\#n\#
        Api-Version: 1.41\#r\#n\#
        Content-Type: application/json\#r\#n\#
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bcad8\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
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
        Libpod-Api-Version: 5.4.2\#r\#n\#
        Server: Libpod/5.4.2 (linux)\#r\#n\#
        X-Reference-Id: 0xc0004bca08\#r\#n\#
        Date: Sat, 21 Nov 2026 08:15:19 GMT\#r\#n\#
        Content-Length: 204\#r\#n\#
        Connection: close\#r\#n\#
        \#r\#n\#
        {"cause":"volume is being used","message":"volume data is being used by the following container(s)\#
        : 19ed78fed4657065f02fea0bc069c5783b6c7b12a89418687567a824dd4c1cc6: volume is being used","respons\#
        e":409}\#n
        """#
]
