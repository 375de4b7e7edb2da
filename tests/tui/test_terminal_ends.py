"""The screen on terminals of every size and kind, and how it gives them back, whatever ends it."""

import ast
import errno
import os
import random
import re
import signal
import socket
import subprocess
import sys
import termios
from pathlib import Path

import pytest

import ovh_explorer.tui
from ovh_explorer.text import in_ascii
from ovh_explorer.workspace.sync.service import CatalogSync
from tests.faults import fault, faults
from tests.terminal import Terminal, children, ended, is_there, until

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="pseudo-terminals and /proc of Linux"
)

QUIT = "\x11"
# Starts in half the time of the demo.
NOWHERE = ("--endpoint", "http://127.0.0.1:1")
SIGNED_IN = "signed in as"


def ready(terminal: Terminal) -> None:
    """Wait until the demo works, with all that it starts."""
    terminal.see(SIGNED_IN)
    assert terminal.processes


# Sizes


@fault(
    "The terminal",
    "a terminal of 20×5, or of 1×1; it grows, and changes its size all the time",
    "20×5 is too small: 40×10 is needed. Press esc to continue, ^q to quit.",
)
def test_a_terminal_may_have_any_size_and_any_other(tmp_path):
    # Exported sizes, as of a shell in a container, are not the terminal's.
    arguments = ["--demo", "GET", "/me"]
    with Terminal(arguments, tmp_path, size=(1, 1), COLUMNS="80", LINES="24") as terminal:
        until(lambda: terminal.read() is None or terminal.processes, "its processes")
        terminal.resize(20, 5)
        terminal.see("quit.")
        seen = terminal.shown
        at = len(terminal.seen)
        terminal.press("\x1b")
        terminal.see("Request", at)
        terminal.resize(90, 20)
        terminal.see("Your account", at)
        chance = random.Random(5)
        for _ in range(200):
            terminal.resize(chance.randint(1, 250), chance.randint(1, 70))
            terminal.read(0.002)
        at = len(terminal.seen)
        terminal.resize(80, 24)
        terminal.see("Your account", at)
        assert terminal.processes
        terminal.press(QUIT)
        ended(terminal, 0)
    return " ".join(seen.split())


def test_bytes_that_claim_another_size_change_nothing_and_the_system_is_still_heeded(tmp_path):
    with Terminal(["--demo", "GET", "/me"], tmp_path, size=(100, 30)) as terminal:
        ready(terminal)
        # The terminal reports its size, says something.
        terminal.press("\x1b[?2048;2$y\x1b[48;30;1;600;10t")
        at = len(terminal.seen)
        terminal.press("?")
        terminal.see("In the form", at)
        assert "is too small" not in terminal.shown
        at = len(terminal.seen)
        terminal.resize(20, 5)
        terminal.see("20×5 is too small", at)
        terminal.press(QUIT)
        ended(terminal, 0)


# Kinds


@faults(
    "The terminal",
    {
        "no UTF-8 (PYTHONIOENCODING=ascii), no colours (NO_COLOR), a terminal of the eighties (vt100)": (
            "ovh-explorer | http://127.0.0.1:1 | not signed in | v1",
            {"PYTHONIOENCODING": "ascii", "NO_COLOR": "1", "LC_ALL": "POSIX", "TERM": "vt100"},
        ),
        "a terminal nobody knows": (
            "ovh-explorer │ http://127.0.0.1:1 │ not signed in │ v1",
            {"TERM": "nobody-knows"},
        ),
        "a locale without signs (LC_ALL=C)": (
            "ovh-explorer | http://127.0.0.1:1 | not signed in | v1",
            {"LC_ALL": "C", "LANG": "fr_FR.UTF-8"},
        ),
        "no locale (LANG is not set), the console of Linux": (
            "ovh-explorer | http://127.0.0.1:1 | not signed in | v1",
            {"LANG": "unset", "TERM": "linux"},
        ),
        "a locale without signs, standard error is a file": (
            "ovh-explorer | http://127.0.0.1:1 | not signed in | v1",
            {"LC_ALL": "C", "redirect": "2>/dev/null"},
        ),
    },
)
def test_signs_and_colours_are_those_that_there_are(tmp_path, case):
    with Terminal(NOWHERE, tmp_path, **case) as terminal:
        terminal.see("could not be refreshed")
        terminal.press(QUIT)
        ended(terminal, 0)
        assert terminal.seen.isascii() == ("|" in terminal.shown)
        if "NO_COLOR" in case:
            colours = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", terminal.seen)
            assert all(red == green == blue for red, green, blue in colours), "shades of grey"
        return " ".join(terminal.shown.split())


def test_what_looks_alike_is_as_wide_as_it_was():
    assert in_ascii("│▸ äöü 日本 █ é…") == "|> ??? ????   ?."
    assert in_ascii("e\u0301\u200b◐◓◑◒") == "e|/-\\"


def test_everything_that_is_drawn_has_a_sign_that_looks_alike():
    from textual._border import BORDER_CHARS
    from textual.scrollbar import ScrollBarRender

    borders = {char for sides in BORDER_CHARS.values() for row in sides for char in row}
    bars = {
        char
        for bars in (ScrollBarRender.VERTICAL_BARS, ScrollBarRender.HORIZONTAL_BARS)
        for char in bars
    }
    ours = set()
    for file in Path(ovh_explorer.tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                ours |= {char for char in node.value if not char.isascii()}
    assert "▾" in ours
    assert "│" in borders
    assert {
        char for char in borders | bars | ours if "?" in in_ascii(char) and not char.isascii()
    } == set()


@fault(
    "The terminal",
    "standard error is a file",
    "ovh-explorer │ http://127.0.0.1:1 │ not signed in │ v1",
)
def test_the_screen_is_drawn_where_the_terminal_is(tmp_path):
    with Terminal(NOWHERE, tmp_path, redirect=f"2>{tmp_path}/errors") as terminal:
        terminal.see("could not be refreshed")
        terminal.press(QUIT)
        ended(terminal, 0)
        assert (tmp_path / "errors").read_bytes() == b""
        return " ".join(terminal.shown.split())


# Ends


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


# The program that fetches the catalog, and the one that reads answers, at work as long as nobody
# answers.
WORKING = """\
import asyncio, sys
from pathlib import Path
from ovh_explorer.workspace.response.service import ResponseService
from ovh_explorer.workspace.sync.service import CatalogSync
async def main():
    sync = CatalogSync(sys.argv[1], Path(sys.argv[2]), print)
    await sync.start()
    reader = ResponseService()
    text = await reader.format(b"[" + b'{"a":"secret"},' * 20_000 + b"1]", "application/json")
    # Takes longer than the test.
    task = asyncio.create_task(reader.format(b"[" + b"1," * 900_000 + b"1]", expression="sort_by(@,&@)[?" + "@==`1`&&" * 400 + "@]"))
    await asyncio.sleep(0)
    await asyncio.sleep(60)
asyncio.run(main())
"""


def test_processes_end_in_the_middle_of_their_work_and_import_nothing_from_here(tmp_path):
    here, temporary = tmp_path / "here", tmp_path / "tmp"
    here.mkdir()
    temporary.mkdir()
    # A directory that somebody else filled.
    (here / "json.py").write_text(f"open({str(tmp_path / 'imported')!r}, 'w')\nraise SystemExit")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        environ = {**os.environ, "TMPDIR": str(temporary)}
        command = [sys.executable, "-P", "-c", WORKING, url, str(tmp_path / "catalog.db")]
        parent = subprocess.Popen(command, cwd=here, env=environ, stdout=subprocess.DEVNULL)
        try:
            until(lambda: list(temporary.rglob("*.text")), "a response was read")
            # Kept: a connection that is closed ends the process that fetches the catalog.
            connection, _ = silent.accept()
            started = children(parent.pid)
            assert len(started) == 2
        finally:
            parent.kill()
            parent.wait()
        connection.close()
        until(lambda: not [pid for pid in started if is_there(pid)], "both have ended")
        assert list(temporary.iterdir()) == [], "a response's file is gone"
    assert not (tmp_path / "imported").exists()


# Processes that are killed


@fault(
    "Signals and crashes",
    "the demo's sandbox is killed",
    "The demo's sandbox has ended; quit and start again.",
)
def test_a_demo_without_its_sandbox_says_so(tmp_path):
    with Terminal(["--demo", "GET", "/me"], tmp_path, size=(160, 40)) as terminal:
        ready(terminal)
        terminal.see("Your account")
        _kill(terminal.processes, "ovh_explorer.sandbox")
        terminal.press("\x12")
        terminal.see("start again.")
        seen = " ".join(terminal.shown.split())
        terminal.press(QUIT)
        ended(terminal, 0)
        return seen


def _kill(pids: set[int], module: str) -> None:
    [pid] = [pid for pid in pids if module in Path(f"/proc/{pid}/cmdline").read_text()]
    os.kill(pid, signal.SIGKILL)


@fault(
    "Signals and crashes",
    "the process that fetches the catalog is killed",
    "the catalog could not be refreshed: ^p, Refresh",
)
def test_a_catalog_that_is_fetched_no_more_is_said(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with Terminal(["--endpoint", url], tmp_path) as terminal:
            until(lambda: terminal.read() is None or terminal.processes, "its process")
            connection, _ = silent.accept()
            _kill(terminal.processes, "ovh_explorer.workspace.sync.process")
            terminal.see("^p, Refresh")
            connection.close()
            seen = " ".join(terminal.shown.split())
            terminal.press(QUIT)
            ended(terminal, 0)
            return seen


@fault(
    "Signals and crashes",
    "no process can be started (too many files, too many processes)",
    "the process that fetches it can't be started: Too many open files",
)
async def test_a_process_that_can_t_be_started_is_no_mistake_of_ours(tmp_path, monkeypatch):
    async def fails(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr("asyncio.create_subprocess_exec", fails)
    said = []
    sync = CatalogSync("http://127.0.0.1:1", tmp_path / "catalog.db", said.append)
    await sync.start()
    assert [event.kind for event in said] == ["lost"]
    assert not sync.is_running
    await sync.stop()
    return said[0].problem


# The person's own editor

EDITOR = """\
#!/bin/bash
trap 'echo interrupted' INT
stty -a > "$0.stty"
echo at-work
read line
echo '{"target":"192.0.2.99"}' > "$1"
"""


@fault("Signals and crashes", "ctrl+c in $EDITOR, which is that one's", "192.0.2.99")
def test_ctrl_c_in_the_editor_is_the_editor_s(tmp_path):
    editor = tmp_path / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    call = ["--demo", "POST", "/domain/zone/example.com/record"]
    with Terminal(call, tmp_path, EDITOR=str(editor)) as terminal:
        ready(terminal)
        terminal.see("fieldType")
        terminal.press("\x1bOS")
        terminal.see("at-work")
        assert " icanon" in (tmp_path / "editor.stty").read_text(), (
            "the terminal is as a program finds it"
        )
        terminal.press("\x03")
        terminal.see("interrupted")
        at = len(terminal.seen)
        terminal.press("\n")
        terminal.see("192.0.2.99", at)
        # SIGTERM ends both, and the file with what was edited.
        at = len(terminal.seen)
        terminal.press("\x1bOS")
        terminal.see("at-work", at)
        assert len(list(terminal.temporary.iterdir())) == 2
        assert len(terminal.processes) >= 2
        shown = terminal.shown
        terminal.signal(signal.SIGTERM)
        ended(terminal, 143)
        return shown


def test_what_a_browser_says_is_not_on_the_screen(tmp_path, monkeypatch, capfd):
    from ovh_explorer.tui.terminal.browser import open_link

    browser, asked = tmp_path / "browser", tmp_path / "asked"
    browser.write_text(
        f'#!/bin/sh\necho a warning; echo another >&2; read key; echo "$1" > {asked}.new; mv {asked}.new {asked}\n'
    )
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    assert not open_link("https://eu.api.ovh.com/console/"), "no desktop"
    monkeypatch.setenv("DISPLAY", ":9")
    assert open_link("https://eu.api.ovh.com/console/?section=%2Fme")
    until(asked.exists, "the browser was asked")
    assert asked.read_text() == "https://eu.api.ovh.com/console/?section=%2Fme\n"
    assert capfd.readouterr() == ("", "")
