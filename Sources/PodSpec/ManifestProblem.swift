import YAML

/// One thing that the author of a manifest can fix. Decoding collects them all before it gives up.
package struct ManifestProblem: Error, Equatable, Sendable {
    /// A stable word per sort of problem, for editors and CI.
    package enum Code: String, Equatable, Sendable, CaseIterable {
        case badYAML = "bad-yaml"
        case unknownKind = "unknown-kind"
        case unknownField = "unknown-field"
        case missingField = "missing-field"
        case wrongType = "wrong-type"
        case invalidValue = "invalid-value"
        case duplicate
        /// Something is named that is not there.
        case unresolved
        /// Fields that are each legal, and together are not.
        case conflict
        case unsupported
        /// The manifest asks for what this machine does not have.
        case wrongMachine = "wrong-machine"
        /// Says how many further problems are not listed.
        case tooMany = "too-many"
    }

    /// Index into the list of files that were decoded.
    package var file: Int
    package var mark: Mark
    /// `spec.containers[0].image`; empty where the problem is the text itself.
    package var path: String
    package var code: Code
    package var what: String
    package var remedy: String

    package init(file: Int, mark: Mark, path: String, code: Code, what: String, remedy: String) {
        self.file = file
        self.mark = mark
        self.path = path
        self.code = code
        self.what = what
        self.remedy = remedy
    }
}

extension ManifestProblem: CustomStringConvertible {
    /// What is wrong and what to do, without the place.
    package var message: String { "\(what); \(remedy)" }

    /// `line:column: path: what is wrong; what to do`. The command line puts the file's name in front.
    package var description: String {
        path.isEmpty ? "\(mark): \(message)" : "\(mark): \(path): \(message)"
    }
}

/// Every problem of every file of a manifest, in the order of the text. Never empty.
package struct ManifestProblems: Error, Equatable, Sendable {
    package var list: [ManifestProblem]

    package init(_ list: [ManifestProblem]) { self.list = list }
}
