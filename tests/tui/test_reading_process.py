"""The process that reads large responses is killed or stopped: the screen says so and goes on."""

import os
import signal

import pytest

from tests.tui.responses import serves
from tests.tui.screen import Screen

LARGE = [{"id": number, "name": "x" * 200} for number in range(2_000)]
REFRESH = "POST /domain/zone/example.com/refresh"

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGSTOP"), reason="nothing stops a process there"
)


async def test_of_a_request_that_was_carried_out_the_status_is_said_and_what_it_changed(
    app, fresh, monkeypatch
):
    serves(monkeypatch, LARGE)
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open("GET /domain/zone/example.com")
        await screen.send()
        await screen.open(REFRESH)
        await screen.press("ctrl+r")
        await screen.asked()
        os.kill(screen.main.workspace.reader.client.process.pid, signal.SIGSTOP)
        await screen.press("y")
        await screen.until(lambda: not screen.is_sending, "the request ended")
        document = screen.main.bench.response.view.document
        said = " ".join(map(document.plain, range(document.height)))
        assert "The API had responded: 200 OK." in said
        assert "was stopped by another program" in said
        await screen.open("GET /domain/zone/example.com")
        await screen.sees("from before your change")
        await screen.send()
        await screen.sees('"id": 0')
