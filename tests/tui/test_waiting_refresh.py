"""Changes that wait for a refresh: the header names what is to be refreshed, and each way there leads
to that.
"""

import pytest

from tests.tui.screen import Screen, key_of

SIZES = [(160, 48), (80, 24)]
RECORD = {"fieldType": "A", "subDomain": "new", "target": "192.0.2.9", "ttl": 3600}
REFRESH = "/domain/zone/{zoneName}/refresh"


async def add_record(screen: Screen, zone: str) -> None:
    """Add a record to a zone, which waits for its refresh then."""
    await screen.open(f"POST /domain/zone/{zone}/record")
    screen.main.form.take_body(RECORD)
    screen.main.bench.refresh_form()
    await screen.confirm()
    await screen.until(lambda: f"refresh {zone} (" in screen.header, "it waits for its refresh")


async def change_two(screen: Screen) -> None:
    """Refresh one zone, change another, and look at something else."""
    await add_record(screen, "example.com")
    await screen.open("POST /domain/zone/example.com/refresh")
    await screen.confirm()
    await screen.until(lambda: "refresh" not in screen.header, "nothing waits")
    await add_record(screen, "example.org")
    await screen.open("GET /vps")
    await screen.send()


@pytest.mark.parametrize("size", SIZES)
async def test_the_form_of_a_refresh_names_what_waits_for_it(app, fresh, size):
    async with app(url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await change_two(screen)
        await screen.open(f"POST {REFRESH}")
        assert screen.main.form.field("path", "zoneName").text == "example.org"
        await screen.open("POST /domain/zone/example.net/refresh")
        assert screen.main.form.field("path", "zoneName").text == "example.net"


@pytest.mark.parametrize("size", SIZES)
async def test_a_refresh_that_is_waited_for_is_in_the_palette(app, fresh, size):
    async with app(url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await change_two(screen)
        await screen.press("f7", key_of("next_step"))
        await screen.until(
            lambda: any(
                "Press ^p and choose “Refresh example.org”" in words for words in screen.toasts
            ),
            "where the refresh is",
        )
        await screen.press("ctrl+p")
        await screen.type("refresh example")
        await screen.sees("Your changes are not live yet")
        await screen.press("enter")
        await screen.until(lambda: screen.main.form.operation.path == REFRESH, "the refresh")
        assert screen.main.form.field("path", "zoneName").text == "example.org"
        # As the menu of actions does, it asks at once.
        await screen.confirm(pressed=True)
        await screen.until(lambda: "refresh" not in screen.header, "nothing waits")


@pytest.mark.parametrize("size", SIZES)
async def test_in_french_a_response_names_the_key_and_the_palette_asks(app, fresh, in_french, size):
    async with app(url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open("POST /domain/zone/example.com/record")
        screen.main.form.take_body(RECORD)
        screen.main.bench.refresh_form()
        await screen.confirm()
        await screen.show("response")
        await screen.sees("actualiser example.com (modification pas")
        await screen.press("ctrl+p")
        await screen.type("actualiser example")
        await screen.sees("Vos modifications")
        await screen.press("enter")
        await screen.asked()
        assert screen.main.form.operation.path == REFRESH
