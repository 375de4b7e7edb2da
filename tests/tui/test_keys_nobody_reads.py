"""Lines of ``ovh.conf`` that no program reads stay named: on the start page, and in the menu of the
ways to sign in.
"""

from pathlib import Path
from typing import cast

import pytest

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.workspace.run_settings import UnusableSettings
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.faults import fault
from tests.sandboxes import running
from tests.tui.conftest import Stocked, main_screen, text, until

FOUND = "~/.ovh.conf, line 2: no program reads consumer_key in [default]."
SECRET = "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY"


@pytest.fixture
def file() -> Path:
    path = Path.home() / ".ovh.conf"
    path.write_text(f"[default]\nconsumer_key={SECRET}\n")
    return path


def shown(pilot) -> str:
    """What is on the screen, without the frames and the panes beside it."""
    lines = text(pilot).split("\n")
    return " ".join(" ".join(line.rpartition("▕")[2].strip(" │") for line in lines).split())


@fault(
    "Settings and keys",
    "keys stand where no program reads them",
    f"{FOUND} Move it to the section of the endpoint, as [ovh-eu].",
)
@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_start_page_and_the_menu_name_them_and_go_on_doing_so(tmp_path, file, size):
    app = ExplorerApp(Stocked(gather(running()[1], environ={}), cache=tmp_path))
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: main_screen(pilot).bench, "it has started")
        await pilot.press("2")
        await until(pilot, lambda: FOUND in shown(pilot), "the start page names it")
        page = shown(pilot)
        assert not pilot.app._notifications
        await pilot.press("S")
        await until(pilot, lambda: "Sign in ·" in text(pilot), "the menu")
        assert "no program reads consumer_key in [default]" in shown(pilot)
        assert SECRET not in text(pilot)
        await pilot.press("escape")
        # Mended meanwhile: the menu reads the files each time.
        file.write_text("[default]\n")
        await pilot.press("S")
        await until(pilot, lambda: "Sign in ·" in text(pilot), "the menu again")
        menu = cast(MenuScreen, pilot.app.screen)
        titles = [entry.title for entry in menu._entries]
        assert not [title for title in titles if "no program" in title]
    return page


async def test_more_than_a_page_takes_are_counted(tmp_path, file):
    file.write_text("".join(f"[other{number}]\nconsumer_key={SECRET}\n" for number in range(5)))
    app = ExplorerApp(Stocked(gather(running()[1], environ={}), cache=tmp_path))
    async with app.run_test(size=(160, 48)) as pilot:
        await until(pilot, lambda: "other2" in text(pilot), "the first three")
        assert "2 more: S or `ovh-explorer doctor` shows all." in shown(pilot)
        assert "other3" not in text(pilot)


async def test_every_step_can_be_reached_below_what_is_found(tmp_path, file):
    """On a small terminal the steps scroll where they don't fit."""
    file.write_text("".join(f"[other{number}]\nconsumer_key={SECRET}\n" for number in range(5)))
    app = ExplorerApp(Stocked(gather(running()[1], environ={}), cache=tmp_path))
    async with app.run_test(size=(48, 16)) as pilot:
        await until(pilot, lambda: main_screen(pilot).bench, "it has started")
        await pilot.press("2", "end")
        await until(pilot, lambda: "? or F1" in text(pilot), "the last step is in sight")


async def test_an_unknown_endpoint_hides_none_of_them(file):
    app = ExplorerApp(Workspace(UnusableSettings("Unknown endpoint 'ovh_ca'.")))
    async with app.run_test(size=(160, 48)) as pilot:
        await until(pilot, lambda: FOUND in shown(pilot), "the start page names it")


async def test_the_demo_looks_at_no_file(file):
    from tests.tui.conftest import Demo

    async with ExplorerApp(Demo()).run_test(size=(160, 48)) as pilot:
        await until(pilot, lambda: "The demo: a sandbox" in text(pilot), "the start page")
        assert "no program reads" not in text(pilot)


async def test_a_problem_of_the_keys_stays_on_the_page_too(tmp_path, file):
    url = running()[1]
    file.write_text(f"[{url}]\napplication_key='TDPKJdwZwAQPwKX2'\napplication_secret=x\n")
    app = ExplorerApp(Stocked(gather(url, environ={}), cache=tmp_path))
    async with app.run_test(size=(160, 48), notifications=True) as pilot:
        words = "~/.ovh.conf, line 2: application_key is in quotes"
        await until(pilot, lambda: words in shown(pilot), "the line")
        assert "No call is signed." in shown(pilot)
