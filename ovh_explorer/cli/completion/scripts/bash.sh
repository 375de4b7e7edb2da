# Completion of ovh-explorer for bash, also for 3.2.
_ovh_explorer() {
  local item directive=''
  COMPREPLY=()
  while IFS= read -r -d '' item; do
    if [ -z "$directive" ]; then directive=$item; else COMPREPLY+=("$item"); fi
  done < <(command ovh-explorer __complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
  case $directive in
    space) compopt +o nospace 2>/dev/null ;;
    files)
      case $2 in
        @*)
          compopt -o filenames 2>/dev/null
          while IFS= read -r item; do
            if [ -d "$item" ]; then item=$item/; fi
            COMPREPLY+=("@$item")
          done < <(compgen -f -- "${2#@}")
          ;;
        *) compopt -o default +o nospace 2>/dev/null ;;
      esac
      ;;
  esac
  return 0
}
complete -o nospace -o nosort -F _ovh_explorer ovh-explorer 2>/dev/null ||
  complete -o nospace -F _ovh_explorer ovh-explorer
