#include "CLinuxTraps.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

static int told = -1;

// The interrupted code goes on behind the system call, with what is put where its result belongs.
static void set_result(ucontext_t *context, long result) {
#if defined(__x86_64__)
    context->uc_mcontext.gregs[REG_RAX] = result;
#elif defined(__aarch64__)
    context->uc_mcontext.regs[0] = (unsigned long)result;
#elif defined(__arm__)
    context->uc_mcontext.arm_r0 = (unsigned long)result;
#else
#error "where does a system call's result belong?"
#endif
}

static void caught(int signal, siginfo_t *info, void *context) {
    (void)signal;
    int before = errno;
    int32_t number = info->si_syscall;
    // A full pipe has the same news many times over.
    ssize_t ignored = write(told, &number, sizeof number);
    (void)ignored;
    set_result(context, -EPERM);
    errno = before;
}

int32_t linux_traps_catch(void) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -errno;
    told = ends[1];
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = caught;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    if (sigaction(SIGSYS, &action, NULL) == 0) return ends[0];
    int error = errno;
    close(ends[0]);
    close(ends[1]);
    return -error;
}

enum { MOST = 250 }; // a jump is 255 instructions at most

int32_t linux_traps_set(uint32_t architecture, const int32_t *allowed, int32_t count, int32_t all_threads) {
    if (count < 0 || count > MOST) return -E2BIG;
    struct sock_filter code[MOST + 6];
    unsigned short length = 0;
    code[length++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    code[length++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0);
    code[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    code[length++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (int i = 0; i < count; i++) {
        code[length++] = (struct sock_filter)BPF_JUMP(
            BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)allowed[i], (unsigned char)(count - i), 0);
    }
    code[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP);
    code[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -errno;
    struct sock_fprog program = {.len = length, .filter = code};
    long result = syscall(
        SYS_seccomp, SECCOMP_SET_MODE_FILTER, all_threads ? SECCOMP_FILTER_FLAG_TSYNC : 0, &program);
    return result < 0 ? -errno : result > 0 ? -ESRCH : 0;
}

int64_t linux_system_call(int32_t number) {
    long result = syscall(number);
    return result < 0 ? -errno : result;
}
