// System calls that a seccomp filter catches: seccomp(2), SECCOMP_RET_TRAP. Part of CLinux.h, whose rules
// hold here.
#pragma once
#include <stdint.h>

/// From now on a caught system call fails with EPERM, in this process only: a program that it executes is
/// ended by one. Returns a descriptor, non-blocking and close-on-exec, from which the number of each can be read
/// as an int32_t. To be called once.
int32_t linux_traps_catch(void);

/// Allows the calling thread, or all of this process, the given system calls of the given architecture (an
/// AUDIT_ARCH_ value), 250 at most, for good; others are caught. -ESRCH where a thread can't be taken along.
int32_t linux_traps_set(uint32_t architecture, const int32_t *allowed, int32_t count, int32_t all_threads);

/// Makes a system call that has no arguments. Returns what it returns, or a negative errno.
int64_t linux_system_call(int32_t number);
