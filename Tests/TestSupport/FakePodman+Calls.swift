import Foundation

struct FakeAnswer {
    var status = 200
    var body: Any?

    static func error(_ status: Int, _ cause: String) -> FakeAnswer {
        FakeAnswer(
            status: status, body: ["cause": cause, "message": cause, "response": status] as [String: Any])
    }

    var bytes: [UInt8] {
        let json = body.flatMap {
            try? JSONSerialization.data(withJSONObject: $0, options: .fragmentsAllowed)
        }
        let head = "HTTP/1.1 \(status) X\r\nContent-Length: \(json?.count ?? 0)\r\nConnection: close\r\n\r\n"
        return Array(head.utf8) + (json ?? Data())
    }
}

/// The calls, below `/v4.0.0/libpod`, as Podman 5.4.2 answers them.
extension FakePodman.State {
    mutating func answer(
        _ method: String, _ path: [String], _ query: [String: String], _ body: [String: Any],
        _ fake: FakePodman
    ) -> FakeAnswer {
        switch (method, path.first, path.count) {
        case ("GET", "info", 1):
            let host: [String: Any] = [
                "ociRuntime": ["name": "crun", "path": "/usr/bin/crun"], "cgroupControllers": [] as [String],
                "cgroupManager": "systemd",
                "security": [
                    "rootless": false, "apparmorEnabled": false, "seccompEnabled": true,
                    "selinuxEnabled": false,
                ],
            ]
            let store = ["graphRoot": folder, "volumePath": "/volumes", "graphDriverName": "overlay"]
            return FakeAnswer(body: ["host": host, "store": store])
        case ("POST", "pods", 2) where path[1] == "create": return createPod(body)
        case ("GET", "pods", 2) where path[1] == "json":
            return FakeAnswer(body: pods.filter { matches($0.labels, query) }.map(summary))
        case (_, "pods", 2...): return pod(method, path, fake)
        case ("POST", "containers", 2) where path[1] == "create": return createContainer(body)
        case ("GET", "containers", 2) where path[1] == "json":
            return FakeAnswer(body: containers.filter { matches($0.labels, query) }.map(summary))
        case (_, "containers", 2...): return container(method, path, query, fake)
        case ("GET", "images", 3) where path[2] == "exists":
            return images.contains(path[1]) ? FakeAnswer(status: 204) : .error(404, "no such image")
        case ("GET", "images", 3) where path[2] == "json":
            return images.contains(path[1])
                ? FakeAnswer(body: ["Id": path[1]]) : .error(404, "no such image")
        case ("DELETE", "images", 2):
            return images.remove(path[1]) != nil
                ? FakeAnswer(body: [:] as [String: Any]) : .error(404, "no such image")
        case ("POST", "system", 2): return FakeAnswer(body: [:] as [String: Any])
        case ("POST", "images", 2) where path[1] == "pull":
            let image = query["reference"] ?? ""
            images.insert(image)
            return FakeAnswer(body: ["id": image, "images": [image]] as [String: Any])
        case ("GET", "networks", 3) where path[2] == "exists":
            return networks.contains(path[1]) ? FakeAnswer(status: 204) : .error(404, "no such network")
        case ("POST", "networks", 2) where path[1] == "create":
            networks.insert(body["name"] as? String ?? "")
            return FakeAnswer(body: body)
        case ("GET", "volumes", 3):
            guard let mountpoint = volumes[path[1]] else { return .error(404, "no such volume") }
            return FakeAnswer(body: ["Name": path[1], "Mountpoint": mountpoint])
        default:
            return .error(599, "the fake knows no \(method) \(path.joined(separator: "/"))")
        }
    }

    private func matches(_ labels: [String: String], _ query: [String: String]) -> Bool {
        let filters =
            query["filters"].flatMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) }
            as? [String: [String]] ?? [:]
        return (filters["label"] ?? []).allSatisfy { filter in
            let parts = filter.split(separator: "=", maxSplits: 1).map(String.init)
            return parts.count == 2 ? labels[parts[0]] == parts[1] : labels[filter] != nil
        }
    }

    private func isTaken(_ name: String) -> Bool {
        containers.contains { $0.name == name } || pods.contains { $0.name == name }
    }

    // MARK: Pods

    private mutating func createPod(_ body: [String: Any]) -> FakeAnswer {
        let name = body["name"] as? String ?? ""
        if isTaken(name) { return .error(409, "pod already exists") }
        count += 2
        let pod = FakePodman.Pod(
            id: FakePodman.id(count), name: name, labels: body["labels"] as? [String: String] ?? [:])
        pods.append(pod)
        var infra = FakePodman.Container(
            id: FakePodman.id(count - 1), name: "\(name)-infra", labels: pod.labels, pod: pod.id)
        infra.isInfra = true
        containers.append(infra)
        return FakeAnswer(status: 201, body: ["Id": pod.id])
    }

    private mutating func pod(_ method: String, _ path: [String], _ fake: FakePodman) -> FakeAnswer {
        guard let pod = pods.first(where: { $0.id == path[1] || $0.name == path[1] }) else {
            return .error(404, "no such pod")
        }
        switch (method, path.dropFirst(2).first) {
        case ("GET", "json"):
            let infra = containers.first { $0.pod == pod.id && $0.isInfra }
            return FakeAnswer(
                body: [
                    "Id": pod.id, "Name": pod.name, "Labels": pod.labels, "InfraContainerID": infra?.id ?? "",
                ] as [String: Any])
        case ("POST", "start"):
            for index in containers.indices
            where containers[index].pod == pod.id && !containers[index].isRunning {
                containers[index].state = .running(pid: FakePodman.spawn())
            }
            return FakeAnswer(body: ["Id": pod.id])
        case ("DELETE", nil):
            for container in containers where container.pod == pod.id { fake.end(container) }
            containers.removeAll { $0.pod == pod.id }
            pods.removeAll { $0.id == pod.id }
            return FakeAnswer(body: [:] as [String: Any])
        default: return .error(599, "the fake knows no \(method) of a pod")
        }
    }

    private func summary(_ pod: FakePodman.Pod) -> [String: Any] {
        ["Id": pod.id, "Name": pod.name, "Labels": pod.labels, "Status": "Running"]
    }

    // MARK: Containers

    private mutating func createContainer(_ body: [String: Any]) -> FakeAnswer {
        let name = body["name"] as? String ?? ""
        let pod = body["pod"] as? String ?? ""
        if isTaken(name) { return .error(500, "that name is already in use") }
        guard images.contains(body["image"] as? String ?? "") else { return .error(404, "no such image") }
        guard pods.contains(where: { $0.id == pod }) else { return .error(404, "no such pod") }
        count += 1
        containers.append(
            FakePodman.Container(
                id: FakePodman.id(count), name: name, labels: body["labels"] as? [String: String] ?? [:],
                pod: pod))
        if let data = try? JSONSerialization.data(withJSONObject: body, options: .sortedKeys) {
            bodies[name] = String(decoding: data, as: UTF8.self)
        }
        return FakeAnswer(status: 201, body: ["Id": FakePodman.id(count), "Warnings": []] as [String: Any])
    }

    private mutating func container(
        _ method: String, _ path: [String], _ query: [String: String], _ fake: FakePodman
    ) -> FakeAnswer {
        guard let index = containers.firstIndex(where: { $0.id == path[1] || $0.name == path[1] }) else {
            return .error(404, "no such container")
        }
        let container = containers[index]
        switch (method, path.dropFirst(2).first) {
        case ("GET", "json"): return FakeAnswer(body: inspection(container))
        case ("POST", "start"):
            let infra = containers.first { $0.pod == container.pod && $0.isInfra }
            guard infra?.isRunning == true else { return .error(500, "the infra container does not run") }
            if container.isRunning { return FakeAnswer(status: 304) }
            containers[index].state = .running(pid: FakePodman.spawn())
            if givesConmon {
                containers[index].conmon = FakePodman.spawn(as: container.id)
                containers[index].conmonSeen = containers[index].conmon
            }
            return FakeAnswer(status: 204)
        case ("POST", "kill"):
            guard container.isRunning else { return .error(409, "container state improper") }
            let isKill = query["signal"] == "SIGKILL"
            if !isKill, stubborn.contains(container.name) { return FakeAnswer(status: 204) }
            containers[index].state = .exited(isKill ? 137 : 143)
            fake.end(container)
            return FakeAnswer(status: 204)
        case ("POST", "rename"):
            let name = query["name"] ?? ""
            if isTaken(name) { return .error(500, "that name is already in use") }
            containers[index].name = name
            return FakeAnswer(status: 204)
        case ("DELETE", nil):
            if container.isRunning, query["force"] != "true" {
                return .error(409, "container state improper")
            }
            fake.remove(at: index, &self)
            return FakeAnswer(body: [])
        default: return .error(599, "the fake knows no \(method) of a container")
        }
    }

    private func inspection(_ container: FakePodman.Container) -> [String: Any] {
        let never = "0001-01-01T00:00:00Z"
        var state: [String: Any] = [
            "Paused": false, "OOMKilled": false, "StartedAt": never, "FinishedAt": never,
            "ConmonPid": container.conmonSeen,
        ]
        switch container.state {
        case .created: state["Status"] = "created"
        case .running(let pid):
            state.merge(["Status": "running", "Running": true, "Pid": pid, "StartedAt": now]) { $1 }
        case .exited(let code):
            state.merge(["Status": "exited", "ExitCode": code, "StartedAt": now, "FinishedAt": now]) { $1 }
        }
        return [
            "Id": container.id, "Name": container.name, "State": state, "OCIRuntime": "crun",
            "OCIConfigPath": "/nonexistent/config.json", "Pod": container.pod, "IsInfra": container.isInfra,
            "Config": ["Labels": container.labels, "StopSignal": "SIGTERM"],
            "NetworkSettings": ["IPAddress": "127.0.0.1"],
            "HostConfig": ["LogConfig": ["Type": "k8s-file"], "RestartPolicy": ["Name": "no"]],
        ]
    }

    private func summary(_ container: FakePodman.Container) -> [String: Any] {
        [
            "Id": container.id, "Names": [container.name], "Labels": container.labels,
            "IsInfra": container.isInfra, "Pod": container.pod, "State": "",
        ]
    }

    private var now: String {
        let format = ISO8601DateFormatter()
        format.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        return format.string(from: Date())
    }
}
