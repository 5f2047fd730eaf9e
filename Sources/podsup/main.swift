import Dispatch
import Glibc
import Supervisor

Task { @MainActor in
    exit(await AppSupervisor(paths: AppPaths(app: CommandLine.arguments[2], base: .system), mode: .unit).run())
}
dispatchMain()
