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
