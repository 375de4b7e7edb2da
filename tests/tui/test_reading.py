"""What is read beside the form: schemas, what an operation says of itself, what replaces it."""

import re

import pytest

from ovh_explorer.tui.key_bindings import KEYS
from ovh_explorer.tui.terminal.clipboard import Copied
from tests.tui.conftest import RECORD, main_screen, settled, text, type_keys, until, visible_text

POLICY = "POST /v2/iam/policy"


async def show_tab(pilot, name: str) -> None:
    """Show a tab of the request, by its key."""
    screen = main_screen(pilot)
    screen.bench.request.focus_form()
    await pilot.pause()
    for _ in range(4):
        if screen.bench.request._tabs.active == name:
            break
        await pilot.press("ctrl+n")
    await pilot.pause()


def line(pilot) -> str:
    """The line under the cursor of the schema."""
    return "".join(words for _, words in main_screen(pilot).bench.request.outline.item.pieces)


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_schema_is_walked_into_a_model_and_back(app, size):
    async with app(POLICY).run_test(size=size, notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await show_tab(pilot, "schema")
        assert "iam.policy.Creation" in text(pilot)
        assert "required" in text(pilot)
        await type_keys(pilot, "slash", *"conditions", "enter")
        await until(pilot, lambda: line(pilot).startswith("conditions"), "the property")
        outline = screen.bench.request.outline
        await pilot.press("enter")
        assert outline.is_inside
        assert line(pilot).startswith("iam.policy.Condition")
        assert "backspace goes back" in text(pilot)
        await pilot.press("j", "enter")
        assert line(pilot).startswith("iam.policy.Condition"), (
            "a model that holds itself leads to itself"
        )
        await pilot.press("backspace", "backspace")
        assert not outline.is_inside
        assert line(pilot).startswith("conditions"), "back where it was left"


async def test_what_is_closed_is_found_too_and_matches_are_gone_through(app):
    async with app(POLICY).run_test(size=(160, 48), notifications=True) as pilot:
        await settled(pilot, form=True)
        await show_tab(pilot, "schema")
        assert "MATCH" not in text(pilot)
        await type_keys(pilot, "slash", *"match", "enter")
        await until(
            pilot,
            lambda: line(pilot).startswith("MATCH"),
            "a value of an enumeration in a closed model",
        )
        await pilot.press("escape")
        await type_keys(pilot, "slash", *"action", "enter")
        await until(pilot, lambda: "/" in text(pilot), "matches")
        seen = set()
        for _ in range(6):
            seen.add(line(pilot))
            await pilot.press("n")
        assert len(seen) > 2
        assert re.search(r"\d+ of \d+ +n next", text(pilot)), "where the search stands"
        last = line(pilot)
        await pilot.press("n", "N")
        assert line(pilot) == last


async def test_lines_are_opened_closed_and_clicked(app):
    async with app(POLICY).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await show_tab(pilot, "schema")
        outline = screen.bench.request.outline
        closed = outline.text
        await type_keys(pilot, "slash", *"permissions", "enter", "escape")
        await until(pilot, lambda: line(pilot).startswith("permissions"), "the property")
        await pilot.press("l", "j", "j")
        assert len(outline.text) > len(closed)
        await pilot.press("h")
        assert line(pilot).startswith("permissions")
        await pilot.press("h")
        assert outline.text == closed
        await pilot.press("g")
        before = outline.cursor
        await pilot.click("#request-outline", offset=(8, 3))
        assert outline.cursor == before + 3


async def test_the_schema_of_the_answer_is_beside_the_answer(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("f7", "right_square_bracket", "right_square_bracket")
        await until(
            pilot, lambda: "/ finds · What POST" in text(pilot), "the schema of the response"
        )
        assert "domain.zone.Record" in text(pilot)
        assert "read-only" in text(pilot)
        await type_keys(pilot, "slash", *"subdomain", "enter")
        await until(
            pilot, lambda: screen.bench.response.view.item.node.name == "subDomain", "the property"
        )
        whole = await visible_text(screen)
        assert "subDomain  string" in whole


async def test_about_says_everything_and_an_iam_action_is_copied(app, monkeypatch):
    copied = []

    async def copy(text, write):
        copied.append(text)
        return Copied("a test", True)

    monkeypatch.setattr("ovh_explorer.tui.terminal.clipboard.copy", copy)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await show_tab(pilot, "about")
        shown = text(pilot)
        for words in (
            "Status",
            "PRODUCTION",
            "IAM actions",
            "Needs an application key",
            "domain.zone.Record",
        ):
            assert words in shown
        await type_keys(pilot, "slash", *"dnsZone:apiovh", "enter")
        await until(
            pilot,
            lambda: screen.bench.request.outline.item.copy.startswith("dnsZone"),
            "the action",
        )
        await pilot.press("y")
        await until(pilot, lambda: copied, "it was copied")
        assert copied == ["dnsZone:apiovh:record/create"]
        assert "Copied dnsZone:apiovh:record/create" in " ".join(text(pilot).split())


async def test_what_replaces_an_operation_is_one_key_away(app):
    async with app("GET /me/paymentMean/creditCard").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await until(pilot, lambda: "(shift F12" in text(pilot), "what the form says of it")
        await pilot.press("end", "r")
        await until(
            pilot, lambda: screen.form.operation.path == "/me/payment/method", "the replacement"
        )


async def test_what_replaces_nothing_or_is_replaced_by_nothing_is_said(app):
    async with app("GET /vps/{serviceName}/monitoring").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("end", "r")
        await until(pilot, lambda: "replace" in text(pilot), "that it names none")
        assert screen.form.operation.path == "/vps/{serviceName}/monitoring"


async def test_every_key_of_the_help_has_an_action_somewhere(app):
    """The one table is the truth: no key is listed that nothing listens to."""
    from ovh_explorer.tui.main.search_screen import SearchScreen
    from ovh_explorer.tui.products.filter_line import FilterLine
    from ovh_explorer.tui.products.pane import ProductsPane
    from ovh_explorer.tui.products.tree import ProductTree
    from ovh_explorer.tui.request.field_line import FieldLine
    from ovh_explorer.tui.request.form_view import FormView
    from ovh_explorer.tui.request.pane import RequestPane
    from ovh_explorer.tui.response.body_tab import BodyTab
    from ovh_explorer.tui.response.code_tab import CodeTab
    from ovh_explorer.tui.response.json_view import JsonView
    from ovh_explorer.tui.response.table_view import TableView
    from ovh_explorer.tui.widgets.line_view import LineView
    from ovh_explorer.tui.widgets.schema_view import SchemaView

    listeners = {
        "tree": (ProductTree, ProductsPane),
        "filter": FilterLine,
        "form": FormView,
        "found in request": RequestPane,
        "field": FieldLine,
        "view": LineView,
        "response": (JsonView, BodyTab),
        "table": TableView,
        "outline": SchemaView,
        "code": CodeTab,
        "search": SearchScreen,
    }
    async with app().run_test(size=(160, 48)) as pilot:
        screen = await settled(pilot)
        for key in KEYS:
            owners = listeners.get(key.where, type(screen))
            name = key.action.partition("(")[0]
            if name in ("quit", "command_palette") or name.startswith("app."):
                owners, name = type(pilot.app), name.removeprefix("app.")
            owners = owners if isinstance(owners, tuple) else (owners,)
            assert not name or any(hasattr(owner, f"action_{name}") for owner in owners), key
