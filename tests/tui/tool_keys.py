"""Steps on the way to a key for a tool or to a service account."""

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from ovh_explorer.call import Call
from ovh_explorer.config import Credentials, find_endpoint
from ovh_explorer.config.save import save
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.signin.tool_key_export import ToolKeyScreen
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.settings import gather
from tests.sandboxes import running
from tests.tui.conftest import Stocked, main_screen, type_keys, until
from tests.tui.screen import Screen
from tests.tui.sign_in import press_button, shown, started

MINE = Credentials(DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key)


@pytest.fixture(name="explorer")
def explorer_fixture(tmp_path, monkeypatch, no_keys_of_the_user):
    """The application at the sandbox, signed in with `keys`."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("HOME", str(no_keys_of_the_user))

    def make(keys: Credentials | None = MINE, **settings) -> ExplorerApp:
        url = running()[1]
        if keys is not None:
            save(no_keys_of_the_user / ".ovh.conf", find_endpoint(url), keys)
        return ExplorerApp(Stocked(gather(url, environ={}, **settings), cache=tmp_path))

    return make


async def chosen(pilot, name: str, title: str) -> None:
    """Choose an entry of the menu that has a title."""

    def is_there() -> bool:
        shown = pilot.app.screen
        return isinstance(shown, MenuScreen) and title in str(
            shown.query_one(OptionList).border_title
        )

    await until(pilot, is_there, f"the menu {title}")
    menu = pilot.app.screen.query_one(OptionList)
    menu.highlighted = menu.get_option_index(name)
    await pilot.press("enter")


async def on(pilot, screen: type) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, screen), screen.__name__)
    await pilot.pause()


async def signed_in(pilot) -> None:
    await started(pilot)
    await Screen(pilot).sees("signed in as xx1111-ovh")


async def trial_done(pilot) -> str:
    """What is said of the key once all calls were tried."""
    await on(pilot, ToolKeyScreen)
    await until(pilot, lambda: "of the tool:" in shown(pilot, "#summary"), "the trial")
    return shown(pilot, "#trials")


async def written_to(pilot, path: Path) -> str:
    """Write the key to a file, and give what is in it."""
    await press_button(pilot, "#write")
    await on(pilot, PromptScreen)
    pilot.app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")
    await on(pilot, ToolKeyScreen)
    return path.read_text()


async def agreed(pilot, path: str, word: str = "") -> None:
    """Agree to a request that is shown."""
    await until(
        pilot,
        lambda: isinstance(pilot.app.screen, ConfirmScreen) and path in Screen(pilot).text,
        path,
    )
    if word:
        await type_keys(pilot, *word, "enter")
    else:
        await pilot.press("y")


async def account_s_clients(pilot) -> list[str]:
    workspace = main_screen(pilot).workspace
    response = await workspace.session.send(Call.make("v1", "GET", "/me/api/oauth2/client"))
    return response.json()
