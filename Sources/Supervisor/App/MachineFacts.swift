import Glibc
import PodSpec

/// What fieldRef and resourceFieldRef may ask of the machine.
struct MachineFacts {
    let name: String
    let cpus: Int64
    /// Bytes.
    let memory: Int64

    init() {
        var buffer = [CChar](repeating: 0, count: 256)
        gethostname(&buffer, buffer.count - 1)
        name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        cpus = Int64(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        memory = Int64(sysconf(Int32(_SC_PHYS_PAGES))) * Int64(sysconf(Int32(_SC_PAGESIZE)))
    }

    func facts(pod: Pod, address: String?, sandbox: String) -> RuntimeFacts {
        RuntimeFacts(
            podIP: address ?? "", hostIP: address ?? "", nodeName: name, hostCPUs: cpus, hostMemory: memory,
            podUID: sandbox)
    }
}
