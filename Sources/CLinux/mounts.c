#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/stat.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

int32_t linux_is_mount(const char *path) {
    struct statx status;
    if (statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, STATX_TYPE, &status) != 0) return -errno;
    return (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

int32_t linux_mount_memory(const char *path, const char *options) {
    unsigned long flags = MS_NOSUID | MS_NODEV;
    if (linux_is_mount(path) == 1) flags |= MS_REMOUNT;
    return mount("tmpfs", path, "tmpfs", flags, options) == 0 ? 0 : -errno;
}

/// Makes `target` of the same kind as what is open.
static int32_t make_target(int32_t place, const char *target) {
    struct stat status;
    if (fstat(place, &status) != 0) return -errno;
    if (S_ISDIR(status.st_mode)) return mkdir(target, 0700) == 0 ? 0 : -errno;
    int file = open(target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return -errno;
    close(file);
    return 0;
}

int32_t linux_bind_beneath(const char *root, const char *path, const char *target, int32_t propagation) {
    int folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return -errno;
    int32_t place = linux_open_beneath(folder, path);
    close(folder);
    if (place < 0) return place;
    // Of what is open, whatever has taken its name meanwhile.
    char source[64];
    snprintf(source, sizeof source, "/proc/self/fd/%d", place);
    unsigned long all = propagation == LINUX_MOUNT_SHARED ? 0 : MS_REC;
    int32_t result = make_target(place, target);
    if (result == 0 && mount(source, target, NULL, MS_BIND | all, NULL) != 0) result = -errno;
    close(place);
    if (result != 0 || propagation == LINUX_MOUNT_SHARED) return result;
    unsigned long kind = propagation == LINUX_MOUNT_SLAVE ? MS_SLAVE : MS_PRIVATE;
    return mount(NULL, target, NULL, kind | MS_REC, NULL) == 0 ? 0 : -errno;
}

int32_t linux_unmount(const char *path) {
    if (linux_is_mount(path) != 1) return -EINVAL;
    // Or what is mounted below it would be unmounted at the place that it was bound from, too.
    if (mount(NULL, path, NULL, MS_PRIVATE | MS_REC, NULL) != 0) return -errno;
    return umount2(path, MNT_DETACH | UMOUNT_NOFOLLOW) == 0 ? 0 : -errno;
}

int64_t linux_mount_id(const char *path) {
    struct statx status;
    if (statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, STATX_MNT_ID, &status) != 0) return -errno;
    return (status.stx_mask & STATX_MNT_ID) ? (int64_t)status.stx_mnt_id : -ENOTSUP;
}

/// What `path` leads to, as the mount `mount` has it; whatever is mounted on the way to it is not entered.
static int32_t open_in_mount(const char *mount, const char *path) {
    union {
        struct file_handle handle;
        char space[sizeof(struct file_handle) + MAX_HANDLE_SZ];
    } folder;
    memset(&folder, 0, sizeof folder);
    folder.handle.handle_bytes = MAX_HANDLE_SZ;
    int ignored;
    if (name_to_handle_at(AT_FDCWD, path, &folder.handle, &ignored, 0) != 0) return -errno;
    int root = open(mount, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root < 0) return -errno;
    int place = open_by_handle_at(root, &folder.handle, O_PATH | O_DIRECTORY | O_CLOEXEC);
    int32_t result = place < 0 ? -errno : place;
    close(root);
    return result;
}

int32_t linux_unmount_covered(const char *mount, const char *folder, const char *name) {
    int32_t place = open_in_mount(mount, folder);
    if (place < 0) return place;
    char path[320];
    int length = snprintf(path, sizeof path, "/proc/self/fd/%d/%s", place, name);
    int32_t result = length < (int)sizeof path ? linux_unmount(path) : -ENAMETOOLONG;
    close(place);
    return result;
}
