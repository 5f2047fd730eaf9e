import Glibc

/// Asks journald to have everything in the journal that it was sent so far, as `journalctl --sync` does: a line of a
/// process that has ended may come after systemd's own lines about that end.
///
/// The Varlink method `io.systemd.Journal.Synchronize`, which root may call. Without an answer within a second (and for
/// an ordinary user) what is there must do.
package func syncJournal() {
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return }
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) {
        $0.copyBytes(from: "/run/systemd/journal/io.systemd.journal".utf8)
    }
    let isConnected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
        }
    }
    // A message ends with a zero byte.
    let call = Array(#"{"method":"io.systemd.Journal.Synchronize"}"#.utf8) + [0]
    guard isConnected, send(socket, call, call.count, Int32(MSG_NOSIGNAL)) == call.count else {
        return
    }
    var answer = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    _ = poll(&answer, 1, 1000)
}
