import PodSpec

/// An option that a command declares: parsing, help and suggestions all come from it.
struct Option: Equatable, Sendable {
    let short: Character?
    /// With its dashes: `--tail`.
    let long: String
    /// What its value is called; nil for a flag.
    let value: String?
    /// What it does, for the help text.
    let text: String
    /// The values that it takes, where they are a fixed few; for completion.
    private(set) var choices: [String] = []
    /// What `--LONG` without `=VALUE` means, where it may stand alone.
    var alone: String?

    init(_ long: String, value: String? = nil, alone: String? = nil, _ text: String) {
        self.init(long, short: nil, value: value, text)
        self.alone = alone
    }

    init(_ long: String, _ short: Character, value: String? = nil, _ text: String) {
        self.init(long, short: short, value: value, text)
    }

    /// With values from a fixed few.
    func among<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) -> Option
    where Value.RawValue == String {
        var option = self
        option.choices = Value.allCases.map(\.rawValue)
        return option
    }

    private init(_ long: String, short: Character?, value: String?, _ text: String) {
        self.short = short
        self.long = long
        self.value = value
        self.text = text
    }
}

/// A command line that cannot be understood; exit status 2.
struct UsageError: Error, Equatable {
    var message: String
    init(_ message: String) { self.message = message }
}

/// The words behind a command's name, sorted into options and the rest. A command takes what it knows, and
/// ``finish()`` refuses what is left over.
struct Arguments {
    private var flags: Set<String> = []
    private var values: [String: [String]] = [:]
    private var words: ArraySlice<String> = []

    /// Options may stand anywhere before `--`: `-f`, `-n 5`, `-n5`, `-fn5`, `--tail 5`, `--tail=5`. A `-` alone
    /// is a word.
    init(_ arguments: [String], options: [Option]) throws(UsageError) {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word == "--" {
                words += rest
                return
            } else if word.hasPrefix("--") {
                try takeLong(word, &rest, options)
            } else if word.hasPrefix("-"), word != "-" {
                try takeShort(word, &rest, options)
            } else {
                words.append(word)
            }
        }
    }

    private mutating func takeLong(
        _ word: String, _ rest: inout ArraySlice<String>, _ options: [Option]
    ) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard let option = options.first(where: { $0.long == parts[0] }) else {
            let hint = nearest(parts[0], in: options.map(\.long)).map { "; did you mean '\($0)'?" } ?? ""
            throw UsageError("unknown option '\(parts[0])'\(hint)")
        }
        guard let name = option.value else {
            if parts.count > 1 { throw UsageError("\(option.long) takes no value") }
            flags.insert(option.long)
            return
        }
        guard let value = parts.count > 1 ? parts[1] : option.alone ?? rest.popFirst() else {
            throw UsageError("\(option.long) needs a value: \(option.long) \(name)")
        }
        values[option.long, default: []].append(value)
    }

    private mutating func takeShort(
        _ word: String, _ rest: inout ArraySlice<String>, _ options: [Option]
    ) throws(UsageError) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            guard let option = options.first(where: { $0.short == letter }) else {
                throw UsageError("unknown option '-\(letter)'")
            }
            guard let name = option.value else {
                flags.insert(option.long)
                continue
            }
            if letters.first == "=" { letters.removeFirst() }
            guard let value = letters.isEmpty ? rest.popFirst() : String(letters) else {
                throw UsageError("-\(letter) needs a value: -\(letter) \(name)")
            }
            values[option.long, default: []].append(value)
            return
        }
    }

    // MARK: Taking

    mutating func flag(_ long: String) -> Bool { flags.remove(long) != nil }

    /// The last one given.
    mutating func option(_ long: String) -> String? { values.removeValue(forKey: long)?.last }

    mutating func options(_ long: String) -> [String] { values.removeValue(forKey: long) ?? [] }

    /// A value from a fixed set of words.
    mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ long: String, _ type: Value.Type
    ) throws(UsageError) -> Value? where Value.RawValue == String {
        guard let text = option(long) else { return nil }
        if let value = Value(rawValue: text) { return value }
        let known = Value.allCases.map(\.rawValue)
        throw UsageError("\(long) \(text): unknown; use \(known.joined(separator: ", "))")
    }

    /// A number of at least 0.
    mutating func number(_ long: String) throws(UsageError) -> Int64? {
        guard let text = option(long) else { return nil }
        guard let number = Int64(text), number >= 0 else {
            throw UsageError("\(long) \(text): write a whole number of at least 0")
        }
        return number
    }

    /// Seconds: `90`, also `90s`, `5m`, `1h`.
    mutating func seconds(_ long: String) throws(UsageError) -> Duration? {
        guard let text = option(long) else { return nil }
        let scales: [Character: Int64] = ["s": 1, "m": 60, "h": 3600]
        let scale = text.last.flatMap { scales[$0] }
        guard let number = Int64(scale == nil ? text : String(text.dropLast())),
            (0...1_000_000).contains(number)
        else { throw UsageError("\(long) \(text): write a number of seconds, such as 90 or 5m") }
        return .seconds(number * (scale ?? 1))
    }

    mutating func positional(_ name: String) throws(UsageError) -> String {
        guard let word = words.popFirst() else { throw UsageError("\(name) is missing") }
        return word
    }

    mutating func optionalPositional() -> String? { words.popFirst() }

    /// All words that are left, at least one.
    mutating func positionals(_ name: String) throws(UsageError) -> [String] {
        if words.isEmpty { throw UsageError("\(name) is missing") }
        defer { words = [] }
        return Array(words)
    }

    /// Anything left over is a mistake.
    func finish() throws(UsageError) {
        if let word = words.first { throw UsageError("'\(word)' is one argument too many") }
        if let option = (flags.sorted() + values.keys.sorted()).first {
            throw UsageError("\(option) can't be used here")
        }
    }
}
