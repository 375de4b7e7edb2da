"""The menu of what more a list has, where the list is left before the menu is there."""

import asyncio

from ovh_explorer.tui.response.detail_loader import DetailLoader
from tests.tui.screen import Screen


async def test_a_menu_of_a_list_that_is_shown_no_longer_does_not_open(app, fresh, monkeypatch):
    read, calls = asyncio.Event(), DetailLoader.calls
    done = asyncio.Event()

    async def slow(loader, found, detail):
        await read.wait()
        try:
            return await calls(loader, found, detail)
        finally:
            done.set()

    monkeypatch.setattr(DetailLoader, "calls", slow)
    program = app("GET /domain/zone/example.com/record", url=fresh)
    async with program.run_test(size=(100, 30), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.press("m")
        await screen.open("GET /me")
        await screen.send()
        read.set()
        await screen.until(done.is_set, "it is read")
        await pilot.pause()
        await pilot.pause()
        assert screen.title == ""
