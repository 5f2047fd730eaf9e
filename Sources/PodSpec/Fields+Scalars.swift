import YAML

extension Fields {
    /// Text as written; a plain number or boolean is refused, as Kubernetes does.
    func string(_ name: String, required: Bool = false, example: String? = nil) -> String? {
        guard let entry = take(name) else {
            if required { missing(name, example.map { "add '\(name): \($0)'" } ?? "add it") }
            return nil
        }
        guard let text = report.string(entry.node, at: entry.place) else { return nil }
        if required, text.isEmpty {
            report.problem(.missingField, at: entry.place, "must not be empty", "give it a value")
            return nil
        }
        return text
    }

    /// Text that must follow `rule`.
    func name(_ name: String, _ rule: NameRule, required: Bool = false, example: String? = nil) -> String? {
        guard let text = string(name, required: required, example: example) else { return nil }
        if text.isEmpty { return nil }
        if !rule.accepts(text) {
            problem(.invalidValue, name, "'\(text)' is not a valid name here", "use \(rule.allowed)")
        }
        return text
    }

    /// Text, or the source text of a plain number or boolean with a warning: Kubernetes refuses those.
    func lenientText(_ name: String) -> String? {
        take(name).flatMap { report.lenientText($0.node, at: $0.place) }
    }

    func bool(_ name: String) -> Bool? {
        guard let entry = take(name) else { return nil }
        guard case .scalar(let scalar) = entry.node.content else {
            report.wrongType(
                entry.node, at: entry.place, wanted: "true or false", remedy: "write true or false")
            return nil
        }
        guard let value = readBoolean(scalar.text) else {
            report.problem(
                .wrongType, at: entry.place, "'\(scalar.text)' is neither true nor false",
                "write true or false")
            return nil
        }
        guard entry.node.isPlain(scalar) else {
            report.problem(
                .wrongType, at: entry.place, "\"\(scalar.text)\" is text, but true or false is wanted",
                "remove the quotes")
            return nil
        }
        return value
    }

    /// A whole number of `range`.
    func integer(_ name: String, in range: ClosedRange<Int64>, required: Bool = false) -> Int64? {
        guard let entry = take(name) else {
            if required { missing(name, "add it") }
            return nil
        }
        return report.integer(entry.node, at: entry.place, in: range)
    }

    func port(_ name: String, required: Bool = false) -> UInt16? {
        integer(name, in: 1...65535, required: required).map(UInt16.init)
    }

    /// A port that need not be there; 0 asks for none, as in Kubernetes.
    func optionalPort(_ name: String) -> UInt16? {
        integer(name, in: 0...65535).flatMap { $0 == 0 ? nil : UInt16($0) }
    }

    /// A file's permissions, `0…0777`.
    func mode(_ name: String) -> UInt16? {
        guard let entry = take(name), let mode = report.integer(entry.node, at: entry.place, in: nil) else {
            return nil
        }
        guard (0...0o777).contains(mode) else {
            report.problem(
                .invalidValue, at: entry.place, "\(mode) is no file mode from 0 to 0777 (511)",
                "write it in octal, as in 0644")
            return nil
        }
        return UInt16(mode)
    }

    /// Whole seconds.
    func seconds(_ name: String, in range: ClosedRange<Int64>) -> Duration? {
        integer(name, in: range).map { .seconds($0) }
    }

    func quantity(_ name: String) -> Quantity? {
        take(name).flatMap { report.quantity($0.node, at: $0.place) }
    }

    /// One of an enumeration's spellings.
    func choice<Value: RawRepresentable & CaseIterable>(_ name: String, _: Value.Type) -> Value?
    where Value.RawValue == String {
        guard let text = choice(name, of: Value.allCases.map(\.rawValue)) else { return nil }
        return Value(rawValue: text)
    }

    /// - Parameter refusing: legal spellings that podsup will not carry out, each with what to do instead.
    func choice(
        _ name: String, of spellings: [String], required: Bool = false, refusing: [String: String] = [:]
    ) -> String? {
        for (spelling, remedy) in refusing where isCatalogue {
            register("\(name)=\(spelling)", as: .refused(remedy: remedy))
        }
        guard let text = string(name, required: required, example: spellings.first), !text.isEmpty else {
            return nil
        }
        guard spellings.contains(text) else {
            let shown = spellings.filter { !$0.isEmpty }.joined(separator: ", ")
            problem(
                .invalidValue, name, "'\(text)' is not one of \(shown)",
                didYouMean(text, in: spellings, otherwise: "use one of them"))
            return nil
        }
        if let remedy = refusing[text] {
            problem(.unsupported, name, "podsup does not support '\(text)'", remedy)
        }
        return text
    }
}

extension Report {
    func string(_ node: Node, at place: Place) -> String? {
        guard case .scalar(let scalar) = node.content else {
            wrongType(node, at: place, wanted: "text", remedy: "write one value")
            return nil
        }
        switch node.meaning(of: scalar) {
        case .text where scalar.text.utf8.contains(0):
            problem(.invalidValue, at: place, "the text contains a NUL character", "remove it")
        case .text where forKubernetes && node.isOtherInCluster(scalar):
            problem(
                .wrongType, at: place,
                "Kubernetes takes \(scalar.text) for a boolean or a number, but text is wanted",
                "put it in quotes: \"\(scalar.text)\"")
        case .text:
            return scalar.text
        case .null:
            problem(
                .wrongType, at: place, "text is wanted, but this is empty", "give it a value, or write \"\"")
        case .boolean, .number:
            let kind = node.meaning(of: scalar) == .number ? "a number" : "a boolean"
            problem(
                .wrongType, at: place, "\(scalar.text) is \(kind), but text is wanted",
                "put it in quotes: \"\(scalar.text)\"")
        }
        return nil
    }

    /// - Parameter isSecret: the warning does not repeat the text.
    func lenientText(_ node: Node, at place: Place, isSecret: Bool = false) -> String? {
        guard case .scalar(let scalar) = node.content else {
            wrongType(node, at: place, wanted: "text", remedy: "write one value")
            return nil
        }
        let looksOtherwise =
            node.meaning(of: scalar) != .text || readBoolean(scalar.text) != nil
            || forKubernetes && node.isOtherInCluster(scalar)
        if looksOtherwise, node.isPlain(scalar), !node.isNull {
            if forKubernetes {
                problem(
                    .wrongType, at: place, "Kubernetes takes no number, boolean or null where it wants text",
                    isSecret ? "put it in quotes" : "put it in quotes: \"\(scalar.text)\"")
                return scalar.text
            }
            let taken = isSecret ? "taken as text" : "\(scalar.text) is taken as the text \"\(scalar.text)\""
            warn(at: place, "\(taken); Kubernetes wants it in quotes")
        }
        return node.isNull ? "" : scalar.text
    }

    /// `range` nil: any 64-bit integer.
    func integer(_ node: Node, at place: Place, in range: ClosedRange<Int64>?) -> Int64? {
        guard case .scalar(let scalar) = node.content else {
            wrongType(node, at: place, wanted: "a whole number", remedy: "write one number")
            return nil
        }
        switch readInteger(scalar.text) {
        case .some where !node.isPlain(scalar):
            problem(
                .wrongType, at: place, "\"\(scalar.text)\" is text, but a whole number is wanted",
                "remove the quotes")
            return nil
        case nil:
            problem(.wrongType, at: place, "'\(scalar.text)' is not a whole number", "write a whole number")
            return nil
        case .value(let value) where range?.contains(value) ?? true:
            return value
        case .value, .tooLarge:
            let (low, high) = (range?.lowerBound ?? .min, range?.upperBound ?? .max)
            let remedy = high < Int64(Int32.max) ? "use \(low) to \(high)" : "use \(low) or more"
            problem(.invalidValue, at: place, "\(scalar.text) is out of range", remedy)
            return nil
        }
    }

    func quantity(_ node: Node, at place: Place) -> Quantity? {
        guard case .scalar(let scalar) = node.content else {
            wrongType(node, at: place, wanted: "a quantity", remedy: "write one, such as 100m, 0.5 or 128Mi")
            return nil
        }
        // An octal or hexadecimal number is one before it is a quantity.
        var text = scalar.text
        if node.isPlain(scalar), case .value(let number) = readInteger(text) { text = "\(number)" }
        guard let quantity = Quantity(parsing: text) else {
            problem(
                .invalidValue, at: place, "'\(scalar.text)' is not a quantity",
                "write a number with an optional suffix m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi or Ei")
            return nil
        }
        return quantity
    }

    func wrongType(_ node: Node, at place: Place, wanted: String, remedy: String) {
        problem(.wrongType, at: place, "\(wanted) is wanted, but this is \(node.kindInWords)", remedy)
    }
}
