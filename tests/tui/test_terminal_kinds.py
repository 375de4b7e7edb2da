"""The screen on terminals of every size and kind."""

import ast
import random
import re
import sys
from pathlib import Path

import pytest

import ovh_explorer.tui
from ovh_explorer.text import in_ascii
from tests.faults import fault, faults
from tests.terminal import Terminal, ended, until
from tests.tui.demo_terminal import QUIT, ready

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="pseudo-terminals and /proc of Linux"
)

# Starts in half the time of the demo.
NOWHERE = ("--endpoint", "http://127.0.0.1:1")


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


def test_a_size_in_the_environment_is_no_size_of_the_first_picture(tmp_path):
    arguments, size = ["--demo", "GET", "/me"], (100, 30)
    with Terminal(arguments, tmp_path, size=size, COLUMNS="1000000", LINES="1000000") as terminal:
        ready(terminal)
        terminal.see("Your account")
        terminal.press(QUIT)
        ended(terminal, 0)


def test_bytes_that_claim_another_size_change_nothing_and_the_system_is_still_heeded(tmp_path):
    with Terminal(["--demo", "GET", "/me"], tmp_path, size=(100, 30)) as terminal:
        ready(terminal)
        # The terminal reports its size, says something.
        terminal.press("\x1b[?2048;2$y\x1b[48;30;1;600;10t")
        at = len(terminal.seen)
        terminal.press("?")
        terminal.see("or what it does", at)
        assert "is too small" not in terminal.shown
        at = len(terminal.seen)
        terminal.resize(20, 5)
        terminal.see("20×5 is too small", at)
        terminal.press(QUIT)
        ended(terminal, 0)


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
    assert in_ascii("│▸ äöü 日本 █ é…") == "|> aou ????   e."
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
