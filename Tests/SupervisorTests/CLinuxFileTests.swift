import CLinux
import Foundation
import Testing

@testable import Supervisor

@Suite("What CLinux tells of files and dates")
struct CLinuxFileTests {
    private func withFile(_ body: (_ path: String, _ descriptor: Int32) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("clinux-\(UUID())").path
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
        defer {
            close(descriptor)
            unlink(path)
        }
        try body(path, descriptor)
    }

    @Test("a file over 4 GiB has its size, and a date after 2038 is that date")
    func largeAndLate() throws {
        let size: Int64 = 5 << 30
        let in2100: Int64 = 4_102_444_800
        try withFile { path, descriptor in
            #expect(linux_file_truncate(descriptor, size) == 0)
            #expect(linux_file_write(descriptor, [UInt8]("end".utf8), 3, size - 3) == 3)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: Double(in2100))], ofItemAtPath: path)
            var file = linux_file()
            #expect(linux_file_look(path, &file) == 0)
            #expect(file.size == size)
            #expect(file.changed == in2100 * 1_000_000_000)
            #expect(file.inode != 0)
        }
        var calendar = linux_calendar()
        #expect(linux_calendar_of(in2100, 1, &calendar) == 0)
        #expect(calendar.year == 2100 && calendar.month == 1 && calendar.day == 1)
    }

    @Test("a change of a file's content or date is seen, a file that is gone has an errno")
    func changes() throws {
        try withFile { path, descriptor in
            var before = linux_file()
            var after = linux_file()
            #expect(linux_file_look(path, &before) == 0)
            #expect(linux_file_truncate(descriptor, 10) == 0)
            #expect(linux_file_look(path, &after) == 0)
            #expect(before.inode == after.inode && before.size == 0 && after.size == 10)
            #expect(linux_file_look(path + ".none", &after) == -ENOENT)
        }
    }
}
