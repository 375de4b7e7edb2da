"""Quitting where a secret is shown that can't be read again."""

from ovh_explorer.call import Call
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.signin.new_token import TokenValueScreen
from ovh_explorer.tui.signin.service_policy import ServicePolicyScreen
from ovh_explorer.tui.signin.tool_key_export import ToolKeyScreen
from ovh_explorer.tui.signin.tool_key_request import ToolPasteScreen
from tests.sandboxes import running
from tests.tui.account_keys import keys_screen
from tests.tui.conftest import Demo, until
from tests.tui.screen import Screen
from tests.tui.sign_in import in_a_hurry, paste, press_button  # noqa: F401 - fixtures
from tests.tui.test_account_tokens import made_token
from tests.tui.test_tool_key_ways import rights_of
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

ASKED = "Leave without saving what is shown only once?"


async def asked_and_stayed(pilot, words: str, screen: type) -> None:
    await pilot.press("ctrl+q")
    page = Screen(pilot)
    await page.sees(ASKED)
    await page.sees(words)
    assert not pilot.app._exit
    await pilot.press("escape")
    await on(pilot, screen)


async def left(pilot) -> None:
    await until(pilot, lambda: pilot.app._exit, "it is left")


async def policy_of_lego(pilot) -> None:
    """Make a service account, as far as the question about its policy."""
    await signed_in(pilot)
    await rights_of(pilot, "lego", "example.com")
    await press_button(pilot, "#go-on")
    await chosen(pilot, "service", "Which key?")
    await on(pilot, ServicePolicyScreen)
    await press_button(pilot, "#go-on")
    await agreed(pilot, "/me/api/oauth2/client")
    await Screen(pilot).sees("/v2/iam/policy")


async def test_a_token_that_is_neither_copied_nor_saved_is_asked_about(explorer):
    async with explorer(MINE).run_test(size=(80, 24), notifications=True) as pilot:
        await made_token(pilot, await keys_screen(pilot), "lost")
        await asked_and_stayed(pilot, "neither copied nor saved", TokenValueScreen)
        await pilot.press("ctrl+q")
        await Screen(pilot).sees(ASKED)
        await pilot.press("ctrl+q")
        await left(pilot)


async def test_a_new_service_account_is_asked_about_until_its_key_is_written(explorer, tmp_path):
    async with explorer().run_test(size=(100, 40), notifications=True) as pilot:
        await policy_of_lego(pilot)
        await pilot.press("ctrl+q")
        await Screen(pilot).sees(ASKED)
        await pilot.press("escape")
        # Without its policy too: its secret is nowhere else.
        await pilot.press("escape")
        await on(pilot, MenuScreen)
        await asked_and_stayed(pilot, "its secret can't", MenuScreen)
        await chosen(pilot, "keep", "has no policy")
        await trial_done(pilot)
        await asked_and_stayed(pilot, "not written and not copied", ToolKeyScreen)
        await written_to(pilot, tmp_path / "lego.env")
        await pilot.press("ctrl+q")
        await left(pilot)


async def test_keys_that_the_user_had_before_are_not_asked_about(explorer):
    async with explorer().run_test(size=(100, 40), notifications=True) as pilot:
        await signed_in(pilot)
        await rights_of(pilot, "lego", "example.com")
        await press_button(pilot, "#go-on")
        await chosen(pilot, "paste", "Which key?")
        await on(pilot, ToolPasteScreen)
        await paste(pilot, f"{MINE.application_key} {MINE.application_secret} {MINE.consumer_key}")
        await press_button(pilot, "#sign-in")
        await trial_done(pilot)
        await pilot.press("ctrl+q")
        await left(pilot)


async def test_a_secret_of_a_response_is_asked_about_until_it_is_copied(explorer, clipboard):
    async with explorer(MINE).run_test(size=(80, 24), notifications=True) as pilot:
        page = await made_client(pilot)
        await pilot.press("ctrl+q")
        await page.sees(ASKED)
        await page.sees("has clientSecret, which")
        await page.press("escape")
        await page.until(lambda: page.main is pilot.app.screen, "it stays")
        await page.press("y")
        await page.until(lambda: clipboard, "it is copied")
        await pilot.press("ctrl+q")
        await left(pilot)


async def made_client(pilot) -> Screen:
    """A service account that was made by its own operation; its secret is on the screen."""
    page = Screen(pilot)
    await page.ready()
    await page.open("POST /me/api/oauth2/client")
    body = {"name": "ci", "description": "of a test", "flow": "CLIENT_CREDENTIALS"}
    page.main.form.take_body(body)
    page.main.bench.refresh_form()
    await page.press("ctrl+r")
    await page.asked()
    await page.press("y")
    await page.sees("clientSecret")
    return page


async def test_the_demo_takes_the_place_of_a_secret_after_a_question(explorer):
    async with explorer(MINE).run_test(size=(80, 24), notifications=True) as pilot:
        page = await made_client(pilot)
        page.main.action_open_demo()
        await page.sees(ASKED)
        await page.sees("has clientSecret, which")
        await page.press("escape")
        await page.until(lambda: page.main is pilot.app.screen, "it stays")
        assert not pilot.app.workspace.is_demo
        await page.sees("clientSecret")


async def test_secrets_of_several_rows_are_listed_and_copied_together(
    real_schemas, real_file, monkeypatch, clipboard
):
    monkeypatch.setattr("tests.tui.conftest._stock", lambda: real_file)
    demo = Demo(running(real_schemas)[1])
    app = ExplorerApp(demo, "", clock=lambda: 0.0)
    async with app.run_test(size=(160, 48), notifications=True) as pilot:
        page = await Screen(pilot).ready()
        project = (await demo.send(Call.make("v1", "GET", "/cloud/project"))).json()[0]
        await page.open(f"GET /cloud/project/{project}/user")
        await page.send()
        await page.show("response")
        await page.press("t", "*", "a")
        await page.type("regeneratePassword")
        await page.press("enter")
        await page.sees("Type POST 3 to send them")
        await page.type("POST 3")
        await page.press("enter")
        await page.sees("3 of 3 requests done")
        await page.sees('"password"')
        state = page.main.bench.state
        assert len(state.shown_once.losses) > 1
        await page.press("y")
        await page.until(lambda: clipboard, "it is copied")
        assert '"password": "' in clipboard[-1]
        assert not state.shown_once.losses
