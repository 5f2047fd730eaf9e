// What copying files needs: sizes and times that are 64 bits wide on ARMv7 too, and names looked at without
// following links. Part of CLinux.h, whose rules hold here.
#pragma once
#include <stdint.h>

struct linux_entry {
    /// With the kind: S_IFREG, S_IFDIR …
    uint32_t mode;
    int64_t size;
    /// Seconds since 1970.
    int64_t modified;
};

/// lstat(2) of a name in a folder (AT_FDCWD: of a path).
int32_t linux_entry_at(int32_t folder, const char *name, struct linux_entry *entry);

/// openat(2) of a file of any size, close-on-exec; a link in the place of the last name is refused (ELOOP).
int32_t linux_entry_open(int32_t folder, const char *name, int32_t flags, uint32_t mode);

/// Sets the time at which an open file was changed, in seconds since 1970.
int32_t linux_entry_set_time(int32_t file, int64_t modified);

struct linux_space {
    /// Bytes: all, and what an ordinary user may still write.
    int64_t size, free;
    /// Files: all that there may be (0: no limit), and those not yet made.
    int64_t files, free_files;
};

/// statvfs(3).
int32_t linux_space_of(const char *path, struct linux_space *space);

/// adjtimex(2), asked only: 1 where the kernel's clock is synchronised, else 0.
int32_t linux_clock_synchronised(void);
