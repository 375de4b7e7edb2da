"""What is typed and pasted is sent as the screen shows it."""

import pytest
from textual import events

from ovh_explorer.tui.request.field_editor import FieldEditor
from tests.tui.conftest import main_screen, settled, text, type_keys, until
from tests.tui.screen import Screen


async def test_a_path_keeps_its_values_and_a_field_says_what_it_does_not_send(app):
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = main_screen(pilot)

        def has(name: str, value: str) -> bool:
            field = screen.form.field("path", name) if screen.form is not None else None
            return field is not None and field.text == value

        # The slash of the value, as it is written in a path, before anything is chosen.
        await pilot.press("ctrl+f")
        await type_keys(pilot, *"/ip/192.0.2.0/24/reverse")
        await until(pilot, lambda: "/ip/192.0.2.0%2F24/reverse" in text(pilot), "how it is written")
        await pilot.press("enter")
        await until(pilot, lambda: has("ip", "192.0.2.0/24"), "the block")

        await pilot.press("ctrl+f")
        await type_keys(pilot, *"GET /domain/zone/bücher.example/record?subDomain=www")
        await until(pilot, lambda: "bücher.example/record" in text(pilot), "the operation")
        await pilot.press("enter")
        await until(
            pilot, lambda: has("zoneName", "xn--bcher-kva.example"), "the zone as the API has it"
        )
        assert screen.form.field("query", "subDomain").text == "www"
        await until(
            pilot, lambda: "bücher.example is sent as xn--bcher" in text(pilot), "why it looks so"
        )

        # Pasted with what often comes along.
        screen.bench.request.focus_form()
        await pilot.press("home", "enter")
        await until(
            pilot, lambda: screen.bench.request.query_one(FieldEditor).is_open, "the editor"
        )
        await pilot.press("ctrl+u")
        pilot.app.screen.focused.post_message(events.Paste(" example.com\r\n"))
        await until(pilot, lambda: has("zoneName", "example.com"), "the zone")
        await until(
            pilot,
            lambda: "Left out around the value: 1 blank" in text(pilot),
            "what went",
        )


@pytest.mark.parametrize(
    "keys", [("home", "enter", "tab", "t", "tab"), ("home", "down", "t", "enter")]
)
async def test_a_letter_chooses_a_value_in_a_field_as_on_its_row(app, keys):
    async with app("POST /domain/zone/example.com/record").run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("request")
        await screen.type_ahead(*keys)
        await screen.until(
            lambda: any("fieldType *   TLSA " in line for line in screen.request.lines), "the value"
        )


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_hint_of_a_date_shows_how_it_is_written(app, size):
    """Before a mistake is made; and what a date alone means."""
    async with app("GET /me/bill").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        while "date.from" not in screen.row:
            await screen.press("down")
        await screen.sees("2024-01-31T12:00:00+00:00. A date alone is")
        await screen.type("2021-06-01")
        assert "A date alone is" in screen.text
