import Supervisor
import Systemd

/// Status as tables for people. A function of the documents and the time.
struct StatusReport {
    var now: Seconds
    var isWide = false
    var hasColor = false
    var isUser = false

    // MARK: All apps

    func table(_ entries: [AppEntry]) -> [String] {
        var rows = [["APP", "POD", "READY", "STATUS", "RESTARTS", "AGE", "PORTS"]]
        if isWide { rows[0].append("IP") }
        for entry in entries {
            let pods = entry.document?.items ?? []
            for pod in pods {
                var row = [entry.name, pod.metadata.name] + cells(pod, entry)
                if !isWide { row.removeLast() }
                rows.append(row)
            }
            if pods.isEmpty { rows.append([entry.name, "-", "-", colored(unitWord(entry), .bad), "-", "-"]) }
        }
        return aligned(rows)
    }

    /// READY, STATUS, RESTARTS, AGE, PORTS, IP.
    private func cells(_ pod: PodDocument, _ entry: AppEntry) -> [String] {
        let containers = pod.status.containerStatuses
        let ready = containers.count(where: \.ready)
        let word = entry.isSupervised ? podWord(pod) : unitWord(entry)
        let color: Color = entry.isSupervised ? podColor(pod) : .bad
        return [
            "\(ready)/\(containers.count)", colored(word, color), restarts(pod), podAge(pod), ports(pod),
            pod.status.podIP ?? "-",
        ]
    }

    // MARK: One app

    func detail(_ entry: AppEntry) -> [String] {
        var lines = [heading(entry)]
        guard let document = entry.document else { return lines }
        if let problem = document.podsup.problem {
            lines.append(colored("The manifest was not applied: ", .bad) + problem)
        }
        lines.append("")
        var rows = [["POD", "READY", "STATUS", "RESTARTS", "AGE", "PORTS", "IP"]]
        for pod in document.items { rows.append([pod.metadata.name] + cells(pod, entry)) }
        lines += aligned(rows) + [""]
        lines += containers(document)
        return lines
    }

    /// `site: ready: 2 containers`, or that nobody looks after it.
    private func heading(_ entry: AppEntry) -> String {
        let name = colored(entry.name, .bold)
        guard !entry.isSupervised else { return "\(name): \(entry.document?.podsup.summary ?? "")" }
        let systemctl = isUser ? "systemctl --user" : "systemctl"
        let last = entry.document == nil ? "" : "; below is what was seen last"
        let advice = "'\(systemctl) status podsup-\(entry.name)' tells more"
        return "\(name): no supervisor runs: \(colored(unitWord(entry), .bad))\(last); \(advice)"
    }

    private func containers(_ document: StatusDocument) -> [String] {
        var rows = [["CONTAINER", "STATE", "READY", "RESTARTS", "AGE"]]
        if isWide { rows[0].append("IMAGE") }
        // What is behind a row, in lines of their own below it.
        var messages: [Int: String] = [:]
        for pod in document.items {
            let prefix = document.items.count > 1 ? "\(pod.metadata.name)/" : ""
            for container in pod.status.initContainerStatuses ?? [] {
                add(container, "\(prefix)\(container.name) (init)", to: &rows, &messages)
            }
            for container in pod.status.containerStatuses {
                add(container, prefix + container.name, to: &rows, &messages)
            }
        }
        return aligned(rows).enumerated().flatMap { index, line in
            [line] + (messages[index].map { ["  \(colored($0, .faint))"] } ?? [])
        }
    }

    private func add(
        _ container: ContainerDocument, _ name: String, to rows: inout [[String]],
        _ messages: inout [Int: String]
    ) {
        let state = ContainerState(container, now: now)
        let since = container.state.running?.startedAt ?? container.state.terminated?.finishedAt
        var row = [
            name, colored(state.text, state.color), container.ready ? "yes" : "no", restarts([container]),
            seconds(since).map { age(now - $0) } ?? "-",
        ]
        if isWide { row.append(container.image) }
        if let message = state.message { messages[rows.count] = printable(message) }
        rows.append(row)
    }

    // MARK: Cells

    private func restarts(_ pod: PodDocument) -> String {
        restarts(pod.status.containerStatuses + (pod.status.initContainerStatuses ?? []))
    }

    /// `3 (2m ago)`: how often, and when the last time was.
    private func restarts(_ containers: [ContainerDocument]) -> String {
        let count = containers.reduce(0) { $0 + Int64($1.restartCount) }
        let last = containers.filter { $0.restartCount > 0 }
            .compactMap { seconds($0.lastState.terminated?.finishedAt) }.max()
        guard count > 0, let last else { return "\(count)" }
        return "\(count) (\(age(now - last)) ago)"
    }

    private func podAge(_ pod: PodDocument) -> String {
        seconds(pod.status.startTime ?? pod.metadata.creationTimestamp).map { age(now - $0) } ?? "-"
    }

    /// Host ports: `8080->80/tcp`, or `8080/tcp` where both are the same.
    private func ports(_ pod: PodDocument) -> String {
        let all = ((pod.spec.initContainers ?? []) + pod.spec.containers).flatMap { $0.ports ?? [] }
        let texts = all.compactMap { port in
            port.hostPort.map { host in
                let address = port.hostIP.map { "\($0.contains(":") ? "[\($0)]" : $0):" } ?? ""
                let target = host == port.containerPort ? "" : "->\(port.containerPort)"
                return "\(address)\(host)\(target)/\(port.protocol.lowercased())"
            }
        }
        return texts.isEmpty ? "-" : texts.joined(separator: ", ")
    }

    private func colored(_ text: String, _ color: Color) -> String { hasColor ? color.paint(text) : text }
}

/// A message in one line, with nothing in it that a terminal would obey.
private func printable(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return String(decoding: escaped(Array(line.utf8)), as: UTF8.self).clipped(to: 300)
}
