/// The two messages of `grpc.health.v1.Health/Check`, in protobuf's wire format and gRPC's framing.
/// (<https://github.com/grpc/grpc/blob/master/doc/health-checking.md>)
enum HealthMessage {
    /// `HealthCheckResponse.ServingStatus`.
    static let serving: UInt64 = 1
    private static let names = ["UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"]

    static func name(_ status: UInt64) -> String {
        status < UInt64(names.count) ? names[Int(status)] : "\(status)"
    }

    /// `HealthCheckRequest`: field 1 is the service, left out where it is empty.
    static func request(service: String) -> [UInt8] {
        var message: [UInt8] = []
        if !service.isEmpty {
            message.append(1 << 3 | 2)
            var length = service.utf8.count
            while length >= 0x80 {
                message.append(UInt8(truncatingIfNeeded: length) | 0x80)
                length >>= 7
            }
            message.append(UInt8(length))
            message += service.utf8
        }
        return [0] + bigEndian(UInt32(message.count)) + message
    }

    /// The status in the bytes of an answer; 0 where it is left out.
    static func status(in body: [UInt8]) throws(GRPCStatus) -> UInt64 {
        guard body.count >= 5 else {
            throw GRPCStatus(GRPCStatus.internalError, "the answer holds no message")
        }
        guard body[0] == 0 else {
            throw GRPCStatus(GRPCStatus.internalError, "the answer is compressed, though nobody offered that")
        }
        guard Int64(number(body[1..<5])) == Int64(body.count - 5) else {
            throw GRPCStatus(GRPCStatus.internalError, "the answer is not one message")
        }
        var rest = body[5...]
        var status: UInt64 = 0
        while !rest.isEmpty {
            let tag = try integer(&rest)
            switch tag & 7 {
            case 0:
                let value = try integer(&rest)
                if tag >> 3 == 1 { status = value }
            case 1: try skip(8, &rest)
            case 2: try skip(try integer(&rest), &rest)
            case 5: try skip(4, &rest)
            default: throw broken
            }
        }
        return status
    }

    private static let broken = GRPCStatus(GRPCStatus.internalError, "the answer is no HealthCheckResponse")

    private static func integer(_ rest: inout ArraySlice<UInt8>) throws(GRPCStatus) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = rest.popFirst() else { throw broken }
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        throw broken
    }

    private static func skip(_ count: UInt64, _ rest: inout ArraySlice<UInt8>) throws(GRPCStatus) {
        guard count <= UInt64(rest.count) else { throw broken }
        rest = rest.dropFirst(Int(count))
    }
}
