#compdef ovh-explorer
# Completion of ovh-explorer for zsh.
_ovh_explorer() {
  local -a items words_shown parts_shown whole parts
  local value shown is_whole
  items=("${(@0)$(command ovh-explorer __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  if [[ $items[1] == files ]]; then
    compset -P '--[a-z]*=' || compset -P '@'
    _files
    return
  fi
  for value shown is_whole in "${(@)items[2,-2]}"; do
    if [[ -n $is_whole ]]; then
      whole+=("$value") words_shown+=("$shown")
    else
      parts+=("$value") parts_shown+=("$shown")
    fi
  done
  local -a as_list
  [[ ${items[(r)*  -- *]} == *'  -- '* ]] && as_list=(-l)
  local found=1
  (( $#whole )) && compadd "${as_list[@]}" -V words -d words_shown -a whole && found=0
  (( $#parts )) && compadd "${as_list[@]}" -V words -S '' -d parts_shown -a parts && found=0
  return found
}
if [[ $funcstack[1] == _ovh-explorer ]]; then
  _ovh_explorer "$@"
else
  compdef _ovh_explorer ovh-explorer
fi
