"""Text areas with long texts: a key measures what it changes."""

import random

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.document import _wrapped_document
from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import TextArea

from ovh_explorer.tui.dialogs.text_editor import MAX_CHARACTERS, TextEditor
from ovh_explorer.tui.terminal import text_documents
from ovh_explorer.tui.widgets.text_areas import PlainArea
from tests.tui.conftest import settled, text, until
from tests.tui.screen import Screen

PIECES = ["", "x", "\n", "日本\té", "one\ntwo\nthree", "\n\n", "a" * 300]
LONG = "\n".join(f'  "name-{number}": "日本"' for number in range(5_000))


class _Area(App[None]):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self):
        yield PlainArea(self.text, language=None, soft_wrap=False)


async def test_what_is_measured_where_it_changes_is_what_it_is_as_a_whole():
    chosen = random.Random(5)
    async with _Area("日本\n\tsome\nlines\n").run_test() as pilot:
        area = pilot.app.query_one(PlainArea)
        for _turn in range(300):
            kind = chosen.randrange(10)
            if kind == 0:
                area.undo()
            elif kind == 1:
                area.redo()
            elif kind == 2:
                area.text = chosen.choice(PIECES) * 3
            else:
                places = []
                for _end in range(2):
                    row = chosen.randrange(area.document.line_count)
                    places.append((row, chosen.randint(0, len(area.document.get_line(row)))))
                area.replace(chosen.choice(PIECES), *places)
            whole = Document("\n".join(area.document.lines))
            wanted = (whole.get_size(4), len(whole.lines))
            assert (area.document.get_size(4), area.wrapped_document.height) == wanted
            assert area.text == area.document.newline.join(area.document.lines)


async def test_a_key_measures_one_line_and_joins_the_lines_once(monkeypatch):
    measured, joined = [], []
    async with _Area(LONG).run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(
            text_documents, "cell_len", lambda line: measured.append(line) or cell_len(line)
        )
        text_of = property(lambda document: joined.append(1) or "\n".join(document.lines))
        monkeypatch.setattr(Document, "text", text_of)
        monkeypatch.setattr(
            WrappedDocument, "height", property(lambda _document: pytest.fail("it was counted"))
        )
        await pilot.press("x")
        assert len(measured) == 1
        assert len(joined) <= 1


async def test_a_line_is_cut_as_textual_cuts_it():
    words = "日本 one\ttwo " * 40 + "\n\nshort\n" + "x" * 500
    async with _Area(words).run_test(size=(40, 12)) as pilot:
        area = pilot.app.query_one(PlainArea)
        for area.soft_wrap in (True, False):
            await pilot.pause()
            wrapped = area.wrapped_document
            for line in range(area.document.line_count):
                sections = wrapped.get_sections(line)
                assert sections == WrappedDocument.get_sections(wrapped, line)
                assert "".join(sections) == area.document.get_line(line)


async def test_a_long_line_is_not_gone_through_for_the_cursor(monkeypatch):
    """Rich's Text takes control characters away: 10 ms for 300,000 characters that aren't ASCII,
    twice for each place that was asked for.
    """
    async with _Area("é" * 1_000).run_test(size=(80, 24)) as pilot:
        area = pilot.app.query_one(PlainArea)
        area.focus()
        monkeypatch.setattr(
            _wrapped_document, "Text", lambda *_all, **_named: pytest.fail("the line was read")
        )
        await pilot.press("down", "home", "end", "x")
        assert area.text.startswith("é")


async def test_a_long_text_is_checked_once_nobody_types(app):
    checked = []
    async with app("POST /domain/zone/{zoneName}/import").run_test(size=(80, 24)) as pilot:
        await settled(pilot, form=True)
        editor = TextEditor("Body", LONG, lambda text: checked.append(text) or "")
        pilot.app.push_screen(editor)
        await until(pilot, lambda: len(checked) == 1, "it is checked")
        for _key in range(5):
            await pilot.press("x")
        await until(pilot, lambda: len(checked) > 1, "it is checked again")
        assert checked[1:] == [f"{LONG}xxxxx"]


async def test_what_is_too_long_is_edited_outside(app):
    async with app("POST /domain/zone/{zoneName}/import").run_test(
        size=(120, 36), notifications=True
    ) as pilot:
        screen = Screen(pilot)
        main = await settled(pilot, form=True)
        main.form.take_body({"zoneFile": "x" * (MAX_CHARACTERS + 1)})
        main.bench.refresh_form()
        await main.bench._text_editor.edit(main.form, main.form.field("body", "zoneFile"))
        await screen.sees("It is too long to be edited here.")
        editor = TextEditor("Body", "x" * MAX_CHARACTERS, lambda _text: "")
        pilot.app.push_screen(editor)
        await until(pilot, lambda: pilot.app.screen is editor, "the editor")
        pilot.app._driver.send_message(events.Paste("yy"))
        await screen.sees("Not pasted: it is too long")
        assert len(editor.query_one(TextArea).text) == MAX_CHARACTERS
        assert "yy" not in text(pilot)
