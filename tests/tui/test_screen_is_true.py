"""What is painted is what is so: the open form, and the response to its call."""

from tests.tui.screen import Screen

ZONE = "GET /domain/zone/example.com"


async def test_back_paints_the_operation_that_was_left(app):
    """Both forms have as many lines, so nothing but the text tells them apart."""
    async with app(ZONE).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.press("3", "home", "enter")
        await screen.sees("What can be done")
        await screen.press("enter")
        await screen.until(lambda: screen.request.path != "/domain/zone/{zoneName}", "another operation")
        await screen.show("response")
        await screen.press("backspace")
        await screen.until(lambda: screen.response.status == "200 OK", "the response that was left")
        await screen.drawn()
        assert screen.request.title == "GET /domain/zone/{zoneName}"
