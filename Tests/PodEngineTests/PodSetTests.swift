import PodSpec
import Testing

@testable import PodEngine

@Suite("Pods of a set")
struct PodSetTests {
    private typealias Member = PodSetPlan.Member
    private let now = Now(seconds: 100).instant
    private let long = Now(seconds: 0).instant

    private func set(_ count: Int32, _ change: (inout PodSet) -> Void = { _ in }) -> PodSet {
        var set = PodSet(Pod.Owner(kind: .deployment, name: "a"), replicas: count)
        change(&set)
        return set
    }

    private func plan(_ set: PodSet, _ members: [Member]) -> [PodSetPlan.Action] {
        PodSetPlan(set, members, at: now).actions
    }

    @Test("start all at once, or one when those before it are Ready")
    func start() {
        let members = [Member("a-0", .held), Member("a-1", .held)]
        #expect(plan(set(2), members) == [.start("a-0"), .start("a-1")])
        let ordered = set(2) { $0.order = .oneByOne }
        #expect(plan(ordered, members) == [.start("a-0")])
        #expect(plan(ordered, [Member("a-0", .started), Member("a-1", .held)]) == [])
        #expect(
            plan(ordered, [Member("a-0", .started, readySince: long), Member("a-1", .held)]) == [
                .start("a-1")
            ])
    }

    @Test("count as available only after having been Ready for a while")
    func minReady() {
        let ordered = set(2) {
            $0.order = .oneByOne
            $0.minReady = .seconds(30)
        }
        let since = Now(seconds: 80).instant
        let waiting = PodSetPlan(
            ordered, [Member("a-0", .started, readySince: since), Member("a-1", .held)], at: now)
        #expect(waiting.actions == [])
        #expect(waiting.nextWake == Now(seconds: 110).instant)
    }

    @Test("stop all at once, or the last first")
    func stop() {
        let members = [
            Member("a-0", .started, readySince: long), Member("a-1", .surplus), Member("a-2", .surplus),
        ]
        #expect(plan(set(1), members) == [.stop("a-2"), .stop("a-1")])
        let ordered = set(1) { $0.order = .oneByOne }
        #expect(plan(ordered, members) == [.stop("a-2")])
        #expect(
            plan(
                ordered,
                [
                    Member("a-0", .started, readySince: long), Member("a-1", .surplus),
                    Member("a-2", .stopping),
                ])
                == [])
    }

    private func outdated(_ states: [(ready: Bool, outdated: Bool)]) -> [Member] {
        states.enumerated().map { index, state in
            Member(
                "a-\(index)", .started, readySince: state.ready ? long : nil, isOutdated: state.outdated)
        }
    }

    @Test("get a new template a few at a time, one at least")
    func rolling() {
        let all = outdated([(true, true), (true, true), (true, true), (true, true)])
        let quarter = set(4) { $0.update = .rolling(maxUnavailable: .percent(25)) }
        #expect(plan(quarter, all) == [.update("a-0")])
        let half = set(4) { $0.update = .rolling(maxUnavailable: .percent(50)) }
        #expect(plan(half, all) == [.update("a-0"), .update("a-1")])
        let one = set(1) { $0.update = .rolling(maxUnavailable: .count(0)) }
        #expect(plan(one, outdated([(true, true)])) == [.update("a-0")])
        #expect(plan(quarter, outdated([(false, false), (true, true), (true, true), (true, true)])) == [])
    }

    @Test("that are down get it at once: nothing is taken away by that")
    func alreadyDown() {
        let quarter = set(4) { $0.update = .rolling(maxUnavailable: .percent(25)) }
        let members = outdated([(true, true), (false, true), (true, true), (true, true)])
        #expect(plan(quarter, members) == [.update("a-1")])
    }

    @Test("all get it together where they are to be made anew")
    func recreate() {
        let recreate = set(2) { $0.update = .recreate }
        #expect(plan(recreate, outdated([(true, true), (true, true)])) == [.update("a-0"), .update("a-1")])
    }

    @Test("of a StatefulSet get it from the last to the partition, each when the one before is Ready")
    func ordered() {
        let stateful = set(3) {
            $0.order = .oneByOne
            $0.update = .ordered(maxUnavailable: .count(1), partition: 1)
        }
        #expect(plan(stateful, outdated([(true, true), (true, true), (true, true)])) == [.update("a-2")])
        #expect(plan(stateful, outdated([(true, true), (true, true), (false, false)])) == [])
        #expect(plan(stateful, outdated([(true, true), (true, true), (true, false)])) == [.update("a-1")])
        #expect(plan(stateful, outdated([(true, true), (true, false), (true, false)])) == [])
    }

    @Test("of a StatefulSet that are broken can be mended by a new template")
    func mended() {
        let stateful = set(2) {
            $0.order = .oneByOne
            $0.update = .ordered(maxUnavailable: .count(1), partition: 0)
        }
        #expect(plan(stateful, outdated([(true, true), (false, true)])) == [.update("a-1")])
    }

    @Test("keep the old template until they are down, where only then it counts")
    func onDelete() {
        let set = set(2) { $0.update = .onDelete }
        #expect(plan(set, outdated([(true, true), (false, true)])) == [.update("a-1")])
    }
}
