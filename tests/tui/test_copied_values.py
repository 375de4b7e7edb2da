"""Values of a response that are copied, and pasted into a form."""

import pytest
from textual import events

from tests.tui.responses import RECORD, serves
from tests.tui.screen import Screen


async def test_a_copied_text_has_no_quotes_and_as_json_has_them(app, clipboard):
    async with app("GET /domain/zone").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("j")
        for downs in (0, 1):
            await screen.press("c")
            await screen.sees("Copy from [")
            await screen.press(*["down"] * downs, "enter")
            await screen.until(lambda downs=downs: len(clipboard) == downs + 1, "it is copied")
        assert clipboard == ["example.org", '"example.org"']


async def test_what_is_pasted_in_quotes_loses_them_in_sight(app):
    async with app("GET /domain/zone/{zoneName}").run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("request")
        await screen.press("home", "enter")
        pilot.app.screen.focused.post_message(events.Paste('"example.com"'))
        await screen.sees("Pasted without the quotes around the value.")
        assert "  example.com " in screen.row
        # Typed ones stay, and the form says so.
        await screen.press("ctrl+u")
        await screen.type('"example.com"')
        await screen.press("escape")
        await screen.sees("The quotes around the value are sent too.")


async def test_a_copied_object_has_the_characters_that_are_shown(app, monkeypatch, clipboard):
    serves(monkeypatch, rb'{"k \u00e9": {"n \u00e9\n": "v \u00e9\u0007"}}')
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("c")
        await screen.sees("Copy from")
        await screen.press("enter")
        await screen.until(lambda: clipboard, "it is copied")
        # What a terminal acts on stays as it came.
        assert clipboard == ['{\n  "n é\\n": "v é\\u0007"\n}']


@pytest.mark.parametrize("tongue", ["en", "fr"])
async def test_parts_of_an_error_are_copied(app, clipboard, request, tongue):
    if tongue == "fr":
        request.getfixturevalue("in_french")
    title = {"en": "Copy from the error", "fr": "Copier depuis l’erreur"}[tongue]
    async with app("GET /domain/zone/none.example").run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.sees("404")
        for downs in range(3):
            await screen.press("c")
            await screen.sees(title)
            await screen.press(*["down"] * downs, "enter")
            await screen.until(lambda downs=downs: len(clipboard) == downs + 1, "it is copied")
        message, of_class, query_id = clipboard
        assert message == "This service does not exist"
        assert of_class == "Client::NotFound"
        assert query_id == "EU.ext-3.0a1b2c3d.1.test"
