"""What is said beside fields names keys that work in them: there a letter is typed."""

import pytest

from ovh_explorer.config import Credentials
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.key_bindings import KEYS, key_in_fields
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.consumer_key import request_key
from ovh_explorer.workspace.calls.error_doctor import behind_dialog
from ovh_explorer.workspace.settings import gather
from tests.sandboxes import running
from tests.tui.account_keys import MINE, explorer_fixture  # noqa: F401 - a fixture
from tests.tui.conftest import until
from tests.tui.screen import Screen
from tests.tui.sign_in import decide

RIGHT = "Press shift F4 to request a key with this right."


async def a_key_that_reads_zones() -> Credentials:
    endpoint = gather(running()[1], environ={}).endpoint
    request = await request_key(endpoint, MINE, [AccessRule("GET", "/domain/*")])
    decide(request.link)
    return request.credentials


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
@pytest.mark.parametrize("edits", [True, False])
async def test_the_key_that_requests_a_right_works_in_the_field_that_has_the_cursor(
    explorer, size, edits
):
    async with explorer(await a_key_that_reads_zones()).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await screen.until(lambda: screen.main.workspace.account.rights, "its rights are known")
        await screen.open("GET /me/api/credential")
        await screen.show("request")
        await screen.until(lambda: "Press shift F4" in screen.text, "what to do")
        await screen.press("home")
        if edits:
            await screen.type("7")
            assert screen.is_editing
        await screen.press("shift+f4")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the ways to sign in")
        assert "S" not in screen.main.form.field("query", "applicationId").text


def test_a_key_that_is_no_letter_is_named_as_it_is():
    assert key_in_fields("edit_outside") == "F4"
    with pytest.raises(LookupError):
        key_in_fields("show_links")


def test_keys_that_work_in_fields_are_one_action_s_each():
    keys = [key for item in KEYS for key in item.in_fields.split(",") if key]
    assert len(keys) == len(set(keys))


def test_what_is_said_behind_a_dialog_names_a_key_of_the_field_below_it():
    assert behind_dialog([RIGHT]) == ["Press esc, then shift F4, to request a key with this right."]
