"""What is wrapped goes on below where it began: in menus and on the start page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.widgets import OptionList

from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.widgets.hanging_text import HangingText, hanging_lines
from tests.tui.conftest import settled
from tests.tui.screen import Screen

WORDS = "an explanation that is far too long for a terminal of so few columns, and goes on below it"


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])), st.integers(1, 60))
def test_nothing_is_lost_by_wrapping(text, width):
    whole = HangingText([(Content(text), 4)]).fitted(width).plain
    assert "".join(whole.split()) == "".join(text.split())


@given(st.lists(st.sampled_from(["a", "word", "longer-word"]), min_size=1), st.integers(24, 60))
def test_further_lines_are_indented_and_fit(words, width):
    first, *others = hanging_lines(" ".join(words), width, 4)
    assert not first.startswith(" ")
    for line in others:
        assert line.startswith("    ")
        assert len(line) <= width


@pytest.mark.parametrize("width", range(24, 61))
def test_a_path_goes_on_behind_a_slash(width):
    path = "/ip/{ipBlock}/firewall/{ipOnFirewall}/rule/{sequence}/and/so/on/{number}"
    lines = hanging_lines(f"  DELETE {path}", width, 4)
    assert all(len(line) <= width for line in lines)
    assert all(line.endswith(("/", "DELETE")) for line in lines[:-1])
    assert "".join("".join(lines).split()) == f"DELETE{path}"


def test_styles_stay_with_their_words():
    text = Content.assemble(("title ", "bold"), ("words that are dim and long", "dim"))
    fitted = HangingText([(text, 2)]).fitted(20)
    bold = [fitted.plain[span.start : span.end] for span in fitted.spans if span.style == "bold"]
    assert "".join(bold).strip() == "title"
    assert fitted.plain.count("\n") >= 1


async def test_a_menu_s_notes_go_on_below_themselves(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        menu: MenuScreen = MenuScreen(
            "What?", [Entry("One", WORDS, "one"), Entry("Two", "", "two")]
        )
        await pilot.app.push_screen(menu)
        await screen.sees("an explanation")
        lines = [line for line in screen.text.splitlines() if "│" in line]
        at = next(index for index, line in enumerate(lines) if "an explanation" in line)
        column = lines[at].index("an explanation")
        below = lines[at + 1]
        edge = lines[at].rindex("│", 0, column)
        assert below[edge + 1 : column].strip() == ""
        assert below[column] != " "
        await pilot.resize_terminal(160, 48)
        await screen.sees(WORDS)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_start_page_s_hints_go_on_below_themselves(app, size):
    async with app().run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.show("request")
        await screen.sees("Find an operation")
        lines = screen.text.splitlines()
        titles = ("Find an", "Recipes", "Sign in", "Take the", "Choose a", "Open the", "Keyboard")
        steps = [index for index, line in enumerate(lines) if line.strip(" │").startswith(titles)]
        column = next(line for line in lines if "Find an operation" in line).index("^f:")
        for index in range(steps[0], steps[-1]):
            if index not in steps:
                assert lines[index][:column].strip(" │") == "", lines[index]


async def test_of_a_note_of_a_megabyte_a_menu_shows_the_beginning(app):
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        entries = [Entry("a link", "x" * 1_000_000, "link"), Entry("another", "below it", "other")]
        pilot.app.push_screen(MenuScreen("Links", entries))
        await Screen(pilot).sees("a link")
        menu = pilot.app.screen.query_one(OptionList)
        assert menu.virtual_size.height < 40
