import Foundation

extension Box {
    /// Copies a program of a Debian package that needs nothing but libc into the box, to /usr/local/bin. The package is
    /// downloaded once, to this machine's cache.
    package func put(_ program: String, of package: String) async throws {
        let script = """
            set -e; cache=${PODSUP_CACHE:-/var/tmp/podsup}/$3; mkdir -p $cache; exec 9> $cache/.lock; flock 9
            if [ ! -e $cache/usr/bin/$4 ]; then
                cd $cache; apt-get -qq update; apt-get -qq download $3; dpkg-deb -x $3_*.deb .
            fi
            root=/proc/$("$1" pid "$2")/root
            [ -e $root/usr/local/bin/$4 ] || cp $cache/usr/bin/$4 $root/usr/local/bin/
            """
        let box = Box.project.appendingPathComponent("scripts/box").path
        let output = try await host(
            ["bash", "-c", script, "bash", box, name, package, program], timeout: .seconds(300))
        guard output.code == 0 else { throw BoxError.failed("copy \(program) of package \(package)", output) }
    }
}
