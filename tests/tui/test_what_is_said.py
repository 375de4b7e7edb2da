"""What the screen says beside a form: notes that cover nothing, an empty body, how far an operation
is.
"""

from dataclasses import replace

import pytest

from ovh_explorer.catalog.schema import Status
from ovh_explorer.tui.drawing.operation_header import operation_lines
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.account.identity import _values
from tests.tui.conftest import RECORD, settled, text, until


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (160, 48)])
async def test_a_note_covers_neither_the_description_of_a_field_nor_the_footer(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await until(
            pilot, lambda: "zoneName (string, required)" in text(pilot), "what the field is"
        )
        below = text(pilot).split("\n")[-4:]
        words = "A note that is long enough to take two lines, and is read beside what is below it, on any screen."
        screen.notify(words)
        await until(pilot, lambda: "A note that" in text(pilot), "the note")
        assert "any screen." in text(pilot)
        assert text(pilot).split("\n")[-4:] == below
        screen.notify("Another one.")
        await until(pilot, lambda: "Another one." in text(pilot), "the later one")
        assert "A note that" not in text(pilot), "it takes the place of the earlier one"


async def test_an_empty_body_is_not_sent_without_a_word(app):
    target = "PUT /domain/zone/example.com/record/5210000001"
    async with app(target).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        assert "No field is filled in: the body is {}." in text(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen), "not sent")
        screen.form.body.part("ttl").type_text("60")
        screen.bench.request.refresh_form()
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        assert '"ttl": 60' in text(pilot)
        assert "No field is filled in" not in text(pilot)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("PRODUCTION", ""),
        ("BETA", "beta: it may still change"),
        ("ALPHA", "alpha: it may change or go without notice"),
        ("DEPRECATED", "deprecated"),
        ("GAMMA", "gamma"),
    ],
)
async def test_the_status_of_an_operation_is_said_where_it_matters(app, value, words):
    async with app("GET /me").run_test(size=(80, 24)) as pilot:
        screen = await settled(pilot, form=True)
        operation = replace(screen.form.operation, status=Status(value))
        lines = [
            "".join(text for _, text in line.pieces).strip()
            for line in operation_lines(operation, 80)
        ]
        assert (words in lines) == bool(words)
        assert not [line for line in lines if "production" in line.lower()]


ME = {
    "nichandle": "xx1111-ovh",
    "firstname": "Ada",
    "ovhSubsidiary": "FR",
    "country": None,
    "currency": {"code": "EUR", "symbol": "€"},
}


async def test_an_example_takes_what_the_account_has(app, monkeypatch):
    assert _values(ME) == {"ovhSubsidiary": "FR", "currency": "EUR"}, "nothing that says who it is"
    assert _values(None) == _values([]) == {}
    async with app("POST /order/cart").run_test(size=(80, 24)) as pilot:
        screen = await settled(pilot, form=True)
        await until(pilot, lambda: screen.workspace.account.who, "who is signed in")
        field = screen.form.body.part("ovhSubsidiary")
        await pilot.press("f2")
        assert field.text == field.schema.choices[0] != "FR", "nothing is known: the first there is"
        await pilot.press("f8")
        known = screen.workspace.account.identity._replace(values=_values(ME))
        monkeypatch.setattr(screen.workspace.account, "identity", known)
        await pilot.press("f2")
        assert field.text == "FR"
        await pilot.press("f8")
        assert field.text == ""
        screen.bench.request.view.go_to(field)
        await pilot.press("f14")
        assert field.text == "FR"
