"""New keys that are in no use yet: known until they are used, revoked or let go, and asked about
before the program ends.
"""

from textual.widgets import Input

from ovh_explorer.config import Credentials
from ovh_explorer.sandbox import READER_KEYS
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from ovh_explorer.tui.signin.key_wait import KeyWaitScreen
from ovh_explorer.tui.signin.save_keys import SaveKeysScreen
from tests.tui.conftest import text, until
from tests.tui.sign_in import (  # noqa: F401 - fixtures
    create_keys,
    decide,
    explorer_fixture,
    in_a_hurry,
    keep,
    paste,
    press_button,
    way,
)
from tests.tui.test_new_keys import (  # noqa: F401 - a fixture
    LOST,
    OWN,
    READER,
    ask,
    own_fixture,
    pasted,
    requested,
    signed_in,
    take,
    toast,
)

OFFERED = "The new keys that are in no use yet"
OTHERS = Credentials(
    READER_KEYS.application_key, READER_KEYS.application_secret, READER_KEYS.consumer_key
)


async def menu(pilot) -> str:
    """What the menu of the ways to sign in says."""
    await pilot.press("S")
    await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
    await pilot.pause()
    return text(pilot)


async def undecided(pilot) -> None:
    """The dialog about the new keys is left without a choice."""
    await pilot.press("escape")
    await until(pilot, lambda: "until you quit" in toast(pilot), "where they are")


async def test_keys_of_another_account_are_so_still_when_they_are_chosen_later(explorer, own):
    async with explorer().run_test(size=(100, 40), notifications=True) as pilot:
        await signed_in(pilot)
        await way(pilot, "delegate", KeyRequestScreen)
        await press_button(pilot, "#ask")
        await until(pilot, lambda: isinstance(pilot.app.screen, KeyWaitScreen), "the waiting")
        decide(pilot.app.screen._request.link)
        await ask(pilot)
        await undecided(pilot)
        await menu(pilot)
        await take(pilot, "new-0")
        await ask(pilot)
        await take(pilot, "save")
        await until(pilot, lambda: isinstance(pilot.app.screen, SaveKeysScreen), "where")
        name = pilot.app.screen.query_one("#name", Input)
        assert (name.value, name.disabled) == ("xx1111-ovh", False), "as a profile"
        assert "would be replaced" not in text(pilot)
