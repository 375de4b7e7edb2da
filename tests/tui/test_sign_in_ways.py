"""Every way to sign in, from nothing to a signed ``GET /me``, against the sandbox."""

import re

import pytest
from textual.widgets import Input, OptionList

from ovh_explorer.config import Credentials, find_endpoint
from ovh_explorer.config.save import save
from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_KEYS, DEMO_TOKEN, READER_KEYS
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from ovh_explorer.tui.signin.key_wait import KeyWaitScreen
from ovh_explorer.tui.signin.rights_editor import RightsEditor
from ovh_explorer.tui.signin.save_keys import SaveKeysScreen
from ovh_explorer.tui.signin.service_account import ServiceAccountScreen
from ovh_explorer.tui.signin.token import PasteScreen, TokenScreen
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.sandboxes import running
from tests.tui.conftest import main_screen, text, type_keys, until
from tests.tui.sign_in import (  # noqa: F401 - fixtures
    SIZES,
    create_keys,
    decide,
    explorer_fixture,
    in_a_hurry,
    keep,
    paste,
    press_button,
    shown,
    signed_get_me,
    started,
    way,
)


@pytest.mark.parametrize("size", SIZES)
async def test_a_token_is_created_with_the_rights_of_the_link(explorer, size, no_keys_of_the_user):
    async with explorer().run_test(size=size, notifications=True) as pilot:
        await way(pilot, "token", TokenScreen)
        editor = pilot.app.screen.query_one(RightsEditor)
        assert pilot.app.screen.link.endswith("/createToken/?GET=/*")
        await editor.show([])
        assert pilot.app.screen.link == ""
        editor.rows[0].input.focus()
        await type_keys(pilot, *"/domain/zone/*")
        await pilot.press("down")
        await type_keys(pilot, *"/me")
        await until(pilot, lambda: "GET=/me" in pilot.app.screen.link, "the link follows")
        assert pilot.app.screen.link.endswith("?GET=/domain/zone&GET=/domain/zone/*&GET=/me")
        keys = create_keys(pilot.app.screen.link)
        secret, consumer = re.findall(r"\b[0-9a-f]{32}\b", keys)
        pilot.app.screen.query_one("#copy").focus()
        await paste(pilot, keys)
        assert secret not in text(pilot)
        assert secret[:4] + "•" in text(pilot)
        await press_button(pilot, "#sign-in")
        await keep(pilot, "#save")
        await signed_get_me(pilot)
        saved = no_keys_of_the_user / ".ovh.conf"
        assert f"consumer_key = {consumer}\n" in saved.read_text()
        assert saved.stat().st_mode & 0o777 == 0o600
        screen = main_screen(pilot)
        assert {str(rule) for rule in screen.workspace.account.rights.rules} == {
            "GET /domain/zone",
            "GET /domain/zone/*",
            "GET /me",
        }
        screen.open_words("POST /domain/zone/example.com/refresh")
        await until(pilot, lambda: screen.form.operation.method == "POST", "another operation")
        await pilot.press("escape", "2")
        await until(
            pilot,
            lambda: "Your key may not call this" in text(pilot),
            "it is said before TRY",
        )
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await until(
            pilot,
            lambda: "Your key may not call this: the API will refuse it." in text(pilot),
            "and where one says yes",
        )


async def test_pasted_keys_that_are_wrong_stay_until_they_are_right(explorer):
    async with explorer().run_test(size=(100, 30), notifications=True) as pilot:
        await way(pilot, "paste", PasteScreen)
        area = pilot.app.screen.query_one("#keys")
        await paste(pilot, "nonsense")
        await press_button(pilot, "#sign-in")
        await until(pilot, lambda: "No keys were found" in shown(pilot), "what is missing")
        assert area.text == "nonsense"
        right = (
            f"{DEMO_KEYS.application_key}\n{DEMO_KEYS.application_secret}\n{DEMO_KEYS.consumer_key}"
        )
        for wrong, words in (
            (
                right.replace(DEMO_KEYS.application_secret, "0" * 32),
                "doesn't belong to this application key",
            ),
            (
                right.replace(DEMO_KEYS.consumer_key, "0" * 32),
                "Unknown consumer key",
            ),
            (
                right.replace(DEMO_KEYS.application_key, "0" * 16),
                "does not know this application key",
            ),
        ):
            area.text = wrong
            await press_button(pilot, "#sign-in")
            await until(pilot, lambda words=words: words in shown(pilot), words)
            assert area.text == wrong
        area.text = right
        await press_button(pilot, "#sign-in")
        await keep(pilot)
        await until(pilot, lambda: "Signed in as xx1111-ovh" in text(pilot), "it worked")
        await signed_get_me(pilot)


async def test_a_key_without_a_right_to_me_signs_in_all_the_same(explorer):
    async with explorer("GET /domain").run_test(size=(100, 30), notifications=True) as pilot:
        await way(pilot, "paste", PasteScreen)
        keys = (
            READER_KEYS.application_key,
            READER_KEYS.application_secret,
            READER_KEYS.consumer_key,
        )
        await paste(pilot, "\n".join(keys))
        await press_button(pilot, "#sign-in")
        await keep(pilot)
        await until(pilot, lambda: "signed in as xx1111-ovh" in text(pilot), "who is signed in")
        start = READER_KEYS.application_key[:4]
        await until(pilot, lambda: f"key {start}…, only GET /" in text(pilot), "what it may")


@pytest.mark.parametrize("size", SIZES)
async def test_a_consumer_key_is_requested_and_waited_for(explorer, size):
    async with explorer().run_test(size=size, notifications=True) as pilot:
        await way(pilot, "request", KeyRequestScreen)
        form = pilot.app.screen
        await type_keys(pilot, *"wrongwrongwrong0", "tab", *DEMO_KEYS.application_secret)
        await press_button(pilot, "#ask")
        await until(pilot, lambda: "This application key is invalid" in shown(pilot), "the refusal")
        assert DEMO_KEYS.application_secret not in text(pilot)
        form.query_one("#application-key", Input).value = DEMO_KEYS.application_key
        form.query_one("#blocks", Input).value = "localhost"
        await press_button(pilot, "#ask")
        await until(
            pilot, lambda: "'localhost' is no IP address" in shown(pilot), "what a block is"
        )
        assert pilot.app.focused is form.query_one("#blocks"), "where it is mended"
        form.query_one("#blocks", Input).value = "127.0.0.1, 192.0.2.0/24"
        await press_button(pilot, "#ask")
        await until(pilot, lambda: isinstance(pilot.app.screen, KeyWaitScreen), "the waiting")
        await until(pilot, lambda: " times" in text(pilot), "progress")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "back in the menu")
        assert "Wait for the key that was requested" in text(pilot)
        await pilot.press("escape")
        await way(pilot, "wait", KeyWaitScreen)
        decide(pilot.app.screen._request.link)
        await keep(pilot)
        await signed_get_me(pilot)
        assert main_screen(pilot).workspace.account.rights.allowed_ips == (
            "127.0.0.1/32",
            "192.0.2.0/24",
        )
        await pilot.press("S")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
        assert "Wait for the key that was requested" not in text(pilot)


async def test_a_refused_key_waits_until_one_gives_up(explorer):
    async with explorer().run_test(size=(100, 30), notifications=True) as pilot:
        await way(pilot, "request", KeyRequestScreen)
        await type_keys(pilot, *DEMO_KEYS.application_key, "tab", *DEMO_KEYS.application_secret)
        await press_button(pilot, "#ask")
        await until(pilot, lambda: isinstance(pilot.app.screen, KeyWaitScreen), "the waiting")
        decide(pilot.app.screen._request.link, "refuse")
        pilot.app.screen._started -= 60
        await until(pilot, lambda: "If it was refused, press esc" in text(pilot), "what it may be")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot), "given up")
        assert "not signed in" in text(pilot)


async def test_a_key_that_will_never_be_good_is_not_waited_for(explorer):
    async with explorer().run_test(size=(100, 30), notifications=True) as pilot:
        await way(pilot, "request", KeyRequestScreen)
        await type_keys(pilot, *DEMO_KEYS.application_key, "tab", *"0" * 32)
        await press_button(pilot, "#ask")
        await until(
            pilot,
            lambda: "This key can't be used: Invalid signature" in text(pilot),
            "the wrong secret",
        )


@pytest.mark.parametrize("size", SIZES)
async def test_tab_goes_from_path_to_methods_and_back_the_same_way(explorer, size):
    async with explorer().run_test(size=size) as pilot:
        await way(pilot, "token", TokenScreen)
        screen = pilot.app.screen
        editor = screen.query_one(RightsEditor)
        await editor.show([AccessRule("GET", "/me"), AccessRule("GET", "/vps")])
        await pilot.pause()
        assert "tab next" in text(pilot)

        def methods_of(row) -> list:
            return [(row.cells, at) for at in range(4)]

        editor.query("#sets > Button").first().focus()
        await pilot.press("right", "right", "left")
        assert screen.focused is editor.query("#sets > Button")[1]
        first_set = editor.query("#sets > Button").first()
        *full, empty = editor.rows
        places = [
            *(part for row in full for part in ((row.input, None), *methods_of(row))),
            (empty.input, None),  # Its methods are for nothing yet.
            (screen.query_one("#open"), None),
        ]
        for place in places:
            await pilot.press("tab")
            assert place == (screen.focused, getattr(screen.focused, "cursor", None))
        for place in [*places[-2::-1], (first_set, None)]:
            await pilot.press("shift+tab")
            assert place == (screen.focused, getattr(screen.focused, "cursor", None))
        await pilot.press("tab", "end", "right")
        assert screen.focused is editor.rows[0].cells
        await pilot.press("left", "home", "X", "end", "Y")
        assert editor.rows[0].input.value == "X/meY"
        assert screen.focused is editor.rows[0].input
        editor.rows[1].input.focus()
        await pilot.press("enter")
        assert screen.focused is editor.rows[2].input
        await pilot.press("enter")
        assert screen.focused is screen.query_one("#open")


async def test_rights_on_somebody_elses_account_become_a_profile(explorer, no_keys_of_the_user):
    own = find_endpoint(running()[1])
    mine = no_keys_of_the_user / ".ovh.conf"
    save(
        mine,
        own,
        Credentials(
            DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key
        ),
    )
    before = mine.read_text()
    async with explorer("GET /me").run_test(size=(100, 30), notifications=True) as pilot:
        await way(pilot, "delegate", KeyRequestScreen)
        form = pilot.app.screen
        assert form.query_one("#application-key", Input).value == DEMO_KEYS.application_key
        await press_button(pilot, "#ask")
        await until(pilot, lambda: isinstance(pilot.app.screen, KeyWaitScreen), "the waiting")
        assert "Send this link to the owner of the account" in text(pilot)
        decide(pilot.app.screen._request.link)
        await until(pilot, lambda: "What are the new keys for?" in text(pilot), "whether to use it")
        menu = pilot.app.screen.query_one(OptionList)
        menu.highlighted = menu.get_option_index("save")
        await pilot.press("enter")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, SaveKeysScreen), "whether to keep it"
        )
        name = pilot.app.screen.query_one("#name", Input)
        assert (name.value, name.disabled) == ("xx1111-ovh", False)
        name.value = "a client"
        await press_button(pilot, "#save")
        await until(
            pilot, lambda: "· a client │" in text(pilot).splitlines()[0], "the profile on top"
        )
        assert mine.read_text().startswith(before)
        assert "[profile:a client]" in mine.read_text()
        await pilot.press("escape", "S")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
        assert "a client · in use" in text(pilot)
        await pilot.press("home", "enter")
        await until(
            pilot, lambda: "a client" not in text(pilot).splitlines()[0], "one's own keys again"
        )
        await until(pilot, lambda: "signed in as xx1111-ovh" in text(pilot), "who is signed in")


@pytest.mark.parametrize("size", SIZES)
async def test_a_service_account_signs_in(explorer, size, no_keys_of_the_user):
    async with explorer().run_test(size=size, notifications=True) as pilot:
        await way(pilot, "service", ServiceAccountScreen)
        await type_keys(pilot, *DEMO_CLIENT.client_id, "enter", *"wrong0secret", "enter")
        await until(pilot, lambda: "client secret invalid" in shown(pilot), "the refusal")
        pilot.app.screen.query_one("#client-secret", Input).value = DEMO_CLIENT.client_secret
        await press_button(pilot, "#sign-in")
        await keep(pilot, "#save")
        await signed_get_me(pilot)
        saved = (no_keys_of_the_user / ".ovh.conf").read_text()
        assert f"client_secret = {DEMO_CLIENT.client_secret}" in saved
        assert DEMO_CLIENT.client_secret not in text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_an_access_token_signs_in(explorer, size, no_keys_of_the_user):
    async with explorer().run_test(size=size, notifications=True) as pilot:
        await way(pilot, "paste", PasteScreen)
        await paste(pilot, "Authorization: Bearer a-token-that-nobody-ever-made-anywhere")
        await press_button(pilot, "#sign-in")
        await until(pilot, lambda: "It can't be renewed" in shown(pilot), "the refusal")
        # It is not taken at the second time: the API did say what it thinks of it.
        await press_button(pilot, "#sign-in")
        await until(pilot, lambda: "It can't be renewed" in shown(pilot), "the refusal again")
        pilot.app.screen.query_one("#keys").text = DEMO_TOKEN.text
        await press_button(pilot, "#sign-in")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, SaveKeysScreen), "whether to keep it"
        )
        assert "where go-ovh looks" in text(pilot)
        await keep(pilot, "#save")
        await signed_get_me(pilot)
        assert "signed in as xx1111-ovh/ada" in text(pilot).splitlines()[0]
        saved = (no_keys_of_the_user / ".ovh.conf").read_text()
        assert f"access_token = {DEMO_TOKEN.text}" in saved
        assert DEMO_TOKEN.text not in text(pilot)
        await pilot.press("escape", "S")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
        assert "access token, from ~/.ovh.conf" in text(pilot)


async def test_without_an_answer_keys_are_taken_at_the_second_time(tmp_path):
    workspace = Workspace(gather("http://127.0.0.1:1", environ={}), cache=tmp_path)
    async with ExplorerApp(workspace).run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: main_screen(pilot).bench, "it has started")
        await pilot.press("S")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
        menu = pilot.app.screen.query_one(OptionList)
        menu.highlighted = menu.get_option_index("paste")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PasteScreen), "the box")
        keys = (DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key)
        await paste(pilot, "\n".join(keys))
        await press_button(pilot, "#sign-in")
        await until(
            pilot,
            lambda: "Press Sign in again to use these keys anyway" in shown(pilot),
            "no response",
        )
        await press_button(pilot, "#sign-in")
        await keep(pilot)
        await until(pilot, lambda: "keys not checked, key 7kbG…" in text(pilot), "they are taken")


async def test_the_first_screen_names_the_key_that_signs_in(explorer):
    async with explorer().run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "S sign in" in text(pilot).splitlines()[-1], "the footer")


async def test_the_demo_s_own_keys_come_back(app, fresh):
    """Whatever keys were tried on it, and after signing out."""
    async with app(url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        await started(pilot)
        main = main_screen(pilot)
        workspace = main.workspace
        own = workspace.settings.credentials
        await pilot.press("S")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
        assert "The demo's own keys" not in text(pilot)
        await pilot.press("escape")
        others = Credentials(
            READER_KEYS.application_key, READER_KEYS.application_secret, READER_KEYS.consumer_key
        )
        workspace.use_keys(others, "for this run")
        main.header.refresh()
        await way(pilot, "demo", type(main))
        await until(pilot, lambda: workspace.settings.credentials == own, "they are used")
        await until(pilot, lambda: "signed in as xx1111-ovh" in text(pilot), "it is said")
        assert workspace.settings.demo
        # On top it may look as it did before.
        await until(
            pilot,
            lambda: (
                text(pilot).count("Signed in as xx1111-ovh, with the application key 7kbG…") == 1
            ),
            "that it worked",
        )


async def test_checking_the_keys_of_the_start_says_no_signing_in(app, fresh):
    async with app(url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        await started(pilot)
        main = main_screen(pilot)
        await until(pilot, lambda: main.workspace.account.is_known, "who it is")
        main.identify()
        await until(pilot, lambda: main.workspace.account.is_known, "who it is, again")
        await pilot.pause()
        assert "Signed in" not in text(pilot)
