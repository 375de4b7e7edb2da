"""The command that forks does what the program does that starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fork_server import command_directory

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")


@pytest.mark.parametrize(
    ("words", "given", "code"),
    [
        (["--version"], "", 0),
        (["try"], "", 2),
        (["try", "GET", "/me", "--lang", "fr"], "", 1),
        (["code", "curl", "POST", "/x", "--raw", "-d", "-"], '{"a": "é"}', 0),
    ],
)
def test_it_is_the_same_program(words: list[str], given: str, code: int, tmp_path: Path) -> None:
    forked, started = (
        subprocess.run(
            [*command, *words],
            input=given,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**os.environ, "LANG": "C.UTF-8", "OVH_ENDPOINT": "http://127.0.0.1:9/1.0"},
            timeout=60,
        )
        for command in (
            [str(command_directory() / "ovh-explorer")],
            [sys.executable, "-P", "-m", "ovh_explorer"],
        )
    )
    found = [(done.returncode, done.stdout, done.stderr) for done in (forked, started)]
    assert found[0] == found[1]
    assert found[0][0] == code
    assert found[0][1] or found[0][2]
