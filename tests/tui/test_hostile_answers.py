"""What a response holds is text, wherever on the screen it turns up: no markup, nothing that a
terminal acts on.
"""

import dataclasses
import json

import pytest

from ovh_explorer.text import printable
from ovh_explorer.tui.drawing.json_lines import StoredLines
from tests.faults import fault, faults
from tests.tui.conftest import Demo, main_screen, settled, text, type_keys, until
from tests.tui.responses import RECORD, answered
from tests.workspace.response.test_stored_text import stored

EVIL = "[@click=app.quit]x[/][red]\x1b]52;c;aGk=\x07\x1b[2J\x9b31m\x00\u202e\u2066\u200b\x85"
ITEMS = [{"id": EVIL, EVIL: {EVIL: EVIL}, "name": EVIL, "n": n} for n in range(3)]


def looks_safe(pilot) -> None:
    """Nothing on the screen is anything but text."""
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            assert printable(segment.text) == segment.text
            assert not (segment.style and segment.style.meta and "@click" in segment.style.meta), (
                segment
            )


def serves(monkeypatch, value, **more) -> None:
    """Every answer is this value from now on, with hostile headers."""
    send = Demo.send

    async def changed(self, call, progress=None):
        response = await send(self, call, progress)
        headers = (*response.headers, ("X-Evil", EVIL), ("X-Ovh-QueryId", EVIL))
        return dataclasses.replace(
            response,
            content=json.dumps(value, ensure_ascii=False).encode(),
            headers=headers,
            **more,
        )

    monkeypatch.setattr(Demo, "send", changed)


@fault(
    "Hostile content",
    "a response with markup, escape sequences, control and bidirectional characters",
    "[@click=app.quit]x[/][red]\\u001b]52;c;aGk=\\u0007\\u001b[2J‹009B›31m\\u0000‹202E›‹2066›‹200B›‹0085›",
)
async def test_an_answer_that_would_like_to_be_more_than_text(app, monkeypatch):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        serves(monkeypatch, ITEMS, reason=EVIL)
        await pilot.press("escape", "ctrl+r")
        await until(pilot, lambda: screen.bench.response.view.line is not None, "the response")
        await pilot.press("3", "j", "j", "j")
        await until(pilot, lambda: "line" in text(pilot), "where one is")
        looks_safe(pilot)
        for keys in (["h"], ["z", "1"], ["l", "w"], ["w", "c"]):
            await pilot.press(*keys)
            looks_safe(pilot)
        await until(pilot, lambda: "Copy from" in text(pilot), "the parts")
        looks_safe(pilot)
        await pilot.press("escape", "t")
        await until(pilot, lambda: "row 1 of 3" in text(pilot), "the table")
        looks_safe(pilot)
        await pilot.press("l", "s", "o")
        await until(pilot, lambda: "space shows" in text(pilot), "the columns")
        looks_safe(pilot)
        await pilot.press("escape", "m")
        await pilot.pause(0.2)
        looks_safe(pilot)
        await pilot.press("escape", "right_square_bracket")
        await until(pilot, lambda: "X-Evil" in text(pilot), "the headers")
        looks_safe(pilot)
        await pilot.press("left_square_bracket")
        serves(monkeypatch, [*ITEMS[1:], {EVIL: 1}], reason=EVIL)
        before = screen.bench.response.response
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.response.response is not before, "another response")
        found = screen.bench.response.found
        await pilot.press("3", "=")
        await until(pilot, lambda: "Differences" in text(pilot), "what differs")
        looks_safe(pilot)
        await pilot.press("escape", "enter")
        await pilot.pause(0.3)
        looks_safe(pilot)
        await pilot.press("escape", "H")
        await until(pilot, lambda: "History" in text(pilot), "the history")
        looks_safe(pilot)
        assert pilot.app.is_running
        # enter opened what the row names.
        document = found.document
        return "".join(piece for index in range(5) for _, piece in document.pieces(index, 1000))


@faults(
    "Hostile content",
    {
        "a response with NaN": ('not valid JSON, shown as received … {"a": NaN}', b'{"a": NaN}'),
        "a response nested 10,000 deep": (
            "not valid JSON, shown as received … [[[[[[[[",
            b"[" * 10_000 + b"]" * 10_000,
        ),
        "a response with half a character": (
            'not valid JSON, shown as received … "\\ud800"',
            b'"\\ud800"',
        ),
        "a response that ends in the middle": (
            'not valid JSON, shown as received … {"a": [1,',
            b'{"a": [1,',
        ),
        "a response with a number of 5,000 digits": ('"n": 99999999', b'{"n": %s}' % (b"9" * 5000)),
        "a response with a key that comes twice": ('"a": 1, "a": 2', b'{"a": 1, "a": 2}'),
        "a response with a string of 10 MB": (" … 10.0 MB in all", b'["%s"]' % (b"x" * 10_000_000)),
        "a response that is no text": (
            "application/json, 100 B: ^s writes it to a file",
            b"\x00\xff" * 50,
        ),
    },
)
def test_an_answer_that_is_odd(case):
    content = stored(case)
    document = StoredLines(content)
    lines = [
        "".join(piece for _, piece in document.pieces(index, 30_000))
        for index in range(min(5, content.height))
    ]
    assert all(printable(line) == line for line in lines)
    return "\n".join([content.note, *lines])


@pytest.mark.parametrize("status", [403, 404, 500])
async def test_a_refusal_that_would_like_to_be_more_than_text(app, monkeypatch, status):
    refusal = {
        "message": EVIL,
        "class": EVIL,
        "errorCode": EVIL,
        "httpCode": EVIL,
        "details": {EVIL: EVIL},
    }
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await settled(pilot, form=True)
        serves(monkeypatch, refusal, status=status, reason=EVIL)
        await pilot.press("escape", "ctrl+r")
        await until(pilot, lambda: screen.bench.response.response, "the refusal")
        looks_safe(pilot)
        await pilot.press("f7", "m")
        await pilot.pause(0.2)
        looks_safe(pilot)


async def test_values_of_the_account_that_would_like_to_be_more_than_text(app, monkeypatch):
    async with app("GET /domain/zone/{zoneName}").run_test(
        size=(80, 24), notifications=True
    ) as pilot:
        screen = await settled(pilot, form=True)
        serves(monkeypatch, [EVIL, "example.com"])
        await pilot.press("enter", "down")
        await until(pilot, lambda: "example.com" in text(pilot), "the choices")
        looks_safe(pilot)
        await pilot.press("down", "enter")
        await pilot.pause(0.2)
        looks_safe(pilot)
        assert main_screen(pilot) is screen


async def test_an_account_that_would_like_to_be_more_than_text(app, monkeypatch):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen, _view = await answered(pilot)
        screen.workspace.account.identity = screen.workspace.account.identity._replace(who=EVIL)
        screen.say_who()
        await pilot.pause()
        looks_safe(pilot)
        await type_keys(pilot, "K")
        await pilot.pause(0.5)
        looks_safe(pilot)
