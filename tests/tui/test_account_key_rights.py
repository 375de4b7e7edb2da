"""The rights of a key can be read in the list of keys, however low the screen is."""

import pytest
from textual.command import CommandPalette

from ovh_explorer.tui.dialogs.help import HelpScreen
from tests.tui.account_keys import MINE, explorer_fixture, keys_screen  # noqa: F401
from tests.tui.account_keys import details as words_of
from tests.tui.conftest import text, until

LOW = (80, 24)


@pytest.mark.parametrize("keys", [["J"], ["tab", "pagedown"], ["tab", "down", "down", "down"]])
async def test_what_a_key_may_is_reached_by_keys(explorer, keys):
    async with explorer(MINE).run_test(size=LOW, notifications=True) as pilot:
        screen = await keys_screen(pilot)
        assert "J K scroll" in text(pilot), "the keys are named"
        details = screen.query_one("#details")
        assert details.max_scroll_y, "not all of it is in sight"
        last = words_of(screen).strip().splitlines()[-1].split()[-1]
        for _ in range(10):
            await pilot.press(*keys)
            keys = keys[-1:]
        await until(pilot, lambda: details.scroll_y == details.max_scroll_y, "its end")
        assert last in text(pilot)


async def test_the_help_of_the_list_says_what_works_there(explorer):
    """It takes ^f and ^r for itself, and does nothing with ^g; ^p and ^q go on to work."""
    async with explorer(MINE).run_test(size=(100, 80), notifications=True) as pilot:
        screen = await keys_screen(pilot)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen), "the help")
        entries = pilot.app.screen._entries
        sections = {entry.title: [] for entry in entries}
        for entry in entries:
            sections[entry.title].append(entry.key.shown)
        assert sections["Everywhere"] == ["^p", "^q"]
        assert "Outside fields" not in sections
        assert {"?", "^r", "^f", "^g", "/", "y", "r"} <= set(sections["On the main screen"])
        await pilot.press(*"every command by name", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette), "its commands")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen, "back")


async def test_the_help_of_the_list_says_its_keys_and_does_what_they_do(explorer):
    async with explorer(MINE).run_test(size=LOW, notifications=True) as pilot:
        screen = await keys_screen(pilot)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen), "the help")
        await until(pilot, lambda: "details down" in text(pilot), "its own keys come first")
        await pilot.press(*"find by words", "enter")
        await until(pilot, lambda: pilot.app.screen is screen, "back")
        await until(pilot, lambda: screen.query_one("#filter").has_focus, "the filter")
        await pilot.press("escape", "f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen), "the help again")
        await pilot.press(*"TRY: send", "enter")
        await until(pilot, lambda: "press esc to close the list first" in text(pilot), "why not")
