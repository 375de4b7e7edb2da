"""The screen over a catalog of which only a part was fetched, at an endpoint that doesn't answer."""

import json

import pytest
from textual.widgets import Input, Static

from ovh_explorer.catalog.schema import parse_index
from ovh_explorer.catalog.store import Store, store_path
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.catalog.conftest import document, operation
from tests.tui.conftest import main_screen, type_keys, until

NOBODY = "http://127.0.0.1:1"


@pytest.fixture
def app(tmp_path) -> ExplorerApp:
    with Store(store_path(tmp_path, NOBODY)) as store:
        paths = [{"path": path} for path in ("/me", "/domain", "/vps")]
        store.put_index("v1", parse_index(json.dumps({"apis": paths}).encode()))
        store.put_document("v1", "/me", document({"/me": [operation(description="Mine")]}, "/me"))
    return ExplorerApp(Workspace(gather(NOBODY), cache=tmp_path))


def said(pilot, selector: str) -> str:
    return str(pilot.app.screen.query_one(selector, Static).content)


async def test_a_search_says_what_it_could_not_look_through(app):
    async with app.run_test(size=(120, 30)) as pilot:
        await until(
            pilot,
            lambda: "could not be refreshed" in said(pilot, "#tree-note"),
            "the end of fetching",
        )
        await type_keys(pilot, "ctrl+f", *"dns")
        await until(pilot, lambda: "no operation" in said(pilot, "#count"), "the search")
        assert (
            "the catalog is not complete (1 of 3 products, no product of v2): press esc, ^p, Refresh"
            in said(pilot, "#count")
        )
        await type_keys(pilot, *["backspace"] * 3, *"mine")
        await until(pilot, lambda: "1 found" in said(pilot, "#count"), "what is there")
        assert "the catalog is not complete" in said(pilot, "#count")


async def test_the_filter_of_the_tree_says_it_too(app):
    async with app.run_test(size=(120, 30)) as pilot:
        await until(
            pilot,
            lambda: "could not be refreshed" in said(pilot, "#tree-note"),
            "the end of fetching",
        )
        main_screen(pilot).products.open_filter()
        await until(pilot, lambda: isinstance(pilot.app.focused, Input), "the filter")
        await type_keys(pilot, *"dns")
        await until(pilot, lambda: "nothing found" in said(pilot, "#tree-note"), "the filter's end")
        assert "the catalog is not complete (1 of 3 products)" in said(pilot, "#tree-note")
