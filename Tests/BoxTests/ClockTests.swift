import Foundation
import TestSupport
import Testing

@Suite("A clock that is set late, in a box")
struct ClockTests {
    @Test(
        "from 1970 to today: back-off goes on as it was, what runs is left alone, by a successor too",
        arguments: Box.Suite.allCases)
    func jump(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(try await Self.library(), to: "/root/test/clock.base64")
            try await box.write(
                "[Service]\nEnvironment=LD_PRELOAD=/root/test/clock.so\n",
                to: "/etc/systemd/system/podsup-clock.service.d/clock.conf")
            try await box.write(manifest, to: "/root/test/clock.yaml")
            try await box.demand(
                """
                base64 -d /root/test/clock.base64 > /root/test/clock.so
                podsup up --no-wait /root/test/clock.yaml
                """)
            try await eventually(within: .seconds(90), "it waits, in 1970") {
                let status = try await box.sh("podsup status clock -o json").out
                return status.contains("\"1970-01-") && status.contains("CrashLoopBackOff")
            }
            let fine = try await box.inspect("clock-fine")

            try await box.demand("touch /root/test/set")
            try await box.restartsOnce()
            try await box.killSupervisor(of: "podsup-clock.service")
            try await box.restartsOnce()

            #expect(try await box.inspect("clock-fine") == fine)
            let pod = try await box.pod("clock")
            #expect(try pod.container("fine").restartCount == 0)
            // As the kubelet: at once, then after 10 s, 20 s …, by the clock that is never set.
            let times = try await box.starts(of: "clock/crashing")
            let waits = zip(times, times.dropFirst()).map { $1 - $0 }
            #expect(waits.count >= 3)
            for (index, wait) in waits.dropFirst().enumerated() {
                #expect(wait >= 10 * pow(2, Double(index)) - 0.5, "\(waits)")
            }
        }
    }

    /// For LD_PRELOAD: CLOCK_REALTIME is the time since the boot until a file is there. A box can't set its clock.
    private static func library() async throws -> String {
        let source = """
            #define _GNU_SOURCE
            #include <sys/syscall.h>
            #include <sys/time.h>
            #include <time.h>
            #include <unistd.h>
            int clock_gettime(clockid_t clock, struct timespec *now) {
                if (clock == CLOCK_REALTIME && access("/root/test/set", F_OK) != 0) clock = CLOCK_BOOTTIME;
                return (int)syscall(SYS_clock_gettime, clock, now);
            }
            int gettimeofday(struct timeval *now, void *zone) {
                struct timespec time;
                (void)zone;
                clock_gettime(CLOCK_REALTIME, &time);
                now->tv_sec = time.tv_sec;
                now->tv_usec = time.tv_nsec / 1000;
                return 0;
            }
            time_t time(time_t *now) {
                struct timespec time;
                clock_gettime(CLOCK_REALTIME, &time);
                if (now) *now = time.tv_sec;
                return time.tv_sec;
            }
            """
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "clock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (code, library) = (folder.path + "/clock.c", folder.path + "/clock.so")
        try source.write(toFile: code, atomically: true, encoding: .utf8)
        let output = try await host(
            ["sh", "-c", "$(command -v clang || command -v cc) -shared -fPIC -O1 -o \(library) \(code)"],
            timeout: .seconds(60))
        guard output.code == 0 else { throw BoxError.failed("clang", output) }
        return try Data(contentsOf: URL(fileURLWithPath: library)).base64EncodedString()
    }

    private let manifest = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: clock
        spec:
          terminationGracePeriodSeconds: 1
          containers:
            - name: fine
              image: localhost/podsup/busybox:1
              command: [sleep, 1d]
            - name: crashing
              image: localhost/podsup/busybox:1
              command: [sh, -c, "exit 1"]
        """
}

extension Box {
    fileprivate func restartsOnce() async throws {
        let before = try await pod("clock").container("crashing").restartCount
        try await eventually(
            within: .seconds(120), "it is restarted",
            note: { try await journal("podsup-clock.service").joined(separator: "\n") }
        ) {
            guard let pod = try? await pod("clock") else { return false }
            return try pod.container("crashing").restartCount > before
        }
    }

    /// When a container was started, in seconds since boot.
    fileprivate func starts(of container: String) async throws -> [Double] {
        let lines = try await demand(
            "journalctl -q -b -u podsup-clock.service -o short-monotonic --after-cursor \"$(cat /root/test/cursor)\" | "
                + "grep -F '\(container): Started container' | sed 's/^\\[ *\\([0-9.]*\\)\\].*/\\1/'"
        ).lines
        return lines.compactMap(Double.init)
    }
}
