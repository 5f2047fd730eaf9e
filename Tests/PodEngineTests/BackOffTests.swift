import PodSpec
import Testing

@testable import PodEngine

@Suite("Back-off")
struct BackOffTests {
    private static func after(_ exits: Int, cap: Duration = BackOff.defaultCap) -> BackOff {
        var backOff = BackOff(cap: cap)
        for _ in 0..<exits { backOff.ended(at: epoch.instant, ranFor: .seconds(1)) }
        return backOff
    }

    @Test(
        "The wait is nothing at first, then 10 s doubling to five minutes",
        arguments: zip(0...9, [0, 0, 10, 20, 40, 80, 160, 300, 300, 300]))
    func doubles(exits: Int, seconds: Int) {
        #expect(Self.after(exits).delay == .seconds(seconds))
    }

    @Test("A cap below ten seconds is the first wait, too", arguments: zip(1...4, [0, 4, 4, 4]))
    func lowCap(exits: Int, seconds: Int) {
        #expect(Self.after(exits, cap: .seconds(4)).delay == .seconds(seconds))
    }

    @Test("It is counted from the last exit")
    func countsFromExit() {
        #expect(Self.after(1).until == nil)
        #expect(Self.after(3).until == epoch.instant + .seconds(20))
    }

    @Test("Ten minutes of running start it over; a second less does not")
    func forgives() {
        var backOff = Self.after(5)
        backOff.ended(at: epoch.instant, ranFor: .seconds(599))
        #expect(backOff.delay == .seconds(160))
        backOff.ended(at: epoch.instant, ranFor: .seconds(600))
        #expect(backOff.delay == .zero)
        #expect(backOff.failures == 1)
    }

    @Test("What could not even be made is tried again after ten seconds, not at once")
    func couldNotBeMade() {
        var backOff = BackOff()
        backOff.couldNotBeMade(at: epoch.instant)
        #expect(backOff.delay == .seconds(10))
        backOff.couldNotBeMade(at: epoch.instant)
        #expect(backOff.delay == .seconds(20))
    }

    @Test("It counts as far as numbers go")
    func counterStopsAtTheEnd() {
        var backOff = BackOff(failures: .max)
        backOff.ended(at: epoch.instant, ranFor: .zero)
        #expect(backOff.failures == .max)
        #expect(backOff.delay == .seconds(300))
    }
}

@Suite("Restart policy and rules")
struct RestartRuleTests {
    private static func container(_ policy: Pod.RestartPolicy?, _ rules: [RestartRule] = []) -> Container {
        var container = Container(name: "web", image: "img")
        container.restartPolicy = policy
        container.restartRules = rules
        return container
    }

    @Test(
        "The pod's policy decides where the container has none",
        arguments: [
            (Pod.RestartPolicy.always, Int32(0), RestartVerdict.restart), (.always, 1, .restart),
            (.onFailure, 0, .stay), (.onFailure, 1, .restart), (.never, 0, .stay), (.never, 1, .stay),
        ])
    func podPolicy(policy: Pod.RestartPolicy, code: Int32, verdict: RestartVerdict) {
        #expect(Self.container(nil).verdict(onExit: code, podPolicy: policy) == verdict)
    }

    @Test("The container's own policy beats the pod's")
    func ownPolicy() {
        #expect(Self.container(.never).verdict(onExit: 1, podPolicy: .always) == .stay)
        #expect(Self.container(.always).verdict(onExit: 0, podPolicy: .never) == .restart)
    }

    @Test("The first rule that matches wins; without a match the policy decides")
    func rules() {
        let container = Self.container(
            .never,
            [
                RestartRule(action: .restart, isIn: true, codes: [42]),
                RestartRule(action: .restartAllContainers, isIn: false, codes: [0, 1]),
            ])
        #expect(container.verdict(onExit: 42, podPolicy: .always) == .restart)
        #expect(container.verdict(onExit: 43, podPolicy: .always) == .restartAll)
        #expect(container.verdict(onExit: 1, podPolicy: .always) == .stay)
    }

    @Test("Rules without a policy of the container's own do not count")
    func rulesNeedPolicy() {
        let container = Self.container(nil, [RestartRule(action: .restart, isIn: true, codes: [1])])
        #expect(container.verdict(onExit: 1, podPolicy: .never) == .stay)
    }
}
