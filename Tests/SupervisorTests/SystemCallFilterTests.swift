import CLinux
import CSeccomp
import Foundation
import TestSupport
import Testing

@testable import Supervisor

@Suite("The filter of system calls")
struct SystemCallFilterTests {
    @Test("names are those of calls, and what a supervisor lives by is there on each architecture")
    func names() {
        let known: [String] = ["x86_64", "aarch64", "arm"]
        let architectures = known.map { seccomp_arch_resolve_name($0) }
        // What libseccomp 2.5.4 does not know yet.
        let new: Set = ["fchmodat2"]
        for name in SystemCallFilter.names where !new.contains(name) {
            let numbers = architectures.map { seccomp_syscall_resolve_name_arch($0, name) }
            #expect(numbers.contains { $0 >= 0 }, "\(name)")
        }
        let essential = [
            ["mmap", "mmap2"], ["futex"], ["epoll_wait", "epoll_pwait"], ["openat"],
            ["fstat", "fstat64", "statx"],
            ["timerfd_settime"], ["sendmsg"], ["pidfd_open"], ["rt_sigreturn"], ["fcntl", "fcntl64"],
            ["ftruncate64", "ftruncate"],
        ]
        for architecture in architectures {
            for choices in essential {
                #expect(
                    choices.contains {
                        SystemCallFilter.names.contains($0)
                            && seccomp_syscall_resolve_name_arch(architecture, $0) >= 0
                    }, "\(choices)")
            }
        }
        #expect(Set(SystemCallFilter.names).count == SystemCallFilter.names.count)
        for name in ["mount", "setns", "unshare", "ptrace", "bpf", "keyctl", "setuid", "reboot", "chroot"] {
            #expect(!SystemCallFilter.names.contains(name))
        }
    }

    @Test("a call that is not on the list fails with EPERM and is told by name; others work")
    func denied() async throws {
        let caught = linux_traps_catch()
        #expect(caught >= 0)
        let number = seccomp_syscall_resolve_name("getsid")
        // A thread of its own, which stays under the filter to its end.
        let results = await withCheckedContinuation { continuation in
            Thread {
                var results: [Int64] = []
                do {
                    try SystemCallFilter.load(onAllThreads: false)
                    results = [
                        linux_system_call(number), linux_system_call(seccomp_syscall_resolve_name("getpid")),
                    ]
                } catch {
                    Issue.record("\(error)")
                }
                continuation.resume(returning: results)
            }.start()
        }
        #expect(results == [Int64(-EPERM), Int64(getpid())])
        var told: Int32 = 0
        #expect(read(caught, &told, 4) == 4)
        #expect(SystemCallFilter.name(of: told) == "getsid")
        close(caught)
    }
}
