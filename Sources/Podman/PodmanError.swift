import Glibc

/// What went wrong, by who failed: the socket, the conversation, or Podman itself.
package enum PodmanError: Error, Equatable, Sendable {
    /// There is no socket: Podman is not installed, or its socket unit does not run.
    case socketMissing(path: String)
    /// The socket is there, but nobody listens.
    case socketRefused(path: String)
    case permissionDenied(path: String)
    /// Any other failure of the socket; `errno` as connect(2), send(2) or recv(2) gave it.
    case socketFailed(path: String, errno: Int32)
    /// No complete answer within the call's deadline (for a pull: no word for so long).
    case deadline(call: String, after: Duration)
    /// The task that made the call was cancelled. Podman may or may not have done it.
    case cancelled(call: String)
    /// The answer is malformed, truncated, too large, or not what this call returns.
    case badAnswer(call: String, String)
    /// Podman answered with an error.
    case api(call: String, PodmanAPIError)
    /// A container was waited for that has never been started.
    case neverStarted(String)
}

/// Podman's error document, `{"cause":…,"message":…,"response":…}`.
package struct PodmanAPIError: Error, Equatable, Sendable {
    /// The HTTP status. The same failure has different ones in different versions: ask the `is…` below.
    package var status: Int
    /// The innermost error, a fixed text (`libpod/define/errors.go`) as far as Podman knows one.
    package var cause: String
    package var message: String

    package init(status: Int, cause: String, message: String) {
        self.status = status
        self.cause = cause
        self.message = message
    }
}

extension PodmanError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .socketMissing(let path):
            "\(path): no such socket; start it with '\(systemctl(path)) enable --now podman.socket'"
        case .socketRefused(let path):
            "\(path): nobody listens on this socket; start it with '\(systemctl(path)) restart podman.socket'"
        case .permissionDenied(let path):
            "\(path): permission denied; run it as root (sudo), or use --user for pods of your own"
        case .socketFailed(let path, let code):
            "\(path): \(String(cString: strerror(code))); see '\(systemctl(path)) status podman.socket'"
        case .deadline(let call, let limit):
            "Podman did not answer within \(seconds(limit)) (\(call)); see 'journalctl\(userOption) -u podman.service'"
        case .cancelled(let call):
            "cancelled (\(call))"
        case .badAnswer(let call, let problem):
            "Podman's answer cannot be used (\(call)): \(problem); see 'journalctl\(userOption) -u podman.service'"
        case .api(let call, let error):
            "Podman: \(call): \(error.message)"
        case .neverStarted(let name):
            "container \(name) was never started, so it has no exit code"
        }
    }
}

private func systemctl(_ path: String) -> String {
    path.hasPrefix("/run/user/") ? "systemctl --user" : "systemctl"
}

private func seconds(_ duration: Duration) -> String {
    let (whole, atto) = duration.components
    if whole == 0 { return "\(atto / 1_000_000_000_000_000) ms" }
    return "\(whole) s"
}

// MARK: What failed

extension PodmanError {
    /// Podman's own error, where it is one.
    package var apiError: PodmanAPIError? {
        if case .api(_, let error) = self { error } else { nil }
    }

    /// Whether the socket cannot be reached at all, whatever is asked.
    package var isSocketProblem: Bool {
        switch self {
        case .socketMissing, .socketRefused, .permissionDenied, .socketFailed: true
        case .deadline, .cancelled, .badAnswer, .api, .neverStarted: false
        }
    }

    package var isNoSuchContainer: Bool {
        hasCause("no such container", "container has already been removed")
    }
    package var isNoSuchPod: Bool { hasCause("no such pod", "pod has already been removed") }
    package var isNoSuchVolume: Bool { hasCause("no such volume", "volume has already been removed") }

    /// 404 `image not known`; as an answer to create a 500 with the same cause on 4.3.1.
    package var isNoSuchImage: Bool { hasCause("image not known", "no such image") }

    /// The name of a container, pod or volume is taken. 409 for pods, 500 for containers and volumes;
    /// the container store below Podman has its own words for it, and so has SQLite for a rename on 5.4.2.
    package var alreadyExists: Bool {
        hasCause(
            "container already exists", "pod already exists", "volume already exists",
            "that name is already in use", "UNIQUE constraint failed: ContainerConfig.Name")
    }

    /// The same as ``alreadyExists``.
    package var isNameInUse: Bool { alreadyExists }

    /// Killing, pausing … a container that does not run: 409 or 500, by version.
    package var isNotRunning: Bool {
        hasCause("container state improper", "container is stopped", "no container process found")
    }

    /// The same as ``isNotRunning``.
    package var isAlreadyStopped: Bool { isNotRunning }

    /// Podman knows the container and cannot read its storage: files of it are empty after a power loss (c/storage does not
    /// sync them), or gone after a removal that was cut. Each inspection fails with a 500 then; removing works.
    /// (`inspectLocked` in `libpod/container_inspect.go`)
    package var isStorageDamaged: Bool {
        guard let error = apiError, error.status >= 500 else { return false }
        return [
            "getting container from store", "reading information about layer", "getting graph driver info",
        ]
        .contains { error.message.hasPrefix($0) }
    }

    /// A layer's file `link` is empty after a power loss, so that nothing can be put on it or made of it.
    /// (`getLower` in c/storage's `drivers/overlay/overlay.go`; the text of a pull, a create and a start)
    package var isLayerDamaged: Bool {
        guard let error = apiError, error.status != 404 else { return false }
        return error.message.contains(text: "readlink ")
            && error.message.hasSuffix("/overlay/l: invalid argument")
    }

    /// An image that containers use: 409 as the answer to its removal, in each version.
    package var isImageInUse: Bool { apiError?.status == 409 }

    /// A volume that containers still use.
    package var isInUse: Bool { hasCause("volume is being used") }

    /// The cause as a whole, or as the last of the wrapped errors that make up the message: Podman's
    /// `Cause` stops early where an error was joined instead of wrapped.
    private func hasCause(_ causes: String...) -> Bool {
        guard let error = apiError, error.status >= 400 else { return false }
        return causes.contains {
            error.cause == $0 || error.message == $0 || error.message.hasSuffix(": \($0)")
        }
    }
}

/// What a command for a person needs further, where this process works for an ordinary user: ` --user`, or nothing. Such
/// a user has apps, units and a Podman of his own.
package let userOption = geteuid() == 0 ? "" : " --user"
