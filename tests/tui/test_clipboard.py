"""Copying: by programs that work, fail and hang, through real tmux and real screen, and by the
terminal alone.
"""

import base64
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ovh_explorer.tui.terminal import clipboard
from ovh_explorer.tui.terminal.clipboard import MAX_OSC52_BYTES, CopyError, copy, osc52, programs
from tests.faults import fault, faults
from tests.terminal import Terminal, is_there, until
from tests.tui.conftest import settled, text
from tests.tui.conftest import until as until_seen
from tests.tui.screen import Screen

OSC52 = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/]*={0,2})\x07")
WORDS = "zone «é» $(reboot) \x1b]52;c;AAAA\x07 \x07\x1b\\ 日本\n"
# Copies its first argument's file the way the program does, and says where it went.
COPYING = """\
import asyncio, sys
from pathlib import Path
from ovh_explorer.tui.terminal.clipboard import CopyError, copy
def write(sequence):
    sys.stdout.write(sequence)
    sys.stdout.flush()
try:
    said = asyncio.run(copy(Path(sys.argv[1]).read_text(), write)).where
except CopyError as error:
    said = f"Not copied: {error}"
Path(sys.argv[2]).write_text(said)
"""


@pytest.fixture
def only(tmp_path, monkeypatch):
    """Programs of the test's own are all that there is."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    def make(name: str, script: str) -> Path:
        path = tmp_path / "bin" / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return tmp_path / name

    return make


async def pressed(app, size=(120, 40)) -> str:
    """What is seen after `y`."""
    program = app("GET /me")
    async with program.run_test(size=size, notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        screen.show_pane("response")
        await pilot.press(
            "right_square_bracket", "right_square_bracket", "right_square_bracket", "y"
        )
        seen = ""

        def shown() -> bool:
            nonlocal seen
            seen = text(pilot)
            return "opied" in seen

        await until_seen(pilot, shown, "what became of it")
        return " ".join(Screen(pilot).toasts) or seen


@pytest.mark.parametrize(
    ("environ", "platform", "there", "expected"),
    [
        ({}, "linux", "tmux xclip wl-copy", []),
        ({"TMUX": "/tmp/s,1,0"}, "linux", "tmux", ["tmux load-buffer -w -", "tmux load-buffer -"]),
        (
            {"TMUX": "/tmp/s,1,0", "SSH_TTY": "/dev/pts/1"},
            "linux",
            "tmux xclip",
            ["tmux load-buffer -w -", "tmux load-buffer -"],
        ),
        (
            {"TMUX": "/tmp/s,1,0", "STY": "1.x"},
            "linux",
            "tmux",
            ["tmux load-buffer -w -", "tmux load-buffer -"],
        ),
        ({"TMUX": "/tmp/s,1,0"}, "linux", "", []),
        (
            {"SSH_CONNECTION": "a b", "DISPLAY": ":10", "WAYLAND_DISPLAY": "w"},
            "linux",
            "xclip wl-copy",
            [],
        ),
        (
            {"DISPLAY": ":0"},
            "linux",
            "xclip xsel",
            ["xclip -selection clipboard", "xsel --clipboard --input"],
        ),
        (
            {"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"},
            "linux",
            "wl-copy xsel",
            ["wl-copy", "xsel --clipboard --input"],
        ),
        (
            {"WSL_DISTRO_NAME": "Debian", "WAYLAND_DISPLAY": "w"},
            "linux",
            "clip.exe wl-copy",
            ["clip.exe", "wl-copy"],
        ),
        ({}, "darwin", "pbcopy", ["pbcopy"]),
        ({}, "win32", "clip", ["clip"]),
        ({"SSH_CONNECTION": "a b"}, "darwin", "pbcopy", []),
    ],
)
def test_the_programs_that_reach_the_person_s_own_clipboard_are_tried(
    environ, platform, there, expected
):
    found = programs(environ, platform, lambda name: name if name in there.split() else None)
    assert [" ".join(item.command) for item in found] == expected


def test_what_a_terminal_is_sent_is_base64_and_nothing_else():
    sent = osc52(WORDS, {"TERM": "xterm-256color"})
    found = OSC52.fullmatch(sent)
    assert found
    assert base64.b64decode(found[1]).decode() == WORDS
    # Half a character, as in a body that was cut, is no reason to break.
    assert OSC52.fullmatch(osc52("a\ud800b\udcff", {}))
    longest = "x" * (MAX_OSC52_BYTES // 4 * 3)
    assert OSC52.fullmatch(osc52(longest, {}))
    with pytest.raises(CopyError):
        osc52(longest + "x", {})


def test_screen_is_given_pieces_that_it_passes_on():
    whole = osc52("y" * 50_000, {})
    wrapped = osc52("y" * 50_000, {"STY": "1.pts", "TERM": "screen"})
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", wrapped, re.S)
    assert "".join(pieces) == whole
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == wrapped
    assert max(len(piece) for piece in pieces) + 4 <= 768


async def test_a_program_that_works_gets_every_byte(only, tmp_path, monkeypatch):
    monkeypatch.setenv("WAYLAND_DISPLAY", "w")
    out = only("wl-copy", f'exec /bin/cat > "{tmp_path}/wl-copy"')
    large = WORDS * 20_000
    assert await copy(large, pytest.fail) == ("the clipboard", True)
    assert out.read_bytes() == large.encode()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setenv("WSL_DISTRO_NAME", "Debian")
    out = only("clip.exe", f'exec /bin/cat > "{tmp_path}/clip.exe"')
    assert (await copy(WORDS, pytest.fail)).where == "Windows' clipboard"
    assert out.read_bytes().decode("utf-16") == WORDS


async def test_a_program_that_stays_to_serve_the_clipboard_is_not_waited_for(
    only, tmp_path, monkeypatch
):
    monkeypatch.setenv("DISPLAY", ":9")
    only("xclip", f'/bin/cat > "{tmp_path}/taken"\n/bin/sleep 60 &\necho $! > "{tmp_path}/pid"')
    assert (await copy("kept", pytest.fail)).is_sure
    pid = int((tmp_path / "pid").read_text())
    assert is_there(pid), "it serves on"
    os.kill(pid, 9)


async def test_one_that_hangs_is_ended_and_the_next_is_tried(only, tmp_path, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setattr(clipboard, "_MAX_PROGRAM_SECONDS", 0.5)
    only("xclip", f'echo $$ > "{tmp_path}/pid"\n/bin/sleep 60')
    only("xsel", f'exec /bin/cat > "{tmp_path}/xsel"')
    # More than a pipe holds: giving it would wait as well.
    assert (await copy("h" * 300_000, pytest.fail)).is_sure
    pid = int((tmp_path / "pid").read_text())
    until(lambda: not is_there(pid), "the one that hung is gone")


@faults(
    "The clipboard",
    {
        "the desktop's program fails (no display, no compositor)": (
            "Copied … to the terminal's clipboard (OSC 52); xclip didn't take it (Can't open display: :9). "
            "If it isn't there, ^s writes it to a file.",
            (
                {"DISPLAY": ":9", "TERM": "xterm"},
                {"xclip": 'echo "Can\'t open display: :9" >&2; exit 1'},
            ),
        ),
        "the desktop's program hangs": (
            "Copied … to the terminal's clipboard (OSC 52); wl-copy didn't take it within 0.5 seconds. "
            "If it isn't there, ^s writes it to a file.",
            ({"WAYLAND_DISPLAY": "w", "TERM": "xterm"}, {"wl-copy": "exec /bin/sleep 60"}),
        ),
        "the desktop's program can't be run": (
            "to the terminal's clipboard (OSC 52); wl-copy can't be started (… format error). If it isn't there",
            ({"WAYLAND_DISPLAY": "w", "TERM": "xterm"}, {"wl-copy": None}),
        ),
        "no program, a terminal that may have a clipboard": (
            "to the terminal's clipboard (OSC 52). If it isn't there, ^s writes it to a file.",
            ({"TERM": "xterm-256color"}, {}),
        ),
        "tmux at the other end of an SSH connection, which drops it with its defaults": (
            "(OSC 52), which tmux forwards only with `set -g set-clipboard on`. If it isn't there, ^s writes it",
            ({"TERM": "tmux-256color", "SSH_TTY": "/dev/pts/9"}, {}),
        ),
        "the Linux console, which has no clipboard": (
            "Not copied: this terminal (TERM=linux) has no clipboard. ^s writes it to a file.",
            ({"TERM": "linux"}, {}),
        ),
        "a serial terminal, which has none": (
            "Not copied: this terminal (TERM=vt100) has no clipboard. ^s writes it to a file.",
            ({"TERM": "vt100"}, {}),
        ),
        "tmux's server is gone, no clipboard in the terminal": (
            "Not copied: tmux didn't take it (no server running on /tmp/x); … TERM=vt220) has no clipboard. ^s writes",
            (
                {"TERM": "vt220", "TMUX": "/tmp/x,1,0"},
                {"tmux": "echo 'no server running on /tmp/x' >&2; exit 1"},
            ),
        ),
    },
)
async def test_the_message_says_where_it_went_or_the_way_that_is_left(app, only, monkeypatch, case):
    environ, made = case
    monkeypatch.setattr(clipboard, "_MAX_PROGRAM_SECONDS", 0.5)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    for name, script in made.items():
        file = only(name, script or "").parent / "bin" / name
        if script is None:
            file.write_bytes(b"\x7fnothing that runs")
    return await pressed(app)


@fault(
    "The clipboard",
    "more than a terminal takes (xterm, iTerm2, kitty: 74,994 bytes as base64)",
    "Not copied: … bytes as base64 are too long for a terminal's clipboard (74,994). ^s writes it to a file.",
)
async def test_what_is_too_long_is_noticed_before_it_is_sent(app, only, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    sent = []
    monkeypatch.setattr(
        "ovh_explorer.tui.workbench.copy.write_to_terminal",
        lambda app, words: sent.append(words),
    )
    monkeypatch.setattr("ovh_explorer.tui.workbench.copy._text", lambda content: "z" * 60_000)
    shown = await pressed(app)
    assert sent == []
    return shown


@fault(
    "The clipboard",
    "tmux with its defaults",
    "tmux's buffer and, if tmux may, to the terminal's clipboard",
)
def test_tmux_with_its_defaults_has_it_in_its_buffer_and_sends_it_on(tmp_path):
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    given, said = _copying(tmp_path)
    socket = f"ovh-explorer-{os.getpid()}"
    command = f"{sys.executable} {tmp_path}/copying.py {given} {said}; sleep 60"
    start = [shutil.which("tmux"), "-L", socket, "-f", "/dev/null", "new-session", command]
    environ = {**os.environ, "TMUX": ""}
    try:
        with Terminal(start, tmp_path, TMUX="") as terminal:
            until(
                lambda: terminal.read() is None or _is_written(said),
                "it was copied",
                lambda: terminal.shown,
            )
            shown = subprocess.run(
                ["tmux", "-L", socket, "show-buffer"], capture_output=True, env=environ, check=True
            )
            assert shown.stdout.decode() == given.read_text()
            # tmux itself fills the clipboard of a terminal that has one.
            wanted = base64.b64encode(given.read_bytes())
            until(
                lambda: terminal.read() is None or wanted in terminal.seen, "the terminal was told"
            )
    finally:
        subprocess.run(["tmux", "-L", socket, "kill-server"], capture_output=True, env=environ)
    return said.read_text()


@faults(
    "The clipboard",
    {
        "GNU screen": ("the terminal's clipboard (OSC 52)", ""),
        "GNU screen inside tmux": (
            "tmux's buffer and, if tmux may, to the terminal's clipboard",
            "tmux",
        ),
    },
)
def test_screen_passes_it_on(tmp_path, case):
    for name in ("screen", *filter(None, [case])):
        if not shutil.which(name):
            pytest.skip(f"{name} is not installed")
    given, said = _copying(tmp_path)
    name = f"ovh-explorer-{os.getpid()}"
    (tmp_path / "screens").mkdir(mode=0o700)
    script = f"{sys.executable} {tmp_path}/copying.py {given} {said}; sleep 60"
    start = [shutil.which("screen"), "-c", "/dev/null", "-S", name, "sh", "-c", script]
    environ = {**os.environ, "SCREENDIR": str(tmp_path / "screens"), "TMUX": ""}
    tmux = ["tmux", "-L", name, "-f", "/dev/null"]
    if case:
        start = [shutil.which("tmux"), *tmux[1:], "new-session", *start]
    try:
        with Terminal(start, tmp_path, SCREENDIR=environ["SCREENDIR"], TMUX="", STY="") as terminal:
            until(
                lambda: terminal.read() is None or _is_written(said),
                "it was copied",
                lambda: terminal.shown,
            )
            if case:
                shown = subprocess.run(
                    [*tmux, "show-buffer"], capture_output=True, env=environ, check=True
                )
                assert shown.stdout.decode() == given.read_text()
            else:
                wanted = f"\x1b]52;c;{base64.b64encode(given.read_bytes()).decode()}\x07".encode()
                until(
                    lambda: terminal.read() is None or wanted in terminal.seen,
                    "the outer terminal was told",
                )
    finally:
        subprocess.run(["screen", "-S", name, "-X", "quit"], capture_output=True, env=environ)
        if case:
            subprocess.run([*tmux, "kill-server"], capture_output=True, env=environ)
    return said.read_text()


def _is_written(path: Path) -> bool:
    return path.exists() and path.read_text() != ""


def _copying(directory: Path) -> tuple[Path, Path]:
    """What is copied, and the file that tells what was said."""
    given, said = directory / "given", directory / "said"
    given.write_text(WORDS * 100)
    (directory / "copying.py").write_text(COPYING)
    return given, said
