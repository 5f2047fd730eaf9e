import Testing

@testable import PodSpec

@Suite("A quantity")
struct QuantityTests {
    @Test(
        "is whole units and thousandths, both rounded up",
        arguments: [
            ("0", 0, 0), ("1", 1, 1000), ("100m", 1, 100), ("1500m", 2, 1500), ("0.1", 1, 100),
            (".5", 1, 500),
            ("1.", 1, 1000), ("+2", 2, 2000), ("-1500m", -2, -1500), ("1k", 1000, 1_000_000),
            ("1Ki", 1024, 1_024_000), ("1.5Gi", 1_610_612_736, 1_610_612_736_000),
            ("128Mi", 134_217_728, 134_217_728_000), ("12e6", 12_000_000, 12_000_000_000),
            ("1E3", 1000, 1_000_000),
            ("1e-3", 1, 1), ("5e0", 5, 5000), ("0.1m", 1, 1), ("100u", 1, 1), ("1n", 1, 1),
            ("1000001u", 2, 1001),
            ("0001", 1, 1000), ("0.30000000000000000000000000001", 1, 301), ("1Ti", 1 << 40, 1000 << 40),
            ("2.5T", 2_500_000_000_000, 2_500_000_000_000_000),
            ("1P", 1_000_000_000_000_000, 1_000_000_000_000_000_000),
        ] as [(String, Int64, Int64)])
    func values(text: String, value: Int64, milli: Int64) throws {
        let quantity = try #require(Quantity(parsing: text))
        #expect(quantity.value == value)
        #expect(quantity.milli == milli)
        #expect(quantity.text == text)
    }

    @Test(
        "that is too large for 64 bits is the largest number there is",
        arguments: ["8Ei", "9223372036854775808", "1e99", "1e9999"])
    func clamped(text: String) throws {
        #expect(try #require(Quantity(parsing: text)).value == .max)
        #expect(try #require(Quantity(parsing: "-" + text)).value == -.max)
    }

    @Test("of exabytes keeps its bytes when its thousandths no longer fit")
    func exabytes() throws {
        let quantity = try #require(Quantity(parsing: "7Ei"))
        #expect(quantity.value == 7 << 60)
        #expect(quantity.milli == .max)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "m", ".", "-", "1x", "1 Gi", " 1", "1ki", "1K", "1mi", "1KiB", "1Gib", "1e", "1ee3", "1e3.5",
            "1e3Ki", "0x10",
            "1,5", "1..2", "--1", "1Mi ", "٣",
        ])
    func refused(text: String) {
        #expect(Quantity(parsing: text) == nil)
    }
}
