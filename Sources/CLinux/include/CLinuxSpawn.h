// Starting, awaiting and finding processes: what posix_spawn(3), waitid(2), memfd_create(2) and
// /proc/PID/stat offer and Swift's Glibc module does not. Part of CLinux.h, whose rules hold here.
#pragma once
#include <stdint.h>

/// pipe2(2), both ends close-on-exec: [0] is read from, [1] written to.
int32_t linux_pipe(int32_t ends[2]);

/// A file in memory, close-on-exec (memfd_create(2)). Returns the descriptor.
int32_t linux_memfd(const char *name);

/// Starts `path` in a session of its own, with no signal blocked and none ignored, and with
/// `descriptors[i]` as its descriptor i; every other descriptor is closed there. Returns the pid.
///
/// libdispatch's threads block most signals, and a child would inherit that.
int32_t linux_spawn(const char *path, char *const arguments[], char *const environment[],
                    const int32_t *descriptors, int32_t count);

/// The same in the caller's own session, so that the caller's terminal is the child's too. `own_group` not 0:
/// in a process group of its own, which Ctrl-C does not reach.
int32_t linux_spawn_here(const char *path, char *const arguments[], char *const environment[],
                         const int32_t *descriptors, int32_t count, int32_t own_group);

/// Reaps the child behind a pidfd. Returns 1 and how it ended (`signal` 0: by itself, with `code`), 0
/// while it still runs.
int32_t linux_reap(int32_t pidfd, int32_t *code, int32_t *signal);

/// One row of proc_pid_stat(5).
struct linux_process {
    int32_t pid;
    int32_t parent;
    int32_t session;
    /// Clock ticks since boot: with `pid` it names a process for good.
    uint64_t start;
};

/// Every process this one can see, zombies left out. Fills at most `capacity` rows; returns how many
/// there are, which may be more.
int32_t linux_processes(struct linux_process *rows, int32_t capacity);

/// SIGKILL, if the process is still the one that was seen. A process that is gone is no error.
int32_t linux_kill_process(const struct linux_process *process);
