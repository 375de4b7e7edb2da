"""*Open an operation* takes what was found elsewhere: code, lines of logs, links to a product."""

import pytest
from textual import events

from tests.tui.screen import Screen

CONSOLE = "https://eu.api.ovh.com/console/"


async def pasted(pilot, words: str) -> Screen:
    """What is on the screen after words were pasted into the dialog."""
    screen = await Screen(pilot).ready()
    await screen.press("ctrl+f")
    await screen.sees("Open an operation")
    pilot.app._driver.send_message(events.Paste(words))
    return screen


@pytest.mark.parametrize(
    ("words", "operation", "zone"),
    [
        (
            "$ovh->post('/domain/zone/example.com/record', [\n  'fieldType' => 'A',\n]);",
            "POST /domain/zone/{zoneName}/record",
            "example.com",
        ),
        ("GET https://eu.api.ovh.com/1.0/domain/zone", "GET /domain/zone", None),
        ("GET\t/domain/zone/:zoneName", "GET /domain/zone/{zoneName}", ""),
        ("dnsZone:apiovh:record/create", "POST /domain/zone/{zoneName}/record", ""),
        (
            "> @api {v1} /domain POST /domain/zone/{zoneName}/record",
            "POST /domain/zone/{zoneName}/record",
            "",
        ),
    ],
)
async def test_code_and_lines_of_logs_open_what_they_call(app, words, operation, zone):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await pasted(pilot, words)
        await screen.sees(f"enter opens {operation}")
        await screen.press("enter")
        await screen.until(lambda: screen.main.form is not None, "the form")
        form = screen.main.form
        assert form.operation.title == operation
        field = form.field("path", "zoneName")
        assert (None if field is None else field.text) == zone


async def test_an_action_is_found_while_it_is_typed(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.sees("Open an operation")
        await screen.type("dnsZone:apiovh:record/creat")
        await screen.sees("/domain/zone/{zoneName}/record ")
        assert "enter opens POST" not in screen.text
        await screen.type("e")
        await screen.sees("enter opens POST /domain/zone/{zoneName}/record")


async def test_a_link_to_a_section_opens_the_product(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await pasted(pilot, f"{CONSOLE}?section=%2Fiam&branch=v2")
        await screen.sees("enter opens the product /iam of v2")
        assert "Use fewer words" not in screen.text
        await screen.press("enter")
        await screen.until(lambda: screen.main.products.branch == "v2", "the branch")
        await screen.until(lambda: screen.main.products.view.is_open("/iam"), "the product")
        assert screen.main.form is None
        assert screen.toasts == []


async def test_a_link_to_a_branch_shows_it(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await pasted(pilot, f"{CONSOLE}?branch=v2")
        await screen.sees("enter opens branch v2")
        await screen.press("enter")
        await screen.until(lambda: screen.main.products.branch == "v2", "the branch")


async def test_a_link_to_a_product_that_there_is_not_is_said(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await pasted(pilot, f"{CONSOLE}?section=%2Fnope&branch=v1")
        await screen.sees("The catalog has no product /nope in v1.")
        # What opens nothing stays to be corrected.
        await screen.press("enter")
        await screen.drawn()
        assert "The catalog has no product /nope in v1." in screen.text
        assert screen.title.startswith("Open an operation")


async def test_a_link_to_a_product_is_opened_at_start(app):
    link = f"{CONSOLE}?section=%2Fdomain&branch=v1"
    async with app(link).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.until(lambda: screen.main.products.view.is_open("/domain"), "the product")


async def test_a_wrong_body_of_a_command_says_what_is_wrong_and_where(app, in_french):
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type("""curl -X POST https://eu.api.ovh.com/v1/me/task -d '{"a": 1 "b": 2}'""")
        await screen.sees("il manque une virgule (ligne 1, colonne 9)")
        assert "Corrigez la commande" in screen.text
        assert "moins de mots" not in screen.text, "no other words help"
