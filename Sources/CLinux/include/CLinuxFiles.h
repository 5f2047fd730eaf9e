// What volumes need: files whose sizes and inodes are 64 bits wide on ARMv7 too, and paths below a folder
// in which a container may have put any symbolic link. Part of CLinux.h, whose rules hold here.
#pragma once
#include <stdint.h>

/// stat(2): the kind of file at a path, links followed: S_IFDIR, S_IFREG …
int32_t linux_file_kind(const char *path);

/// What tells one file from another, and from itself before a change.
struct linux_file {
    uint64_t inode;
    int64_t size;
    /// Nanoseconds since 1970.
    int64_t changed;
};

/// stat(2), links followed.
int32_t linux_file_look(const char *path, struct linux_file *file);

/// pread(2). Returns the number of bytes read; at most 2 GiB - 1 at a time.
int32_t linux_read_at(int32_t file, void *bytes, int32_t count, int64_t offset);

/// Calls `take` with each name in a folder, in no order, `.` and `..` left out.
int32_t linux_folder_names(const char *path, void *context, void (*take)(void *context, const char *name));

/// syncfs(2) of the file system that `path` is in: returns when all that was written there is on the disk.
int32_t linux_sync_around(const char *path);

/// Opens what is at `path` below the folder `root`, as a place only (O_PATH), close-on-exec. Links are followed
/// as long as they stay below `root`; EXDEV: one leads out (openat2(2), RESOLVE_BENEATH).
int32_t linux_open_beneath(int32_t root, const char *path);

/// Makes the folders of `path` below the folder `root` that are missing, with the permissions of `root`.
/// Never leaves `root`, as ``linux_open_beneath``.
int32_t linux_make_beneath(int32_t root, const char *path);

/// Gives a folder with all in it to a group, which may write: files g+rw, folders g+rwx and setgid. Never
/// follows a link. `always` 0: a folder that is the group's already is taken as done with all in it.
/// ELOOP: it is more than 500 folders deep.
int32_t linux_give_tree(const char *path, uint32_t group, int32_t always);
