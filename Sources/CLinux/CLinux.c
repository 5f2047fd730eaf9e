#include "CLinux.h"
#include <errno.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int32_t result(long value) { return value < 0 ? -errno : (int32_t)value; }

static int64_t nanoseconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int32_t linux_pidfd_open(int32_t pid) { return result(syscall(SYS_pidfd_open, pid, 0)); }

int32_t linux_pidfd_send_signal(int32_t pidfd, int32_t signal) {
    return result(syscall(SYS_pidfd_send_signal, pidfd, signal, 0, 0));
}

int64_t linux_boottime_ns(void) { return nanoseconds(CLOCK_BOOTTIME); }

int64_t linux_monotonic_ns(void) { return nanoseconds(CLOCK_MONOTONIC); }

int64_t linux_realtime_ns(void) { return nanoseconds(CLOCK_REALTIME); }
