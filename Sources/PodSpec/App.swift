import YAML

/// The objects of one manifest: what one unit and one supervisor look after.
package struct App: Equatable, Sendable {
    /// The manifest's file stem or `--name`; a DNS label.
    package var name: String
    /// The pods that are wanted for good: Pods themselves, and those of Deployments, StatefulSets …
    package var pods: [Pod]
    /// Which of ``pods`` belong together.
    package var sets: [PodSet]
    /// Run to their end once, beside ``pods``.
    package var jobs: [Job]
    /// Run by timers of their own, not by the app's unit.
    package var cronJobs: [CronJob]
    package var services: [Service]
    package var configMaps: [String: ConfigMap]
    package var secrets: [String: Secret]
    package var claims: [String: PersistentVolumeClaim]
    package var persistentVolumes: [String: PersistentVolume]
    /// Annotations `podsup.io/…` of the manifest's workload objects, merged.
    package var annotations: [String: String]
    /// Fields that were accepted and have no effect on one machine, for `validate -v`.
    package var withoutEffect: [FieldNote]
    /// What is legal but probably a slip (`memory: 128m`).
    package var warnings: [FieldNote]
    /// What the manifest asks of the machine that it is to run on.
    package var demands: [MachineDemand] = []
    /// IDs of the images that stand for the manifest's own names of them, by name: a tag may point to another
    /// image than the one that a revision ran. No part of the manifest.
    package var imagePins: [String: String] = [:]

    /// The image to run where the manifest says `name`.
    package func image(_ name: String) -> String { imagePins[name] ?? name }

    package init(name: String, pods: [Pod] = []) {
        self.name = name
        self.pods = pods
        sets = []
        jobs = []
        cronJobs = []
        services = []
        configMaps = [:]
        secrets = [:]
        claims = [:]
        persistentVolumes = [:]
        annotations = [:]
        withoutEffect = []
        warnings = []
    }

    /// What may run under the app's unit: the standing pods, and the templates of its Jobs.
    package var unitPods: [Pod] { pods + jobs.map(\.template) }

    package func set(of pod: Pod) -> PodSet? { sets.first { $0.owner == pod.owner } }
}

/// A remark on one field of a manifest.
package struct FieldNote: Equatable, Sendable {
    /// Index into the list of files that were decoded.
    package var file: Int
    package var mark: Mark
    /// `spec.containers[0].resources.limits.memory`
    package var path: String
    package var text: String

    package init(file: Int, mark: Mark, path: String, text: String) {
        self.file = file
        self.mark = mark
        self.path = path
        self.text = text
    }
}

package struct ConfigMap: Equatable, Sendable {
    package var name: String
    /// `data` as UTF-8 and `binaryData` decoded, by key.
    package var data: [String: [UInt8]]
    /// Keys of `binaryData`: files, but no variables of an `envFrom`.
    package var binaryKeys: Set<String> = []

    package init(name: String, data: [String: [UInt8]]) {
        self.name = name
        self.data = data
    }
}

package struct Secret: Equatable, Sendable {
    package var name: String
    package var type: String
    /// `data` decoded from base64 and `stringData` as UTF-8 (which wins), by key.
    package var data: [String: [UInt8]]

    package init(name: String, type: String = "Opaque", data: [String: [UInt8]]) {
        self.name = name
        self.type = type
        self.data = data
    }
}
