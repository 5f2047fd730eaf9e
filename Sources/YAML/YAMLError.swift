/// Why a text is no YAML that we take, and where.
package struct YAMLError: Error, Equatable {
    package let mark: Mark
    package let problem: Problem
    /// The other place that has a part in it: a key's first use, the quote or bracket that is open.
    package let other: Mark?

    package init(_ mark: Mark, _ problem: Problem, other: Mark? = nil) {
        self.mark = mark
        self.problem = problem
        self.other = other
    }

    init(_ bytes: [UInt8], _ offset: Int, _ problem: Problem, other: Int? = nil) {
        var places = Places(bytes)
        let first = other.map { places.mark(at: $0) }
        self.init(places.mark(at: offset), problem, other: first)
    }
}
