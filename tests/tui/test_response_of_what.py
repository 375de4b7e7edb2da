"""Wherever the request isn't in sight, the response says which request it is the response to."""

import pytest

from tests.tui.screen import Screen

PATH = "/domain/zone/{zoneName}/record"


def frame(screen: Screen) -> str:
    """The upper edge of the response."""
    return next(line for line in screen.text.splitlines() if "3 Response" in line)


@pytest.mark.parametrize("stacked", [False, True])
async def test_the_zoomed_response_names_its_request(app, stacked):
    async with app("GET /domain/zone/example.com/record").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        screen.main.panes.stack(stacked)
        await screen.send()
        await screen.show("response")
        # The request's own title has it.
        assert frame(screen).count(f"GET {PATH}") == (not stacked)
        await screen.press("0")
        await screen.until(lambda: f" B · GET {PATH} " in frame(screen), "the request")
        await screen.tab("Headers")
        assert f" B · GET {PATH} " in frame(screen)
        await screen.press("0")
        await screen.until(lambda: f" · GET {PATH} " not in screen.text, "all panes")


@pytest.mark.parametrize("width", [90, 100, 119])
async def test_beside_the_products_the_response_names_its_request(app, width):
    async with app("GET /domain/zone/example.com/record").run_test(size=(width, 30)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("request")
        await screen.show("response")
        await screen.until(lambda: " · GET " in frame(screen), "the request")
        await screen.send()
        await screen.show("response")
        await screen.until(lambda: " 200 OK " in frame(screen), "the response")
        assert "/record ─" in frame(screen)
        await screen.press("0")
        await screen.until(lambda: f" B · GET {PATH} " in frame(screen), "all of it")
