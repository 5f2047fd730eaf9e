import TestSupport
import Testing

@Suite("CronJobs, in a box")
struct CronJobTests {
    @Test(
        "a CronJob runs at its minute, its timer waits at boot until the clock is set, and is gone after down",
        arguments: Box.Suite.allCases)
    func runs(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let timer = "podsup-cron-tidy.timer"
            try await box.write(manifest(cronJob("tidy", "* * * * *")), to: "/root/test/cron.yaml")
            try await box.up("/root/test/cron.yaml")
            try await eventually(within: .seconds(130), "it ran twice") {
                try await box.runs(of: "tidy").count >= 2
            }
            try await eventually(within: .seconds(20), "nothing of the runs is left") {
                try await box.demand("podman pod ps -q").text == ""
            }
            // systemd.timer(5): what an OnCalendar= brings along.
            let after = try await box.property("After", of: timer)
            #expect(after.contains("time-set.target") && after.contains("time-sync.target"), "\(after)")
            let doctor = try await box.sh("podsup doctor")
            #expect(!doctor.out.contains("cron-tidy"), "\(doctor)")

            // Another time: the timer has it at once, and nothing is made up for.
            let before = try await box.runs(of: "tidy").count
            try await box.write(
                manifest(cronJob("tidy", "0 0 1 1 *", "timeZone: Asia/Tokyo")), to: "/root/test/cron.yaml")
            try await box.up("/root/test/cron.yaml")
            let calendar = try await box.property("TimersCalendar", of: timer)
            #expect(calendar.contains("OnCalendar=*-01-01 00:00:00 Asia/Tokyo"), "\(calendar)")
            #expect(try await box.property("ActiveState", of: timer) == "active")

            try await box.demand("podsup down cron")
            let left = try await box.sh(
                "ls /etc/systemd/system /var/lib/systemd/timers | grep -i cron-tidy; "
                    + "systemctl list-units --all --plain --no-legend '*cron-tidy*'")
            #expect(left.out == "", "\(left)")
            #expect(try await box.runs(of: "tidy").count <= before + 1)
        }
    }

    @Test(
        "after a time without power one missed run is made up for, unless it is too late; a clock that was wrong before makes no other",
        arguments: Box.Suite.allCases)
    func missed(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            let yearly = "0 0 1 1 *"
            try await box.write(
                manifest(
                    cronJob("missed", yearly), cronJob("strict", yearly, "startingDeadlineSeconds: 3600"),
                    cronJob("epoch", yearly), cronJob("ahead", yearly), cronJob("new", yearly),
                    cronJob("off", yearly, "suspend: true")),
                to: "/root/test/cron.yaml")
            try await box.up("/root/test/cron.yaml")
            #expect(try await box.runs() == [], "one that is new has missed nothing")

            // When each ran last: for systemd, the time of a file.
            try await box.demand(
                """
                cd /var/lib/systemd/timers; systemctl stop 'podsup-cron-*.timer'
                touch -d 2019-06-01 stamp-podsup-cron-missed.timer stamp-podsup-cron-strict.timer
                touch -d @86400 stamp-podsup-cron-epoch.timer; touch -d 2099-01-01 stamp-podsup-cron-ahead.timer
                sync
                """)
            try await box.losePower()
            try await box.boot()

            try await eventually(
                within: .seconds(90), "both have run, once",
                note: { try await box.sh("systemctl list-timers --all; journalctl -b -n 60 -o cat").all }
            ) { try await box.runs() == ["epoch", "missed"] }
            try await eventually(within: .seconds(30), "the other was left out, and it is said why") {
                try await box.demand("journalctl -q -b -o cat -u podsup-cron-strict.service").out.contains(
                    "missed its time by more than 3600 s (startingDeadlineSeconds)")
            }
            #expect(
                try await box.property("Result", of: "podsup-cron-strict.service") == "success")
            for name in ["missed", "strict", "epoch", "ahead", "new"] {
                let next = try await box.property("NextElapseUSecRealtime", of: "podsup-cron-\(name).timer")
                #expect(next.contains("-01-01 00:00:00"), "\(name): \(next)")
            }
            // By hand it is never too late, nor suspended.
            try await box.demand(
                "systemctl start podsup-cron-strict.service podsup-cron-off.service", timeout: .seconds(90))
            #expect(try await box.runs() == ["epoch", "missed", "off", "strict"])
            #expect(
                try await box.sh("systemctl cat podsup-cron-off.timer").code != 0,
                "a suspended one has no timer")
        }
    }

    @Test(
        "a run that is due while another goes on is left out, or takes its place",
        arguments: Box.Suite.allCases)
    func concurrency(suite: Box.Suite) async throws {
        try await Box.with(suite) { box in
            try await box.write(
                manifest(
                    cronJob("keeps", "0 0 1 1 *", "concurrencyPolicy: Forbid", command: "sleep 1000"),
                    cronJob("yields", "0 0 1 1 *", "concurrencyPolicy: Replace", command: "sleep 1000")),
                to: "/root/test/cron.yaml")
            try await box.up("/root/test/cron.yaml")
            // As their timers do.
            for (unit, name) in [("keeps", "keeps"), ("yields_replace", "yields")] {
                let start = "systemctl start --no-block podsup-cron-\(unit).service"
                try await box.demand(start)
                try await eventually(within: .seconds(60), "\(name) runs") {
                    try await box.container(of: name) != ""
                }
                let first = try await box.container(of: name)
                try await box.demand(start)
                if name == "keeps" {
                    #expect(
                        try await box.demand("systemctl list-jobs --no-legend | grep -c keeps").text == "1")
                } else {
                    try await eventually(
                        within: .seconds(60), "another runs instead",
                        note: {
                            try await box.sh("journalctl -q -b -o cat -u 'podsup-cron-*' | tail -40").all
                        }
                    ) {
                        let second = try await box.container(of: name)
                        return second != "" && !second.contains(first)
                    }
                    #expect(try await box.property("Result", of: "podsup-cron-\(unit).service") == "success")
                }
                if name == "keeps" { #expect(try await box.container(of: name) == first) }
            }
            try await box.demand("podsup down cron")
            #expect(try await box.demand("podman ps -aq").text == "")
        }
    }

    /// - Parameter fields: a line of its own each.
    private func cronJob(
        _ name: String, _ schedule: String, _ fields: String = "suspend: false", command: String = ":"
    ) -> String {
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: \(name)}
        spec:
          schedule: "\(schedule)"
          \(fields)
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  terminationGracePeriodSeconds: 1
                  volumes: [{name: out, hostPath: {path: /root/test/out, type: DirectoryOrCreate}}]
                  containers:
                  - name: c
                    image: localhost/podsup/busybox:1
                    command: [sh, -c, "echo \(name) >> /out/runs; \(command)"]
                    volumeMounts: [{name: out, mountPath: /out}]
        """
    }

    private func manifest(_ cronJobs: String...) -> String { cronJobs.joined(separator: "\n---\n") }
}

extension Box {
    /// The names of CronJobs, once for each run, sorted.
    fileprivate func runs() async throws -> [String] {
        try await demand("touch /root/test/out/runs 2> /dev/null; cat /root/test/out/runs || :").lines
            .sorted()
    }

    fileprivate func runs(of name: String) async throws -> [String] {
        try await runs().filter { $0 == name }
    }

    /// The id of the container that a CronJob's run has; several with line breaks between.
    fileprivate func container(of cronJob: String) async throws -> String {
        try await demand("podman ps -q --no-trunc --filter 'name=^\(cronJob)-.*-c$'").text
    }
}
