"""Keys of any length in a playbook: YAML takes no more than one line and 1,024 characters for a key,
unless it is marked as one.
"""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import SnippetContext, script
from ovh_explorer.snippets.yaml_values import block, entry

from .cases import CASES
from .playbooks import INLINE, KEYS, run_playbook
from .recorder import Recorder
from .test_snippets_ansible import arrived, ended, program

__all__ = ["program"]

LONG_KEYS = [
    "a" * 1023,
    "a" * 1025,
    "a b " * 400,
    "\U000e0041" * 100,
    "'\"\\" * 50,
    "? " * 80,
    "é\n" * 60,
    "\u2028" * 90,
]


def test_a_key_is_read_back_as_it_is(program: Path, tmp_path: Path) -> None:
    texts = [f"value:\n{entry(key, '  ')}1\n" for key in LONG_KEYS]
    texts += ["\n".join(block({"a": {key: [1]}}, "value: ")) for key in LONG_KEYS]
    (file := tmp_path / "texts.json").write_text(json.dumps(texts))
    code = (
        "import json, sys, yaml\n"
        "print(json.dumps([yaml.safe_load(text) for text in json.load(open(sys.argv[1]))]))\n"
    )
    done = subprocess.run([program, "-c", code, file], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found[: len(LONG_KEYS)] == [{"value": {key: 1}} for key in LONG_KEYS]
    assert found[len(LONG_KEYS) :] == [{"value": {"a": {key: [1]}}} for key in LONG_KEYS]


def test_long_keys_arrive(program: Path, recorder: Recorder, tmp_path: Path) -> None:
    deep: dict[str, object] = {"a": 1}
    for _level in range(36):
        deep = {"k" * 99: deep}
    bodies = [{key: {key: [key]}} for key in LONG_KEYS]
    calls = [Call.make("v1", "POST", "/x", body=canonical_json(body)) for body in [*bodies, deep]]
    calls.append(replace(CASES["POST header"], headers=(("X-" + "Long" * 300, "a"),)))
    context = SnippetContext(base_url=recorder.root)
    ended(run_playbook(program, script("ansible", calls, context), tmp_path, **KEYS, **INLINE))
    arrived(recorder, calls)


@pytest.mark.parametrize("key", LONG_KEYS)
def test_no_line_is_longer_than_linters_have_it(key: str) -> None:
    assert max(map(len, entry(key, "      ").splitlines())) <= 160
