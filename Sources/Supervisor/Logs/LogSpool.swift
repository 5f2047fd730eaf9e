import CLinux
import Glibc

/// What has been taken out of a container's pipe and is not yet in the journal: a small file in memory
/// (`/run` is a tmpfs) that outlives a supervisor which is killed.
///
/// Bytes come from the pipe by splice(2): the kernel takes from the pipe exactly what the file grows by,
/// whenever SIGKILL comes, so that none is lost and none is there twice. The first page holds the
/// ``LogProgress`` and whose lines these are.
final class LogSpool {
    private let file: Int32
    private let path: String
    /// Where the next byte from the pipe goes.
    private(set) var end: Int64
    /// Everything before this has been given back to the system.
    private var released: Int64

    static let firstRecord: Int64 = 4096
    /// Space is given back in pieces of this many bytes.
    private static let releaseStep: Int64 = 64 << 10
    private static let originOffset: Int64 = 512
    private static let originLength = 256

    /// - Parameter directory: descriptor of the folder that `name` is in.
    init(directory: Int32, name: String, path: String) throws(LogError) {
        self.path = path
        file = try checkLog(linux_file_open(directory, name), path, "open")
        end = Self.firstRecord
        released = Self.firstRecord
        do throws(LogError) {
            let size = try check(linux_file_size(file), "fstat")
            if size < Self.firstRecord || load() == nil {
                try check(Int64(linux_file_truncate(file, 0)), "ftruncate")
                try check(Int64(linux_file_truncate(file, Self.firstRecord)), "ftruncate")
                try save(LogProgress(next: Self.firstRecord))
            } else {
                end = size
            }
        } catch {
            Glibc.close(file)
            throw error
        }
    }

    deinit { Glibc.close(file) }

    /// Moves what is in the pipe here, at most `count` bytes; 0: it is empty.
    func take(from pipe: Int32, atMost count: Int64) throws(LogError) -> Int64 {
        let moved = linux_splice_to_file(pipe, file, end, count)
        if moved == -Int64(EAGAIN) { return 0 }
        end += try check(moved, "splice")
        return moved
    }

    /// Fills `buffer` from `offset` on; returns how much of it.
    func read(into buffer: inout [UInt8], at offset: Int64) throws(LogError) -> Int {
        let wanted = min(Int64(buffer.count), end - offset)
        let got = buffer.withUnsafeMutableBytes { linux_file_read(file, $0.baseAddress, wanted, offset) }
        return Int(try check(got, "pread"))
    }

    func save(_ progress: LogProgress) throws(LogError) {
        let written = withUnsafeTemporaryAllocation(byteCount: LogProgress.encodedLength, alignment: 8) {
            bytes -> Int64 in
            progress.encode(into: bytes)
            return linux_file_write(file, bytes.baseAddress, Int64(bytes.count), 0)
        }
        try check(written, "pwrite")
    }

    func load() -> LogProgress? {
        withUnsafeTemporaryAllocation(byteCount: LogProgress.encodedLength, alignment: 8) { bytes in
            guard linux_file_read(file, bytes.baseAddress, Int64(bytes.count), 0) == Int64(bytes.count) else {
                return nil
            }
            return LogProgress(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Notes whose lines these are.
    func save(containerID: String, restart: Int32) throws(LogError) {
        var bytes = Array("\(restart) \(containerID)\n".utf8)
        bytes += [UInt8](repeating: 0, count: max(0, Self.originLength - bytes.count))
        try check(linux_file_write(file, bytes, Int64(Self.originLength), Self.originOffset), "pwrite")
    }

    func loadOrigin() -> (containerID: String, restart: Int32)? {
        var bytes = [UInt8](repeating: 0, count: Self.originLength)
        let length = Int64(bytes.count)
        guard linux_file_read(file, &bytes, length, Self.originOffset) == length,
            let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
        else { return nil }
        let words = bytes[..<end].split(separator: UInt8(ascii: " "))
        guard words.count == 2, let restart = Int32(String(decoding: words[0], as: UTF8.self)) else {
            return nil
        }
        return (String(decoding: words[1], as: UTF8.self), restart)
    }

    /// Gives the space before `offset` back.
    func release(before offset: Int64) throws(LogError) {
        let until = offset - offset % Self.releaseStep
        guard until > released else { return }
        // The first page stays; a file system without holes keeps it all until the next `startOver`.
        _ = linux_file_punch(file, released, until - released)
        released = until
    }

    /// Empties the file when everything in it has been forwarded; `progress` says so already.
    ///
    /// A `progress` beyond the end of the file means an empty file, should the next supervisor find that.
    func startOver() throws(LogError) {
        guard end > Self.firstRecord + Self.releaseStep else { return }
        try check(Int64(linux_file_truncate(file, Self.firstRecord)), "ftruncate")
        end = Self.firstRecord
        released = Self.firstRecord
    }

    @discardableResult
    private func check(_ result: Int64, _ call: String) throws(LogError) -> Int64 {
        if result < 0 { throw LogError(path: path, call: call, code: Int32(-result)) }
        return result
    }
}

/// Passes the result of a CLinux function through; throws for a negative one.
@discardableResult
func checkLog(_ result: Int32, _ path: String, _ call: String) throws(LogError) -> Int32 {
    if result < 0 { throw LogError(path: path, call: call, code: -result) }
    return result
}
