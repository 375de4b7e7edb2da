"""The rights of a key as a table: what is shown is what is requested, and the keys move in it."""

import pytest
from textual.app import App
from textual.widgets import Static

from ovh_explorer.config.endpoints import find_endpoint
from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from ovh_explorer.tui.signin.rights_editor import RightsEditor
from ovh_explorer.workspace.account.access_rules import (
    AccessRule,
    everything,
    read_and_create,
    read_only,
)
from tests.tui.conftest import until

SETS = (("Read only", read_only()), ("Everything", everything()))
OF_AN_OPERATION = (
    *SETS,
    ("/* GET POST", read_and_create()),
    ("This product", read_only()),
    ("This operation", read_only()),
    ("+ current key", read_only()),
)


class Rights(App[None]):
    """The editor alone."""

    def __init__(self, *rules: str, adds_roots: bool = True, sets=SETS) -> None:
        super().__init__()
        self._sets = sets
        self._rules = [AccessRule(*rule.split()) for rule in rules]
        self._adds_roots = adds_roots

    def compose(self):
        yield RightsEditor(self._sets, self._rules, adds_roots=self._adds_roots)

    @property
    def editor(self) -> RightsEditor:
        return self.query_one(RightsEditor)

    def said(self, name: str) -> str:
        line = self.query_one(f"#{name}", Static)
        return str(line.content) if line.display else ""

    @property
    def rules(self) -> list[str]:
        return [str(rule) for rule in self.editor.rules]


async def test_a_row_of_its_own_says_alone_what_may_be_done_with_a_path():
    app = Rights("GET /me", "GET /domain/zone", "GET /domain/zone/*", "POST /domain/zone/*")
    async with app.run_test(size=(80, 24)):
        assert "POST /domain/zone" not in app.rules
        assert "POST /domain/zone/*" in app.rules
        assert app.said("included") == ""
        assert app.said("summary") == "GET on /domain/zone, /me; GET POST on /domain/zone/*"


async def test_what_a_row_includes_is_said_beside_the_rows():
    app = Rights("GET /domain/zone/*", "PUT /vps/*", "GET /*")
    async with app.run_test(size=(80, 24)) as pilot:
        said = "/domain/zone/* includes /domain/zone; /vps/* includes /vps"
        assert app.said("included") == said
        assert {"GET /domain/zone", "PUT /vps"} <= set(app.rules)
        app.editor.rows[-1].input.value = "/vps"
        await pilot.pause()
        assert app.said("included") == "/domain/zone/* includes /domain/zone"
        assert "PUT /vps" not in app.rules
        assert "GET /vps" in app.rules


async def test_nothing_is_included_where_the_rules_are_the_user_s_alone():
    app = Rights("GET /vps/*", adds_roots=False)
    async with app.run_test(size=(80, 24)):
        assert (app.said("included"), app.rules) == ("", ["GET /vps/*"])


async def test_up_and_down_keep_the_column():
    app = Rights("GET /me", "GET /ssl", "GET /vps")
    async with app.run_test(size=(80, 24)) as pilot:
        rows = app.editor.rows
        rows[0].cells.focus()
        await pilot.press("right", "right", "down", "space")
        assert app.focused is rows[1].cells
        assert "PUT /ssl" in app.rules
        await pilot.press("left", "down", "space", "up", "up", "space")
        assert {"POST /vps", "POST /me"} <= set(app.rules)
        # From the first method left is the path, and there up and down stay in the paths.
        await pilot.press("left", "left", "down")
        assert app.focused is rows[1].input


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_a_key_chooses_a_ready_made_set(key):
    app = Rights("GET /me")
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.query("#sets > Button").first().focus()
        await pilot.press("right", key)
        await pilot.pause()
        assert app.rules == [str(rule) for rule in everything()]


async def test_a_path_with_a_blank_is_refused_in_words():
    app = Rights()
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.rows[0].input.focus()
        await pilot.press(*"/me", "space")
        await pilot.pause()
        assert app.said("summary") == "A path has no blanks."
        assert app.rules == ["GET /me"], "it isn't typed"
        app.editor.rows[0].input.value = "/me "
        await pilot.pause()
        assert app.rules == ["GET /me"], "pasted at its end it counts for nothing"
        app.editor.rows[0].input.value = "/me x"
        await pilot.pause()
        assert app.editor.problem == "/me x is no path: a path has no blanks."
        assert app.said("summary") == app.editor.problem


async def test_tab_from_a_path_goes_to_its_first_method():
    app = Rights("GET /dedicated/server/*")
    async with app.run_test(size=(80, 24)) as pilot:
        rows = app.editor.rows
        rows[0].cells.focus()
        await pilot.press("right", "right", "right", "space", "down", "shift+tab")
        assert app.focused is rows[1].input
        await pilot.press(*"/me", "tab", "space")
        await pilot.pause()
        assert "DELETE /me" not in app.rules
        assert "GET /me" not in app.rules, "the first method is the one that was switched"
        await pilot.press("tab", "shift+tab", "space")
        await pilot.pause()
        assert "GET /me" in app.rules


async def test_up_and_down_lead_from_the_rows_to_the_ready_made_sets_and_back():
    app = Rights("GET /me")
    async with app.run_test(size=(80, 24)) as pilot:
        rows, first = app.editor.rows, app.editor.query("#sets > Button").first()
        for start in (rows[0].input, rows[0].cells):
            start.focus()
            await pilot.press("up")
            assert app.focused is first
            await pilot.press("down")
            assert app.focused is rows[0].input


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_row_that_is_typed_into_stays_where_it_is(app, size):
    rules = [AccessRule("GET", "/me")]
    endpoint = find_endpoint("ovh-eu")
    async with app("GET /me").run_test(size=size) as pilot:
        screen = KeyRequestScreen(endpoint, None, OF_AN_OPERATION, rules, None, delegated=False)
        pilot.app.push_screen(screen)
        await until(pilot, lambda: screen.is_mounted and screen.query(RightsEditor), "the rights")
        await pilot.pause()
        sets = screen.query_one("#sets")
        assert all(sets.region.contains_region(child.region) for child in sets.children)
        row = screen.query_one(RightsEditor).rows[-1].input
        row.focus()
        await pilot.pause()
        before = row.region.y
        for more, letter in enumerate("abc", 3):
            await pilot.press("/", letter)
            rows = screen.query_one(RightsEditor)
            await until(pilot, lambda: len(rows.rows) == more, "one more row")  # noqa: B023
            await pilot.press("enter")
        await pilot.pause()
        assert row.region.y == before


async def test_what_is_typed_on_the_methods_of_a_row_without_a_path_is_its_path():
    app = Rights("GET /me")
    async with app.run_test(size=(80, 24)) as pilot:
        rows = app.editor.rows
        rows[0].cells.focus()
        await pilot.press("down", *"/put")
        await pilot.pause()
        assert rows[1].input.value == "/put"
        assert app.rules == ["GET /me", "GET /put"], "no letter was for a method"
        await pilot.press("tab", "p")
        await pilot.pause()
        assert "POST /put" in app.rules, "with a path a letter is for a method"


async def test_a_slash_on_the_methods_of_any_row_begins_a_path_in_the_empty_one():
    app = Rights("GET /me")
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.rows[0].cells.focus()
        await pilot.press(*"/put")
        await pilot.pause()
        assert app.rules == ["GET /me", "GET /put"]


async def test_methods_without_a_path_are_no_rule_and_that_is_said():
    app = Rights("GET /me")
    async with app.run_test(size=(80, 24)) as pilot:
        row = app.editor.rows[-1]
        row.cells.focus()
        await pilot.press("right", "space", "right", "space")
        await pilot.pause()
        assert app.said("summary") == "Type a path for POST PUT."
        assert app.editor.problem == app.said("summary")
        await pilot.press(*"/vps")
        await pilot.pause()
        assert app.rules == ["GET /me", "POST /vps", "PUT /vps"]


async def test_a_row_whose_path_is_emptied_is_given_up_and_has_its_methods_again_with_a_path():
    app = Rights("GET /me", "POST /vps", "PUT /vps")
    async with app.run_test(size=(80, 24)) as pilot:
        row = app.editor.rows[1]
        row.input.focus()
        await pilot.press("backspace")
        await pilot.pause()
        assert (app.editor.problem, app.rules) == ("", ["GET /me"])
        await pilot.press(*"/ssl")
        await pilot.pause()
        assert app.rules == ["GET /me", "POST /ssl", "PUT /ssl"]


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_edge_names_the_letters_where_they_are_for_methods(app, size, language, request):
    if language == "fr":
        request.getfixturevalue("in_french")
    letters = ("g GET", "p POST", "u PUT", "d DELETE")
    endpoint = find_endpoint("ovh-eu")
    async with app("GET /me").run_test(size=size) as pilot:
        rules = [AccessRule("GET", "/me")]
        screen = KeyRequestScreen(endpoint, None, SETS, rules, None, delegated=False)
        pilot.app.push_screen(screen)
        await until(pilot, lambda: screen.is_mounted and screen.query(RightsEditor), "the rights")
        await pilot.pause()
        rows = screen.query_one(RightsEditor).rows

        def said() -> str:
            return str(screen.query_one("RightsBox").border_subtitle)

        rows[0].cells.focus()
        await until(pilot, lambda: all(words in said() for words in letters), "the letters")
        await pilot.press("down")
        await until(pilot, lambda: "g GET" not in said(), "a letter begins a path there")
        rows[0].input.focus()
        await pilot.pause()
        assert "g GET" not in said()


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_tab_goes_from_box_to_box_and_the_edge_says_so_where_the_focus_is(app, size):
    endpoint = find_endpoint("ovh-eu")
    async with app("GET /me").run_test(size=size) as pilot:
        rules = [AccessRule("GET", "/me")]
        screen = KeyRequestScreen(endpoint, None, SETS, rules, None, delegated=False)
        pilot.app.push_screen(screen)
        await until(pilot, lambda: screen.is_mounted and screen.query(RightsEditor), "the rights")
        await pilot.pause()
        rows = screen.query_one(RightsEditor).rows

        def said() -> str:
            return str(screen.query_one("RightsBox").border_subtitle)

        rows[0].input.focus()
        await until(pilot, lambda: "tab to its methods, where g p u d" in said(), "what tab does")
        await pilot.press("tab")
        await until(pilot, lambda: "tab ←/→ next box" in said(), "what it does there")
        await pilot.press("tab", "space")
        await pilot.pause()
        rules = screen.query_one(RightsEditor).rules
        assert [str(rule) for rule in rules] == ["GET /me", "POST /me"]
        await pilot.press("tab", "tab", "tab")
        assert screen.focused is rows[1].input
        await until(pilot, lambda: "tab next" in said(), "without a path there are none")
        await pilot.press("tab")
        assert screen.focused is screen.query_one("#blocks")
        assert "tick" not in said(), "there is no box to tick here"


async def test_a_row_whose_methods_are_all_taken_away_asks_for_nothing():
    """Not for the root of another row either: "This product" has both, and one may go."""
    app = Rights("GET /domain", "GET /domain/*")
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.rows[0].cells.focus()
        await pilot.press("g")
        await pilot.pause()
        assert app.editor.problem == ""
        assert app.rules == ["GET /domain/*"]
        assert app.said("summary") == "GET on /domain/*"
        app.editor.rows[1].cells.focus()
        await pilot.press("g")
        await pilot.pause()
        assert app.editor.problem.startswith("/domain has no method yet")


@pytest.mark.parametrize("sets", [SETS, ()])
async def test_what_a_rule_wants_is_said_as_far_as_it_can_be_done(sets):
    app = Rights(sets=sets)
    async with app.run_test(size=(80, 24)):
        assert ("ready-made set" in app.editor.problem) == bool(sets)
        assert app.editor.problem.startswith("No rule yet. Type a path")


async def test_what_was_proposed_asks_for_nothing_once_a_path_is_typed():
    """A key for a zone may not read everything because nobody took that away."""
    app = Rights("GET /*")
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.rows[-1].input.focus()
        await pilot.press(*"/domain/*")
        await pilot.pause()
        assert app.rules == ["GET /domain", "GET /domain/*"]
        app.editor.rows[0].cells.focus()
        await pilot.press("g")
        await pilot.pause()
        assert "GET /*" in app.rules, "it can be wanted"


async def test_what_was_chosen_stays_when_a_path_is_typed():
    app = Rights("GET /*")
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.query("Button").first().focus()
        await pilot.press("enter")
        await pilot.pause()
        app.editor.rows[-1].input.focus()
        await pilot.press(*"/domain/*")
        await pilot.pause()
        assert "GET /*" in app.rules


@pytest.mark.parametrize(
    ("letters", "methods"), [("gpud", "GET POST PUT DELETE"), ("p", "GET POST")]
)
async def test_the_method_that_came_with_the_path_stays_for_who_names_it(letters, methods):
    """It was switched on by itself: who then types the letters of all wants all."""
    app = Rights()
    async with app.run_test(size=(80, 24)) as pilot:
        row = app.editor.rows[0]
        row.input.focus()
        await pilot.press(*"/domain")
        row.cells.focus()
        assert row.cells.methods == {"GET"}
        await pilot.press(*letters)
        assert row.cells.methods == set(methods.split())
        # From now on a letter switches.
        await pilot.press("g")
        assert "GET" not in row.cells.methods


async def test_a_click_in_the_gap_beside_a_path_is_one_on_it():
    app = Rights("GET /me")
    async with app.run_test(size=(80, 24)) as pilot:
        row = app.editor.rows[-1]
        app.set_focus(None)
        await pilot.click(offset=(row.cells.region.x - 1, row.region.y))
        assert app.focused is row.input
