"""New keys where others are in use: nothing takes the place of these, or is lost, without a word."""

import pytest
from textual.widgets import Input, OptionList

from ovh_explorer.config import Credentials, find_endpoint
from ovh_explorer.config.save import save
from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_KEYS, READER_KEYS
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from ovh_explorer.tui.signin.key_wait import KeyWaitScreen
from ovh_explorer.tui.signin.save_keys import SaveKeysScreen
from ovh_explorer.tui.signin.service_account import ServiceAccountScreen
from ovh_explorer.tui.signin.token import PasteScreen
from ovh_explorer.tui.terminal import clipboard
from tests.sandboxes import running
from tests.tui.conftest import main_screen, text, type_keys, until
from tests.tui.screen import Screen, key_of
from tests.tui.sign_in import (  # noqa: F401 - fixtures
    decide,
    explorer_fixture,
    in_a_hurry,
    keep,
    paste,
    press_button,
    started,
    way,
)

OWN = Credentials(DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key)
READER = "\n".join(
    (READER_KEYS.application_key, READER_KEYS.application_secret, READER_KEYS.consumer_key)
)
QUESTION = "What are the new keys for? · xx1111-ovh"
LOST = "The keys in use are saved nowhere"


@pytest.fixture(name="own")
def own_fixture(no_keys_of_the_user):
    """The user's file, with the keys that are in use from the start."""
    path = no_keys_of_the_user / ".ovh.conf"
    save(path, find_endpoint(running()[1]), OWN)
    return path


async def signed_in(pilot) -> None:
    await started(pilot)
    account = main_screen(pilot).workspace.account
    await until(pilot, lambda: account.is_known, "who is signed in")


async def ask(pilot, words: str = QUESTION) -> None:
    await until(pilot, lambda: words in text(pilot), words)
    await pilot.pause()


def toast(pilot) -> str:
    return " ".join(Screen(pilot).toasts)


async def take(pilot, id: str) -> None:
    menu = pilot.app.screen.query_one(OptionList)
    menu.highlighted = menu.get_option_index(id)
    await pilot.press("enter")
    await pilot.pause()


async def requested(pilot) -> None:
    """A narrow key is requested with the application in use, and its owner accepts."""
    await signed_in(pilot)
    await way(pilot, "request", KeyRequestScreen)
    await pilot.press("ctrl+r")
    await until(pilot, lambda: isinstance(pilot.app.screen, KeyWaitScreen), "the waiting")
    decide(pilot.app.screen._request.link)
    await ask(pilot)


async def pasted(pilot) -> None:
    await signed_in(pilot)
    await way(pilot, "paste", PasteScreen)
    await paste(pilot, READER)
    await press_button(pilot, "#sign-in")
    await ask(pilot)


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_key_that_was_requested_replaces_none_by_itself(explorer, own, size):
    async with explorer().run_test(size=size, notifications=True) as pilot:
        await requested(pilot)
        workspace = main_screen(pilot).workspace
        assert "may: GET /*" in text(pilot)
        assert "may do everything" in text(pilot), "which are in use"
        await pilot.press("enter")
        assert QUESTION in text(pilot), "enter was for what was there before"
        await pilot.press("escape")
        await until(pilot, lambda: "The current keys stay in use" in text(pilot), "it is said")
        assert workspace.settings.credentials == OWN

        await pilot.press("S")
        await until(pilot, lambda: "New keys that are not used yet" in text(pilot), "them")
        await take(pilot, "new-0")
        await ask(pilot)
        await take(pilot, "run")
        await until(pilot, lambda: workspace.settings.credentials != OWN, "they are used")
        await until(pilot, lambda: workspace.account.is_known, "who is signed in")
        number = workspace.account.rights.credential
        said = (
            "Signed in as xx1111-ovh, with the application key 7kbG… "
            f"Consumer key {number}, may: GET /*"
        )
        await until(pilot, lambda: said in toast(pilot), "what tells it from the other")
        await pilot.press("S")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
        assert "New keys that are not used yet" not in text(pilot)


async def test_a_new_key_becomes_a_profile_for_later(explorer, own):
    async with explorer().run_test(size=(80, 24), notifications=True) as pilot:
        await requested(pilot)
        await take(pilot, "profile")
        await until(pilot, lambda: isinstance(pilot.app.screen, SaveKeysScreen), "where")
        assert "esc goes back" in text(pilot)
        await pilot.press("escape")
        await ask(pilot)
        await take(pilot, "profile")
        await until(pilot, lambda: isinstance(pilot.app.screen, SaveKeysScreen), "where")
        pilot.app.screen.query_one("#name", Input).value = "narrow"
        await press_button(pilot, "#save")
        await until(pilot, lambda: "The current keys stay in use." in text(pilot), "it is said")
        assert "Keys saved in" in text(pilot)
        assert "[profile:narrow]" in own.read_text()
        assert main_screen(pilot).workspace.settings.credentials == OWN


async def test_a_new_key_that_is_left_stays_valid_and_it_is_said_where_it_is_revoked(explorer, own):
    before = own.read_text()
    async with explorer().run_test(size=(80, 24), notifications=True) as pilot:
        await requested(pilot)
        await take(pilot, "leave")
        await until(pilot, lambda: "Not saved: consumer key" in toast(pilot), "which it is")
        assert "They stay valid in the account until you revoke them: K lists" in toast(pilot)
        assert main_screen(pilot).workspace.settings.credentials == OWN
    assert own.read_text() == before


async def test_a_new_key_is_copied(explorer, own, monkeypatch):
    copied = []

    async def copy(words, _write):
        copied.append(words)
        return clipboard.Copied("the clipboard", is_sure=True)

    monkeypatch.setattr(clipboard, "copy", copy)
    async with explorer().run_test(size=(80, 24), notifications=True) as pilot:
        await pasted(pilot)
        await take(pilot, "copy")
        await until(pilot, lambda: "Copied an ovh.conf, secrets and all" in text(pilot), "it is")
        assert READER_KEYS.consumer_key not in text(pilot)
        assert main_screen(pilot).workspace.settings.credentials == OWN
    assert f"consumer_key={READER_KEYS.consumer_key}" in copied[0]


async def test_keys_in_use_that_are_saved_nowhere_are_not_lost_without_a_word(explorer, own):
    """By a profile, or by other keys."""
    async with explorer().run_test(size=(80, 24), notifications=True) as pilot:
        await pasted(pilot)
        await take(pilot, "run")
        workspace = main_screen(pilot).workspace
        await until(pilot, lambda: workspace.settings.credentials != OWN, "they are used")
        unsaved = workspace.settings.credentials
        await signed_in(pilot)

        await pilot.press("S")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
        await take(pilot, "profile-0")
        await ask(pilot, LOST)
        await pilot.press("enter")
        await pilot.press("escape")
        await until(pilot, lambda: "Sign in ·" in text(pilot), "back in the menu")
        assert workspace.settings.credentials == unsaved
        await pilot.press("escape")

        await way(pilot, "service", ServiceAccountScreen)
        await type_keys(pilot, *DEMO_CLIENT.client_id, "enter", *DEMO_CLIENT.client_secret, "enter")
        await ask(pilot)
        await take(pilot, "run")
        await ask(pilot, LOST)
        await take(pilot, "save")
        await until(pilot, lambda: isinstance(pilot.app.screen, SaveKeysScreen), "where")
        pilot.app.screen.query_one("#name", Input).value = "reader"
        await press_button(pilot, "#save")
        await until(pilot, lambda: "Signed in as xx1111-ovh" in text(pilot), "the others are used")
        assert workspace.settings.credentials.client_id == DEMO_CLIENT.client_id
        assert "[profile:reader]" in own.read_text()


async def test_keys_that_are_let_go_are_gone_and_saved_ones_are_not_asked_about(explorer, own):
    async with explorer().run_test(size=(80, 24), notifications=True) as pilot:
        await pasted(pilot)
        await take(pilot, "run")
        workspace = main_screen(pilot).workspace
        await until(pilot, lambda: workspace.settings.credentials != OWN, "they are used")
        await signed_in(pilot)
        await pilot.press("S")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
        await take(pilot, "profile-0")
        await ask(pilot, LOST)
        await take(pilot, "drop")
        await until(pilot, lambda: workspace.settings.credentials == OWN, "the profile's")
        await signed_in(pilot)
        await way(pilot, "paste", PasteScreen)
        await paste(pilot, READER)
        await press_button(pilot, "#sign-in")
        await ask(pilot)
        await take(pilot, "run")
        await until(pilot, lambda: workspace.settings.credentials != OWN, "asked about nothing")


async def test_the_demo_asks_too_and_offers_to_save_nothing(app, fresh):
    async with app(url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        await pasted(pilot)
        workspace = main_screen(pilot).workspace
        own = workspace.settings.credentials
        assert "Save" not in text(pilot)
        await take(pilot, "leave")
        await until(pilot, lambda: "Not saved: consumer key" in text(pilot), "it is said")
        assert workspace.settings.credentials == own


async def test_without_other_keys_in_use_there_is_nothing_to_choose(explorer):
    async with explorer().run_test(size=(80, 24), notifications=True) as pilot:
        await started(pilot)
        await way(pilot, "paste", PasteScreen)
        await paste(pilot, READER)
        await press_button(pilot, "#sign-in")
        await keep(pilot)
        await until(pilot, lambda: "Signed in as xx1111-ovh" in text(pilot), "it worked")


async def test_new_keys_in_no_use_yet_are_not_left_behind_in_another_region(explorer, own):
    async with explorer().run_test(size=(80, 24), notifications=True) as pilot:
        await pasted(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "until you quit" in toast(pilot), "where they are")
        screen = main_screen(pilot)
        await pilot.press("S")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
        await take(pilot, "region")
        await until(pilot, lambda: "ovh-ca" in text(pilot), "the regions")
        await take(pilot, "ovh-ca")
        await ask(pilot, "The new keys are saved nowhere")
        await pilot.press("escape")
        await until(pilot, lambda: "Sign in ·" in text(pilot), "back in the menu")
        await pilot.press("escape")
        assert main_screen(pilot) is screen


async def test_the_menu_says_what_the_keys_in_use_may_do(explorer, no_keys_of_the_user):
    keys = Credentials(
        READER_KEYS.application_key, READER_KEYS.application_secret, READER_KEYS.consumer_key
    )
    save(no_keys_of_the_user / ".ovh.conf", find_endpoint(running()[1]), keys)
    save(no_keys_of_the_user / ".ovh.conf", find_endpoint(running()[1]), OWN, profile="all")
    async with explorer().run_test(size=(80, 24)) as pilot:
        await signed_in(pilot)
        await pilot.press(key_of("sign_in"))
        await until(pilot, lambda: "in use" in text(pilot), "the menu")
        assert "may: GET /domain" in " ".join(text(pilot).split())
