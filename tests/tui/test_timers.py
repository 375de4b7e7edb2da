"""What waits goes off, however late the machine gives the program its turn."""

import asyncio

import pytest
from textual import _time, events
from textual.app import App
from textual.geometry import Size
from textual.timer import Timer

from tests.tui.screen import Screen


@pytest.fixture
def late_timers(monkeypatch):
    """Have each timer wait for its turn just as it begins, for longer than it takes."""
    run = Timer._run

    async def late(timer: Timer) -> None:
        clock, calls = _time.get_time, 0

        def looked_at() -> float:
            nonlocal calls
            calls += 1
            if calls == 1:
                return clock() - 1.5 * timer._interval  # as it was a while ago
            _time.get_time = clock
            return clock()

        if timer._active.is_set():
            monkeypatch.setattr(_time, "get_time", looked_at)
        await run(timer)

    monkeypatch.setattr(Timer, "_run", late)


async def test_textual_leaves_a_late_timer_out(late_timers):
    called = []
    async with App().run_test() as pilot:
        pilot.app.set_timer(0.02, lambda: called.append(1))
        await asyncio.sleep(0.2)
    assert not called, "Textual mends it: begin_timer isn't needed any more"


async def test_a_new_size_is_drawn_where_the_machine_was_at_work_just_then(app, late_timers):
    async with app().run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        for width in (120, 100):
            pilot.app._driver.send_message(_resized(width))
            # The size of the screen itself is Textual's at once, whether it is laid out or not.
            await screen.until(
                lambda width=width: pilot.app.screen.children[0].outer_size.width == width,
                f"{width} columns",
            )


async def test_what_is_called_later_is_called_once_however_late(app, late_timers):
    called = []
    async with app().run_test() as pilot:
        await Screen(pilot).ready()
        timer = pilot.app.set_timer(0.02, lambda: called.append(1))
        await Screen(pilot).until(lambda: called, "the call")
        await asyncio.sleep(0.1)
        assert called == [1], "once"
        assert timer._task is None


def _resized(width: int) -> events.Resize:
    size = Size(width, 40)
    return events.Resize(size, size)
