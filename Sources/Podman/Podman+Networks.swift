/// What to make: `POST /libpod/networks/create` (`libnetwork/types/network.go`, Network).
package struct NetworkCreate: Equatable, Sendable, Encodable {
    package var name: String
    package var labels: [String: String]
    /// Containers on it know each other by name; needs aardvark-dns.
    package var hasNames: Bool
    package let driver = "bridge"

    package init(name: String, labels: [String: String] = [:], hasNames: Bool = true) {
        self.name = name
        self.labels = labels
        self.hasNames = hasNames
    }

    enum CodingKeys: String, CodingKey {
        case name, labels, driver
        case hasNames = "dns_enabled"
    }
}

extension Podman {
    /// `GET /libpod/networks/{name}/exists`
    package func networkExists(_ name: String) async throws(PodmanError) -> Bool {
        let call = Call("look for network \(name)", .get, "/networks/\(percentEncoded(name))/exists")
        do throws(PodmanError) {
            try await send(call)
            return true
        } catch {
            // Its cause names the network, so the status must do.
            if error.apiError?.status == 404 { return false }
            throw error
        }
    }

    /// `POST /libpod/networks/create`
    /// - Returns: `false` when there was one of the name.
    package func createNetwork(_ spec: NetworkCreate) async throws(PodmanError) -> Bool {
        let call = Call("create network \(spec.name)", .post, "/networks/create", body: json(spec))
        do throws(PodmanError) {
            try await send(call)
            return true
        } catch {
            if error.apiError?.status == 409 { return false }
            throw error
        }
    }

    /// Removes a network that nobody uses; `false` when there was none.
    ///
    /// `DELETE /libpod/networks/{name}`
    package func removeNetwork(_ name: String) async throws(PodmanError) -> Bool {
        let call = Call("remove network \(name)", .delete, "/networks/\(percentEncoded(name))")
        return try await remove(call) { $0.apiError?.status == 404 }
    }
}
