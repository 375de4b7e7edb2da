"""The search screen: a line for a thing, its operations by a key, words that are looked for once
they can be.
"""

import pytest
from rich.text import Text
from textual import events
from textual.widgets import Input

from ovh_explorer.catalog.search import Hit, is_ready, search
from ovh_explorer.text import plain_line
from ovh_explorer.translation import set_language
from ovh_explorer.tui.main.search_screen import SearchScreen
from ovh_explorer.tui.widgets.result_list import ResultList
from tests.tui.conftest import main_screen, settled, text, type_keys, until
from tests.tui.screen import Screen


def chosen(pilot) -> Hit:
    """The operation that enter opens."""
    screen = pilot.app.screen
    at = screen.query_one(ResultList).cursor
    return screen._blocks[at][screen._chosen[at]]


def marked(pilot) -> str:
    """The operation that is marked in the first line."""
    results = pilot.app.screen.query_one(ResultList)
    strips = pilot.app.screen._compositor.render_strips()
    line = strips[results.region.y].crop(results.region.x, results.region.right)
    return "".join(part.text for part in line if part.style and part.style.reverse).strip()


async def test_tab_takes_the_next_operation_of_the_thing_and_enter_opens_it(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot)
        await type_keys(pilot, "ctrl+f", *"list dns records")
        listed = "  GET POST /{id}: GET PUT DELETE"
        await until(pilot, lambda: f"record{listed}" in text(pilot), "the thing in one line")
        assert marked(pilot) == "GET"
        lines = len(pilot.app.screen._blocks)
        assert f" operations in {lines} lines: tab goes through those of a line" in text(pilot)
        for method in ("POST", "GET", "PUT", "DELETE", "GET"):
            # In the order that is shown, and that stays as it is.
            await type_keys(pilot, "tab")
            await until(pilot, lambda method=method: marked(pilot) == method, "the next of them")
            assert listed in text(pilot)
        await type_keys(pilot, "shift+tab")
        await until(pilot, lambda: marked(pilot) == "DELETE", "the last of them")
        await type_keys(pilot, "enter")
        await until(pilot, lambda: screen.form is not None, "the form")
        assert (screen.form.operation.method, screen.form.operation.path) == (
            "DELETE",
            "/domain/zone/{zoneName}/record/{id}",
        )


async def test_what_was_typed_is_said_beside_what_it_found(app):
    async with app().run_test(size=(140, 40), notifications=True) as pilot:
        await settled(pilot)
        await type_keys(pilot, "ctrl+f", *"remove dns entry")
        said = "publishes it · dns entry"
        await until(pilot, lambda: said in text(pilot), "what it does, then why it is there")
        assert "→ DELETE" not in text(pilot), "which stands before the path"


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
        await until(pilot, lambda: "reading the catalog…" in text(pilot), "that it waits")
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
        assert "GET POST" not in text(pilot)


async def test_the_palette_offers_operations_after_commands(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot)
        await type_keys(pilot, "ctrl+p", *"remove dns entry")
        title = "DELETE /v1/domain/zone/{zoneName}/record/{id}"
        await until(pilot, lambda: title in text(pilot), "the operation")
        await type_keys(pilot, "enter")
        await until(pilot, lambda: screen.form is not None, "the form")
        assert screen.form.operation.method == "DELETE"


async def test_the_index_is_made_once_the_filter_is_open_and_the_tree_stays(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot)
        tree = screen.products.catalog_tree
        tree.root.children[0].expand()
        await type_keys(pilot, "slash")
        await until(pilot, lambda: screen.products.is_filtering, "the filter")
        await until(pilot, lambda: is_ready(screen.workspace.store), "the index")
        await pilot.pause()
        assert tree.root.children[0].is_expanded


async def test_a_single_letter_marks_nothing(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await type_keys(pilot, "ctrl+f", "d")
        results = pilot.app.screen.query_one(ResultList)
        await until(pilot, lambda: results.row_count > 0, "results")
        spans = [span.style for at in range(results.row_count) for span in results.line(at).spans]
        assert "underline" not in spans
        await type_keys(pilot, "n")
        await until(
            pilot,
            lambda: any(
                span.style == "underline"
                for at in range(results.row_count)
                for span in results.line(at).spans
            ),
            "marked words",
        )


async def test_only_lines_that_change_are_drawn_again(app, monkeypatch):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await type_keys(pilot, "ctrl+f", *"email")
        results = pilot.app.screen.query_one(ResultList)
        await until(pilot, lambda: results.row_count > 2, "results")
        await pilot.pause()
        drawn = []
        render_line = results.render_line
        monkeypatch.setattr(results, "render_line", lambda y: drawn.append(y) or render_line(y))
        lines = [results.line(at).copy() for at in range(results.row_count)]
        results.show(lines)
        await pilot.pause()
        assert drawn == []
        lines[1] = Text("another")
        results.show(lines)
        await pilot.pause()
        assert drawn == [1]


async def test_the_index_is_made_once_the_screen_is_open_before_a_letter(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot)
        assert not is_ready(screen.workspace.store)
        await type_keys(pilot, "ctrl+f")
        await until(pilot, lambda: is_ready(screen.workspace.store), "the index")


async def test_a_path_opens_what_it_names_and_not_what_it_is_the_beginning_of(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot)
        await type_keys(pilot, "ctrl+f", *"GET /domain/zone/")
        await until(pilot, lambda: "enter opens GET /domain/zone" in text(pilot), "what it opens")
        await type_keys(pilot, "enter")
        await until(pilot, lambda: screen.form is not None, "the form")
        assert screen.form.operation.path == "/domain/zone"


async def test_a_place_opens_with_its_values_and_says_them_before(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot)
        await type_keys(pilot, "ctrl+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen), "the search")
        url = "https://eu.api.ovh.com/v1/domain/zone/example.com/record?fieldType=A"
        pilot.app._driver.send_message(events.Paste(url))
        await until(
            pilot, lambda: "with zoneName = example.com, fieldType = A" in text(pilot), "its values"
        )
        await type_keys(pilot, "enter")
        await until(pilot, lambda: screen.form is not None, "the form")
        assert screen.form.field("path", "zoneName").text == "example.com"
        assert screen.form.field("query", "fieldType").text == "A"


async def test_a_curl_command_of_several_lines_is_taken_whole(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot)
        await type_keys(pilot, "ctrl+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen), "the search")
        command = (
            "curl -X POST \\\n  https://eu.api.ovh.com/v1/domain/zone/example.com/record \\\n"
            '  -d \'{"fieldType": "TXT", "target": "two words"}\'\n'
        )
        pilot.app._driver.send_message(events.Paste(command))
        await until(pilot, lambda: "enter opens POST /domain/zone" in text(pilot), "its operation")
        await type_keys(pilot, "enter")
        await until(pilot, lambda: screen.form is not None, "the form")
        assert screen.form.field("path", "zoneName").text == "example.com"
        assert screen.form.call().json == {"fieldType": "TXT", "target": "two words"}


async def test_what_is_near_a_path_that_does_not_exist_opens_only_once_it_is_meant(app):
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        screen = await settled(pilot)
        await type_keys(pilot, "ctrl+f", *"GET /domain/zone/example.com/recrd")
        await until(
            pilot,
            lambda: "has no operation GET /domain/zone/example.com/recrd" in text(pilot),
            "that it doesn't exist",
        )
        await type_keys(pilot, "enter")
        assert isinstance(pilot.app.screen, SearchScreen)
        await type_keys(pilot, "down", "enter")
        await until(pilot, lambda: screen.form is not None, "the nearest")
        assert screen.form.operation.path == "/domain/zone/{zoneName}/record"
        assert screen.form.field("path", "zoneName").text == "example.com"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
@pytest.mark.parametrize(
    ("word", "method", "path"),
    [
        ("POST", "POST", "/domain/zone/{zoneName}/record"),
        ("PUT", "PUT", "/domain/zone/{zoneName}/record/{id}"),
        # Beside the words, a line opens what is marked in it.
        ("domain/zone", "GET", "/domain/zone/{zoneName}/record"),
    ],
)
async def test_a_click_on_a_method_of_a_line_opens_that_operation(app, size, word, method, path):
    async with app().run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type("list dns records")
        await screen.click(word, within="zone/{zoneName}/record  GET")
        await screen.until(lambda: screen.main.form is not None, "the form")
        opened = screen.main.form.operation
        assert (opened.method, opened.path) == (method, path)


async def test_what_an_operation_does_is_said_before_why_it_was_found(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type("dns zones")
        await screen.sees("Your zones")
        line = next(line for line in screen.text.splitlines() if "Your zones" in line)
        assert "→" not in line.partition("Your zones")[0]
        assert "Your zones ·" in line, "what is left is for the reason"


async def test_what_the_highlighted_line_has_no_room_for_is_said_below_the_lines(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type("list dns records")
        await screen.sees("record  GET POST")
        below = pilot.app.screen.query_one("#about")
        for key in ("tab", "tab", "down", "up"):
            await screen.press(key)
            hit = chosen(pilot)
            results = pilot.app.screen.query_one(ResultList)
            line = results.line(results.cursor).plain
            words = plain_line(hit.description)
            said = screen.text.splitlines()[below.region.y]
            assert (words[:40] in said) is (words not in line), (hit.method, line)
        await screen.press("ctrl+u")
        await screen.type("zorglub")
        await screen.sees("no operation")
        assert not screen.text.splitlines()[below.region.y].split("│")[1].strip()


async def test_a_long_path_leaves_room_for_what_the_operation_does(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type("/domain/zone/{zoneName}/")
        await screen.sees("/domain/zone/")
        results = pilot.app.screen.query_one(ResultList)
        lines = [results.line(index).plain for index in range(results.row_count)]
        long = 0
        for line in lines:
            _method, _, rest = line.partition(" ")
            path, _, about = rest.strip().partition("  ")
            long += "…" in path
            assert about, line
        assert long, "a path that is cut in its middle"


async def test_a_word_that_nothing_has_is_named_and_the_demo_says_that_it_is_a_part(app):
    async with app().run_test(size=(140, 40), notifications=True) as pilot:
        await settled(pilot)
        await type_keys(pilot, "ctrl+f", *"zorglub record")
        words = "zorglub: not in the demo's"
        await until(pilot, lambda: words in text(pilot), "the word")
        assert "; the real catalog has" in text(pilot)
        await type_keys(pilot, "ctrl+u", *"zorglub")
        await until(pilot, lambda: "no operation" in text(pilot), "nothing is found")
        assert "choose Sign in" in text(pilot)
        assert "refresh the catalog" not in text(pilot)


async def test_a_word_that_nothing_has_is_said_as_it_was_typed(app):
    async with app().run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type("zorglübé")
        await screen.sees("zorglübé: not in the demo's")


@pytest.mark.parametrize("words", ["qqqzzz", "https://example.com/nothing", "curl 'x"])
async def test_enter_where_nothing_is_found_keeps_the_words(app, words):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type(words)
        await screen.press("enter", "enter")
        await screen.type("DELETE")
        line = pilot.app.screen.query_one(Input)
        await screen.until(
            lambda: line.value == f"{words}DELETE", "what is typed is for the search"
        )
        assert isinstance(pilot.app.screen, SearchScreen)
        assert not screen.toasts


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_what_to_do_where_nothing_is_found_goes_on_in_the_next_line(app, language):
    set_language(language)
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        await type_keys(pilot, "ctrl+f", *"zorglub")
        results = pilot.app.screen.query_one(ResultList)
        end = {"en": "and choose Sign in.", "fr": "et choisissez Se connecter."}[language]
        await until(pilot, lambda: " ".join(_rows(results)).endswith(end), "all of it")
        key = {"en": "esc", "fr": "échap"}[language]
        at = next(y for y, row in enumerate(_rows(results)) if key in row)
        await pilot.click(ResultList, offset=(_rows(results)[at].index(key) + 1, at))
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot), "it is closed")


def _rows(results: ResultList) -> list[str]:
    """The lines of the list that say something, as they are drawn."""
    drawn = (results.render_line(y).text.strip() for y in range(results.size.height))
    return [row for row in drawn if row]


@pytest.mark.parametrize("key", ["up", "down", "tab", "pagedown", "enter"])
async def test_any_key_may_come_before_the_first_look(app, key):
    async with app().run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.type_ahead("ctrl+f", key, key)
        await screen.press("escape")
        assert pilot.app.is_running
