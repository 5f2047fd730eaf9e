import CLinux
import CSeccomp
import Glibc

/// What a supervisor may ask of the kernel once it has started; all else fails with EPERM and is told.
///
/// For the machine's supervisors only: a user's run the OCI runtime themselves, which makes and enters
/// namespaces. A program that this one executes, OpenSSL for probes by TLS, is under the filter too.
enum SystemCallFilter {
    /// Puts all threads of this process, or the calling one alone, under the filter; there is no way back.
    ///
    /// libseccomp tells the numbers, which differ between architectures. Building the whole filter with it would
    /// leave 0.1 MB behind in every supervisor.
    ///
    /// Call `linux_traps_catch` before.
    static func load(onAllThreads: Bool = true) throws(SeccompProblem) {
        // Negative: this architecture has no such call, or this libseccomp does not know it yet.
        let numbers = names.map { seccomp_syscall_resolve_name($0) }.filter { $0 >= 0 }
        let code = linux_traps_set(seccomp_arch_native(), numbers, Int32(numbers.count), onAllThreads ? 1 : 0)
        guard code == 0 else { throw .refused("the filter", code) }
    }

    /// The name of a call of this machine's architecture.
    static func name(of number: Int32) -> String {
        guard let text = seccomp_syscall_resolve_num_arch(seccomp_arch_native(), number) else {
            return "\(number)"
        }
        defer { free(text) }
        return String(cString: text)
    }

    /// What supervisors were seen to call while the tests in boxes, faults and floods ran, and beside each the
    /// calls of the same purpose that other architectures, C libraries and kernels have in its place.
    static let names =
        memory + threads + time + events + files + processes + network

    private static let memory = [
        "brk", "madvise", "membarrier", "mmap", "mmap2", "mprotect", "mremap", "munmap",
    ]
    private static let threads = [
        "arch_prctl", "cacheflush", "clone", "clone3", "exit", "exit_group", "futex", "futex_time64",
        "get_robust_list", "getpriority", "gettid", "prctl", "restart_syscall", "rseq", "rt_sigaction",
        "rt_sigpending", "rt_sigprocmask", "rt_sigreturn", "rt_sigsuspend", "rt_sigtimedwait",
        "rt_sigtimedwait_time64", "sched_getaffinity", "sched_getparam", "sched_getscheduler",
        "sched_setscheduler", "sched_yield", "set_robust_list", "set_tid_address", "set_tls", "setpriority",
        "sigaltstack", "sigreturn", "tgkill", "tkill",
    ]
    private static let time = [
        "clock_getres", "clock_getres_time64", "clock_gettime", "clock_gettime64", "clock_nanosleep",
        "clock_nanosleep_time64", "gettimeofday", "nanosleep", "time", "timerfd_create", "timerfd_gettime",
        "timerfd_gettime64", "timerfd_settime", "timerfd_settime64",
    ]
    private static let events = [
        "_newselect", "epoll_create", "epoll_create1", "epoll_ctl", "epoll_pwait", "epoll_pwait2",
        "epoll_wait",
        "eventfd", "eventfd2", "inotify_add_watch", "inotify_init1", "inotify_rm_watch", "poll", "ppoll",
        "ppoll_time64", "pselect6", "pselect6_time64", "select", "signalfd", "signalfd4",
    ]
    private static let files = [
        "_llseek", "access", "arm_fadvise64_64", "chmod", "chown", "chown32", "close", "close_range", "dup",
        "dup2", "dup3", "faccessat", "faccessat2", "fadvise64", "fallocate", "fchmod",
        "fchmodat", "fchmodat2", "fchown", "fchown32", "fchownat", "fcntl", "fcntl64", "fdatasync", "flock",
        "fstat", "fstat64", "fstatat64", "fstatfs", "fstatfs64", "fsync", "ftruncate", "ftruncate64",
        "getcwd",
        "getdents", "getdents64", "ioctl", "lchown", "lchown32", "link", "linkat", "lseek", "lstat",
        "lstat64",
        "memfd_create", "mkdir", "mkdirat", "mknod", "mknodat", "newfstatat", "open", "openat", "openat2",
        "pipe", "pipe2", "pread64", "preadv", "pwrite64", "pwritev", "read", "readlink", "readlinkat",
        "readv",
        "rename", "renameat", "renameat2", "rmdir", "sendfile", "sendfile64", "splice", "stat", "stat64",
        "statfs",
        "statfs64", "statx", "symlink", "symlinkat", "syncfs", "truncate", "truncate64", "umask", "unlink",
        "unlinkat",
        "utimensat", "utimensat_time64", "write", "writev",
    ]
    private static let processes = [
        "execve", "getegid", "getegid32", "geteuid", "geteuid32", "getgid", "getgid32", "getpgid", "getpgrp",
        "getpid", "getppid", "getrandom", "getrlimit", "getrusage", "getuid", "getuid32", "kill",
        "pidfd_open",
        "pidfd_send_signal", "prlimit64", "setpgid", "setsid", "sysinfo", "ugetrlimit", "uname", "vfork",
        "wait4", "waitid",
    ]
    private static let network = [
        "accept", "accept4", "bind", "connect", "getpeername", "getsockname", "getsockopt", "listen", "recv",
        "recvfrom", "recvmmsg", "recvmmsg_time64", "recvmsg", "send", "sendmmsg", "sendmsg", "sendto",
        "setsockopt", "shutdown", "socket", "socketpair",
    ]
}
