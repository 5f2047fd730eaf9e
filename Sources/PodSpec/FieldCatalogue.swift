/// Every field that the decoder knows, with what it does with it, for the documentation.
///
/// It is filled by the decoder itself, run without a manifest, so it can't drift from what decoding does.
final class FieldCatalogue {
    private(set) var entries: [FieldEntry] = []

    func add(_ type: String, _ field: String, _ path: String, _ treatment: FieldTreatment) {
        entries.append(FieldEntry(type: type, field: field, path: path, treatment: treatment))
    }
}

/// What podsup does with a field that Kubernetes knows (DESIGN §1.4).
package enum FieldTreatment: Equatable, Sendable {
    case carriedOut
    /// Accepted; there is nothing to do on one machine.
    case withoutEffect
    /// Refused; the text says what to do instead.
    case refused(remedy: String)
}

package struct FieldEntry: Equatable, Sendable {
    /// As the Kubernetes API reference names it: `Container`.
    package var type: String
    /// `image`, or `type=Localhost` for one value of a field.
    package var field: String
    /// `Pod.spec.containers[].image`
    package var path: String
    package var treatment: FieldTreatment
}
