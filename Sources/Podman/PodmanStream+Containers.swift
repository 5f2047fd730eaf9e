import JSON

/// What is at a path in a container.
package struct ContainerFile: Equatable, Sendable {
    package var name: String
    package var isFolder: Bool
}

extension PodmanStream {
    /// What is at `path` in a container; nil: nothing.
    ///
    /// `HEAD /libpod/containers/{name}/archive?path`: the answer's `X-Docker-Container-Path-Stat` is base64 of
    /// `{"name":…,"mode":…}` with Go's file mode, whose highest bit is a folder's.
    package static func look(
        _ socketPath: String, _ container: String, _ path: String
    ) throws(PodmanError) -> ContainerFile? {
        let purpose = "look at \(path) in container \(container)"
        let stream = try PodmanStream(
            socketPath, purpose, "HEAD", "/containers/\(percentEncoded(container))/archive",
            query: [("path", path)])
        let head: HTTPResponseHead
        do throws(PodmanError) {
            head = try stream.head()
        } catch {
            if error.apiError?.status == 404 { return nil }
            throw error
        }
        guard let text = head.header("X-Docker-Container-Path-Stat"), let bytes = base64(text),
            let stat = try? JSON.decode(Stat.self, from: bytes)
        else { throw .badAnswer(call: purpose, "it does not say what is there") }
        return ContainerFile(name: stat.name, isFolder: stat.mode & (1 << 31) != 0)
    }

    private struct Stat: Decodable {
        var name: String
        var mode: Int64

        init(from decoder: any Decoder) throws {
            let fields = try decoder.fields()
            name = try fields.text("name")
            mode = try fields.int64("mode")
        }
    }

    /// The tar archive of what is at `path` in a container, to be read after ``head()``.
    ///
    /// `GET /libpod/containers/{name}/archive?path`
    package static func archive(
        _ socketPath: String, of path: String, in container: String
    ) throws(PodmanError) -> PodmanStream {
        try PodmanStream(
            socketPath, "copy \(path) from container \(container)", "GET",
            "/containers/\(percentEncoded(container))/archive", query: [("path", path)])
    }

    /// Takes a tar archive, which is unpacked in the folder `path` of a container; all of it belongs to the
    /// container's user. Podman stays inside the container's root, whatever links are there.
    ///
    /// `PUT /libpod/containers/{name}/archive?path`
    package static func unpack(
        _ socketPath: String, into path: String, in container: String
    ) throws(PodmanError) -> PodmanStream {
        try PodmanStream(
            socketPath, "copy to \(path) in container \(container)", "PUT",
            "/containers/\(percentEncoded(container))/archive", query: [("path", path)],
            headers: [HTTPHeader("Content-Type", "application/x-tar")], isChunked: true)
    }
}

extension PodmanStream {
    /// The main process of a container that runs. `GET /libpod/containers/{name}/json`
    package static func process(of container: String, _ socketPath: String) throws(PodmanError) -> Int32 {
        let purpose = "inspect container \(container)"
        let stream = try PodmanStream(
            socketPath, purpose, "GET", "/containers/\(percentEncoded(container))/json")
        _ = try stream.head()
        var body: [UInt8] = []
        while body.count < 16 << 20, let piece = try stream.receive() { body += piece }
        guard let found = try? JSON.decode(ContainerInspect.self, from: body), found.state.pid > 0 else {
            throw .badAnswer(call: purpose, "it names no process")
        }
        return found.state.pid
    }

    /// A conversation with a container's main process, from now on.
    ///
    /// `POST /libpod/containers/{name}/attach?stdin&stdout&stderr&stream&detachKeys`, upgraded: after the head both
    /// sides send what they like. With a terminal Podman sends its output as it is, else in frames of 8 bytes:
    /// stream, 0, 0, 0, length big-endian.
    package static func attach(
        _ socketPath: String, to container: String, input: Bool, detachKeys: String
    ) throws(PodmanError) -> PodmanStream {
        try PodmanStream(
            socketPath, "attach to container \(container)", "POST",
            "/containers/\(percentEncoded(container))/attach",
            query: [
                ("stdin", String(input)), ("stdout", "true"), ("stderr", "true"), ("stream", "true"),
                ("logs", "false"), ("detachKeys", detachKeys),
            ],
            headers: [HTTPHeader("Upgrade", "tcp"), HTTPHeader("Connection", "Upgrade")])
    }

    /// `POST /libpod/containers/{name}/resize?h&w`
    package static func resize(
        _ socketPath: String, _ container: String, rows: UInt16, columns: UInt16
    ) throws(PodmanError) {
        let stream = try PodmanStream(
            socketPath, "resize the terminal of container \(container)", "POST",
            "/containers/\(percentEncoded(container))/resize",
            query: [("h", String(rows)), ("w", String(columns))],
            headers: [HTTPHeader("Content-Type", "application/json"), HTTPHeader("Content-Length", "0")])
        _ = try stream.head()
    }
}
