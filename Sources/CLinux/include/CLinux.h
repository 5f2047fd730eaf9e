// Linux calls that Swift's Glibc module lacks (it is compiled without _GNU_SOURCE), and those whose
// types are 32 bits wide on ARMv7 there. Compiled with 64-bit file offsets and times; only
// fixed-width types cross this border. Each function returns a negative errno on failure.
#pragma once
#include <stdint.h>
#include "CLinuxPipes.h"

/// pidfd_open(2), close-on-exec. Returns the descriptor.
int32_t linux_pidfd_open(int32_t pid);

/// pidfd_send_signal(2).
int32_t linux_pidfd_send_signal(int32_t pidfd, int32_t signal);

/// An epoll set with that descriptor alone, close-on-exec: readable while the descriptor is readable (or writable), or
/// has hung up. Returns the set; -EPERM: of a regular file there is none.
int32_t linux_epoll_of(int32_t descriptor, int32_t writes);

/// Takes a descriptor that has hung up out of its set: it would be ready for ever.
void linux_epoll_settle(int32_t set);

/// Nanoseconds since boot, suspended time included (CLOCK_BOOTTIME).
int64_t linux_boottime_ns(void);

/// Nanoseconds since boot, suspended time left out (CLOCK_MONOTONIC).
int64_t linux_monotonic_ns(void);

/// Nanoseconds since 1970 (CLOCK_REALTIME).
int64_t linux_realtime_ns(void);

/// Gives memory that has been freed back to the system (malloc_trim(3)); takes some 0.1 ms.
void linux_heap_trim(void);

/// Makes tasks that belong to no actor run on the main queue, from now on, instead of on Dispatch's global
/// queues. A task that a continuation resumes is one of these, until it is back on its actor.
///
/// The first use of a global queue starts threads, and libdispatch's monitor of them, which from then on
/// wakes the process every second (`_dispatch_workq_monitor_pools` in libdispatch's
/// `src/event/workqueue.c`).
void linux_run_tasks_on_main_queue(void);

#include "CLinuxSpawn.h"
#include "CLinuxPackets.h"
#include "CLinuxNamespace.h"
#include "CLinuxFiles.h"
#include "CLinuxText.h"
#include "CLinuxMounts.h"
#include "CLinuxArchive.h"
#include "CLinuxTraps.h"
