"""Words are found in the form too, and wherever a line to type them in opens, it has the focus."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input

from ovh_explorer.tui.drawing.found_words import FOUND, mark_words
from tests.tui.conftest import RECORD
from tests.tui.screen import Screen, key_of

SIZES = [(160, 48), (80, 24)]
POLICY = "POST /v2/iam/policy"
FIND = key_of("find")


def has_line(screen: Screen) -> bool:
    """Whether a line to find words with is there and has what is typed."""
    line = screen.pilot.app.focused
    return screen.find_line != "" and isinstance(line, Input) and line.value == ""


@pytest.mark.parametrize("size", SIZES)
async def test_names_and_descriptions_are_found_from_inside_of_a_field(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.type("example.com")
        assert screen.is_editing
        await screen.press(FIND)
        assert not screen.is_editing
        assert "find in the form" in screen.find_line
        await screen.type("seconds")
        assert screen.row.startswith("ttl"), "by its description"
        assert "1 of 1  ↓ next  ↑ previous" in screen.find_line
        await screen.press(*["backspace"] * 7)
        await screen.type("Field type")
        assert screen.row.startswith("fieldType"), "a name by its words"
        await screen.press("enter", "escape")
        assert screen.find_line == ""
        assert screen.row.startswith("fieldType")
        assert screen.main.form.field("path", "zoneName").text == "example.com"


@pytest.mark.parametrize("size", SIZES)
async def test_matches_are_gone_through_from_the_line_and_from_the_form(app, size):
    async with app(POLICY).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        screen.main.form.body.take(
            {"name": "x", "permissions": {"allow": [{"action": "vps:apiovh:get"}]}}
        )
        screen.main.form.body.part("permissions").open = False
        screen.main.bench.refresh_form()
        await screen.press("escape", FIND)
        await screen.type("apiovh")
        assert "action" in screen.row, "what is folded is opened"
        await screen.press(*["backspace"] * 6)
        await screen.type("con")
        seen = {screen.row}
        for key in ("down", "down", FIND):
            await screen.press(key)
            seen.add(screen.row)
        assert len(seen) > 2
        here = screen.row
        await screen.press("down", "up")
        assert screen.row == here
        while "conditions" not in screen.row:
            await screen.press("down")
        # No text is highlighted: letters are keys.
        here = screen.row
        await screen.press("enter", "n")
        assert screen.row != here
        await screen.press(FIND)
        assert screen.find_line.startswith("con"), "the words are there to go on with"


async def test_the_body_as_text_is_found_in_by_its_lines(app):
    async with app(POLICY).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        names = [{"action": f"vps:apiovh:action{number}"} for number in range(60)]
        screen.main.form.body.take({"name": "x", "permissions": {"allow": names}})
        screen.main.bench.refresh_form()
        await screen.show("request")
        await screen.press(key_of("step_tab(1)"), FIND)
        assert "find in the request" in screen.find_line
        await screen.type("action47")
        await screen.sees("vps:apiovh:action47")
        await screen.press("escape")
        await screen.open(RECORD)
        assert screen.find_line == "", "other words are for another operation"


@pytest.mark.parametrize("size", SIZES)
async def test_a_secret_is_not_found_by_its_value(app, size):
    async with app("GET /me").run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press(FIND)
        await screen.type("zzzz")
        assert "not found" in screen.find_line


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pane", ["products", "request", "response"])
async def test_wherever_the_line_opens_it_has_the_focus(app, size, pane):
    async with app("GET /domain/zone/example.com/record").run_test(
        size=size, notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show(pane)
        await screen.press(FIND)
        await screen.type("zone")
        assert pilot.app.focused.value == "zone"
        await screen.press("escape")
        if pane != "products":
            assert screen.find_line == ""
        for _ in range(4 if pane == "request" else 9):
            if pane == "products":
                break
            await screen.show(pane)
            await screen.press(key_of("step_tab(1)"), FIND)
            await screen.type("zone")
            assert pilot.app.focused.value == "zone", screen.text
            assert screen.find_line.startswith("zone")
            await screen.press("escape")


async def test_esc_ends_the_search_of_the_pane_that_has_the_focus(app):
    async with app("GET /domain/zone/example.com/record").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        for pane in ("response", "request"):
            await screen.show(pane)
            await screen.press(FIND)
            await screen.type("zone")
        await screen.press("escape")
        assert "find in" not in screen.find_line
        assert screen.find_line.startswith("zone"), "the response's is still there"
        await screen.press("escape")
        assert screen.find_line == ""


@given(
    pieces=st.lists(st.tuples(st.sampled_from(["name", "value"]), st.text(max_size=12))),
    words=st.text(max_size=3).map(str.lower),
)
def test_marked_words_change_no_text(pieces, words):
    marked = mark_words(pieces, words)
    assert "".join(text for _, text in marked) == "".join(text for _, text in pieces)
    for kind, text in marked:
        assert not kind.startswith(FOUND) or text.lower() == words


@pytest.mark.parametrize("size", SIZES)
async def test_a_page_pasted_by_mistake_is_not_looked_for_and_the_line_says_so(app, size):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open("GET /domain/zone/example.com")
        await screen.send()
        await screen.show("response")
        await screen.press(FIND)
        await screen.type("example")
        await screen.until(lambda: "1 of " in screen.find_line)
        pilot.app.focused.value = "example é" * 20_000
        await screen.until(lambda: "too long: find at most 500 characters" in screen.find_line)
        await screen.press("end", "ctrl+u")
        await screen.type("example")
        await screen.until(lambda: "1 of " in screen.find_line)


@pytest.mark.parametrize("size", SIZES)
async def test_f3_goes_on_to_the_next_match_from_the_form_and_from_a_field(app, size):
    async with app(POLICY).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("escape", FIND)
        await screen.type("e")
        await screen.press("enter")
        assert "F3 next" in screen.find_line
        position, count = map(int, re.findall(r"(\d+) of (\d+)", screen.find_line)[0])
        seen = {screen.row}
        for _ in range(count):
            await screen.press("f3")
            position = position % count + 1
            place = f"{position} of {count}"
            await screen.until(lambda at=place: at in screen.find_line, "the next")
            seen.add(screen.row)
        assert len(seen) > 2
        assert screen.find_line.startswith("e "), "nothing is typed into the line"


async def test_f3_goes_on_out_of_the_field_that_was_found(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press(FIND)
        await screen.type("zone")
        await screen.press("enter")
        here, field = screen.find_line, screen.row
        assert field.startswith("zoneName")
        await screen.type("example.com")
        await screen.press("f3")
        assert not screen.is_editing
        assert screen.find_line != here
        assert screen.main.form.field("path", "zoneName").text == "example.com"


async def test_a_search_ends_where_another_field_is_filled_in(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press(FIND)
        await screen.type("zoneName")
        await screen.press("enter")
        await screen.type("example.com")
        assert screen.find_line.startswith("zoneName"), "it is the field that was found"
        await screen.press("tab")
        assert screen.is_editing
        assert screen.find_line == ""
        await screen.press("f3")
        assert "find in the form" in screen.find_line, "there is nothing to go on with"


@pytest.mark.parametrize("name", ["target", "ttl", "fieldType"])
async def test_the_field_of_that_very_name_comes_before_those_that_mention_it(app, name):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        form = screen.main.form
        # Before each of them stands one that has the words.
        form.field("path", "zoneName").type_text(f"my {name}")
        screen.main.bench.refresh_form()
        await screen.press("escape", "home", FIND)
        await screen.type(name.lower())
        assert screen.row.startswith(name)
        await screen.press("up")
        assert screen.row.startswith("zoneName"), "the others are gone through as they stand"
