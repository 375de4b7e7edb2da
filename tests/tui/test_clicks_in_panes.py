"""A click in a pane gives it the focus, and what a pane names as a key is pressed by a click."""

import re

import pytest
from rich.cells import cell_len
from textual import events
from textual.widgets import Static

from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.products.tree import ProductTree
from ovh_explorer.tui.request.choice_list import ChoiceList
from ovh_explorer.tui.response.status import ResponseStatus
from ovh_explorer.tui.widgets.instructions import Instructions
from tests.tui.conftest import RECORD, until
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
RECORDS = "GET /domain/zone/example.com/record"
INSTANCES = "GET /cloud/project/p-1/instance"
_KEY = re.compile(r"(?<!\w)(\^[a-z]|F\d{1,2})(?!\w)")


def footer(screen: Screen) -> str:
    return screen.text.splitlines()[-1]


async def test_a_click_on_a_tab_of_a_pane_gives_it_the_keys(app, clipboard):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("enter")
        await screen.type("mine.example")
        assert screen.is_editing
        await screen.click("Code")
        await screen.sees("y copies it")
        assert screen.main.panes.focused_pane == "response"
        await screen.press("y")
        await screen.until(lambda: clipboard, "it is copied")
        assert "mine.example" in clipboard[-1]
        assert screen.main.form.field("path", "zoneName").text == "mine.example"


async def test_a_click_on_any_line_of_a_pane_gives_it_the_focus(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.click("Schema", within="Headers", right=True)
        assert screen.main.panes.focused_pane == "response"
        await screen.click("JSON")
        assert screen.main.panes.focused_pane == "request"
        await screen.click("v2")
        assert screen.main.panes.focused_pane == "products"
        await screen.click("finds · What")
        assert screen.main.panes.focused_pane == "response"


@pytest.mark.parametrize("dialog", ["", "ctrl+f"])
async def test_a_click_where_nothing_is_any_more_is_nothing(app, dialog):
    """The terminal became smaller between the press and the moment it is looked at."""
    async with app(RECORD).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        if dialog:
            await screen.press(dialog)
        for kind in (events.MouseDown, events.MouseUp, events.Click):
            for widget in (screen.main.panes, pilot.app.screen):
                far = kind(widget, 90, 30, 0, 0, 1, False, False, False, 90, 30)
                widget.post_message(far)
                await pilot.pause()
        assert pilot.app._exception is None


def keys_in(screen: Screen):
    """The keys that sentences in the panes name, each with its place on the screen."""
    for widget in screen.main.query(Static):
        if not isinstance(widget, (Instructions, ResponseStatus)) or not widget.is_on_screen:
            continue
        region = widget.content_region
        for y in range(region.height):
            line = widget.render_line(y).text
            for found in _KEY.finditer(line):
                yield found[1], (region.x + cell_len(line[: found.start()]), region.y + y)


@pytest.mark.parametrize("size", SIZES)
async def test_each_key_that_a_pane_names_is_pressed_by_a_click_on_it(app, size, monkeypatch):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        pressed, seen, missed = [], set(), []
        for words, pane in (("", "products"), ("", "request"), (RECORD, "response")):
            if words:
                await screen.open(words)
            await screen.show(pane)
            await screen.drawn()
            with monkeypatch.context() as patched:
                patched.setattr(pilot.app, "simulate_key", pressed.append)
                for key, place in list(keys_in(screen)):
                    pressed.clear()
                    await screen.click_at(*place)
                    seen.add(key)
                    name = key.lower().replace("^", "ctrl+")
                    if pressed != [name]:
                        missed.append((key, list(pressed)))
        assert missed == []
        assert {"^f", "^p", "^g", "^n", "^r"} <= seen


async def test_each_arrow_of_a_pair_in_the_footer_is_its_own_key(app, monkeypatch):
    async with app(INSTANCES).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("t")
        await screen.until(lambda: "←/→ column" in footer(screen), "the keys of a table")
        lines = screen.main.bench.response.table
        await screen.click("column", within="←/→")
        assert lines.column == 1
        await screen.click("→", within="←/→")
        assert lines.column == 2
        await screen.click("←", within="←/→")
        assert lines.column == 1


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_what_says_that_there_is_more_below_goes_there(app, size):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        words = "\n".join(f"line {number}" for number in range(80))
        dialog = YesNoScreen("Really?", words, "Do it")
        pilot.app.push_screen(dialog)
        await screen.click("Press page down")
        await screen.until(lambda: dialog.query_one(".subject").scroll_y > 0, "it scrolled")
        assert pilot.app.screen is dialog


async def test_without_an_operation_the_tab_of_the_response_says_why(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.click("3 Response")
        await screen.sees("Open an operation first")
        assert screen.main.panes.tabs.active == "request"
        await screen.sees("Find an operation")


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_done_with_an_operation_is_offered_once_one_is_open(app, size):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        for pane in ("products", "request"):
            await screen.show(pane)
            await screen.drawn()
            assert "^r try" not in footer(screen)
            assert "]/; tab" not in footer(screen)
        await screen.open(RECORD)
        await screen.until(lambda: "^r" in footer(screen), "the request can be sent")


async def test_list_or_tree_is_offered_where_they_differ(app):
    async with app().run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        for _view in ("tree", "list"):
            await screen.show("products")
            await screen.until(lambda: "t list/tree" not in footer(screen), "all is closed")
            await screen.press("enter")
            await screen.until(lambda: "t list/tree" in footer(screen), "a product is open")
            await screen.press("h")
            await screen.until(lambda: "t list/tree" not in footer(screen), "it is closed")
            await screen.press("t")


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_the_type_beside_the_mark_shows_the_values(app, size):
    async with app(RECORD).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("escape")
        await screen.click("string", right=True, within="zoneName *")
        await screen.sees("example.com")
        assert screen.is_editing


async def test_a_click_on_the_id_of_a_query_copies_it(app, clipboard):
    async with app("GET /me").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.click("query id")
        await screen.sees("Copied query id")
        assert clipboard == ["EU.ext-3.0a1b2c3d.1.test"]


async def test_a_click_that_brings_the_focus_opens_nothing(app):
    async with app(RECORDS).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("request")
        await screen.click("5210000001", within=" 2 ")
        await screen.drawn()
        assert screen.main.panes.focused_pane == "response"
        assert screen.main.form.operation.path == "/domain/zone/{zoneName}/record"


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_the_mark_of_a_request_marks_it_and_the_wheel_moves_on(app, fresh, size):
    async with app("GET /me", url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.open(RECORDS)
        await screen.send()
        await screen.press("ctrl+l")
        await screen.sees("· ")
        results = pilot.app.screen.query_one("ResultList")
        await screen.click("· ", within="200 GET    /domain")
        await screen.sees("● ")
        await screen.sees("1 marked")
        assert results.cursor == 0
        results.on_mouse_scroll_down()
        await screen.until(lambda: results.cursor == 1, "the wheel moved the cursor")
        await screen.click("GET", within="200 GET    /me")
        await until(pilot, lambda: pilot.app.screen is screen.main, "its words open it")


@pytest.mark.parametrize("size", SIZES)
async def test_values_have_the_lines_that_there_are(app, size):
    async with app(RECORD).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("request")
        await screen.click("fieldType *")
        await screen.sees("CNAME")
        values = screen.main.query_one(ChoiceList)
        below = size[1] - screen.main.bench.request.editor.region.y - 3
        assert values.region.height == min(20, len(values.values), below)
        assert values.region.y == screen.main.bench.request.editor.region.y + 1
        if values.region.height < len(values.values):
            assert values.show_vertical_scrollbar


@pytest.mark.parametrize("size", SIZES)
async def test_commands_and_help_never_fall_off_the_footer(app, size):
    async with app(INSTANCES).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("t")
        await screen.until(lambda: screen.main.bench.response.table, "a table")
        await screen.drawn()
        assert "^p commands" in footer(screen)
        assert "? help" in footer(screen)


async def test_the_start_page_is_named_where_the_products_hide_it(app):
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.click("F6 shows the start page")
        await screen.sees("Recipes ")
        await screen.open(RECORD)
        await screen.show("products")
        assert "start page" not in screen.text


async def test_a_click_on_the_mark_of_a_product_puts_the_cursor_there(app):
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        line = next(line for line in screen.text.splitlines() if "▶ email/domain" in line)
        await screen.click_at(line.index("▶"), screen.text.splitlines().index(line))
        await screen.sees("▼ email/domain")
        assert pilot.app.screen.query_one(ProductTree).product == "/email/domain"
        # The next key is for it.
        await screen.press("h")
        await screen.sees("▶ email/domain")
