#include "CLinuxPipes.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int64_t result(int64_t value) { return value < 0 ? -errno : value; }

int32_t linux_directory_open(int32_t parent, const char *name) {
    if (parent < 0) return (int32_t)result(open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (mkdirat(parent, name, 0700) < 0 && errno != EEXIST) return -errno;
    return (int32_t)result(openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

// Accepts `file` only as a `type` of this user's own with one name, so that nobody else has prepared it.
static int32_t own(int32_t file, mode_t type) {
    struct stat facts;
    if (file < 0) return -errno;
    if (fstat(file, &facts) == 0 && (facts.st_mode & S_IFMT) == type && facts.st_uid == geteuid() &&
        facts.st_nlink == 1)
        return file;
    close(file);
    return -EEXIST;
}

int32_t linux_fifo_open(int32_t directory, const char *name) {
    if (mkfifoat(directory, name, 0600) < 0 && errno != EEXIST) return -errno;
    return own(openat(directory, name, O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC), S_IFIFO);
}

int32_t linux_file_open(int32_t directory, const char *name) {
    return own(openat(directory, name, O_RDWR | O_CREAT | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC, 0600), S_IFREG);
}

int32_t linux_unlink(int32_t directory, const char *name) {
    return unlinkat(directory, name, 0) < 0 && errno != ENOENT ? -errno : 0;
}

int32_t linux_same_file(int32_t one, int32_t other) {
    struct stat left, right;
    if (fstat(one, &left) < 0 || fstat(other, &right) < 0) return -errno;
    return left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

int32_t linux_pipe_set_size(int32_t pipe, int32_t bytes) {
    return (int32_t)result(fcntl(pipe, F_SETPIPE_SZ, bytes));
}

int64_t linux_splice_to_file(int32_t pipe, int32_t file, int64_t offset, int64_t count) {
    off64_t at = offset;
    return result(splice(pipe, NULL, file, &at, (size_t)count, SPLICE_F_MOVE | SPLICE_F_NONBLOCK));
}

int64_t linux_file_size(int32_t file) {
    struct stat facts;
    return fstat(file, &facts) < 0 ? -errno : facts.st_size;
}

int32_t linux_file_truncate(int32_t file, int64_t size) { return (int32_t)result(ftruncate(file, size)); }

int32_t linux_file_punch(int32_t file, int64_t offset, int64_t count) {
    return (int32_t)result(fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, count));
}

int64_t linux_file_read(int32_t file, void *buffer, int64_t count, int64_t offset) {
    return result(pread(file, buffer, (size_t)count, offset));
}

int64_t linux_file_write(int32_t file, const void *buffer, int64_t count, int64_t offset) {
    return result(pwrite(file, buffer, (size_t)count, offset));
}
