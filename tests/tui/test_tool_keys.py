"""A key for a tool, from the menu to the tool's own file."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.widgets import Input, OptionList

from ovh_explorer.call import Call
from ovh_explorer.sandbox import DEMO_CLIENT
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.signin.key_wait import KeyWaitScreen
from ovh_explorer.tui.signin.new_token import NewTokenScreen
from ovh_explorer.tui.signin.rights_editor import RightsEditor
from ovh_explorer.tui.signin.save_keys import SaveKeysScreen
from ovh_explorer.tui.signin.tool_key_export import ToolKeyScreen
from ovh_explorer.tui.signin.tool_key_request import (
    ToolKeyRequestScreen,
    ToolPasteScreen,
    ToolTokenScreen,
)
from ovh_explorer.tui.signin.tool_rights import ToolRightsScreen
from ovh_explorer.workspace.account.access_rules import AccessRule
from tests.sandbox.tool_keys import keys_with
from tests.sandboxes import running
from tests.tui.conftest import main_screen, type_keys, until
from tests.tui.screen import Screen
from tests.tui.sign_in import (  # noqa: F401 - fixtures
    SIZES,
    create_keys,
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
    agreed,
    chosen,
    explorer_fixture,
    on,
    signed_in,
    trial_done,
    written_to,
)

TOKENS_OF_ADA = Call.make("v1", "GET", "/me/identity/user/ada/token")


@pytest.mark.parametrize("size", SIZES)
async def test_a_token_for_certbot_without_being_signed_in(explorer, tmp_path, size):
    async with explorer(None).run_test(size=size, notifications=True) as pilot:
        screen = Screen(pilot)
        await started(pilot)
        await pilot.press("escape", "S")
        await chosen(pilot, "tool", "Sign in")
        await chosen(pilot, "certbot", "for which tool")
        await until(pilot, lambda: "for which zone" in screen.title, "which zone")
        assert "Sign in to choose from the account" in screen.text
        await chosen(pilot, "another place", "for which zone")
        await on(pilot, PromptScreen)
        await type_keys(pilot, *"a/b", "enter")
        await until(pilot, lambda: "without a slash" in screen.text, "what is wrong with it")
        pilot.app.screen.query_one(Input).value = "example.com"
        await pilot.press("enter")
        await on(pilot, ToolRightsScreen)
        assert "These rules allow the 7 calls that it makes." in shown(pilot, "#refused")
        # One right less, and it is said at once.
        editor = pilot.app.screen.query_one(RightsEditor)
        rules = [rule for rule in editor.rules if not rule.path.endswith("/refresh")]
        assert len(rules) == len(editor.rules) - 1
        row = next(row for row in editor.rows if row.path.endswith("/refresh"))
        row.input.value = ""
        await until(
            pilot,
            lambda: "POST /domain/zone/example.com/refresh" in shown(pilot, "#refused"),
            "what they refuse",
        )
        await press_button(pilot, "#go-on")
        await chosen(pilot, "token", "Which key?")
        await on(pilot, ToolTokenScreen)
        link = pilot.app.screen.link
        assert "GET=/domain/zone/&" in link + "&"
        assert "refresh" not in link
        keys = create_keys(link)
        secrets = re.findall(r"\b[0-9a-f]{32}\b", keys)
        pilot.app.screen.query_one("#keys").focus()
        await paste(pilot, keys)
        await press_button(pilot, "#sign-in")
        trials = await trial_done(pilot)
        assert "✓ GET /domain/zone/  200" in trials
        assert "✓ GET /domain/zone/example.com/record/{id}  200" in trials
        assert "• POST /domain/zone/example.com/record  an access rule covers it" in trials
        assert "✗ POST /domain/zone/example.com/refresh  no access rule covers it" in trials
        assert shown(pilot, "#summary").endswith(
            "4 sent and responded to, 2 covered by its rights and not sent, 1 refused"
        )
        assert not [secret for secret in secrets if secret in screen.text]
        content = await written_to(pilot, tmp_path / "certbot.ini")
        assert f'dns_ovh_consumer_key = "{secrets[1]}"' in content
        assert (tmp_path / "certbot.ini").stat().st_mode & 0o777 == 0o600
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot), "done")
        assert "not signed in" in screen.text, "the key is the tool's, not ours"


@pytest.mark.parametrize("size", SIZES)
async def test_a_consumer_key_for_one_zone_of_the_account(explorer, tmp_path, size, clipboard):
    async with explorer().run_test(size=size, notifications=True) as pilot:
        screen = Screen(pilot)
        await signed_in(pilot)
        await pilot.press("escape", "S")
        await chosen(pilot, "tool", "Sign in")
        await chosen(pilot, "octodns", "for which tool")
        await chosen(pilot, "name example.com", "for which zone")
        await on(pilot, ToolRightsScreen)
        await press_button(pilot, "#go-on")
        await until(pilot, lambda: "Which key?" in screen.title, "which key")
        assert "Service account" not in screen.text, "octoDNS can't sign in with one"
        await chosen(pilot, "request", "Which key?")
        await on(pilot, ToolKeyRequestScreen)
        await press_button(pilot, "#ask")
        await on(pilot, KeyWaitScreen)
        request = pilot.app.screen._request
        decide(request.link)
        trials = await trial_done(pilot)
        assert "✗" not in trials
        secret = request.credentials.consumer_key
        assert secret not in screen.text
        # Nothing is lost without a question.
        await pilot.press("escape")
        await on(pilot, YesNoScreen)
        await pilot.press("n")
        await on(pilot, ToolKeyScreen)
        await press_button(pilot, "#secrets")
        await until(pilot, lambda: secret in screen.text, "the secret is shown")
        await press_button(pilot, "#secrets")
        await until(pilot, lambda: secret not in screen.text, "and covered again")
        await press_button(pilot, "#copy")
        await until(pilot, lambda: clipboard, "it is copied")
        assert f'consumer_key: "{secret}"' in clipboard[-1]
        assert "class: octodns_ovh.OvhProvider" in clipboard[-1]
        # A file that is there stays as it is.
        (tmp_path / "mine").write_text("mine")
        await press_button(pilot, "#write")
        await on(pilot, PromptScreen)
        pilot.app.screen.query_one(Input).value = str(tmp_path / "mine")
        await pilot.press("enter")
        await until(pilot, lambda: "already" in screen.text, "it is not overwritten")
        await pilot.press("escape")
        await on(pilot, ToolKeyScreen)
        assert (tmp_path / "mine").read_text() == "mine"
        await press_button(pilot, "#save")
        await on(pilot, SaveKeysScreen)
        pilot.app.screen.query_one("#name", Input).value = "octodns"
        await press_button(pilot, "#save")
        await on(pilot, ToolKeyScreen)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot), "done")
        workspace = main_screen(pilot).workspace
        assert workspace.settings.credentials == MINE, "the program works with its own keys"
        saved = (Path.home() / ".ovh.conf").read_text()
        assert "[profile:octodns]" in saved
        assert secret in saved


async def test_keys_that_a_tool_cannot_sign_in_with_are_refused(explorer, clipboard):
    async with explorer().run_test(size=(100, 30), notifications=True) as pilot:
        await way(pilot, "tool", MenuScreen)
        await chosen(pilot, "octodns", "for which tool")
        await chosen(pilot, "name example.org", "for which zone")
        await on(pilot, ToolRightsScreen)
        await press_button(pilot, "#go-on")
        await chosen(pilot, "paste", "Which key?")
        await on(pilot, ToolPasteScreen)
        await paste(
            pilot, f"client_id={DEMO_CLIENT.client_id}\nclient_secret={DEMO_CLIENT.client_secret}"
        )
        await press_button(pilot, "#sign-in")
        await until(pilot, lambda: "keys of this kind" in shown(pilot), "why not")
        keys = keys_with(running()[1], [AccessRule("GET", "/domain/zone/*")])
        pilot.app.screen.query_one("#keys").text = "\n".join(
            (keys.application_key, keys.application_secret, keys.consumer_key)
        )
        await press_button(pilot, "#sign-in")
        trials = await trial_done(pilot)
        lines = trials.splitlines()
        # What is refused comes first.
        assert [line[0] for line in lines] == ["✗", "✗", "✗", "✓", "✓"]


async def test_a_list_of_the_account_may_hold_anything(explorer, monkeypatch):
    """Twice the same, what is no name, what looks like an entry of the menu, and no list at all."""
    async with explorer().run_test(size=(100, 30), notifications=True) as pilot:
        await signed_in(pilot)
        screen, workspace = Screen(pilot), main_screen(pilot).workspace
        odd = ["b.example", "b.example", "a/b", "..", "", "*", "\x1b[31m", "all-places", 7, None]

        async def listed(content):
            async def send(_call, progress=None):
                return SimpleNamespace(error=None, json=lambda: content)

            monkeypatch.setattr(workspace, "send", send)
            await pilot.app.run_action("screen.make_tool_key")
            await chosen(pilot, "lego", "for which tool")
            await until(pilot, lambda: "for which zone" in screen.title, "which zone")
            options = pilot.app.screen.query_one(OptionList).options
            await pilot.press("escape")
            await chosen(pilot, "lego", "for which tool")
            await pilot.press("escape", "escape")
            return [option.id for option in options if option.id]

        assert await listed(odd) == [
            "name all-places",
            "name b.example",
            "another place",
            "all places",
        ]
        assert await listed({"not": "a list"}) == ["another place", "all places"]


async def test_the_palette_opens_both(explorer):
    async with explorer().run_test(size=(100, 30), notifications=True) as pilot:
        screen = Screen(pilot)
        await signed_in(pilot)
        await pilot.press("ctrl+p")
        await type_keys(pilot, *"a key for a tool")
        await screen.sees("A key for a tool")
        await pilot.press("enter")
        await until(pilot, lambda: "for which tool" in screen.title, "which tool")
        await pilot.press("escape")
        await pilot.press("ctrl+p")
        await type_keys(pilot, *"make a service")
        await screen.sees("Make a service account")
        await pilot.press("enter")
        await until(pilot, lambda: "may do what" in screen.title, "what it may do")


@pytest.mark.parametrize("size", SIZES)
async def test_a_personal_access_token_for_terraform(explorer, tmp_path, size):
    async with explorer().run_test(size=size, notifications=True) as pilot:
        screen = Screen(pilot)
        await signed_in(pilot)
        await pilot.press("escape", "S")
        await chosen(pilot, "tool", "Sign in")
        await chosen(pilot, "terraform", "for which tool")
        await chosen(pilot, "name example.com", "for which zone")
        await on(pilot, ToolRightsScreen)
        await press_button(pilot, "#go-on")
        await chosen(pilot, "user-token", "Which key?")
        await on(pilot, NewTokenScreen)
        assert pilot.app.screen.query_one("#user", Input).value == "ada"
        pilot.app.screen.query_one("#name", Input).value = f"terraform {size[0]}"
        await press_button(pilot, "#make")
        await agreed(pilot, "/me/identity/user/ada/token")
        await trial_done(pilot)
        content = await written_to(pilot, tmp_path / "provider.tf")
        (token,) = re.findall(r'access_token\s+= "([^"]+)"', content)
        assert token not in screen.text
        names = (await main_screen(pilot).workspace.session.send(TOKENS_OF_ADA)).json()
        assert f"terraform {size[0]}" in names
