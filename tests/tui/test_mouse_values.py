"""The values that a field can take are shown and chosen by the mouse."""

import pytest

from tests.tui.conftest import RECORD
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_mark_of_a_field_shows_its_values_and_hides_them(app, size):
    async with app(RECORD).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await pilot.press("escape")
        await screen.click("▾", right=True, within="fieldType")
        await screen.sees("CNAME")
        assert screen.is_editing
        await screen.click("▾", right=True, within="fieldType")
        await screen.until(lambda: "CNAME" not in screen.text, "no values")
        # The account has the values of the other field, which one click shows as well.
        await pilot.press("escape")
        screen.main.form.field("path", "zoneName").type_text("")
        screen.main.bench.request.refresh_form()
        await screen.click("▾", right=True, within="zoneName *")
        await screen.sees("example.com")
        await screen.click("example.com")
        assert str(screen.main.form.field("path", "zoneName").text) == "example.com"


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_in_an_empty_field_shows_its_values_and_in_the_next_too(app, size):
    async with app("GET /domain/zone/{zoneName}/record/{id}").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await pilot.press("escape")
        view = screen.main.bench.request.view

        async def click_on_value() -> None:
            x, y, _ = view.value_region()
            await screen.click_at(view.region.x + x + 3, view.region.y + y)

        await click_on_value()
        await screen.click("example.com")
        # That choice leads to the next field, whose line is edited now.
        await screen.until(lambda: view.row.field.name == "id", "the next field")
        await click_on_value()
        await screen.click("5210000001")
        assert screen.main.form.field("path", "zoneName").text == "example.com"
        assert screen.main.form.field("path", "id").text == "5210000001"
        # What is there is to be changed: all of it is selected.
        await pilot.press("escape")
        await screen.click("example.com", within="zoneName")
        editor = screen.main.bench.request.editor
        assert screen.is_editing
        assert not editor.choosing
        await screen.type("example.org")
        assert screen.main.form.field("path", "zoneName").text == "example.org"


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_the_name_of_an_empty_entry_shows_its_values(app, size):
    async with app("POST /v2/iam/policy").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await pilot.press("escape")
        await screen.click("identities", within="string[]")
        await screen.sees("• 1")
        await screen.click("• 1")
        await screen.click("urn:v1:eu:identity:account")
        identities = screen.main.form.field("body", "identities")
        await screen.until(lambda: identities.parts[0].is_given, "the identity is chosen")
        assert len(identities.parts) == 1
