#include "CLinux.h"
#include <malloc.h>

// Before the first thread allocates, hence not left to a caller.
//
// glibc gives threads heaps of their own and keeps what was freed for the next time: a supervisor, which
// works in short bursts and then sleeps, would hold the most it ever needed, once per thread.
__attribute__((constructor)) static void keep_heap_small(void) {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, 32 << 10);
    mallopt(M_TRIM_THRESHOLD, 32 << 10);
    mallopt(M_TOP_PAD, 16 << 10);
}

void linux_heap_trim(void) { malloc_trim(0); }
