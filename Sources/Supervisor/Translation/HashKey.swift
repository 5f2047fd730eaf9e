import Glibc

/// This machine's own key for hashes that anybody can read, in Podman's labels: without it, a short secret
/// could be found by trying.
package struct HashKey: Equatable, Sendable {
    let words: (UInt64, UInt64)

    init(_ first: UInt64, _ second: UInt64) { words = (first, second) }

    package static func == (left: Self, right: Self) -> Bool { left.words == right.words }

    /// Reads the key, and makes it where there is none. All apps of the machine may do so at once: the first
    /// one's key counts.
    /// - Parameter path: `/var/lib/podsup/key`, whose folder exists.
    package static func load(_ path: String) throws(FileError) -> HashKey {
        if let key = try read(path) { return key }
        let draft = "\(path).\(getpid())"
        try Files.remove(draft)
        var bytes: [UInt8] = []
        // The generator is getrandom(2).
        while bytes.count < 16 { bytes.append(.random(in: .min ... .max)) }
        try Files.create(draft, bytes, mode: 0o600, durable: true)
        let linked = Glibc.link(draft, path)
        let code = errno
        try Files.remove(draft)
        guard linked == 0 || code == EEXIST else { throw FileError(path, code: code) }
        guard let key = try read(path) else { throw FileError(path, code: EINVAL) }
        return key
    }

    private static func read(_ path: String) throws(FileError) -> HashKey? {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try Files.read(path, limit: 16)
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
        guard bytes.count == 16 else { throw FileError(path, code: EINVAL) }
        return HashKey(word(bytes[0..<8]), word(bytes[8..<16]))
    }
}

/// SipHash-2-4 (Aumasson, Bernstein: «SipHash: a fast short-input PRF», 2012): who has not the key can
/// neither compute a hash nor learn from one.
struct KeyedHash {
    private var v: (UInt64, UInt64, UInt64, UInt64)
    /// What does not make up a word of eight bytes yet.
    private var pending: [UInt8] = []
    private var count: UInt8 = 0

    init(_ key: HashKey) {
        let (k0, k1) = key.words
        v = (
            k0 ^ 0x736f_6d65_7073_6575, k1 ^ 0x646f_7261_6e64_6f6d, k0 ^ 0x6c79_6765_6e65_7261,
            k1 ^ 0x7465_6462_7974_6573
        )
    }

    /// Each part with its length, so that «ab», «c» differs from «a», «bc».
    mutating func add(_ part: some Collection<UInt8>) {
        var length = UInt64(part.count)
        for _ in 0..<8 {
            append(UInt8(truncatingIfNeeded: length))
            length >>= 8
        }
        for byte in part { append(byte) }
    }

    mutating func append(_ byte: UInt8) {
        pending.append(byte)
        count &+= 1
        guard pending.count == 8 else { return }
        take(word(pending[...]))
        pending.removeAll(keepingCapacity: true)
    }

    var value: UInt64 {
        var last = self
        last.take(word(pending[...]) | UInt64(count) << 56)
        last.v.2 ^= 0xff
        for _ in 0..<4 { last.round() }
        return last.v.0 ^ last.v.1 ^ last.v.2 ^ last.v.3
    }

    /// 16 hexadecimal digits.
    var text: String { hexadecimal(value) }

    private mutating func take(_ word: UInt64) {
        v.3 ^= word
        round()
        round()
        v.0 ^= word
    }

    private mutating func round() {
        v.0 &+= v.1
        v.1 = v.1.rotated(13) ^ v.0
        v.0 = v.0.rotated(32)
        v.2 &+= v.3
        v.3 = v.3.rotated(16) ^ v.2
        v.0 &+= v.3
        v.3 = v.3.rotated(21) ^ v.0
        v.2 &+= v.1
        v.1 = v.1.rotated(17) ^ v.2
        v.2 = v.2.rotated(32)
    }
}

/// Up to eight bytes, the least significant first.
private func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
}

extension UInt64 {
    fileprivate func rotated(_ bits: UInt64) -> UInt64 { self << bits | self >> (64 - bits) }
}
