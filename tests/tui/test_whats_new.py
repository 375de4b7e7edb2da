"""What's new in the API, on the screen."""

import json

import pytest

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.workspace.settings import gather
from tests.sandboxes import running
from tests.tui.conftest import Stocked, main_screen, until
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]


def operation(method, **more):
    return {"httpMethod": method, "parameters": [], "responseType": "void", **more}


def document(**paths):
    return json.dumps(
        {
            "resourcePath": "/news",
            "apis": [
                {"path": f"/news/{name}", "operations": operations}
                for name, operations in paths.items()
            ],
            "models": {},
        }
    ).encode()


@pytest.fixture
def explorer(tmp_path, no_keys_of_the_user):
    """The program with a catalog of which a refresh found four things changed: one of them is a
    favourite.
    """

    def make():
        workspace = Stocked(gather(running()[1], environ={}), cache=tmp_path)
        workspace.favourites.keep("", "old ways", ("v1", "GET", "/news/old"), {})
        store = workspace.open_store()
        if not store.changes.newest():
            gone = operation("DELETE")
            store.put_document("v1", "/news", document(old=[operation("GET")], gone=[gone]))
            status = {"value": "DEPRECATED", "replacement": "/me"}
            query = [{"name": "fast", "paramType": "query", "dataType": "boolean"}]
            store.put_document(
                "v1",
                "/news",
                document(
                    old=[operation("GET", apiStatus=status) | {"parameters": query}],
                    new=[operation("POST")],
                ),
            )
        return ExplorerApp(workspace, "")

    return make


async def started(pilot) -> Screen:
    screen = Screen(pilot)
    await until(pilot, lambda: main_screen(pilot).bench is not None, "it has started")
    if pilot.app.size.width < 90:
        await pilot.press("2")
    await screen.sees("old ways")
    return screen


async def choose_in_palette(screen: Screen, words: str) -> None:
    await screen.press("ctrl+p")
    await screen.type(words)
    await screen.sees("came, went or are deprecated")
    await screen.press("enter")


@pytest.mark.parametrize("size", SIZES)
async def test_the_start_page_says_that_there_is_something_new_until_it_was_seen(explorer, size):
    async with explorer().run_test(size=size) as pilot:
        screen = await started(pilot)
        await screen.sees("4 changes in the API")
        await choose_in_palette(screen, "changelog")
        await until(pilot, lambda: isinstance(pilot.app.screen, MenuScreen), "the news")
        await screen.sees("What you use")
        shown = screen.text
        assert "GET /news/old" in shown
        assert "deprecated: use /me · in favourite old ways" in shown
        assert shown.index("What you use") < shown.index("Found on")
        assert "POST /news/new" in shown
        await screen.press("escape")
    async with explorer().run_test(size=size) as pilot:
        screen = await started(pilot)
        assert "changes in the API" not in screen.text


async def test_what_replaces_a_deprecated_favourite_opens(explorer):
    async with explorer().run_test(size=(160, 48)) as pilot:
        screen = await started(pilot)
        await choose_in_palette(screen, "what's new")
        await screen.sees("What you use")
        await screen.press("enter")
        await screen.until(lambda: screen.request.title == "GET /me", "the replacement is open")


async def test_what_came_opens_and_what_is_gone_says_that_it_is(explorer):
    async with explorer().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await started(pilot)
        await choose_in_palette(screen, "what's new")
        await screen.sees("What you use")
        await screen.type("new operation")
        await screen.press("enter")
        await screen.until(lambda: screen.request.title == "POST /news/new", "it is open")
        await choose_in_palette(screen, "what's new")
        await screen.sees("What you use")
        await screen.type("removed")
        await screen.press("enter")
        await screen.sees("DELETE /news/gone")
        assert screen.request.title == "POST /news/new"


async def test_where_nothing_changed_it_says_how_changes_are_found(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await choose_in_palette(screen, "what's new")
        await screen.sees("No changes are recorded.")
        assert pilot.app.screen is main_screen(pilot)
