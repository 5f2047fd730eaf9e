import CLinux
import Dispatch
import Glibc

/// Calls back while a descriptor is readable (or writable), as Dispatch's own sources of descriptors do: it has their
/// methods, and their promises. After a hang-up it calls back once.
///
/// Those race with themselves at a hang-up (EPOLLHUP) in libdispatch for Linux (`src/event/event_epoll.c`, in Swift 6.3
/// still): the source's queue frees what the manager's thread still uses, since a source that has hung up is unregistered
/// by its own queue (`DU_STATE_NEEDS_DELETE`). On a busy machine some process crashed by that every few minutes. So
/// Dispatch watches an epoll set of its own here, which never hangs up, and the descriptor is in that.
///
/// `@unchecked Sendable`: only the source changes, which may be used anywhere.
package final class DescriptorSource: @unchecked Sendable {
    package enum Direction: Sendable { case read, write }

    private let source: any DispatchSourceProtocol
    /// The epoll set; -1 where there could be none, and Dispatch watches the descriptor itself.
    private let set: Int32

    /// - Parameter descriptor: must stay open until the cancel handler has run.
    package init(_ descriptor: Int32, _ direction: Direction = .read, queue: DispatchQueue = .main) {
        set = linux_epoll_of(descriptor, direction == .write ? 1 : 0)
        if set >= 0 {
            source = DispatchSource.makeReadSource(fileDescriptor: set, queue: queue)
        } else if direction == .read {
            source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        } else {
            source = DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: queue)
        }
        setCancelHandler {}
    }

    package func setEventHandler(_ handler: @escaping () -> Void) {
        let set = set
        source.setEventHandler {
            if set >= 0 { linux_epoll_settle(set) }
            handler()
        }
    }

    package func setCancelHandler(_ handler: @escaping () -> Void) {
        let set = set
        source.setCancelHandler {
            if set >= 0 { close(set) }
            handler()
        }
    }

    package func activate() { source.activate() }
    package func suspend() { source.suspend() }
    package func resume() { source.resume() }
    package func cancel() { source.cancel() }
}
