"""Every way to sign in, from nothing to a signed ``GET /me``, against the sandbox."""

import re
import time
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import urlopen

import pytest
from textual import events
from textual.widgets import Input, OptionList, Static

from ovh_explorer.config import AccessToken, Credentials, OAuth2Client, find_endpoint
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
from ovh_explorer.workspace.account import consumer_key as signing_in
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.sandboxes import running
from tests.tui.conftest import Stocked, main_screen, text, type_keys, until

SIZES = [(160, 48), (80, 24)]


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch):
    """Look often whether a key is validated."""
    monkeypatch.setattr(signing_in, "_EVERY", 0.05)


@pytest.fixture
def explorer(tmp_path, monkeypatch):
    """The application at the sandbox, without any key."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")

    def make(target: str = "", **settings) -> ExplorerApp:
        return ExplorerApp(
            Stocked(gather(running()[1], environ={}, **settings), cache=tmp_path), target
        )

    return make


async def started(pilot) -> None:
    await until(
        pilot,
        lambda: main_screen(pilot).workspace.is_open and main_screen(pilot).bench,
        "it has started",
    )
    await until(
        pilot, lambda: main_screen(pilot).products.catalog_tree.root.children, "the products"
    )


async def way(pilot, name: str, screen: type) -> None:
    """Take a way of the sign-in menu by the keyboard."""
    await started(pilot)
    await pilot.press("escape", "S")
    await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
    menu = pilot.app.screen.query_one(OptionList)
    menu.highlighted = menu.get_option_index(name)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, screen), f"the screen of {name}")
    await pilot.pause()


def shown(pilot, selector: str = "#problem") -> str:
    return str(pilot.app.screen.query_one(selector, Static).content)


async def press_button(pilot, selector: str) -> None:
    button = pilot.app.screen.query_one(selector)
    button.focus()
    # A button that was pressed just now takes no notice.
    await until(pilot, lambda: not button.has_class("-active"), "the button is ready")
    await pilot.press("enter")


async def paste(pilot, words: str) -> None:
    pilot.app._driver.send_message(events.Paste(words))
    await pilot.pause()


async def keep(pilot, button: str = "#cancel") -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, SaveKeysScreen), "whether to keep them")
    await press_button(pilot, button)


async def signed_get_me(pilot) -> None:
    """A signed ``GET /me`` is answered."""
    screen = main_screen(pilot)
    await until(pilot, lambda: "signed in as xx1111-ovh" in text(pilot), "who is signed in")
    screen.open_words("GET /me")
    await until(
        pilot, lambda: screen.form is not None and screen.form.operation.path == "/me", "GET /me"
    )
    await pilot.press("ctrl+r")
    await until(pilot, lambda: screen.bench.response.response, "the response")
    assert screen.bench.response.response.status == 200
    assert "xx1111-ovh" in text(pilot)


def create_keys(link: str, **form: str) -> str:
    """What the token page shows for a link, as it is copied from there."""
    rights = parse_qsl(urlsplit(link).query)
    page = urlsplit(link)._replace(query="").geturl()
    data = urlencode([*rights, ("name", "a test"), ("validity", "3600"), *form.items()]).encode()
    with urlopen(page, data) as answer:
        cells = re.findall(r"<th>(.*?)</th><td>(.*?)</td>", answer.read().decode())
    return "\n".join(f"{label}\t{value}" for label, value in cells)


def decide(link: str, decision: str = "accept") -> None:
    """Answer a validation link as its owner does."""
    with urlopen(link) as page:
        assert "asks for a consumer key" in page.read().decode()
    token = dict(parse_qsl(urlsplit(link).query))
    data = urlencode(token | {"decision": decision, "validity": "3600"}).encode()
    urlopen(urlsplit(link)._replace(query="").geturl(), data).close()


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


async def test_keys_that_would_be_refused_beside_others_say_so(explorer, no_keys_of_the_user):
    own = find_endpoint(running()[1])
    path = no_keys_of_the_user / ".ovh.conf"
    save(path, own, Credentials("oldold", "oldold", "oldold"))
    async with explorer().run_test(size=(100, 30), notifications=True) as pilot:
        await way(pilot, "paste", PasteScreen)
        await paste(pilot, f"access_token={DEMO_TOKEN.text}")
        await press_button(pilot, "#sign-in")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, SaveKeysScreen), "whether to keep it"
        )
        await until(
            pilot,
            lambda: "There is application key oldold in that section" in shown(pilot),
            "what would be replaced",
        )
        pilot.app.screen.query_one("#file").query("Choice")[1].value = True
        await until(
            pilot, lambda: "Beside it these would be refused" in shown(pilot), "what is elsewhere"
        )
        await press_button(pilot, "#cancel")
        await until(pilot, lambda: "signed in as" in text(pilot), "signed in for this run")
    save(path, own, AccessToken(DEMO_TOKEN.text), replace=True)
    assert "oldold" not in path.read_text()


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


@pytest.mark.parametrize(
    ("file", "section", "place", "words"),
    [
        (1, 0, "work/ovh.conf", "client_id"),
        (2, 1, "elsewhere.conf", "[profile:mine]"),
    ],
)
async def test_keys_are_kept_where_one_says_and_nowhere_else(
    explorer, tmp_path, no_keys_of_the_user, file, section, place, words
):
    async with explorer().run_test(size=(80, 24), notifications=True) as pilot:
        await way(pilot, "service", ServiceAccountScreen)
        await type_keys(pilot, *DEMO_CLIENT.client_id, "enter", *DEMO_CLIENT.client_secret, "enter")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, SaveKeysScreen), "whether to keep them"
        )
        screen = pilot.app.screen
        assert not (tmp_path / place).exists()
        screen.query_one("#file").query("Choice")[file].value = True
        screen.query_one("#section").query("Choice")[section].value = True
        await pilot.pause()
        if file == 2:
            await press_button(pilot, "#save")
            assert "Give the file's path." in shown(pilot)
            screen.query_one("#path", Input).value = str(tmp_path / place)
        if section == 1:
            screen.query_one("#name", Input).value = "a]b"
            await press_button(pilot, "#save")
            assert "no brackets" in shown(pilot)
            screen.query_one("#name", Input).value = "mine"
        await press_button(pilot, "#save")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot), "saved")
        assert words in (tmp_path / place).read_text()
        assert (tmp_path / place).stat().st_mode & 0o777 == 0o600
        assert not (no_keys_of_the_user / ".ovh.conf").exists()


async def test_what_stands_where_keys_are_saved_is_said_first(explorer, no_keys_of_the_user):
    own = find_endpoint(running()[1])
    path = no_keys_of_the_user / ".ovh.conf"
    save(path, own, Credentials("oldold", "oldold", "oldold"))
    async with explorer().run_test(size=(80, 24), notifications=True) as pilot:
        await way(pilot, "service", ServiceAccountScreen)
        await type_keys(pilot, *DEMO_CLIENT.client_id, "enter", *DEMO_CLIENT.client_secret, "enter")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, SaveKeysScreen), "whether to keep them"
        )
        await until(
            pilot, lambda: "There is application key oldold" in shown(pilot), "what is there"
        )
        path.chmod(0)
        await pilot.press("escape")
        await until(pilot, lambda: "signed in as" in text(pilot), "signed in for this run")
        path.chmod(0o600)
        assert "oldold" in path.read_text()


async def test_regions_are_switched_in_place_with_the_operation_that_is_open(
    explorer, no_keys_of_the_user
):
    own = find_endpoint(running()[1])
    save(
        no_keys_of_the_user / ".ovh.conf",
        own,
        OAuth2Client(DEMO_CLIENT.client_id, DEMO_CLIENT.client_secret),
    )
    async with ExplorerApp(Workspace(gather("ovh-ca", environ={}))).run_test(
        size=(120, 40), notifications=True
    ) as pilot:
        first = main_screen(pilot)
        await until(pilot, lambda: first.bench, "it has started")
        await pilot.press("S")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the menu")
        assert "service account" in text(pilot)
        menu = pilot.app.screen.query_one(OptionList)
        menu.highlighted = menu.get_option_index("region")
        await pilot.press("enter")
        await until(pilot, lambda: "api.us.ovhcloud.com" in text(pilot), "the regions")
        menu = pilot.app.screen.query_one(OptionList)
        menu.highlighted = menu.get_option_index("url")
        await pilot.press("enter")
        await until(pilot, lambda: "URL of the API" in text(pilot), "the URL")
        await type_keys(pilot, *"localhost", "enter")
        await until(pilot, lambda: "Unknown endpoint 'localhost'" in text(pilot), "that it is none")
        pilot.app.screen.query_one(Input).value = own.root
        await pilot.press("enter")
        await until(pilot, lambda: main_screen(pilot) is not first, "another endpoint")
        await until(
            pilot, lambda: "signed in as xx1111-ovh" in text(pilot), "with the keys found for it"
        )
        await until(pilot, lambda: not first.workspace.is_open, "what was left is closed")
        second = main_screen(pilot)
        assert second.workspace.settings.endpoint.root == own.root
        await second.run_action("open_demo")
        await until(pilot, lambda: main_screen(pilot) is not second, "the demo")
        await until(
            pilot, lambda: "demo │ signed in as xx1111-ovh" in text(pilot), "it is signed in"
        )
        await until(pilot, lambda: not second.workspace.is_open, "what was left is closed")


async def test_read_only_is_remembered_for_each_profile(explorer, no_keys_of_the_user):
    own = find_endpoint(running()[1])
    keys = Credentials(
        DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key
    )
    save(no_keys_of_the_user / ".ovh.conf", own, keys)
    save(no_keys_of_the_user / ".ovh.conf", own, keys, profile="careful")
    workspace = Workspace(gather(None, environ={}, profile="careful"))
    await workspace.read_only_switch.set(True)
    assert (
        await Workspace(gather(None, environ={}, profile="careful")).read_only_switch.look()
    ).is_on
    assert not (await Workspace(gather(own.root, environ={})).read_only_switch.look()).is_on


async def test_a_clock_that_runs_away_is_set_again_and_anything_but_get_asks(
    tmp_path, monkeypatch, no_keys_of_the_user
):
    """The clock goes wrong after it was read: a GET goes on by itself, a POST is asked about once
    more.
    """
    from ovh_explorer.client import session

    own = find_endpoint(running()[1])
    keys = Credentials(
        DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key
    )
    save(no_keys_of_the_user / ".ovh.conf", own, keys)
    wrong = [0.0]
    real = time.time

    class Clock:
        perf_counter = staticmethod(time.perf_counter)

        @staticmethod
        def time() -> float:
            return real() + wrong[0]

    monkeypatch.setattr(session, "time", Clock)
    workspace = Stocked(gather(own.root, environ={}), cache=tmp_path)
    async with ExplorerApp(workspace, "GET /me").run_test(
        size=(100, 30), notifications=True
    ) as pilot:
        screen = main_screen(pilot)
        await until(pilot, lambda: "signed in as xx1111-ovh" in text(pilot), "who is signed in")
        await until(pilot, lambda: screen.form is not None, "GET /me")
        wrong[0] = 7200
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        assert screen.bench.response.response.status == 200
        screen.open_words("POST /domain/zone/example.com/refresh")
        await until(pilot, lambda: screen.form.operation.method == "POST", "another operation")
        await until(pilot, lambda: screen.bench.request.view.has_focus, "its form")
        wrong[0] = -7200
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await pilot.press("y")
        await until(
            pilot,
            lambda: (
                isinstance(pilot.app.screen, ConfirmScreen)
                and "refused it because of its time" in text(pilot)
            ),
            "again",
        )
        assert screen.bench.response.response.status == 400
        await pilot.press("y")
        await until(pilot, lambda: screen.bench.response.response.status == 200, "the response")


async def test_a_key_that_ends_while_one_works_is_said_at_the_next_try(explorer):
    from tests.tui.test_account_keys import a_key_of_its_own

    keys = await a_key_of_its_own()
    program = explorer("POST /auth/logout")
    program.workspace.use_keys(keys, "a test")
    async with program.run_test(size=(100, 30), notifications=True) as pilot:
        screen = main_screen(pilot)
        await until(
            pilot,
            lambda: "signed in as xx1111-ovh" in text(pilot) and screen.form is not None,
            "signed in",
        )
        await until(pilot, lambda: screen.bench.request.view.has_focus, "its form")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await type_keys(pilot, *"logout", "enter")
        await until(pilot, lambda: screen.bench.response.response, "the response")
        screen.open_words("GET /me")
        await until(pilot, lambda: screen.form.operation.path == "/me", "GET /me")
        await pilot.press("ctrl+r")
        await until(
            pilot, lambda: "not signed in" in text(pilot).splitlines()[0], "it is said on top"
        )
        screen.show_pane("response")
        await until(
            pilot, lambda: "// Press S to sign in with other keys." in text(pilot), "what mends it"
        )
