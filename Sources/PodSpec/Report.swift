import YAML

/// Where in a manifest something stands.
struct Place: Hashable, Comparable {
    var file: Int
    var mark: Mark
    var path: String

    static func < (left: Place, right: Place) -> Bool { (left.file, left.mark) < (right.file, right.mark) }

    func child(_ name: String, at mark: Mark) -> Place {
        Place(file: file, mark: mark, path: path.isEmpty ? name : "\(path).\(name)")
    }

    /// An entry of a mapping whose keys the user chooses: `labels.app`, `labels['a/b']`.
    func entry(_ key: String, at mark: Mark) -> Place {
        let isSimple = key.utf8.allSatisfy { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "/") && $0 > 0x20 }
        return isSimple ? child(key, at: mark) : Place(file: file, mark: mark, path: "\(path)['\(key)']")
    }

    func element(_ index: Int, at mark: Mark) -> Place {
        Place(file: file, mark: mark, path: "\(path)[\(index)]")
    }
}

/// What decoding a manifest has found so far. One per manifest; every reader writes into it.
final class Report {
    /// Remarks of one sort that are kept: hostile input must not fill the memory with its own faults.
    private static let limit = 1000

    private(set) var problems: [ManifestProblem] = []
    private var droppedProblems = 0
    private(set) var warnings: [FieldNote] = []
    private(set) var withoutEffect: [FieldNote] = []
    /// Objects that the manifest's pods name, looked up once everything is read.
    private(set) var references: [Reference] = []
    /// What the manifest asks of the machine.
    private(set) var demands: [MachineDemand] = []
    /// What the pods of the object being read claim for themselves; ``AppBuilder`` takes it after each object.
    private var claims = Claims()
    /// Collects the fields that readers ask for instead of reading a manifest.
    let catalogue: FieldCatalogue?

    /// See ``ManifestOptions/forKubernetes``.
    var forKubernetes = false
    private let fileNames: [String]

    init(fileNames: [String] = [], catalogue: FieldCatalogue? = nil) {
        self.fileNames = fileNames
        self.catalogue = catalogue
    }

    /// A place as a remark made elsewhere names it: with its file only where that is another one.
    func words(for place: Place, from here: Place) -> String {
        if place.file == here.file || !fileNames.indices.contains(place.file) { return "\(place.mark)" }
        return "\(fileNames[place.file]):\(place.mark)"
    }

    /// Nobody will read what is reported from here on.
    var isFull: Bool { problems.count >= Report.limit }

    /// Counts a problem that is not worth wording.
    func drop() { droppedProblems += 1 }

    func problem(_ code: ManifestProblem.Code, at place: Place, _ what: String, _ remedy: String) {
        if isFull { return drop() }
        problems.append(
            ManifestProblem(
                file: place.file, mark: place.mark, path: shown(place.path), code: code, what: shown(what),
                remedy: isTemplate(what) ? renderFirst : remedy))
    }

    func warn(at place: Place, _ text: String) {
        if warnings.count >= Report.limit { return }
        warnings.append(
            FieldNote(file: place.file, mark: place.mark, path: shown(place.path), text: shown(text)))
    }

    func noteWithoutEffect(at place: Place, _ text: String) {
        if withoutEffect.count >= Report.limit { return }
        withoutEffect.append(FieldNote(file: place.file, mark: place.mark, path: place.path, text: text))
    }

    func demand(_ what: MachineDemand.What, at place: Place) {
        demands.append(MachineDemand(what: what, file: place.file, mark: place.mark, path: place.path))
    }

    func claim(container name: String, at place: Place) { claims.containers.append((name, place)) }

    func claim(hostPort port: ContainerPort, at place: Place) { claims.hostPorts.append((port, place)) }

    func takeClaims() -> Claims {
        defer { claims = Claims() }
        return claims
    }

    func refer(to reference: Reference) { references.append(reference) }

    /// Problems in the order of the text, each once: a field may be asked for twice.
    var sortedProblems: [ManifestProblem] {
        var seen: Set<String> = []
        var sorted = problems.enumerated()
            .sorted {
                ($0.element.file, $0.element.mark, $0.offset) < ($1.element.file, $1.element.mark, $1.offset)
            }
            .map(\.element)
            .filter { seen.insert("\($0.file):\($0)").inserted }
        if droppedProblems > 0, let last = sorted.last {
            sorted.append(
                ManifestProblem(
                    file: last.file, mark: last.mark, path: "", code: .tooMany,
                    what: droppedProblems == 1
                        ? "there is 1 more problem" : "there are \(droppedProblems) more problems",
                    remedy: "correct these first"))
        }
        return sorted
    }
}

/// Names and ports that only one can have on one machine.
struct Claims {
    var containers: [(name: String, place: Place)] = []
    var hostPorts: [(port: ContainerPort, place: Place)] = []
}

/// A ConfigMap, Secret or claim that a pod needs, and optionally keys of it.
struct Reference {
    enum Kind: String {
        case configMap = "ConfigMap", secret = "Secret", claim = "PersistentVolumeClaim"
        /// A Secret with a registry's account.
        case pullSecret = "Secret of a registry"
    }
    var kind: Kind
    var name: String
    var key: String?
    var place: Place
}
