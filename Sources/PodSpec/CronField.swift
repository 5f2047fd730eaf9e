/// One of the five fields of a cron schedule: the values at which it fits.
package struct CronField: Equatable, Sendable {
    /// What a field may hold.
    struct Rule {
        var name: String
        var range: ClosedRange<Int>
        /// Words for values, the first for the lowest.
        var words: [String] = []

        static let minute = Rule(name: "minute", range: 0...59)
        static let hour = Rule(name: "hour", range: 0...23)
        static let day = Rule(name: "day of the month", range: 1...31)
        static let month = Rule(
            name: "month", range: 1...12,
            words: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
        /// Sunday is 0, or 7 (crontab(5)).
        static let weekday = Rule(
            name: "day of the week", range: 0...6, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])
    }

    /// In order, each once; never empty.
    package let values: [Int]
    /// `*` or `?`, alone or in a list, so that the field does not restrict the day. As for Kubernetes'
    /// parser (github.com/robfig/cron), `*/2` does, unlike for crontab(5).
    package let isStar: Bool

    init(_ text: Substring, _ rule: Rule) throws(CronProblem) {
        var values: Set<Int> = []
        var isStar = false
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let item = try CronItem(part, rule, in: text)
            isStar = isStar || item.isStar
            // 7 is Sunday, which is 0.
            values.formUnion(item.values.map { $0 > rule.range.upperBound ? rule.range.lowerBound : $0 })
        }
        self.values = values.sorted()
        self.isStar = isStar
    }

    package func contains(_ value: Int) -> Bool { values.contains(value) }
}

/// A part of a field: `*`, `5`, `mon-fri`, `0-30/5`, `*/10`.
private struct CronItem {
    let values: [Int]
    let isStar: Bool

    init(_ text: Substring, _ rule: CronField.Rule, in field: Substring) throws(CronProblem) {
        func problem(_ what: String, _ remedy: String) -> CronProblem {
            CronProblem("the \(rule.name) '\(field)' \(what)", remedy)
        }
        let (from, to) = (rule.range.lowerBound, rule.range.upperBound)
        let allowed =
            rule.words.isEmpty
            ? "\(from) to \(to)" : "\(from) to \(to), or \(rule.words[0]), \(rule.words[1]) …"
        func value(_ text: Substring) throws(CronProblem) -> Int {
            if let index = rule.words.firstIndex(of: text.lowercased()) { return from + index }
            // Only a day of the week starts at 0 and has words: there 7 is Sunday, too.
            let highest = from == 0 && !rule.words.isEmpty ? to + 1 : to
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
                (from...highest).contains(number)
            else {
                throw problem(text.isEmpty ? "lacks a value" : "has '\(text)'", "use \(allowed)")
            }
            return number
        }

        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let ends = parts[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        var step = 1
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(parts[1]),
                (1...9999).contains(number)
            else { throw problem("has the step '\(parts[1])'", "use a whole number from 1 behind '/'") }
            step = number
        }
        if parts[0] == "*" || parts[0] == "?" {
            values = Array(stride(from: from, through: to, by: step))
            isStar = step == 1
            return
        }
        isStar = false
        let first = try value(ends[0])
        // A step behind one value goes on to the end.
        let last = ends.count == 2 ? try value(ends[1]) : parts.count == 2 ? max(to, first) : first
        guard first <= last else {
            throw problem(
                "has the range '\(parts[0])', which ends before it begins",
                "write two ranges with ',' between")
        }
        values = Array(stride(from: first, through: last, by: step))
    }
}
