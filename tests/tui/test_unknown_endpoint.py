"""Settings that name no endpoint: the start page says so, nothing is sent, and one can be chosen."""

import pytest

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.key_bindings import KEYS
from ovh_explorer.workspace import workspace as workspace_module
from ovh_explorer.workspace.run_settings import UnusableSettings
from ovh_explorer.workspace.workspace import Workspace
from tests.faults import fault
from tests.sandboxes import running
from tests.tui.conftest import text, type_keys, until

PROBLEM = "~/.ovh.conf, line 2: Unknown endpoint 'ovh_ca'. Did you mean ovh-ca?"


@pytest.fixture
def app(monkeypatch) -> ExplorerApp:
    return ExplorerApp(Workspace(UnusableSettings(PROBLEM)), "GET /me")


@fault(
    "Settings and keys",
    "the endpoint is wrong, on the screen",
    "The endpoint is unknown. Nothing is sent. … ~/.ovh.conf, line 2: Unknown endpoint 'ovh_ca'. Did you mean ovh-ca?",
)
async def test_it_is_the_start_page_and_no_notification(app):
    async with app.run_test(size=(160, 48)) as pilot:
        await until(pilot, lambda: "Choose a region" in text(pilot), "the start page")
        shown = text(pilot)
        assert "no endpoint" in shown
        assert not app._notifications
        for step in ("Choose a region", "Open the demo", "Quit"):
            assert step in shown
    return shown


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_every_key_is_safe_and_s_chooses(app, size, monkeypatch):
    """Nothing else is to be reached than what the page offers, and what is chosen takes its place."""
    monkeypatch.setattr(
        workspace_module.Workspace, "session", property(lambda _: pytest.fail("something is sent"))
    )
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Choose a region" in text(pilot), "the start page")
        keys = [
            name
            for key in KEYS
            if key.where in ("everywhere", "panes")
            for name in key.keys.split(",")
        ]
        for name in keys:
            if name in ("ctrl+q", "ctrl+z"):
                continue
            await pilot.press(name, "escape")
            while len(app.screen_stack) > 1:
                await pilot.press("escape")
        await pilot.press("2")
        await until(pilot, lambda: "Unknown endpoint" in text(pilot), "still the start page")
        await pilot.press("S")
        await until(pilot, lambda: "Another URL" in text(pilot), "the regions")
        monkeypatch.undo()
        await pilot.press("end", "enter")
        await until(pilot, lambda: "URL of the API" in text(pilot), "the question")
        await type_keys(pilot, *running()[1])
        await pilot.press("enter")
        await until(pilot, lambda: app.workspace.title == running()[1], "the workspace of the URL")
        await until(pilot, lambda: app.workspace.is_open, "the catalog")
