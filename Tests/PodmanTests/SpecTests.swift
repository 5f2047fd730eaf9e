import Foundation
import Testing

@testable import Podman

@Suite("What is sent to make pods and containers")
struct SpecTests {
    @Test("every key of a container is one that both versions know")
    func containerKeys() throws {
        let sent = Set(try members(String(decoding: json(fullContainer()), as: UTF8.self)).keys)
        #expect(sent == Set(ContainerCreate.CodingKeys.allCases.map(\.rawValue)))
        #expect(sent.subtracting(containerKeys431) == [])
        #expect(sent.subtracting(containerKeys542) == [])
    }

    @Test("every key of a pod is one that both versions know, but for two that 4.3.1 lacks")
    func podKeys() throws {
        let sent = Set(try members(String(decoding: json(fullPod()), as: UTF8.self)).keys)
        #expect(sent == Set(PodCreate.CodingKeys.allCases.map(\.rawValue)))
        #expect(sent.subtracting(podKeys431) == ["ipcns", "restart_policy"])
        #expect(sent.subtracting(podKeys542) == [])
    }

    @Test("what Podman would do by itself is off in every container")
    func ownMachineryIsOff() throws {
        let text = String(decoding: json(ContainerCreate(name: "c", image: "i")), as: UTF8.self)
        #expect(
            text == #"{"annotations":{},"env":{},"env_host":false,"healthconfig":{"Test":["NONE"]},"#
                + #""httpproxy":false,"image":"i","labels":{},"name":"c","restart_policy":"no","#
                + #""sdnotifyMode":"ignore","systemd":"false"}"#)
    }

    @Test("a pod keeps its infra container and outlives its last container")
    func plainPod() {
        let text = String(decoding: json(PodCreate(name: "p", labels: ["a": "b"])), as: UTF8.self)
        #expect(text == #"{"exit_policy":"continue","labels":{"a":"b"},"name":"p","no_infra":false}"#)
    }

    @Test("the parts are spelt as Go reads them")
    func parts() throws {
        let container = String(decoding: json(fullContainer()), as: UTF8.self)
        for part in [
            #""mounts":[{"destination":"/d","options":["ro"],"source":"/s","type":"bind"}]"#,
            #""image_volumes":[{"Destination":"/i","ReadWrite":false,"Source":"i","subPath":"a"}]"#,
            #""volumes":[{"Dest":"/v","Name":"data","Options":["nocopy"],"SubPath":"a/b"}]"#,
            #""resource_limits":{"cpu":{"cpus":"0","period":100000,"quota":50000,"shares":512},"#
                + #""memory":{"limit":5368709120,"reservation":1,"swap":5368709120},"pids":{"limit":100},"#
                + #""unified":{"memory.high":"1"}}"#,
            #""r_limits":[{"hard":2,"soft":1,"type":"nofile"}]"#,
            #""log_configuration":{"driver":"k8s-file","options":{"tag":"t"},"path":"/l","size":9}"#,
            #""devices":[{"path":"/dev/a:/dev/b:rw"}]"#, #""ipcns":{"nsmode":"host"}"#,
            #""netns":{"nsmode":"path","value":"/n"}"#, #""stop_signal":15"#,
        ] {
            #expect(container.contains(part))
        }
        let pod = String(decoding: json(fullPod()), as: UTF8.self)
        let port = #"{"container_port":80,"host_ip":"127.0.0.1","host_port":8080,"protocol":"udp"}"#
        #expect(pod.contains(#""portmappings":[\#(port)]"#))
        #expect(pod.contains(#""Networks":{"n":{"aliases":["a"],"static_ips":["10.0.0.1"]}}"#))
    }

    private func fullContainer() -> ContainerCreate {
        var spec = ContainerCreate(name: "c", pod: "p", image: "i", labels: ["a": "b"])
        spec.entrypoint = ["/e"]
        spec.command = ["c"]
        spec.env = ["A": "b"]
        spec.unsetEnvAll = true
        spec.workDir = "/w"
        spec.user = "1:1"
        spec.groups = ["2"]
        spec.annotations = ["a": "b"]
        spec.hostname = "h"
        spec.mounts = [OCIMount(destination: "/d", source: "/s", options: ["ro"])]
        spec.volumes = [NamedVolume(name: "data", destination: "/v", options: ["nocopy"], subPath: "a/b")]
        spec.imageVolumeMode = "tmpfs"
        spec.imageVolumes = [ImageVolume(source: "i", destination: "/i", subPath: "a")]
        spec.shmSize = 1 << 20
        spec.devices = [OCIDevice(path: "/dev/a:/dev/b:rw")]
        spec.readOnlyFilesystem = true
        spec.capAdd = ["NET_BIND_SERVICE"]
        spec.capDrop = ["ALL"]
        spec.privileged = false
        spec.noNewPrivileges = true
        spec.seccompProfilePath = "unconfined"
        spec.apparmorProfile = "unconfined"
        spec.selinuxOpts = ["disable"]
        spec.umask = "0022"
        spec.unmask = ["ALL"]
        spec.procfsOpts = ["hidepid=2"]
        spec.sysctl = ["a": "1"]
        spec.resourceLimits = ResourceLimits(
            cpu: .init(shares: 512, quota: 50_000, period: 100_000, cpus: "0"),
            memory: .init(limit: 5 << 30, reservation: 1, swap: 5 << 30), pids: .init(limit: 100),
            unified: ["memory.high": "1"])
        spec.rlimits = [Rlimit(type: "nofile", hard: 2, soft: 1)]
        spec.oomScoreAdj = -998
        spec.cgroupParent = "a.slice"
        spec.logConfiguration = LogConfiguration(
            driver: "k8s-file", path: "/l", options: ["tag": "t"], size: 9)
        spec.stopSignal = 15
        spec.stopTimeout = 30
        spec.stdin = true
        spec.terminal = true
        spec.timezone = "UTC"
        spec.pidns = .private
        spec.ipcns = .host
        spec.utsns = .pod
        spec.netns = Namespace("path", value: "/n")
        spec.userns = Namespace("auto")
        return spec
    }

    private func fullPod() -> PodCreate {
        var spec = PodCreate(name: "p", labels: ["a": "b"])
        spec.hostname = "h"
        spec.sharedNamespaces = ["net"]
        spec.netns = Namespace("bridge")
        spec.portMappings = [
            PortMapping(hostIP: "127.0.0.1", hostPort: 8080, containerPort: 80, protocol: "udp")
        ]
        spec.cgroupParent = "a.slice"
        spec.shareParent = false
        spec.infraName = "p-infra"
        spec.infraImage = "i"
        spec.restartPolicy = "no"
        spec.hostAdd = ["h:1.2.3.4"]
        spec.dnsServer = ["1.1.1.1"]
        spec.dnsSearch = ["local"]
        spec.dnsOption = ["ndots:2"]
        spec.noManageHosts = true
        spec.noManageResolvConf = true
        spec.sysctl = ["a": "1"]
        spec.userns = Namespace("auto")
        spec.pidns = .host
        spec.utsns = .host
        spec.ipcns = .host
        spec.shmSize = 1 << 20
        spec.securityOpt = ["label=disable"]
        spec.networks = ["n": NetworkOptions(aliases: ["a"], staticIPs: ["10.0.0.1"])]
        return spec
    }
}
