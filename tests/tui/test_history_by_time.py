"""The history is searched by the times and days that its lines show."""

import re
import time

import pytest

from ovh_explorer.call import Call
from tests.tui.screen import Screen

DAY_SECONDS = 86_400
ZONES = Call.make("v1", "GET", "/domain/zone")
ME = Call.make("v1", "GET", "/me")


@pytest.fixture
def sent(monkeypatch):
    """Puts requests into a history: some minutes ago, and some days."""

    def put(workspace) -> tuple[str, str]:
        history = workspace.history
        noon = time.mktime((*time.localtime()[:3], 12, 34, 0, 0, 0, -1))
        for call, at in ((ME, noon - 40 * DAY_SECONDS), (ZONES, noon)):
            monkeypatch.setattr(history, "_clock", lambda at=at: at)
            history.add(call, workspace.root, "demo")
        return time.strftime("%d %b", time.localtime(noon - 40 * DAY_SECONDS)), time.strftime(
            "%d/%m", time.localtime(noon - 40 * DAY_SECONDS)
        )

    return put


async def lines(screen: Screen, words: str) -> list[str]:
    """The requests that are found for words."""
    await screen.press("H")
    await screen.type(words)
    await screen.drawn()
    found = [line for line in screen.text.splitlines() if re.search(r"· .*GET ", line)]
    await screen.press("escape")
    return found


async def test_a_request_is_found_by_what_its_line_begins_with(app, sent):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        day, _other = sent(screen.main.workspace)
        for words in ("12:34", "12:", "12:3 zone"):
            found = await lines(screen, words)
            assert len(found) == 1, words
            assert "12:34" in found[0]
        for words in (day, day.lower(), f"{day} me", day.split()[1]):
            found = await lines(screen, words)
            assert len(found) == 1, words
            assert day in found[0]
        # A number alone is a status or a value, and these are of other requests.
        for words in (day.split()[0], "12", f"{day} zone", "12:34 me", "12:35"):
            assert await lines(screen, words) == [], words
        assert len(await lines(screen, "get")) == 2


async def test_in_french_a_request_is_found_by_its_day(app, in_french, sent):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        _other, day = sent(screen.main.workspace)
        found = await lines(screen, day)
        assert len(found) == 1
        assert day in found[0]
        assert len(await lines(screen, "12:34")) == 1


async def test_that_nothing_is_found_by_a_time_is_answered_with_one(app, sent):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        sent(screen.main.workspace)
        await screen.press("H")
        await screen.type("12:35")
        await screen.sees("Or type a time or a day as the lines show it:")
        assert "Use fewer words" not in screen.text
