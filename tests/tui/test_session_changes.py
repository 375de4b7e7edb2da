"""What changes while the program runs: the region, read-only, the clock, the keys."""

import time

from textual.widgets import Input, OptionList

from ovh_explorer.config import Credentials, OAuth2Client, find_endpoint
from ovh_explorer.config.save import save
from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_KEYS
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.sandboxes import running
from tests.tui.account_keys import a_key_of_its_own
from tests.tui.conftest import Stocked, main_screen, text, type_keys, until
from tests.tui.screen import Screen
from tests.tui.sign_in import explorer_fixture, in_a_hurry  # noqa: F401 - fixtures


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
        def monotonic() -> float:
            # It runs away with it: where the clock is set, that is noticed before anything is sent.
            return time.monotonic() + wrong[0]

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
            pilot,
            lambda: "// Press shift F4 to sign in with other keys." in text(pilot),
            "what mends it",
        )
        x, y = next(
            (line.index("Press shift F4 to sign"), y)
            for y, line in enumerate(text(pilot).splitlines())
            if "// Press shift F4 to sign" in line
        )
        await Screen(pilot).click_at(x + 2, y)
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "ways to sign in")
