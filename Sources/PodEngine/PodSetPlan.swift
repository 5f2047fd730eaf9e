import PodSpec

/// Which pods of a set may start, get a changed template, or stop now.
///
/// A plan is made anew after each event from what is: the set's order and its update strategy decide.
package struct PodSetPlan: Sendable {
    /// A pod of the set as its runner sees it.
    package struct Member: Equatable, Sendable {
        package enum Place: Equatable, Sendable {
            /// It waits for its turn to start.
            case held
            /// Its containers are there, or being made.
            case started
            /// The manifest no longer has it; it goes on until it is told to stop.
            case surplus
            case stopping
        }
        package var name: String
        package var place: Place
        /// Ready, with nothing about it changing.
        package var readySince: Instant?
        /// Runs an older template than the manifest's.
        package var isOutdated: Bool

        package init(_ name: String, _ place: Place, readySince: Instant? = nil, isOutdated: Bool = false) {
            self.name = name
            self.place = place
            self.readySince = readySince
            self.isOutdated = isOutdated
        }
    }

    package enum Action: Equatable, Sendable {
        case start(String)
        case update(String)
        case stop(String)
    }

    package private(set) var actions: [Action] = []
    /// When a pod has been Ready for long enough.
    package private(set) var nextWake: Instant?
    /// Pods that still have to get the new template.
    package private(set) var outdated: [String] = []

    /// - Parameter members: in the order of their ordinals, surplus ones too.
    package init(_ set: PodSet, _ members: [Member], at now: Instant) {
        let available = members.map { member -> Bool in
            guard let since = member.readySince else { return false }
            return now >= since + set.minReady
        }
        for member in members {
            guard let since = member.readySince, now < since + set.minReady else { continue }
            let until = since + set.minReady
            nextWake = nextWake.map { min($0, until) } ?? until
        }
        stopSurplus(set, members)
        start(set, members, available)
        update(set, members, available)
    }

    /// From the last to the first; in order, each when the one behind it is gone.
    private mutating func stopSurplus(_ set: PodSet, _ members: [Member]) {
        for member in members.reversed() {
            switch member.place {
            case .surplus:
                actions.append(.stop(member.name))
                if set.order == .oneByOne { return }
            case .stopping:
                if set.order == .oneByOne { return }
            case .held, .started: continue
            }
        }
    }

    /// In order, each when all before it are Ready.
    private mutating func start(_ set: PodSet, _ members: [Member], _ available: [Bool]) {
        for (member, isAvailable) in zip(members, available) {
            if member.place == .held { actions.append(.start(member.name)) }
            let counts = member.place == .held || member.place == .started
            if set.order == .oneByOne, counts, !isAvailable { return }
        }
    }

    private mutating func update(_ set: PodSet, _ members: [Member], _ available: [Bool]) {
        let kept = zip(members, available).filter { $0.0.place == .started || $0.0.place == .held }
        let total = Int32(clamping: kept.count)
        var candidates = kept.filter { $0.0.isOutdated }
        let limit: Int32
        switch set.update {
        case .recreate: limit = total
        case .onDelete:
            // It is down anyway.
            for (member, isAvailable) in candidates where !isAvailable {
                actions.append(.update(member.name))
            }
            return
        case .rolling(let maxUnavailable):
            // Pods are replaced under their names: one at least is missing meanwhile.
            limit = max(maxUnavailable.of(total, roundedUp: false), 1)
        case .ordered(let maxUnavailable, let partition):
            limit = max(maxUnavailable.of(total, roundedUp: false), 1)
            candidates = candidates.filter { set.ordinal(of: $0.0.name) >= partition }.reversed()
        }
        outdated = candidates.map(\.0.name)
        // One that is not available anyway takes nothing away.
        for (member, isAvailable) in candidates where !isAvailable && set.order == .parallel {
            actions.append(.update(member.name))
        }
        var missing = Int32(clamping: kept.filter { !$0.1 }.count)
        for (member, isAvailable) in candidates {
            if !isAvailable && set.order == .parallel { continue }
            if isAvailable {
                guard missing < limit else { break }
                missing += 1
            } else if missing > limit {
                // Another one has to come back first.
                break
            }
            actions.append(.update(member.name))
        }
    }
}

extension PodSet {
    /// The number at the end of a pod's name.
    package func ordinal(of pod: String) -> Int32 {
        Int32(pod.dropFirst(owner.name.utf8.count + 1)) ?? start
    }
}
