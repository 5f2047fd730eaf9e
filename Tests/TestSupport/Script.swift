import Foundation

/// Writes an executable script.
///
/// It is written by a process of its own: one that another test starts meanwhile would inherit the file, open for
/// writing, and until it has run its program nobody can run the script (ETXTBSY, execve(2)).
package func writeScript(_ text: String, to path: String) throws {
    try text.write(toFile: path + ".text", atomically: true, encoding: .utf8)
    guard system("install -m 755 '\(path).text' '\(path)'") == 0 else { throw CocoaError(.fileWriteUnknown) }
}
