"""Entries that are objects are filled in one after the other, as plain values are."""

import pytest

from ovh_explorer.form import Form
from ovh_explorer.tui.drawing.form_layout import lay_out
from ovh_explorer.tui.request.form_steps import wanted_row
from tests.tui.screen import Screen
from tests.tui.test_form_fingers import SIZES, footer

POLICY = "POST /v2/iam/policy"


@pytest.mark.parametrize("size", SIZES)
async def test_the_one_part_of_an_entry_leads_to_the_place_to_add_another(app, size):
    async with app(POLICY).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        allow = screen.main.form.field("body", "permissions").part("allow")
        allow.parent.open = allow.open = True
        screen.main.bench.refresh_form()
        screen.main.bench.request.view.go_to(allow)
        for action in ("vps:apiovh:get", "vps:apiovh:edit"):
            while "+ add" not in screen.row:
                await screen.press("down")
            await screen.press("enter")
            await screen.type(action)
            assert "→ + add" in footer(screen)
            await screen.press("enter")
            assert "+ add" in screen.row
        texts = [entry.part("action").text for entry in allow.parts]
        assert texts == ["vps:apiovh:get", "vps:apiovh:edit"]
        row = screen.main.bench.request.view.row
        assert (row.kind, row.field) == ("add", allow)


async def test_an_entry_before_another_leads_to_the_first_part_of_that(app):
    async with app(POLICY).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        allow = screen.main.form.field("body", "permissions").part("allow")
        allow.parent.open = allow.open = True
        first, second = (allow.add_part() for _ in range(2))
        first.open = second.open = True
        first.part("action").type_text("vps:apiovh:get")
        screen.main.bench.refresh_form()
        screen.main.bench.request.view.go_to(first.part("action"))
        await screen.press("enter", "enter")
        assert screen.main.bench.request.view.row.field is second.part("action")


def test_an_entry_leads_to_its_own_parts_that_are_missing_first(real_store):
    """Also to those above the one that was filled in."""
    path = "/cloud/project/{serviceName}/ai/app"
    operation = real_store.operation("v1", "POST", path)
    form = Form(operation, real_store.models("v1", operation.product))
    variables = form.field("body", "envVars")
    entry, other = (variables.add_part() for _ in range(2))
    variables.open = entry.open = other.open = True
    rows = lay_out(form, 100, body_mode="form", missing=False).rows
    at = {row.field: index for index, row in enumerate(rows) if row.kind == "field"}
    name, value = at[entry.part("name")], at[entry.part("value")]
    entry.part("value").type_text("a")
    assert wanted_row(form, rows, value) == name
    assert wanted_row(form, rows, name, is_given=True) == at[other.part("name")]
    entry.part("name").type_text("b")
    for part in (name, value):
        assert wanted_row(form, rows, part) == at[other.part("name")]
    last = at[other.part("value")]
    other.part("name").type_text("c")
    assert rows[wanted_row(form, rows, last, is_given=True)].kind == "add"
