"""More of a list on the screen: its other pages, and the details of its items."""

import asyncio
import dataclasses
import re

from tests.tui.conftest import Demo, settled, text, type_keys, until
from tests.tui.responses import RECORD, answered, serves


async def gathered(pilot, screen, *keys: str) -> None:
    """Choose from the menu of more, and wait until it is there."""
    before = screen.bench.response.response
    await pilot.press("m")
    await until(
        pilot, lambda: re.search(r"Load (more|the details) ·", text(pilot)), "what more there is"
    )
    await pilot.press(*keys, "enter")
    await until(pilot, lambda: screen.bench.response.response is not before, "more")
    await until(pilot, lambda: not screen.bench.is_sending, "all of it")


async def test_pages_and_details_are_added(app):
    async with app("GET /v2/iam/policy").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        screen.form.field("header", "X-Pagination-Size").type_text("1")
        await pilot.press("escape", "ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the first page")
        assert len(screen.bench.response.response.json()) == 1
        await pilot.press("f7")
        await gathered(pilot, screen)
        await until(pilot, lambda: "2 pages." in text(pilot), "how many")
        assert len(screen.bench.response.response.json()) == 2
        await gathered(pilot, screen, "down", "down", "down")
        await until(pilot, lambda: "row 1 of 2 · id" in text(pilot), "the details as a table")
        assert len(screen.bench.response.response.json()) == 2


async def test_pages_of_another_size_begin_again_and_the_form_says_so(app):
    async with app("GET /v2/iam/policy").run_test(size=(80, 24), notifications=True) as pilot:
        screen, _view = await answered(pilot)
        await pilot.press("m")
        await until(pilot, lambda: "Page size" in text(pilot), "the menu")
        await type_keys(pilot, *"page size", "enter")
        await until(pilot, lambda: "How many? Leave it empty" in text(pilot), "the question")
        await type_keys(pilot, *"many", "enter")
        await until(
            pilot, lambda: "Type a number, or leave it empty." in text(pilot), "what it wants"
        )
        await type_keys(pilot, *["backspace"] * 4, "1", "enter")
        await until(pilot, lambda: len(screen.bench.response.response.json()) == 1, "a page of one")
        assert screen.form.field("header", "X-Pagination-Size").text == "1"


async def test_whole_objects_in_place_of_ids(app):
    async with app("GET /me/bill").run_test(size=(160, 48), notifications=True) as pilot:
        screen, _view = await answered(pilot)
        assert all(isinstance(item, str) for item in screen.bench.response.response.json())
        await pilot.press("m")
        await until(pilot, lambda: "Expand ids to objects" in text(pilot), "the offer")
        await pilot.press("end", "enter")
        await type_keys(pilot, "2", "enter")
        await until(pilot, lambda: "row 1 of 2" in text(pilot), "the objects as a table")
        assert "billId" in text(pilot)
        await gathered(pilot, screen, "down")
        await until(pilot, lambda: "row 1 of 3" in text(pilot), "those of the other pages")


async def test_details_in_batches(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen, _view = await answered(pilot)
        ids = screen.bench.response.response.json()
        await gathered(pilot, screen, "down")
        await until(
            pilot, lambda: f"row 1 of {len(ids)} · id" in text(pilot), "the details as a table"
        )
        assert [item["id"] for item in screen.bench.response.response.json()] == ids
        assert "one by one" not in text(pilot)


async def test_details_of_many_ask_first_and_can_be_stopped(app, monkeypatch):
    serves(monkeypatch, list(range(5210000001, 5210000101)))
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen, _view = await answered(pilot)
        await pilot.press("m")
        await until(pilot, lambda: "of each of the 100" in text(pilot), "the details")
        await pilot.press("enter")
        await until(pilot, lambda: "100 requests will be sent" in text(pilot), "the question")
        await type_keys(pilot, *"soon", "enter")
        await until(
            pilot, lambda: "Type a number, or leave it empty" in text(pilot), "what it wants"
        )
        await pilot.press("escape", "escape")
        await until(pilot, lambda: pilot.app.screen is screen, "nothing is sent")
        served = 0

        async def slow(self, call, progress=None):
            nonlocal served
            served += 1
            if served > 12:
                await asyncio.sleep(30)
            return await sends(self, call, progress)

        serves(monkeypatch, {"id": 1})
        sends = Demo.send
        monkeypatch.setattr(Demo, "send", slow)
        await pilot.press("m", "enter")
        await until(pilot, lambda: "100 requests will be sent" in text(pilot), "the question again")
        await pilot.press("enter")
        await until(pilot, lambda: "12 of 100" in text(pilot), "how far it is")
        await until(pilot, lambda: screen.bench.response.table, "a table of what is there")
        assert screen.bench.response.table.height == 12
        assert screen.bench.is_sending
        await pilot.press("escape")
        await until(pilot, lambda: not screen.bench.is_sending, "it stopped")
        await until(
            pilot, lambda: len(screen.bench.response.response.json()) == 12, "what came is kept"
        )


async def test_details_are_asked_for_in_parts(app, monkeypatch):
    serves(monkeypatch, list(range(1, 6001)))
    async with app(RECORD).run_test(size=(120, 40), notifications=True) as pilot:
        await answered(pilot)
        await pilot.press("m")
        words = "of the first 5,000 of 6,000; f narrows the list, to the next ones by [5000:10000]"
        await until(pilot, lambda: words in text(pilot), "the first ones")


async def test_details_that_failed_are_told_item_by_item(app, monkeypatch):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen, _view = await answered(pilot)
        serves(monkeypatch, {"message": "This service is gone"})
        whole = Demo.send

        async def half(self, call, progress=None):
            response = await whole(self, call, progress)
            is_second = call.target.endswith("/5210000002")
            return dataclasses.replace(response, status=404) if is_second else response

        monkeypatch.setattr(Demo, "send", half)
        await gathered(pilot, screen)
        await until(pilot, lambda: "failed: see the column" in text(pilot), "that one failed")
        errors = [item.get("error") for item in screen.bench.response.response.json()]
        assert [error for error in errors if error] == ["404 This service is gone"]


async def test_a_list_that_has_no_more_says_so(app):
    async with app("GET /me").run_test(size=(80, 24), notifications=True) as pilot:
        await answered(pilot)
        await pilot.press("m")
        await until(
            pilot, lambda: "There is nothing more to load" in text(pilot), "that there is none"
        )


async def test_a_list_whose_details_are_shown_says_that_they_are(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen, _view = await answered(pilot)
        await gathered(pilot, screen)
        await pilot.press("m")
        await until(pilot, lambda: "nothing more to load: the details" in text(pilot), "that")
