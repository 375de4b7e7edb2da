"""A response that is watched: refreshed in place, with what changed marked, until it is as wished."""

import asyncio
import dataclasses
import json
import re

import pytest

from ovh_explorer.client.errors import ResponseLost
from tests.tui.conftest import Demo
from tests.tui.responses import RECORD
from tests.tui.screen import Screen

MANY = [{"id": n, "state": "todo", "size": n * 3} for n in range(12)]


class Served:
    """What the API returns to one GET after the other, each when the test lets it; the last stays."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *values) -> None:
        self.values = list(values)
        self.sent = 0
        self.turns = asyncio.Semaphore(1)
        real = Demo.send

        async def send(demo, call, progress=None):
            response = await real(demo, call, progress)
            if call.path != "/domain/zone/{zoneName}/record":
                return response
            await self.turns.acquire()
            value = self.values[min(self.sent, len(self.values) - 1)]
            self.sent += 1
            if isinstance(value, Exception):
                raise value
            if isinstance(value, dict) and "error" in value:
                content = json.dumps({"message": "no"}).encode()
                headers = (
                    ("Retry-After", str(value.get("after", 0))),
                    ("Content-Type", "application/json"),
                )
                return dataclasses.replace(
                    response, status=value["error"], reason="No", content=content, headers=headers
                )
            content = value if isinstance(value, bytes) else json.dumps(value).encode()
            return dataclasses.replace(response, content=content)

        monkeypatch.setattr(Demo, "send", send)
        monkeypatch.setattr("ovh_explorer.tui.response.watch_menu._DEFAULT_SECONDS", 0.01)

    def go_on(self) -> None:
        """Let one more response come."""
        self.turns.release()


async def watched(pilot, *keys: str) -> Screen:
    """The response to a GET, watched until esc; `keys` are pressed in it before."""
    screen = await Screen(pilot).ready(form=True)
    await screen.send()
    await screen.show("response")
    await screen.press(*keys, "p")
    await screen.until(lambda: screen.title.startswith("Watch"), "the menu")
    await screen.press("enter")
    return screen


def marked(screen: Screen) -> list[str]:
    """What stands in the lines that have a sign."""
    found = re.findall(r"([~+-]) +\d+ [ ▾▸] +(.*?)\s*│", screen.text)
    return [f"{sign} {line.rstrip(',')}" for sign, line in found]


async def test_what_changed_is_marked_and_counted_until_esc(app, monkeypatch):
    served = Served(monkeypatch, {"a": 1, "b": 2}, {"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4})
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await watched(pilot)
        served.go_on()
        await screen.sees("no change yet")
        served.go_on()
        await screen.until(lambda: re.search(r"2 changes at \d\d:\d\d:\d\d", screen.text), "marked")
        assert marked(screen) == ['~ "b": 3', '+ "c": 4']
        await screen.press("escape")
        await screen.until(lambda: not screen.is_sending, "it stopped")
        assert '"c": 4' in screen.text
        sent = served.sent
        served.go_on()
        await screen.drawn()
        assert served.sent == sent
        await screen.main.workspace.recorder.finished()
        entries = [entry for entry in screen.main.workspace.history.find() if entry.call.path]
        # One of TRY, one of watching.
        assert len(entries) == 2


async def test_a_request_that_is_refused_meanwhile_says_what_is_watched(app, monkeypatch):
    served = Served(monkeypatch, {"a": 1})
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await watched(pilot)
        await screen.until(lambda: screen.is_sending and served.sent, "it is watched")
        await screen.open("GET /me")
        await screen.press("ctrl+r")
        await screen.until(lambda: screen.toasts, "that it was not sent")
        assert screen.toasts[-1] == (
            "GET /domain/zone/example.com/record is still watched; nothing else was sent. "
            "Press esc to stop watching."
        )
        await screen.press("escape", "escape")
        await screen.until(lambda: not screen.is_sending, "it stopped")
        await screen.send()
        await screen.sees("xx1111-ovh")


async def test_the_condition_ends_it(app, monkeypatch):
    served = Served(monkeypatch, {"state": "todo"}, {"state": "doing"}, {"state": "done"})
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("p")
        await screen.type("another")
        await screen.press("enter")
        await screen.type("state==")
        await screen.press("enter")
        assert "not complete" in screen.text
        await screen.type("'done'")
        await screen.press("enter")
        served.go_on()
        await screen.sees("1 change at")
        served.go_on()
        await screen.until(lambda: not screen.is_sending, "it ended")
        await screen.until(lambda: screen.toasts, "a toast")
        assert "The condition is met: state=='done' (2 requests)." in screen.toasts
        assert re.search(r"met at \d\d:\d\d:\d\d: state=='done'", screen.text)
        await screen.press("p")
        await screen.sees("Until state=='done'")


async def test_a_refusal_ends_it_and_is_shown(app, monkeypatch):
    served = Served(monkeypatch, {"a": 1}, {"error": 404})
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await watched(pilot)
        served.go_on()
        await screen.until(lambda: screen.toasts, "a toast")
        assert "Stopped watching: the API returned 404 No." in screen.toasts
        assert not screen.is_sending
        assert "404" in screen.response.title


async def test_a_lost_response_ends_it(app, monkeypatch):
    served = Served(monkeypatch, {"a": 1}, ResponseLost("The connection broke."))
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await watched(pilot)
        served.go_on()
        await screen.sees("The connection broke.")
        assert "Stopped watching: the request failed." in screen.toasts


async def test_too_many_requests_are_waited_out_and_what_was_shown_stays(app, monkeypatch):
    served = Served(monkeypatch, {"a": 1}, {"error": 429}, {"a": 2})
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await watched(pilot)
        served.go_on()
        await screen.sees("checking again")
        assert '"a": 1' in screen.text
        served.go_on()
        await screen.sees("1 change at")
        assert marked(screen) == ['~ "a": 2']


async def test_the_api_says_how_long_to_wait(app, monkeypatch):
    served = Served(monkeypatch, {"a": 1}, {"error": 503, "after": 40}, {"a": 2})
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await watched(pilot)
        served.go_on()
        await screen.sees("503: later · read again in 40 s · esc stops")
        await screen.press("escape")
        await screen.until(lambda: not screen.is_sending, "it stopped")
        assert '"a": 1' in screen.text
        assert served.sent == 2


async def test_the_place_the_folds_and_what_was_found_stay(app, monkeypatch):
    changed = [{"id": 99, "state": "new", "size": 1}, *[dict(item) for item in MANY]]
    changed[9]["state"] = "done"
    served = Served(monkeypatch, MANY, changed)
    async with app(RECORD).run_test(size=(160, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        # The second item is folded; the search stands on the eighth.
        await screen.press("colon")
        await screen.type("7")
        await screen.press("enter", "h", "slash")
        await screen.type('"id": 8')
        await screen.press("enter")
        view = screen.main.bench.response.view
        assert '"id": 8' in view.document.plain(view.cursor)
        above = view.cursor - view.scroll_offset.y
        assert view.scroll_offset.y > 0
        await screen.press("p")
        await screen.press("enter")
        served.go_on()
        await screen.sees("2 changes at")
        assert '"id": 8' in view.document.plain(view.cursor)
        assert view.cursor - view.scroll_offset.y == above
        assert "1 of 1" in screen.text
        await screen.press("g")
        assert re.search(r"▸ +\{ … \}  3 lines", screen.text)
        assert '"id": 1,' not in screen.text


async def test_a_table_stays_one_sorted_as_it_was(app, monkeypatch):
    changed = [dict(item) for item in MANY]
    changed[3]["size"] = 1000
    served = Served(monkeypatch, MANY, changed)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await watched(pilot, "t", "l", "l", "s", "s", "home", "j", "j")
        await screen.sees("size ▼")
        served.go_on()
        await screen.sees("1 change at")
        rows = [line for line in screen.response.lines if re.search(r"\d+ +(todo|done)", line)]
        assert rows[0].split() == ["3", "todo", "1000"]
        assert re.search(r"~ +3 +todo", screen.text)
        await screen.press("escape")
        # The cursor stands on the row of the same item, one further down now.
        await screen.sees("row 4 of 12 · size · by size descending")


async def test_only_a_get_is_watched(app):
    async with app("POST /domain/zone/example.com/refresh").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.confirm()
        await screen.show("response")
        await screen.press("p")
        await screen.until(lambda: screen.toasts, "a toast")
        assert "Only a GET can be watched. POST is sent once." in screen.toasts


async def test_the_states_of_the_schema_are_suggested(app):
    async with app("GET /vps/vps-0a1b2c3d.vps.example.net").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("p")
        await screen.sees("Until state!='running'")
        assert "Until state=='stopped'" in screen.text
        await screen.press("escape")
        await screen.press("ctrl+p")
        await screen.type("poll")
        await screen.sees("Watch the response")


async def test_megabytes_are_compared_and_checked_by_the_worker(app, monkeypatch):
    """Nothing of it is done in the process that draws the screen."""

    def never(*_values) -> None:
        raise AssertionError("this would hold up the screen")

    monkeypatch.setattr("ovh_explorer.workspace.response.line_changes.match_lines", never)
    monkeypatch.setattr("ovh_explorer.workspace.response.service.is_met", never)
    items = [{"id": n, "name": f"host-{n}", "state": "todo"} for n in range(70_000)]
    after = [{**item, "state": "done" if n % 9 else "todo"} for n, item in enumerate(items)]
    one, other = json.dumps(items).encode(), json.dumps(after).encode()
    assert len(one) > 3_000_000
    served = Served(monkeypatch, one, other)
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("z", "1", "p")
        await screen.type("another")
        await screen.press("enter")
        await screen.type("[?state=='done']")
        await screen.press("enter")
        served.go_on()
        await screen.sees("The condition is met")
        assert "62,222 changes at" in screen.text
        # What was folded still is.
        assert "{ … }  3 lines" in screen.text


async def test_what_is_not_json_is_refreshed_without_marks(app, monkeypatch):
    served = Served(monkeypatch, b"one\ntwo", b"one\nthree")
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await watched(pilot)
        served.go_on()
        await screen.sees("three")
        await screen.sees("changes can only be marked in JSON")


async def test_how_to_stop_stays_in_sight_once_something_changed(app, monkeypatch):
    served = Served(monkeypatch, {"status": "doing", "n": 1}, {"status": "doing", "n": 2})
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        monkeypatch.setattr("ovh_explorer.tui.response.watch_menu._DEFAULT_SECONDS", 30)
        screen = await watched(pilot)
        served.go_on()
        # In a narrow pane the time of the change may be cut: it is the last.
        said = "doing · read again in 30 s · esc stops · 1 change at"
        await screen.until(lambda: said in screen.text, "all of it")


async def test_a_list_whose_details_are_shown_is_watched_itself(app, fresh):
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("m")
        await screen.sees("Load the details")
        await screen.press("enter")
        await screen.sees("fieldType")
        await screen.until(lambda: not screen.is_sending, "all are there")
        await screen.press("p")
        await screen.until(lambda: screen.title.startswith("Watch"), "the menu")
        await screen.press("enter")
        await screen.until(lambda: "fieldType" not in "".join(screen.response.lines), "the list")
        await screen.sees("read again in")
        await screen.press("escape")
        await screen.until(lambda: not screen.is_sending, "it stopped")
        assert "5210000001" in "".join(screen.response.lines)
        assert "change" not in screen.response.status
