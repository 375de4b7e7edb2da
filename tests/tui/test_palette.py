"""The command palette opened, used and closed in bursts: its search never looks for widgets that
are gone.
"""

import asyncio
import itertools

import pytest
from textual.app import App
from textual.command import DiscoveryHit, Hit, Provider
from textual.screen import Screen
from textual.widgets import OptionList

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.history.screen import HistoryScreen
from ovh_explorer.tui.key_bindings import KEYS
from ovh_explorer.tui.main.commands import COMMANDS
from ovh_explorer.tui.main.palette import ExplorerCommands, Palette
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.response.body_tab import BodyTab
from ovh_explorer.tui.terminal.key_presses import Presses
from tests.tui.conftest import main_screen, settled, text, type_keys, until


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

    presses = Presses()

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
        # Each takes long enough where it is to rest behind each.
        for burst in itertools.chain(*[bursts] * (1 if pause > 0.1 else 3)):
            await type_keys(pilot, *burst)
            await asyncio.sleep(pause)
            assert pilot.app._exception is None, burst
        while pilot.app.screen is not screen:
            await pilot.press("escape")
        await until(pilot, lambda: main_screen(pilot) is pilot.app.screen, "it is closed")
        assert not [worker for worker in pilot.app.workers if isinstance(worker.node, Palette)]


# Without a name in the palette: what closes, a letter that waits for another, the key that shows the
# request, as it is after an error, and what only names another key.
_NAMELESS = {"escape", "fold_all", "correct_form", "app.help_quit"}


def test_every_command_is_an_action_of_the_main_screen():
    names = [command.name for command in COMMANDS]
    assert len(set(names)) == len(names)
    for command in COMMANDS:
        name = command.action.partition("(")[0]
        if name == "in_response":
            method = command.action.partition("'")[2].rstrip("')")
            assert callable(getattr(BodyTab, f"action_{method}", None)), command.name
        else:
            owner = ExplorerApp if name.startswith("app.") else MainScreen
            method = name.removeprefix("app.")
            assert callable(getattr(owner, f"action_{method}", None)), command.name


def test_what_a_key_does_has_a_name_in_the_palette_with_the_key_beside_it():
    keys = {command.action: command.key for command in COMMANDS}
    expected = {
        key.action if key.where in ("everywhere", "panes") else f"in_response('{key.action}')"
        for key in KEYS
        if key.where in ("everywhere", "panes", "response")
        and key.action not in {*_NAMELESS, "command_palette"}
    }
    expected = expected - {"quit"} | {"app.quit"}
    assert expected <= set(keys), expected - set(keys)
    assert not [action for action in expected if not keys[action]]
    assert (keys["app.quit"], keys["copy_response"]) == ("^q", "y or ^y")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("script", "Script or recipe of past requests"),
        ("save", "Write what is shown to a file"),
        ("export", "Write what is shown to a file"),
        ("login", "Sign in"),
        ("logout", "Sign out"),
        ("quit", "Quit"),
        ("exit", "Quit"),
        ("undo", "Undo"),
        ("filter", "Filter the response"),
        ("table", "Table"),
        ("read-only", "Read only"),
        ("next tab", "Next tab"),
        ("settings", "Language of the code"),
        ("move a block", "Recipe: Additional IP: move a block to another server"),
    ],
)
async def test_what_people_call_a_command_finds_it_first(app, typed, name):
    async with app("GET /me").run_test(size=(120, 40)) as pilot:
        await settled(pilot, form=True)
        await type_keys(pilot, "ctrl+p", *typed)
        options = pilot.app.screen.query_one(OptionList)
        await until(
            pilot,
            lambda: options.option_count and str(options.get_option_at_index(0).hit.text) == name,
            name,
        )


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (
            word,
            {"Sign in", "A key for a tool", "Make a service account", "Keys of the account"},
        )
        for word in ("rights", "permission", "access", "token")
    ]
    + [
        ("key", {"Sign in", "A key for a tool", "Keys of the account"}),
        ("request a key", {"Sign in"}),
        # By what is said below a name.
        ("revoke", {"Sign out", "Keys of the account"}),
        ("colours", {"Theme nord"}),
        ("parameters and values", {"What's new"}),
    ],
)
async def test_the_word_for_what_a_command_leads_to_finds_it(app, typed, names):
    async with app("GET /me").run_test(size=(120, 40)) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+p")
        provider = ExplorerCommands(screen)
        await provider.startup()
        found = [str(hit.text) async for hit in provider.search(typed)]
        assert names <= set(found)


async def test_what_is_only_said_of_a_command_comes_behind_what_is_named_so(app):
    async with app("GET /me").run_test(size=(120, 40)) as pilot:
        screen = await settled(pilot, form=True)
        provider = ExplorerCommands(screen)
        await provider.startup()
        scores = {str(hit.text): hit.score async for hit in provider.search("catalog")}
        assert scores["Refresh the catalog"] == max(scores.values())
        scores = {str(hit.text): hit.score async for hit in provider.search("cursor")}
        said = scores["Add an entry"]
        operations = [name for name in scores if name.startswith(("GET /v", "POST /v"))]
        assert all(scores[name] < said for name in operations)


async def test_what_is_done_with_a_response_is_done_from_the_palette_too(app):
    async with app("GET /domain/zone/example.com/record").run_test(
        size=(120, 40), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        screen.bench.response.step_tab(1)
        await type_keys(pilot, "ctrl+p", *"filter")
        await until(pilot, lambda: "By a JMESPath expression" in text(pilot), "the command")
        await type_keys(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is not screen, "what asks for it")
        await until(pilot, lambda: "JMESPath" in text(pilot), "the expression is asked for")
        assert screen.bench.response.tab == "response"


@pytest.mark.parametrize("keys", [("comma", "semicolon"), ("[", "]"), ("f9", "ctrl+n")])
async def test_tabs_are_stepped_by_keys_that_every_keyboard_has(app, keys):
    async with app("GET /me").run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot, form=True)
        before, after = keys
        await pilot.press("f7", after)
        assert screen.bench.response.tab == "headers"
        await pilot.press(before)
        assert screen.bench.response.tab == "response"


async def test_enter_typed_ahead_chooses_what_the_words_find(app):
    """What is listed before they are looked for begins with TRY."""
    async with app("POST /domain/zone/example.com/refresh").run_test(size=(120, 40)) as pilot:
        await settled(pilot, form=True)
        await type_keys(pilot, "ctrl+p", *"history", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen), "the history")
