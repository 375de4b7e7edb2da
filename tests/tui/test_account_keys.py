"""The screen of the account's keys, on a sandbox whose keys come and go."""

import pytest
from textual.widgets import Static

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.config import Credentials, OAuth2Client
from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_KEYS, READER_KEYS
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.signin.account_keys import AccountKeysScreen
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.account.consumer_key import request_key
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.sandboxes import running
from tests.tui.conftest import Stocked, main_screen, text, type_keys, until
from tests.tui.test_signing_in import decide
from tests.workspace.account.accounts import many

MINE = Credentials(DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key)


@pytest.fixture
def explorer(tmp_path):
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
        lambda: main_screen(pilot).bench and main_screen(pilot).workspace.account.name,
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
    at = next(i for i, key in enumerate(screen._shown) if (key.kind, key.id) == (kind, id))
    screen.table.move_cursor(row=at)
    await until(pilot, lambda: screen.key.id == id, "the key under the cursor")


def details(screen: AccountKeysScreen) -> str:
    return str(screen.query_one("#words", Static).content)


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_keys_are_listed_found_and_shown(explorer, size):
    async with explorer(MINE).run_test(size=size, notifications=True) as pilot:
        screen = await keys_screen(pilot)
        assert "● key" in text(pilot)
        assert "You are signed in with it." in text(pilot)
        assert "DELETE /*" in details(screen)
        await type_keys(pilot, "slash", *"backup")
        await until(
            pilot, lambda: {key.name for key in screen._shown} == {"backup script"}, "what is found"
        )
        await pilot.press("enter", "j")
        assert screen.key.kind == "application"
        await until(pilot, lambda: "oldBackupScript0" in details(screen), "its application key")
        await pilot.press("escape")
        await until(pilot, lambda: len(screen._shown) > 2, "all of them")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot), "back")


async def test_a_key_is_revoked_by_its_number(explorer):
    other = await a_key_of_its_own()
    async with explorer(MINE).run_test(size=(100, 30), notifications=True) as pilot:
        screen = await keys_screen(pilot)
        number = str(max(int(key.id) for key in screen._shown if key.kind == "credential"))
        await go_to(pilot, screen, "credential", number)
        await pilot.press("D")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        assert f"/me/api/credential/{number}" in text(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen, "back")
        assert screen.key.id == number, "nothing happened"
        await pilot.press("D")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await type_keys(pilot, *number, "enter")
        await until(pilot, lambda: number not in {key.id for key in screen._shown}, "it is gone")
        assert "Revoked: consumer key" in text(pilot)
        assert main_screen(pilot).workspace.account.problem == ""
    work = Workspace(gather(running()[1], environ={}).with_credentials(other, "a test"))
    assert (await work.send(Call.make("v1", "GET", "/me"))).error.code == "NOT_CREDENTIAL"
    await work.close()


async def test_the_key_in_use_asks_twice(explorer):
    async with explorer(await a_key_of_its_own()).run_test(
        size=(100, 30), notifications=True
    ) as pilot:
        screen = await keys_screen(pilot)
        await until(pilot, lambda: screen.key.in_use, "the key in use is known")
        used = screen.key
        assert used.kind == "credential"
        await pilot.press("D")
        await until(pilot, lambda: isinstance(pilot.app.screen, YesNoScreen), "the first question")
        assert "You are signed in with this consumer key" in text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen, "kept")
        await pilot.press("D")
        await until(pilot, lambda: isinstance(pilot.app.screen, YesNoScreen), "the first question")
        await pilot.press("tab", "enter")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the second question"
        )
        await type_keys(pilot, *used.id, "enter")
        await until(
            pilot, lambda: main_screen(pilot).workspace.account.problem, "one is signed out"
        )
        await pilot.press("escape")
        await until(pilot, lambda: "not signed in" in text(pilot).splitlines()[0], "it is said")


async def test_an_application_says_what_goes_with_it(explorer):
    async with explorer(MINE).run_test(size=(100, 30), notifications=True) as pilot:
        screen = await keys_screen(pilot)
        await go_to(pilot, screen, "application", "2")
        await pilot.press("D")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        assert "1 consumer key goes with this application." in text(pilot)
        await pilot.press("escape")


async def test_a_service_account_sees_its_own(explorer):
    account = OAuth2Client(DEMO_CLIENT.client_id, DEMO_CLIENT.client_secret)
    async with explorer(account).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await keys_screen(pilot)
        await go_to(pilot, screen, "client", DEMO_CLIENT.client_id)
        assert "You are signed in with it." in details(screen)
        assert DEMO_CLIENT.client_secret not in text(pilot)


async def test_what_may_not_be_listed_is_said(explorer):
    reader = Credentials(
        READER_KEYS.application_key, READER_KEYS.application_secret, READER_KEYS.consumer_key
    )
    async with explorer(reader).run_test(size=(100, 30), notifications=True) as pilot:
        await keys_screen(pilot)
        for kind in ("consumer keys", "applications", "service accounts"):
            assert f"{kind}: 403: This call has not been granted" in text(pilot)


async def test_read_only_revokes_nothing(explorer):
    async with explorer(MINE, read_only=True).run_test(size=(100, 30), notifications=True) as pilot:
        screen = await keys_screen(pilot)
        await pilot.press("D")
        await until(pilot, lambda: "DELETE is not sent" in text(pilot), "the refusal")
        assert pilot.app.screen is screen


async def test_hundreds_of_keys_are_listed(explorer):
    work = Workspace(gather(running()[1], environ={}).with_credentials(MINE, "a test"))
    body = canonical_json({"accessRules": [{"method": "GET", "path": "/me"}]})
    for _ in range(120):
        await work.send(Call.make("v1", "POST", "/auth/credential", body=body, authenticated=False))
    await work.close()
    async with explorer(MINE).run_test(size=(100, 30), notifications=True) as pilot:
        screen = await keys_screen(pilot)
        assert len(screen._shown) > 120
        await pilot.press("end")
        await until(
            pilot, lambda: screen.table.cursor_row == len(screen._shown) - 1, "the last one"
        )


async def test_of_many_keys_some_are_shown_as_they_come(explorer):
    """`esc` stops the reading, `m` goes on with it; the list is there while keys are still read."""
    send, seen = many(100_000)
    async with explorer(MINE).run_test(size=(120, 30), notifications=True) as pilot:
        await until(
            pilot,
            lambda: main_screen(pilot).bench and main_screen(pilot).workspace.account.name,
            "it has started",
        )
        main_screen(pilot).workspace.session.send = send
        await pilot.press("escape", "K")
        await until(
            pilot,
            lambda: "200 · 100,000 listed, m reads more · reading… esc stops" in text(pilot),
            "a part",
        )
        screen = pilot.app.screen
        assert len(screen._shown) == 200
        await pilot.press("escape")
        await until(pilot, lambda: "reading" not in text(pilot), "it is stopped")
        assert seen["now"] == 0
        seen["release"].set()
        for count in (200, 400):
            await pilot.press("m")
            await until(
                pilot,
                lambda count=count: f": {count} · 100,000 listed" in text(pilot),
                f"{count} keys",
            )
            await until(pilot, lambda: "reading" not in text(pilot), "they are read")
        assert seen["requests"] < 450
        assert seen["most"] <= 8
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot), "back")
