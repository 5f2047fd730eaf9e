import CLinux
import Descriptors
import Dispatch
import Glibc

extension AppSupervisor {
    /// Gives up all system calls but those that a supervisor needs. One that is denied later is told.
    ///
    /// Not where the OCI runtime would have to be run by this process, which needs more: for a user's apps, and
    /// where the helper's socket is missing.
    func filterSystemCalls() {
        guard HelperClient.isThere else { return }
        let caught = linux_traps_catch()
        guard caught >= 0 else { return }
        let source = DescriptorSource(caught)
        source.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.tellDenied(caught) } }
        source.activate()
        denials = source
        do throws(SeccompProblem) {
            try SystemCallFilter.load()
            linux_heap_trim()
        } catch {
            reporter.note(.warning, "NotFiltered", "\(error), going on without a filter of system calls")
        }
    }

    private func tellDenied(_ caught: Int32) {
        var number: Int32 = 0
        while read(caught, &number, 4) == 4 {
            reporter.note(
                .warning, "SystemCallDenied",
                "the system call '\(SystemCallFilter.name(of: number))' was denied, going on without it; "
                    + "podsup should not need it: please report this")
        }
    }
}
