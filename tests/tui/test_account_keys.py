"""The screen of the account's keys, on a sandbox whose keys come and go."""

import re
from dataclasses import replace
from unittest import mock

import pytest
from textual.widgets import Input

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.config import Credentials, OAuth2Client
from ovh_explorer.sandbox import DEMO_CLIENT, READER_KEYS
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.signin.account_keys import AccountKeysScreen
from ovh_explorer.tui.signin.keys_table import key_cells
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.consumer_key import request_key
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.sandboxes import running
from tests.tui.account_keys import (  # noqa: F401 - fixtures
    MINE,
    a_key_of_its_own,
    details,
    explorer_fixture,
    go_to,
    keys_screen,
)
from tests.tui.conftest import main_screen, text, type_keys, until
from tests.tui.sign_in import decide
from tests.workspace.account.test_keys import many


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_keys_are_listed_found_and_shown(explorer, size):
    async with explorer(MINE).run_test(size=size, notifications=True) as pilot:
        screen = await keys_screen(pilot)
        assert "● key" in text(pilot)
        assert "In use: you are signed in with it." in text(pilot)
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


async def test_the_keys_that_find_and_send_elsewhere_find_and_read_again(explorer):
    async with explorer(MINE).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await keys_screen(pilot)
        await type_keys(pilot, "ctrl+f", *"backup")
        await until(
            pilot, lambda: {key.name for key in screen._shown} == {"backup script"}, "what is found"
        )
        await pilot.press("escape")
        await a_key_of_its_own()
        before = len(screen._shown)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: len(screen._shown) > before, "the key that is new")


async def test_a_key_is_revoked_by_its_number(explorer):
    other = await a_key_of_its_own()
    async with explorer(MINE).run_test(size=(100, 30), notifications=True) as pilot:
        screen = await keys_screen(pilot)
        number = str(max(int(key.id) for key in screen._shown if key.kind == "credential"))
        await go_to(pilot, screen, "credential", number)
        await pilot.press("D")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        assert f"/me/api/credential/{number}" in text(pilot)
        named = f"consumer key {number} ({screen.key.name})"
        assert named in text(pilot), "others have that name too"
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen, "back")
        assert screen.key.id == number, "nothing happened"
        await pilot.press("D")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await pilot.press("0")
        await until(pilot, lambda: "This is not the number to type." in text(pilot), "it is one")
        await type_keys(pilot, "backspace", *number, "enter")
        await until(pilot, lambda: f"Revoked: {named}" in text(pilot), "which one is said")
        await until(pilot, lambda: number not in {key.id for key in screen._shown}, "it is gone")
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
        assert "In use: you are signed in with it." in details(screen)
        assert DEMO_CLIENT.client_secret not in text(pilot)


async def test_what_may_not_be_listed_is_said(explorer):
    reader = Credentials(
        READER_KEYS.application_key, READER_KEYS.application_secret, READER_KEYS.consumer_key
    )
    async with explorer(reader).run_test(size=(100, 30), notifications=True) as pilot:
        await keys_screen(pilot)
        shown = " ".join(text(pilot).replace("│", " ").split())
        kinds = "consumer keys, applications, service accounts, access tokens"
        assert f"{kinds}: 403: This call has not been granted" in shown, "once"
        assert "Missing rights: GET /me/api/credential*, GET /me/api/application*" in shown
        assert "Close this, sign in, and request a key that has them." in shown
        assert re.search(r"Keys of \S+, [^:─]+ ─", shown), "how many there are isn't known"
        for offered in ("D revoke", "t new token", "y copy"):
            assert offered not in shown, "there is nothing to do it with"


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
            lambda: main_screen(pilot).bench and main_screen(pilot).workspace.account.who,
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


async def test_only_what_changed_is_drawn_anew(explorer):
    """Two hundred rows measured for each key that arrives held up the screen for 60 ms."""
    send, seen = many(300)
    async with explorer(MINE).run_test(size=(120, 30), notifications=True) as pilot:
        await until(
            pilot,
            lambda: main_screen(pilot).bench and main_screen(pilot).workspace.account.who,
            "it has started",
        )
        main_screen(pilot).workspace.session.send = send
        await pilot.press("escape", "K")
        await until(pilot, lambda: "200 · 300 listed" in text(pilot), "a part")
        screen = pilot.app.screen
        table = screen.table
        parts = {
            name: mock.patch.object(table, name, wraps=getattr(table, name))
            for name in ("add_rows", "clear")
        }
        updates = mock.patch.object(table, "update_cell_at", wraps=table.update_cell_at)

        def shown() -> list[list[str]]:
            return [
                [cell.plain for cell in table.get_row_at(row)] for row in range(table.row_count)
            ]

        def wanted() -> list[list[str]]:
            return [
                [cell.plain for cell in key_cells(screen, key, screen._now())]
                for key in screen._shown
            ]

        with parts["add_rows"] as add, parts["clear"] as clear, updates as update:
            screen._draw()
            # The same rows again; one key is another; fewer and more of them.
            assert (add.call_args.args, clear.called, update.called) == (([],), False, False)
            key = screen._shown[50]
            screen._keys._found[key.kind, key.id] = replace(key, status="expired")
            screen._keys._found[key.kind, screen._shown[0].id] = replace(
                screen._shown[0], name="another"
            )
            screen._draw()
            assert shown() == wanted()
            screen.query_one("#filter", Input).value = "expired"
            await until(pilot, lambda: table.row_count == 1, "what is found")
            assert shown() == wanted()
            screen.query_one("#filter", Input).value = ""
            await until(pilot, lambda: table.row_count == 200, "all of them")
            assert shown() == wanted()
            assert not clear.called
        await pilot.press("end")
        await until(pilot, lambda: table.cursor_row == 199, "the last one")
        seen["release"].set()
        await until(pilot, lambda: "reading" not in text(pilot), "they are read")
        assert shown() == wanted()


async def test_a_refusal_names_keys_that_work_on_this_screen(explorer):
    settings = gather(running()[1], environ={})
    request = await request_key(settings.endpoint, MINE, [AccessRule("GET", "/*")])
    decide(request.link)
    async with explorer(request.credentials).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await keys_screen(pilot)
        await go_to(pilot, screen, "application", "2")
        await pilot.press("D")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await type_keys(pilot, *"2", "enter")
        await until(
            pilot, lambda: "Press esc, then shift F4, to request" in text(pilot), "what to do"
        )
        assert "The one access rule of this key does not cover" in text(pilot)


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_menu_of_signing_in_leads_to_the_keys_which_esc_closes(explorer, size):
    async with explorer(MINE).run_test(size=size, notifications=True) as pilot:
        await keys_screen(pilot)
        await pilot.press("escape", "S")
        await until(pilot, lambda: "Sign in ·" in text(pilot), "the menu")
        await type_keys(pilot, *"keys of the account", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AccountKeysScreen), "the keys")
        await until(pilot, lambda: "● key" in text(pilot), "the list")
        await pilot.press("escape")
        if isinstance(pilot.app.screen, AccountKeysScreen):
            # That stopped the reading of the list, which goes on while it is shown.
            await pilot.press("escape")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1, "they are closed")
        assert "Sign in ·" not in text(pilot)


async def test_the_edge_says_what_the_keys_do_in_the_list_and_in_the_words_to_find(explorer):
    async with explorer(MINE).run_test(size=(80, 24), notifications=True) as pilot:
        await keys_screen(pilot)

        def edge() -> str:
            return text(pilot).splitlines()[-1]

        await until(pilot, lambda: "esc closes" in edge(), "all is read")
        for words in ("F1 help", "/ ^f find", "D revoke", "t new token"):
            assert words in edge()
        await type_keys(pilot, "ctrl+f", *"backup")
        await until(pilot, lambda: "enter to the list" in edge(), "letters are text there")
        assert "D revoke" not in edge()
        assert "esc shows all" in edge()
        await pilot.press("enter")
        await until(pilot, lambda: "D revoke" in edge(), "in the list again")
        assert "esc shows all" in edge(), "the words stay"
        await pilot.press("escape")
        await until(pilot, lambda: "esc closes" in edge(), "all of them")


async def test_the_smallest_terminal_shows_the_key_and_what_revoking_it_does(explorer):
    async with explorer(MINE).run_test(size=(40, 10), notifications=True) as pilot:
        screen = await keys_screen(pilot)
        key = next(one for one in screen._shown if one.name and not one.in_use)
        await go_to(pilot, screen, key.kind, key.id)
        table = screen.table
        # Below the titles, above the bar for what is beside it.
        assert table.scrollable_content_region.height >= 3
        assert key.name[:8] in text(pilot).split("──────────────────────────────────────")[1]
        await pilot.press("D")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        seen = text(pilot)
        assert f"{key.id} of" in seen
        assert "more below" in seen
        while "more below" in text(pilot):
            before = text(pilot)
            await pilot.press("pagedown")
            await until(pilot, lambda: text(pilot) != before, "the next page")  # noqa: B023
            seen += text(pilot)
        # It may go on in the next line.
        assert all(word in seen for word in key.name.split())
        assert "more below" not in text(pilot)
