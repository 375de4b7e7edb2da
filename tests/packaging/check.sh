#!/usr/bin/env bash
# What is shipped: wheel and sdist are built and looked into, the dependencies audited, the tests run on the lowest
# versions of them, and the wheel is run as a user has it, on each Python that is here.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export UV_PYTHON_DOWNLOADS=never

python3 -m venv "$work/tools"
"$work/tools/bin/pip" install -qq uv twine pip-audit
uv=$work/tools/bin/uv

echo "+ build, from the tree and from the sdist"
"$uv" build -q --sdist -o "$work/sdist"
"$uv" build -q --wheel -o "$work/wheel"
"$uv" build -q --wheel "$work"/sdist/*.tar.gz -o "$work/rebuilt"
python3 tests/packaging/contents.py "$work"/wheel/*.whl "$work"/sdist/*.tar.gz "$work"/rebuilt/*.whl
"$work/tools/bin/twine" check --strict "$work"/wheel/*.whl "$work"/sdist/*.tar.gz

echo "+ pip-audit, of what the wheel brings with it"
"$uv" venv -q --python python3 "$work/runtime"
"$uv" pip install -q --python "$work/runtime" "$work"/wheel/*.whl
python3 tests/packaging/audit.py "$work/tools/bin/pip-audit" "$work/runtime"

# From the sdist, which shows that it has what its tests need. Without what doesn't depend on a library: pictures,
# which are those of one release of Textual, and node-ovh. Fewer examples than in CI, the same in every run.
echo "+ tests on the lowest versions"
mkdir "$work/source"
tar xzf "$work"/sdist/*.tar.gz -C "$work/source" --strip-components 1
"$uv" pip compile -q --python python3 --resolution lowest-direct pyproject.toml -o "$work/lowest.txt"
grep -E '^[a-z]' "$work/lowest.txt"
"$uv" venv -q --python python3 "$work/lowest"
# Compiled once, not by each of the programs that the tests start.
"$uv" pip install -q --python "$work/lowest" --compile-bytecode --constraint "$work/lowest.txt" -e "$work/source[dev]"
(cd "$work/source" && env -u CI "$work/lowest/bin/pytest" -n auto --hypothesis-profile same tests/{client,cli,config,sandbox,workspace,tui} \
  --ignore tests/tui/test_pictures.py --ignore tests/sandbox/test_node_ovh.py)

# The newest Python there is beside the one of the tests, on the path or of pyenv.
newer() {
  local version python
  for version in 3.15 3.14 3.13 3.12; do
    for python in "python$version" "$(pyenv prefix "$version" 2>/dev/null || true)/bin/python$version"; do
      if "$python" -c 'import ensurepip' 2>/dev/null; then echo "$python"; return; fi
    done
  done
}

# Both at the same time: most of it is waiting.
bash tests/packaging/installed.sh python3 "$work"/wheel/*.whl >"$work/installed.txt" 2>&1 &
first=$!
failed=
newest=$(newer)
if [ -n "$newest" ]; then
  bash tests/packaging/installed.sh "$newest" "$work"/wheel/*.whl || failed=yes
else
  echo "no newer Python is here; the wheel was run on $(python3 -V) alone"
fi
wait "$first" || failed=yes
cat "$work/installed.txt"
[ -z "$failed" ]
