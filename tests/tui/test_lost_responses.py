"""What makes keys, and its response is lost: it is looked up whether they were made."""

import re

import pytest
from textual.widgets import Input

from ovh_explorer.client.errors import NotSent, ResponseLost
from ovh_explorer.client.session import Session
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.signin.account_keys import AccountKeysScreen
from ovh_explorer.tui.signin.new_token import NewTokenScreen
from ovh_explorer.tui.signin.service_policy import ServicePolicyScreen
from ovh_explorer.tui.signin.tool_key_export import ToolKeyScreen
from ovh_explorer.tui.signin.tool_rights import ToolRightsScreen
from tests.faults import faults
from tests.tui.conftest import until
from tests.tui.screen import Screen
from tests.tui.sign_in import press_button, shown, way
from tests.tui.tool_keys import (  # noqa: F401 - fixtures
    account_s_clients,
    agreed,
    chosen,
    explorer_fixture,
    on,
    signed_in,
)


@pytest.fixture
def lose(monkeypatch):
    """Lose the responses of requests that a pattern finds, after or before they were sent."""
    send = Session.send

    def requests(pattern: str, *, are_sent: bool) -> None:
        async def lost(self, call, *more, **options):
            if not re.search(pattern, f"{call.method} {call.concrete_path}"):
                return await send(self, call, *more, **options)
            if not are_sent:
                raise NotSent("There is no network.")
            await send(self, call, *more, **options)
            raise ResponseLost("The response was lost.", maybe_sent=True)

        monkeypatch.setattr(Session, "send", lost)

    return requests


async def make_token(pilot, name: str) -> None:
    await on(pilot, NewTokenScreen)
    pilot.app.screen.query_one("#name", Input).value = name
    await press_button(pilot, "#make")
    await agreed(pilot, "/me/identity/user/ada/token")


@faults(
    "Settings and keys",
    {
        "a token is made, and the response is lost": (
            "The response was lost. … Looked up: ada has a token called gone",
            "made",
        ),
        "a token is not made, and the response is lost": (
            "Looked up: ada has no token called gone-2. It was not made.",
            "not made",
        ),
    },
)
async def test_a_token_whose_response_is_lost(explorer, lose, monkeypatch, case):
    async with explorer().run_test(size=(130, 34), notifications=True) as pilot:
        await signed_in(pilot)
        await pilot.press("escape", "K")
        await on(pilot, AccountKeysScreen)
        keys = pilot.app.screen
        await until(pilot, lambda: any(key.kind == "token" for key in keys._shown), "the keys")
        await pilot.press("t")
        if case == "made":
            lose("^POST .*/token$", are_sent=True)
            name = "gone"
        else:
            name = "gone-2"

            async def lost(self, call, *more, **options):
                if call.method == "POST":
                    raise ResponseLost("The response was lost.", maybe_sent=True)
                return await send(self, call, *more, **options)

            send = Session.send
            monkeypatch.setattr(Session, "send", lost)
        await make_token(pilot, name)
        await until(pilot, lambda: "Looked up" in shown(pilot), "what became of it")
        said = " ".join(shown(pilot).split())
        await pilot.press("escape")
        await on(pilot, AccountKeysScreen)
        if case == "made":
            # It can be revoked at once.
            listed = lambda: f"ada/{name}" in {key.id for key in keys._shown}  # noqa: E731
            await until(pilot, listed, "it is listed")
        return said


async def test_what_was_not_sent_is_not_looked_up(explorer, lose):
    async with explorer().run_test(size=(130, 34), notifications=True) as pilot:
        await signed_in(pilot)
        await pilot.press("escape", "K")
        await on(pilot, AccountKeysScreen)
        keys = pilot.app.screen
        await until(pilot, lambda: any(key.kind == "token" for key in keys._shown), "the keys")
        await pilot.press("t")
        lose("^POST", are_sent=False)
        await make_token(pilot, "never")
        await until(pilot, lambda: "There is no network." in shown(pilot), "why not")
        assert "Looked up" not in shown(pilot)


async def policy_asked_for(pilot, name: str) -> None:
    await way(pilot, "make-service", MenuScreen)
    await chosen(pilot, "tool", "may do what")
    await chosen(pilot, "backup", "for which tool")
    await on(pilot, ToolRightsScreen)
    await press_button(pilot, "#go-on")
    await on(pilot, ServicePolicyScreen)
    pilot.app.screen.query_one("#name", Input).value = name
    pilot.app.screen.query_one("#description", Input).value = "of a test"
    await press_button(pilot, "#go-on")


async def test_a_service_account_whose_response_is_lost(explorer, lose):
    async with explorer().run_test(size=(130, 40), notifications=True) as pilot:
        screen = Screen(pilot)
        await signed_in(pilot)
        before = await account_s_clients(pilot)
        await policy_asked_for(pilot, "lost account")
        lose("^POST .*/client$", are_sent=True)
        await agreed(pilot, "/me/api/oauth2/client")
        said = lambda: " ".join(" ".join(screen.toasts).split())  # noqa: E731
        await until(pilot, lambda: "is called lost account" in said(), "what became of it")
        (made,) = set(await account_s_clients(pilot)) - set(before)
        assert f"Looked up: {made} is called lost account." in said()


async def test_a_policy_whose_response_is_lost_is_not_sent_again(explorer, lose):
    async with explorer().run_test(size=(130, 40), notifications=True) as pilot:
        screen = Screen(pilot)
        await signed_in(pilot)
        await policy_asked_for(pilot, "lost policy")
        lose("^POST .*/policy$", are_sent=True)
        await agreed(pilot, "/me/api/oauth2/client")
        await agreed(pilot, "/v2/iam/policy", "policy")
        await on(pilot, ToolKeyScreen)
        assert any("was created anyway" in " ".join(note.split()) for note in screen.toasts)


async def test_an_identity_that_could_not_be_read_is_read_again(explorer, lose, monkeypatch):
    async with explorer().run_test(size=(130, 40), notifications=True) as pilot:
        screen = Screen(pilot)
        await signed_in(pilot)
        await policy_asked_for(pilot, "lost identity")
        send = Session.send
        lose("^GET .*/client/", are_sent=True)
        await agreed(pilot, "/me/api/oauth2/client")
        await until(pilot, lambda: "has no policy" in screen.title, "what becomes of it")
        monkeypatch.setattr(Session, "send", send)
        await chosen(pilot, "again", "has no policy")
        await agreed(pilot, "/v2/iam/policy", "policy")
        await on(pilot, ToolKeyScreen)


async def test_where_nothing_can_be_listed_it_is_not_said_that_there_is_nothing(explorer, lose):
    async with explorer().run_test(size=(130, 34), notifications=True) as pilot:
        await signed_in(pilot)
        lose("^GET ", are_sent=False)
        await pilot.press("escape", "K")
        await on(pilot, AccountKeysScreen)
        screen = Screen(pilot)
        await until(pilot, lambda: "No list could be read." in screen.text, "what is known")
        assert "No keys of this kind." not in screen.text
