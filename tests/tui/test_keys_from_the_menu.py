"""The keys of the account are a place of their own, from the menu too."""

from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.signin.account_keys import AccountKeysScreen
from tests.tui.screen import Screen


async def test_esc_closes_them_as_they_say(app, fresh):
    async with app("GET /me", url=fresh).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.click("xx1111")
        await screen.until(lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
        await screen.type("keys of the account")
        await screen.press("enter")
        await screen.until(lambda: isinstance(pilot.app.screen, AccountKeysScreen), "the keys")
        await screen.sees("esc closes")
        await screen.press("escape")
        await screen.until(lambda: pilot.app.screen is screen.main, "they are closed")
