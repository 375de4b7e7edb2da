"""Pictures of the question before a PUT, and of a form that knows what is there."""

import pytest

from tests.tui.screen import Screen, key_of

SIZES = [(160, 48), (80, 24)]
RECORD = "GET /domain/zone/example.com/record/5210000002"


@pytest.fixture(autouse=True)
def no_blinking(monkeypatch):
    """The cursor of a text field is there in every picture, however long a machine takes."""
    monkeypatch.setattr("textual.widgets.Input._toggle_cursor", lambda _: None)


async def opened(pilot) -> Screen:
    """The PUT of a record, one field of it changed."""
    screen = await Screen(pilot).ready(form=True)
    await screen.send()
    await screen.show("response")
    await screen.press(key_of("change_object"))
    await screen.sees("now ")
    await screen.press("down", "down", "enter", "0")
    await screen.press("escape")
    pilot.app.clear_notifications()
    await screen.drawn()
    return screen


@pytest.mark.parametrize("size", SIZES)
def test_form_of_an_object(snap_compare, app, fresh, size):
    async def before(pilot):
        await opened(pilot)

    assert snap_compare(app(RECORD, url=fresh), run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_put_question(snap_compare, app, fresh, size):
    async def before(pilot):
        screen = await opened(pilot)
        await screen.press("ctrl+r")
        await screen.asked()

    assert snap_compare(app(RECORD, url=fresh), run_before=before, terminal_size=size)
