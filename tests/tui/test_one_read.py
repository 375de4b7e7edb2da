"""Keys in one read of a real terminal."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from ovh_explorer.tui.terminal.key_presses import HELD_SECONDS
from tests.terminal import Terminal, ended, until
from tests.tui.demo_terminal import QUIT, ready

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pseudo-terminals of Linux")

# Repeats of a key that is held, each second.
RATE = 30


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
            words for words in ("Send this request", "Cleared", "Read-only is on") if words in said
        ]
        terminal.press("\x1bOP")
        terminal.press(QUIT)
        ended(terminal, 0)


LIST = "GET /domain/zone/example.com/record"
HINT = "m opens the menu to load"
# Where the hint is on a screen of 80 columns, and the button's press and release there.
CLICK = "\x1b[<0;4;4M\x1b[<0;4;4m"


def test_a_press_and_a_release_in_one_read_are_a_click_behind_keys_too(tmp_path):
    with Terminal(["--demo", LIST], tmp_path, size=(80, 24)) as terminal:
        ready(terminal)
        terminal.press("\x1b[17~\x12")
        terminal.see(HINT)
        terminal.press(CLICK)
        terminal.see("Load the details")
        # A key that closes the menu, and the click that is meant for what it covered.
        for _ in range(3):
            start = len(terminal.seen)
            terminal.press("\x1b" + CLICK)
            terminal.see("Load the details", start)
        # A click beside the menu, which closes it, and that on the hint; then the keys again.
        start = len(terminal.seen)
        terminal.press("\x1b[<0;2;24M\x1b[<0;2;24m" + CLICK)
        terminal.see("Load the details", start)
        terminal.press("\x1b[27u" + QUIT)
        ended(terminal, 0)


@pytest.mark.parametrize("stopped", [0.4, 1.2])
def test_a_key_that_is_held_while_the_program_is_stopped_answers_nothing(tmp_path, stopped):
    for number in range(5):
        home = tmp_path / str(number)
        home.mkdir()
        # Where the machine holds up the test, that is as if the key had been released.
        if held_while_stopped(home, stopped) < HELD_SECONDS / 2:
            return
    pytest.fail("the machine is too busy to hold a key")


def held_while_stopped(home: Path, stopped: float) -> float:
    """Hold a key while the program asks and is stopped; see that it does nothing, unless it was not
    held without a pause: the longest one, in seconds, is returned.
    """
    with Terminal(
        ["--demo", "POST /vps/vps-4e5f6a7b.vps.example.net/reboot"], home, size=(120, 40)
    ) as terminal:
        ready(terminal)
        terminal.see("vps-4e")
        finger = Finger(terminal)
        finger.hold(0.5)
        start = len(terminal.seen)
        terminal.press("\x12")
        until(
            lambda: finger.hold(1 / RATE) or b"Send this request?" in terminal.seen[start:],
            "the question",
        )
        finger.hold(0.3)
        terminal.signal(signal.SIGSTOP)
        os.waitpid(terminal.pid, os.WUNTRACED)
        finger.hold(stopped)
        terminal.signal(signal.SIGCONT)
        finger.hold(1.5)
        if finger.longest_pause < HELD_SECONDS / 2:
            assert "200 OK" not in terminal.shown
            until(lambda: not terminal.read(HELD_SECONDS + 0.3), "it is still")
            # Pressed anew it answers.
            terminal.press("y")
            terminal.see("200 OK", start)
            terminal.press(QUIT)
            ended(terminal, 0)
        return finger.longest_pause


class Finger:
    """Holds the key ``y``."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._pressed_at = 0.0
        self.longest_pause = 0.0

    def hold(self, seconds: float) -> None:
        """Repeat it for so long."""
        end = time.monotonic() + seconds
        while (now := time.monotonic()) < end:
            if self._pressed_at:
                self.longest_pause = max(self.longest_pause, now - self._pressed_at)
            self._pressed_at = now
            self._terminal.press("y")
            step = now + 1 / RATE
            while (left := step - time.monotonic()) > 0:
                self._terminal.read(left)
