"""The search screen: a line for a thing, its operations by a key, words that are looked for once
they can be.
"""

from textual.widgets import Input

from ovh_explorer.catalog.search import search
from ovh_explorer.tui.main.search_screen import SearchScreen
from ovh_explorer.tui.widgets.result_list import ResultList
from tests.tui.conftest import main_screen, settled, text, type_keys, until


async def test_tab_takes_the_next_operation_of_the_thing_and_enter_opens_it(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot)
        await type_keys(pilot, "ctrl+f", *"list dns records")
        await until(
            pilot, lambda: "+ POST GET{} PUT{} DELETE{}" in text(pilot), "the thing in one line"
        )
        await type_keys(pilot, "tab")
        await until(
            pilot, lambda: "+ GET GET{} PUT{} DELETE{}" in text(pilot), "the next of its operations"
        )
        await type_keys(pilot, "shift+tab", "shift+tab")
        await until(pilot, lambda: "+ GET POST GET{} PUT{}" in text(pilot), "the last of them")
        await type_keys(pilot, "enter")
        await until(pilot, lambda: screen.form is not None, "the form")
        assert (screen.form.operation.method, screen.form.operation.path) == (
            "DELETE",
            "/domain/zone/{zoneName}/record/{id}",
        )


async def test_what_was_typed_is_said_beside_what_it_found(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await type_keys(pilot, "ctrl+f", *"remove dns entry")
        await until(
            pilot, lambda: "dns entry → record, remove → DELETE" in text(pilot), "why it is there"
        )


async def test_enter_before_words_can_be_looked_for_opens_what_they_find_then(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot)
        known = False
        opened = []

        def look(words):
            return search(screen.workspace.store, words) if known else None

        dialog = SearchScreen(look, str)
        await pilot.app.push_screen(dialog, opened.append)
        await type_keys(pilot, *"create dns record", "enter")
        await until(
            pilot, lambda: "the catalog's words are being read" in text(pilot), "that it waits"
        )
        known = True
        dialog.look_again()
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot), "it is chosen")
        assert opened == ["POST /v1/domain/zone/{zoneName}/record"]
        # One who is gone is told nothing.
        dialog.look_again()


async def test_a_path_is_listed_operation_by_operation(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await type_keys(pilot, "ctrl+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen), "the search")
        pilot.app.screen.query_one(Input).value = "/domain/zone/{zoneName}/record"
        await until(
            pilot, lambda: pilot.app.screen.query_one(ResultList).row_count > 4, "a line for each"
        )
        assert "+ POST" not in text(pilot)


async def test_the_palette_offers_operations_after_commands(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot)
        await type_keys(pilot, "ctrl+p", *"remove dns entry")
        title = "DELETE /v1/domain/zone/{zoneName}/record/{id}"
        await until(pilot, lambda: title in text(pilot), "the operation")
        await type_keys(pilot, "enter")
        await until(pilot, lambda: screen.form is not None, "the form")
        assert screen.form.operation.method == "DELETE"


async def test_a_letter_alone_costs_no_more_than_the_line(app):
    """Rich finds no word at all between all letters, which made a first letter take 30 ms."""
    async with app().run_test(size=(160, 48)) as pilot:
        await settled(pilot)
        await type_keys(pilot, "ctrl+f", "d")
        await until(pilot, lambda: pilot.app.screen.query_one(ResultList).row_count > 4, "lines")
        for line in pilot.app.screen.query_one(ResultList)._lines:
            assert len(line.spans) < 10
            assert all(line.spans), "each has letters"
