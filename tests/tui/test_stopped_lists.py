"""A list of which a part was loaded says so, in words that stay, and goes on where it was stopped."""

import asyncio
import dataclasses
import json

import pytest

from ovh_explorer.client.errors import NotSent
from tests.tui.conftest import Demo, settled
from tests.tui.responses import RECORD, serves
from tests.tui.screen import Screen, key_of

FIRST = 5210000001


class Late:
    """Responses that wait until they may come.

    Args:
        ends: the last characters of the paths that wait.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *ends: str) -> None:
        self.asked: list[str] = []
        gate, send = asyncio.Event(), Demo.send
        self.come = gate.set

        async def late(demo, call, progress=None):
            self.asked.append(call.target)
            if call.target.endswith(ends):
                await gate.wait()
            return await send(demo, call, progress)

        monkeypatch.setattr(Demo, "send", late)


async def loading(pilot) -> Screen:
    """The details of records are being loaded."""
    screen = await Screen(pilot).ready(form=True)
    await screen.send()
    await screen.show("response")
    await screen.press(key_of("more"))
    await screen.until(lambda: screen.title.startswith("Load the details"), "the menu")
    await screen.press("enter")
    await screen.until(lambda: pilot.app.screen is screen.main, "it began")
    return screen


async def stop(screen: Screen) -> None:
    await screen.press("escape")
    await screen.until(lambda: not screen.main.bench.is_sending, "it stopped")


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_details_that_were_stopped_say_so_and_go_on(app, fresh, monkeypatch, size, clipboard):
    late = Late(monkeypatch, "2", "4", "6")
    async with app(RECORD, url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await loading(pilot)
        await screen.sees("3 of 6")
        await stop(screen)
        await screen.sees("3 of 6 details, stopped: m goes on")
        await screen.press("y")
        await screen.sees("the table (3 of 6 details)")
        await screen.press("down", "asterisk", "a")
        await screen.sees("With each of 3 rows · 3 of 6 details")
        await screen.press("escape")
        late.asked.clear()
        late.come()
        await screen.press(key_of("more"))
        await screen.sees("of the 3 that are missing: GET")
        await screen.press("enter")
        await screen.sees("of 6 · ")
        assert "stopped" not in screen.text
        assert sorted(target[-1] for target in late.asked) == ["2", "4", "6"]
        ids = [item["id"] for item in screen.main.bench.response.response.json()]
        assert ids == list(range(FIRST, FIRST + 6))
        await screen.sees("3 marked")
        await screen.press(key_of("more"))
        await screen.sees("There is nothing more to load")


async def test_the_question_says_of_how_many(app, fresh, monkeypatch):
    Late(monkeypatch, "2", "4", "6")
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await loading(pilot)
        await screen.sees("3 of 6")
        await stop(screen)
        await screen.press("asterisk", "a")
        await screen.sees("With each of 3 rows · 3 of 6 details")
        await screen.type("delete")
        await screen.press("down", "up", "down", "enter")
        await screen.sees("Send 3 requests?")
        assert "3 of 6 details" in screen.text


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_stopped_before_the_first_the_list_stays(app, fresh, monkeypatch, size):
    Late(monkeypatch, *"123456")
    async with app(RECORD, url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await loading(pilot)
        await stop(screen)
        await screen.sees("Stopped. What was shown before is still shown.")
        assert screen.main.bench.response.response.json() == list(range(FIRST, FIRST + 6))
        assert str(FIRST) in screen.response.text


async def test_only_so_many_are_loaded_at_a_time_and_that_stays_in_sight(app, fresh, monkeypatch):
    monkeypatch.setattr("ovh_explorer.tui.response.detail_loader.MAX_DETAILS", 4)
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await loading(pilot)
        await screen.sees("row 1 of 4")
        await screen.until(lambda: not screen.main.bench.is_sending, "all of these")
        await screen.sees("4 of 6 details")
        assert "stopped" not in screen.text
        await screen.press(key_of("more"))
        await screen.sees("No more than 4 are loaded at a time.")


async def test_pages_that_were_stopped_are_said_to_be_a_part(app, monkeypatch):
    async with app("GET /v2/iam/policy").run_test(size=(160, 48), notifications=True) as pilot:
        screen = Screen(pilot)
        main = await settled(pilot, form=True)
        main.form.field("header", "X-Pagination-Size").type_text("1")
        await screen.press("escape")
        await screen.send()
        await screen.show("response")
        await screen.sees("not the last page: m loads more")
        await screen.press("y")
        await screen.sees("(not the last page)")
        await screen.press("m")
        await screen.sees("All pages")
        await screen.press("down", "enter")
        await screen.until(lambda: not main.bench.is_sending, "all")
        await screen.until(lambda: "not the last page: m" not in screen.text, "it is whole")


async def test_a_list_of_profiles_that_is_stopped_says_what_is_shown(app, fresh, monkeypatch):
    """Whatever takes several requests: where nothing took its place, that is said."""
    serves(monkeypatch, [1, 2])
    async with app(RECORD, url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        call = screen.main.form.call()
        screen.main.bench._runner.gather(call, asyncio.sleep(60))
        await screen.until(lambda: screen.main.bench.is_sending, "it began")
        await screen.drawn()
        await stop(screen)
        await screen.sees("What was shown before is still shown.")


async def test_details_that_failed_are_loaded_again(app, fresh, monkeypatch):
    refuses, send = True, Demo.send

    async def send_or_refuse(demo, call, progress=None):
        if refuses and call.target.endswith("3"):
            raise NotSent("the network is down")
        return await send(demo, call, progress)

    monkeypatch.setattr(Demo, "send", send_or_refuse)
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await loading(pilot)
        await screen.sees("1 of 6 details failed: m loads them again")
        refuses = False
        await screen.press(key_of("more"))
        await screen.sees("The failed details")
        await screen.press("enter")
        await screen.until(lambda: "failed: m" not in screen.text, "all came")
        ids = [item["id"] for item in screen.main.bench.response.response.json()]
        assert ids == list(range(FIRST, FIRST + 6))


@pytest.mark.parametrize("pause", [0.0, 0.003, 0.01, 0.03])
async def test_pages_that_came_stay_however_often_it_is_stopped(app, monkeypatch, pause):
    asked, send = 0, Demo.send

    async def late(demo, call, progress=None):
        nonlocal asked
        asked += 1
        if asked > 3:
            await asyncio.sleep(60)
        response = await send(demo, call, progress)
        # Laying it out takes a moment, in which it is stopped again.
        items = [{**item, "description": "x" * 1_000_000} for item in response.json()]
        return dataclasses.replace(response, content=json.dumps(items).encode())

    async with app("GET /v2/iam/policy").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        screen.main.form.field("header", "X-Pagination-Size").type_text("1")
        await screen.press("escape")
        await screen.send()
        await screen.show("response")
        monkeypatch.setattr(Demo, "send", late)
        await screen.press("m")
        await screen.sees("All pages")
        await screen.press("down", "enter")
        await screen.until(lambda: asked > 3, "three pages")
        screen.main.bench.cancel()
        await asyncio.sleep(pause)
        await screen.press("escape")
        # Nothing else is sent before that is over: what came of it would be taken for a new one.
        await screen.press("ctrl+r")
        await screen.until(lambda: len(shown_items(screen)) == 4, "all that came")
        await screen.sees("not the last page")
        assert not any("What was shown before" in said for said in screen.toasts)


def shown_items(screen: Screen) -> list[dict[str, object]]:
    found: list[dict[str, object]] = screen.main.bench.response.response.json()
    return found


async def test_what_can_not_stand_in_a_path_is_not_missing(app, monkeypatch):
    send = Demo.send

    async def with_dots(demo, call, progress=None):
        response = await send(demo, call, progress)
        if call.target == "/domain/zone":
            names = json.dumps(["example.com", "..", "example.org"]).encode()
            response = dataclasses.replace(response, content=names)
        return response

    monkeypatch.setattr(Demo, "send", with_dots)
    async with app("GET /domain/zone").run_test(size=(160, 48), notifications=True) as pilot:
        screen = await loading(pilot)
        await screen.sees("row 1 of 2")
        await screen.until(lambda: not screen.main.bench.is_sending, "both")
        assert "2 of 3 details" not in screen.text
        await screen.press(key_of("more"))
        await screen.sees("of the items are shown")


async def test_rows_from_before_a_change_stay_so_when_the_others_come(app, fresh, monkeypatch):
    late = Late(monkeypatch, "2", "4", "6")
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await loading(pilot)
        await screen.sees("3 of 6")
        await stop(screen)
        await screen.press("down", "D")
        await screen.asked()
        await screen.confirm(pressed=True)
        late.come()
        await screen.back()
        await screen.show("response")
        await screen.sees("from before your change")
        await screen.press(key_of("more"))
        await screen.sees("of the 3 that are missing")
        await screen.press("enter")
        await screen.until(lambda: not screen.main.bench.is_sending, "the others")
        await screen.until(lambda: len(shown_items(screen)) == 6, "all rows")
        await screen.sees("from before your change")
