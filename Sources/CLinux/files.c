#include "CLinux.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int32_t linux_file_kind(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 ? (int32_t)(status.st_mode & S_IFMT) : -errno;
}

int32_t linux_file_look(const char *path, struct linux_file *file) {
    struct stat status;
    if (stat(path, &status) != 0) return -errno;
    file->inode = status.st_ino;
    file->size = status.st_size;
    file->changed = (int64_t)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
    return 0;
}

int32_t linux_read_at(int32_t file, void *bytes, int32_t count, int64_t offset) {
    ssize_t length = pread(file, bytes, (size_t)count, offset);
    return length < 0 ? -errno : (int32_t)length;
}

/// The next name but `.` and `..`; NULL with errno 0 at the end.
static const char *next_name(DIR *folder) {
    struct dirent *entry;
    do {
        errno = 0;
        entry = readdir(folder);
    } while (entry && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0));
    return entry ? entry->d_name : NULL;
}

int32_t linux_folder_names(const char *path, void *context, void (*take)(void *context, const char *name)) {
    DIR *folder = opendir(path);
    if (!folder) return -errno;
    const char *name;
    while ((name = next_name(folder))) take(context, name);
    int code = errno;
    closedir(folder);
    return -code;
}

int32_t linux_sync_around(const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -errno;
    int32_t result = syncfs(file) == 0 ? 0 : -errno;
    close(file);
    return result;
}

int32_t linux_open_beneath(int32_t root, const char *path) {
    struct open_how how = {
        .flags = O_PATH | O_CLOEXEC,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
    };
    for (;;) {
        long descriptor = syscall(SYS_openat2, root, path, &how, sizeof how);
        if (descriptor >= 0) return (int32_t)descriptor;
        // A rename elsewhere made the kernel unsure whether `..` stayed below.
        if (errno != EAGAIN && errno != EINTR) return -errno;
    }
}

int32_t linux_make_beneath(int32_t root, const char *path) {
    char part[4096];
    struct stat status;
    size_t length = strlen(path);
    if (length >= sizeof part) return -ENAMETOOLONG;
    if (fstat(root, &status) != 0) return -errno;
    int32_t parent = fcntl(root, F_DUPFD_CLOEXEC, 0);
    if (parent < 0) return -errno;
    for (size_t end = 0, start = 0; end <= length; end++) {
        if (end < length && path[end] != '/') continue;
        if (end > start) {
            memcpy(part, path, end);
            part[end] = 0;
            int32_t next = linux_open_beneath(root, part);
            if (next == -ENOENT && mkdirat(parent, part + start, 0700) == 0) {
                next = linux_open_beneath(root, part);
                if (next >= 0 && fchmodat(parent, part + start, status.st_mode & 07777, 0) != 0) {
                    close(next);
                    next = -errno;
                }
            }
            close(parent);
            if (next < 0) return next;
            parent = next;
        }
        start = end + 1;
    }
    close(parent);
    return 0;
}

static int32_t give(int parent, const char *name, uint32_t group, int32_t always, int depth);

static int32_t give_members(int folder, uint32_t group, int32_t always, int depth) {
    if (depth == 0) return -ELOOP;
    int listing = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (listing < 0) return -errno;
    DIR *members = fdopendir(listing);
    if (!members) {
        int code = errno;
        close(listing);
        return -code;
    }
    int32_t result = 0;
    const char *name;
    while (result == 0 && (name = next_name(members))) {
        result = give(dirfd(members), name, group, always, depth - 1);
        // Somebody else uses the volume, and has just removed it.
        if (result == -ENOENT) result = 0;
    }
    if (result == 0) result = -errno;
    closedir(members);
    return result;
}

static int32_t give(int parent, const char *name, uint32_t group, int32_t always, int depth) {
    int file = openat(parent, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) return -errno;
    struct stat status;
    char path[64];
    int32_t result = 0;
    // chmod(2) on what is open, whatever has taken its name meanwhile.
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    if (fstat(file, &status) != 0) {
        result = -errno;
    } else {
        int is_folder = S_ISDIR(status.st_mode), is_file = S_ISREG(status.st_mode);
        mode_t wanted = is_folder ? 02070 : 0060;
        int done = status.st_gid == group && (status.st_mode & wanted) == wanted;
        if (!(is_folder && done && !always)) {
            // The members first: a folder that is the group's says that all in it is.
            if (is_folder) result = give_members(file, group, always, depth);
            if (result == 0 && fchownat(file, "", (uid_t)-1, group, AT_EMPTY_PATH) != 0) result = -errno;
            if (result == 0 && (is_folder || is_file)
                && chmod(path, (status.st_mode & 07777) | wanted) != 0)
                result = -errno;
        }
    }
    close(file);
    return result;
}

int32_t linux_give_tree(const char *path, uint32_t group, int32_t always) {
    return give(AT_FDCWD, path, group, always, 500);
}
