#include "CLinuxPackets.h"
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { MOST = 8 };

static int packet_socket(const char *path, struct sockaddr_un *address) {
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    if (strlen(path) >= sizeof address->sun_path) return -ENAMETOOLONG;
    strcpy(address->sun_path, path);
    int made = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    return made < 0 ? -errno : made;
}

int32_t linux_packet_connect(const char *path) {
    struct sockaddr_un address;
    int made = packet_socket(path, &address);
    if (made < 0) return made;
    if (connect(made, (struct sockaddr *)&address, sizeof address) == 0) return made;
    int error = errno;
    close(made);
    return -error;
}

int32_t linux_packet_listen(const char *path) {
    struct sockaddr_un address;
    int made = packet_socket(path, &address);
    if (made < 0) return made;
    if (bind(made, (struct sockaddr *)&address, sizeof address) == 0 && listen(made, 64) == 0) return made;
    int error = errno;
    close(made);
    return -error;
}

int32_t linux_packet_accept(int32_t listener) {
    int made = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    return made < 0 ? -errno : made;
}

int64_t linux_packet_peer(int32_t socket) {
    struct ucred peer;
    socklen_t length = sizeof peer;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) < 0) return -errno;
    return peer.uid;
}

int32_t linux_packet_send(int32_t socket, const void *bytes, int32_t count, const int32_t *descriptors,
                          int32_t descriptor_count) {
    if (descriptor_count < 0 || descriptor_count > MOST) return -EINVAL;
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(MOST * sizeof(int32_t))];
    } control;
    memset(&control, 0, sizeof control);
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = (size_t)count};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    size_t size = (size_t)descriptor_count * sizeof(int32_t);
    if (size) {
        message.msg_control = control.space;
        message.msg_controllen = CMSG_SPACE(size);
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(size);
        memcpy(CMSG_DATA(header), descriptors, size);
    }
    ssize_t sent;
    do sent = sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    while (sent < 0 && errno == EINTR);
    return sent < 0 ? -errno : (int32_t)sent;
}

int32_t linux_packet_receive(int32_t socket, void *bytes, int32_t capacity, int32_t *descriptors,
                             int32_t *descriptor_count) {
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(MOST * sizeof(int32_t))];
    } control;
    struct iovec part = {.iov_base = bytes, .iov_len = (size_t)capacity};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space};
    *descriptor_count = 0;
    ssize_t length;
    do length = recvmsg(socket, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    while (length < 0 && errno == EINTR);
    if (length < 0) return -errno;
    for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
        size_t size = header->cmsg_len - CMSG_LEN(0);
        memcpy(descriptors, CMSG_DATA(header), size);
        *descriptor_count = (int32_t)(size / sizeof(int32_t));
    }
    if (!(message.msg_flags & (MSG_TRUNC | MSG_CTRUNC))) return (int32_t)length;
    for (int32_t i = 0; i < *descriptor_count; i++) close(descriptors[i]);
    *descriptor_count = 0;
    return -EMSGSIZE;
}
