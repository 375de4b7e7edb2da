"""Texts that a user makes as long as they like: what is drawn of them is what is in sight."""

import time

import pytest
from rich import cells
from textual import events
from textual.app import App
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from ovh_explorer.tui.widgets import inputs
from ovh_explorer.tui.widgets.inputs import PlainInput
from ovh_explorer.tui.widgets.long_text import LongText
from tests.tui.conftest import RECORD, settled, type_keys
from tests.tui.screen import Screen

LONG = Content.assemble(
    ("PUT ", "bold"), "https://eu.api.ovh.com/" + "%C3%A9" * 20_000, "\n", ("日本語 " * 900, "dim")
)
SHORT = Content.assemble(("PUT ", "bold"), "/me\n", ("where", "dim"))


class Text(App[None]):
    def __init__(self, widget: Static) -> None:
        super().__init__()
        self.widget = widget

    def compose(self):
        with VerticalScroll():
            yield self.widget


async def drawn(widget: Static, top: int) -> list[list]:
    """Lines of a text on the screen, from one on: pieces and how each looks."""
    app = Text(widget)
    async with app.run_test(size=(47, 12)) as pilot:
        app.query_one(VerticalScroll).scroll_to(y=top, animate=False)
        await pilot.pause()
        return [
            [(piece.text, piece.style.clear_meta_and_links()) for piece in strip.simplify()]
            for strip in app.screen._compositor.render_strips()
        ]


@pytest.mark.parametrize("top", [0, 2_660, 100_000], ids=["top", "where it changes", "end"])
@pytest.mark.parametrize("content", [LONG, SHORT], ids=["long", "short"])
async def test_a_long_text_looks_as_any_other(content, top):
    assert await drawn(LongText(content), top) == await drawn(Static(content), top)


async def test_a_long_url_in_a_question_keeps_nobody_waiting(app):
    async with app("DELETE /domain/zone/{zoneName}/record/{id}").run_test(size=(160, 48)) as pilot:
        screen = Screen(pilot)
        await settled(pilot, form=True)
        pilot.app._driver.send_message(events.Paste("é" * 100_000))
        await type_keys(pilot, "tab", "1", "enter")
        await screen.press("ctrl+r")
        await screen.asked()
        start = time.process_time()
        for below in range(4):
            await screen.drag((40, 20), (60, 22 + below))
        assert time.process_time() - start < 1.5
        # It goes on below.
        await screen.press("pagedown")
        await screen.until(lambda: "Delete record 1" not in screen.text, "what is below")
        assert "A9%C3%A9%C3%" in screen.text


async def test_a_long_body_that_is_no_json_yet_is_masked_once_for_all_its_lines(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = Screen(pilot)
        main = await settled(pilot, form=True)
        secret = '"password": "not-to-be-seen",'
        main.form.type_body("\n".join(["{", *[secret] * 10_000]))
        await screen.press("escape")
        start = time.process_time()
        main.bench.refresh_form()
        await screen.until(lambda: "password" in screen.text, "the body")
        for _ in range(10):
            main.bench.request.view.refresh()
            await screen.drawn()
        assert time.process_time() - start < 2.5
        assert "not-to-be-seen" not in screen.text


class _Line(App[None]):
    def __init__(self, value: str, password: bool) -> None:
        super().__init__()
        self.value, self.password = value, password

    def compose(self):
        yield PlainInput(self.value, password=self.password, select_on_focus=False)


LINES = ["日本語 é" * 200, "a\tb\x1b\u202e" * 300, "x" * 900]


@pytest.mark.parametrize("password", [False, True], ids=["shown", "masked"])
@pytest.mark.parametrize("value", LINES, ids=["wide", "controls", "ascii"])
async def test_a_long_value_in_a_line_looks_as_a_short_one(monkeypatch, value, password):
    """Wherever its cursor stands, whatever is selected."""

    async def pictures() -> list:
        found: list[tuple] = []
        async with _Line(value, password).run_test(size=(40, 6)) as pilot:
            line = pilot.app.query_one(PlainInput)
            line.cursor_blink = False
            for start, end in ((0, 0), (len(value), len(value)), (401, 401), (300, 420), (420, 3)):
                line.selection = Selection(start, end)
                await pilot.pause()
                strip = line.render_line(0)
                found.append((strip.cell_length, [*strip.simplify()], line.scroll_offset.x))
                found.append((line.content_width, [line.index_at(at) for at in range(9)]))
        return found

    long = await pictures()
    monkeypatch.setattr("ovh_explorer.tui.widgets.inputs._MIN_LONG_CHARACTERS", 10**9)
    assert long == await pictures()


async def test_a_long_value_of_joined_signs_is_drawn_as_far_as_it_is_in_sight(monkeypatch):
    """Textual looks for where it cuts such a line one character after the other, and measures all
    before it each time: minutes for what was pasted.
    """
    value = "❤\ufe0f and 👩\u200d👧 " * 60
    async with _Line(value, False).run_test(size=(40, 6)) as pilot:
        monkeypatch.setattr(Input, "render_line", lambda *_all: pytest.fail("all is drawn"))
        line = pilot.app.query_one(PlainInput)
        assert line.content_width == cells.cell_len(line._drawn) + 1
        for at in range(0, len(value), 7):
            line.cursor_position = at
            await pilot.pause()
            assert line.cursor_screen_offset.x < 40
            assert line._position_to_cell(at) == cells.cell_len(line._drawn[:at])


async def test_the_palette_s_line_is_as_the_others(app):
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+p")
        await screen.until(lambda: isinstance(pilot.app.focused, PlainInput), "it has the focus")
        pilot.app.focused.post_message(events.Paste("漢\u0301" * 30_000))
        await screen.sees("No match")


async def test_a_key_in_a_long_value_measures_it_once(monkeypatch):
    measured = 0
    measure = cells.get_character_cell_size
    # Below Rich 15 texts are measured by the other one alone.
    measure_text = getattr(cells, "_cell_len", None)

    def counted(character: str) -> int:
        nonlocal measured
        measured += 1
        return measure(character)

    def counted_text(text: str, version: str) -> int:
        nonlocal measured
        measured += len(text)
        assert measure_text is not None
        return measure_text(text, version)

    async with _Line("日本" * 10_000, False).run_test(size=(80, 6)) as pilot:
        line = pilot.app.query_one(PlainInput)
        monkeypatch.setattr(inputs, "get_character_cell_size", counted)
        if measure_text is not None:
            monkeypatch.setattr(cells, "_cell_len", counted_text)
        await pilot.press("x")
        assert len(line.value) == 20_001
        assert measured < 21_000
