import Testing

@testable import podsup

@Suite("Arguments")
struct ArgumentsTests {
    private static let options = [
        Option("--follow", "f", "follow"), Option("--tail", "n", value: "N", "last"),
        Option("--container", "c", value: "NAME", "one"), Option("--foreground", "here"),
    ]

    private func parse(_ words: String...) throws -> Arguments { try Arguments(words, options: Self.options) }

    @Test(
        "an option's value may follow it, be joined to it, or stand behind '='",
        arguments: [
            ["-n", "5"], ["-n5"], ["-n=5"], ["--tail", "5"], ["--tail=5"], ["-fn5", "-f"],
            ["--tail=3", "-n5"],
        ])
    func values(words: [String]) throws {
        var arguments = try Arguments(words + ["site"], options: Self.options)
        let (tail, follows) = (try arguments.number("--tail"), arguments.flag("--follow"))
        let app = try arguments.positional("APP")
        #expect(tail == 5)
        #expect(follows == words.contains { $0.hasPrefix("-f") })
        #expect(app == "site")
        try arguments.finish()
    }

    @Test("options may stand before and after the words, and several times")
    func anyOrder() throws {
        var arguments = try parse("-c", "a", "site", "--container=b", "-f")
        let (containers, follows) = (arguments.options("--container"), arguments.flag("--follow"))
        let app = try arguments.positional("APP")
        #expect(containers == ["a", "b"])
        #expect(follows)
        #expect(app == "site")
        try arguments.finish()
    }

    @Test("behind '--' everything is a word, and '-' alone is one too")
    func words() throws {
        var arguments = try parse("-", "--", "-f", "--tail")
        let (words, follows) = (try arguments.positionals("FILE"), arguments.flag("--follow"))
        #expect(words == ["-", "-f", "--tail"])
        #expect(!follows)
    }

    @Test("an empty value is a value")
    func emptyValue() throws {
        var arguments = try parse("--container=")
        let container = arguments.option("--container")
        #expect(container == "")
    }

    @Test("an unknown option is refused with the one that was meant")
    func suggestion() {
        #expect(throws: UsageError("unknown option '--foregroud'; did you mean '--foreground'?")) {
            try parse("--foregroud")
        }
        #expect(throws: UsageError("unknown option '--zzz'")) { try parse("--zzz") }
        #expect(throws: UsageError("unknown option '-x'")) { try parse("-fx") }
    }

    @Test("a missing value, and one too many, are refused")
    func wrongValues() {
        #expect(throws: UsageError("--tail needs a value: --tail N")) { try parse("--tail") }
        #expect(throws: UsageError("-n needs a value: -n N")) { try parse("-fn") }
        #expect(throws: UsageError("--follow takes no value")) { try parse("--follow=yes") }
    }

    @Test(
        "what is no number of at least 0 is refused",
        arguments: ["x", "-1", "1.5", "", "99999999999999999999"])
    func numbers(text: String) throws {
        var arguments = try parse("--tail=" + text)
        #expect(throws: UsageError.self) { try arguments.number("--tail") }
    }

    @Test(
        "seconds may have a unit", arguments: [("90", 90), ("90s", 90), ("5m", 300), ("1h", 3600), ("0", 0)])
    func seconds(text: String, expected: Int) throws {
        var arguments = try parse("--tail=" + text)
        let span = try arguments.seconds("--tail")
        #expect(span == .seconds(expected))
    }

    @Test("what is no span of seconds is refused", arguments: ["", "m", "5d", "-1", "1.5s", "9999999999999"])
    func noSeconds(text: String) throws {
        var arguments = try parse("--tail=" + text)
        #expect(throws: UsageError.self) { try arguments.seconds("--tail") }
    }

    @Test("what no one took is a mistake")
    func leftOver() throws {
        var arguments = try parse("a", "b", "-f")
        let first = try arguments.positional("APP")
        #expect(first == "a")
        #expect(throws: UsageError("'b' is one argument too many")) { try arguments.finish() }
        let second = try arguments.positional("APP")
        #expect(second == "b")
        #expect(throws: UsageError("--follow can't be used here")) { try arguments.finish() }
        #expect(throws: UsageError("APP is missing")) { try arguments.positional("APP") }
    }
}
