import Testing

@testable import JSON

@Suite("Reading JSON")
struct DecodingTests {
    private func parse(_ text: String) throws(JSONSyntaxError) -> JSON { try JSON(parsing: text.utf8) }

    @Test(
        "each kind of value is read as what it is",
        arguments: [
            ("null", JSON.null), (" true\n", .bool(true)), ("false", .bool(false)), ("0", .number("0")),
            ("-12.50e+3", .number("-12.50e+3")), (#""a/\/b""#, .string("a//b")), ("[]", .array([])),
            ("[1 ,[ ] ]", .array([.number("1"), .array([])])), ("{ }", .object([:])),
            (#"{"a":{"b":null},"c":""}"#, .object(["a": .object(["b": .null]), "c": .string("")])),
        ])
    func readsValues(text: String, value: JSON) throws {
        #expect(try parse(text) == value)
    }

    @Test("escapes stand for their characters, two for one outside the basic plane")
    func readsEscapes() throws {
        #expect(
            try parse(#""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\ud83d\ude00é€😀""#)
                == .string("\"\\/\u{8}\u{c}\n\r\tAé€😀é€😀"))
    }

    @Test(
        "what is no JSON is refused, with the place",
        arguments: [
            ("", 0), (" ", 1), ("nul", 0), ("truefalse", 4), ("[1,]", 3), ("[1 2]", 3), ("{\"a\"}", 4),
            ("{a:1}", 1),
            ("{\"a\":1,}", 7), ("01", 1), ("+1", 0), ("1.", 2), ("-", 1), ("1e", 2), (".5", 0), ("\"a", 2),
            ("\"a\nb\"", 2), ("'a'", 0), (#""\x""#, 3), (#""\u12g4""#, 5), (#""\ud83d""#, 7),
            (#""\ud83d\n""#, 8),
            (#""\ude00""#, 7), ("[", 1), ("{} x", 3), ("NaN", 0), ("[\u{0}]", 1), ("\"a\\", 3),
        ])
    func refusesMistakes(text: String, offset: Int) {
        let error = thrown(JSONSyntaxError.self) { try parse(text) }
        #expect(error?.offset == offset)
    }

    @Test("a string that is not UTF-8 is refused")
    func refusesBadUTF8() {
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: [0x22, 0xC3, 0x28, 0x22] as [UInt8]) }
    }

    @Test("a text that is cut off anywhere is refused")
    func refusesCutOff() throws {
        let whole = #"{"a":[true,"x\u00e9\n",{"b":-1}],"c":null}"#
        _ = try parse(whole)
        for length in 0..<whole.utf8.count {
            #expect(throws: JSONSyntaxError.self) { try parse(String(whole.prefix(length))) }
        }
    }

    @Test("512 levels are read, 513 are not")
    func limitsDepth() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        _ = try parse(nested(512))
        #expect(throws: JSONSyntaxError.self) { try parse(nested(513)) }
    }

    @Test("of members with the same name the last counts")
    func lastMemberCounts() throws {
        #expect(try parse(#"{"a":1,"a":2}"#) == .object(["a": .number("2")]))
    }
}

@Suite("Decoding Swift's types from JSON")
struct TypedDecodingTests {
    private struct Reading: Decodable, Equatable {
        struct Place: Decodable, Equatable { var name: String }
        var count: Int32
        var total: UInt64
        var ratio: Double?
        var isOn: Bool
        var places: [Place]?
        var names: [String: [Int8]]?
    }

    private func reading(_ text: String) throws -> Reading { try JSON.decode(from: text.utf8) }

    @Test("a structure is decoded with lists, maps and numbers of full width")
    func decodesStructure() throws {
        let text = """
            {"count":-5,"total":18446744073709551615,"ratio":0.25,"isOn":true,"other":[1],
             "places":[{"name":"a"},{"name":"b"}],"names":{"x":[1,-128],"y":[]}}
            """
        let expected = Reading(
            count: -5, total: .max, ratio: 0.25, isOn: true, places: [.init(name: "a"), .init(name: "b")],
            names: ["x": [1, -128], "y": []])
        #expect(try reading(text) == expected)
    }

    @Test("null and a missing member are the same for what is optional")
    func decodesAbsence() throws {
        let expected = Reading(count: 2, total: 1000, isOn: false)
        #expect(try reading(#"{"count":2.0,"total":1e3,"isOn":false}"#) == expected)
        #expect(
            try reading(#"{"count":2,"total":1000,"ratio":null,"isOn":false,"places":null,"names":null}"#)
                == expected)
    }

    @Test("a missing member is named")
    func namesMissingMember() {
        let error = thrown(DecodingError.self) { try reading(#"{"count":1,"isOn":true}"#) }
        guard case .keyNotFound(let key, _) = error else { return #expect(Bool(false), "\(error as Any)") }
        #expect(key.stringValue == "total")
    }

    @Test("a member of another type is named with its path")
    func namesMistypedMember() {
        let text = #"{"count":1,"total":1,"isOn":true,"places":[{"name":"a"},{"name":7}]}"#
        let error = thrown(DecodingError.self) { try reading(text) }
        guard case .typeMismatch(_, let context) = error else {
            return #expect(Bool(false), "\(error as Any)")
        }
        #expect(context.codingPath.map(\.stringValue) == ["places", "Index 1", "name"])
    }

    @Test("null where a value must be is told apart from another type")
    func namesNull() {
        let error = thrown(DecodingError.self) {
            try reading(#"{"count":null,"total":1,"isOn":true}"#)
        }
        guard case .valueNotFound = error else { return #expect(Bool(false), "\(error as Any)") }
    }

    @Test(
        "a number that does not fit is refused",
        arguments: ["2147483648", "0.5", "1e400", "-2147483649"])
    func refusesUnfitNumber(number: String) {
        let error = thrown(DecodingError.self) {
            try reading(#"{"count":\#(number),"total":1,"isOn":true}"#)
        }
        guard case .dataCorrupted = error else { return #expect(Bool(false), "\(error as Any)") }
    }

    @Test("a text that is no JSON is corrupted data")
    func refusesNonsense() {
        let error = thrown(DecodingError.self) { try reading("<html>") }
        guard case .dataCorrupted = error else { return #expect(Bool(false), "\(error as Any)") }
    }
}

/// What `body` throws, if it is of this type; `#expect(throws:)` returns it from Swift 6.1 on only.
private func thrown<Failure: Error>(_ type: Failure.Type, by body: () throws -> some Any) -> Failure? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? Failure
    }
}
