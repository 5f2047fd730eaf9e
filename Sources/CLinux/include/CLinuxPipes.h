// What the log path needs: named pipes, and files whose offsets are 64 bits wide on ARMv7 too.
// Each function returns a negative errno on failure.
#pragma once
#include <stdint.h>

/// Opens a folder, close-on-exec. `parent` -1: `name` is a path from the working directory, and may go
/// through symbolic links; else it is one name in `parent`, made with mode 0700 where it is missing, and
/// a symbolic link in its place is refused (ELOOP or ENOTDIR).
int32_t linux_directory_open(int32_t parent, const char *name);

/// Opens the named pipe `name` in `directory` for reading and writing, non-blocking, close-on-exec; makes
/// it with mode 0600 where it is missing. EEXIST: something else than our own pipe is there.
int32_t linux_fifo_open(int32_t directory, const char *name);

/// Opens the file `name` in `directory` for reading and writing, close-on-exec; makes it with mode 0600
/// where it is missing. EEXIST: something else than our own file is there.
int32_t linux_file_open(int32_t directory, const char *name);

/// Removes a name from `directory`. 0 also where there was none.
int32_t linux_unlink(int32_t directory, const char *name);

/// 1 where both descriptors are the same file, else 0.
int32_t linux_same_file(int32_t one, int32_t other);

/// Sets the capacity of a pipe (F_SETPIPE_SZ). Returns the new one in bytes.
int32_t linux_pipe_set_size(int32_t pipe, int32_t bytes);

/// Moves up to `count` bytes from a pipe to `offset` of a file, without waiting (splice(2)). EAGAIN: the
/// pipe is empty. The kernel takes from the pipe exactly what it has written to the file, whatever signal
/// arrives meanwhile.
int64_t linux_splice_to_file(int32_t pipe, int32_t file, int64_t offset, int64_t count);

/// fstat(2): the file's size.
int64_t linux_file_size(int32_t file);

/// ftruncate(2).
int32_t linux_file_truncate(int32_t file, int64_t size);

/// Gives the memory or disk space of a range back; it reads as zeros then (FALLOC_FL_PUNCH_HOLE).
int32_t linux_file_punch(int32_t file, int64_t offset, int64_t count);

/// pread(2).
int64_t linux_file_read(int32_t file, void *buffer, int64_t count, int64_t offset);

/// pwrite(2).
int64_t linux_file_write(int32_t file, const void *buffer, int64_t count, int64_t offset);
