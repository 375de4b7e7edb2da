"""New keys that are in no use yet: known until they are used, revoked or let go, and asked about
before the program ends.
"""

import pytest
from textual.widgets import Input

from ovh_explorer.config import Credentials, find_endpoint
from ovh_explorer.config.save import save
from ovh_explorer.sandbox import READER_KEYS
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from ovh_explorer.tui.signin.key_wait import KeyWaitScreen
from ovh_explorer.tui.signin.save_keys import SaveKeysScreen
from ovh_explorer.tui.signin.token import PasteScreen, TokenScreen
from ovh_explorer.workspace.account.sign_out import deletions_of
from tests.sandboxes import running
from tests.tui.conftest import main_screen, text, until
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

OFFERED = "New keys that are not used yet"
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


async def signed_out(pilot) -> None:
    await menu(pilot)
    await take(pilot, "sign-out")
    await until(pilot, lambda: "Sign out ·" in text(pilot), "how")
    await take(pilot, "forget")
    workspace = main_screen(pilot).workspace
    await until(pilot, lambda: workspace.settings.credentials is None, "signed out")


async def test_keys_that_are_used_after_signing_out_are_in_use(explorer, own):
    async with explorer().run_test(size=(100, 40), notifications=True) as pilot:
        await pasted(pilot)
        await undecided(pilot)
        await signed_out(pilot)
        assert OFFERED in await menu(pilot)
        await take(pilot, "new-0")
        await keep(pilot)
        workspace = main_screen(pilot).workspace
        await until(pilot, lambda: workspace.settings.credentials == OTHERS, "they are used")
        await signed_in(pilot)
        assert OFFERED not in await menu(pilot)
        await take(pilot, "region")
        await until(pilot, lambda: "ovh-ca" in text(pilot), "the regions")
        await take(pilot, "ovh-ca")
        await ask(pilot, LOST)
        account = main_screen(pilot).account
        assert not account._made_account._unsaved.undecided, "no second question about the same"


async def test_keys_that_are_pasted_anew_while_signed_out_are_in_use(explorer, own):
    async with explorer().run_test(size=(100, 40), notifications=True) as pilot:
        await pasted(pilot)
        await undecided(pilot)
        await signed_out(pilot)
        await way(pilot, "paste", PasteScreen)
        await paste(pilot, READER)
        await press_button(pilot, "#sign-in")
        await keep(pilot)
        await signed_in(pilot)
        assert OFFERED not in await menu(pilot)


async def test_keys_of_a_profile_that_is_used_are_no_new_ones(explorer, own):
    save(own, find_endpoint(running()[1]), OTHERS, profile="reader")
    async with explorer().run_test(size=(100, 40), notifications=True) as pilot:
        await pasted(pilot)
        await undecided(pilot)
        assert OFFERED in await menu(pilot)
        await take(pilot, "profile-1")
        workspace = main_screen(pilot).workspace
        await until(pilot, lambda: workspace.settings.credentials == OTHERS, "the profile's")
        await signed_in(pilot)
        assert OFFERED not in await menu(pilot)


async def test_the_same_keys_are_offered_once(explorer, own):
    async with explorer().run_test(size=(100, 40), notifications=True) as pilot:
        for _ in range(2):
            await pasted(pilot)
            await undecided(pilot)
        assert (await menu(pilot)).count(OFFERED) == 1


@pytest.mark.parametrize("kind", ["credential", "application"])
async def test_keys_that_are_revoked_are_offered_no_more(explorer, own, kind):
    async with explorer().run_test(size=(100, 40), notifications=True) as pilot:
        await requested(pilot)
        await undecided(pilot)
        account = main_screen(pilot).account._made_account
        (new,) = account._unsaved.undecided
        workspace = main_screen(pilot).workspace
        deletions = deletions_of(new.credentials, new.identity)
        (call,) = [it for it in deletions if f"/{kind}/" in it.concrete_path]
        if kind == "application":
            # All tests use it.
            workspace.sender.on_deleted(call)
        else:
            assert (await workspace.send(call)).ok
        assert OFFERED not in await menu(pilot)


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


IN_USE_AT_END = "Quit? The keys in use are saved nowhere"
NEW_AT_END = "Quit? The new keys are saved nowhere"


async def test_quitting_asks_once_about_a_key_that_was_made_in_this_run(explorer, own):
    async with explorer().run_test(size=(100, 40), notifications=True) as pilot:
        await requested(pilot)
        await take(pilot, "run")
        workspace = main_screen(pilot).workspace
        await until(pilot, lambda: workspace.settings.credentials != OWN, "it is used")
        await signed_in(pilot)
        await pilot.press("ctrl+q")
        await ask(pilot, IN_USE_AT_END)
        await pilot.press("escape")
        await until(pilot, lambda: IN_USE_AT_END not in text(pilot), "the user stays")
        assert not pilot.app._exit
        await pilot.press("ctrl+q")
        await ask(pilot, IN_USE_AT_END)
        await take(pilot, "save")
        await until(pilot, lambda: isinstance(pilot.app.screen, SaveKeysScreen), "where")
        pilot.app.screen.query_one("#name", Input).value = "narrow"
        await press_button(pilot, "#save")
        await until(pilot, lambda: pilot.app._exit, "it is left")
    assert "[profile:narrow]" in own.read_text()


async def test_quitting_asks_about_keys_of_the_token_page_and_again_leaves(explorer):
    async with explorer().run_test(size=(100, 40), notifications=True) as pilot:
        await way(pilot, "token", TokenScreen)
        keys = create_keys(pilot.app.screen.link)
        pilot.app.screen.query_one("#copy").focus()
        await paste(pilot, keys)
        await press_button(pilot, "#sign-in")
        await until(pilot, lambda: isinstance(pilot.app.screen, SaveKeysScreen), "where")
        # They are new ones while it is asked where they are to be saved.
        await pilot.press("ctrl+q")
        await ask(pilot, NEW_AT_END)
        await pilot.press("escape")
        await keep(pilot)
        await signed_in(pilot)
        await pilot.press("ctrl+q")
        await ask(pilot, IN_USE_AT_END)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: pilot.app._exit, "it is left")


async def test_quitting_asks_about_new_keys_that_are_in_no_use(explorer, own):
    async with explorer().run_test(size=(100, 40), notifications=True) as pilot:
        await pasted(pilot)
        await undecided(pilot)
        await pilot.press("ctrl+q")
        await ask(pilot, NEW_AT_END)
        await pilot.press("escape")
        await until(pilot, lambda: NEW_AT_END not in text(pilot), "the user stays")
        assert OFFERED in await menu(pilot)
        await pilot.press("escape", "ctrl+q")
        await ask(pilot, NEW_AT_END)
        await take(pilot, "drop")
        await until(pilot, lambda: pilot.app._exit, "it is left")


async def test_quitting_asks_nothing_about_keys_that_the_user_brought_for_this_run(explorer, own):
    async with explorer().run_test(size=(100, 40), notifications=True) as pilot:
        await pasted(pilot)
        await take(pilot, "run")
        workspace = main_screen(pilot).workspace
        await until(pilot, lambda: workspace.settings.credentials != OWN, "they are used")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: pilot.app._exit, "it is left")


async def test_the_demo_asks_nothing_when_it_ends(app, fresh):
    async with app(url=fresh).run_test(size=(100, 40), notifications=True) as pilot:
        await pasted(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "until you quit" in toast(pilot), "where they are")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: pilot.app._exit, "it is left")
