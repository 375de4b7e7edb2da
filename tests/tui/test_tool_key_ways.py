"""On the way to a key for a tool: one step back at a time, and nothing lost on the way."""

from pathlib import Path

import pytest
from textual.widgets import Input

from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from ovh_explorer.tui.signin.key_wait import KeyWaitScreen
from ovh_explorer.tui.signin.tool_key_export import ToolKeyScreen
from ovh_explorer.tui.signin.tool_key_request import ToolKeyRequestScreen, ToolPasteScreen
from ovh_explorer.tui.signin.tool_rights import ToolRightsScreen
from tests.tui.conftest import main_screen, until
from tests.tui.screen import Screen
from tests.tui.sign_in import (  # noqa: F401 - fixtures
    decide,
    in_a_hurry,
    paste,
    press_button,
    shown,
    started,
    way,
)
from tests.tui.tool_keys import (  # noqa: F401 - fixtures
    MINE,
    chosen,
    explorer_fixture,
    on,
    signed_in,
    trial_done,
    written_to,
)


async def title_is(pilot, words: str) -> None:
    await until(pilot, lambda: words in Screen(pilot).title, words)
    await pilot.pause()


async def rights_of(pilot, tool: str, place: str) -> None:
    """Choose a tool and its zone, as far as its rights."""
    await pilot.press("escape", "S")
    await chosen(pilot, "tool", "Sign in")
    await chosen(pilot, tool, "for which tool")
    await title_is(pilot, "for which zone")
    if f"name {place}" in [entry.id for entry in pilot.app.screen._entries]:
        await chosen(pilot, f"name {place}", "for which zone")
    else:
        await chosen(pilot, "another place", "for which zone")
        await on(pilot, PromptScreen)
        pilot.app.screen.query_one(Input).value = place
        await pilot.press("enter")
    await on(pilot, ToolRightsScreen)


async def test_esc_goes_back_one_step_at_a_time(explorer):
    async with explorer(None).run_test(size=(80, 24), notifications=True) as pilot:
        await started(pilot)
        await rights_of(pilot, "lego", "example.com")
        await press_button(pilot, "#go-on")
        await chosen(pilot, "request", "Which key?")
        await on(pilot, ToolKeyRequestScreen)
        for title in ("Which key?", "Rights", "for which zone", "for which tool", "Sign in"):
            await pilot.press("escape")
            await title_is(pilot, title)
        await chosen(pilot, "tool", "Sign in")
        await chosen(pilot, "lego", "for which tool")
        await chosen(pilot, "another place", "for which zone")
        await on(pilot, PromptScreen)
        await pilot.press("escape")
        await title_is(pilot, "for which zone")
        assert isinstance(pilot.app.screen, MenuScreen), "not the list of tools"


async def test_a_tool_without_a_zone_goes_back_to_the_tools(explorer):
    async with explorer(None).run_test(size=(80, 24), notifications=True) as pilot:
        await started(pilot)
        await pilot.press("escape", "S")
        await chosen(pilot, "tool", "Sign in")
        await chosen(pilot, "read-only", "for which tool")
        await on(pilot, ToolRightsScreen)
        await pilot.press("escape")
        await title_is(pilot, "for which tool")


async def test_what_needs_keys_says_so_before_it_is_chosen(explorer):
    async with explorer(None).run_test(size=(100, 30), notifications=True) as pilot:
        screen = Screen(pilot)
        await started(pilot)
        await rights_of(pilot, "lego", "example.com")
        await press_button(pilot, "#go-on")
        await title_is(pilot, "Which key?")
        assert screen.text.count("; sign in first") == 2
        for name in ("service", "user-token"):
            await chosen(pilot, name, "Which key?")
            await until(pilot, lambda: any("Sign in first" in it for it in screen.toasts), "why")
            await title_is(pilot, "Which key?")


async def test_a_name_is_taken_as_the_api_spells_it(explorer):
    async with explorer(None).run_test(size=(80, 24), notifications=True) as pilot:
        await started(pilot)
        await rights_of(pilot, "lego", "Bücher.Example")
        assert "/domain/zone/xn--bcher-kva.example/record" in Screen(pilot).text


async def test_a_requested_key_can_be_waited_for_again(explorer, tmp_path):
    async with explorer().run_test(size=(100, 30), notifications=True) as pilot:
        screen = Screen(pilot)
        await signed_in(pilot)
        await rights_of(pilot, "octodns", "example.com")
        await press_button(pilot, "#go-on")
        await chosen(pilot, "request", "Which key?")
        await on(pilot, ToolKeyRequestScreen)
        await press_button(pilot, "#ask")
        await on(pilot, KeyWaitScreen)
        link = pilot.app.screen._request.link
        await pilot.press("escape")
        # It waits for these rights, and for no others.
        for title in ("Which key?", "Rights"):
            await title_is(pilot, title)
            await pilot.press("escape")
        await title_is(pilot, "for which zone")
        await chosen(pilot, "name example.org", "for which zone")
        await on(pilot, ToolRightsScreen)
        await press_button(pilot, "#go-on")
        await title_is(pilot, "Which key?")
        assert "Wait for the key" not in screen.text
        for title in ("Which key?", "Rights"):
            await title_is(pilot, title)
            await pilot.press("escape")
        await title_is(pilot, "for which zone")
        await chosen(pilot, "name example.com", "for which zone")
        await on(pilot, ToolRightsScreen)
        await press_button(pilot, "#go-on")
        await title_is(pilot, "Which key?")
        assert "Wait for the key that was requested" in screen.text
        await chosen(pilot, "wait", "Which key?")
        await on(pilot, KeyWaitScreen)
        assert pilot.app.screen._request.link == link, "the same key"
        decide(link)
        await trial_done(pilot)
        await written_to(pilot, tmp_path / "octodns.yaml")


async def test_a_key_that_will_not_be_good_is_not_waited_for_again(explorer):
    async with explorer().run_test(size=(100, 30), notifications=True) as pilot:
        screen = Screen(pilot)
        await signed_in(pilot)
        await way(pilot, "request", KeyRequestScreen)
        await press_button(pilot, "#ask")
        await on(pilot, KeyWaitScreen)
        wait = pilot.app.screen
        wait._failed = "This key can't be used."
        await pilot.press("escape")
        await title_is(pilot, "Sign in")
        assert "Wait for the key" not in screen.text


async def test_the_tick_under_the_cursor_is_seen(explorer):
    async with explorer().run_test(size=(80, 24), notifications=True) as pilot:
        screen = Screen(pilot)
        await signed_in(pilot)
        await way(pilot, "request", KeyRequestScreen)
        pilot.app.screen.query_one("#delegated").focus()
        await pilot.pause()
        assert "for another account: send its owner the link" in screen.text
        await pilot.press("space")
        await pilot.pause()
        assert "X" in screen.text.split("for another account")[0].splitlines()[-1]


async def test_keys_are_said_to_be_the_kind_that_the_tool_takes(explorer):
    async with explorer().run_test(size=(100, 30), notifications=True) as pilot:
        screen = Screen(pilot)
        await signed_in(pilot)
        await rights_of(pilot, "octodns", "example.com")
        await press_button(pilot, "#go-on")
        await chosen(pilot, "paste", "Which key?")
        await on(pilot, ToolPasteScreen)
        assert "an application key, its secret and a consumer key" in screen.text
        assert "access token" not in screen.text
        await paste(pilot, "a1" * 20)
        await press_button(pilot, "#sign-in")
        await until(pilot, lambda: "this kind (access token)" in shown(pilot), "why not")


async def test_keys_that_the_user_has_are_not_lost(explorer):
    """Nothing is asked: they are elsewhere."""
    async with explorer().run_test(size=(100, 30), notifications=True) as pilot:
        await signed_in(pilot)
        await rights_of(pilot, "lego", "example.com")
        await press_button(pilot, "#go-on")
        await chosen(pilot, "paste", "Which key?")
        await on(pilot, ToolPasteScreen)
        await paste(pilot, f"{MINE.application_key} {MINE.application_secret} {MINE.consumer_key}")
        await press_button(pilot, "#sign-in")
        await trial_done(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot), "closed")


@pytest.mark.parametrize("name", ["lego.env", "~/lego.env"])
async def test_where_the_key_was_written_is_said_in_full(explorer, tmp_path, name):
    keys = f"{MINE.application_key}\n{MINE.application_secret}\n{MINE.consumer_key}"
    async with explorer().run_test(size=(160, 30), notifications=True) as pilot:
        screen = Screen(pilot)
        await signed_in(pilot)
        await rights_of(pilot, "lego", "example.com")
        await press_button(pilot, "#go-on")
        await chosen(pilot, "paste", "Which key?")
        await on(pilot, ToolPasteScreen)
        await paste(pilot, keys)
        await press_button(pilot, "#sign-in")
        await trial_done(pilot)
        await press_button(pilot, "#write")
        await on(pilot, PromptScreen)
        pilot.app.screen.query_one(Input).value = name
        await pilot.press("enter")
        await on(pilot, ToolKeyScreen)
        folder = Path.home() if "~" in name else Path.cwd()
        where = str(folder / "lego.env")
        assert Path(where).exists()
        said = lambda: any(where in "".join(note.split()) for note in screen.toasts)  # noqa: E731
        await until(pilot, said, where)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot), "done")
