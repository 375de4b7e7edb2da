"""Several rows of a table at once: marked, asked about with one question, sent one by one."""

import asyncio
import dataclasses
import json
import re

import pytest

from ovh_explorer.call import Call
from ovh_explorer.tui.workbench.several_dialog import SeveralScreen, word_for
from ovh_explorer.workspace.calls.effect_words import effects_of_call
from tests.tui.conftest import Demo
from tests.tui.responses import RECORD
from tests.tui.screen import Screen

FIRST = 5210000001


class Sent:
    """The calls that change something, as they left, and how many were under way at once.

    Args:
        refused: the last part of a path that the API refuses.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, refused: str = "none") -> None:
        self.calls: list[str] = []
        self.bodies: list[object] = []
        self.under_way = self.most = 0
        self.gate = asyncio.Event()
        self.gate.set()
        real = Demo.send

        async def send(demo, call, progress=None):
            if call.method == "GET":
                return await real(demo, call, progress)
            await demo.check(call)
            self.calls.append(f"{call.method} {call.target}")
            self.bodies.append(call.json)
            self.under_way += 1
            self.most = max(self.most, self.under_way)
            await self.gate.wait()
            self.under_way -= 1
            response = await real(demo, dataclasses.replace(call, method="GET", body=None), None)
            status, content = 200, b"null"
            if call.target.endswith(refused):
                status, content = 409, json.dumps({"message": "It is locked."}).encode()
            return dataclasses.replace(
                response, status=status, reason="Said", content=content, method=call.method
            )

        monkeypatch.setattr(Demo, "send", send)


async def table(pilot, first: str = "row 1 of 6") -> Screen:
    """The details of a list's items as a table: those of a zone's records."""
    screen = await Screen(pilot).ready(form=True)
    await screen.send()
    await screen.show("response")
    await screen.press("m")
    await screen.until(lambda: screen.title.startswith("Load the details"), "the menu")
    await screen.press("enter")
    await screen.sees(first)
    await screen.until(lambda: not screen.is_sending, "all are there")
    return screen


async def asked(screen: Screen, words: str) -> None:
    """Choose what is done with the marked rows, up to the question."""
    await screen.press("a")
    await screen.until(lambda: screen.title.startswith("With each of"), "the menu")
    await screen.type(words)
    await screen.press("down", "up")
    await screen.until(lambda: screen.pilot.app.screen.query("OptionList"), "the menu")
    if words == "delete":
        # It has to be meant: the cursor stands on nothing that deletes.
        await screen.press("down")
    await screen.press("enter")


async def filter_rows(screen: Screen, words: str) -> None:
    """Have a filter leave rows; nothing shows all."""
    await screen.press("f")
    await screen.until(lambda: screen.title == "Filter the response", "the question")
    await screen.press("ctrl+a", "ctrl+k")
    await screen.type(words)
    await screen.press("enter")
    await screen.until(lambda: screen.title == "", "it is filtered")


def marks(screen: Screen) -> list[str]:
    return re.findall(r"\* +(\d{10})", screen.text)


async def test_rows_are_marked_and_said_without_colours(app, fresh):
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("space", "j", "space")
        assert marks(screen) == [str(FIRST), str(FIRST + 2)]
        await screen.sees("2 marked: a acts on them")
        await screen.press("asterisk")
        assert len(marks(screen)) == 6
        await screen.press("asterisk")
        assert marks(screen) == []
        await screen.press("slash")
        await screen.type("MX")
        await screen.press("enter", "asterisk")
        assert marks(screen) == [str(FIRST + 4)]


async def test_marks_go_with_their_items_when_the_table_is_sorted(app, fresh):
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("space", "s", "s")
        await screen.sees("id ▼")
        assert marks(screen) == [str(FIRST)]


async def test_one_question_then_one_after_the_other(app, fresh, monkeypatch):
    sent = Sent(monkeypatch)
    async with app(RECORD, url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("space", "space", "space")
        await asked(screen, "delete")
        await screen.sees("Send 3 requests?")
        assert f"Delete record {FIRST} of example.com" in screen.text
        assert f"DELETE /domain/zone/example.com/record/{FIRST}" in screen.text
        assert sent.calls == []
        await screen.press("y")
        await screen.sees("3 of 3 requests done")
        wanted = [f"DELETE /domain/zone/example.com/record/{FIRST + n}" for n in range(3)]
        assert sent.calls == wanted
        assert sent.most == 1
        await screen.press("escape")
        await screen.until(lambda: screen.title == "", "it is closed")
        assert marks(screen) == []
        await screen.main.workspace.recorder.finished()
        history = [entry.call.method for entry in screen.main.workspace.history.find()]
        assert history.count("DELETE") == 3


async def test_the_first_refusal_stops_the_rest_and_that_is_said(
    app, fresh, monkeypatch, clipboard
):
    sent = Sent(monkeypatch, refused=str(FIRST + 1))
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("asterisk")
        await asked(screen, "delete")
        await screen.sees("Send 6 requests?")
        await screen.press("y")
        await screen.sees("1 of 6 requests done: stopped at the first that failed")
        assert len(sent.calls) == 2
        assert "409 Said: It is locked." in screen.text
        assert screen.text.count("not sent") == 4
        await screen.press("y")
        await screen.until(lambda: clipboard, "it is copied")
        assert clipboard[0].count("\n") == 6
        await screen.press("escape")
        await screen.until(lambda: screen.title == "", "it is closed")
        assert len(marks(screen)) == 5


async def test_esc_stops_between_two_requests(app, fresh, monkeypatch):
    sent = Sent(monkeypatch)
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("asterisk")
        await asked(screen, "delete")
        await screen.sees("Send 6 requests?")
        sent.gate.clear()
        await screen.press("y")
        await screen.sees("1 of 6: DELETE")
        await screen.press("escape")
        await screen.sees("stopping after this request")
        sent.gate.set()
        await screen.sees("1 of 6 requests done: stopped by esc")
        assert len(sent.calls) == 1


async def test_no_is_no_and_what_was_typed_ahead_is_no_yes(app, fresh, monkeypatch):
    sent = Sent(monkeypatch)
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("space")
        await screen.press("a")
        await screen.until(lambda: screen.title.startswith("With each of"), "the menu")
        await screen.press("down")
        await screen.type_ahead("enter", "y", "enter")
        await screen.sees("Send 1 request?")
        await screen.drawn()
        assert sent.calls == []
        await screen.press("escape")
        await screen.until(lambda: screen.title == "", "it is closed")
        assert sent.calls == []
        assert marks(screen) == [str(FIRST)]


async def test_read_only_refuses(app, fresh, monkeypatch):
    sent = Sent(monkeypatch)
    async with app(RECORD, url=fresh, read_only=True).run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        screen = await table(pilot)
        await screen.press("space")
        await asked(screen, "delete")
        await screen.until(lambda: screen.toasts, "a toast")
        assert "only GET" in screen.toasts[-1] or "read-only" in screen.toasts[-1].lower()
        assert sent.calls == []
        assert screen.title == ""


async def test_a_body_is_filled_in_once_for_all(app, fresh, monkeypatch):
    sent = Sent(monkeypatch)
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("space", "space")
        await asked(screen, "put")
        await screen.sees("Fill in the body here, once.")
        assert screen.main.form.operation.method == "PUT"
        screen.main.form.take_body({"target": "192.0.2.77"})
        await screen.back()
        await screen.sees("2 marked")
        await screen.show("response")
        await asked(screen, "put")
        await screen.sees("Send 2 requests?")
        assert '"target": "192.0.2.77"' in screen.text
        await screen.press("y")
        await screen.sees("2 of 2 requests done")
        assert sent.bodies == [{"target": "192.0.2.77"}] * 2
        assert [call[-10:] for call in sent.calls] == [str(FIRST), str(FIRST + 1)]


async def test_what_is_grave_wants_words(app, monkeypatch):
    sent = Sent(monkeypatch)
    async with app("GET /vps").run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.press("m")
        await screen.until(lambda: screen.title.startswith("Load the details"), "the menu")
        await screen.press("enter")
        await screen.sees("row 1 of")
        await screen.press("asterisk")
        await asked(screen, "terminate")
        count = len(re.findall(r"Terminate VPS", screen.text))
        await screen.sees(f"Type POST {count} to send them:")
        await screen.type("y")
        await screen.press("enter")
        await screen.sees("This is not the word to type.")
        assert sent.calls == []
        await screen.press("backspace")
        await screen.type(f"POST {count}")
        await screen.press("enter")
        await screen.sees(f"{count} of {count} requests done")
        assert len(sent.calls) == count


async def test_without_marks_it_is_the_row_of_the_cursor_and_too_many_are_refused(
    app, fresh, monkeypatch
):
    monkeypatch.setattr("ovh_explorer.tui.response.row_actions.MAX_ROWS", 3)
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("down", "a")
        await screen.sees(f"With {FIRST + 1}")
        await screen.press("escape", "asterisk", "a")
        await screen.sees("6 rows are marked. At most 3 can be sent at once.")


@pytest.mark.parametrize("count", [1, 200])
async def test_a_long_list_scrolls_and_what_one_replies_with_stays_in_sight(app, count):
    path = "/vps/{serviceName}/terminate"
    calls = [
        Call.make("v1", "POST", path, path_values={"serviceName": f"vps-{number}.example"})
        for number in range(count)
    ]
    asked_about = [(call, effects_of_call(call)) for call in calls]
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        pilot.app.push_screen(SeveralScreen(asked_about, where="here"))
        await screen.sees(f"Send {count} request")
        assert "Cancel  esc" in screen.text
        assert "Type " in screen.text
        assert "Terminate VPS vps-0.example" in screen.text
        await screen.press(*["pagedown"] * 41)
        assert f"Terminate VPS vps-{count - 1}.example" in screen.text
        assert "Cancel  esc" in screen.text


def test_the_word_is_the_one_that_all_want_else_method_and_number():
    def asked(method: str, path: str, **values: str):
        call = Call.make("v1", method, path, path_values=values)
        return call, effects_of_call(call)

    vps = [asked("POST", "/vps/{serviceName}/terminate", serviceName=name) for name in "ab"]
    assert word_for(vps[:1]) == "a"
    assert word_for(vps) == "POST 2"
    path = "/domain/zone/{zoneName}/record/{id}"
    assert word_for([asked("DELETE", path, zoneName="x.com", id=n) for n in "12"]) == ""


async def test_marks_stay_on_their_items_when_the_list_is_read_again(app, fresh):
    """Another one, above them, was deleted meanwhile."""
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("down", "space", "down", "space")
        wanted = [str(FIRST + 1), str(FIRST + 3)]
        assert marks(screen) == wanted
        workspace = screen.main.workspace
        form = workspace.forms.new("v1", "DELETE", "/domain/zone/{zoneName}/record/{id}")
        form.field("path", "zoneName").type_text("example.com")
        form.field("path", "id").type_text(str(FIRST))
        await workspace.send(form.call())
        await screen.press("ctrl+r")
        await screen.sees(" of 5 ")
        assert marks(screen) == wanted
        await screen.sees("2 marked: a acts on them")


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_marks_that_a_filter_hides_stay_and_are_not_acted_on(app, fresh, size):
    async with app(RECORD, url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("space", "down", "down", "down", "space")
        wanted = [str(FIRST), str(FIRST + 4)]
        assert marks(screen) == wanted
        await filter_rows(screen, "MX")
        await screen.sees("2 marked, 1 out of sight")
        assert marks(screen) == wanted[1:]
        await asked(screen, "delete")
        await screen.sees("Send 1 request?")
        assert f"record/{FIRST + 4}" in screen.text
        assert f"record/{FIRST} " not in screen.text
        await screen.sees("not with 1 that is marked out of sight")
        await screen.press("escape")
        await screen.until(lambda: screen.title == "", "it is closed")
        await screen.press("space")
        await screen.sees("1 marked, out of sight")
        # As JSON, and sent again, while they are out of sight.
        await screen.press("t", "t")
        await screen.press("ctrl+r")
        await screen.until(lambda: not screen.is_sending, "it is there again")
        await screen.sees("1 marked, out of sight")
        await filter_rows(screen, "")
        await screen.sees("1 marked: a acts on them")
        assert marks(screen) == wanted[:1]


async def test_marks_come_back_from_a_filter_that_leaves_no_table(app, fresh):
    async with app(RECORD, url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await table(pilot)
        await screen.press("space", "space")
        await filter_rows(screen, "[].target")
        await screen.until(lambda: screen.main.bench.response.table is None, "no table")
        await filter_rows(screen, "")
        await screen.press("t")
        await screen.sees("2 marked: a acts on them")
        assert marks(screen) == [str(FIRST), str(FIRST + 1)]
