import CLinux
import Glibc
import PodEngine
import PodSpec

/// What one probe has come to since its supervisor started.
package struct ProbeFigure: Equatable, Sendable {
    package var pod: String
    package var container: String
    package var kind: Probe.Kind
    package var successes: Int64 = 0
    package var failures: Int64 = 0
    /// How often the prober itself failed, which counts neither for nor against the container.
    package var unknown: Int64 = 0
    /// Of the last run.
    package var succeeded = false
    package var nanoseconds: Int64 = 0
    /// Of all runs together.
    package var totalNanoseconds: Int64 = 0

    package init(pod: String, container: String, kind: Probe.Kind) {
        self.pod = pod
        self.container = container
        self.kind = kind
    }
}

/// The figures of an app's probes, kept in a small file in memory for `podsup metrics`: a row of fixed length
/// each, written over at every probe. That costs a few microseconds; the status file is for transitions only.
@MainActor
final class ProbeFigures {
    private let folder: String
    private var file: Int32?
    private var figures: [ProbeFigure] = []
    private nonisolated static let name = "probes"
    /// Two names of at most 63 characters, and numbers.
    private nonisolated static let rowLength = 320

    init(folder: String) { self.folder = folder }

    func record(
        _ pod: String, _ container: String, _ kind: Probe.Kind, _ outcome: ProbeOutcome, _ took: Duration
    ) {
        let index =
            figures.firstIndex { $0.pod == pod && $0.container == container && $0.kind == kind }
            ?? add(ProbeFigure(pod: pod, container: container, kind: kind))
        figures[index].nanoseconds = took.nanoseconds
        figures[index].totalNanoseconds &+= took.nanoseconds
        switch outcome {
        case .success, .warning:
            figures[index].successes += 1
            figures[index].succeeded = true
        case .failure:
            figures[index].failures += 1
            figures[index].succeeded = false
        case .unknown: figures[index].unknown += 1
        }
        write(index)
    }

    private func add(_ figure: ProbeFigure) -> Int {
        figures.append(figure)
        return figures.count - 1
    }

    /// Nobody but a reader of figures misses what could not be written.
    private func write(_ index: Int) {
        if file == nil { file = open() }
        guard let file, file >= 0 else { return }
        let figure = figures[index]
        let words = [
            figure.pod, figure.container, figure.kind.rawValue, figure.succeeded ? "1" : "0",
            "\(figure.successes)",
            "\(figure.failures)", "\(figure.unknown)", "\(figure.nanoseconds)", "\(figure.totalNanoseconds)",
        ]
        var row = Array(words.joined(separator: " ").utf8.prefix(Self.rowLength - 1))
        row += [UInt8](repeating: UInt8(ascii: " "), count: Self.rowLength - 1 - row.count) + [0x0A]
        _ = linux_file_write(file, row, Int64(row.count), Int64(index * Self.rowLength))
    }

    private func open() -> Int32 {
        let directory = linux_directory_open(-1, folder)
        guard directory >= 0 else { return directory }
        defer { close(directory) }
        let file = linux_file_open(directory, Self.name)
        // A predecessor's.
        if file >= 0 { _ = linux_file_truncate(file, 0) }
        return file
    }

    deinit { if let file, file >= 0 { close(file) } }
}

extension ProbeFigure {
    /// The figures that an app's supervisor keeps; none where there is no probe, or they may not be read.
    package static func read(_ paths: AppPaths) -> [ProbeFigure] {
        guard let bytes = try? Files.read("\(paths.runtime)/probes", limit: 1 << 20) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap {
            ProbeFigure(row: $0)
        }
    }

    init?(row: Substring) {
        let words = row.split(separator: " ").map(String.init)
        guard words.count == 9, let kind = Probe.Kind(rawValue: words[2]) else { return nil }
        let numbers = words[4...].compactMap { Int64($0) }
        guard numbers.count == 5 else { return nil }
        self.init(pod: words[0], container: words[1], kind: kind)
        succeeded = words[3] == "1"
        (successes, failures, unknown) = (numbers[0], numbers[1], numbers[2])
        (nanoseconds, totalNanoseconds) = (numbers[3], numbers[4])
    }
}
