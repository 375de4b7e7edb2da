"""A field that takes a date offers those that are often wanted."""

from datetime import UTC, datetime

import pytest

from tests.tui.screen import Screen

BILLS = "GET /me/bill"


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_bills_since_last_month_need_no_date_to_be_typed(app, size):
    async with app(BILLS).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("escape")
        screen.main.bench.request.view.go_to(screen.main.form.field("query", "date.from"))
        await screen.press("enter", "down")
        await screen.sees("first day of last month")
        await screen.type("last month")
        await screen.press("enter")
        field = screen.main.form.field("query", "date.from")
        month = datetime.fromisoformat(field.text)
        now = datetime.now(UTC).astimezone()
        assert (now.year * 12 + now.month) - (month.year * 12 + month.month) == 1
        assert (month.day, month.hour) == (1, 0)


async def test_a_date_is_typed_without_a_list_that_opens_by_itself(app):
    async with app(BILLS).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("escape")
        field = screen.main.form.field("query", "date.from")
        screen.main.bench.request.view.go_to(field)
        await screen.press("enter")
        await screen.type("2026-03-04T00:00:00Z")
        await screen.press("tab")
        assert field.text == "2026-03-04T00:00:00Z"
        assert "No value has" not in screen.text
