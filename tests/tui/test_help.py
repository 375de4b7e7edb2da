"""The help: every key is found by itself or by what it does, and is used from there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input

from ovh_explorer.tui.dialogs.help import HelpScreen
from ovh_explorer.tui.drawing.help_lines import help_entries, help_lines, matching_entries
from ovh_explorer.tui.history.screen import HistoryScreen
from ovh_explorer.tui.key_bindings import help_sections
from ovh_explorer.tui.terminal.key_presses import HELD_SECONDS
from tests.tui.conftest import RECORD, text
from tests.tui.fingers import REBOOT, Stage
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
ENTRIES = help_entries(help_sections(), lambda key: "Éditeur" if key.shown == "F4" else "")


def found(words: str) -> list[str]:
    """The actions of the keys that words find."""
    return [entry.key.action for entry in matching_entries(ENTRIES, words)]


async def opened(pilot) -> Screen:
    """The help over an operation, opened from the form."""
    screen = await Screen(pilot).ready(form=True)
    await screen.press("escape", "f1")
    assert isinstance(pilot.app.screen, HelpScreen)
    return screen


async def type_words(screen: Screen, words: str) -> None:
    names = {" ": "space", "^": "circumflex_accent", "/": "slash", "?": "question_mark"}
    await screen.press(*(names.get(letter, letter) for letter in words))


# What is found


@pytest.mark.parametrize("words", ["^s", "ctrl s", "Ctrl+S", "ctrl-s", "control s", "CTRL  s"])
def test_a_key_is_found_as_people_write_it(words):
    assert found(words)[0] == "save_response"
    assert "copy_call" not in found(words)


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("shift f6", "next_mistake"),
        ("f1", "show_help"),
        ("/", "find"),
        ("?", "show_help"),
        ("pgdn", "page(1)"),
        ("page up", "page(-1)"),
        ("escape", "escape"),
        ("y", "copy_response"),
    ],
)
def test_the_key_that_is_named_comes_before_what_has_its_letter(words, action):
    names = {entry.key.action for entry in matching_entries(ENTRIES, words)[:8]}
    assert action in names


def test_accents_and_capitals_make_no_difference():
    assert found("EDITEUR") == found("éditeur") == found("editeur") == ["edit_outside", "external"]


def test_all_the_words_have_to_be_there():
    assert "toggle_table" in found("list table")
    assert found("list table nowhere") == []


@given(st.text(max_size=20))
def test_whatever_is_typed_finds_keys_of_the_table_once_each(words):
    entries = matching_entries(ENTRIES, words)
    assert len({id(entry) for entry in entries}) == len(entries)
    assert set(map(id, entries)) <= set(map(id, ENTRIES))


@given(st.integers(min_value=20, max_value=120))
def test_no_word_of_the_help_is_lost_in_a_narrow_terminal(width):
    lines = help_lines(ENTRIES, width)
    for entry in ENTRIES:
        drawn = " ".join(line.text.plain[14:].strip() for line in lines if line.entry is entry)
        assert drawn == entry.key.help
    assert all(line.text.cell_len <= max(width, 34) for line in lines)


# On the screen


@pytest.mark.parametrize("size", SIZES)
async def test_typing_leaves_the_lines_that_have_the_words(app, size):
    async with app(RECORD).run_test(size=size) as pilot:
        screen = await opened(pilot)
        assert "In the form" in screen.text, "the part with the focus comes first"
        await type_words(screen, "ctrl s")
        assert "write what is shown to a file" in screen.text
        assert "the next row" not in screen.text
        assert "esc closes" in screen.text
        await screen.press("escape")
        assert pilot.app.screen is screen.main, "it does as it says, as other dialogs do"


@pytest.mark.parametrize("size", SIZES)
async def test_a_slash_and_a_question_mark_are_characters(app, size):
    async with app(RECORD).run_test(size=size) as pilot:
        screen = await opened(pilot)
        await type_words(screen, "/")
        assert "find in this pane" in screen.text
        await screen.press("backspace")
        await type_words(screen, "?")
        assert "this help" in screen.text
        await screen.press("f1")
        assert pilot.app.screen is screen.main


async def test_what_finds_nothing_says_so_and_what_to_do(app):
    async with app(RECORD).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await type_words(screen, "xyzzy")
        assert "No key has “xyzzy”." in screen.text
        assert "Type fewer letters." in screen.text
        await screen.press("enter", "down", "end", "pageup")
        assert isinstance(pilot.app.screen, HelpScreen), "there is nothing to do"
        await screen.press(*["backspace"] * 5)
        await screen.sees("the next row")


@pytest.mark.parametrize("size", SIZES)
async def test_enter_does_what_the_key_does(app, size):
    async with app(RECORD).run_test(size=size) as pilot:
        screen = await opened(pilot)
        await type_words(screen, "history")
        await screen.press("enter")
        await screen.until(lambda: isinstance(pilot.app.screen, HistoryScreen), "the history")


async def test_a_key_of_the_part_with_the_focus_is_used_there(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await opened(pilot)
        await type_words(screen, "required missing examples")
        await screen.press("enter")
        await screen.until(lambda: "example.com" in screen.request.text, "the form is filled")
        assert pilot.app.screen is screen.main


async def test_a_key_of_another_part_says_where_it_works(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await opened(pilot)
        await type_words(screen, "jmespath")
        await screen.press("enter")
        assert "f works in a response: go there first, and press it." in screen.text
        await screen.press("backspace")
        assert "go there first" not in screen.text


async def test_a_click_on_a_line_does_what_the_key_does(app):
    async with app(RECORD).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await type_words(screen, "history find open")
        lines = screen.text.split("\n")
        line = next(at for at, text in enumerate(lines) if "history: find" in text)
        await pilot.click(offset=(30, line))
        await screen.until(lambda: "History" in screen.title, "the history")


async def test_the_keys_move_through_the_list_and_not_in_the_line(app):
    async with app(RECORD).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await screen.press("end")
        assert "In the form" not in screen.text, "the list is at its end"
        await screen.press("home")
        assert "In the form" in screen.text
        await screen.press("pagedown", "pagedown", "pageup", "pageup", "down", "up")
        assert "In the form" in screen.text
        assert pilot.app.screen.query_one(Input).value == ""
        await screen.press("enter")
        assert pilot.app.screen is screen.main
        assert "fieldType" in screen.row, "the first key is the one to the next row"


async def test_the_help_is_written_anew_for_another_width(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await opened(pilot)
        await type_words(screen, "possible values")
        await pilot.resize_terminal(60, 24)
        await screen.until(
            lambda: (
                "show the possible values, also" in screen.text
                and "the account's" in " ".join(screen.text.split())
            ),
            "it goes on in the next line",
        )


@pytest.mark.parametrize("target", [REBOOT, "GET /me"])
async def test_enter_that_is_held_sends_nothing_but_once(monkeypatch, target):
    monkeypatch.setattr("ovh_explorer.tui.terminal.key_presses.HELD_SECONDS", HELD_SECONDS)
    async with Stage(target) as stage:
        await stage.fingers.press("f1", *"anything", after=0.1)
        assert "TRY: send the request" in text(stage.pilot)
        await stage.fingers.hold("enter")
        if target == REBOOT:
            await stage.question()
            assert stage.workspace.count("POST") == 0
            await stage.fingers.press("escape")
            await stage.closed()
            assert stage.workspace.count("POST") == 0
        else:
            await stage.answered()
            sent = [call for call in stage.workspace.sent_calls if call.method == "GET"]
            assert len(sent) <= 2, "one tells who is signed in"


@pytest.mark.parametrize(
    "words", ["recipe", "Recipes", "runbook", "series", "scenario", "recette", "scénario"]
)
async def test_what_has_no_key_is_found_where_it_is(app, words):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await opened(pilot)
        await screen.type(words)
        await screen.sees("^p          every command by name, recipes too")
        await screen.press("escape", "ctrl+p")
        await screen.type(words)
        await screen.sees("Series of requests, opened step by step and filled in")


async def test_a_page_pasted_by_mistake_is_shown_as_far_as_it_fits_and_can_be_typed_on(app):
    async with app(RECORD).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        pilot.app.screen.query_one(Input).value = "zzz " * 50_000
        await screen.press("x")
        await screen.sees("No key has “zzz zzz zzz")
        await screen.press("ctrl+u")
        await screen.until(lambda: "No key has" not in text(pilot.app))


async def test_a_letter_on_a_choice_does_what_the_help_says(app):
    """The values that have it, wherever in them, are listed."""
    async with app(RECORD).run_test(size=(80, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("f1")
        await type_words(screen, "on a choice")
        words = " ".join(screen.text.replace("│", " ").split())
        assert "on a choice, list the values that have it" in words
        await screen.press("escape")
        while "fieldType " not in screen.row:
            await screen.press("down")
        await screen.press("m")
        await screen.sees("DMARC")
        await screen.sees("MX")
