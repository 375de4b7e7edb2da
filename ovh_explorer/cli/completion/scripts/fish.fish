# Completion of ovh-explorer for fish.
function __ovh_explorer_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l items (command ovh-explorer __complete fish $before[2..-1] "$current" 2>/dev/null | string split0)
    if test "$items[1]" = files
        set -l start (string match -r '^(?:--[a-z-]+=|@)' -- "$current")
        for path in (__fish_complete_path (string sub -s (math 1 + (string length -- "$start")) -- "$current"))
            echo -- "$start$path"
        end
        return
    end
    for item in $items[2..-1]
        printf '%s\0' "$item"
    end | string split0
end
complete -c ovh-explorer -e
complete -c ovh-explorer -f -k -a '(__ovh_explorer_complete)'
