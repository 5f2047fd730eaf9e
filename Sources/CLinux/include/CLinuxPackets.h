// Packets between local processes with descriptors attached: unix(7), SCM_RIGHTS. Part of CLinux.h, whose
// rules hold here.
#pragma once
#include <stdint.h>

/// A SOCK_SEQPACKET socket connected to `path`; never waits.
int32_t linux_packet_connect(const char *path);

/// The same, bound to `path` and listening.
int32_t linux_packet_listen(const char *path);

/// accept4(2), never waits: -EAGAIN where nobody has called.
int32_t linux_packet_accept(int32_t listener);

/// The user at the other end (SO_PEERCRED).
int64_t linux_packet_peer(int32_t socket);

/// Sends one packet with at most eight descriptors; never waits.
int32_t linux_packet_send(int32_t socket, const void *bytes, int32_t count, const int32_t *descriptors,
                          int32_t descriptor_count);

/// Receives one packet; never waits. Returns its length, 0 at the end, -EMSGSIZE for one that was cut.
/// The descriptors are close-on-exec and the caller's: `*descriptor_count` says how many, eight at most.
int32_t linux_packet_receive(int32_t socket, void *bytes, int32_t capacity, int32_t *descriptors,
                             int32_t *descriptor_count);
