"""What is wrong in a form is marked in its tabs and on its lines, without colours too, and a key goes
there.
"""

import re

import pytest

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.form import Form
from ovh_explorer.tui.drawing.form_layout import lay_out
from ovh_explorer.tui.drawing.form_mistakes import marked_mistakes
from ovh_explorer.tui.drawing.form_row import row_pieces
from tests import real_catalog
from tests.tui.conftest import RECORD
from tests.tui.screen import Screen, key_of

SIZES = [(160, 48), (80, 24)]
MISTAKE = key_of("next_mistake")


def marked(screen: Screen) -> list[str]:
    """The names of the fields whose lines are marked, as far as they are in sight."""
    found = (re.match(r"\W*(\w+)( \*)? *!", line) for line in screen.request.lines)
    return [match[1] for match in found if match]


async def opened(pilot, words: str = "") -> Screen:
    screen = await Screen(pilot).ready(form=not words)
    if words:
        await screen.open(words)
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_marked_before_something_is_wrong(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        assert screen.request_tabs == "Form JSON Schema About"
        assert marked(screen) == []


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_missing_is_marked_after_try_and_unmarked_when_it_is_there(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        await screen.press("ctrl+r")
        await screen.until(lambda: "Form !3" in screen.request_tabs, "the mark of the tab")
        assert "JSON !2" in screen.request_tabs
        assert {"zoneName", "fieldType"} <= set(marked(screen))
        assert screen.row.startswith("zoneName")
        await screen.type("example.com")
        assert "Form !2 JSON !2" in screen.request_tabs
        assert "zoneName" not in marked(screen)
        await screen.press("escape", MISTAKE)
        assert "fieldType" in screen.row
        await screen.press("enter", "enter")
        await screen.type("192.0.2.1")
        await screen.press(MISTAKE)
        if "Form !" in screen.request_tabs:
            await screen.type("192.0.2.1")
        assert screen.request_tabs.startswith("Form ")
        assert "!" not in screen.request_tabs
        assert marked(screen) == []


@pytest.mark.parametrize("size", SIZES)
async def test_a_key_goes_from_one_to_the_next_round_the_end(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        names = []
        for _ in range(4):
            await screen.press(MISTAKE)
            names.append(screen.row.split()[0])
        assert names == ["zoneName", "fieldType", "target", "zoneName"]
        assert "!" in screen.row


async def test_the_key_works_from_other_panes_and_says_where_nothing_is_wrong(app):
    async with app("GET /me").run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot)
        await screen.show("response")
        await screen.press("exclamation_mark")
        await screen.sees("Nothing is wrong in this form.")
        await screen.open(RECORD)
        await screen.show("products")
        await screen.press("exclamation_mark")
        await screen.until(lambda: screen.row.startswith("zoneName"), "the form, at the first")


@pytest.mark.parametrize("size", SIZES)
async def test_a_wrong_value_is_marked_at_once_and_where_it_is_folded(app, size):
    async with app("POST /v2/iam/policy").run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        conditions = screen.main.form.body.part("conditions")
        conditions.open = True
        conditions.part("operator").type_text("SOMETIMES")
        screen.main.bench.refresh_form()
        await screen.drawn()
        assert "Form !1 JSON !1" in screen.request_tabs
        await screen.press(MISTAKE)
        await screen.press(*[MISTAKE] * 3)
        while "operator" not in screen.row:
            await screen.press(MISTAKE)
        assert "SOMETIMES" in screen.row
        assert "!" in screen.row
        # Letters choose there.
        await screen.press("left", "left")
        assert re.search(r"conditions +!", screen.row), screen.row
        await screen.press("right", "down", "delete")
        assert "conditions" not in marked(screen)


async def test_the_body_as_text_says_where_it_is_wrong(app):
    async with app("POST /v2/iam/policy").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        form = screen.main.form
        form.type_body('{"name": 7, "conditions": {"operator": "SOMETIMES"}}')
        screen.main.bench.refresh_form()
        await screen.show("request")
        await screen.press(key_of("step_tab(1)"))
        await screen.until(lambda: "Body" in screen.request.text, "the body as text")
        assert re.search("Body.* !", screen.request.text)
        assert "conditions.operator: " in screen.request.text
        form.type_body('{"name": ')
        screen.main.bench.refresh_form()
        await screen.drawn()
        assert "JSON !1" in screen.request_tabs
        await screen.press(MISTAKE)
        assert screen.row.startswith('{"name"')


def test_each_mistake_of_an_empty_form_is_marked_on_a_line_that_is_shown():
    place = real_catalog.directory()
    if place is None:
        pytest.skip(real_catalog.MISSING)
    for product in real_catalog.sample(place, whole=False):
        for operation in product.operations:
            form = Form(operation, Models(product.models))
            wrong = marked_mistakes(form, missing=True)
            plan = lay_out(form, 70, body_mode="form", missing=True)
            rows = {row.field: row for row in plan.rows if row.kind in ("field", "key")}
            for mistake in wrong.all:
                item = mistake.field
                while item not in rows:
                    item = item.parent
                row = rows[item]
                assert plan.is_wrong(row), (operation.path, mistake)
                pieces = row_pieces(row, plan.name_width, 70, plan.type_width, is_wrong=True)
                line = "".join(text for _, text in pieces)
                assert line[plan.name_width - 1] == "!" or row.depth > 2
            assert not wrong.all or any(map(plan.is_wrong, plan.rows))
            assert [row for row in plan.rows if plan.is_wrong(row)] or not wrong.all
