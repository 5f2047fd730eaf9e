import Dispatch
import Glibc

Task { @MainActor in exit(await run(Array(CommandLine.arguments.dropFirst()), Console())) }
dispatchMain()
