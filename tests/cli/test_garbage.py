"""Garbage isn't looked for while the program is imported; each command collects what it makes."""

import gc
import subprocess
import sys

import pytest

from ovh_explorer.cli import main


@pytest.fixture
def as_imported():
    """As the program has it when a command begins."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("words", [["recipes"], ["completion", "bash"]])
def test_a_command_collects_its_garbage(as_imported, capsys, words):
    frozen = gc.get_freeze_count()
    assert main(words) == 0
    assert gc.isenabled()
    assert gc.get_freeze_count() > frozen, "what was imported is looked through no more"


def test_the_screen_begins_later(as_imported, capsys, monkeypatch):
    monkeypatch.setattr("ovh_explorer.cli.explore._given_twice", lambda _target: "no screen here")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert main(["--demo"]) != 0
    assert "no screen here" in capsys.readouterr().err
    assert not gc.isenabled()


def test_nothing_is_collected_while_the_program_is_imported():
    code = (
        "import gc, sys; began = []; gc.callbacks.append(lambda *_: began.append(1));"
        "sys.argv = ['ovh-explorer', 'completion', 'bash'];"
        "from ovh_explorer.cli import main; before = len(began); seen = [];"
        "import ovh_explorer.cli.parsers as parsers; del began[:];"
        "freeze = gc.freeze; gc.freeze = lambda: (seen.append(len(began)), freeze());"
        "code = main(); print(code, seen, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "0 [0]"
