"""The real program on a terminal that sends what can't be read: it lives, and a field holds what
was typed.
"""

import os
import random
import re
import sys

import pytest

from tests.faults import fault
from tests.terminal import Terminal, ended
from tests.tui.test_terminal_input import REPLIES, UNREADABLE

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="pseudo-terminals and /proc of Linux"
)


def typed(terminal: Terminal, data: bytes, end: str) -> str:
    """What the search holds after bytes that end with a word, of letters and digits; it is empty
    again then.
    """
    at = len(terminal.seen)
    os.write(terminal.descriptor, data + end.encode())
    terminal.see(end, at)
    words = re.findall(rf"(\w*{end})", terminal.shown)
    os.write(terminal.descriptor, b"\x15")
    # The line of the search is above what is said of it.
    return words[0]


@fault(
    "The terminal",
    "it sends what isn't for us, or what can't be read: Latin-1, an older mouse, replies to others' queries",
    "begin1end1 … begin2end2",
)
def test_a_field_holds_what_was_typed_whatever_comes_with_it(tmp_path):
    chance = random.Random(11)
    with Terminal(["--endpoint", "http://127.0.0.1:1"], tmp_path, size=(100, 30)) as terminal:
        terminal.see("could not be refreshed")
        terminal.press("\x06")
        terminal.see("enter opens")
        for number, data in enumerate(UNREADABLE.values(), 1):
            begin, end = f"begin{number}", f"end{number}"
            assert typed(terminal, begin.encode() + data, end) == begin + end
        # Many at once, as from a log that is sent to the terminal's own input.
        for number in range(20):
            data = b"".join(chance.choice(REPLIES) for _ in range(200))
            assert typed(terminal, b"many" + data, f"end{number}x") == f"manyend{number}x"
        # A paste of a megabyte.
        os.set_blocking(terminal.descriptor, False)
        left = b"\x1b[200~" + b"x" * 1_000_000 + b"\x1b[201~"
        while left:
            try:
                left = left[os.write(terminal.descriptor, left) :]
            except BlockingIOError:
                terminal.read()
        os.set_blocking(terminal.descriptor, True)
        terminal.press("\x15")
        assert typed(terminal, b"after", "pasting") == "afterpasting"
        terminal.press("\x1b[27u\x11")
        ended(terminal, 0)
        return terminal.shown
