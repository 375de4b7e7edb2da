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
        client = screen.main.workspace.reader.client
        os.kill(client.process.pid, signal.SIGSTOP)
        await screen.open(REFRESH)
        await screen.press("ctrl+r")
        await screen.asked()
        await screen.type_ahead("y")
        await screen.until(lambda: client._pending, "the response is read")
        client.process.kill()
        await screen.until(lambda: not screen.is_sending, "the request ended")
        said = " ".join(screen.text.replace("│", " ").split())
        assert "The response can't be shown. The API had responded: 200 OK." in said
        await screen.open("GET /domain/zone/example.com")
        await screen.sees("from before your change")
        await screen.send()
        await screen.sees('"id": 0')
