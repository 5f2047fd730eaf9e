import PodSpec
import Systemd
import Testing

@testable import Supervisor

@Suite("The units of a CronJob")
struct ControlCronUnitTests {
    private func app(_ change: (inout CronJob) -> Void = { _ in }) -> App {
        var pod = Pod(name: "backup")
        pod.containers = [Container(name: "tar", image: "i")]
        pod.terminationGracePeriod = .seconds(40)
        var cronJob = CronJob(
            name: "backup", schedule: "30 3 13 * fri",
            schedulePlace: FieldNote(file: 0, mark: .start, path: "", text: ""),
            job: Job(name: "backup", template: pod))
        change(&cronJob)
        var app = App(name: "site", pods: [])
        app.cronJobs = [cronJob]
        return app
    }

    private func units(_ app: App, _ options: UnitOptions = UnitOptions()) throws -> [String: String] {
        Dictionary(uniqueKeysWithValues: try AppUnit.all(of: app, options).map { ($0.name, $0.text) })
    }

    @Test("are a timer that makes up for a missed time, and a service that runs the Job to its end")
    func text() throws {
        let units = try units(app { $0.timeZone = "Europe/Berlin" })
        #expect(
            units.keys.sorted() == [
                "podsup-site-backup.service", "podsup-site-backup.timer", "podsup-site.service",
                "podsup-site.slice",
            ])
        #expect(
            units["podsup-site-backup.timer"] == """
                # Made by podsup from the manifest of the app 'site'. Do not edit: it is written anew.
                # Change it with 'systemctl edit podsup-site-backup.timer'.

                [Unit]
                Description=podsup app site, CronJob backup: 30 3 13 * fri
                PartOf=podsup.target

                [Timer]
                OnCalendar=*-*-13 03:30:00 Europe/Berlin
                OnCalendar=Fri *-*-* 03:30:00 Europe/Berlin
                AccuracySec=1s
                Persistent=yes

                [Install]
                WantedBy=timers.target
                WantedBy=podsup.target

                """)
        let service = units["podsup-site-backup.service"] ?? ""
        for line in [
            "Type=oneshot", "ExecStart=/usr/bin/podsup supervise site --cron-job backup",
            "TimeoutStartSec=infinity", "TimeoutStopSec=70s", "RuntimeDirectory=podsup/site/cron/backup",
            "StateDirectory=podsup/site/cron/backup", "RestrictNamespaces=yes",
        ] { #expect(service.contains("\n\(line)\n"), "\(line)") }
        #expect(!service.contains("[Install]") && !service.contains("WatchdogSec"))
    }

    @Test("a suspended one has no timer; one that replaces its run has a service that does")
    func variants() throws {
        let suspended = try units(app { $0.isSuspended = true })
        #expect(suspended["podsup-site-backup.timer"] == nil)
        #expect(suspended["podsup-site-backup.service"] != nil)
        let replacing = try units(app { $0.concurrency = .replace })
        #expect(
            replacing["podsup-site-backup.timer"]?.contains("\nUnit=podsup-site-backup_replace.service\n")
                == true)
        let again = replacing["podsup-site-backup_replace.service"] ?? ""
        #expect(again.contains("\nExecStart=/usr/bin/podsup supervise site --cron-job backup --again\n"))
        #expect(again.contains("\nRestrictNamespaces=yes\n"))
        let user = try units(app { $0.concurrency = .replace }, UnitOptions(isUser: true))
        #expect(
            user["podsup-site-backup_replace.service"]?.contains("--cron-job backup --again --user\n") == true
        )
    }

    @Test("a schedule that cannot be said is refused")
    func badSchedule() throws {
        #expect(throws: ControlError.self) { try units(app { $0.schedule = "@every 1h" }) }
    }

    @Test("a run counts as missed where none was due within the limit, by the clock of its time zone")
    func missed() {
        func isMissed(_ limit: Int64, now: Int64, zone: String? = "UTC") -> Bool {
            var cronJob = app().cronJobs[0]
            (cronJob.schedule, cronJob.timeZone) = ("30 3 * * *", zone)
            return Supervisor.isMissed(cronJob, .seconds(limit), now: now)
        }
        // 2024-03-05 03:30 in UTC.
        let due: Int64 = 1_709_609_400
        for late: Int64 in [0, 1, 59, 60] {
            #expect(!isMissed(60, now: due + late))
        }
        #expect(isMissed(60, now: due + 61))
        #expect(isMissed(60, now: due - 1))
        #expect(isMissed(5, now: due + 7))
        #expect(!isMissed(86_400, now: due - 1))
        #expect(!isMissed(86_399, now: due - 1))
        #expect(isMissed(86_398, now: due - 1))
        // An hour earlier in Berlin.
        #expect(isMissed(60, now: due, zone: "Europe/Berlin"))
        #expect(!isMissed(60, now: due - 3600, zone: "Europe/Berlin"))
        #expect(!isMissed(7200, now: due, zone: "Europe/Berlin"))
    }
}
