"""How the screen gives its terminal back, whatever ends it or stops it."""

import os
import random
import signal
import sys
import termios

import pytest

from tests.faults import fault, faults
from tests.terminal import Terminal, ended, is_there, until
from tests.tui.demo_terminal import QUIT, SIGNED_IN, ready

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="pseudo-terminals and /proc of Linux"
)


@faults(
    "Signals and crashes",
    {
        "SIGTERM, with a dialog open": ("exit code 143", signal.SIGTERM),
        "SIGHUP": ("exit code 129", signal.SIGHUP),
        "SIGINT from outside": ("exit code 130", signal.SIGINT),
    },
)
def test_a_signal_ends_it_as_quitting_does(tmp_path, case):
    with Terminal(["--demo"], tmp_path) as terminal:
        ready(terminal)
        if case is signal.SIGTERM:
            terminal.press("?")
            terminal.see("Everywhere")
        terminal.signal(case)
        return ended(terminal, 128 + case)


STARTING = """\
import sys
from ovh_explorer.cli import main
sys.exit(main())
"""
# Stays in the middle of an import.
IMPORTING = (
    """\
import sys, time
class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == "ovh_explorer.tui.app":
            print("importing", flush=True)
            time.sleep(60)
sys.meta_path.insert(0, Slow())
"""
    + STARTING
)


@faults(
    "Signals and crashes",
    {
        "ctrl+c while things are imported": ("exit code 130", "importing"),
        "ctrl+c while the demo's sandbox starts": ("exit code 130", "starting the demo"),
    },
)
def test_ctrl_c_ends_it_before_the_screen_is_there(tmp_path, case):
    with Terminal(
        [sys.executable, "-P", "-c", IMPORTING if case == "importing" else STARTING, "--demo"],
        tmp_path,
    ) as terminal:
        terminal.see(case)
        assert terminal.processes is not None
        terminal.signal(signal.SIGINT)
        return ended(terminal, 130)


@faults(
    "The terminal",
    {
        "the window is closed": ("exit code 129", True),
        "the connection is lost, and no signal tells": ("exit code 129", False),
    },
)
def test_it_ends_with_its_terminal(tmp_path, case):
    with Terminal(["--demo"], tmp_path, owned=case) as terminal:
        ready(terminal)
        terminal.hang_up()
        code = terminal.wait()
        terminal.gone()
        assert list(terminal.temporary.iterdir()) == []
        return f"exit code {code}"


@fault(
    "The terminal",
    "it takes nothing any more (a connection that hangs, ctrl+s), and SIGTERM comes",
    "exit code 143",
)
def test_a_terminal_that_hangs_keeps_nobody(tmp_path):
    script = f"from ovh_explorer import signals\nsignals._MAX_ENDING_SECONDS = 0.5\n{STARTING}"
    with Terminal(
        [sys.executable, "-P", "-c", script, "--demo"], tmp_path, size=(200, 50)
    ) as terminal:
        ready(terminal)
        # Drawing anew until what nobody reads fills the terminal.
        chance = random.Random(7)
        waiting: list[int] = []

        def is_full() -> bool:
            terminal.resize(chance.randint(150, 250), chance.randint(40, 60))
            waiting.append(terminal.unread)
            return len(waiting) > 25 and len(set(waiting[-25:])) == 1

        until(is_full, "the terminal is full")
        terminal.signal(signal.SIGTERM)
        until(lambda: not is_there(terminal.pid), "the end")
        assert termios.tcgetattr(terminal._slave) == terminal.before
        assert list(terminal.temporary.iterdir()) == []
        code = terminal.wait()
        terminal.gone()
        return f"exit code {code}"


def back(terminal: Terminal, at: int) -> None:
    """Wait until the program took the terminal again, after what was sent before `at`, and is
    drawn.
    """
    terminal.see("\x1b[?1049h", at)
    terminal.see(SIGNED_IN, terminal.seen.index(b"\x1b[?1049h", at))


@fault(
    "Signals and crashes",
    "ctrl+z, or SIGTSTP, and fg",
    "ovh-explorer │ demo │ signed in as xx1111-ovh │ v1",
)
def test_it_stops_for_the_shell_and_goes_on(tmp_path):
    with Terminal(["--demo"], tmp_path) as terminal:
        ready(terminal)
        for stop in (lambda: terminal.press("\x1a"), lambda: terminal.signal(signal.SIGTSTP)):
            stop()
            assert os.WIFSTOPPED(os.waitpid(terminal.pid, os.WUNTRACED)[1])
            terminal.see("\x1b[?1004l", terminal.seen.rindex(b"\x1b[?1049h"))
            assert termios.tcgetattr(terminal._slave) == terminal.before
            at = len(terminal.seen)
            terminal.signal(signal.SIGCONT)
            back(terminal, at)
        # Stopped by force and continued, it takes the terminal again, once.
        for force in (True, False):
            at = len(terminal.seen)
            if force:
                terminal.signal(signal.SIGSTOP)
                os.waitpid(terminal.pid, os.WUNTRACED)
                termios.tcsetattr(terminal._slave, termios.TCSANOW, terminal.before)
            terminal.signal(signal.SIGCONT)
            back(terminal, at)
        shown = " ".join(terminal.shown.split())
        terminal.press("?")
        terminal.see("Everywhere")
        terminal.press("\x1b" + QUIT)
        ended(terminal, 0)
        return shown


@fault(
    "Signals and crashes",
    "it is killed (SIGKILL): its processes end by themselves",
    "exit code 137",
)
def test_what_it_started_ends_when_it_is_killed(tmp_path):
    with Terminal(["--demo"], tmp_path) as terminal:
        terminal.see("starting the demo")
        ready(terminal)
        terminal.signal(signal.SIGKILL)
        code = terminal.wait()
        terminal.gone()
        return f"exit code {code}"
