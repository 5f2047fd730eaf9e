/// The text of a unit file: systemd.syntax(7).
///
/// Sections and settings stay in the order in which they were added, so that equal values give equal
/// bytes.
package struct UnitFile: Equatable, Sendable {
    /// Lines above the first section, written with `# ` in front.
    package var comment: [String]
    private var sections: [Section] = []

    private struct Section: Equatable, Sendable {
        let name: String
        var settings: [Setting]
    }

    private struct Setting: Equatable, Sendable {
        let key: String
        let value: Value
    }

    /// What stands behind a `=`. Each case is a syntax of systemd's, and writes its strings so that
    /// systemd reads the very same ones: no specifier and no variable is expanded in them.
    package enum Value: Equatable, Sendable {
        /// The setting's own syntax, as it is: specifiers (`%t`) work.
        case raw(String)
        /// A text to the end of the line, such as `Description=`. Line breaks and white space at either
        /// end can't be told: the former become spaces, systemd drops the latter.
        case text(String)
        /// Words that systemd separates at white space and unescapes, such as `Environment=`.
        case words([String])
        /// Paths, separated by white space, such as `RequiresMountsFor=` and `ReadWritePaths=`. There a
        /// control character can't be told: ``UnitFile/render()`` refuses it.
        case paths([String])
        /// `ExecStart=` and its like: the absolute path of a program, and its arguments.
        case command([String])
        /// A span of time, to the microsecond; nil is `infinity`.
        case time(Duration?)
        case flag(Bool)
        case number(Int64)
    }

    package init(comment: [String] = []) { self.comment = comment }

    /// Adds a setting behind the section's others. Where a key comes twice, systemd adds to a list, and
    /// otherwise takes the last.
    package mutating func add(_ section: String, _ key: String, _ value: Value) {
        let setting = Setting(key: key, value: value)
        if let index = sections.firstIndex(where: { $0.name == section }) {
            sections[index].settings.append(setting)
        } else {
            sections.append(Section(name: section, settings: [setting]))
        }
    }

    /// The file's text.
    ///
    /// - Throws: ``SystemdError/badSetting(section:key:problem:)`` for what systemd could not read back.
    package func render() throws(SystemdError) -> String {
        var text = comment.flatMap { $0.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) }
            .map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined()
        for section in sections {
            text += text.isEmpty ? "[\(section.name)]\n" : "\n[\(section.name)]\n"
            for setting in section.settings {
                if let problem = nameProblem(section.name, setting.key) ?? setting.value.problem {
                    throw .badSetting(section: section.name, key: setting.key, problem: problem)
                }
                text += "\(setting.key)=\(setting.value.text)\n"
            }
        }
        return text
    }

    private func nameProblem(_ section: String, _ key: String) -> String? {
        func isWord(_ text: String) -> Bool {
            !text.isEmpty && text.utf8.allSatisfy { isSafe($0, besides: "-") && $0 != UInt8(ascii: "_") }
        }
        if !isWord(section) { return "'\(section)' is no name of a section; use letters, digits and '-'" }
        return isWord(key) ? nil : "'\(key)' is no name of a setting; use letters, digits and '-'"
    }
}

extension UnitFile.Value: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self = .raw(text) }
}
