import Foundation
import Supervisor
import Testing

@testable import podsup

@Suite("What a container uses, out of its cgroup")
struct UsageTests {
    private func cgroup(_ files: [String: String]) throws -> Folder {
        let folder = try Folder()
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/libpod-\(SiteInTrouble.nginxID).scope/container",
            withIntermediateDirectories: true)
        for (name, text) in files {
            try folder.write("libpod-\(SiteInTrouble.nginxID).scope/\(name)", text + "\n")
        }
        return folder
    }

    private func usage(_ folder: Folder) throws -> Usage? {
        let container = try #require(
            try SiteInTrouble.document().items[0].status.containerStatuses.first { $0.name == "nginx" })
        return UsageReader(folder: folder.path).usage(container)
    }

    @Test("memory is what the kernel could not take back at once; processes below count, too")
    func memory() throws {
        let folder = try cgroup([
            "cpu.stat": "usage_usec 5400000\nuser_usec 1", "memory.current": "41943040",
            "memory.max": "67108864",
            "memory.stat": "anon 1\ninactive_file 10485760\nactive_file 5", "cgroup.procs": "",
            "container/cgroup.procs": "11\n12",
        ])
        #expect(
            try usage(folder)
                == Usage(cpu: 5_400_000, memory: 31_457_280, memoryLimit: 67_108_864, processes: 2))
    }

    @Test("without a limit and without a memory controller nothing is made up")
    func estimate() throws {
        let unlimited = try cgroup([
            "cpu.stat": "usage_usec 7", "memory.current": "4096", "memory.max": "max", "cgroup.procs": "",
        ])
        #expect(try usage(unlimited) == Usage(cpu: 7, memory: 4096, processes: 0))
        let bare = try cgroup(["cpu.stat": "usage_usec 7", "cgroup.procs": "\(getpid())"])
        let estimate = try #require(try usage(bare))
        #expect(estimate.isEstimate && (estimate.memory ?? 0) > 1 << 20 && estimate.memoryLimit == nil)
        #expect(memoryText(estimate).hasPrefix("~"))
    }

    @Test("a container that does not run uses nothing, and one whose cgroup is gone is not known")
    func absent() throws {
        let folder = try cgroup(["cpu.stat": "usage_usec 7"])
        let waiting = try #require(
            try SiteInTrouble.document().items[0].status.containerStatuses.first { $0.name == "webhook" })
        #expect(UsageReader(folder: folder.path).usage(waiting) == nil)
        #expect(UsageReader(folder: "\(folder.path)/gone").usage(waiting) == nil)
    }
}
