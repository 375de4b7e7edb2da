"""The cursor of a response stays on its object, whatever is shown in place of that."""

import asyncio

import pytest

from ovh_explorer.workspace.calls.detail_rest import SAFE, DetailWish
from tests.tui.conftest import Demo, type_keys
from tests.tui.responses import serves
from tests.tui.screen import Screen, key_of

LIST = "GET /domain/zone/example.com/record"
THIRD = "5210000003"


async def listed(pilot, *keys: str) -> Screen:
    screen = await Screen(pilot).ready(form=True)
    await screen.send()
    await screen.show("response")
    await screen.press(*keys)
    return screen


async def load_details(screen: Screen) -> None:
    await screen.press(key_of("more"))
    await screen.until(lambda: screen.title.startswith("Load the details"), "the menu")
    await screen.press("enter")
    await screen.sees("of 6 · ")
    await screen.until(lambda: not screen.is_sending, "all are there")


def cursor_line(screen: Screen) -> str:
    """The line of the response that the cursor stands on."""
    view = screen.main.bench.response.view
    head = 1 if "row " in screen.response.text or view.id == "table" else 0
    return screen.response.lines[view.cursor - view.scroll_offset.y + head]


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_details_come_and_the_key_to_delete_is_for_the_same_object(app, fresh, size):
    async with app(LIST, url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await listed(pilot, "j", "j")
        assert THIRD in cursor_line(screen)
        await load_details(screen)
        await screen.sees("row 3 of 6")
        assert THIRD in cursor_line(screen)
        await screen.press("D")
        await screen.sees("DELETE")
        await screen.until(lambda: screen.main.form.operation.method == "DELETE", "the form")
        assert screen.main.form.field("path", "id").text == THIRD


@pytest.mark.parametrize(("keys", "row"), [((), 4), (("k",), 1)])
async def test_the_cursor_waits_for_its_object_while_rows_arrive(
    app, fresh, monkeypatch, keys, row
):
    """The rows that are there are shown before the one that the cursor was on; a user who moves it
    meanwhile has it there.
    """
    monkeypatch.setattr("ovh_explorer.tui.response.detail_loader._MIN_SHOW_SECONDS", 0.05)
    monkeypatch.setattr("ovh_explorer.workspace.calls.item_details._AT_ONCE", 1)
    send, gate = Demo.send, asyncio.Event()

    async def one_is_late(self, call, progress=None):
        if call.concrete_path.endswith(THIRD):
            await gate.wait()
        return await send(self, call, progress)

    monkeypatch.setattr(Demo, "send", one_is_late)
    async with app(LIST, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await listed(pilot, "j", "j", "j")
        await screen.press("m")
        await screen.until(lambda: screen.title.startswith("Load the details"), "the menu")
        await screen.press("enter")
        await screen.sees("open 5210000002")
        await screen.press(*keys)
        gate.set()
        await screen.sees(f"row {row} of 6")
        assert f"521000000{row}" in cursor_line(screen)


async def test_a_table_that_is_sent_for_again_stays_sorted_and_on_its_object(app, monkeypatch):
    rows = [{"id": n, "name": name} for n, name in ((1, "b"), (2, "d"), (3, "a"), (4, "c"))]
    serves(monkeypatch, rows)
    async with app(LIST).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await listed(pilot, "t")
        await screen.sees("row 1 of 4")
        await screen.press("l", "s")
        await screen.sees("row 2 of 4 · name · by name ascending")
        await screen.press("j")
        await screen.sees("row 3 of 4")
        serves(monkeypatch, [{"id": 0, "name": "aa"}, *rows])
        await screen.send()
        await screen.sees("row 4 of 5 · name · by name ascending")
        assert cursor_line(screen).split() == ["4", "c"]
        # What it was on is gone: the cursor stands where there is something.
        serves(monkeypatch, rows[:2])
        await screen.send()
        await screen.sees("of 2 · name")
        await screen.press("t")
        await screen.until(lambda: '"name"' in screen.response.text, "the JSON")


async def test_json_that_is_sent_for_again_keeps_the_line_and_a_tab_too(app, monkeypatch):
    rows = [{"id": n, "name": f"name-{n}"} for n in range(40)]
    serves(monkeypatch, rows)
    async with app(LIST).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await listed(pilot)
        await screen.press(":")
        await type_keys(pilot, *"[30].name", "enter")
        await screen.until(lambda: '"name-30"' in cursor_line(screen), "the line")
        serves(monkeypatch, [{"id": 99, "name": "first"}, *rows])
        await screen.send()
        await screen.until(lambda: '"first"' not in screen.response.text, "it is scrolled")
        assert '"name-30"' in cursor_line(screen)
        await screen.press("]", "[")
        await screen.until(lambda: '"name-30"' in screen.response.text, "the tab again")
        assert '"name-30"' in cursor_line(screen)


async def test_a_filter_keeps_the_object(app, monkeypatch):
    serves(monkeypatch, [{"id": n, "name": f"name-{n}"} for n in range(40)])
    async with app(LIST).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await listed(pilot, "t")
        await screen.sees("row 1 of 40")
        await type_keys(pilot, ":", *"21", "enter")
        await screen.sees("row 21 of 40")
        await screen.press("f")
        await screen.sees("JMESPath expression")
        await type_keys(pilot, *"[10:]", "enter")
        await screen.sees("row 11 of 30")
        assert "name-20" in cursor_line(screen)


async def test_an_object_that_is_read_again_keeps_the_line(app):
    async with app("GET /me").run_test(size=(80, 24), notifications=True) as pilot:
        screen = await listed(pilot, "j", "j", "j")
        before = cursor_line(screen)
        await screen.send()
        assert cursor_line(screen) == before


async def test_details_are_loaded_again_with_the_list(app, fresh, monkeypatch):
    async with app(LIST, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await listed(pilot, "j", "j")
        await load_details(screen)
        await screen.press("l", "s", "s")
        await screen.sees("by fieldType descending")
        name = cursor_line(screen).split()[0]
        assert name == THIRD
        await screen.open("PUT /domain/zone/example.com/record/5210000003")
        screen.main.form.take_body({"target": "192.0.2.77"})
        await screen.confirm()
        await screen.open(LIST)
        await screen.sees("· ^r reads it")
        await screen.send()
        await screen.sees("192.0.2.77")
        await screen.sees("by fieldType descending")
        await screen.show("response")
        assert cursor_line(screen).split()[0] == THIRD
        assert "· ^r reads it" not in screen.text


async def test_loading_them_again_can_be_stopped(app, fresh, monkeypatch):
    send, late = Demo.send, asyncio.Event()

    async def one_is_late(self, call, progress=None):
        if late.is_set() and call.concrete_path.endswith("5210000006"):
            await asyncio.Event().wait()
        return await send(self, call, progress)

    monkeypatch.setattr(Demo, "send", one_is_late)
    async with app(LIST, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await listed(pilot, "j", "j")
        await load_details(screen)
        late.set()
        await screen.press("ctrl+r")
        # Until all are there, those of before are.
        await screen.sees("5 of 6")
        assert "5210000006" in screen.response.text
        await screen.press("escape")
        await screen.sees("5 of 6 details, stopped: m goes on  row 3 of 5")
        assert THIRD in cursor_line(screen)
        assert "Cancelled" not in screen.text


def test_of_few_items_no_limit_was_asked_for():
    """Where they have become many, the limit that is said to be safe holds."""
    assert DetailWish(count=6).again(60).a_minute == 0
    assert DetailWish(count=6).again(61).a_minute == SAFE
    # Here the user was asked, and wanted none, or another one.
    assert DetailWish(count=100).again(200).a_minute == 0
    assert DetailWish(a_minute=200, count=100).again(200).a_minute == 200
    assert DetailWish(batches=True, count=6).again(600).a_minute == 0
