import Testing

@testable import PodSpec

@Suite("The table of fields")
struct FieldTableTests {
    private let table = Manifest.fieldTable()

    private func treatment(_ path: String) -> FieldTreatment? { table.first { $0.path == path }?.treatment }

    @Test("says of each field what decoding does with it")
    func treatments() {
        #expect(treatment("Pod.spec.containers[].image") == .carriedOut)
        #expect(
            treatment("Deployment.spec.template.spec.containers[].livenessProbe.httpGet.path") == .carriedOut)
        #expect(treatment("Pod.spec.volumes[].projected.sources[].configMap.items[].mode") == .carriedOut)
        #expect(treatment("Pod.spec.tolerations") == .withoutEffect)
        #expect(treatment("Secret.stringData") == .carriedOut)
        #expect(
            treatment("Pod.spec.volumes[].nfs")
                == .refused(remedy: "mount it on the machine (systemd.mount(5)) and use 'hostPath'"))
        #expect(
            treatment("Pod.spec.initContainers[].startupProbe.httpGet.protocol")
                == .notYet(remedy: "remove it: the probe speaks HTTP/1.1"))
    }

    @Test("has every field once")
    func unique() {
        #expect(Set(table.map(\.path)).count == table.count)
    }

    @Test(
        "has every field that is not carried out yet: no rule is about a field that decoding never asks for")
    func rules() {
        let asked = Set(table.map { "\($0.type).\($0.field)" })
        #expect(Set(NotYet.rules.keys).subtracting(asked) == [])
    }

    @Test("has every field of a container that Kubernetes' reference has")
    func complete() {
        let fields = Set(table.filter { $0.type == "Container" }.map(\.field))
        #expect(
            fields == [
                "args", "command", "env", "envFrom", "image", "imagePullPolicy", "lifecycle", "livenessProbe",
                "name",
                "ports", "readinessProbe", "resizePolicy", "resources", "restartPolicy", "restartPolicyRules",
                "securityContext", "startupProbe", "stdin", "stdinOnce", "terminationMessagePath",
                "terminationMessagePolicy", "tty", "volumeDevices", "volumeMounts", "workingDir",
            ])
    }
}
