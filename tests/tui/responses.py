"""A response on the screen, with a value of the test's own."""

import dataclasses
import json

from tests.tui.conftest import Demo, settled, until

RECORD = "GET /domain/zone/example.com/record"


async def answered(pilot):
    screen = await settled(pilot, form=True)
    await pilot.press("ctrl+r")
    await until(pilot, lambda: screen.bench.response.response, "the response")
    await pilot.press("f7")
    view = screen.bench.response.view
    await until(
        pilot, lambda: view.has_focus and view.folded is not None, "the response has the keyboard"
    )
    return screen, view


def serves(monkeypatch, value) -> None:
    """Every answer is this value from now on."""
    send = Demo.send

    async def changed(self, call, progress=None):
        response = await send(self, call, progress)
        content = value if isinstance(value, bytes) else json.dumps(value).encode()
        return dataclasses.replace(response, content=content)

    monkeypatch.setattr(Demo, "send", changed)
