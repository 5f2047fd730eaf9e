#include "CLinux.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

int32_t linux_epoll_of(int32_t descriptor, int32_t writes) {
    int set = epoll_create1(EPOLL_CLOEXEC);
    if (set < 0) return -errno;
    struct epoll_event event = {.events = writes ? EPOLLOUT : EPOLLIN, .data = {.fd = descriptor}};
    if (epoll_ctl(set, EPOLL_CTL_ADD, descriptor, &event) == 0) return set;
    int32_t code = -errno;
    close(set);
    return code;
}

void linux_epoll_settle(int32_t set) {
    struct epoll_event event;
    if (epoll_wait(set, &event, 1, 0) == 1 && (event.events & (EPOLLHUP | EPOLLERR)))
        epoll_ctl(set, EPOLL_CTL_DEL, event.data.fd, NULL);
}
