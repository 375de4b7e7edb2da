"""The flat list of a product's paths, which stands where the tree does."""

from time import perf_counter

import pytest

from ovh_explorer.catalog.store import OperationRow, ProductRow
from ovh_explorer.tui.products.operation_list import OperationList
from ovh_explorer.tui.products.tree import ProductTree
from tests.tui.conftest import RECORD, type_keys, until
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]


async def in_list(pilot, target: str = "") -> Screen:
    """The list is shown, and has the focus."""
    screen = await Screen(pilot).ready(form=bool(target))
    await screen.show("products")
    await pilot.press("t")
    await screen.until(lambda: isinstance(pilot.app.focused, OperationList), "the list")
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_t_shows_a_product_s_paths_one_below_the_other(app, size):
    async with app(RECORD).run_test(size=size) as pilot:
        screen = await in_list(pilot, RECORD)
        # The cursor is on what it was on in the tree.
        assert screen.main.products.view.row.path == RECORD.partition(" ")[2]
        for words in ("GET  /zone/{zoneName}/record", "DEL  /zone/{zo"):
            assert words in screen.text
        assert "Add a record; refresh publishes it" in screen.text
        assert "/domain/zone/{zoneName}/record" in screen.text
        await pilot.press("down", "enter")
        await screen.until(
            lambda: screen.main.form.operation.path == "/domain/zone/{zoneName}/record/{id}",
            "the operation below",
        )
        await screen.show("products")
        await pilot.press("t")
        await screen.until(lambda: isinstance(pilot.app.focused, ProductTree), "the tree")
        assert screen.main.products.view.row.path == "/domain/zone/{zoneName}/record/{id}"


@pytest.mark.parametrize("size", SIZES)
async def test_products_are_opened_and_closed_by_keys_and_clicks(app, size):
    async with app().run_test(size=size) as pilot:
        screen = await in_list(pilot)
        view = screen.main.products.view
        count = view.row_count
        await screen.click("▶ me")
        await screen.until(lambda: view.row_count > count, "it is open")
        assert "▼ me" in screen.text
        await pilot.press("l")
        assert view.row is not None
        await pilot.press("h")
        assert view.row is None
        await pilot.press("h")
        await screen.until(lambda: view.row_count == count, "it is closed")
        await pilot.press("enter", "l")
        await screen.drawn()
        await screen.click("GET  /")
        await screen.until(lambda: screen.main.form is not None, "an operation is open")


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_is_filtered(app, size):
    async with app().run_test(size=size) as pilot:
        screen = await in_list(pilot)
        await pilot.press("slash")
        await type_keys(pilot, *"dns record")
        await screen.sees("POST /zone/{zoneName}/record")
        assert "▼ domain" in screen.text
        await screen.click("POST /zone/{zoneName}/record")
        await screen.until(lambda: screen.main.form is not None, "an operation is open")
        await screen.show("products")
        await pilot.press("escape")
        # All are there again, and the cursor is on what was opened.
        await screen.sees("POST /zone/{zoneName}/reset")
        assert screen.main.products.view.row.path == RECORD.partition(" ")[2]
        await pilot.press("G")
        await screen.until(lambda: "▶ vps" in screen.text, "all products again")
        await pilot.press("slash")
        await type_keys(pilot, *"t")
        assert screen.main.products.shows_list, "it is a letter in the filter"


async def test_the_list_is_found_again(app):
    async with app().run_test(size=(160, 48)) as pilot:
        screen = await in_list(pilot)
        preferences = screen.main.workspace.preferences
        await screen.until(lambda: preferences.get("products as") == "list", "it is kept")
        await pilot.press("t")
        await screen.until(lambda: preferences.get("products as") == "", "the tree is kept")
        preferences.set("products as", "list")
        screen.main.products.restore_list()
        await screen.until(lambda: screen.main.products.shows_list, "the list")
        await screen.open(RECORD)
        assert screen.main.products.view.row.path == "/domain/zone/{zoneName}/record"


async def test_the_palette_has_it_and_the_whole_width_has_descriptions(app):
    async with app(RECORD).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await pilot.press("escape", "ctrl+p")
        await type_keys(pilot, *"flat")
        await screen.sees("List of paths")
        await pilot.press("enter")
        await until(pilot, lambda: screen.main.products.shows_list, "the list")
        await screen.show("products")
        await pilot.press("0")
        await screen.until(lambda: not screen.main.bench.display, "the products alone")
        line = next(
            line for line in screen.text.splitlines() if "PUT  /zone/{zoneName}/soa" in line
        )
        assert "SOA" in line.partition("/soa")[2]


async def test_the_other_branch_is_listed_too(app):
    async with app().run_test(size=(160, 48)) as pilot:
        screen = await in_list(pilot)
        await pilot.press("b")
        await screen.sees("▶ iam")
        await screen.click("▶ iam")
        await screen.sees("POST /policy")


async def test_a_thousand_operations_are_listed_as_fast_as_they_stand_in_the_tree(app):
    """In one run, on one machine: from the operations to the next turn of the event loop."""
    rows = [
        OperationRow(
            n, "v1", "GET", f"/big/{n % 40}/{{a}}/part{n}", "What it does", "PRODUCTION", True
        )
        for n in range(1200)
    ]
    async with app().run_test(size=(160, 48)) as pilot:
        screen = await in_list(pilot)
        listed, tree = screen.main.products.view, screen.main.products.catalog_tree

        async def seconds(view) -> float:
            view.show_products("v1", [ProductRow("v1", "/big", 1200, None)])
            view.fill_product("/big", rows)
            await screen.drawn()
            start = perf_counter()
            view.show_products("v1", [])
            view.show_products("v1", [ProductRow("v1", "/big", 1200, None)])
            view.fill_product("/big", rows)
            view.open_product("/big")
            spent = perf_counter() - start
            await screen.drawn()
            return spent

        times = {view: min([await seconds(view) for _ in range(5)]) for view in (listed, tree)}
        assert listed.row_count == 1201
        assert times[listed] <= times[tree]
        assert times[listed] < 0.016


@pytest.mark.parametrize("words", ["down", "G", "pagedown", "end"])
async def test_an_empty_list_has_no_line_to_stand_on(app, words):
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await in_list(pilot)
        await pilot.press("slash")
        await type_keys(pilot, *"xyzzyqq")
        await screen.sees("Use fewer words: nothing found.")
        await pilot.press("enter", words, "enter", "l", "h")
        assert screen.main.products.view.row is None
        assert screen.main.products.view.product == ""


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_g_goes_to_the_first_line_and_the_other_to_the_last(app, size):
    """In the tree as in the list."""
    async with app("GET /me").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("products")
        tree = screen.main.products.catalog_tree
        await screen.press("G")
        assert tree.cursor_line == tree.last_line
        await screen.press("g")
        assert tree.cursor_line == 0
        await screen.press("t", "G")
        last = screen.main.products.view.cursor
        assert last > 0
        await screen.press("g")
        assert screen.main.products.view.cursor == 0
