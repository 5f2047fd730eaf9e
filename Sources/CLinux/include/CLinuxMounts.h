// Mounts of our own: emptyDirs in memory, and paths below a volume. Part of CLinux.h, whose rules hold here.
#pragma once
#include <stdint.h>

enum { LINUX_MOUNT_PRIVATE, LINUX_MOUNT_SLAVE, LINUX_MOUNT_SHARED };

/// 1 where something is mounted on `path` itself, else 0 (statx(2), since Linux 5.8). Never follows a link.
int32_t linux_is_mount(const char *path);

/// Mounts a file system in memory on the folder `path`, or gives the one that is there other `options`
/// (tmpfs(5)).
int32_t linux_mount_memory(const char *path, const char *options);

/// Makes `target`, which must not be there, another place of what is at `path` below `root`: links are followed
/// as long as they stay below (EXDEV: one leads out), and nothing can be swapped between looking and mounting.
/// What is mounted further below comes along, but for `LINUX_MOUNT_SHARED`.
///
/// - propagation: `LINUX_MOUNT_…`, of later mounts on either side.
int32_t linux_bind_beneath(const char *root, const char *path, const char *target, int32_t propagation);

/// Takes away what is mounted on `path`, as soon as nobody uses it any more; what it was bound from keeps its own
/// mounts. Never follows a link.
int32_t linux_unmount(const char *path);

/// The mount that `path` leads to, as mountinfo numbers it (proc(5)); a negative errno.
int64_t linux_mount_id(const char *path);

/// As `linux_unmount` does, what is mounted on `folder/name` in the mount `mount` and can't be reached by that path,
/// because `folder` now leads into another mount of the same file system. Takes CAP_DAC_READ_SEARCH and a file system
/// that knows handles (open_by_handle_at(2)).
int32_t linux_unmount_covered(const char *mount, const char *folder, const char *name);
