#include "CLinuxArchive.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>

int32_t linux_entry_at(int32_t folder, const char *name, struct linux_entry *entry) {
    struct stat status;
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return -errno;
    entry->mode = status.st_mode;
    entry->size = status.st_size;
    entry->modified = status.st_mtime;
    return 0;
}

int32_t linux_entry_open(int32_t folder, const char *name, int32_t flags, uint32_t mode) {
    int file = openat(folder, name, flags | O_CLOEXEC | O_NOFOLLOW | O_LARGEFILE, mode);
    return file < 0 ? -errno : file;
}

int32_t linux_entry_set_time(int32_t file, int64_t modified) {
    struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = modified}};
    return futimens(file, times) == 0 ? 0 : -errno;
}

int32_t linux_space_of(const char *path, struct linux_space *space) {
    struct statvfs found;
    if (statvfs(path, &found) != 0) return -errno;
    space->size = (int64_t)found.f_blocks * (int64_t)found.f_frsize;
    space->free = (int64_t)found.f_bavail * (int64_t)found.f_frsize;
    space->files = (int64_t)found.f_files;
    space->free_files = (int64_t)found.f_favail;
    return 0;
}

int32_t linux_clock_synchronised(void) {
    struct timex clock = {0};
    int state = adjtimex(&clock);
    return state < 0 ? -errno : state != TIME_ERROR && !(clock.status & STA_UNSYNC);
}
