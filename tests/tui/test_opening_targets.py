"""What is opened at start by a path with a query."""

import pytest

from tests.tui.conftest import main_screen, until

RECORDS = "GET /domain/zone/example.com/record"


@pytest.mark.parametrize(
    ("query", "said", "is_open"),
    [
        ("?fieldType=A&fieldType=MX", "fieldType is given twice: A and MX. Give it once.", False),
        ("?fieldType=A&fieldType=A", "", True),
        ("?fieldType=A&nope=1", "has no query parameter nope: it was left out.", True),
    ],
)
async def test_nothing_of_a_query_is_chosen_or_left_out_in_silence(app, query, said, is_open):
    async with app(f"{RECORDS}{query}").run_test(size=(160, 48)) as pilot:
        screen = main_screen(pilot)

        def words() -> str:
            return " ".join(notification.message for notification in pilot.app._notifications)

        await until(
            pilot,
            lambda: said in words() and (screen.form is not None) is is_open,
            "what becomes of it",
        )
        if is_open:
            assert screen.form.field("query", "fieldType").text == "A"
