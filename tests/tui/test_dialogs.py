"""Every dialog gives its caller one result, however often it is chosen: by keys in one read, by a
double click.
"""

import asyncio
import importlib
import os
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Never

import pytest
from textual import events
from textual.binding import Binding
from textual.command import CommandPalette
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import OptionList

import ovh_explorer.tui
from ovh_explorer.catalog.search import search
from ovh_explorer.config import AccessToken, Credentials, find_endpoint
from ovh_explorer.tui.dialogs.dialog import Dialog, ResultScreen
from ovh_explorer.tui.dialogs.guarded import GuardedScreen
from ovh_explorer.tui.dialogs.help import HelpScreen
from ovh_explorer.tui.dialogs.jump import JumpScreen
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.dialogs.question import QuestionScreen, YesNoScreen
from ovh_explorer.tui.dialogs.save_file import SaveFileScreen
from ovh_explorer.tui.dialogs.text_editor import TextEditor
from ovh_explorer.tui.dialogs.too_small import TooSmallScreen
from ovh_explorer.tui.history.compare_screen import CompareScreen
from ovh_explorer.tui.history.screen import HistoryScreen
from ovh_explorer.tui.main.palette import Palette
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.main.search_screen import SearchScreen
from ovh_explorer.tui.response.columns_dialog import ColumnsScreen
from ovh_explorer.tui.signin.account_keys import AccountKeysScreen
from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from ovh_explorer.tui.signin.key_wait import KeyWaitScreen
from ovh_explorer.tui.signin.new_token import MadeToken, NewTokenScreen, TokenValueScreen
from ovh_explorer.tui.signin.save_keys import SaveKeysScreen
from ovh_explorer.tui.signin.service_account import ServiceAccountScreen
from ovh_explorer.tui.signin.service_policy import ServicePlan, ServicePolicyScreen
from ovh_explorer.tui.signin.token import PasteScreen, TokenScreen
from ovh_explorer.tui.signin.tool_key_export import ToolKeyScreen, ToolKeyTasks
from ovh_explorer.tui.signin.tool_key_request import (
    ToolKeyRequestScreen,
    ToolPasteScreen,
    ToolTokenScreen,
)
from ovh_explorer.tui.signin.tool_rights import ToolRightsScreen
from ovh_explorer.tui.signin.verify_screen import LinkActions, VerifyScreen
from ovh_explorer.tui.terminal.key_presses import HELD_SECONDS, Presses
from ovh_explorer.tui.widgets.jump_places import JumpPlace
from ovh_explorer.tui.widgets.result_list import ResultList
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.tui.workbench.put_question import PutQuestion
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.consumer_key import KeyRequest
from ovh_explorer.workspace.account.identity import Identity
from ovh_explorer.workspace.account.tool_forms import ToolKeys
from ovh_explorer.workspace.account.tool_trial import CallTrial
from ovh_explorer.workspace.response.diff import Change
from ovh_explorer.workspace.response.table import Column
from ovh_explorer.workspace.storage.history import HistoryEntry
from tests.tui.conftest import RECORD, fill_record, settled, text, type_keys, until
from tests.tui.made_questions import DELETION, confirm_screen, put_question

KEYS = Credentials("k" * 16, "s" * 32, "c" * 32)
RULES = [AccessRule("GET", "/*")]


async def good(_: object, *more: object) -> Identity:
    return Identity("xx1111-ovh", account="xx1111-ovh")


def dialogs(main: MainScreen, directory) -> dict[type[Screen], Callable[[], Screen]]:
    """How each dialog is made, filled so that choosing at once closes it."""
    endpoint = find_endpoint("ovh-eu")
    link = LinkActions(lambda _: None, lambda _: None)
    sets = [("Read only", RULES)]
    request = KeyRequest(endpoint, KEYS, "https://example.com/validate")
    tried = [
        HistoryEntry(n, 0.0, main.workspace.root, "demo", DELETION, 200, 0.1, "", "")
        for n in (1, 2)
    ]
    column = Column(("id",), 2, 1, True)

    async def key_request(*_: object) -> KeyRequest:
        return request

    async def never(*_: object) -> Never:
        await asyncio.Event().wait()
        raise AssertionError

    async def trial(_told: object) -> list[CallTrial]:
        return []

    async def same(urns: Sequence[str]) -> Sequence[str]:
        return urns

    def tool_key() -> ToolKeyScreen:
        keys, tasks = ToolKeys.of(endpoint, KEYS), ToolKeyTasks(trial, None)
        screen = ToolKeyScreen("lego", "xx1111-ovh", ("environment", "exports"), keys, tasks)
        # Else it asks before it closes.
        screen._is_exported = True
        return screen

    plan = ServicePlan("ci", "CI", ("vps:apiovh:get",), ("urn:v1:eu:resource:vps:*",))
    return {
        AccountKeysScreen: lambda: AccountKeysScreen(
            main.workspace, lambda: None, lambda: datetime.now(UTC)
        ),
        PromptScreen: lambda: PromptScreen("Go to", "A line:", lambda _: "", value="1"),
        ColumnsScreen: lambda: ColumnsScreen([column], [column], 1),
        CompareScreen: lambda: CompareScreen("before", "now", [Change("added", "a", after=1)]),
        ConfirmScreen: confirm_screen,
        PutQuestion: put_question,
        HelpScreen: HelpScreen,
        HistoryScreen: lambda: HistoryScreen(lambda _: tried),
        JumpScreen: lambda: JumpScreen([JumpPlace(Offset(x, 1), lambda: None) for x in (1, 2)]),
        KeyRequestScreen: lambda: KeyRequestScreen(
            endpoint, KEYS, sets, RULES, key_request, delegated=False
        ),
        KeyWaitScreen: lambda: KeyWaitScreen(request, never, link, delegated=False),
        MenuScreen: lambda: MenuScreen("Menu", [Entry("One", "", "one"), Entry("Two", "", "two")]),
        Palette: lambda: Palette(id="--command-palette"),
        NewTokenScreen: lambda: NewTokenScreen("here", ["ada"], never),
        PasteScreen: lambda: PasteScreen(endpoint, good, str),
        SaveKeysScreen: lambda: SaveKeysScreen(
            "ovh-eu",
            [(directory / "ovh.conf", "here")],
            "me",
            lambda *_: "",
            lambda *_: None,
            as_profile=False,
        ),
        SearchScreen: lambda: SearchScreen(lambda words: search(main.workspace.store, words), str),
        ServiceAccountScreen: lambda: ServiceAccountScreen(good, str),
        ServicePolicyScreen: lambda: ServicePolicyScreen("ovh-eu", plan, same),
        TextEditor: lambda: TextEditor("Body", "{}", str),
        TokenValueScreen: lambda: TokenValueScreen(
            main.workspace, MadeToken("ci", AccessToken("a-token-of-a-test"))
        ),
        TokenScreen: lambda: TokenScreen(endpoint, good, str, sets, RULES, link),
        ToolKeyScreen: tool_key,
        ToolKeyRequestScreen: lambda: ToolKeyRequestScreen(
            endpoint, KEYS, [], RULES, key_request, delegated=False
        ),
        ToolPasteScreen: lambda: ToolPasteScreen(endpoint, good, str, lambda _: ""),
        ToolRightsScreen: lambda: ToolRightsScreen("lego", "its calls", (), RULES, RULES),
        ToolTokenScreen: lambda: ToolTokenScreen(endpoint, good, str, lambda _: "", RULES, link),
        YesNoScreen: lambda: YesNoScreen("Replace it?", "It is lost.", "Replace"),
        SaveFileScreen: lambda: SaveFileScreen(b"x", str(directory / "written"), "a text"),
    }


def subclasses(of: type) -> Iterator[type]:
    """The classes of ours below one."""
    for item in of.__subclasses__():
        yield from subclasses(item)
        if item.__module__.startswith("ovh_explorer."):
            yield item


def import_all() -> None:
    for module in pkgutil.walk_packages(ovh_explorer.tui.__path__, "ovh_explorer.tui."):
        importlib.import_module(module.name)


# Workers that a choice begins.
_BEGUN = {"verify", "request", "write"}
BASES = {Dialog, GuardedScreen, QuestionScreen, ResultScreen, VerifyScreen}
# Closes by itself where there is room; it has a test of its own.
TOO_SMALL = {TooSmallScreen}


import_all()
KINDS = sorted(set(subclasses(ResultScreen)) - BASES - TOO_SMALL, key=lambda kind: kind.__name__)
# So many tests, which can run beside each other.
PARTS = 4


def test_every_screen_that_closes_has_the_base():
    ours = set(subclasses(Screen)) - {MainScreen}
    assert [item for item in ours if not issubclass(item, ResultScreen)] == []
    assert [
        item for item in subclasses(ModalScreen) if not issubclass(item, Dialog | CommandPalette)
    ] == []


class Driven:
    """One kind of dialog over a form that was filled in."""

    def __init__(self, pilot, main: MainScreen, make: Callable[[], Screen]) -> None:
        self.pilot, self.app, self.main, self.make = pilot, pilot.app, main, make
        self.results: list[object] = []
        self.dialog: Screen | None = None

    @property
    def is_closed(self) -> bool:
        return self.dialog not in self.app.screen_stack

    async def opened(self) -> Screen:
        dialog, results = self.make(), []
        self.dialog, self.results = dialog, results
        self.app.push_screen(dialog, results.append)
        await until(
            self.pilot, lambda: dialog.is_mounted and self.app.screen is dialog, "it is open"
        )
        if isinstance(dialog, SearchScreen):
            await type_keys(self.pilot, *"dns")
        if isinstance(dialog, Palette):
            await until(
                self.pilot, lambda: dialog.query_one(OptionList).option_count, "the commands"
            )
        return dialog

    async def check(self, what: str) -> bool:
        """Whether it was closed, with one result, and nothing else was."""
        await until(self.pilot, self._is_quiet, f"{what}: it is done")
        assert self.app._exception is None, what
        assert self.app.screen_stack[0] is self.main, what
        assert len(self.results) == self.is_closed, what
        # What it opened over itself, or a command that was chosen in it.
        while self.app.screen not in (self.main, self.dialog):
            self.app.screen.dismiss()
            await self.pilot.pause()
        return self.is_closed

    def _is_quiet(self) -> bool:
        """Whether nothing that was begun by choosing still runs."""
        return not any(
            worker.node is self.dialog and worker.group in _BEGUN for worker in self.app.workers
        )

    async def close(self) -> None:
        if not self.is_closed:
            self.dialog.dismiss()
            await until(self.pilot, lambda: self.is_closed, "it is closed")


def keys_of(dialog: Screen) -> list[str]:
    """Enter, and every key that the dialog listens to."""
    found = {"enter": None}
    for key, bindings in dialog._bindings.key_to_bindings.items():
        if isinstance(bindings[0], Binding) and not key.startswith(("ctrl+c", "super")):
            found[key] = None
    return list(found)


async def press_twice(pilot, key: str) -> None:
    # Nobody has pressed a key for a while.
    pilot.app.presses = Presses()
    await type_keys(pilot, key, key)


async def double_click(pilot, at: Offset) -> None:
    """Two clicks in one read."""
    for kind in (events.MouseDown, events.MouseUp) * 2:
        pilot.app._driver.send_message(
            kind(None, at.x, at.y, 0, 0, 1, False, False, False, screen_x=at.x, screen_y=at.y)
        )
    await pilot.pause()


def places(dialog: Screen) -> list[Offset]:
    """A place on each widget that can be clicked, and one beside them all."""
    found = [Offset(0, 0)]
    for widget in dialog.walk_children(Widget):
        region = widget.region.intersection(dialog.region)
        if region.area and (widget.can_focus or isinstance(widget, ResultList)):
            found.append(
                region.offset + Offset(min(3, region.width - 1), min(1, region.height - 1))
            )
    return list(dict.fromkeys(found))


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
async def test_every_dialog_is_answered_once(app, tmp_path, monkeypatch, part):
    """With each of its keys twice in one read, and with a double click on each of its widgets."""
    monkeypatch.setattr("ovh_explorer.tui.terminal.key_presses.HELD_SECONDS", HELD_SECONDS)
    async with app(RECORD).run_test(size=(80, 24)) as pilot:
        await fill_record()(pilot)
        main = await settled(pilot)
        typed = main.form.body_text
        assert "192.0.2.1" in typed
        made = dialogs(main, tmp_path)
        assert set(made) == set(KINDS)
        tries = 0
        for kind in KINDS[part::PARTS]:
            driven = Driven(pilot, main, made[kind])
            dialog = await driven.opened()
            spots, closing = places(dialog), set()
            choices: list[tuple[Any, Any]] = [
                *((press_twice, key) for key in keys_of(dialog)),
                *((double_click, spot) for spot in spots),
            ]
            for choose, what in choices:
                if driven.is_closed:
                    await driven.opened()
                await choose(pilot, what)
                if await driven.check(f"{kind.__name__}: {choose.__name__} {what}"):
                    closing.add(what)
            await driven.close()
            tries += len(choices)
            assert closing, kind
            assert main.form.body_text == typed, kind
        assert tries > 130 / PARTS


def send_mouse(pilot, at: tuple[int, int], kind: type, time: float) -> None:
    event = kind(None, *at, 0, 0, 1, False, False, False, screen_x=at[0], screen_y=at[1])
    event.time = time
    pilot.app._driver.send_message(event)


async def click(pilot, at: tuple[int, int], time: float) -> None:
    send_mouse(pilot, at, events.MouseDown, time)
    send_mouse(pilot, at, events.MouseUp, time)
    await pilot.pause()


async def test_what_comes_late_has_no_effect(app, tmp_path):
    """A second half of a double click, a dialog whose caller is gone, a response below another
    screen, a full pipe.
    """
    async with app(RECORD).run_test(size=(100, 30)) as pilot:
        await fill_record()(pilot)
        main = await settled(pilot)
        results = []

        # The second half of a double click isn't for what the first half opened or uncovered.
        menu = MenuScreen("Menu", [Entry(f"Entry {n}", "", str(n)) for n in range(8)])
        await pilot.app.push_screen(menu, results.append)
        await pilot.pause()
        at = menu.query_one(OptionList).region.offset + Offset(5, 2)
        seen = []
        setattr(main, "on_click", seen.append)  # noqa: B010 - it has none of its own
        await click(pilot, at, 10.0)
        assert results == ["1"]
        assert pilot.app.screen is main
        other = MenuScreen("Menu", [Entry(f"Entry {n}", "", str(n)) for n in range(8)])
        await pilot.app.push_screen(other, results.append)
        await pilot.pause()
        await click(pilot, at, 10.2)
        assert pilot.app.screen is other, "it is the second half"
        await click(pilot, at, 11.0)
        assert results == ["1", "1"]

        # A dialog is closed with the worker that waits for it; one below another screen closes
        # after that.
        lonely = MenuScreen("Menu", [Entry("One", "", "one")])
        worker = main.run_worker(pilot.app.push_screen_wait(lonely))
        await until(pilot, lambda: pilot.app.screen is lonely, "it is open")
        worker.cancel()
        await until(pilot, lambda: pilot.app.screen is main, "it is closed")
        await pilot.app.push_screen(
            below := MenuScreen("Menu", [Entry("One", "", "one")]), results.append
        )
        await pilot.app.push_screen(HelpScreen())
        below.dismiss("one")
        assert results == ["1", "1"]
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main, "both are closed")
        assert results == ["1", "1", "one"]

        # The palette open, the terminal made too small and large again, and its keys in one read.
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, Palette), "the palette")
        for size in ((20, 5), (100, 30)) * 2:
            await pilot.resize_terminal(*size)
        await type_keys(pilot, "x", "escape", "y", "escape")
        await until(pilot, lambda: pilot.app.screen is main, "back")

        # A result that is clicked just before the list changes.
        await pilot.app.push_screen(found := SearchScreen(lambda _: [], str), results.append)
        found.post_message(ResultList.Chosen(3))
        await pilot.press("escape")

        # A pipe that is read no further can be left.
        os.mkfifo(tmp_path / "pipe")
        reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        await pilot.app.push_screen(
            SaveFileScreen(b"x" * 1_000_000, str(tmp_path / "pipe"), "a text"), results.append
        )
        await pilot.press("enter")
        await until(pilot, lambda: "Writing… Press esc to stop." in text(pilot), "it writes")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main, "it is left")
        os.close(reader)
        assert results[-1] is None
        assert "192.0.2.1" in main.form.body_text
