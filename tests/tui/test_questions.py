"""Questions name what is done, and no menu has a deletion under the cursor by itself."""

import ast
from pathlib import Path

import pytest
from textual.widgets import OptionList

from ovh_explorer import tui
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from tests.tui.conftest import RECORD
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
LIST = "GET /domain/zone/example.com/record"


@pytest.mark.parametrize("size", SIZES)
async def test_the_question_names_the_action_and_shows_the_request(app, size):
    async with app(LIST).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        number = screen.main.bench.response.response.json()[0]
        await screen.open(f"DELETE /domain/zone/example.com/record/{number}")
        await screen.press("ctrl+r")
        await screen.sees(f"Delete record {number} of example.com?")
        assert screen.title == "Send this request?"
        shown = "".join(screen.text.split())
        assert f"/domain/zone/example.com/record/{number}" in shown
        assert screen.main.form.operation.description in screen.text
        for word in ("DELETE", "Cancel", "Send"):
            assert word in screen.text
        await screen.press("escape")
        await screen.until(lambda: screen.title == "", "nothing is sent")


@pytest.mark.parametrize("size", SIZES)
async def test_body_and_buttons_stay_in_sight_below_the_sentence(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.type("example.com")
        await screen.press("escape", "f2", "ctrl+r")
        await screen.sees("Add a record to example.com?")
        for word in ("POST", '"fieldType"', "Cancel", "Send"):
            assert word in screen.text


async def test_a_menu_is_narrowed_by_what_is_typed_and_never_begins_at_a_deletion(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        entries = [
            Entry("Delete it", "asks first", "delete", must_be_meant=True),
            Entry("Keep it", "", "keep"),
            Entry("Join it", "", "join"),
        ]
        results = []
        menu = MenuScreen("What?", entries, start="delete")
        await pilot.app.push_screen(menu, results.append)
        await screen.drawn()
        options = menu.query_one(OptionList)
        assert options.highlighted == 1
        await screen.type("jo")
        assert "Keep it" not in screen.text
        assert "jo · enter" in screen.text
        await screen.press("enter")
        assert results == ["join"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_deletion_is_opened_by_its_word_and_enter_and_asks_before_it_is_sent(app, size):
    record = "GET /domain/zone/example.com/record"
    async with app(record).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        number = screen.main.bench.response.response.json()[0]
        await screen.open(f"{record}/{number}")
        await screen.send()
        await screen.show("response")
        await screen.press("g", "enter")
        await screen.sees("type to filter")
        # As fast as they come: what is pressed after enter is for the form and its question.
        await screen.type_ahead(*"delete", "enter", "ctrl+r", "y")
        await screen.asked()
        assert screen.main.form.operation.method == "DELETE"
        assert f"Delete record {number} of example.com?" in screen.text, "y was no yes"
        await screen.press("escape")


async def test_enter_says_what_to_press_where_the_cursor_is_on_nothing(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        entries = [
            Entry("DELETE /a", id="a", must_be_meant=True),
            Entry("DELETE /a/b", id="b", must_be_meant=True),
            Entry("Remove one", id="c", must_be_meant=True),
        ]
        results = []
        await pilot.app.push_screen(MenuScreen("What?", entries), results.append)
        # Several are left, and what they do wasn't typed.
        for words, said in (
            ("de", "Press ↓ to choose a deletion."),
            ("e", "Press ↓ to choose an entry."),
            ("xyz", "No entry has these words."),
        ):
            await screen.type(words)
            await screen.press("ctrl+r", "enter")
            await screen.sees(said)
            assert f"{words} · " in screen.text, "a key with ctrl is no text"
            assert results == []
            await screen.press(*["backspace"] * len(words))
        await screen.type("rem")
        assert "rem · enter chooses" in screen.text
        await screen.press("enter")
        assert results == ["c"]


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        # One is left; several, and what the first of them does was typed.
        ("b", "b"), ("del", "a"), ("delete /a", "a"), ("DEL b", "b"), ("get", "d"),
        # What is found by its path alone stays behind what needs not be meant.
        ("/a", "d"), ("a", "d"),
    ],
)  # fmt: skip
async def test_letters_that_name_a_deletion_choose_it(app, typed, chosen):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        entries = [
            Entry("DELETE /a", id="a", must_be_meant=True),
            Entry("DELETE /a/b", id="b", must_be_meant=True),
            Entry("GET /a", id="d"),
        ]
        results = []
        await pilot.app.push_screen(MenuScreen("What?", entries), results.append)
        await screen.sees("type to filter")
        await screen.type(typed)
        await screen.press("enter")
        await screen.until(lambda: results, "it is chosen")
        assert results == [chosen]


def entries_of_menus() -> list[ast.Call]:
    """Every entry of a menu that the screen's code makes."""
    found = []
    for path in Path(tui.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Entry":
                found.append(node)
    return found


def test_what_deletes_must_be_meant_in_every_menu():
    taking = ("delete", "remove one", "revoke", "forget")
    entries = entries_of_menus()
    assert len(entries) > 40
    for entry in entries:
        words = words_of(entry.args[0])
        is_taking = words.lower().strip("f'\"").startswith(taking)
        names = [keyword.arg for keyword in entry.keywords]
        # Signing out marks all of its entries at once.
        is_signing_out = (
            "keys" in words or "_revoking_title" in words or "Forget and revoke them" in words
        )
        assert not is_taking or "must_be_meant" in names or is_signing_out, words


def words_of(node: ast.expr) -> str:
    """The words of a text, whether it is a message or not, and has values or not."""
    while isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            node = node.func.value
        elif isinstance(node.func, ast.Name) and node.func.id == "_":
            node = node.args[0]
        else:
            break
    return str(node.value) if isinstance(node, ast.Constant) else ast.unparse(node).strip("f'\"")


def test_what_asks_for_a_yes_names_what_it_does():
    vague = ("are you sure", "this file", "continue", "proceed")
    titles = []
    for path in Path(tui.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "YesNoScreen":
                title, _words, yes = map(words_of, node.args)
                titles.append(title)
                assert yes.split()[0] not in ("Yes", "OK"), yes
                if title != "title":
                    assert title.endswith("?"), title
                assert not any(word in title.lower() for word in vague), title
    assert len(titles) >= 8
