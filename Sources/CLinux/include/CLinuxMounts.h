// Mounts of our own: the memory of an emptyDir whose size is limited. Part of CLinux.h, whose rules hold here.
#pragma once
#include <stdint.h>

/// 1 where another file system begins at the folder `path`, else 0.
int32_t linux_is_mount(const char *path);

/// Mounts a file system in memory on the folder `path`, or gives the one that is there other `options`
/// (tmpfs(5)).
int32_t linux_mount_memory(const char *path, const char *options);

/// Takes away what is mounted on `path`, as soon as nobody uses it any more. Never follows a link.
int32_t linux_unmount(const char *path);
