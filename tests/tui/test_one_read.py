"""Keys in one read of a real terminal."""

import sys

import pytest

from tests.terminal import Terminal, ended
from tests.tui.test_terminal import QUIT, ready

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pseudo-terminals of Linux")


def test_what_comes_in_one_read_is_done_key_by_key_and_alt_changes_nothing(tmp_path):
    with Terminal(
        ["--demo", "POST /domain/zone/{zoneName}/refresh"], tmp_path, size=(160, 48)
    ) as terminal:
        ready(terminal)
        terminal.see("zoneName (string, required)")
        # Into the field, out of it, to the products, the words of a filter; no letter is a command.
        terminal.press("environmentCRb\x1b[15~/snapshot")
        terminal.see("environmentCRb")
        terminal.see("createSnapshot")
        assert "Cleared" not in terminal.shown
        # Escape and a key in one read, on TRY: neither sends nor changes anything.
        start = len(terminal.seen)
        terminal.press("\r\x1b[17~\x1b[F\x1bC\x1bR\x1b\r\x1b\x12\x1b3")
        terminal.press("\x1b[15~\x1bOP")
        terminal.see("Everywhere", start)
        said = terminal.shown[start:]
        assert not [
            words for words in ("Send this request", "Cleared", "Only GET") if words in said
        ]
        terminal.press("q")
        terminal.press(QUIT)
        ended(terminal, 0)
