"""What differs between Linux, macOS and Windows: the table of ARCHITECTURE.md names it all, and the
other systems are played here.
"""

import io
import re
import signal
import sys
from pathlib import Path

import platformdirs
import pytest

from ovh_explorer import signals
from ovh_explorer.cli import explore, streams
from ovh_explorer.cli.body_text import read_body
from ovh_explorer.config import paths
from ovh_explorer.tui.terminal.clipboard import programs
from ovh_explorer.tui.terminal.editor import editor_command

ROOT = Path(__file__).resolve().parents[1]
ASKS = re.compile(r"sys\.platform|os\.name\b|platform == ")


@pytest.mark.skipif(not (ROOT / "ARCHITECTURE.md").exists(), reason="it is in a clone")
def test_the_table_names_every_module_that_asks_for_the_system():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("## Linux, macOS and Windows")[2].partition("\n## ")[0]
    named = {
        name
        for row in table.splitlines()
        if row.startswith("| ")
        for name in re.findall(r"`([a-z_/]+\.py)`", row.rpartition(" | ")[2])
    }
    package = ROOT / "ovh_explorer"
    asking = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if ASKS.search(path.read_text(encoding="utf-8"))
    }
    assert asking - named == set(), "say in ARCHITECTURE.md what differs there"
    assert [name for name in named if not (package / name).exists()] == []


@pytest.mark.parametrize(
    ("cache", "state"),
    [
        (
            r"C:\Users\ada\AppData\Local\ovh-explorer\Cache",
            r"C:\Users\ada\AppData\Local\ovh-explorer",
        ),
        ("/Users/ada/Library/Caches/ovh-explorer", "/Users/ada/Library/Application Support/ovh"),
    ],
)
def test_files_are_kept_where_the_system_keeps_them(cache, state, monkeypatch):
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: Path(cache))
    monkeypatch.setattr(platformdirs, "user_state_path", lambda *_, **__: Path(state))
    assert str(paths.cache_dir()) == cache
    assert str(paths.state_dir()) == state


@pytest.mark.parametrize(
    ("platform", "command", "utf16"), [("darwin", "pbcopy", False), ("win32", "clip", True)]
)
def test_the_clipboard_of_the_system_is_tried(platform, command, utf16):
    (program,) = programs({}, platform, lambda name: f"/bin/{name}")
    assert (program.command, program.utf16) == ((command,), utf16)
    assert programs({}, platform, lambda _: None) == [], (
        "where its program is missing, OSC 52 is left"
    )


@pytest.mark.parametrize(
    ("platform", "words", "command"),
    [
        ("win32", "", ["notepad"]),
        (
            "win32",
            r'"C:\Program Files\Code\code.exe" --wait',
            [r"C:\Program Files\Code\code.exe", "--wait"],
        ),
        ("win32", r"C:\vim\gvim.exe", [r"C:\vim\gvim.exe"]),
        ("darwin", "", ["vi"]),
        ("darwin", "'/Applications/My Editor/edit' -w", ["/Applications/My Editor/edit", "-w"]),
    ],
)
def test_the_editor_is_read_as_the_shell_of_the_system_reads_it(
    platform, words, command, monkeypatch
):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", words)
    assert editor_command() == command


def test_a_closed_window_of_windows_ends_the_program(monkeypatch):
    taken = {}
    monkeypatch.delattr(signal, "SIGHUP", raising=False)
    monkeypatch.setattr(signal, "SIGBREAK", 21, raising=False)
    monkeypatch.setattr(signal, "signal", lambda number, do: taken.setdefault(number, do))
    signals.take_signals()
    assert taken.keys() == {signal.SIGTERM, 21}


class Stream(io.TextIOWrapper):
    """A console with a code page, over bytes."""

    def __init__(self, content: bytes = b"") -> None:
        self.content = io.BytesIO(content)
        super().__init__(self.content, encoding="cp1252")

    def isatty(self) -> bool:
        return True


def test_standard_input_is_utf8_whatever_the_code_page_is(monkeypatch):
    text = '{"target": "é–ü"}'
    monkeypatch.setattr(sys, "stdin", Stream(text.encode("utf-8")))
    assert read_body("-") == text
    monkeypatch.setattr(sys, "stdin", Stream(b"\xef\xbb\xbf" + text.encode("utf-8")))
    assert read_body("-") == f"\ufeff{text}", "which is nothing before JSON"


def test_a_console_with_a_code_page_shows_what_it_can_and_escapes_the_rest(monkeypatch):
    console = Stream()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stdout", console)
    monkeypatch.setattr(sys, "stderr", Stream())
    monkeypatch.setattr(sys, "stdin", Stream())
    streams.prepare()
    streams.put("é → ok")
    assert console.content.getvalue() == b"\xe9 \\u2192 ok\n"


@pytest.mark.parametrize(("platform", "problem"), [("linux", True), ("darwin", True)])
def test_a_terminal_has_to_say_what_it_is_but_on_windows(platform, problem):
    assert bool(explore._too_plain("dumb")) is problem
    assert 'sys.platform != "win32" and (problem := _too_plain' in Path(explore.__file__).read_text(
        encoding="utf-8"
    )
