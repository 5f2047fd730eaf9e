import PodSpec
import Testing

@testable import PodEngine

/// A Job at a moment; each step says how many seconds after the epoch it happens.
private struct JobDriver {
    var machine: JobMachine
    var time = 0.0

    init(_ change: (inout Job) -> Void = { _ in }, record: JobRecord = JobRecord()) {
        var template = Pod.of("work", policy: .never)
        template.name = "job"
        var job = Job(name: "job", template: template)
        change(&job)
        machine = JobMachine(job, record: record)
    }

    static func begun(_ change: (inout Job) -> Void = { _ in }) -> JobDriver {
        var driver = JobDriver(change)
        driver.send(.begin)
        return driver
    }

    @discardableResult
    mutating func send(_ event: JobEvent, at seconds: Double? = nil) -> [JobAction] {
        time = seconds ?? time
        return machine.handle(event, at: Now(seconds: time))
    }

    var pods: [JobRecord.Pod] { machine.record.pods }
    var record: JobRecord { machine.record }
    var verdict: JobRecord.Verdict? { machine.record.verdict }

    @discardableResult
    mutating func fail(_ index: Int = 0, code: Int32 = 1, at seconds: Double? = nil) -> [JobAction] {
        send(
            .podEnded(pods[index].name, .failed(codes: [JobPodEnd.ExitCode("work", code)], conditions: [])),
            at: seconds)
    }

    @discardableResult
    mutating func succeed(_ index: Int = 0, at seconds: Double? = nil) -> [JobAction] {
        send(.podEnded(pods[index].name, .succeeded), at: seconds)
    }

    var wake: Double? {
        machine.nextWake.map { Double(($0 - epoch.instant).components.seconds) }
    }
}

extension [JobAction] {
    fileprivate var started: [JobRecord.Pod] {
        compactMap { if case .start(let pod) = $0 { pod } else { nil } }
    }
    fileprivate var stopped: [String] { compactMap { if case .stop(let pod) = $0 { pod } else { nil } } }
    fileprivate var reasons: [String] {
        compactMap { if case .report(let report) = $0 { report.reason } else { nil } }
    }
}

@Suite("A Job")
struct JobTests {
    @Test("runs one pod, named as Kubernetes names it, and is complete when that has succeeded")
    func success() {
        var driver = JobDriver()
        let started = driver.send(.begin).started
        #expect(started.count == 1)
        let name = started[0].name
        #expect(name.hasPrefix("job-") && name.utf8.count == 9)
        let actions = driver.succeed()
        #expect(actions.contains(.remove(pod: name)))
        #expect(actions.reasons == ["Completed"])
        #expect(driver.record.isFinished)
        #expect(driver.verdict?.reason == "CompletionsReached")
        #expect(driver.record.succeeded == 1)
        #expect(driver.send(.timer, at: 1000).isEmpty)
    }

    @Test("replaces a failed pod after 10 s, 20 s … six minutes")
    func backOff() {
        var driver = JobDriver.begun { $0.backoffLimit = 20 }
        var time = 0.0
        for delay in [10.0, 20, 40, 80, 160, 320, 360, 360] {
            driver.fail(at: time)
            #expect(driver.pods.isEmpty)
            #expect(driver.wake == time + delay)
            #expect(driver.send(.timer, at: time + delay - 1).started.isEmpty)
            #expect(driver.send(.timer, at: time + delay).started.count == 1)
            time += delay
        }
    }

    @Test("a success starts the waiting over")
    func successForgives() {
        var driver = JobDriver.begun {
            $0.completions = 3
            $0.backoffLimit = 9
        }
        driver.fail()
        driver.send(.timer, at: 10)
        driver.fail(at: 10)
        driver.send(.timer, at: 30)
        driver.succeed(at: 30)
        #expect(driver.pods.count == 1)
        driver.fail(at: 40)
        #expect(driver.wake == 50)
    }

    @Test("fails when more pods have failed than the limit says")
    func backoffLimit() {
        var driver = JobDriver.begun { $0.backoffLimit = 1 }
        driver.fail()
        #expect(driver.verdict == nil)
        driver.send(.timer, at: 10)
        let actions = driver.fail(at: 10)
        #expect(driver.verdict?.reason == "BackoffLimitExceeded")
        #expect(actions.reasons == ["BackoffLimitExceeded"])
        #expect(driver.record.failed == 2)
    }

    @Test("with pods that restart in place counts their restarts")
    func restartsInPlace() {
        var driver = JobDriver.begun {
            $0.template.restartPolicy = .onFailure
            $0.backoffLimit = 2
        }
        let name = driver.pods[0].name
        #expect(driver.send(.podRestarts(name, 1)).stopped.isEmpty)
        #expect(driver.send(.podRestarts(name, 2)).stopped == [name])
        #expect(!driver.record.isFinished)
        driver.send(.podGone(name))
        #expect(driver.record.isFinished)
        #expect(driver.verdict?.reason == "BackoffLimitExceeded")
    }

    @Test("runs so many pods at a time until enough have succeeded")
    func parallel() {
        var driver = JobDriver()
        driver = JobDriver {
            $0.parallelism = 2
            $0.completions = 3
        }
        #expect(driver.send(.begin).started.count == 2)
        #expect(driver.succeed().started.count == 1)
        #expect(driver.succeed().started.isEmpty)
        driver.succeed()
        #expect(driver.record.isFinished)
        #expect(driver.record.succeeded == 3)
    }

    @Test("that is a work queue is complete when one pod has succeeded and the others have ended")
    func workQueue() {
        var driver = JobDriver.begun {
            $0.parallelism = 3
            $0.completions = nil
        }
        #expect(driver.pods.count == 3)
        #expect(driver.succeed().started.isEmpty)
        driver.fail()
        #expect(!driver.record.isFinished)
        driver.succeed()
        #expect(driver.verdict?.isComplete == true)
    }

    @Test("with indexes gives each pod its own, in its environment, hostname and labels")
    func indexed() {
        var driver = JobDriver.begun {
            $0.isIndexed = true
            $0.completions = 3
            $0.parallelism = 2
        }
        #expect(driver.pods.map(\.index) == [0, 1])
        let pod = driver.machine.job.pod(driver.pods[1])
        #expect(pod.hostname == "job-1")
        #expect(pod.name.hasPrefix("job-1-"))
        #expect(pod.containers[0].env.map(\.name) == ["JOB_COMPLETION_INDEX"])
        #expect(pod.containers[0].env[0].value == .literal("1"))
        #expect(pod.labels["batch.kubernetes.io/job-completion-index"] == "1")
        #expect(pod.labels["batch.kubernetes.io/job-name"] == "job")
        driver.succeed(1)
        #expect(driver.pods.map(\.index) == [0, 2])
        driver.fail(0)
        #expect(driver.send(.timer, at: 10).started.map(\.index) == [0])
        driver.succeed(0)
        driver.succeed(0)
        #expect(driver.record.succeededIndexes.text == "0-2")
        #expect(driver.record.isFinished)
    }

    @Test("with a limit per index lets the others finish, and fails when all are over")
    func perIndex() {
        var driver = JobDriver.begun {
            $0.isIndexed = true
            $0.completions = 2
            $0.parallelism = 2
            $0.backoffLimit = .max
            $0.backoffLimitPerIndex = 1
        }
        driver.fail(0)
        #expect(driver.wake == 10)
        #expect(driver.send(.timer, at: 10).started.map(\.index) == [0])
        driver.fail(1, at: 10)
        #expect(driver.record.failedIndexes.text == "0")
        #expect(driver.verdict == nil)
        driver.succeed(0)
        #expect(driver.verdict?.reason == "FailedIndexes")
    }

    @Test("fails at once when too many indexes have failed")
    func maxFailedIndexes() {
        var driver = JobDriver.begun {
            $0.isIndexed = true
            $0.completions = 4
            $0.parallelism = 2
            $0.backoffLimit = .max
            $0.backoffLimitPerIndex = 0
            $0.maxFailedIndexes = 0
        }
        let other = driver.pods[1].name
        #expect(driver.fail(0).stopped == [other])
        #expect(driver.verdict?.reason == "MaxFailedIndexesExceeded")
        driver.send(.podGone(other))
        #expect(driver.record.isFinished)
    }

    @Test("fails when it takes too long, and stops its pods")
    func deadline() {
        var driver = JobDriver.begun { $0.activeDeadline = .seconds(60) }
        #expect(driver.wake == 60)
        let name = driver.pods[0].name
        #expect(driver.send(.timer, at: 60).stopped == [name])
        driver.fail(at: 61)
        #expect(driver.record.isFinished)
        #expect(driver.verdict?.reason == "DeadlineExceeded")
        #expect(driver.record.failed == 1)
    }

    @Test("asks the rules for failed pods in their order")
    func failureRules() {
        let rules = [
            PodFailureRule(action: .ignore, match: .exitCodes([7], isIn: true, container: "work")),
            PodFailureRule(action: .failJob, match: .exitCodes([0, 1, 7], isIn: false, container: nil)),
        ]
        var driver = JobDriver.begun {
            $0.failureRules = rules
            $0.backoffLimit = 0
            $0.replacement = .failed
        }
        driver.fail(code: 7)
        #expect(driver.record.failed == 0)
        driver.send(.timer, at: 10)
        let name = driver.pods[0].name
        driver.fail(code: 42, at: 10)
        #expect(driver.verdict?.reason == "PodFailurePolicy")
        #expect(
            driver.verdict?.message
                == "Container work failed with exit code 42 of pod \(name) matching FailJob rule at index 1")
    }

    @Test("gives up an index by rule")
    func failIndex() {
        var driver = JobDriver.begun {
            $0.isIndexed = true
            $0.completions = 2
            $0.backoffLimit = .max
            $0.backoffLimitPerIndex = 5
            $0.failureRules = [
                PodFailureRule(action: .failIndex, match: .exitCodes([3], isIn: true, container: nil))
            ]
        }
        #expect(driver.fail(code: 3).started.map(\.index) == [1])
        driver.succeed()
        #expect(driver.verdict?.reason == "FailedIndexes")
    }

    @Test("is complete as soon as a rule for success says so")
    func successPolicy() throws {
        var driver = JobDriver.begun {
            $0.isIndexed = true
            $0.completions = 5
            $0.parallelism = 5
        }
        driver.machine.job.successRules = [JobSuccessRule(indexes: IndexSet(parsing: "0,3-4"), count: 2)]
        #expect(driver.succeed(1).stopped.isEmpty)
        #expect(driver.succeed(0).stopped.isEmpty)
        #expect(driver.succeed(2).stopped.count == 2)
        for pod in driver.pods { driver.send(.podGone(pod.name)) }
        #expect(driver.verdict?.reason == "SuccessPolicy")
        #expect(driver.record.isFinished)
    }

    @Test("that is suspended stops its pods, counts nothing, and goes on later with a new deadline")
    func suspend() {
        var driver = JobDriver.begun { $0.activeDeadline = .seconds(60) }
        let name = driver.pods[0].name
        var job = driver.machine.job
        job.isSuspended = true
        let actions = driver.send(.update(job), at: 50)
        #expect(actions.stopped == [name])
        #expect(actions.reasons == ["Suspended"])
        driver.fail(at: 51)
        #expect(driver.record.failed == 0)
        #expect(driver.wake == nil)
        job.isSuspended = false
        let resumed = driver.send(.update(job), at: 100)
        #expect(resumed.started.count == 1)
        #expect(resumed.reasons.first == "Resumed")
        #expect(driver.wake == 160)
    }

    @Test("with fewer pods at a time stops the latest, and a stopping one holds its place where asked")
    func scale() {
        var driver = JobDriver.begun {
            $0.parallelism = 3
            $0.completions = 9
            $0.replacement = .failed
        }
        let last = driver.pods[2].name
        var job = driver.machine.job
        job.parallelism = 2
        #expect(driver.send(.update(job)).stopped == [last])
        job.parallelism = 3
        #expect(driver.send(.update(job)).started.isEmpty)
        #expect(driver.send(.podGone(last)).started.count == 1)
    }

    @Test("goes on under another supervisor with the same pods, its failures and its waiting")
    func adopted() {
        var driver = JobDriver.begun {
            $0.parallelism = 2; $0.completions = 4
        }
        driver.fail(0)
        let left = driver.pods[0].name
        var next = JobDriver(
            {
                $0.parallelism = 2; $0.completions = 4
            }, record: driver.record)
        let actions = next.send(.begin, at: 4)
        #expect(actions.started.map(\.name) == [left])
        #expect(next.wake == 10)
        #expect(next.send(.timer, at: 10).started.count == 1)
    }

    @Test("that is finished stays so, and is forgotten by people after its time to live")
    func finished() {
        var driver = JobDriver.begun { $0.ttlAfterFinished = .seconds(30) }
        driver.succeed(at: 5)
        #expect(driver.wake == 35)
        #expect(!driver.machine.isExpired(at: Now(seconds: 34)))
        #expect(driver.machine.isExpired(at: Now(seconds: 35)))
        var next = JobDriver({ $0.ttlAfterFinished = .seconds(30) }, record: driver.record)
        #expect(next.send(.begin, at: 40).isEmpty)
        #expect(next.machine.isExpired(at: Now(seconds: 40)))
    }

    @Test("hears of a pod's end only once, and of strangers not at all")
    func oldNews() {
        var driver = JobDriver.begun()
        let name = driver.pods[0].name
        driver.fail()
        #expect(driver.send(.podEnded(name, .succeeded)).isEmpty)
        #expect(driver.send(.podEnded("other", .succeeded)).isEmpty)
        #expect(driver.record.succeeded == 0 && driver.record.failed == 1)
    }

    @Test("without anything to do is complete at once")
    func nothingToDo() {
        var driver = JobDriver { $0.completions = 0 }
        #expect(driver.send(.begin).reasons == ["Completed"])
    }
}
