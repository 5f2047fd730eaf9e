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
                == .refused(remedy: "remove it: the probe speaks HTTP/1.1"))
    }

    @Test("has every field once")
    func unique() {
        #expect(Set(table.map(\.path)).count == table.count)
    }

    @Test("has every field of Kubernetes' reference, and no other", arguments: kubernetesFields.keys.sorted())
    func complete(type: String) {
        let known = Set(
            table.filter { $0.type == type }.map(\.field)
                .filter { !$0.utf8.contains(UInt8(ascii: "=")) })
        let wanted = Set((kubernetesFields[type] ?? "").split { $0 == " " || $0 == "\n" }.map(String.init))
        // Newer than the reference (KEP-5307's siblings): known, too.
        let newer = ["HTTPGetAction": ["protocol"], "GRPCAction": ["mode"]][type] ?? []
        #expect(wanted.subtracting(known) == [])
        #expect(known.subtracting(wanted).subtracting(newer) == [])
    }

    @Test("has every field that podman kube play lists", arguments: kubePlayFields.keys.sorted())
    func kubePlay(type: String) {
        let known = Set(table.filter { $0.type == type }.map(\.field))
        let wanted = (kubePlayFields[type] ?? "").split { $0 == " " || $0 == "\n" }.map(String.init)
        #expect(Set(wanted).subtracting(known) == [])
    }
}
