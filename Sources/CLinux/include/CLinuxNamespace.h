// Sockets in another network namespace. Part of CLinux.h, whose rules hold here.
#pragma once
#include <stdint.h>

/// socket(2), close-on-exec and non-blocking, in the network namespace of process `pid`. The caller's own
/// namespaces stay as they are. Takes CAP_SYS_ADMIN in the user namespace that owns it, which whoever
/// made that has: root, or the user of a rootless container.
int32_t linux_stream_socket_in(int32_t pid, int32_t family);
