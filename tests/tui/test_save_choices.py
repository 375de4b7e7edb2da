"""Where keys are saved once they are there, and what stands there already."""

import pytest
from textual.widgets import Input

from ovh_explorer.config import AccessToken, Credentials, find_endpoint
from ovh_explorer.config.save import save
from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_TOKEN
from ovh_explorer.tui.signin.save_keys import SaveKeysScreen
from ovh_explorer.tui.signin.service_account import ServiceAccountScreen
from ovh_explorer.tui.signin.token import PasteScreen
from tests.sandboxes import running
from tests.tui.conftest import main_screen, text, type_keys, until
from tests.tui.sign_in import (  # noqa: F401 - fixtures
    explorer_fixture,
    in_a_hurry,
    paste,
    press_button,
    shown,
    way,
)


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
