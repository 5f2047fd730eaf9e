/// A number, or the name of one of the container's ports.
package enum PortReference: Equatable, Sendable {
    case number(UInt16)
    case name(String)
}

package struct HTTPGet: Equatable, Sendable {
    package enum Scheme: String, Equatable, Sendable, CaseIterable { case http = "HTTP", https = "HTTPS" }
    package struct Header: Equatable, Sendable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }
    package var path = "/"
    package var port: PortReference
    /// `nil`: the pod's address.
    package var host: String?
    package var scheme = Scheme.http
    package var headers: [Header] = []

    package init(port: PortReference) { self.port = port }
}

/// A probe with Kubernetes' defaults and limits applied.
package struct Probe: Equatable, Sendable {
    package enum Kind: String, Equatable, Sendable, CaseIterable {
        case startup = "Startup", liveness = "Liveness", readiness = "Readiness"
    }
    package enum Handler: Equatable, Sendable {
        case exec([String])
        case httpGet(HTTPGet)
        case tcpSocket(port: PortReference, host: String?)
        case grpc(port: UInt16, service: String)
    }
    package var handler: Handler
    package var initialDelay = Duration.zero
    package var period = Duration.seconds(10)
    package var timeout = Duration.seconds(1)
    package var successThreshold: Int32 = 1
    package var failureThreshold: Int32 = 3
    package var terminationGracePeriod: Duration?

    package init(_ handler: Handler) { self.handler = handler }
}

/// What runs right after a container's start or before its stop.
package enum LifecycleHandler: Equatable, Sendable {
    case exec([String])
    case httpGet(HTTPGet)
    case sleep(Duration)
}
