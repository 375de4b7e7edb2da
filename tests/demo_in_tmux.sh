#!/usr/bin/env bash
# Runs the command given, the README's first, in a terminal, waits for the demo's products, and quits it.
set -euo pipefail
command=$1
session="ovh-explorer-$$"
tmux -L "$session" -f /dev/null new-session -d -s "$session" -x 160 -y 48 "$command; echo ended with \$?; sleep 30"
trap 'tmux -L "$session" kill-server 2>/dev/null || true' EXIT

# Waits up to $2 seconds for the words $1 on the screen.
see() {
  for _ in $(seq $(($2 * 5))); do
    if tmux -L "$session" capture-pane -p | grep -q -- "$1"; then return 0; fi
    sleep 0.2
  done
  echo "never saw: $1" >&2
  tmux -L "$session" capture-pane -p >&2
  return 1
}

see 'signed in as xx1111-ovh' 240
see 'domain' 10
tmux -L "$session" send-keys C-q
see 'ended with 0' 20
echo "the demo started, signed in and quit"
