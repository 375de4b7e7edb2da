"""What is said fits where the user is: keys that work there, marks that show, edges that go on."""

import asyncio
from datetime import UTC, datetime

from textual.app import App
from textual.widget import Widget
from textual.widgets import Input

from ovh_explorer.tui.main.footer import FooterBar
from ovh_explorer.tui.signin.keys_table import key_cells
from ovh_explorer.tui.signin.method_cells import MethodCells
from ovh_explorer.workspace.account.account_key import AccountKey
from ovh_explorer.workspace.calls.value_lookup import ValueLookup
from tests.tui.screen import Screen


def footer(screen: Screen) -> str:
    return screen.main.query_one(FooterBar).render_line(0).text


async def test_the_help_offers_on_a_row_of_text_the_keys_that_work_there(app):
    async with app("GET /me/bill").run_test(size=(100, 40)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("tab")
        await screen.until(lambda: isinstance(screen.main.focused, Input), "a row of a text")
        await screen.press("f1")
        await screen.type("clear the whole form")
        await screen.sees("clear the whole form")
        line = next(line for line in screen.text.splitlines() if "  clear the whole" in line)
        assert "F8" in line
        assert " C " not in line


async def test_a_narrow_footer_keeps_the_table_and_the_actions_and_a_table_shows_its_edge(app):
    async with app("GET /cloud/project").run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.open("GET /domain/zone/example.com/record")
        await screen.send()
        await screen.show("response")
        await screen.until(lambda: "actions" in footer(screen), "the menu of actions")
        await screen.press("m", "enter")
        await screen.until(lambda: "t JSON" in footer(screen), "the table")
        assert "actions" in footer(screen)
        assert "column" in footer(screen)
        assert "help" in footer(screen)
        await screen.until(lambda: "›" in screen.text, "columns to the right")
        await screen.press("t")
        await screen.until(lambda: "t table" in footer(screen), "the JSON")
        assert "actions" in footer(screen)
        await screen.press("t", *["right"] * 12)
        await screen.until(lambda: "›" not in screen.text, "the last column")


async def test_methods_that_are_allowed_have_a_mark(app):
    class Cells(App):
        def compose(self):
            yield MethodCells(frozenset({"GET", "PUT"}))

    async with Cells().run_test() as pilot:
        cells = pilot.app.query_one(MethodCells)
        assert cells.render_line(0).text.split() == ["✓GET", "POST", "✓PUT", "DELETE"]


def test_keys_of_one_name_are_told_apart(monkeypatch):
    monkeypatch.setattr("ovh_explorer.tui.signin.keys_table.colour", lambda *_: "")
    keys = [AccountKey("credential", str(number), "ovh-explorer demo") for number in (93, 94)]
    names = [key_cells(Widget(), key, datetime.now(UTC))[1].plain for key in keys]
    assert names == ["ovh-explorer demo 93", "ovh-explorer demo 94"]


async def test_what_is_typed_while_values_load_and_none_has_is_said(app, monkeypatch):
    loaded = asyncio.Event()
    values = ValueLookup.values

    async def late(lookup, form, field):
        await loaded.wait()
        return await values(lookup, form, field)

    monkeypatch.setattr(ValueLookup, "values", late)
    async with app("GET /domain/zone/{zoneName}").run_test(size=(100, 30)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("space")
        await screen.sees("loading values")
        await screen.type("qqq")
        loaded.set()
        await screen.sees("No value has “qqq”.")


async def test_a_question_says_no_more_that_there_is_more_once_all_is_shown(app):
    async with app("POST /domain/zone/example.com/record").run_test(size=(42, 14)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        screen.main.form.fill_example()
        await screen.press("ctrl+r")
        await screen.asked()
        await screen.sees("There is more below")
        await pilot.resize_terminal(160, 48)
        await screen.until(lambda: "There is more below" not in screen.text, "all is shown")
