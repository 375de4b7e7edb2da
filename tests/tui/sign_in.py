"""Steps of signing in, on the screen and as the owner of the account."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import urlopen

import pytest
from textual import events
from textual.widgets import OptionList, Static

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.signin.save_keys import SaveKeysScreen
from ovh_explorer.workspace.account import consumer_key as signing_in
from ovh_explorer.workspace.settings import gather
from tests.sandboxes import running
from tests.tui.conftest import Stocked, main_screen, text, until

SIZES = [(160, 48), (80, 24)]


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch):
    """Look often whether a key is validated."""
    monkeypatch.setattr(signing_in, "_EVERY", 0.05)


@pytest.fixture(name="explorer")
def explorer_fixture(tmp_path, monkeypatch):
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
        assert "requests a consumer key" in page.read().decode()
    token = dict(parse_qsl(urlsplit(link).query))
    data = urlencode(token | {"decision": decision, "validity": "3600"}).encode()
    urlopen(urlsplit(link)._replace(query="").geturl(), data).close()
