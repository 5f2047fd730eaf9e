/// How a call ended that brought no answer (<https://github.com/grpc/grpc/blob/master/doc/statuscodes.md>).
struct GRPCStatus: Error, Equatable, Sendable, CustomStringConvertible {
    var code: UInt32
    /// For people; may be empty.
    var message: String

    static let unknown: UInt32 = 2
    static let deadlineExceeded: UInt32 = 4
    static let unimplemented: UInt32 = 12
    static let internalError: UInt32 = 13
    static let unavailable: UInt32 = 14

    init(_ code: UInt32, _ message: String) {
        self.code = code
        self.message = message
    }

    /// As Go's library prints it, and thus the kubelet's events.
    var description: String { "rpc error: code = \(name) desc = \(message)" }

    private var name: String { code < 17 ? Self.names[Int(code)] : "Code(\(code))" }

    private static let names = [
        "OK", "Canceled", "Unknown", "InvalidArgument", "DeadlineExceeded", "NotFound", "AlreadyExists",
        "PermissionDenied", "ResourceExhausted", "FailedPrecondition", "Aborted", "OutOfRange",
        "Unimplemented", "Internal", "Unavailable", "DataLoss", "Unauthenticated",
    ]

    /// An answer that is not gRPC's: what its HTTP status stands for
    /// (<https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md>).
    init(httpStatus: String) {
        let code: UInt32
        switch httpStatus {
        case "400": code = Self.internalError
        case "401": code = 16
        case "403": code = 7
        case "404": code = Self.unimplemented
        case "429", "502", "503", "504": code = Self.unavailable
        default: code = Self.unknown
        }
        self.init(code, "unexpected HTTP status code received from server: \(httpStatus)")
    }

    /// A stream that the server reset: what HTTP/2's error code stands for
    /// (<https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#errors>).
    init(reset error: UInt32) {
        let code: UInt32
        switch error {
        case 7: code = Self.unavailable  // REFUSED_STREAM
        case 8: code = 1  // CANCEL
        case 11: code = 8  // ENHANCE_YOUR_CALM
        case 12: code = 7  // INADEQUATE_SECURITY
        default: code = Self.internalError
        }
        self.init(code, "stream terminated by RST_STREAM with error code: \(error)")
    }

    /// What the trailers say; `nil` if they say that all is well.
    init?(trailers: [HTTP2Field]) throws(GRPCStatus) {
        guard let text = trailers.first(where: { $0.name == "grpc-status" })?.value else {
            throw GRPCStatus(Self.internalError, "the answer has no grpc-status")
        }
        guard let code = UInt32(text) else {
            throw GRPCStatus(Self.internalError, "grpc-status '\(text.prefix(20))' is no number")
        }
        if code == 0 { return nil }
        let message = trailers.first { $0.name == "grpc-message" }?.value ?? ""
        self.init(code, Self.unescaped(message))
    }

    /// Percent-encoded UTF-8, wrong escapes as they stand; no more of it than fits an event.
    private static func unescaped(_ message: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(message.utf8)[...]
        while bytes.count < 1024, let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
