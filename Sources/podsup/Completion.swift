import Glibc
import Supervisor

/// `podsup completion SHELL`: lets the Tab key know commands, options, apps, pods and containers.
struct Completion: Command {
    static let help = CommandHelp(
        name: "completion", arguments: "bash|zsh|fish",
        summary: "print what makes the Tab key complete commands",
        details: """
            The shell then asks podsup itself at each Tab, so that the names of apps, pods and containers are those
            that there are.
            """,
        examples: [
            .init("podsup completion bash > /etc/bash_completion.d/podsup", "for all users of bash"),
            .init("podsup completion zsh > /usr/local/share/zsh/site-functions/_podsup", "for zsh"),
            .init("podsup completion fish > /etc/fish/completions/podsup.fish", "for fish"),
        ])

    enum Shell: String, CaseIterable { case bash, zsh, fish }

    let shell: Shell

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        let word = try arguments.positional("SHELL")
        guard let shell = Shell(rawValue: word) else {
            throw UsageError("shell '\(word)': unknown; use bash, zsh or fish")
        }
        self.shell = shell
    }

    func run(_ console: Console) async throws -> Int32 {
        console.print(completionScript(shell))
        return ExitStatus.done
    }
}

/// `podsup complete -- WORD…`: what may stand in the place of the last word; shells ask it.
struct Complete: Command {
    static let help = CommandHelp(
        name: "complete", arguments: "-- WORD…",
        summary: "print what may stand in the place of the last WORD, with a tab and what it means",
        isHidden: true)

    let words: [String]
    let common: Common

    init(_ arguments: inout Arguments, _ common: Common) throws(UsageError) {
        self.common = common
        words = try arguments.positionals("WORD")
    }

    func run(_ console: Console) async throws -> Int32 {
        let isUser = common.isUser || words.contains("--user")
        let site = Site(Common(isUser: isUser))
        for candidate in candidates(words, AppNames(site)) {
            console.print(candidate.text.isEmpty ? candidate.word : "\(candidate.word)\t\(candidate.text)")
        }
        return ExitStatus.done
    }
}

/// What there is to name.
struct AppNames {
    var apps: [String]
    var document: (String) -> StatusDocument?

    init(apps: [String], document: @escaping (String) -> StatusDocument?) {
        self.apps = apps
        self.document = document
    }

    @MainActor
    init(_ site: Site) {
        // Files tell: a Tab must not wait for systemd.
        let units = ((try? Files.names(in: site.base.units)) ?? []).compactMap { AppName.of(unit: $0) }
        let running = ((try? Files.names(in: site.base.runtime)) ?? []).filter { AppName.isValid($0) }
        apps = Set(units + running).sorted()
        let base = site.base
        document = { AppName.isValid($0) ? StatusFile.read(AppPaths(app: $0, base: base)) : nil }
    }

    func pods(_ app: String) -> [PodDocument] { document(app)?.items ?? [] }
}

struct Candidate: Equatable {
    var word: String
    var text = ""

    /// Says that the shell is to complete the name of a file.
    static let files = Candidate(word: ":files")
}

/// What may stand in the place of the last word.
///
/// - Parameter words: the command line behind `podsup`, the last one perhaps empty.
@MainActor
func candidates(_ words: [String], _ names: AppNames) -> [Candidate] {
    let current = words.last ?? ""
    let before = Array(words.dropLast())
    guard let name = before.first(where: { !$0.hasPrefix("-") }),
        let help = commands.map({ $0.help }).first(where: { $0.name == name })
    else {
        let shown = commands.map { $0.help }.filter { !$0.isHidden }
        return matching(
            current.hasPrefix("-")
                ? Common.options.map { Candidate(word: $0.long, text: $0.text) }
                : shown.map { Candidate(word: $0.name, text: $0.summary) }, current)
    }
    // Behind `--` stands what is not podsup's.
    if before.contains("--") { return [.files] }
    let options = help.options + Common.options
    let arguments = positionals(before.drop { $0 != name }.dropFirst(), options)
    if let option = options.first(where: { takes($0, before.last) }) {
        return values(of: option, current, arguments, names)
    }
    if let mark = current.firstIndex(of: "="),
        let option = options.first(where: { $0.long == current[..<mark] })
    {
        let start = String(current[...mark])
        return values(of: option, String(current.dropFirst(start.count)), arguments, names).map {
            $0 == .files ? $0 : Candidate(word: start + $0.word, text: $0.text)
        }
    }
    if current.hasPrefix("-") {
        return matching(options.map { Candidate(word: $0.long, text: $0.text) }, current)
    }
    return positional(help, arguments.count, current, names)
}

private func takes(_ option: Option, _ word: String?) -> Bool {
    guard option.value != nil, let word else { return false }
    return word == option.long || option.short.map { word == "-\($0)" } ?? false
}

/// The words that are no options and no values of options.
private func positionals(_ words: some Sequence<String>, _ options: [Option]) -> [String] {
    var result: [String] = []
    var isValue = false
    for word in words {
        if isValue {
            isValue = false
        } else if word.hasPrefix("-"), word != "-" {
            isValue = options.contains { takes($0, word) }
        } else {
            result.append(word)
        }
    }
    return result
}

private func values(_ list: [String]) -> [Candidate] { list.map { Candidate(word: $0) } }

@MainActor
private func values(
    of option: Option, _ current: String, _ arguments: [String], _ names: AppNames
) -> [Candidate] {
    if !option.choices.isEmpty { return matching(values(option.choices), current) }
    if option.long == "--container" {
        let (app, pod) = appAndPod(arguments.first ?? "")
        let pods = names.pods(app).filter { pod == nil || $0.metadata.name == pod }
        return matching(values(Set(pods.flatMap { $0.allContainers.map(\.name) }).sorted()), current)
    }
    let files = ["FILE", "DIR", "PATH"]
    return option.value.map { files.contains($0) } ?? false ? [.files] : []
}

@MainActor
private func positional(_ help: CommandHelp, _ index: Int, _ current: String, _ names: AppNames)
    -> [Candidate]
{
    // `APP[/POD] [options]` → `APP[/POD]`
    let words = help.arguments.split(separator: " ").map(String.init)
    guard let wanted = words.first else { return [] }
    if wanted.hasPrefix("FILE") { return [.files] }
    if index > 0 { return wanted.hasSuffix("…") ? [.files] : [] }
    let bare = wanted.filter { $0 != "[" && $0 != "]" }
    if bare.hasPrefix("APP") {
        let apps = matching(values(names.apps), current)
        guard bare.hasPrefix("APP/POD"), let slash = current.firstIndex(of: "/") else { return apps }
        let app = String(current[..<slash])
        return matching(names.pods(app).map { Candidate(word: "\(app)/\($0.metadata.name)") }, current)
    }
    if bare == "COMMAND" {
        let shown = commands.map { $0.help }.filter { !$0.isHidden }
        return matching(shown.map { Candidate(word: $0.name, text: $0.summary) }, current)
    }
    if bare.contains("|") { return matching(values(bare.split(separator: "|").map(String.init)), current) }
    return []
}

private func matching(_ candidates: [Candidate], _ start: String) -> [Candidate] {
    candidates.filter { $0.word.hasPrefix(start) }
}

func completionScript(_ shell: Completion.Shell) -> String {
    switch shell {
    case .bash:
        return #"""
            # podsup completion for bash
            _podsup() {
                local IFS=$'\n' line words=("${COMP_WORDS[@]:1:COMP_CWORD}")
                COMPREPLY=()
                # bash makes words of their own of '=' and ':'.
                local text=${COMP_LINE:0:COMP_POINT}
                IFS=' ' read -r -a words <<< "${text#* }"
                [[ $text == *' ' ]] && words+=('')
                local current=${words[-1]} cut=
                [[ $current == *[=:]* ]] && cut=${current%"${current##*[=:]}"}
                while read -r line; do
                    line=${line%%$'\t'*}
                    if [[ $line == :files ]]; then
                        compopt -o filenames
                        COMPREPLY+=($(compgen -f -- "${current#"$cut"}"))
                    else
                        COMPREPLY+=("${line#"$cut"}")
                    fi
                done < <(podsup complete -- "${words[@]}" 2> /dev/null)
            }
            complete -F _podsup podsup
            """#
    case .zsh:
        return #"""
            #compdef podsup
            # podsup completion for zsh
            _podsup() {
                local line word text
                local -a found
                for line in ${(f)"$(podsup complete -- "${(@)words[2,CURRENT]}" 2> /dev/null)"}; do
                    if [[ $line == :files ]]; then
                        _files
                    else
                        word=${line%%$'\t'*} text=
                        [[ $line == *$'\t'* ]] && text=:${line#*$'\t'}
                        found+=("${word//:/\\:}$text")
                    fi
                done
                (( ${#found} )) && _describe podsup found
            }
            if [[ $funcstack[1] == _podsup ]]; then _podsup "$@"; else compdef _podsup podsup; fi
            """#
    case .fish:
        return #"""
            # podsup completion for fish
            function __podsup_complete
                set -l words (commandline -opc) (commandline -ct)
                for line in (podsup complete -- $words[2..-1] 2> /dev/null)
                    if test "$line" = :files
                        __fish_complete_path (commandline -ct)
                    else
                        echo $line
                    end
                end
            end
            complete -c podsup -f -a '(__podsup_complete)'
            """#
    }
}
