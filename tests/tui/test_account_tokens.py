"""Personal access tokens on the screen of the account's keys: made, used, revoked."""

import pytest
from textual.widgets import Input

from ovh_explorer.call import Call
from ovh_explorer.config import AccessToken
from ovh_explorer.sandbox import DEMO_TOKEN
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.signin.account_keys import AccountKeysScreen
from ovh_explorer.tui.signin.new_token import NewTokenScreen, TokenValueScreen
from ovh_explorer.tui.signin.save_keys import SaveKeysScreen
from ovh_explorer.tui.terminal.clipboard import Copied
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.sandboxes import running
from tests.tui.account_keys import (  # noqa: F401 - fixtures
    MINE,
    details,
    explorer_fixture,
    go_to,
    keys_screen,
)
from tests.tui.conftest import text, type_keys, until
from tests.tui.screen import Screen


async def made_token(pilot, screen: AccountKeysScreen, name: str, end: str = "") -> str:
    """Make a token of the user ada; its value."""
    await pilot.press("t")
    await until(pilot, lambda: isinstance(pilot.app.screen, NewTokenScreen), "what it is to be")
    form = pilot.app.screen
    form.query_one("#user", Input).value = "ada"
    await type_keys(pilot, *name)
    form.query_one("#end", Input).value = end
    form.query_one("#make").focus()
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
    assert "/me/identity/user/ada/token" in text(pilot)
    await pilot.press("y")
    await until(pilot, lambda: isinstance(pilot.app.screen, TokenValueScreen), "its value")
    return pilot.app.screen._made.token.text


async def revoke(pilot, screen: AccountKeysScreen, id: str) -> None:
    await go_to(pilot, screen, "token", id)
    await pilot.press("D")
    await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
    await type_keys(pilot, *id.partition("/")[2], "enter")
    # It is said for some seconds, and the list may take longer.
    await until(pilot, lambda: "Revoked: access token" in text(pilot), "it is said")
    await until(pilot, lambda: id not in {key.id for key in screen._shown}, "it is gone")


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_token_is_made_and_shown_once_and_revoked(explorer, size, monkeypatch):
    copied = []

    async def copy(words: str, _write: object) -> Copied:
        copied.append(words)
        return Copied("a test's clipboard", True)

    monkeypatch.setattr("ovh_explorer.tui.terminal.clipboard.copy", copy)
    async with explorer(MINE).run_test(size=size, notifications=True) as pilot:
        screen = await keys_screen(pilot)
        value = await made_token(pilot, screen, f"at{size[0]}", "2 days")
        assert value not in text(pilot)
        assert value[:4] in text(pilot)
        await pilot.press("v")
        await until(pilot, lambda: value[:40] in text(pilot), "the value")
        await pilot.press("v")
        await until(pilot, lambda: value[:40] not in text(pilot), "masked again")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, YesNoScreen), "whether to lose it")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TokenValueScreen), "kept open")
        await pilot.press("y")
        await until(pilot, lambda: copied == [value], "it is copied")
        assert Screen(pilot).toasts[-1].startswith("Copied the token (")
        assert Screen(pilot).toasts[-1].endswith(" to a test's clipboard.")
        assert value not in text(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen, "back")
        id = f"ada/at{size[0]}"
        await until(pilot, lambda: id in {key.id for key in screen._shown}, "it is listed")
        await go_to(pilot, screen, "token", id)
        await until(pilot, lambda: "in 1 day" in details(screen), "when it ends")
        await pilot.press("y")
        await until(pilot, lambda: len(copied) == 2, "its name is copied")
        assert Screen(pilot).toasts[-1].endswith(" to a test's clipboard.")
        assert value not in text(pilot)
        await revoke(pilot, screen, id)
    work = Workspace(gather(running()[1], environ={}).with_credentials(AccessToken(value), "a"))
    assert (await work.send(Call.make("v1", "GET", "/me"))).status == 401
    await work.close()


async def test_a_token_is_saved_as_a_profile_and_used_from_the_menu(explorer, no_keys_of_the_user):
    async with explorer(MINE).run_test(size=(110, 40), notifications=True) as pilot:
        screen = await keys_screen(pilot)
        value = await made_token(pilot, screen, "saved")
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SaveKeysScreen), "where")
        assert pilot.app.screen.query_one("#name", Input).value == "saved"
        await pilot.press("y")
        await until(pilot, lambda: isinstance(pilot.app.screen, TokenValueScreen), "saved")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen, "closed at once: it is kept")
        saved = (no_keys_of_the_user / ".ovh.conf").read_text()
        assert "[profile:saved]" in saved
        assert f"access_token = {value}" in saved
        await revoke(pilot, screen, "ada/saved")


async def test_a_token_sees_its_own(explorer):
    async with explorer(AccessToken(DEMO_TOKEN.text)).run_test(
        size=(100, 30), notifications=True
    ) as pilot:
        screen = await keys_screen(pilot)
        await go_to(pilot, screen, "token", f"ada/{DEMO_TOKEN.name}")
        assert "ends            never" in details(screen)
        assert DEMO_TOKEN.text not in text(pilot)


async def test_what_a_token_lacks_is_said_and_nothing_is_sent(explorer):
    async with explorer(MINE).run_test(size=(100, 30), notifications=True) as pilot:
        await keys_screen(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, NewTokenScreen), "what it is")
        form = pilot.app.screen
        form.query_one("#end", Input).value = "tomorrow"
        for words in ("This is not an end date", "Give the token a name"):
            button = form.query_one("#make")
            button.focus()
            await until(pilot, lambda button=button: not button.has_class("-active"), "ready")
            await pilot.press("enter")
            await until(pilot, lambda words=words: words in text(pilot), words)
            form.query_one("#end", Input).value = ""
        await pilot.press("escape")


async def test_read_only_makes_no_token(explorer):
    async with explorer(MINE, read_only=True).run_test(size=(100, 30), notifications=True) as pilot:
        await keys_screen(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, NewTokenScreen), "what it is")
        await type_keys(pilot, *"never")
        pilot.app.screen.query_one("#make").focus()
        await pilot.press("enter")
        await until(pilot, lambda: "POST is not sent" in text(pilot), "the refusal")
        assert isinstance(pilot.app.screen, NewTokenScreen)
