import Foundation
import Synchronization
import Testing

@testable import Systemd

extension EnvironmentTests {
    @MainActor
    @Suite("The bus to systemd")
    struct BusTests {
        @Test("a job that ends right after it was queued is not missed")
        func fastJob() async throws {
            let systemd = try ServiceManagerStub { member, arguments in
                [member] + arguments == ["StartUnit", "x.service", "replace"]
                    ? [.job("/job/1"), .end("/job/1", "done")] : [.hangUp]
            }
            #expect(try await systemd.connect().startUnit("x.service") == .done)
        }

        @Test("a job says how it ended, to all who wait and to who asks later; others' jobs don't matter")
        func manyWaiters() async throws {
            let systemd = try ServiceManagerStub { member, _ in
                member == "StopUnit"
                    ? [.job("/job/1")] : [.end("/job/7", "done"), .end("/job/1", "failed"), .done]
            }
            let bus = try systemd.connect()
            let job = try await bus.beginStop("x.service")
            let waiting = [Task { try await job.result }, Task { try await job.result }]
            try await bus.resetFailedUnit("x.service")
            for task in waiting { #expect(try await task.value == .failed) }
            #expect(try await job.result == .failed)
            #expect(job.unit == "x.service")
        }

        @Test("two wishes that systemd merges into one job both end with it")
        func mergedJobs() async throws {
            let systemd = try ServiceManagerStub { member, _ in
                member == "StartUnit" ? [.job("/job/1")] : [.done, .end("/job/1", "canceled")]
            }
            let bus = try systemd.connect()
            let jobs = [try await bus.beginStart("x.service"), try await bus.beginStart("x.service")]
            try await bus.reload()
            #expect(try await jobs[0].result == .canceled)
            #expect(try await jobs[1].result == .canceled)
        }

        @Test("a reload is waited for until it has begun, or is refused")
        func reloadBegins() async throws {
            let count = Mutex(0)
            let systemd = try ServiceManagerStub { _, _ in
                let isFirst = count.withLock { count in
                    count += 1
                    return count == 1
                }
                // Of the first no answer comes; its end is no beginning of the second.
                return isFirst ? [.reloading(true)] : [.reloading(false), .error("test.Refused", "Why.")]
            }
            let bus = try systemd.connect()
            try await bus.reload()
            let refusal = SystemdError.refused(
                doing: "reload systemd's units", unit: nil, name: "test.Refused", message: "Why.")
            await #expect(throws: refusal) { try await bus.reload() }
        }

        @Test("who stops waiting for a job leaves the job alone")
        func cancelledWait() async throws {
            let systemd = try ServiceManagerStub { member, _ in
                member == "RestartUnit" ? [.job("/job/1")] : [.done, .end("/job/1", "done")]
            }
            let bus = try systemd.connect()
            let job = try await bus.beginRestart("x.service")
            let waiting = Task { try await job.result }
            waiting.cancel()
            await #expect(throws: SystemdError.cancelled(doing: "restart x.service")) {
                try await waiting.value
            }
            try await bus.reload()
            #expect(try await job.result == .done)
        }

        @Test("when systemd hangs up, calls and jobs end in an error, and so do later calls")
        func hangUp() async throws {
            let systemd = try ServiceManagerStub { member, _ in
                member == "StartUnit" ? [.job("/job/1")] : [.hangUp]
            }
            let bus = try systemd.connect()
            let job = try await bus.beginStart("x.service")
            for _ in 0..<2 {
                await #expect(throws: SystemdError.disconnected(doing: "reload systemd's units")) {
                    try await bus.reload()
                }
            }
            await #expect(throws: SystemdError.disconnected(doing: "start x.service")) {
                try await job.result
            }
        }

        @Test(
            "an error of systemd's names the unit, or says what was refused and why",
            arguments: [
                ("org.freedesktop.systemd1.NoSuchUnit", .noSuchUnit("x.service")),
                ("org.freedesktop.DBus.Error.AccessDenied", .denied(.user, doing: "start x.service")),
                (
                    "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired",
                    .denied(.user, doing: "start x.service")
                ),
                // As D-Bus says it when systemd leaves the bus in the middle of a call.
                ("org.freedesktop.DBus.Error.NoReply", .disconnected(doing: "start x.service")),
                ("org.freedesktop.systemd1.UnitMasked", .masked(.user, unit: "x.service")),
                (
                    "org.freedesktop.systemd1.BadUnitSetting",
                    .refused(
                        doing: "start x.service", unit: "x.service",
                        name: "org.freedesktop.systemd1.BadUnitSetting", message: "Why."
                    )
                ),
            ] as [(String, SystemdError)])
        func errors(_ name: String, _ error: SystemdError) async throws {
            let systemd = try ServiceManagerStub { _, _ in [.error(name, "Why.")] }
            let bus = try systemd.connect()
            await #expect(throws: error) { try await bus.startUnit("x.service") }
        }

        @Test("an answer of another form is an error, not a crash")
        func unexpectedAnswer() async throws {
            let systemd = try ServiceManagerStub { _, _ in [.done] }
            let bus = try systemd.connect()
            await #expect(throws: SystemdError.unexpectedAnswer(doing: "start x.service")) {
                try await bus.startUnit("x.service")
            }
            await #expect(throws: SystemdError.unexpectedAnswer(doing: "list units")) {
                try await bus.listUnits(patterns: ["*"])
            }
        }

        @Test("a call that systemd does not answer ends when its time is over")
        func timeout() async throws {
            let systemd = try ServiceManagerStub { _, _ in [] }
            let bus = try systemd.connect()
            let message = try BusMessage(bus.handle.bus, "Reload", doing: "wait")
            await #expect(throws: SystemdError.timedOut(doing: "wait")) {
                try await bus.call(message, within: .milliseconds(20)) { _ throws(SystemdError) in () }
            }
        }

        @Test("only services have a service's properties, and unknown properties are passed over")
        func properties() async throws {
            let systemd = try ServiceManagerStub { member, arguments in
                arguments == ["org.freedesktop.systemd1.Unit"]
                    ? [.properties(["LoadState": "not-found", "ActiveState": "inactive", "Later": "x"])]
                    : [.properties(["Result": "success", "StatusText": "2 of 2 pods are ready"])]
            }
            let bus = try systemd.connect()
            let service = try await bus.unitProperties("x.service")
            #expect(service.loadState == .notFound)
            #expect(service.activeState == .inactive)
            #expect(service.invocationID == nil)
            #expect(service.service?.statusText == "2 of 2 pods are ready")
            #expect(service.service?.mainPID == nil)
            #expect(service.service?.mainExit == nil)
            #expect(try await bus.unitProperties("x.slice").service == nil)
        }

        @Test("without systemd it says so at once, and what to do")
        func unreachable() throws {
            let error = SystemdError.unreachable(.user, errno: ENOENT)
            #expect(throws: error) { try withRuntimeFolder("/nowhere") { _ = try Bus(.user) } }
            #expect("\(error)".contains("No such file or directory; run 'loginctl enable-linger USER'"))
        }
    }

    @Test("a unit's object path is what sd_bus_path_encode(3) makes of its name")
    func objectPaths() {
        #expect(
            objectPath(ofUnit: #"podsup-my\x2dapp.slice"#)
                == "/org/freedesktop/systemd1/unit/podsup_2dmy_5cx2dapp_2eslice")
        #expect(objectPath(ofUnit: "1_é.service") == "/org/freedesktop/systemd1/unit/_31_5f_c3_a9_2eservice")
        #expect(objectPath(ofUnit: "") == "/org/freedesktop/systemd1/unit/_")
    }
}

extension ServiceManagerStub {
    @MainActor fileprivate func connect() throws -> Bus {
        try withRuntimeFolder(runtimeFolder) { try Bus(.user) }
    }
}

/// Runs with this as the only way to the user's systemd.
@MainActor
private func withRuntimeFolder<Value>(_ path: String, _ body: () throws -> Value) rethrows -> Value {
    let names = ["XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"]
    let values = names.map { ProcessInfo.processInfo.environment[$0] }
    defer {
        for (name, value) in zip(names, values) {
            if let value { setenv(name, value, 1) } else { unsetenv(name) }
        }
    }
    setenv(names[0], path, 1)
    unsetenv(names[1])
    return try body()
}
