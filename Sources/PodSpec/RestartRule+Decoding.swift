extension Container {
    /// `restartPolicy` and `restartPolicyRules` of a container (KEP-753, KEP-5307).
    mutating func readRestart(_ fields: Fields, isInit: Bool) {
        restartPolicy = fields.choice("restartPolicy", Pod.RestartPolicy.self)
        restartRules = fields.list("restartPolicyRules", "ContainerRestartRule") { RestartRule(from: $0) }
        guard !restartRules.isEmpty else { return }
        if restartPolicy == nil, !fields.isPresent("restartPolicy") {
            fields.problem(
                .conflict, "restartPolicyRules", "needs the container's own restartPolicy",
                "add 'restartPolicy: Never'")
        } else if isInit, restartPolicy == .always {
            fields.problem(
                .conflict, "restartPolicyRules", "a sidecar always restarts, so rules change nothing",
                "remove them")
        }
        if restartRules.count > 20 {
            fields.problem(
                .invalidValue, "restartPolicyRules", "\(restartRules.count) rules are too many",
                "use at most 20")
        }
    }
}

extension RestartRule {
    init(from fields: Fields) {
        let action = fields.choice("action", of: Action.allCases.map(\.rawValue), required: true)
        let match = fields.object("exitCodes", "ContainerRestartRuleOnExitCodes") { fields in
            let isIn = fields.choice("operator", of: ["In", "NotIn"], required: true) != "NotIn"
            let codes = fields.integers("values", in: 0...255).map(Int32.init)
            if codes.count > 255 {
                fields.problem(
                    .invalidValue, "values", "\(codes.count) values are too many", "use at most 255")
            } else if fields.isEmptyList("values") {
                fields.missing("values", "add it, as in 'values: [42]'")
            }
            return (isIn: isIn, codes: codes)
        }
        if match == nil, !fields.isPresent("exitCodes") { fields.missing("exitCodes", "add it") }
        self.init(
            action: action.flatMap(Action.init) ?? .restart, isIn: match?.isIn ?? true,
            codes: match?.codes ?? [])
    }
}
