"""Responses that are null or empty: that they are a success is said, and what goes on from there."""

import pytest

from tests.tui.responses import serves
from tests.tui.screen import Screen

SERVER = "ns6005340.ip-203-0-113.eu"
CHECK = "/dedicated/server/{serviceName}/ipCanBeMovedTo"


async def test_a_check_that_returns_null_offers_values_says_success_and_leads_on(app):
    async with app(f"GET /dedicated/server/{SERVER}/ipCanBeMovedTo").run_test(
        size=(160, 48)
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        assert "▾" in screen.row, "the account's blocks, as in the form that moves one"
        await screen.press("space")
        await screen.sees("198.51.100.0/28")
        await screen.press("escape")
        screen.main.form.field("query", "ip").type_text("198.51.100.0/28")
        await screen.send()
        await screen.sees("null: the check passed.")
        await screen.show("response")
        await screen.press("a")
        await screen.type("ipmove")
        await screen.sees("POST /dedicated/server/{serviceName}/ipMove")
        await screen.press("enter")
        await screen.until(lambda: screen.main.form.operation.path.endswith("ipMove"), "opened")
        assert screen.main.form.field("path", "serviceName").text == SERVER


@pytest.mark.parametrize("nothing", [b"null", b""])
@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_where_no_object_came_changing_it_is_not_offered(app, monkeypatch, size, nothing):
    serves(monkeypatch, nothing)
    async with app("GET /domain/zone/example.com/record/5210000001").run_test(
        size=size, notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.sees("the request succeeded")
        await screen.show("response")
        assert "e change" not in screen.text
        await screen.press("a")
        await screen.sees("delete it")
        assert "change it" not in screen.text
        await screen.press("escape")
        await screen.until(lambda: screen.title == "", "the menu is closed")
        await screen.press("e")
        words = "The API returned nothing here: there is nothing to change."
        await screen.until(lambda: words in screen.toasts, "why not")
        assert screen.main.form.operation.method == "GET"
