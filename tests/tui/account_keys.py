"""The screen of the account's keys, on a sandbox: how a test opens it and what it shows."""

import pytest
from textual.widgets import Static

from ovh_explorer.config import Credentials
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.signin.account_keys import AccountKeysScreen
from ovh_explorer.workspace.account.consumer_key import request_key
from ovh_explorer.workspace.settings import gather
from tests.sandboxes import running
from tests.tui.conftest import Stocked, main_screen, text, until
from tests.tui.sign_in import decide

MINE = Credentials(DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key)


@pytest.fixture(name="explorer")
def explorer_fixture(tmp_path):
    def make(keys, **settings) -> ExplorerApp:
        found = gather(running()[1], environ={}, **settings).with_credentials(keys, "a test")
        return ExplorerApp(Stocked(found, cache=tmp_path))

    return make


async def a_key_of_its_own() -> Credentials:
    """Another consumer key with all rights, which can be revoked without harm to other tests."""
    from ovh_explorer.workspace.account.access_rules import everything

    settings = gather(running()[1], environ={})
    request = await request_key(settings.endpoint, MINE, everything())
    decide(request.link)
    return request.credentials


async def keys_screen(pilot) -> AccountKeysScreen:
    await until(
        pilot,
        lambda: main_screen(pilot).bench and main_screen(pilot).workspace.account.who,
        "it has started",
    )
    await pilot.press("escape", "K")
    await until(pilot, lambda: isinstance(pilot.app.screen, AccountKeysScreen), "the keys")
    screen = pilot.app.screen
    await until(
        pilot,
        lambda: "reading…" not in text(pilot) and (screen.key or screen._keys.problems),
        "the list",
    )
    return screen


async def go_to(pilot, screen: AccountKeysScreen, kind: str, id: str) -> None:
    def places() -> list[int]:
        return [i for i, key in enumerate(screen._shown) if (key.kind, key.id) == (kind, id)]

    # The list is read anew after each change.
    await until(pilot, lambda: bool(places()), "the key in the list")
    at = places()[0]
    screen.table.move_cursor(row=at)
    await until(pilot, lambda: screen.key.id == id, "the key under the cursor")


def details(screen: AccountKeysScreen) -> str:
    return str(screen.query_one("#words", Static).content)
