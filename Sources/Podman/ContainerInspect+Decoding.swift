extension ContainerInspect: Decodable {
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        id = try fields.text("Id")
        name = try fields.text("Name")
        created = try fields.time("Created")
        state = try fields.decode(State.self, forKey: "State")
        config = try fields.decode(Config.self, forKey: "Config")
        hostConfig = try fields.decode(HostConfig.self, forKey: "HostConfig")
        ociRuntime = try fields.text("OCIRuntime")
        ociConfigPath = try fields.text("OCIConfigPath")
        image = try fields.text("Image")
        imageName = try fields.text("ImageName")
        network = try fields.decode(Network.self, forKey: "NetworkSettings")
        mounts = try fields.list("Mounts")
        pod = try fields.text("Pod")
        isInfra = try fields.flag("IsInfra")
        effectiveCaps = try fields.list("EffectiveCaps")
    }
}

extension ContainerInspect.State: Decodable {
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        status = try fields.text("Status")
        running = try fields.flag("Running")
        paused = try fields.flag("Paused")
        pid = try fields.int32("Pid")
        conmonPid = try fields.int32("ConmonPid")
        exitCode = try fields.int32("ExitCode")
        oomKilled = try fields.flag("OOMKilled")
        startedAt = try fields.time("StartedAt")
        finishedAt = try fields.time("FinishedAt")
        error = try fields.text("Error")
        cgroupPath = try fields.text("CgroupPath")
    }
}

extension ContainerInspect.Config: Decodable {
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        labels = try fields.map("Labels")
        // A number up to the API of Podman 4, a name since.
        if let number = try? fields.decodeIfPresent(Int64.self, forKey: "StopSignal") {
            stopSignal = number == 0 ? "" : String(number)
        } else {
            stopSignal = try fields.text("StopSignal")
        }
        env = try fields.list("Env")
        user = try fields.text("User")
        workingDir = try fields.text("WorkingDir")
        hostname = try fields.text("Hostname")
        entrypoint = try fields.words("Entrypoint")
        command = try fields.list("Cmd")
        umask = try fields.text("Umask")
        stopTimeout = try fields.int64("StopTimeout")
        stdin = try fields.flag("OpenStdin")
        terminal = try fields.flag("Tty")
        healthcheck = try fields.decodeIfPresent(HealthTest.self, forKey: "Healthcheck")?.test ?? []
        annotations = try fields.map("Annotations")
    }
}

/// A healthcheck; only its test concerns us, to see that it is off.
struct HealthTest: Decodable {
    var test: [String]
    init(from decoder: any Decoder) throws { test = try decoder.fields().list("Test") }
}

extension ContainerInspect.HostConfig: Decodable {
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        memory = try fields.int64("Memory")
        memoryReservation = try fields.int64("MemoryReservation")
        memorySwap = try fields.int64("MemorySwap")
        cpuShares = try fields.int64("CpuShares")
        cpuQuota = try fields.int64("CpuQuota")
        cpuPeriod = try fields.int64("CpuPeriod")
        pidsLimit = try fields.int64("PidsLimit")
        cgroupParent = try fields.text("CgroupParent")
        let log = try fields.nestedContainer(keyedBy: WireKey.self, forKey: "LogConfig")
        logDriver = try log.text("Type")
        logPath = try log.text("Path")
        readonlyRootfs = try fields.flag("ReadonlyRootfs")
        privileged = try fields.flag("Privileged")
        capAdd = try fields.list("CapAdd")
        capDrop = try fields.list("CapDrop")
        securityOpt = try fields.list("SecurityOpt")
        groupAdd = try fields.list("GroupAdd")
        oomScoreAdj = try fields.int32("OomScoreAdj")
        restartPolicy = try fields.nestedContainer(keyedBy: WireKey.self, forKey: "RestartPolicy").text(
            "Name")
        networkMode = try fields.text("NetworkMode")
        pidMode = try fields.text("PidMode")
        ipcMode = try fields.text("IpcMode")
    }
}

extension ContainerInspect.Network: Decodable {
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        ipAddress = try fields.text("IPAddress")
        let attached: [String: Attachment] = try fields.map("Networks")
        networks = attached.mapValues(\.address)
    }

    private struct Attachment: Decodable {
        var address: String
        init(from decoder: any Decoder) throws { address = try decoder.fields().text("IPAddress") }
    }
}

extension ContainerInspect.Mount: Decodable {
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        type = try fields.text("Type")
        name = try fields.text("Name")
        source = try fields.text("Source")
        destination = try fields.text("Destination")
        options = try fields.list("Options")
        readWrite = try fields.flag("RW")
    }
}

/// One container of `GET /libpod/containers/json`.
package struct ContainerSummary: Equatable, Sendable, Decodable {
    package var id: String
    package var names: [String]
    /// A pod's labels are its infra container's too: look at ``isInfra``.
    package var labels: [String: String]
    /// As ``ContainerInspect/State/status``.
    package var state: String
    /// ID of its pod, or empty.
    package var pod: String
    package var podName: String
    /// 0 when it does not run.
    package var pid: Int32
    package var isInfra: Bool
    package var exitCode: Int32
    package var imageID: String

    package var name: String { names.first ?? "" }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.fields()
        id = try fields.text("Id")
        names = try fields.list("Names")
        labels = try fields.map("Labels")
        state = try fields.text("State")
        pod = try fields.text("Pod")
        podName = try fields.text("PodName")
        pid = try fields.int32("Pid")
        isInfra = try fields.flag("IsInfra")
        exitCode = try fields.int32("ExitCode")
        imageID = try fields.text("ImageID")
    }
}
