"""Signing out, on a sandbox: forget the keys, revoke them, take them out of ``ovh.conf``."""

import os
from pathlib import Path

import pytest
from textual.widgets import OptionList

from ovh_explorer.call import Call
from ovh_explorer.config import Credentials, OAuth2Client
from ovh_explorer.sandbox import DEMO_KEYS, READER_KEYS
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.account.sign_out import revoking_call
from ovh_explorer.workspace.settings import FOR_THIS_RUN, gather
from ovh_explorer.workspace.workspace import Workspace
from tests.faults import fault
from tests.sandboxes import running
from tests.tui.account_keys import a_key_of_its_own
from tests.tui.conftest import Stocked, main_screen, text, type_keys, until


@pytest.fixture
def file() -> Path:
    return Path.home() / ".ovh.conf"


@pytest.fixture
def explorer(tmp_path, file):
    """The explorer with keys that `file` holds, beside other things."""

    def make(keys: Credentials, **more) -> ExplorerApp:
        url = running()[1]
        file.write_text(
            f"# mine\n[default]\nendpoint={url}\n\n[{url}]\napplication_key={keys.application_key}\n"
            f"application_secret={keys.application_secret}\n; the key\n"
            f"consumer_key={keys.consumer_key}\n\n[ovh-eu]\napplication_key=a\n"
        )
        return ExplorerApp(Stocked(gather(None, **more), cache=tmp_path))

    return make


async def menu(pilot, way: str = "S") -> MenuScreen:
    """The menu of the ways to sign out."""
    workspace = main_screen(pilot).workspace
    await until(
        pilot, lambda: main_screen(pilot).bench and workspace.account.is_known, "it has started"
    )
    if way == "S":
        await pilot.press("escape", "S")
        await until(pilot, lambda: "Another region" in text(pilot), "the ways to sign in")
        await pilot.press("end", "enter")
    else:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "Search for commands" in text(pilot), "the palette")
        await type_keys(pilot, *"Sign out")
        await until(pilot, lambda: "Forget or revoke the keys" in text(pilot), "the command")
        await pilot.press("enter", "enter")
    await until(pilot, lambda: "Sign out ·" in text(pilot), "the ways to sign out")
    screen = pilot.app.screen
    assert isinstance(screen, MenuScreen)
    # An enter too many chooses nothing.
    await pilot.press("enter")
    assert pilot.app.screen is screen
    return screen


async def choose(pilot, screen: MenuScreen, words: str) -> None:
    at = next(i for i, item in enumerate(screen._entries) if item.id and words in item.title)
    options = screen.query_one(OptionList)
    while options.highlighted != at:
        await pilot.press("down")
    await pilot.press("enter")


def said(pilot) -> str:
    """What the notifications say."""
    return " ".join(str(toast.message) for toast in pilot.app._notifications)


async def status_of(keys: Credentials) -> int:
    settings = gather(running()[1], environ={}).with_credentials(keys, "a test")
    workspace = Workspace(settings)
    try:
        return (await workspace.session.send(Call.make("v1", "GET", "/me"))).status
    finally:
        await workspace.close()


async def signed_out(pilot) -> None:
    await until(pilot, lambda: "not signed in" in text(pilot), "the header says so")
    workspace = main_screen(pilot).workspace
    assert workspace.settings.credentials is None
    assert workspace.account.identity is None


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
@pytest.mark.parametrize("way", ["S", "palette"])
async def test_forgetting_changes_nothing_else(explorer, file, way, size):
    keys = await a_key_of_its_own()
    app = explorer(keys)
    before = file.read_bytes()
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = await menu(pilot, way)
        assert [item.title for item in screen._entries] == [
            "Forget the keys",
            "Forget and revoke the consumer key",
            "Forget the keys and remove them from ~/.ovh.conf",
            "Forget and revoke them, and remove them from ~/.ovh.conf",
        ]
        assert keys.consumer_key not in text(pilot)
        await choose(pilot, screen, "Forget the keys")
        await signed_out(pilot)
        await until(pilot, lambda: "Signed out." in text(pilot), "it is said")
    assert file.read_bytes() == before
    assert await status_of(keys) == 200


async def test_revoking_asks_and_sends_once(explorer, file):
    keys = await a_key_of_its_own()
    before_start = explorer(keys)
    before = file.read_bytes()
    async with before_start.run_test(size=(160, 48), notifications=True) as pilot:
        screen = await menu(pilot)
        await choose(pilot, screen, "Forget and revoke")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await until(pilot, lambda: "DELETE" in text(pilot), "what is sent")
        assert "/me/api/credential/" in text(pilot)
        assert "everything that uses them stops working" in " ".join(text(pilot).split())
        assert await status_of(keys) == 200
        await agree(pilot)
        await signed_out(pilot)
    assert file.read_bytes() == before
    assert await status_of(keys) == 403


async def agree(pilot) -> None:
    """Answer the question, by the word where one is wanted."""
    screen = pilot.app.screen
    await until(pilot, lambda: screen.is_painted, "the question is on the screen")
    if isinstance(screen, ConfirmScreen) and screen.word:
        await type_keys(pilot, *screen.word)
        await pilot.press("enter")
    else:
        await pilot.press("y")


async def test_refusing_the_question_changes_nothing(explorer, file):
    keys = await a_key_of_its_own()
    app = explorer(keys)
    before = file.read_bytes()
    async with app.run_test(size=(160, 48)) as pilot:
        for words, question in (
            ("Forget and revoke them", ConfirmScreen),
            ("remove them", YesNoScreen),
        ):
            screen = await menu(pilot)
            await choose(pilot, screen, words)
            await until(pilot, lambda kind=question: isinstance(pilot.app.screen, kind), "question")
            await until(pilot, lambda: pilot.app.screen.is_painted, "it is on the screen")
            await pilot.press("escape")
            await until(pilot, lambda: "Another region" in text(pilot), "back in the first menu")
            await pilot.press("escape")
        assert main_screen(pilot).workspace.settings.credentials == keys
    assert file.read_bytes() == before
    assert await status_of(keys) == 200


async def test_taking_the_keys_out_of_the_file(explorer, file):
    keys = await a_key_of_its_own()
    async with explorer(keys).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await menu(pilot)
        await choose(pilot, screen, "Forget the keys and remove them")
        await until(pilot, lambda: isinstance(pilot.app.screen, YesNoScreen), "the question")
        assert "consumer_key" in text(pilot)
        assert "␊" not in text(pilot)
        await agree(pilot)
        await signed_out(pilot)
    url = running()[1]
    assert file.read_text() == (
        f"# mine\n[default]\nendpoint={url}\n\n[{url}]\n; the key\n\n[ovh-eu]\napplication_key=a\n"
    )
    assert file.stat().st_mode & 0o777 == 0o600
    assert await status_of(keys) == 200


async def test_all_in_one_step(explorer, file):
    keys = await a_key_of_its_own()
    async with explorer(keys).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await menu(pilot)
        await choose(pilot, screen, "Forget and revoke them")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "one question")
        assert "Then removed from ~/.ovh.conf" in text(pilot)
        assert "␊" not in text(pilot)
        await agree(pilot)
        await signed_out(pilot)
    assert keys.consumer_key not in file.read_text()
    assert await status_of(keys) == 403


@pytest.mark.parametrize("words", ["Forget and revoke", "Forget and revoke them"])
async def test_keys_that_another_program_revoked_are_forgotten(explorer, file, words):
    keys = await a_key_of_its_own()
    async with explorer(keys).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await menu(pilot)
        await choose(pilot, screen, words)
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        workspace = main_screen(pilot).workspace
        rights = workspace.account.rights
        call = await revoking_call(keys, rights, None, workspace.session.send)
        assert call is not None
        assert (await workspace.session.send(call)).ok
        await agree(pilot)
        await signed_out(pilot)
        assert "revoked before" in said(pilot)
    assert (keys.consumer_key in file.read_text()) == ("them" not in words)


@fault(
    "Settings and keys",
    "signing out, the disk is full",
    "~/.ovh.conf can't be written: No space left on device. The file is unchanged.",
)
async def test_a_full_disk_keeps_the_file_and_the_user_signed_in(explorer, file, monkeypatch):
    keys = await a_key_of_its_own()
    app = explorer(keys)
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with app.run_test(size=(160, 48), notifications=True) as pilot:
        screen = await menu(pilot)
        await choose(pilot, screen, "Forget the keys and remove them")
        await until(pilot, lambda: isinstance(pilot.app.screen, YesNoScreen), "the question")
        monkeypatch.setattr(os, "fsync", full)
        await agree(pilot)
        await until(pilot, lambda: "No space left" in said(pilot), "why not")
        shown = said(pilot)
        monkeypatch.undo()
        assert main_screen(pilot).workspace.settings.credentials == keys
    assert file.read_bytes() == before
    return shown


async def test_read_only_revokes_nothing(explorer):
    keys = await a_key_of_its_own()
    async with explorer(keys, read_only=True).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await menu(pilot)
        await choose(pilot, screen, "Forget and revoke")
        await until(pilot, lambda: "started with --read-only" in said(pilot), "why not")
        assert main_screen(pilot).workspace.settings.credentials == keys
    assert await status_of(keys) == 200


async def test_a_key_that_may_not_delete_itself_logs_out(tmp_path):
    keys = Credentials(
        READER_KEYS.application_key, READER_KEYS.application_secret, READER_KEYS.consumer_key
    )
    found = gather(running()[1], environ={}).with_credentials(keys, "a test")
    async with ExplorerApp(Stocked(found, cache=tmp_path)).run_test(size=(160, 48)) as pilot:
        screen = await menu(pilot)
        notes = {item.title: item.note for item in screen._entries}
        assert notes["Forget and revoke the consumer key"].startswith("POST /auth/logout")


async def test_keys_that_are_saved_nowhere_are_lost_after_a_question(tmp_path):
    keys = await a_key_of_its_own()
    found = gather(running()[1], environ={}).with_credentials(keys, FOR_THIS_RUN)
    async with ExplorerApp(Stocked(found, cache=tmp_path)).run_test(size=(160, 48)) as pilot:
        screen = await menu(pilot)
        assert [item.title for item in screen._entries] == [
            "Forget the keys",
            "Forget and revoke the consumer key",
        ]
        await choose(pilot, screen, "Forget the keys")
        await until(pilot, lambda: isinstance(pilot.app.screen, YesNoScreen), "the question")
        assert "not saved anywhere" in text(pilot)
        await agree(pilot)
        await signed_out(pilot)


async def test_keys_of_the_environment_are_said_to_stay_there(tmp_path, monkeypatch):
    monkeypatch.setenv("OVH_ENDPOINT", running()[1])
    monkeypatch.setenv("OVH_APPLICATION_KEY", DEMO_KEYS.application_key)
    monkeypatch.setenv("OVH_APPLICATION_SECRET", DEMO_KEYS.application_secret)
    monkeypatch.setenv("OVH_CONSUMER_KEY", DEMO_KEYS.consumer_key)
    app = ExplorerApp(Stocked(gather(None), cache=tmp_path))
    async with app.run_test(size=(160, 48), notifications=True) as pilot:
        screen = await menu(pilot)
        await choose(pilot, screen, "Forget the keys")
        await signed_out(pilot)
        words = "The environment still has OVH_APPLICATION_KEY, OVH_APPLICATION_SECRET"
        assert words in said(pilot)


async def test_keys_that_the_api_refuses_are_only_forgotten(explorer):
    keys = Credentials(DEMO_KEYS.application_key, DEMO_KEYS.application_secret, "c" * 32)
    async with explorer(keys).run_test(size=(160, 48)) as pilot:
        screen = await menu(pilot)
        titles = [item.title for item in screen._entries]
        assert not [title for title in titles if "revoke" in title]
        assert "Revoking is offered once the API has accepted the keys." in titles


async def test_without_keys_there_is_nothing_to_sign_out_of(tmp_path):
    app = ExplorerApp(Stocked(gather(running()[1], environ={}), cache=tmp_path))
    async with app.run_test(size=(160, 48), notifications=True) as pilot:
        await until(pilot, lambda: main_screen(pilot).bench, "it has started")
        await pilot.press("S")
        await until(pilot, lambda: "Another region" in text(pilot), "the ways to sign in")
        assert "Sign out" not in text(pilot)
        await pilot.press("escape")
        await main_screen(pilot).run_action("sign_out")
        await until(pilot, lambda: "You are not signed in." in text(pilot), "it is said")


async def test_a_service_account_is_deleted_after_a_word(tmp_path):
    keys = await a_key_of_its_own()
    settings = gather(running()[1], environ={})
    owner = Workspace(settings.with_credentials(keys, "a test"))
    body = b'{"name":"t","description":"t","flow":"CLIENT_CREDENTIALS","callbackUrls":[]}'
    made = (
        await owner.session.send(Call.make("v1", "POST", "/me/api/oauth2/client", body=body))
    ).json()
    await owner.close()
    client = OAuth2Client(made["clientId"], made["clientSecret"])
    found = settings.with_credentials(client, "a test")
    async with ExplorerApp(Stocked(found, cache=tmp_path)).run_test(size=(160, 48)) as pilot:
        screen = await menu(pilot)
        notes = {item.title: item.note for item in screen._entries}
        words = f"DELETE /me/api/oauth2/client/{client.client_id}"
        assert notes["Forget and revoke the service account"].startswith(words)
