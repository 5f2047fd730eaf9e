/// Replaces `$(NAME)` in a text, as Kubernetes does (`third_party/forked/golang/expansion/expand.go`):
/// `$$` is one `$`, so `$$(NAME)` stays a literal `$(NAME)`; a name without a value stays as it is written,
/// and so does a `$` before anything else.
///
/// - Parameter value: the value of a name, `nil` where it has none.
func expand<Failure: Error>(
    _ text: String, _ value: (String) throws(Failure) -> String?
) throws(Failure) -> String {
    let bytes = Array(text.utf8)
    var expanded: [UInt8] = []
    var index = 0
    while index < bytes.count {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch (bytes[index], next) {
        case (UInt8(ascii: "$"), UInt8(ascii: "$")):
            expanded.append(UInt8(ascii: "$"))
            index += 2
        case (UInt8(ascii: "$"), UInt8(ascii: "(")):
            guard let end = bytes[(index + 2)...].firstIndex(of: UInt8(ascii: ")")) else {
                // Not closed: the two characters stand for themselves, and what follows is read on.
                expanded += bytes[index..<index + 2]
                index += 2
                continue
            }
            let name = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
            expanded += Array((try value(name) ?? "$(\(name))").utf8)
            index = end + 1
        default:
            expanded.append(bytes[index])
            index += 1
        }
    }
    return String(decoding: expanded, as: UTF8.self)
}
