"""What an operation does is said in its form, in the question and in the search."""

import json

import pytest
from textual.widgets import Button, Input

from ovh_explorer.tui.main.search_screen import SearchScreen
from ovh_explorer.tui.request.form_view import FormView
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from tests.tui.conftest import main_screen, settled, text, type_keys, until

BODY = '{"autoPayWithPreferredPaymentMethod": false, "waiveRetractationPeriod": false}'


def line_with(pilot, words: str) -> str:
    return next((line for line in text(pilot).splitlines() if words in line), "")


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_form_and_the_question_say_what_it_does_and_what_it_costs(app, size):
    async with app("POST /order/cart/c-1/checkout").run_test(
        size=size, notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        lines = screen.bench.request.query_one(FormView).plan.lines
        pieces = {words: kind for line in lines for kind, words in line.pieces}
        assert pieces["spends money"] == "effect-serious"
        # On one line, and not read as one sentence.
        assert "spends money · allowed for your key" in text(pilot)
        assert "TRY" in text(pilot), "the form is on the screen"

        assert screen.bench.form.type_body(BODY)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        assert "This costs money. The price is not known here." in text(pilot)
        assert "Type c-1 to send it:" in text(pilot)
        assert "Cancel" in text(pilot)
        await pilot.press("escape")

        await screen.open_words("GET /order/cart/c-1/checkout").wait()
        await until(pilot, lambda: screen.bench.form.operation.method == "GET", "the other form")
        assert "spends" not in text(pilot), "what reads has no effect"
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "a response")
        told = json.loads(screen.bench.response.response.read())["prices"]["withTax"]["text"]

        await screen.open_words("POST /order/cart/c-1/checkout").wait()
        await until(pilot, lambda: screen.bench.form.operation.method == "POST", "the form again")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        assert f"The price is {told}." in text(pilot)


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_long_body_and_many_mistakes_leave_room_for_the_question(app, size):
    async with app("POST /vps/vps-1/rebuild").run_test(size=size, notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        body = "{" + ",".join(f'"line{number}": {number}' for number in range(60)) + "}"
        assert screen.bench.form.type_body(body)
        await pilot.press("ctrl+r")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        assert "Type vps-1 to send it:" in text(pilot)
        question = pilot.app.screen
        frame = question.query_one(".question")
        await until(
            pilot,
            lambda: all(
                frame.content_region.contains_region(button.region)
                for button in question.query(Button)
            ),
            "the buttons are within the frame",
        )


async def test_the_search_finds_by_effects_and_says_which_there_are(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        await until(pilot, lambda: main_screen(pilot).bench, "everything is mounted")
        await type_keys(pilot, "ctrl+f", *"effect:destroys vps")
        await until(
            pilot,
            lambda: isinstance(pilot.app.screen, SearchScreen) and "rebuild" in text(pilot),
            "what destroys",
        )
        assert "reboot" not in text(pilot)
        pilot.app.screen.query_one(Input).value = "effect:nonsense"
        await until(pilot, lambda: "Unknown effect 'nonsense'" in text(pilot), "that there is none")
        assert "removes, changes." in text(pilot), "all of them"


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 15), (40, 12)])
async def test_a_word_that_is_wrong_is_said_and_kept_and_the_field_is_always_in_sight(app, size):
    async with app("POST /vps/vps-1/rebuild").run_test(size=size, notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        body = "{" + ",".join(f'"line{number}": {number}' for number in range(60)) + "}"
        assert screen.bench.form.type_body(body)
        await pilot.press("ctrl+r")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        question = pilot.app.screen
        field = question.query_one(Input)

        def is_in_sight():
            inside = question.query_one(".question").content_region
            answers = [field, *question.query(Button)]
            return all(
                inside.contains_region(widget.region) and widget.region for widget in answers
            )

        await until(pilot, is_in_sight, "the field and the buttons")
        assert "Rebuild VPS vps-1?" in text(pilot)
        assert "This erases" in text(pilot), "what it does"
        assert (field.value, field.placeholder) == ("", "")
        await pilot.press("enter")
        await until(pilot, lambda: "The field is empty." in text(pilot), "what is missing")
        # Meant as a yes.
        await pilot.press("y")
        await until(pilot, lambda: "This is not the word to type." in text(pilot), "at once")
        await pilot.press("backspace", *"vps-")
        await until(pilot, lambda: "not the word" not in text(pilot), "it begins as the word does")
        await pilot.press("2", "enter")
        await until(pilot, lambda: "This is not the word to type." in text(pilot), "what is wrong")
        assert is_in_sight()
        assert field.value == "vps-2"
        assert field.has_focus
        # All of the request can be read.
        assert '"line59": 59' not in text(pilot)
        await pilot.press(*["pagedown"] * 60)
        await until(pilot, lambda: '"line59": 59' in text(pilot), "the end of the body")
        await pilot.press("backspace", "1", "enter")
        await until(pilot, lambda: pilot.app.screen is screen, "sent")
