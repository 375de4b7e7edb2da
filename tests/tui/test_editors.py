"""The user's own editor: whatever it does, the screen is back, keys work, and the text is what it
should be.
"""

import os
import re
import sys
import termios
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from ovh_explorer.tui.terminal.editor import (
    MAX_EDITED_BYTES,
    EditorError,
    edit_text,
    editor_command,
)
from tests.terminal import Terminal, ended, until
from tests.tui.screen import Screen

F1, F4 = "\x1bOP", "\x1bOS"

# What an editor does with the file that it is given, and words of what is said then.
EDITORS = {
    "fails": ("exit 1", "ended with an error (1). The text is unchanged."),
    "is killed, the terminal in raw mode": (
        "stty raw -echo </dev/tty; kill -9 $$",
        "was ended by signal 9. The text is unchanged.",
    ),
    "isn't installed": (None, "No such file or directory. Set EDITOR to an editor you have."),
    "deletes the file": ('rm "$1"', "left no file. The text is unchanged."),
    "deletes the directory": ('rm -r "$(dirname "$1")"', "left no file. The text is unchanged."),
    "makes a directory of it": (
        'rm "$1"; mkdir "$1"',
        "left is a directory. The text is unchanged.",
    ),
    "makes a loop of links": (
        'rm "$1"; ln -s "$1" "$1"',
        "left is a symbolic link, or a loop of them.",
    ),
    "makes a pipe of it": ('rm "$1"; mkfifo "$1"', "left is not an ordinary file."),
    "makes a device of it": ('ln -sf /dev/zero "$1"', "left is a symbolic link"),
    "writes 50 MB": (
        'head -c 50000000 /dev/zero | tr "\\0" "{" >"$1"',
        "left is larger than 1 MB.",
    ),
    "writes no UTF-8": ("printf '\\351' >\"$1\"", "left is not UTF-8."),
    "stops itself": ('kill -STOP $$; echo \'{"target": "192.0.2.77"}\' >"$1"', "192.0.2.77"),
    "stops its group": ('kill -TSTP 0; echo \'{"target": "192.0.2.78"}\' >"$1"', "192.0.2.78"),
    "stops again and again": ("while :; do kill -STOP $$; done", "again and again. It was ended"),
    "is a shell of its own": (
        "set -m; sleep 0.01 & fg >/dev/null; exit 3",
        "ended with an error (3)",
    ),
}


def write_editor(path: Path, script: str | None) -> None:
    path.write_text("#!/nowhere/at/all\n" if script is None else f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


# The screen has room for the words of so many.
@pytest.mark.parametrize("first", range(0, len(EDITORS), _AT_ONCE := 5))
@pytest.mark.skipif(sys.platform != "linux", reason="pseudo-terminals of Linux")
def test_the_screen_is_back_whatever_an_editor_does(tmp_path, first):
    editor = tmp_path / "editor"
    write_editor(editor, None)
    call = ["--demo", "POST", "/domain/zone/example.com/record"]
    with Terminal(call, tmp_path, EDITOR=str(editor), size=(160, 48)) as terminal:
        terminal.see("signed in as")
        terminal.see("fieldType")
        for what, (script, words) in [*EDITORS.items()][first : first + _AT_ONCE]:
            write_editor(editor, script)
            at = len(terminal.seen)
            terminal.press(F4)
            until(
                lambda at=at, words=words: terminal.read() is None or is_said(terminal, at, words),
                f"{what}: {words}",
                lambda at=at: squeezed(terminal, at),
            )
            mode = termios.tcgetattr(terminal._slave)
            assert not mode[3] & (termios.ICANON | termios.ECHO), what
            at = len(terminal.seen)
            terminal.press(F1)
            terminal.see("Everywhere", at)
            at = len(terminal.seen)
            terminal.press(F1)
            # Behind the help, and not where a toast comes and goes.
            terminal.see("RecordCreate", at)
        kept = list(terminal.temporary.glob("ovh-explorer-edited-*/body.json"))
        assert sorted(path.stat().st_size for path in kept) == (
            [50_000_000] if first == 5 else [1] if first == 10 else []
        )
        for path in kept:
            assert path.parent.stat().st_mode & 0o777 == 0o700
            path.unlink()
            path.parent.rmdir()
        terminal.press("\x11")
        ended(terminal, 0)


def squeezed(terminal: Terminal, start: int) -> str:
    """What was drawn after `start`, without the blanks and frames that part its lines."""
    before, terminal.seen = terminal.seen, terminal.seen[start:]
    try:
        return re.sub(r"[\s▌▐│▕]+", "", terminal.shown)
    finally:
        terminal.seen = before


def is_said(terminal: Terminal, start: int, words: str) -> bool:
    """Whether the screen was left and taken again after `start`, and words are on it since."""
    back = terminal.seen.rfind(b"\x1b[?1049h")
    return back > start and "".join(words.split()) in squeezed(terminal, back)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            "vi 'x",
            "EDITOR can't be read (No closing quotation): vi 'x. Set it to an editor, such as EDITOR=nano.",
        ),
        ("   ", "EDITOR is blank. Set it to an editor, such as EDITOR=nano, or unset it."),
        ("\\", "EDITOR can't be read (No escaped character)"),
    ],
)
def test_an_editor_that_is_no_command_is_said(monkeypatch, value, words):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", value)
    with pytest.raises(EditorError) as error:
        editor_command()
    assert words in str(error.value)


@pytest.mark.skipif(os.name == "nt", reason="a shell's script")
@pytest.mark.parametrize(
    "text", ["", "a", "a\n", "a\n\n", "a\r\nb\nc\r", "\ufeff{}", "\ud800", "\x85\u2028\x0b", "a\r"]
)
@pytest.mark.parametrize("script", [":", 'printf "\\n" >>"$1"', 'printf "\\r\\n" >>"$1"'])
def test_a_text_that_nobody_changed_comes_back_as_it_was(monkeypatch, tmp_path, text, script):
    """An editor that ends the last line changes nothing."""
    write_editor(tmp_path / "editor", script)
    monkeypatch.setenv("EDITOR", str(tmp_path / "editor"))
    assert edit_text(text, "txt", nullcontext).text == text


@pytest.mark.skipif(os.name == "nt", reason="a shell's script")
@pytest.mark.parametrize(
    ("text", "script", "after"),
    [
        ("a", 'echo b >"$1"', "b"),
        ("a\n", 'echo b >"$1"', "b\n"),
        ("a", 'printf "b\\n\\n" >"$1"', "b\n"),
        ("a", 'printf "b\\r\\n" >"$1"', "b"),
        ("a", 'echo b >"$1"; kill -9 $$', "b"),
        ("", f'head -c {MAX_EDITED_BYTES} /dev/zero | tr "\\0" x >"$1"', "x" * MAX_EDITED_BYTES),
    ],
    ids=[
        "a line",
        "a line end",
        "two line ends",
        "a line end of Windows",
        "killed after saving",
        "the longest",
    ],
)
def test_what_was_changed_is_taken(monkeypatch, tmp_path, text, script, after):
    write_editor(tmp_path / "editor", script)
    monkeypatch.setenv("EDITOR", str(tmp_path / "editor"))
    assert edit_text(text, "txt", nullcontext).text == after


@pytest.mark.skipif(os.name == "nt", reason="a shell's script")
@pytest.mark.parametrize(
    ("script", "is_taken"),
    [('printf %s "$(cat "$1")" >"$1"', True), (":", False), ("exit 1", False)],
)
async def test_an_example_that_is_saved_as_it_was_offered_is_taken(
    app, monkeypatch, tmp_path, script, is_taken
):
    from tests.tui import conftest

    monkeypatch.setattr("ovh_explorer.tui.request.edit_text.suspended", lambda _: nullcontext())
    write_editor(tmp_path / "editor", script)
    monkeypatch.setenv("EDITOR", str(tmp_path / "editor"))
    async with app("POST /domain/zone/example.com/record").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await conftest.settled(pilot, form=True)
        screen.bench.request.view.action_last_row()
        await pilot.press("f4")
        if is_taken:
            await conftest.until(
                pilot, lambda: '"target"' in screen.bench.form.body_text, "the example"
            )
        elif script == ":":
            await conftest.until(
                pilot, lambda: "The example was not saved" in conftest.text(pilot), "that it wasn't"
            )
        else:
            await conftest.until(
                pilot,
                lambda: any("ended with an error" in said for said in Screen(pilot).toasts),
                "what went wrong",
            )
        assert ('"target"' in screen.bench.form.body_text) == is_taken


async def test_what_is_typed_takes_the_place_of_null(app):
    from ovh_explorer.tui.dialogs.text_editor import TextEditor

    results = []
    async with app().run_test() as pilot:
        await pilot.app.push_screen(TextEditor("A value", "null", str), results.append)
        await pilot.press("1", "2", "escape")
        await pilot.app.push_screen(TextEditor("A value", '{"a": null}', str), results.append)
        await pilot.press("space", "escape")
    assert results == ["12", '{"a": null} ']


def test_a_value_of_any_type_starts_empty_and_stays_absent():
    from ovh_explorer.catalog.resolve import Models
    from ovh_explorer.form import Form, loose_value
    from ovh_explorer.form.field import Field
    from ovh_explorer.form.field_schema import FieldSchema
    from ovh_explorer.tui.request.edit_text import _give, _text

    models = Models({})
    field = Field(FieldSchema(models, "POST", "body", "extra", "any", "any", models.shape("any")))
    assert _text(cast(Form, SimpleNamespace(present=None, body=None)), field) == ""
    _give(field, "")
    assert not field.is_given
    _give(field, '{"login": "me"}')
    assert loose_value(field) == {"login": "me"}


async def test_a_text_edited_here_keeps_its_line_ends(app):
    from ovh_explorer.tui.dialogs.text_editor import TextEditor

    text = "a\r\nb\nc\u2028d\n"
    results = []
    async with app().run_test() as pilot:
        editor = TextEditor("A text", text, str, lambda before: before)
        await pilot.app.push_screen(editor, results.append)
        await pilot.press("f4", "escape")
        assert results == [text]
