import Descriptors
import Dispatch

/// Calls back on the main queue while a descriptor is readable, until it is cancelled or dropped.
final class DescriptorWatch {
    private let source: DescriptorSource

    /// - Parameter owner: whose `deinit` closes the descriptor. It is kept until Dispatch has let go of
    ///   the descriptor, which must stay open until then.
    init(_ descriptor: Int32, of owner: AnyObject, onReadable: @escaping () -> Void) {
        source = DescriptorSource(descriptor)
        source.setEventHandler(onReadable)
        source.setCancelHandler { withExtendedLifetime(owner) {} }
        source.activate()
    }

    func cancel() { source.cancel() }

    deinit { source.cancel() }
}
