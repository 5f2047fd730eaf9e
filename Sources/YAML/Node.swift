/// A YAML value with the place where it starts. Aliases are already resolved, merge keys already merged.
package struct Node: Equatable, Sendable {
    package enum Content: Equatable, Sendable {
        case scalar(Scalar)
        case sequence([Node])
        /// In the order of the text. Keys are unique.
        case mapping([Entry])
    }

    /// A scalar as written; what it means (number, boolean, null) is the reader's to decide by the field.
    package struct Scalar: Equatable, Sendable {
        package enum Style: Equatable, Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }
        package var text: String
        package var style: Style

        package init(_ text: String, style: Style = .plain) {
            self.text = text
            self.style = style
        }
    }

    package struct Entry: Equatable, Sendable {
        package var key: Node
        package var value: Node

        package init(key: Node, value: Node) {
            self.key = key
            self.value = value
        }
    }

    package var content: Content
    package var mark: Mark
    /// The tag as resolved (`tag:yaml.org,2002:str`, `!local`), `nil` where none was written.
    package var tag: String?

    package init(_ content: Content, mark: Mark = .start, tag: String? = nil) {
        self.content = content
        self.mark = mark
        self.tag = tag
    }
}
