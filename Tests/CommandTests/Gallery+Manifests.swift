import Foundation
import PodSpec
@testable import Podman
@testable import Supervisor

@testable import podsup

@MainActor
let diffPictures = [
    Picture("an image, a port and a Secret", isRaw: true) { console in
        let new = SiteInTrouble.manifest.replacing("webhook:2.8", "webhook:2.9").replacing(
            "hunter2", "hunter3")
        let lines = unifiedDiff(
            SecretCover.lines(SiteInTrouble.manifest), SecretCover.lines(new), from: "site.yaml",
            to: "site.yaml"
        ).map(withoutSalt)
        var arguments = try Arguments(["site"], options: Diff.help.options)
        let plan = ChangePlan(from: try SiteInTrouble.app(), to: try SiteInTrouble.app(new))
        try Diff(&arguments, Common(isUser: false)).show(lines, plan.changes, console)
    }
]

/// What a Secret holds is shown by a hash that is another one each time.
private func withoutSalt(_ line: String) -> String {
    line.contains("(hidden ") ? String(line.prefix { $0 != "(" }) + "(hidden)" : line
}

@MainActor
let historyPictures = [
    Picture("three revisions") { console in
        let revisions = [
            Revision(
                number: 1, note: RevisionNote(cause: "up", at: pictureNow - 90_000),
                images: [
                    "localhost/podsup/nginx:1": RanImage(id: "c0ffee0123456789", digest: ""),
                    "registry.example.org:5000/tools/webhook:2.8": RanImage(id: "4711081504711", digest: ""),
                ], isCurrent: false),
            Revision(
                number: 2, note: RevisionNote(cause: "update", at: pictureNow - 300), images: [:],
                isCurrent: false),
            Revision(
                number: 3, note: RevisionNote(cause: "rollback to 1", at: pictureNow - 60),
                images: ["localhost/podsup/nginx:1": RanImage(id: "c0ffee0123456789", digest: "")],
                isCurrent: true),
        ]
        console.print(
            historyTable(revisions, now: pictureNow).lines(
                width: console.tableWidth, hasColor: console.hasColor
            )
            .joined(separator: "\n"))
    },
    failing(
        "an app that is the administrator's",
        NoRevisions.shipped(app: "site", "/etc/podsup/pods/site.yaml")),
]

@MainActor
let validatePictures = [
    written("a good manifest", SiteInTrouble.manifest, ["validate"]),
    written(
        "a doubtful one, with -v",
        SiteInTrouble.manifest.replacing("memory: 64Mi", "memory: 64")
            .replacing("spec:\n  init", "spec:\n  priority: 5\n  init"),
        ["validate", "-v"]),
    written(
        "two mistakes",
        SiteInTrouble.manifest.replacing("image: localhost/podsup/nginx:1", "imgae: nginx")
            .replacing("mountPath: /site", "mountPath: site"), ["validate"]
    ),
    written("YAML that is none", "kind: [Pod", ["validate"]),
    written(
        "-o json", SiteInTrouble.manifest.replacing("path: /readyz", "pth: /readyz"),
        ["validate", "-o", "json"]),
]

/// The command on a file `site.yaml`, shown without its folder.
@MainActor
private func written(_ title: String, _ text: String, _ words: [String]) -> Picture {
    Picture(title, isRaw: true) { console in
        let folder = try Folder()
        let path = try folder.write("site.yaml", text)
        let screen = Screen()
        var inner = screen.console(isTerminal: console.isTerminal, columns: console.tableWidth)
        inner.hasColor = console.hasColor
        _ = await run(words + ["--other-machine", path], inner)
        console.write(Array(screen.text.replacing("\(folder.path)/", "").utf8))
        console.writeError(Array(screen.complaints.replacing("\(folder.path)/", "").utf8))
    }
}

@MainActor
let generateUnitsPictures = [
    Picture("printed", isRaw: true) { console in
        let folder = try Folder()
        let path = try folder.write("site.yaml", SiteInTrouble.manifest)
        _ = await run(["generate-units", path], console)
    },
    command("--check without a folder", ["generate-units", "--check", "site.yaml"]),
]

@MainActor
let doctorPictures = [
    Picture("a Raspberry Pi in trouble") { console in
        var arguments = try Arguments([], options: podsup.Doctor.help.options)
        let doctor = try podsup.Doctor(&arguments, Common(isUser: false))
        let findings =
            [
                DoctorRules.podman(major: 4, minor: 3, patch: 1),
                DoctorRules.podman(major: 4, minor: 1, patch: 0),
            ]
            + DoctorRules.controllers(["cpu", "pids"], isUser: false, isPi: true) + [
                DoctorRules.clock(now: 5, isSynchronised: nil),
                DoctorRules.disk("/var", "images and containers", size: 8 << 30, free: 30 << 20, files: nil),
                DoctorRules.network(backend: "cni"),
            ]
        for line in doctor.lines(findings, console) { console.print(line) }
    }
]

@MainActor
let completionPictures =
    Completion.Shell.allCases.map { command("for \($0.rawValue)", isRaw: true, ["completion", $0.rawValue]) }
    + [command("for another shell", ["completion", "csh"])]

extension String {
    func replacing(_ part: String, _ other: String) -> String {
        replacingOccurrences(of: part, with: other)
    }
}
