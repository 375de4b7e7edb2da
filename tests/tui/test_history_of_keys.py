"""What the sign-in screens send is in the history, as all that changes something: revoked keys,
tokens, service accounts; never a secret that a response shows once.
"""

import pytest
from textual.widgets import Input

from ovh_explorer.client.errors import ResponseLost
from ovh_explorer.client.session import Session
from ovh_explorer.tui.signin.new_token import TokenValueScreen
from ovh_explorer.tui.signin.service_policy import ServicePolicyScreen
from ovh_explorer.tui.signin.tool_rights import ToolRightsScreen
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.storage.history import HistoryEntry
from tests.tui.account_keys import a_key_of_its_own, go_to, keys_screen
from tests.tui.conftest import main_screen, text, type_keys, until
from tests.tui.screen import Screen
from tests.tui.sign_in import press_button
from tests.tui.tool_keys import (  # noqa: F401 - fixtures
    agreed,
    chosen,
    explorer_fixture,
    on,
    signed_in,
)

SIZE = (160, 48)


async def recorded(pilot) -> list[HistoryEntry]:
    """What the history has, but for GET, the oldest first."""
    workspace = main_screen(pilot).workspace
    await workspace.recorder.finished()
    return [entry for entry in workspace.history.find() if entry.call.method != "GET"][::-1]


async def titles(pilot) -> list[tuple[str, int | None]]:
    return [(entry.title, entry.status) for entry in await recorded(pilot)]


async def revoke(pilot, screen, number: str) -> None:
    await go_to(pilot, screen, "credential", number)
    await pilot.press("D")
    await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
    await type_keys(pilot, *number, "enter")


async def test_a_key_that_is_revoked_is_in_the_history_with_its_outcome(explorer):
    await a_key_of_its_own()
    async with explorer().run_test(size=SIZE, notifications=True) as pilot:
        screen = await keys_screen(pilot)
        number = str(max(int(key.id) for key in screen._shown if key.kind == "credential"))
        await revoke(pilot, screen, number)
        await until(pilot, lambda: "Revoked: consumer key" in text(pilot), "it is said")
        assert await titles(pilot) == [(f"DELETE /me/api/credential/{number}", 200)]
        (entry,) = await recorded(pilot)
        assert not entry.is_beside, "a script has it too"
        workspace = main_screen(pilot).workspace
        form = workspace.form("v1", "DELETE", "/me/api/credential/{credentialId}")
        form.field("path", "credentialId").type_text(number)
        assert "You sent the same request" in workspace.sent.words(form.call())
        # While the keys are read again it stops that.
        await Screen(pilot).sees("esc closes")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot), "it is closed")
        await pilot.press("H")
        await Screen(pilot).sees(f"DELETE /me/api/credential/{number}")


async def test_a_revocation_whose_response_is_lost_is_in_the_history(explorer, monkeypatch):
    await a_key_of_its_own()
    send = Session.send

    async def lost(self, call, *more, **options):
        if call.method == "DELETE":
            raise ResponseLost("The response was lost.", maybe_sent=True)
        return await send(self, call, *more, **options)

    async with explorer().run_test(size=SIZE, notifications=True) as pilot:
        screen = await keys_screen(pilot)
        monkeypatch.setattr(Session, "send", lost)
        number = str(max(int(key.id) for key in screen._shown if key.kind == "credential"))
        await revoke(pilot, screen, number)
        await until(pilot, lambda: "The response was lost." in text(pilot), "it is said")
        (entry,) = await recorded(pilot)
        assert (entry.status, entry.problem) == (None, "The response was lost.")


async def test_a_token_that_is_made_is_in_the_history_and_its_value_is_not(explorer):
    async with explorer().run_test(size=SIZE, notifications=True) as pilot:
        await keys_screen(pilot)
        await pilot.press("t")
        await until(pilot, lambda: "New access token" in text(pilot), "what it is to be")
        pilot.app.screen.query_one("#user", Input).value = "ada"
        pilot.app.screen.query_one("#name", Input).value = "in-history"
        await press_button(pilot, "#make")
        await agreed(pilot, "/me/identity/user/ada/token")
        await until(pilot, lambda: isinstance(pilot.app.screen, TokenValueScreen), "its value")
        (entry,) = await recorded(pilot)
        assert (entry.title, entry.status) == ("POST /me/identity/user/ada/token", 200)
        assert entry.call.json["name"] == "in-history"
        workspace = main_screen(pilot).workspace
        assert workspace.responses.of(entry) is None, "the value is shown once"


async def test_what_makes_and_deletes_a_service_account_is_in_the_history(explorer):
    async with explorer().run_test(size=SIZE, notifications=True) as pilot:
        await signed_in(pilot)
        await pilot.press("escape", "S")
        await chosen(pilot, "make-service", "Sign in")
        await chosen(pilot, "tool", "may do what")
        await chosen(pilot, "backup", "for which tool")
        await on(pilot, ToolRightsScreen)
        await press_button(pilot, "#go-on")
        await on(pilot, ServicePolicyScreen)
        pilot.app.screen.query_one("#name", Input).value = "of the history"
        # The sandbox of all tests has it from now on: no other test is to find it.
        pilot.app.screen.query_one("#description", Input).value = "of the history"
        await press_button(pilot, "#go-on")
        await agreed(pilot, "/me/api/oauth2/client")
        await until(pilot, lambda: "/v2/iam/policy" in text(pilot), "the policy")
        await pilot.press("escape")
        await until(pilot, lambda: "has no policy" in text(pilot), "what becomes of it")
        await chosen(pilot, "again", "has no policy")
        await until(pilot, lambda: "/v2/iam/policy" in text(pilot), "the policy")
        await pilot.press("escape")
        (made,) = await recorded(pilot)
        assert main_screen(pilot).workspace.responses.of(made) is None, "it has the secret"
        await chosen(pilot, "again", "has no policy")
        await agreed(pilot, "/v2/iam/policy", "policy")
        await until(pilot, lambda: "has no policy" not in text(pilot), "it is made")
        assert await titles(pilot) == [
            ("POST /me/api/oauth2/client", 200),
            ("POST /v2/iam/policy", 200),
        ]


@pytest.mark.parametrize("is_lost", [False, True])
async def test_signing_out_with_a_revocation_is_in_the_history(explorer, monkeypatch, is_lost):
    send = Session.send

    async def lost(self, call, *more, **options):
        if call.method == "DELETE":
            raise ResponseLost("The response was lost.", maybe_sent=True)
        return await send(self, call, *more, **options)

    async def revoke_own() -> None:
        await pilot.press("escape", "S")
        await until(pilot, lambda: "Another region" in text(pilot), "the ways to sign in")
        await chosen(pilot, "sign-out", "Sign in")
        await chosen(pilot, "revoke", "Sign out")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await until(pilot, lambda: pilot.app.screen.is_painted, "it is on the screen")

    async with explorer(await a_key_of_its_own()).run_test(size=SIZE, notifications=True) as pilot:
        await signed_in(pilot)
        if is_lost:
            monkeypatch.setattr(Session, "send", lost)
        await revoke_own()
        word = pilot.app.screen.word
        await type_keys(pilot, *(word or "y"), *(["enter"] if word else []))
        await until(pilot, lambda: not isinstance(pilot.app.screen, ConfirmScreen), "it is sent")
        await until(
            pilot,
            lambda: ("The response was lost." if is_lost else "Signed out") in text(pilot),
            "how it ended",
        )
        (entry,) = await recorded(pilot)
        assert entry.title.startswith("DELETE /me/api/credential/")
        assert (entry.status is None) is is_lost
        if is_lost:
            await revoke_own()
            assert "You sent the same request" in text(pilot)
