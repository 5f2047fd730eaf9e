import Foundation
import PodEngine
import TestSupport

@testable import Podman
@testable import Supervisor

/// A whole supervisor of an app whose manifest lies in a file, with a fake Podman.
@MainActor
final class AppFixture {
    let fake: FakePodman
    let paths: AppPaths
    let supervisor: AppSupervisor
    private let folder: TestFolder
    private(set) var status: Int32?

    init(_ manifest: String) throws {
        fake = try FakePodman(images: ["img:1", "img:2"])
        folder = try TestFolder()
        paths = AppPaths(
            app: "site",
            base: Paths(
                runtime: folder.path + "/run", state: folder.path + "/state",
                manifests: folder.path + "/pods",
                units: folder.path + "/units", socket: fake.path))
        try Files.makeFolder(paths.base.manifests)
        supervisor = AppSupervisor(paths: paths, mode: .unit)
        try write(manifest)
    }

    func write(_ manifest: String) throws {
        try Files.replace(paths.shippedManifest, Array(manifest.utf8))
    }

    /// Runs the supervisor in the background.
    func run() {
        Task { status = await supervisor.run() }
    }

    var podman: Podman { Podman(socketPath: fake.path) }

    /// `status.json`
    var document: StatusDocument? {
        (try? Files.read(paths.status)).flatMap { try? StatusDocument(decoding: $0) }
    }

    var isReady: Bool { document?.podsup.ready == true }
}

/// A manifest of pods with one container each.
func manifest(_ pods: (name: String, image: String)..., grace: Int = 1) -> String {
    pods.map { pod in
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: \(pod.name)
        spec:
          terminationGracePeriodSeconds: \(grace)
          containers:
            - name: c
              image: \(pod.image)
        """
    }.joined(separator: "\n---\n")
}
