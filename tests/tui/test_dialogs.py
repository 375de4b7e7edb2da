"""Every dialog gives its caller one result, however often it is chosen: by keys in one read, by a
double click.
"""

import importlib
import os
import pkgutil
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

import pytest
from textual import events
from textual.binding import Binding
from textual.command import CommandPalette
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import OptionList

import ovh_explorer.tui
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.dialog import Dialog, ResultScreen
from ovh_explorer.tui.dialogs.guarded import GuardedScreen
from ovh_explorer.tui.dialogs.help import HelpScreen
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.question import QuestionScreen
from ovh_explorer.tui.dialogs.save_file import SaveFileScreen
from ovh_explorer.tui.dialogs.too_small import TooSmallScreen
from ovh_explorer.tui.dialogs.word_question import WordQuestion
from ovh_explorer.tui.main.palette import Palette
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.main.search_screen import SearchScreen
from ovh_explorer.tui.signin.verify_screen import VerifyScreen
from ovh_explorer.tui.terminal.base_screen import BaseScreen
from ovh_explorer.tui.terminal.command_list import NoMatchPalette
from ovh_explorer.tui.terminal.key_presses import HELD_SECONDS, Presses
from ovh_explorer.tui.widgets.result_list import ResultList
from tests.tui.conftest import RECORD, fill_record, settled, text, type_keys, until
from tests.tui.dialogs import dialogs


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
_BEGUN = {"load", "verify", "request", "write"}
BASES = {Dialog, GuardedScreen, QuestionScreen, ResultScreen, VerifyScreen, WordQuestion}
# Closes by itself where there is room; it has a test of its own.
TOO_SMALL = {TooSmallScreen}

import_all()
KINDS = sorted(set(subclasses(ResultScreen)) - BASES - TOO_SMALL, key=lambda kind: kind.__name__)
# So many tests, which can run beside each other.
PARTS = 4


def test_every_screen_that_closes_has_the_base():
    ours = set(subclasses(Screen)) - {BaseScreen, MainScreen, NoMatchPalette}
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
        # While one is being filled, esc stops that, and closes it only when pressed again.
        await until(self.pilot, self._is_quiet, "it is filled")
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
    # What a dialog writes, it writes where the program was started.
    monkeypatch.chdir(tmp_path)
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


async def test_what_comes_late_has_no_effect(app, tmp_path, monkeypatch):
    """A second half of a double click, a dialog whose caller is gone, a response below another
    screen, a full pipe.
    """
    # However slow the machine is, what comes next is within it.
    within = 60.0
    monkeypatch.setattr(ExplorerApp, "CLICK_CHAIN_TIME_THRESHOLD", within)
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
        first = monotonic()
        await click(pilot, at, first)
        assert results == ["1"]
        assert pilot.app.screen is main
        other = MenuScreen("Menu", [Entry(f"Entry {n}", "", str(n)) for n in range(8)])
        await pilot.app.push_screen(other, results.append)
        await pilot.pause()
        await click(pilot, at, monotonic())
        assert pilot.app.screen is other, "it is the second half"
        await click(pilot, at, first + within + 1.0)
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

        # The palette open, the terminal made too small and large again, and its keys in one read:
        # the first may still be for what says that it is too small.
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, Palette), "the palette")
        for size in ((20, 5), (100, 30)) * 2:
            await pilot.resize_terminal(*size)
        await type_keys(pilot, "x", "escape", "escape", "escape")
        await until(pilot, lambda: pilot.app.screen is main, "back")

        # A result that is clicked just before the list changes.
        await pilot.app.push_screen(found := SearchScreen(lambda _: [], str), results.append)
        found.post_message(ResultList.Chosen(3, 0))
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
