"""Keys that come in one read go where they go when they are typed one by one."""

import ast
import asyncio
from pathlib import Path
from typing import cast

import pytest
from textual import events
from textual.screen import ModalScreen
from textual.widgets import Input

import ovh_explorer.tui
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.messages import Pane
from ovh_explorer.tui.terminal.input import TerminalInput
from ovh_explorer.tui.terminal.type_ahead import BACKGROUND, FOREGROUND
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from tests.tui.conftest import RECORD, main_screen, settled, type_keys, until
from tests.tui.screen import Screen

ZONE = "GET /domain/zone/{zoneName}"
# By the pane that has the focus; in the request the cursor is on TRY, below a field.
SEQUENCES = {
    "products": ("3 ]", "2 ]", "2 0", "1 2 0", "/ z o", "ctrl+f z o n e", "? escape 3", "b j", "3 / d enter 1"),
    "request": ("1 0", "3 0 2", "up x y", "up enter x tab 3 ]", "1 / d", "ctrl+g a", "] down", "] ] down enter", "S down",
                "f2 f7 ]", "up . ctrl+n f5"),
    "response": ("1 enter j", "2 up x", "] j 2", "/ d enter n 1", "0 1", "F escape 2", "ctrl+p z o", "f6 up R C b"),
}  # fmt: skip
_KEYS = {"/": "slash", "]": "right_square_bracket", "?": "question_mark", ".": "full_stop"}


async def quiet(pilot) -> None:
    """Wait until nothing is typed ahead and what the last key began is over."""
    ahead = pilot.app.typed_ahead

    def holds() -> bool:
        return ahead.is_idle and ahead._is_quiet()

    await until(pilot, holds, "all keys are done")


def state(pilot) -> dict[str, object]:
    """What is shown, where the focus is, and what is typed."""
    screen, focused = main_screen(pilot), pilot.app.focused
    form = screen.form
    return {
        "screens": [type(item).__name__ for item in pilot.app.screen_stack],
        "focus": (type(focused).__name__, getattr(focused, "id", None)),
        "typed": focused.value if isinstance(focused, Input) else None,
        "branch": screen.products.branch,
        "tree": screen.products.catalog_tree.cursor_line,
        "panes": (screen.panes._chosen, screen.panes._alone),
        "tabs": (screen.bench.request._tabs.active, screen.bench.response._tabs.active),
        "row": screen.bench.request.view.cursor,
        "form": form
        and (form.operation.title, [(field.name, field.text) for field in form.fields]),
    }


async def start(pilot, where: str) -> None:
    """The operation as it was just opened, nothing else open, the focus in a pane."""
    screen = main_screen(pilot)
    while isinstance(pilot.app.screen, ModalScreen):
        await type_keys(pilot, "escape")
        await quiet(pilot)
    screen.products.close_filter()
    screen.products.set_branch("v1")
    if screen.panes._alone:
        screen.panes.toggle_alone()
    form = screen.workspace.form("v1", "GET", "/domain/zone/{zoneName}")
    form.field("path", "zoneName").type_text("example.com")
    screen.bench.request.show_tab("form")
    screen.bench.response._tabs.active = "response"
    await screen.show_form(form)
    await quiet(pilot)
    screen.products.catalog_tree.move_cursor(screen.products.catalog_tree.root.children[0])
    screen.show_pane(cast(Pane, where))
    screen.bench.request.view.action_last_row()
    await quiet(pilot)


async def type_events(pilot, *keys: events.Key) -> None:
    """What a driver sends of one read."""
    for key in keys:
        pilot.app._driver.send_message(key)
    await quiet(pilot)


@pytest.mark.parametrize("where", SEQUENCES)
async def test_keys_in_one_read_do_what_they_do_one_by_one(app, where):
    async with app(ZONE).run_test(size=(160, 48)) as pilot:
        await settled(pilot, form=True)
        await quiet(pilot)
        for keys in SEQUENCES[where]:
            names = [_KEYS.get(key, key) for key in keys.split()]
            await start(pilot, where)
            for name in names:
                await type_keys(pilot, name)
                await quiet(pilot)
            one_by_one = state(pilot)
            await start(pilot, where)
            await type_keys(pilot, *names)
            await quiet(pilot)
            assert state(pilot) == one_by_one, keys


async def test_a_text_that_is_typed_at_once_is_edited_in_its_order(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        await type_keys(
            pilot,
            *"examplee",
            "backspace",
            *".com",
            "home",
            "x",
            "delete",
            "e",
            "backspace",
            "e",
            "tab",
            "tab",
        )
        await type_keys(pilot, *"www", "tab", *"192.0.2.1", "escape")
        await quiet(pilot)
        assert [field.text for field in screen.form.fields] == [
            "xexample.com",
            "",
            "www",
            "192.0.2.1",
            "",
        ]


async def test_what_is_typed_ahead_of_a_text_editor_is_in_it(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        await type_keys(
            pilot, *"example.com", "ctrl+n", *'{"ttl":', "enter", *"3}", "escape", "ctrl+n", "f7"
        )
        await quiet(pilot)
        assert screen.form.preview().json == {"ttl": 3}
        assert screen.form.field("path", "zoneName").text == "example.com"
        assert screen.focused is screen.bench.response.view


async def test_a_question_is_not_answered_by_what_was_typed_before_it_was_seen(app):
    async with app("POST /domain/zone/example.com/refresh").run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        await quiet(pilot)
        sent = []
        screen.workspace.send = sent.append
        await type_keys(pilot, "ctrl+r", "y", "enter", "y", "tab", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await quiet(pilot)
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert not sent
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen, "the question is closed")
        assert not sent


async def test_a_key_waits_for_a_dialog_that_takes_long_to_open_and_not_for_ever(app):
    async with app(ZONE).run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        await start(pilot, "products")
        let_go = asyncio.Event()

        async def open_slowly() -> None:
            await let_go.wait()
            await pilot.app.push_screen_wait(
                MenuScreen("Slow", [Entry("One", id="1"), Entry("Two", id="2")])
            )

        cursor = screen.products.catalog_tree.cursor_line
        screen.run_worker(open_slowly(), group="account")
        pilot.app._driver.send_message(events.Key("down", None))
        async with asyncio.timeout(10):
            while pilot.app.typed_ahead.is_idle:
                await asyncio.sleep(0)
        let_go.set()
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
        await quiet(pilot)
        assert screen.products.catalog_tree.cursor_line == cursor
        assert pilot.app.screen.query_one("OptionList").highlighted == 1
        await pilot.press("escape")
        # One that waits for something else, as for the network, holds no key for long.
        let_go.clear()
        screen.run_worker(open_slowly(), group="account", exclusive=True)
        await type_keys(pilot, "down")
        await until(
            pilot,
            lambda: screen.products.catalog_tree.cursor_line == cursor + 1,
            "the key has come",
        )
        await type_keys(pilot, "down")
        await until(
            pilot,
            lambda: screen.products.catalog_tree.cursor_line == cursor + 2,
            "the next is not held",
        )


def alt(character: str) -> events.Key:
    """What the driver makes of escape and a character in one read."""
    (key,) = TerminalInput().feed(f"\x1b{character}".encode())
    assert isinstance(key, events.Key)
    return key


async def test_escape_and_a_key_in_one_read_leave_and_move_and_do_nothing_else(app):
    async with app(ZONE).run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        sent = []
        screen.workspace.send = sent.append
        await start(pilot, "request")
        before = state(pilot)
        await type_events(pilot, *map(alt, "RCSKHFe\r\x12y>"))
        assert state(pilot) == before
        assert not sent
        assert not screen.workspace.read_only
        await type_events(pilot, alt("3"))
        assert screen.focused is screen.bench.response.view
        # It leaves the highlighted field first; there the letter is no text, and does nothing.
        await type_events(pilot, alt("2"))
        await type_keys(pilot, "up")
        await type_events(pilot, alt("x"))
        assert screen.form.field("path", "zoneName").text == "example.com"
        await type_keys(pilot, "down", "up", "x")
        assert screen.form.field("path", "zoneName").text == "x"
        # What fields edit by stays theirs.
        await type_events(pilot, events.Key("alt+b", "b"))
        assert screen.bench.request.is_editing
        # A dialog is closed, and the letter is for nothing that is below it.
        await start(pilot, "products")
        await type_keys(pilot, "F")
        await until(pilot, lambda: pilot.app.screen is not screen, "a dialog")
        await quiet(pilot)
        await type_events(pilot, alt("F"))
        assert pilot.app.screen is screen


def test_every_worker_is_known_to_open_something_or_not():
    groups = set()
    for path in Path(ovh_explorer.tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.keyword)
                and node.arg == "group"
                and isinstance(node.value, ast.Constant)
            ):
                groups.add(node.value.value)
    assert groups <= FOREGROUND | BACKGROUND
    assert not FOREGROUND & BACKGROUND
    assert groups >= FOREGROUND


async def test_a_paste_that_comes_as_keys_runs_no_commands(app):
    """An editor that had the terminal took its beginning, and with it the mark of a paste."""
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        main = main_screen(pilot)
        await settled(pilot, form=True)
        await pilot.press("f5")
        branch = main.products.branch
        for letter in "j" + "b" * 20_001:
            pilot.app.post_message(events.Key(letter, letter))
        await quiet(pilot)
        assert main.products.branch == branch
        screen = Screen(pilot)
        await screen.until(lambda: any("had no effect" in it for it in screen.toasts), "it is said")
        # What is typed where text is taken is text, however much it is.
        await pilot.press("f6", "down")
        await until(pilot, lambda: main.bench.request.takes_text, "a field")
        for letter in "x" * 2_000:
            pilot.app.post_message(events.Key(letter, letter))
        await quiet(pilot)
        assert "x" * 2_000 in {field.text for field in main.form.fields} | {
            getattr(pilot.app.focused, "value", "")
        }
