"""How the program is left, and what is asked before."""

import asyncio

import pytest

from ovh_explorer.client.session import Session
from tests.tui.screen import Screen

DELETION = "DELETE /domain/zone/example.com/record/5210000001"


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """What every request but a GET waits for, once it was sent."""
    opened, send = asyncio.Event(), Session.send

    async def held(session, call, *, progress=None):
        response = await send(session, call, progress=progress)
        if call.method != "GET":
            await opened.wait()
        return response

    monkeypatch.setattr(Session, "send", held)
    return opened


async def test_q_says_how_to_leave_and_the_start_page_too(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("f6")
        await screen.sees("Quit")
        await screen.sees("keeps your changes until")
        await screen.press("f5", "q")
        await screen.sees("Quit? Press ^q.")


async def test_leaving_with_changes_that_are_not_live_asks(app, fresh):
    program = app("DELETE /domain/zone/example.com/record/5210000001", url=fresh)
    async with program.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.confirm()
        await screen.sees("refresh example.com (1)")
        await screen.press("ctrl+q")
        await screen.sees("Leave without the refresh?")
        await screen.sees("Stay  esc")
        assert "example.com" in screen.text
        await screen.press("escape")
        await screen.until(lambda: screen.title == "", "it stays")
        await screen.press("ctrl+q")
        await screen.sees("Leave without the refresh?")
        assert not pilot.app._exit
        await screen.press("y")
        await screen.until(lambda: pilot.app._exit, "it is left")


@pytest.mark.parametrize(
    ("tongue", "running", "refresh"),
    [
        ("en", "Leave while a request is running?", "Leave without the refresh?"),
        ("fr", "Quitter pendant qu’une requête est en cours", "Quitter sans actualiser"),
    ],
)
async def test_leaving_with_a_change_under_way_asks_what_is_so_now(
    app, fresh, gate, request, tongue, running, refresh
):
    if tongue == "fr":
        request.getfixturevalue("in_french")
    async with app(DELETION, url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("ctrl+r")
        await screen.asked()
        await screen.press("y")
        await screen.until(lambda: screen.main.bench.is_sending, "it was sent")
        await screen.press("ctrl+q")
        await screen.sees(running)
        await screen.sees("DELETE /domain/zone/example.com/record/5210000001")
        assert not pilot.app._exit
        # The response comes behind the question.
        gate.set()
        await screen.sees(refresh)
        assert running not in screen.text
        assert " 200 OK" in screen.text, "what came of it is said where it ran"
        assert not pilot.app._exit


async def test_the_question_closes_when_the_refresh_came_back_behind_it(app, fresh, gate):
    program = app("POST /domain/zone/example.com/refresh", url=fresh)
    async with program.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("ctrl+r")
        await screen.asked()
        await screen.press("y")
        await screen.until(lambda: screen.main.bench.is_sending, "it was sent")
        await screen.press("ctrl+q")
        await screen.sees("Leave while a request is running?")
        gate.set()
        await screen.sees("Everything is done now")
        assert "POST /domain/zone/example.com/refresh: 200 OK" in screen.text
        assert screen.title == ""
        assert not pilot.app._exit
