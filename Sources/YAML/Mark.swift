/// A place in a text, as editors count: both numbers start at 1, a column is one Unicode scalar.
package struct Mark: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let line: Int32
    package let column: Int32

    package init(line: Int32, column: Int32) {
        self.line = line
        self.column = column
    }

    package static let start = Mark(line: 1, column: 1)

    package static func < (left: Mark, right: Mark) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    package var description: String { "\(line):\(column)" }
}
