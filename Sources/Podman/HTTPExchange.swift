import Descriptors
import Dispatch
import Glibc

/// How long an answer may take.
enum Patience: Equatable, Sendable {
    /// From the call to the end of its answer.
    case total(Duration)
    /// Between one sign of life and the next, however long the whole takes.
    case idle(Duration)

    var limit: Duration {
        switch self {
        case .total(let limit), .idle(let limit): limit
        }
    }
}

/// One request and its answer over a unix socket, on a connection of its own.
///
/// Lives on the main queue. Whatever ends it (answer complete, error, deadline, cancellation, an error
/// thrown by `receive`), the connection is closed at that moment.
@MainActor
final class HTTPExchange {
    typealias Receive = (HTTPResponseParser.Event) throws(PodmanError) -> Void

    /// An answer that takes longer is a slow one.
    static let slowness = Duration.seconds(4)
    /// Called once where the answer is a slow one, and is not given up anyway by then; not where ``Patience/idle(_:)``
    /// rules.
    var whenSlow: () -> Void = {}

    private let path: String
    private let call: String
    private let patience: Patience
    private let receive: Receive
    private var parser: HTTPResponseParser
    /// What of the request has not been sent yet.
    private var unsent: ArraySlice<UInt8>

    private var socket: UnixSocket?
    private var sources: [DescriptorSource] = []
    /// Only once the socket's buffer was full.
    private var writeSource: DescriptorSource?
    private var timer: (any DispatchSourceTimer)?
    private var continuation: CheckedContinuation<Result<Void, PodmanError>, Never>?

    /// - Parameters:
    ///   - call: what is asked of Podman, for error messages.
    ///   - receive: takes the answer as it comes.
    init(
        path: String, call: String, request: HTTPRequest, limits: HTTPResponseParser.Limits,
        patience: Patience, receive: @escaping Receive
    ) {
        self.path = path
        self.call = call
        self.patience = patience
        self.receive = receive
        parser = HTTPResponseParser(limits: limits, answersHead: request.method == "HEAD")
        unsent = request.bytes[...]
    }

    /// Returns when the answer is complete.
    func run() async throws(PodmanError) {
        if Task.isCancelled { throw .cancelled(call: call) }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                self.continuation = continuation
                start()
            }
        } onCancel: {
            Task { @MainActor in finish(.failure(.cancelled(call: call))) }
        }
        try result.get()
    }

    private func start() {
        let limit = patience.limit
        let timer = DispatchSource.makeTimerSource(queue: .main)
        self.timer = timer
        if case .total = patience, limit > Self.slowness {
            timer.setEventHandler { [weak self] in self?.isSlow(of: limit) }
            rearm(Self.slowness)
        } else {
            timer.setEventHandler { [weak self] in self?.runOut(after: limit) }
            rearm(limit)
        }
        timer.activate()
        connect()
    }

    private func isSlow(of limit: Duration) {
        timer?.setEventHandler { [weak self] in self?.runOut(after: limit) }
        rearm(limit - Self.slowness)
        whenSlow()
    }

    private func rearm(_ limit: Duration) {
        timer?.schedule(deadline: .now() + limit / .seconds(1), leeway: .milliseconds(10))
    }

    private func runOut(after limit: Duration) { finish(.failure(.deadline(call: call, after: limit))) }

    private func connect() {
        guard continuation != nil else { return }
        do throws(PodmanError) {
            switch try UnixSocket.connect(to: path) {
            case .yes(let socket):
                self.socket = socket
                listen(on: socket)
                send()
            case .later:
                DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(20)) { self.connect() }
            }
        } catch {
            finish(.failure(error))
        }
    }

    private func listen(on socket: UnixSocket) {
        let source = DescriptorSource(socket.descriptor)
        source.setEventHandler { [weak self] in self?.read() }
        add(source, on: socket)
    }

    private func add(_ source: DescriptorSource, on socket: UnixSocket) {
        source.setCancelHandler { withExtendedLifetime(socket) {} }
        sources.append(source)
        source.activate()
    }

    // MARK: Sending

    private func send() {
        while let socket, !unsent.isEmpty {
            switch socket.send(unsent) {
            case .done(let count):
                unsent = unsent.dropFirst(count)
            case .wouldBlock:
                if writeSource == nil { sendWhenWritable(socket) }
                return
            case .failed:
                // The peer hung up, perhaps with an answer that says why: reading tells.
                unsent = []
            }
        }
        writeSource?.cancel()
    }

    private func sendWhenWritable(_ socket: UnixSocket) {
        let source = DescriptorSource(socket.descriptor, .write)
        source.setEventHandler { [weak self] in self?.send() }
        writeSource = source
        add(source, on: socket)
    }

    // MARK: Receiving

    /// Reads until there is nothing more: after a hang-up a descriptor is reported once only.
    private func read() {
        while let socket {
            switch socket.receive(atMost: 64 << 10) {
            case .done(let bytes):
                if case .idle(let limit) = patience { rearm(limit) }
                take { parser throws(HTTPProblem) in
                    try bytes.isEmpty ? parser.close() : parser.feed(bytes)
                }
            case .wouldBlock:
                return
            case .failed(ECONNRESET):
                take { parser throws(HTTPProblem) in try parser.close() }
            case .failed(let code):
                finish(.failure(.socketFailed(path: path, errno: code)))
            }
        }
    }

    private func take(
        _ parse: (inout HTTPResponseParser) throws(HTTPProblem) -> [HTTPResponseParser.Event]
    ) {
        let events: [HTTPResponseParser.Event]
        do throws(HTTPProblem) {
            events = try parse(&parser)
        } catch {
            return finish(.failure(.badAnswer(call: call, "\(error)")))
        }
        do throws(PodmanError) {
            for event in events { try receive(event) }
        } catch {
            return finish(.failure(error))
        }
        if parser.isDone { finish(.success(())) }
    }

    private func finish(_ result: Result<Void, PodmanError>) {
        guard let continuation else { return }
        self.continuation = nil
        timer?.cancel()
        timer = nil
        socket?.hangUp()
        for source in sources { source.cancel() }
        sources = []
        socket = nil
        continuation.resume(returning: result)
    }
}
