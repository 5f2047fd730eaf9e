import YAML

/// One file of a manifest, already read.
package struct ManifestFile: Equatable, Sendable {
    /// As the user named it; `-` for standard input.
    package var name: String
    package var bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

package struct ManifestOptions: Equatable, Sendable {
    /// Pass over kinds that only mean something in a cluster, with a warning each, instead of refusing them.
    package var skipUnsupported: Bool

    /// Refuse what podsup takes and a cluster does not, or cannot use.
    package var forKubernetes: Bool

    package init(skipUnsupported: Bool = false, forKubernetes: Bool = false) {
        self.skipUnsupported = skipUnsupported
        self.forKubernetes = forKubernetes
    }
}

package enum Manifest {
    /// Objects in one manifest (DESIGN §8).
    static let objectLimit = 10_000

    /// Reads, checks and joins the objects of a manifest's files.
    ///
    /// - Parameter name: the app's name; a DNS label of at most 50 characters, to leave room in names made of it.
    /// - Throws: everything that is wrong in all the files.
    package static func decode(
        _ files: [ManifestFile], name: String, options: ManifestOptions = ManifestOptions()
    ) throws(ManifestProblems) -> App {
        var documents: [[Node]] = []
        let report = Report(fileNames: files.map(\.name))
        for (index, file) in files.enumerated() {
            do throws(YAMLError) {
                let found = try YAMLParser.documents(in: file.bytes)
                let template = found.lazy.compactMap(\.firstTemplate).first
                if let template { report.addTemplate(Place(file: index, mark: template, path: "")) }
                documents.append(template == nil ? found : [])
            } catch {
                documents.append([])
                if let mark = templateLine(in: file.bytes, upTo: error.mark) {
                    report.addTemplate(Place(file: index, mark: mark, path: ""))
                } else {
                    report.add(error, file: index)
                }
            }
        }
        return try decode(documents, name: name, options: options, report: report)
    }

    /// The same for files that are parsed already, each a list of documents.
    static func decode(
        _ files: [[Node]], name: String, options: ManifestOptions, report: Report = Report()
    ) throws(ManifestProblems) -> App {
        let builder = AppBuilder(name: name, options: options, report: report)
        for (index, documents) in files.enumerated() {
            for document in documents where !document.isNull {
                builder.add(document, at: Place(file: index, mark: document.mark, path: ""))
            }
        }
        return try builder.finish()
    }

    /// Every field that decoding knows, by kind, in the order in which it is asked for.
    package static func fieldTable() -> [FieldEntry] {
        let catalogue = FieldCatalogue()
        let builder = AppBuilder(
            name: "table", options: ManifestOptions(), report: Report(catalogue: catalogue))
        for kind in Kinds.documented { builder.catalogue(kind) }
        return catalogue.entries
    }
}

extension Report {
    fileprivate func add(_ error: YAMLError, file: Int) {
        // A YAML error is worded «what is wrong; what to do», after its place.
        let text = String("\(error)".dropFirst("\(error.mark): ".count))
        let end = text.indices.first { text[$0...].hasPrefix("; ") }
        problem(
            .badYAML, at: Place(file: file, mark: error.mark, path: ""),
            end.map { String(text[..<$0]) } ?? text,
            end.map { String(text[$0...].dropFirst(2)) } ?? "correct the text")
    }
}
