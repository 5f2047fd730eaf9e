#include "CLinuxSpawn.h"
#include "CLinux.h"
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int32_t linux_pipe(int32_t ends[2]) { return pipe2(ends, O_CLOEXEC) < 0 ? -errno : 0; }

int32_t linux_memfd(const char *name) {
    int fd = memfd_create(name, MFD_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

static int add_descriptors(posix_spawn_file_actions_t *actions, const int32_t *descriptors, int32_t count,
                           int32_t *copies) {
    for (int32_t i = 0; i < count; i++) {
        // Out of the way first: a source below `count` would be overwritten before its turn.
        copies[i] = fcntl(descriptors[i], F_DUPFD_CLOEXEC, count);
        if (copies[i] < 0) return errno;
        int error = posix_spawn_file_actions_adddup2(actions, copies[i], i);
        if (error) return error;
    }
    return posix_spawn_file_actions_addclosefrom_np(actions, count);
}

static int32_t start(const char *path, char *const arguments[], char *const environment[],
                     const int32_t *descriptors, int32_t count, short place) {
    enum { MOST = 8 };
    if (count < 0 || count > MOST) return -EINVAL;
    int32_t copies[MOST];
    memset(copies, -1, sizeof copies);

    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);
    if (error) return -error;
    error = posix_spawnattr_init(&attributes);
    if (error) {
        posix_spawn_file_actions_destroy(&actions);
        return -error;
    }
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | place);

    pid_t pid = 0;
    error = add_descriptors(&actions, descriptors, count, copies);
    if (!error) error = posix_spawn(&pid, path, &actions, &attributes, arguments, environment);
    for (int32_t i = 0; i < count; i++)
        if (copies[i] >= 0) close(copies[i]);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error ? -error : pid;
}

int32_t linux_spawn(const char *path, char *const arguments[], char *const environment[],
                    const int32_t *descriptors, int32_t count) {
    return start(path, arguments, environment, descriptors, count, POSIX_SPAWN_SETSID);
}

int32_t linux_spawn_here(const char *path, char *const arguments[], char *const environment[],
                         const int32_t *descriptors, int32_t count, int32_t own_group) {
    return start(path, arguments, environment, descriptors, count, own_group ? POSIX_SPAWN_SETPGROUP : 0);
}

int32_t linux_reap(int32_t pidfd, int32_t *code, int32_t *signal) {
    siginfo_t info;
    memset(&info, 0, sizeof info);
    if (waitid(P_PIDFD, (id_t)pidfd, &info, WEXITED | WNOHANG) < 0) return -errno;
    if (info.si_pid == 0) return 0;
    *code = info.si_code == CLD_EXITED ? info.si_status : 0;
    *signal = info.si_code == CLD_EXITED ? 0 : info.si_status;
    return 1;
}

/// Returns 1 for a living process, 0 for a zombie or one that is gone.
static int read_stat(int32_t pid, struct linux_process *row) {
    char path[32], text[1024];
    snprintf(path, sizeof path, "/proc/%" PRId32 "/stat", pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return 0;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    if (length <= 0) return 0;
    text[length] = 0;
    // The second field is the program's name in parentheses and may hold anything, `)` too.
    const char *rest = strrchr(text, ')');
    char state;
    row->pid = pid;
    if (!rest || sscanf(rest + 1,
                        " %c %" SCNd32 " %*d %" SCNd32 " %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d"
                        " %*d %*d %" SCNu64,
                        &state, &row->parent, &row->session, &row->start) != 4)
        return 0;
    return state != 'Z' && state != 'X';
}

int32_t linux_processes(struct linux_process *rows, int32_t capacity) {
    DIR *directory = opendir("/proc");
    if (!directory) return -errno;
    int32_t count = 0;
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (!isdigit((unsigned char)entry->d_name[0])) continue;
        struct linux_process row;
        if (!read_stat(atoi(entry->d_name), &row)) continue;
        if (count < capacity) rows[count] = row;
        count++;
    }
    closedir(directory);
    return count;
}

int32_t linux_kill_process(const struct linux_process *process) {
    // The pidfd first: what stat says afterwards is about the process that the signal will reach.
    int32_t pidfd = linux_pidfd_open(process->pid);
    if (pidfd < 0) return pidfd == -ESRCH ? 0 : pidfd;
    struct linux_process now;
    int32_t sent = 0;
    if (read_stat(process->pid, &now) && now.start == process->start)
        sent = linux_pidfd_send_signal(pidfd, SIGKILL);
    close(pidfd);
    return sent == -ESRCH ? 0 : sent;
}
