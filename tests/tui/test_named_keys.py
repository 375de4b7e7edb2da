"""Every key that a footer or a dialog's edge names does something that is seen there, or says why
it can't.
"""

import dataclasses
import itertools
import json
import re
from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.history.screen import HistoryScreen
from ovh_explorer.tui.main.footer import FooterBar
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.main.search_screen import SearchScreen
from ovh_explorer.tui.response.columns_dialog import ColumnsScreen
from ovh_explorer.tui.signin.account_keys import AccountKeysScreen
from ovh_explorer.tui.widgets.fitted_line import FittedKeys, FittedLine
from tests.tui.conftest import Demo, settled, until
from tests.tui.responses import serves
from tests.tui.screen import Screen

LIST = "GET /vps/vps-1/ips"
OBJECTS = [{"id": 1, "name": "b"}, {"id": 2, "name": "a"}]
SIZE = (160, 48)


async def response_of(screen: Screen) -> None:
    """The response pane has focus, with a response."""
    if screen.main.bench.response.response is None:
        await screen.send()
    await screen.tab("Response")
    if screen.main.bench.response.table is not None:
        await screen.press("t")
        await screen.until(lambda: screen.main.bench.response.table is None, "the JSON")


async def table_of(screen: Screen) -> None:
    await response_of(screen)
    await screen.press("t")
    await screen.until(lambda: screen.main.bench.response.table is not None, "the table")


def tab_of(title: str) -> Callable[[Screen], Awaitable[None]]:
    async def go(screen: Screen) -> None:
        await screen.tab(title)

    return go


def request_tab(name: str) -> Callable[[Screen], Awaitable[None]]:
    async def go(screen: Screen) -> None:
        await screen.show("request")
        screen.main.bench.request.show_tab(name)
        await screen.drawn()
        screen.main.bench.request.focus_form()
        await screen.drawn()

    return go


async def editing(screen: Screen) -> None:
    await request_tab("form")(screen)
    await screen.press("home", "enter")
    await screen.until(lambda: screen.is_editing, "a field is edited")


async def on_field(screen: Screen) -> None:
    await request_tab("form")(screen)
    await screen.press("home")


async def on_try(screen: Screen) -> None:
    await request_tab("form")(screen)
    await screen.press("end")


async def products_of(screen: Screen) -> None:
    await screen.show("products")


PLACES: dict[str, Callable[[Screen], Awaitable[None]]] = {
    "products": products_of,
    "form": on_field,
    "try": on_try,
    "field": editing,
    "json": request_tab("json"),
    "schema": request_tab("schema"),
    "about": request_tab("about"),
    "response": response_of,
    "table": table_of,
    "headers": tab_of("Headers"),
    "schema of the response": tab_of("Schema"),
    "code": tab_of("Python"),
}


def answers_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """No response is like the one before: a request that was sent is seen."""
    send, numbers = Demo.send, itertools.count()

    async def changed(self, call, progress=None):
        response = await send(self, call, progress)
        item = {"id": 1, "name": f"b {next(numbers)}"}
        return dataclasses.replace(
            response, content=json.dumps([item, {"id": 2, "name": "a"}]).encode()
        )

    monkeypatch.setattr(Demo, "send", changed)


def seen(pilot: Pilot) -> tuple[object, str, str]:
    """What a user could tell two moments apart by: what is painted, in which colours, and what has
    focus.
    """
    app = pilot.app
    painted = [list(strip) for strip in app.screen._compositor.render_strips()]
    return painted, type(app.screen).__name__, str(app.focused)


async def back_to_main(pilot: Pilot, screen: Screen) -> None:
    for _ in range(6):
        if pilot.app.screen is screen.main:
            break
        await screen.press("escape")
        await pilot.pause(0.05)
    await until(pilot, lambda: pilot.app.screen is screen.main and not screen.is_sending, "back")
    pilot.app.clear_notifications()
    await screen.drawn()


@pytest.mark.parametrize("place", PLACES)
async def test_every_key_of_the_footer_does_something(app, monkeypatch, place):
    answers_anew(monkeypatch)
    async with app(LIST).run_test(size=SIZE, notifications=True) as pilot:
        await settled(pilot, form=True)
        screen = Screen(pilot)
        await PLACES[place](screen)
        footer = screen.main.query_one(FooterBar)
        keys = [key for _, _, key in footer._places()]
        assert len(keys) > 5
        before = None
        for key in keys:
            await back_to_main(pilot, screen)
            # Most of what a key opens leaves all as it was.
            if seen(pilot) != before:
                await screen.open(LIST)
                # What an earlier key followed leads back to what is shown already.
                screen.main.bench.state.left.clear()
                await PLACES[place](screen)
            await until(pilot, lambda: key in footer.keys, f"{key} again")  # noqa: B023 - it is awaited in the turn
            pilot.app.clear_notifications()
            await screen.drawn()
            before = seen(pilot)
            # The cursor of a table is in its first column.
            await pilot.press("right" if key.shown == "←/→" else key.key)
            await until(
                pilot,
                lambda: seen(pilot) != before,  # noqa: B023 - it is awaited in the turn
                f"{key.shown} does something in {place}",
            )


NAMES = {
    "esc": "escape",
    "enter": "enter",
    "tab": "tab",
    "space": "space",
    "/": "slash",
    "↑↓": "down",
    # Any character does.
    "type": "s",
}


def keys_in(words: str) -> list[str]:
    """The keys that parts such as ``^r send`` name."""
    shown = words.split()[0]
    if re.fullmatch(r"\^[a-z]", shown):
        return [f"ctrl+{shown[1]}"]
    return [NAMES.get(shown, shown.lower() if re.fullmatch(r"F\d+", shown) else shown)]


DIALOGS: dict[str, tuple[type, tuple[str, ...]]] = {
    "history": (HistoryScreen, ("H",)),
    "columns": (ColumnsScreen, ("t", "o")),
    "keys": (AccountKeysScreen, ("K",)),
    "favourites": (MenuScreen, ("F",)),
    "search": (SearchScreen, ("ctrl+f",)),
}


@pytest.mark.parametrize("name", DIALOGS)
async def test_every_key_that_a_dialog_names_does_something(app, monkeypatch, name):
    kind, opening = DIALOGS[name]
    async with app("GET /domain/zone/example.com/record").run_test(
        size=SIZE, notifications=True
    ) as pilot:
        main = await settled(pilot, form=True)
        screen = Screen(pilot)
        if name == "columns":
            serves(monkeypatch, OBJECTS)
        await screen.send()
        await screen.send()

        under: object = None

        async def open_it() -> None:
            nonlocal under
            await back_to_main(pilot, screen)
            # Most keys leave what is below the dialog as it was.
            if seen(pilot) != under:
                await screen.open("GET /domain/zone/example.com/record")
                await response_of(screen)
                under = seen(pilot)
            for key in opening:
                await screen.press(key)
                await screen.drawn()
            await until(pilot, lambda: isinstance(pilot.app.screen, kind), name)
            if name == "keys":
                await screen.sees("backup script")

        await open_it()
        edges = [box.keys for box in pilot.app.screen.query(FittedKeys) if box.keys]
        lines = [line._parts for line in pilot.app.screen.query(FittedLine)]
        said = [
            str(box.border_subtitle) for box in pilot.app.screen.query("*") if box.border_subtitle
        ]
        parts = [part for group in (edges or lines) for part in group] or re.split(
            " · |, ", said[0]
        )
        parts = [part for part in parts if part != "closes"]
        assert any(part.startswith("esc") for part in parts)
        # The same keys come when the account is asked again, and all rights are in sight.
        for part in (part for part in parts if part not in ("r again", "J K scroll")):
            for key in keys_in(part):
                await open_it()
                if part == "a all":
                    await pilot.press("n")
                before = seen(pilot)
                await pilot.press(key)
                await until(
                    pilot,
                    lambda: seen(pilot) != before,  # noqa: B023 - it is awaited in the turn
                    f"{key} of {part!r} does something",
                )
        assert isinstance(main, MainScreen)
