extension Resources {
    init(from fields: Fields) {
        self.init()
        requests = fields.amounts("requests")
        limits = fields.amounts("limits")
        fields.refused("claims", remedy: "remove it: for a device use a hostPath volume below /dev")
        for (resource, limit) in limits {
            guard let request = requests[resource] else { continue }
            if (request.value, request.milli) > (limit.value, limit.milli) {
                fields.problem(
                    .conflict, "requests",
                    "\(resource) asks for \(request.text), more than its limit \(limit.text)",
                    "lower the request or raise the limit")
            }
        }
        requests.merge(limits) { request, _ in request }
    }
}

extension Fields {
    fileprivate func amounts(_ name: String) -> [String: Quantity] {
        var amounts: [String: Quantity] = [:]
        for entry in entries(name) where !entry.node.isNull {
            let (resource, place) = (entry.key, entry.place)
            let known = ["cpu", "memory", "ephemeral-storage"]
            guard known.contains(resource) else {
                let device = resource.contains("/") || resource.hasPrefix("hugepages-")
                report.problem(
                    device ? .unsupported : .invalidValue, at: entry.keyPlace,
                    device ? "podsup does not support this resource" : "'\(resource)' is not a resource",
                    device
                        ? "remove it: for a device use a hostPath volume below /dev"
                        : didYouMean(resource, in: known, otherwise: "use cpu, memory or ephemeral-storage"))
                continue
            }
            guard let amount = report.quantity(entry.node, at: place) else { continue }
            if amount.value < 0 {
                report.problem(.invalidValue, at: place, "\(amount.text) is negative", "use 0 or more")
            }
            if let slip = slip(in: amount, of: resource) { report.warn(at: place, slip) }
            // A resourceFieldRef may ask for it, no more. CPU requests are weights, a memory request is a
            // cluster's scheduler's.
            if resource == "ephemeral-storage" || resource == "memory" && name == "requests" {
                report.noteWithoutEffect(at: entry.keyPlace, "has no effect on one machine")
            }
            if name == "limits", resource != "ephemeral-storage" {
                report.demand(.cgroupController(resource), at: place)
            }
            amounts[resource] = amount
        }
        return amounts
    }

    /// What is legal and surely not meant.
    private func slip(in amount: Quantity, of resource: String) -> String? {
        let digits = amount.text.prefix { $0.isNumber || $0 == "." }
        switch resource {
        case "cpu":
            guard amount.value > 1000 else { return nil }
            return "\(amount.text) is \(amount.value) processors; \(digits)m is \(digits) thousandths of one"
        default:
            if amount.hasSuffix("m") {
                return "\(amount.text) is \(digits) thousandths of a byte; did you mean \(digits)Mi?"
            }
            guard (1..<65536).contains(amount.value) else { return nil }
            return "\(amount.text) is \(amount.value) bytes; did you mean \(digits)Mi?"
        }
    }
}
