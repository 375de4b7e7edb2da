"""The question before a DELETE says what it is that the URL names by an identifier."""

import re

import pytest

from tests.tui.screen import Screen, key_of

LIST = "GET /domain/zone/example.com/record"
ITEM = "/domain/zone/example.com/record/5210000003"
CONTENT = "fieldType A"


async def question(screen: Screen) -> str:
    await screen.open(f"DELETE {ITEM}")
    await screen.press("ctrl+r")
    await screen.asked()
    said = screen.text
    await screen.press("escape")
    return said


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_of_a_record_that_was_read_to_change_it(app, fresh, size):
    async with app(LIST, url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.open(LIST)
        await screen.show("response")
        await screen.press("g", "j", "j", "j")
        # An id makes room where the footer is narrow.
        await screen.until(lambda: re.search(r"open 5\S*0003", screen.text), "its line")
        await screen.press(key_of("change_object"))
        await screen.until(lambda: screen.main.form.operation.method == "PUT", "its form")
        assert CONTENT in await question(screen)


async def test_what_was_changed_since_is_not_said_as_it_was(app, fresh):
    async with app(f"GET {ITEM}", url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        target = screen.main.bench.response.response.json()["target"]
        assert f"target {target}" in await question(screen)
        await screen.open(f"PUT {ITEM}")
        screen.main.form.take_body({"target": "192.0.2.99"})
        await screen.confirm()
        assert f"target {target}" not in await question(screen)
        await screen.open(f"GET {ITEM}")
        await screen.send()
        assert "target 192.0.2.99" in await question(screen)


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_what_is_said_of_a_server_does_not_seem_to_be_of_what_is_sent(app, fresh, size):
    async with app("GET /vps/vps-1", url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        name = screen.main.bench.response.response.json()["displayName"]
        await screen.open("POST /vps/vps-1/reboot")
        await screen.press("ctrl+r")
        await screen.asked()
        assert f"vps-1: displayName {name}" in screen.text
