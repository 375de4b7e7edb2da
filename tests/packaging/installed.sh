#!/usr/bin/env bash
# Runs a wheel as a user has it: installed with a Python into an environment that can't be written to, from an empty
# directory, with an empty home and nothing of this environment. installed.sh PYTHON WHEEL
set -euo pipefail
python=$1
wheel=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
place=$(mktemp -d)
sandbox=
trap '[ -z "$sandbox" ] || kill "$sandbox" 2>/dev/null || true; chmod -R u+w "$place"; rm -rf "$place"' EXIT

echo "== the wheel on $("$python" -V)"
"$python" -m venv "$place/env"
"$place/env/bin/pip" install -qq "$wheel"
mkdir "$place/home" "$place/empty"
chmod -R a-w "$place/env"
cd "$place/empty"

# Without capabilities even root obeys the modes of files.
user=(env -i "HOME=$place/home" "PATH=$place/env/bin:/usr/bin:/bin" LANG=C.UTF-8 TERM=screen-256color)
if [ "$(id -u)" = 0 ]; then user=(setpriv --bounding-set=-all --inh-caps=-all "${user[@]}"); fi
if "${user[@]}" touch "$place/env/written" 2>/dev/null; then echo "the environment can be written to" >&2; exit 1; fi

# Runs the program; its output has to hold the words given first.
says() {
  local words=$1 output
  shift
  output=$("${user[@]}" "$@" 2>&1) || { echo "$* failed: $output" >&2; exit 1; }
  grep -qF -- "$words" <<<"$output" || { echo "$*: no '$words' in: $output" >&2; exit 1; }
  echo "ok: $* ... $words"
}

"${user[@]}" "$place/env/bin/python" "$here/warnings_of_ours.py"
says "ovh-explorer $(basename "$wheel" | cut -d- -f2)" ovh-explorer --version
says "commands:" ovh-explorer --help
says "commands:" python -m ovh_explorer --help

"${user[@]}" ovh-explorer sandbox --quiet >"$place/ready" &
sandbox=$!
for _ in $(seq 100); do grep -q READY "$place/ready" && break || sleep 0.2; done
url=$(sed -n 's/^READY //p' "$place/ready")
[ -n "$url" ] || { echo "the sandbox never was ready" >&2; exit 1; }
keys='from ovh_explorer.sandbox import DEMO_KEYS as k; print(k.application_key, k.application_secret, k.consumer_key)'
read -r key secret consumer < <("${user[@]}" python -c "$keys")
without_keys=("${user[@]}")
user+=("OVH_ENDPOINT=$url" "OVH_APPLICATION_KEY=$key" "OVH_APPLICATION_SECRET=$secret" "OVH_CONSUMER_KEY=$consumer")
says "example.com" ovh-explorer try GET /domain/zone
says "/domain/zone/{zoneName}/record" ovh-explorer search dns record create
says "ovh.Client(" ovh-explorer code python GET /me
kill -INT "$sandbox"
wait "$sandbox"
sandbox=

# The screen, on the demo.
bash "$here/../demo_in_tmux.sh" "$(printf '%q ' "${without_keys[@]}" ovh-explorer --demo)"
rmdir "$place/empty" || { echo "the program wrote to the directory it was started in" >&2; exit 1; }
