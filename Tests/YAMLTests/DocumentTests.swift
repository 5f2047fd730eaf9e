import Testing

@testable import YAML

@Suite("A YAML text")
struct DocumentTests {
    @Test(
        "may have several documents",
        arguments: [
            ("", ""),
            ("# nothing\n", ""),
            ("a\n---\nb\n", #""a" --- "b""#),
            ("---\na\n---\nb\n...\n", #""a" --- "b""#),
            ("---\n---\na\n", #""" --- "a""#),
            ("a\n...\n# c\nb\n", #""a" --- "b""#),
            ("--- a\n--- |\n  b\n", #""a" --- "b\n""#),
            ("--- # comment\na: 1\n", #"{"a": "1"}"#),
            ("%YAML 1.2\n---\na\n", #""a""#),
            ("%YAML 1.1\n--- a\n", #""a""#),
            ("a: ---b\n", #"{"a": "---b"}"#),
            ("---a\n", #""---a""#),
        ])
    func documents(text: String, value: String) throws {
        #expect(try read(text) == value)
    }

    @Test("may begin with a byte order mark, and end its lines as Windows does")
    func foreign() throws {
        #expect(try read("\u{FEFF}a: 1\n") == #"{"a": "1"}"#)
        #expect(try read("a: 1\r\nb:\r\n- c\r\n") == #"{"a": "1", "b": ["c"]}"#)
        #expect(
            try read("a\n...\n\u{FEFF}b\n") == #""a" --- "b""#)
    }

    @Test(
        "of bytes that are no text is refused",
        arguments: [
            (
                [0x61, 0x3A, 0x20, 0xFF],
                "1:4: found bytes that are no UTF-8; save the file as UTF-8, or write binary data in base64"
            ),
            (
                [0xC0, 0x80],
                "1:1: found bytes that are no UTF-8; save the file as UTF-8, or write binary data in base64"
            ),
            (
                [0xED, 0xA0, 0x80],
                "1:1: found bytes that are no UTF-8; save the file as UTF-8, or write binary data in base64"
            ),
            (
                [0x61, 0x62, 0x00],
                "1:3: found the control character U+0000; remove it, or write it as an escape in double quotes"
            ),
            (
                [0x61, 0x1B],
                "1:2: found the control character U+001B; remove it, or write it as an escape in double quotes"
            ),
            ([0xFF, 0xFE, 0x61, 0x00], "1:1: the text is UTF-16; save it as UTF-8"),
            ([0xFE, 0xFF, 0x00, 0x61], "1:1: the text is UTF-16; save it as UTF-8"),
            ([0x61, 0x00, 0x3A, 0x00], "1:1: the text is UTF-16; save it as UTF-8"),
        ] as [([UInt8], String)])
    func bytes(bytes: [UInt8], message: String) {
        #expect(refusal(of: bytes) == message)
    }

    @Test(
        "that is wrong is refused with the place, what is wrong there and what to do",
        arguments: [
            (
                "a: b: c",
                "1:5: found a second ': ' in one line; put the key on its own line, or quote the text"
            ),
            ("a:\n\tb: 1", "2:2: found a tab where indentation is expected; indent with spaces"),
            (
                "a:\n  b: 1\n c: 2",
                "3:2: the indentation matches no open sequence or mapping; align the line with those it belongs to"
            ),
            (
                "a: [1, 2",
                "1:9: found the end of the text where ',' or ']' is expected; add the ']' (opened at 1:4)"
            ),
            ("a: {b: 1]", "1:9: expected ',' or '}', found the other bracket; write '}' (opened at 1:4)"),
            (
                "a: 'b",
                "1:6: found the end of the text inside of quotes; add the closing quote (opened at 1:4)"
            ),
            (
                #"a: "\d""#,
                #"1:5: found an escape that YAML does not know; write '\\' for a backslash, or use single quotes"#
            ),
            (#"a: "\uD800""#, "1:5: the escape names no Unicode character; correct its digits"),
            ("a: @b", "1:4: a value cannot start with '@'; quote it"),
            ("a: %b", "1:4: a value cannot start with '%'; quote it"),
            ("a: `b`", "1:4: a value cannot start with '`'; quote it"),
            (
                "a: 'b' c",
                "1:8: found text after the end of a value; quote the whole value, or write ' #' before a comment"
            ),
            (
                "a: |x\n b",
                "1:5: only an indentation (1 to 9), '+' or '-' may follow '|' or '>'; start the text on the next line"
            ),
            ("[a, , b]", "1:5: found ',' without a value before it; remove it, or write null"),
            ("- a\nb: c", "2:1: expected '- ' as in the entries above; add it, or check the indentation"),
            ("a: b\nc", "2:1: expected 'key: value'; add the ':' and a space, or check the indentation"),
            ("%YAML 2.0\n--- a", "1:1: YAML 2.0 is not supported; write %YAML 1.2, or remove the line"),
            ("%YAML 1.2\na", "2:1: expected '---' after the directives; add it"),
            ("... a", "1:5: found text after '...'; put it on its own line"),
            (
                "'a\n---\nb'",
                "2:1: found '---' at the start of a line inside of quotes or brackets; close them, or indent the line (opened at 1:1)"
            ),
        ])
    func wrong(text: String, message: String) {
        #expect(refusal(of: text) == message)
    }

    @Test("is not repeated in a message: a value may be a secret")
    func secret() {
        for text in ["p: hunter2: x", "p: 'hunter2' x", "p: [hunter2", "- a\nhunter2: x"] {
            let message = refusal(of: text)
            #expect(message != "accepted")
            #expect(!message.contains("hunter2"), "\(message)")
        }
    }
}
