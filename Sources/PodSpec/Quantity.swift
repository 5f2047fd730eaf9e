/// A Kubernetes quantity (`100m`, `1.5Gi`, `12e6`), to the letter of `api/resource/quantity.go`.
package struct Quantity: Hashable, Sendable {
    /// As written in the manifest.
    package let text: String
    /// Thousandths, rounded up; clamped to what fits.
    package let milli: Int64
    /// Whole units (bytes, cores), rounded up; clamped to what fits.
    package let value: Int64

    package init(text: String, milli: Int64, value: Int64) {
        self.text = text
        self.milli = milli
        self.value = value
    }
}
