import Supervisor
import Systemd

/// Status as tables for people. A function of the documents and the time.
struct StatusReport {
    var now: Seconds
    var isWide = false
    var hasColor = false
    var isUser = false
    /// Columns of the terminal; nil: lines may be as long as they are.
    var width: Int?
    /// By container ID; shown where it is wide.
    var usages: [String: Usage] = [:]

    // MARK: All apps

    func table(_ entries: [AppEntry]) -> [String] {
        var table = Table(
            header: ["APP", "POD"] + columns, lead: 2, flexible: isWide ? [3, 6, columns.count + 1] : [3, 6])
        for entry in entries {
            let pods = entry.document?.items ?? []
            for pod in pods { table.add([Cell(entry.name), Cell(pod.metadata.name)] + cells(pod, entry)) }
            if pods.isEmpty {
                let rest = [Cell](repeating: "-", count: columns.count - 2)
                table.add([Cell(entry.name), "-", "-", Cell(unitWord(entry), .bad)] + rest)
            }
        }
        return table.lines(width: width, hasColor: hasColor)
    }

    private var columns: [String] {
        ["READY", "STATUS", "RESTARTS", "AGE", "PORTS"]
            + (isWide ? ["IP", "MEMORY", "CPU TIME", "IMAGES"] : [])
    }

    private func cells(_ pod: PodDocument, _ entry: AppEntry) -> [Cell] {
        let containers = pod.lastingContainers
        let ready = containers.count(where: \.ready)
        // A pod that has ended needs no supervisor any more. What nobody looks after may be ready or not.
        let isTrue = entry.isSupervised || hasEnded(pod)
        let status = isTrue ? Cell(podText(pod), podColor(pod)) : Cell(unitWord(entry), .bad)
        var cells: [Cell] = [
            Cell("\(isTrue ? "\(ready)" : "?")/\(containers.count)"), status, Cell(restarts(pod)),
            Cell(podAge(pod)), Cell(ports(pod)),
        ]
        if isWide {
            let used = pod.allContainers.compactMap { shortID($0).flatMap { usages[$0] } }
            let usage = used.first.map { used.dropFirst().reduce($0, +) }
            var images: [String] = []
            for container in pod.allContainers where !images.contains(container.image) {
                images.append(container.image)
            }
            cells += [
                Cell(pod.status.podIP ?? "-"), Cell(memoryText(usage)), Cell(cpuTimeText(usage)),
                Cell(images.joined(separator: ", ")),
            ]
        }
        return cells
    }

    /// `CrashLoopBackOff, again in 40s`
    private func podText(_ pod: PodDocument) -> String {
        let word = podWord(pod)
        let retries = pod.allContainers.compactMap { seconds($0.state.waiting?.retryAt) }
        guard let next = retries.min(), pod.metadata.deletionTimestamp == nil else { return word }
        return "\(word), again in \(age(max(0, next - now)))"
    }

    // MARK: One app

    func detail(_ entry: AppEntry) -> [String] {
        var lines = fill(heading(entry))
        guard let document = entry.document else { return lines }
        if let problem = document.podsup.problem {
            lines += fill(colored("The manifest was not applied: ", .bad) + problem)
        }
        lines.append("")
        var pods = Table(
            header: ["POD", "READY", "STATUS", "RESTARTS", "AGE", "PORTS", "IP"]
                + (isWide ? ["MEMORY", "CPU TIME"] : []), flexible: [2, 5])
        for pod in document.items {
            var cells = [Cell(pod.metadata.name)] + cells(pod, entry)
            if isWide { cells.removeLast() } else { cells.append(Cell(pod.status.podIP ?? "-")) }
            pods.add(cells)
        }
        lines += pods.lines(width: width, hasColor: hasColor) + [""]
        lines += containers(entry, document)
        return lines
    }

    private func fill(_ text: String) -> [String] { width.map { wrapped(text, width: $0) } ?? [text] }

    /// `site: ready: 2 containers`, or that nobody looks after it.
    private func heading(_ entry: AppEntry) -> String {
        let name = colored(entry.name, .bold)
        guard !entry.isSupervised else { return "\(name): \(entry.document?.podsup.summary ?? "")" }
        let pods = entry.document?.items ?? []
        if !pods.isEmpty, pods.allSatisfy(hasEnded) {
            let isGood = pods.allSatisfy { $0.status.phase == "Succeeded" }
            return "\(name): has ended: \(isGood ? "succeeded" : colored("failed", .bad))"
        }
        let systemctl = isUser ? "systemctl --user" : "systemctl"
        let last = entry.document == nil ? "" : "; below is what was seen last"
        let advice = "'\(systemctl) status podsup-\(entry.name)' tells more"
        return "\(name): no supervisor runs: \(colored(unitWord(entry), .bad))\(last); \(advice)"
    }

    private func containers(_ entry: AppEntry, _ document: StatusDocument) -> [String] {
        var table = Table(
            header: ["CONTAINER", "STATE", "READY", "RESTARTS", "AGE"]
                + (isWide ? ["MEMORY", "CPU TIME", "IMAGE"] : []), flexible: isWide ? [1, 7] : [1])
        for pod in document.items {
            let prefix = document.items.count > 1 ? "\(pod.metadata.name)/" : ""
            let isTrue = entry.isSupervised || hasEnded(pod)
            for container in pod.status.initContainerStatuses ?? [] {
                add(container, "\(prefix)\(container.name) (init)", isInit: true, isTrue, to: &table)
            }
            for container in pod.status.containerStatuses {
                add(container, prefix + container.name, isInit: false, isTrue, to: &table)
            }
        }
        return table.lines(width: width, hasColor: hasColor)
    }

    private func add(
        _ container: ContainerDocument, _ name: String, isInit: Bool, _ isTrue: Bool, to table: inout Table
    ) {
        let state = ContainerState(container, isInit: isInit, now: now)
        let since = container.state.running?.startedAt ?? container.state.terminated?.finishedAt
        var cells: [Cell] = [
            Cell(name), isTrue ? Cell(state.text, state.color) : Cell("was: \(state.lasting)", .faint),
            Cell(isTrue ? container.ready ? "yes" : "no" : "?"), Cell(restarts([container])),
            Cell(seconds(since).map { age(now - $0) } ?? "-"),
        ]
        if isWide {
            let usage = shortID(container).flatMap { usages[$0] }
            cells += [Cell(memoryText(usage)), Cell(cpuTimeText(usage)), Cell(container.image)]
        }
        table.add(cells, note: state.message.map(printable))
    }

    // MARK: Cells

    /// As kubectl counts: how often an init container was tried is told until the pod is past it.
    private func restarts(_ pod: PodDocument) -> String {
        restarts(pod.isInitialized ? pod.lastingContainers : pod.status.initContainerStatuses ?? [])
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
func printable(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return String(decoding: escaped(Array(line.utf8)), as: UTF8.self).clipped(to: 300)
}
