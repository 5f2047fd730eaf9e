import CSystemd

extension Bus {
    /// Makes a scope of a process that runs, and waits until the process is in it.
    ///
    /// `StartTransientUnit(s name, s mode, a(sv) properties, a(sa(sv)) aux) → o job`
    package func startScope(_ name: String, of pid: UInt32) async throws(SystemdError) -> JobResult {
        try subscribeToJobs()
        let doing = "start \(name)"
        let message = try BusMessage(handle.bus, "StartTransientUnit", doing: doing)
        try message.append(name)
        try message.append("fail")
        try message.appendScope(of: pid)
        let job = try await call(message, about: name) { answer throws(SystemdError) in
            let job = UnitJob(self, unit: name, doing: doing)
            self.follow(job, path: try answer.readString("o"))
            return job
        }
        return try await job.result
    }
}

extension BusMessage {
    /// `[("PIDs", [pid]), ("CollectMode", "inactive-or-failed")]`, and no auxiliary units.
    fileprivate func appendScope(of pid: UInt32) throws(SystemdError) {
        var pid = pid
        let steps: [Int32] = [
            open("a", "(sv)"), open("r", "sv"), text("PIDs"), open("v", "au"), open("a", "u"),
            sd_bus_message_append_basic(raw, code("u"), &pid), close(), close(), close(),
            open("r", "sv"), text("CollectMode"), open("v", "s"), text("inactive-or-failed"), close(),
            close(),
            close(), open("a", "(sa(sv))"), close(),
        ]
        guard steps.allSatisfy({ $0 >= 0 }) else { throw SystemdError.unexpectedAnswer(doing: doing) }
    }

    private func open(_ type: Character, _ contents: String) -> Int32 {
        sd_bus_message_open_container(raw, code(type), contents)
    }

    private func close() -> Int32 { sd_bus_message_close_container(raw) }

    private func text(_ text: String) -> Int32 {
        text.withCString { sd_bus_message_append_basic(raw, code("s"), $0) }
    }

    private func code(_ type: Character) -> CChar { CChar(bitPattern: type.asciiValue ?? 0) }
}
