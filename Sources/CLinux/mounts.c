#include "CLinux.h"

#include <errno.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <stddef.h>

int32_t linux_is_mount(const char *path) {
    char parent[4096];
    struct stat own, above;
    size_t length = 0;
    while (path[length]) length++;
    if (length + 4 > sizeof parent) return -ENAMETOOLONG;
    for (size_t i = 0; i < length; i++) parent[i] = path[i];
    parent[length] = '/', parent[length + 1] = '.', parent[length + 2] = '.', parent[length + 3] = 0;
    if (lstat(path, &own) != 0 || stat(parent, &above) != 0) return -errno;
    return own.st_dev != above.st_dev;
}

int32_t linux_mount_memory(const char *path, const char *options) {
    unsigned long flags = MS_NOSUID | MS_NODEV;
    if (linux_is_mount(path) == 1) flags |= MS_REMOUNT;
    return mount("tmpfs", path, "tmpfs", flags, options) == 0 ? 0 : -errno;
}

int32_t linux_unmount(const char *path) {
    return umount2(path, MNT_DETACH | UMOUNT_NOFOLLOW) == 0 ? 0 : -errno;
}
