"""The recipe that adds a TXT record puts its text in one pair of double quotes, and says so."""

import pytest

from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from tests.tui.screen import Screen


async def at_text(screen: Screen) -> None:
    """Begin the recipe, up to the text of the record."""
    await screen.press("ctrl+p")
    await screen.type("scenario")
    await screen.sees("Series of requests")
    await screen.press("enter")
    await screen.until(lambda: isinstance(screen.pilot.app.screen, MenuScreen), "the menu")
    await screen.choose_recipe("txt record")
    await screen.sees("zone")
    await screen.type("example.com")
    await screen.press("enter")
    await screen.until(lambda: isinstance(screen.pilot.app.screen, PromptScreen), "the name")
    await screen.type("hello-name")
    await screen.press("enter")
    await screen.sees("double quotes")


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_text_with_quotes_gets_no_second_pair(app, fresh, no_keys_of_the_user, size):
    async with app(url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await at_text(screen)
        shown = " ".join(screen.text.replace("│", " ").split())
        assert "the recipe puts it in double quotes" in shown
        await screen.type('say "hello"')
        await screen.press("enter")
        await screen.sees("is put in double quotes. It can")
        await screen.press("ctrl+a", "ctrl+k")
        await screen.type('"hello"')
        await screen.press("enter")
        await screen.until(lambda: "after the change" in screen.text, "the other text")
