// swift-tools-version: 6.0
import PackageDescription

// Arrows only point down this list; `scripts/check` compares every `import` with it.
let package = Package(
    name: "podsup",
    products: [.executable(name: "podsup", targets: ["podsup"])],
    targets: [
        // C: the libraries podsup links, and what Swift's Glibc module lacks.
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
        .target(
            name: "CLinux",
            cSettings: [
                .define("_GNU_SOURCE"), .define("_FILE_OFFSET_BITS", to: "64"),
                .define("_TIME_BITS", to: "64"),
            ]),

        // Pure: values in, values out.
        .target(name: "YAML"),
        .target(name: "JSON"),
        .target(name: "PodSpec", dependencies: ["YAML"]),
        .target(name: "PodEngine", dependencies: ["PodSpec"]),

        // Edges: each talks to one thing outside, and knows nothing of pods.
        .target(name: "Descriptors", dependencies: ["CLinux"]),
        .target(name: "Podman", dependencies: ["JSON", "CLinux", "Descriptors"]),
        .target(name: "Systemd", dependencies: ["CSystemd", "CLinux", "Descriptors"]),

        .target(
            name: "Supervisor",
            dependencies: ["PodEngine", "Podman", "Systemd", "JSON", "CSeccomp", "CLinux", "Descriptors"]),
        .executableTarget(name: "podsup", dependencies: ["Supervisor"]),

        .target(name: "TestSupport", dependencies: ["CLinux"], path: "Tests/TestSupport"),
        .testTarget(name: "YAMLTests", dependencies: ["YAML"]),
        .testTarget(name: "JSONTests", dependencies: ["JSON"]),
        .testTarget(name: "PodSpecTests", dependencies: ["PodSpec"]),
        .testTarget(name: "PodEngineTests", dependencies: ["PodEngine"]),
        .testTarget(name: "DescriptorsTests", dependencies: ["Descriptors", "CLinux"]),
        .testTarget(name: "PodmanTests", dependencies: ["Podman", "TestSupport"]),
        .testTarget(name: "SystemdTests", dependencies: ["Systemd"]),
        .testTarget(name: "SupervisorTests", dependencies: ["Supervisor", "TestSupport", "CSeccomp"]),
        .testTarget(name: "CommandTests", dependencies: ["podsup", "TestSupport"]),
        .testTarget(name: "BoxTests", dependencies: ["TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

// Swift imports this module into every file by itself: `Regex` and its parser, 1.5 MB of the binary that no
// code of ours uses (`firstRange(of:)`, `replacing` and `split` by a text are in it too).
for target in package.targets where target.type == .regular || target.type == .executable {
    target.swiftSettings = [
        .unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"])
    ]
}
