"""Path values that came from the form before: shown as such, and looked at before something is lost."""

import pytest

from tests.tui.screen import Screen

SERVER = "ns6005340.ip-203-0-113.eu"


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_value_from_the_form_before_says_so_and_comes_first_where_data_is_lost(app, size):
    async with app(f"GET /dedicated/server/{SERVER}").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open("POST /dedicated/server/{serviceName}/reinstall")
        await screen.sees("from before")
        field = screen.main.form.field("path", "serviceName")
        view = screen.main.bench.request.view
        assert view.row.field is field
        await screen.sees("The value comes from the operation before.")
        field.type_text(SERVER)
        view.changed()
        await screen.until(lambda: "from before" not in screen.text, "the user gave it here")
        await screen.open("GET /dedicated/server/{serviceName}/task")
        await screen.sees("from before")
        assert view.row.kind == "try", "nothing is lost: what is filled in is passed"
