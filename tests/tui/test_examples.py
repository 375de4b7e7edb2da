"""Examples that fill a form, and blanks that are typed into it."""

import pytest

from tests.tui.screen import Screen

REINSTALL = "POST /dedicated/server/ns6005340.ip-203-0-113.eu/reinstall"


async def test_no_field_gets_its_own_name_as_an_example(app):
    async with app(REINSTALL).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("f2")
        await screen.sees("There is no example for operatingSystem")
        field = screen.main.form.body.part("operatingSystem")
        assert field.text == ""
        assert screen.main.bench.request.view.row.field is field
        # It has values, and a blank opens them in the line too.
        await screen.press("enter", "space")
        await screen.sees("debian12_64")
        assert field.text == ""


async def test_a_text_that_was_typed_stays_though_it_is_a_name(app):
    async with app("POST /sms/{serviceName}/jobs").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        message = screen.main.form.body.part("message")
        message.type_text("message")
        await screen.press("f2")
        assert message.text == "message"
        assert screen.main.form.field("path", "serviceName").text == "service-1"


@pytest.mark.parametrize("is_alone", [True, False])
async def test_null_is_no_example_of_a_field_that_needs_a_value(app, in_french, is_alone):
    target = "POST /v2/okms/resource/{okmsId}/secret"
    async with app(target).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        data = screen.main.form.body.part("version").part("data")
        view = screen.main.bench.request.view
        if is_alone:
            view.go_to(data)
            await screen.until(lambda: view.row.field is data, "its row")
        await screen.press("f14" if is_alone else "f2")
        await screen.sees("n’existe pas d’exemple")
        assert not data.is_given
