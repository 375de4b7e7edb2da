"""What is offered after an error of the API, and the way forward again."""

import pytest

from tests.tui.screen import Screen


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_an_error_offers_to_correct_the_field_that_it_is_about(app, size):
    async with app("GET /domain/zone/exmaple.com").run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.sees("2 correct the form")
        await screen.press("2")
        await screen.sees("zoneName")
        assert "exmaple.com" in screen.row
        await screen.press("enter")
        assert screen.is_editing


async def test_2_shows_the_request_after_a_good_response(app):
    async with app("GET /domain/zone/example.com").run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        assert "correct the form" not in screen.text
        await screen.press("2")
        assert screen.main.bench.request.has_focus_within


async def test_who_went_back_too_far_goes_forward(app):
    async with app("GET /domain/zone").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("alt+right")
        await screen.sees("There is nothing to go forward to")
        await screen.open("GET /domain/zone/example.com")
        assert "alt → forward" not in screen.text
        await screen.back()
        assert screen.request.path == "/domain/zone"
        await screen.sees("alt → forward")
        await screen.press("alt+right")
        await screen.until(
            lambda: screen.request.path == "/domain/zone/{zoneName}", "forward again"
        )
        await screen.until(lambda: "alt → forward" not in screen.text, "nothing lies ahead")
        # What is opened from there has nothing ahead.
        await screen.back()
        await screen.open("GET /me")
        await screen.drawn()
        assert "alt → forward" not in screen.text
