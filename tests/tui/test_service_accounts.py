"""A service account with its policy, from the menu to the tool's own file."""

import pytest
from textual.widgets import Input, OptionList

from ovh_explorer.call import Call
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.signin.rights_editor import RightsEditor
from ovh_explorer.tui.signin.service_policy import ServicePolicyScreen
from ovh_explorer.tui.signin.tool_rights import ToolRightsScreen
from ovh_explorer.workspace.account.access_rules import AccessRule
from tests.faults import faults
from tests.sandbox.tool_keys import keys_with
from tests.sandboxes import running
from tests.tui.conftest import main_screen, until
from tests.tui.screen import Screen
from tests.tui.sign_in import (  # noqa: F401 - fixtures
    SIZES,
    in_a_hurry,
    press_button,
    started,
    way,
)
from tests.tui.tool_keys import (  # noqa: F401 - fixtures
    MINE,
    account_s_clients,
    agreed,
    chosen,
    explorer_fixture,
    on,
    signed_in,
    trial_done,
    written_to,
)


@pytest.mark.parametrize("size", SIZES)
async def test_a_service_account_for_lego(explorer, tmp_path, size):
    async with explorer().run_test(size=size, notifications=True) as pilot:
        screen = Screen(pilot)
        await signed_in(pilot)
        await pilot.press("escape", "S")
        await chosen(pilot, "tool", "Sign in")
        await chosen(pilot, "lego", "for which tool")
        await chosen(pilot, "name example.com", "for which zone")
        await on(pilot, ToolRightsScreen)
        await press_button(pilot, "#go-on")
        await chosen(pilot, "service", "Which key?")
        await on(pilot, ServicePolicyScreen)
        assert "Allows 3 actions on: urn:v1:eu:resource:dnsZone:example.com" in screen.text
        pilot.app.screen.query_one("#name", Input).value = f"lego {size[0]}"
        await press_button(pilot, "#go-on")
        await agreed(pilot, "/me/api/oauth2/client")
        await agreed(pilot, "/v2/iam/policy", "policy")
        trials = await trial_done(pilot)
        assert "• POST /domain/zone/example.com/refresh  the policy allows it" in trials
        content = await written_to(pilot, tmp_path / "lego.env")
        values = dict(line.split("=", 1) for line in content.splitlines())
        assert set(values) == {"OVH_ENDPOINT", "OVH_CLIENT_ID", "OVH_CLIENT_SECRET"}
        assert values["OVH_CLIENT_SECRET"] not in screen.text
        assert values["OVH_CLIENT_ID"] in await account_s_clients(pilot)
        workspace = main_screen(pilot).workspace
        policies = (await workspace.session.send(Call.make("v2", "GET", "/iam/policy"))).json()
        (policy,) = [item for item in policies if item["name"] == f"lego {size[0]}"]
        assert policy["resources"] == [{"urn": "urn:v1:eu:resource:dnsZone:example.com"}]
        assert [item["action"] for item in policy["permissions"]["allow"]] == [
            "dnsZone:apiovh:record/create",
            "dnsZone:apiovh:record/delete",
            "dnsZone:apiovh:refresh",
        ]
        assert policy["identities"] == [
            f"urn:v1:eu:identity:credential:xx1111-ovh/oauth2-{values['OVH_CLIENT_ID']}"
        ]


@faults(
    "Settings and keys",
    {
        "the policy of a new service account is refused": (
            "has no policy … Send the policy again … Delete the service account",
            "refused",
        ),
        "the policy of a new service account is cancelled": (
            "has no policy … Delete the service account … without a policy it may do nothing",
            "cancelled",
        ),
    },
)
async def test_an_account_whose_policy_is_not_made_is_offered_for_deletion(explorer, case):
    rules = [AccessRule("GET", "/*")]
    rules += [AccessRule(method, "/me/api/oauth2/*") for method in ("POST", "DELETE")]
    keys = keys_with(running()[1], rules) if case == "refused" else MINE
    async with explorer(keys).run_test(size=(100, 30), notifications=True) as pilot:
        screen = Screen(pilot)
        await way(pilot, "make-service", MenuScreen)
        before = await account_s_clients(pilot)
        await chosen(pilot, "tool", "may do what")
        await chosen(pilot, "backup", "for which tool")
        await on(pilot, ToolRightsScreen)
        await press_button(pilot, "#go-on")
        await on(pilot, ServicePolicyScreen)
        await press_button(pilot, "#go-on")
        await agreed(pilot, "/me/api/oauth2/client")
        await until(pilot, lambda: "/v2/iam/policy" in screen.text, "the policy")
        if case == "cancelled":
            await pilot.press("escape")
        else:
            await agreed(pilot, "/v2/iam/policy", "policy")
        await until(pilot, lambda: "has no policy" in screen.title, "what becomes of it")
        (made,) = set(await account_s_clients(pilot)) - set(before)
        assert made in screen.title
        said = screen.text
        await chosen(pilot, "delete", "has no policy")
        await agreed(pilot, f"/me/api/oauth2/client/{made}", made[-4:])
        await until(pilot, lambda: "may do what" in screen.title, "back to the start")
        assert await account_s_clients(pilot) == before
        return said


async def test_what_a_service_account_may_do_comes_from_the_history_or_from_rules(explorer):
    async with explorer().run_test(size=(140, 44), notifications=True) as pilot:
        screen = Screen(pilot)
        await signed_in(pilot)
        for words in ("GET /domain/zone/example.com/record", "GET /me"):
            await screen.open(words)
            await screen.send()
        await pilot.press("escape", "S")
        await chosen(pilot, "make-service", "Sign in")
        await chosen(pilot, "history", "may do what")
        await until(pilot, lambda: "Which requests?" in screen.title, "the requests")
        assert "[X] GET /domain/zone/{zoneName}/record" in screen.text
        assert "Go on with 2 of 2" in screen.text
        menu = pilot.app.screen.query_one(OptionList)
        entry = next(it.id for it in menu.options if "GET /me\n" in str(it.prompt))
        await chosen(pilot, entry, "Which requests?")
        await until(pilot, lambda: "Go on with 1 of 2" in screen.text, "one less")
        await chosen(pilot, "done", "Which requests?")
        await on(pilot, ServicePolicyScreen)
        assert "Allows 1 action on: urn:v1:eu:resource:dnsZone:*" in screen.text
        assert "dnsZone:apiovh:record/get" in screen.text
        await press_button(pilot, "#choose")
        await chosen(pilot, "urn:v1:eu:resource:dnsZone:*", "On which resources?")
        await chosen(pilot, "urn:v1:eu:resource:dnsZone:example.org", "On which resources?")
        await chosen(pilot, "done", "On which resources?")
        await on(pilot, ServicePolicyScreen)
        assert "on: urn:v1:eu:resource:dnsZone:example.org" in screen.text
        await pilot.press("escape")
        await chosen(pilot, "rules", "may do what")
        await on(pilot, ToolRightsScreen)
        editor = pilot.app.screen.query_one(RightsEditor)
        editor.rows[0].input.value = "/vps/*/ips"
        await until(pilot, lambda: editor.rules, "a rule")
        editor.rows[0].cells.focus()
        # The first says that the method is meant which came with the path.
        await pilot.press("g", "g", "ctrl+r")
        await until(pilot, lambda: editor.problem, "what lacks")
        assert "/vps/*/ips has no method yet" in screen.text
        assert editor.rows[0].cells.has_focus, "it goes to where that is put right"
        await pilot.press("g")
        await press_button(pilot, "#go-on")
        await on(pilot, ServicePolicyScreen)
        assert "vps:apiovh:ips/get" in screen.text
        assert "on: urn:v1:eu:resource:vps:*" in screen.text


async def test_read_only_makes_no_service_account(explorer):
    async with explorer(read_only=True).run_test(size=(100, 30), notifications=True) as pilot:
        await way(pilot, "make-service", MenuScreen)
        before = await account_s_clients(pilot)
        await chosen(pilot, "tool", "may do what")
        await chosen(pilot, "backup", "for which tool")
        await on(pilot, ToolRightsScreen)
        await press_button(pilot, "#go-on")
        await on(pilot, ServicePolicyScreen)
        await press_button(pilot, "#go-on")
        await until(
            pilot, lambda: any("read-only" in note for note in Screen(pilot).toasts), "why not"
        )
        assert await account_s_clients(pilot) == before


async def test_without_keys_no_service_account_is_made(explorer):
    async with explorer(None).run_test(size=(100, 30), notifications=True) as pilot:
        screen = Screen(pilot)
        await started(pilot)
        await pilot.app.run_action("screen.make_service_account")
        await until(pilot, lambda: any("Sign in first" in it for it in screen.toasts), "why not")
