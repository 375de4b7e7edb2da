"""Messages on a terminal go on in the next line after a whole word."""

import io
import os
from contextlib import redirect_stderr

import pytest

from ovh_explorer.cli.terminal import fail, say


class Terminal(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 2


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr(os, "get_terminal_size", lambda _number: os.terminal_size((30, 24)))
    return Terminal()


def test_no_word_is_broken_on_a_terminal(terminal):
    with redirect_stderr(terminal):
        fail("Cette requête peut bloquer l’accès de plusieurs utilisateurs.")
    assert terminal.getvalue().splitlines() == [
        "ovh-explorer: Cette requête",
        "peut bloquer l’accès de",
        "plusieurs utilisateurs.",
    ]


def test_lines_keep_their_indent_and_a_long_word_stays_whole(terminal):
    with redirect_stderr(terminal):
        say("  see https://api.ovh.com/1.0/domain/zone/example.com/record")
    assert terminal.getvalue().splitlines() == [
        "  see",
        "  https://api.ovh.com/1.0/domain/zone/example.com/record",
    ]


def test_an_empty_line_stays(terminal):
    with redirect_stderr(terminal):
        say("")
    assert terminal.getvalue() == "\n"


def test_what_is_no_terminal_gets_lines_as_they_are(capsys):
    line = "a " * 200
    say(line)
    assert capsys.readouterr().err == f"{line}\n"
