import Glibc
import PodSpec

/// The files that a person names on the command line, read.
package struct ManifestInput: Equatable, Sendable {
    /// Of the app: the first file's stem, or the folder's name. Not yet checked.
    package var name: String
    package var files: [ManifestFile]

    /// The largest manifest (DESIGN §8).
    package static let sizeLimit = 4 << 20

    /// Reads files, folders (their `*.yaml` and `*.yml`, by name) and standard input (`-`) as one app.
    ///
    /// - Parameter name: the app's, instead of the file's.
    /// - Throws: ``InputError``.
    package init(_ arguments: [String], name: String?) throws(InputError) {
        guard let first = arguments.first else { throw .nothing }
        guard let name = name ?? (first == "-" ? nil : stem(first)) else { throw .unnamed }
        self.name = name
        files = []
        for argument in arguments {
            if let names = try manifests(in: argument) {
                for name in names { files.append(try Self.read("\(argument.withoutSlash)/\(name)")) }
            } else {
                files.append(try Self.read(argument))
            }
        }
    }

    /// Files that are read already.
    package init(files: [ManifestFile], name: String) {
        self.name = name
        self.files = files
    }

    /// The arguments with each folder replaced by its manifests.
    package static func expanded(_ arguments: [String]) throws(InputError) -> [String] {
        var paths: [String] = []
        for argument in arguments {
            if let names = try manifests(in: argument) {
                paths += names.map { "\(argument.withoutSlash)/\($0)" }
            } else {
                paths.append(argument)
            }
        }
        return paths
    }

    private static func read(_ path: String) throws(InputError) -> ManifestFile {
        do throws(FileError) {
            let bytes = try Files.read(path == "-" ? "/dev/stdin" : path, limit: sizeLimit)
            return ManifestFile(name: path, bytes: bytes)
        } catch {
            throw .unreadable(path, errno: error.code)
        }
    }
}

/// A manifest that cannot be read.
package enum InputError: Error, Equatable, Sendable {
    case nothing
    /// Standard input has no name that an app could have.
    case unnamed
    case unreadable(String, errno: Int32)
    case emptyFolder(String)

    /// What is there breaks a limit; otherwise nothing is there that could be read.
    package var isTooLarge: Bool { if case .unreadable(_, EFBIG) = self { true } else { false } }
}

extension InputError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .nothing: "no manifest given; name a FILE, a folder, or '-' for standard input"
        case .unnamed: "an app read from standard input needs a name; give it one with --name"
        case .emptyFolder(let path): "\(path): there is no *.yaml or *.yml in this folder; name the files"
        case .unreadable(let path, ENOENT): "\(path): there is no such file; check the path"
        case .unreadable(let path, EACCES):
            "\(path): permission denied; run it as root (sudo), or change the mode of the file"
        case .unreadable(let path, EFBIG):
            "\(path): larger than a manifest may be (\(ManifestInput.sizeLimit >> 20) MiB); split it"
        case .unreadable(let path, let code): "\(path): cannot be read: \(String(cString: strerror(code)))"
        }
    }
}

/// The names of a folder's manifests; nil for what is no folder.
private func manifests(in path: String) throws(InputError) -> [String]? {
    guard path != "-", isFolder(path) else { return nil }
    do throws(FileError) {
        let names = try Files.names(in: path).filter {
            !$0.hasPrefix(".") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml"))
        }
        if names.isEmpty { throw FileError(path, code: 0) }
        return names
    } catch {
        throw error.code == 0 ? .emptyFolder(path) : .unreadable(path, errno: error.code)
    }
}

private func isFolder(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor >= 0 { close(descriptor) }
    return descriptor >= 0 || (errno == EACCES && Files.exists(path + "/."))
}

/// `site` for `pods/site.yaml`, `pods/site/` and, in a folder `site`, for `.`.
private func stem(_ path: String) -> String {
    var name = path.withoutSlash
    if name == "." || name == ".." || name.hasSuffix("/.") || name.hasSuffix("/..") {
        name = realPath(name) ?? name
    }
    name = name.split(separator: "/").last.map(String.init) ?? name
    for ending in [".yaml", ".yml", ".json"] where name.hasSuffix(ending) && name != ending {
        return String(name.dropLast(ending.count))
    }
    return name
}

/// Without symbolic links and dots; nil for what is not there.
package func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
}

extension String {
    fileprivate var withoutSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
