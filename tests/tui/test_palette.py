"""The command palette opened, used and closed in bursts: its search never looks for widgets that
are gone.
"""

import asyncio
import itertools

import pytest
from textual.app import App
from textual.command import DiscoveryHit, Hit, Provider
from textual.screen import Screen

from ovh_explorer.tui.key_bindings import KEYS, only_moves
from ovh_explorer.tui.main.palette import COMMANDS, Palette
from ovh_explorer.tui.main.screen import MainScreen
from tests.tui.conftest import main_screen, settled, type_keys, until


class _Late(Provider):
    """Finds something when it is told to."""

    told: asyncio.Event

    async def search(self, query: str):
        await self.told.wait()
        yield Hit(1.0, query, lambda: None, text=query)

    async def discover(self):
        await self.told.wait()
        yield DiscoveryHit("one", lambda: None)


class _Places(App[None]):
    """An app whose screens come and go, as those of a workspace do."""

    def on_mount(self) -> None:
        self.add_mode("first", Screen)
        self.switch_mode("first")


@pytest.mark.parametrize("ending", ["its place is left", "it is closed", "it is removed"])
async def test_what_is_found_while_it_closes_has_no_list_to_go_to(ending):
    app = _Places()
    async with app.run_test() as pilot:
        for turns in range(16):
            _Late.told = asyncio.Event()
            app.add_mode("place", Screen)
            await app.switch_mode("place")
            palette = Palette(providers=[_Late])
            await app.push_screen(palette)
            await until(pilot, lambda: len(app.workers), "it searches")
            if ending == "it is closed":
                palette.dismiss()
            elif ending == "it is removed":
                palette.remove()
            else:
                await app.switch_mode("first")
                app.remove_mode("place")
            for _ in range(turns):
                await asyncio.sleep(0)
            _Late.told.set()
            await until(pilot, lambda palette=palette: not palette.is_attached, "it is gone")
            if ending != "its place is left":
                await app.switch_mode("first")
                await app.remove_mode("place")
            assert app._exception is None, f"after {turns} turns"


@pytest.mark.parametrize("pause", [0, 0.005, 0.3])
async def test_it_opens_and_closes_in_bursts(app, pause):
    bursts = (
        ["ctrl+p", "escape"],
        ["ctrl+p", "x", "escape", "ctrl+p", "y"],
        ["escape", "ctrl+p", *"hist", "backspace", "escape"],
        ["ctrl+p", "ctrl+p", "z", "z", "z", "escape"],
        ["ctrl+p", *"no such", "escape", "escape", "ctrl+p", "down", "escape"],
    )
    async with app("GET /me").run_test(size=(100, 30)) as pilot:
        screen = await settled(pilot, form=True)
        for burst in itertools.chain(*[bursts] * 3):
            await type_keys(pilot, *burst)
            await asyncio.sleep(pause)
            assert pilot.app._exception is None, burst
        while pilot.app.screen is not screen:
            await pilot.press("escape")
        await until(pilot, lambda: main_screen(pilot) is pilot.app.screen, "it is closed")
        assert not [worker for worker in pilot.app.workers if isinstance(worker.node, Palette)]


# Without a name in the palette: what leaves, and what is done in a field.
_NAMELESS = {"app.suspend_process", "edit_outside", "escape", "next_state"}


def test_every_command_is_an_action_of_the_main_screen():
    names = [name for name, _, _ in COMMANDS]
    assert len(set(names)) == len(names)
    for name, _, action in COMMANDS:
        assert callable(getattr(MainScreen, f"action_{action}", None)), name


def test_what_a_key_does_everywhere_has_a_name_in_the_palette():
    """But for keys that only move, each action of the table of keys is found by a name."""
    named = {action for _, _, action in COMMANDS}
    actions = {
        key.action
        for key in KEYS
        if key.where in ("everywhere", "panes") and not only_moves(key.keys.split(",")[0])
    }
    assert actions - named == _NAMELESS
