"""How a test waits for the screen: until the program has done all it was given, not until the
processor rests.

Pilot sleeps 20 milliseconds at a time until the whole process needs little of the processor, for a
second where other processes keep the machine busy. The event loop knows better: nothing in it can
go on, no thread works for it, no key waits for its turn, and nothing is left to be drawn.

What changes while a test waits is drawn once, when all of it is known, as it is on a terminal that
is slower than the program: no test looks at the frames between, and they take half of its time.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any
from unittest import mock
from weakref import WeakSet

import pytest
from textual._compositor import Compositor
from textual._context import active_app
from textual.app import App, ScreenStackError
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

__all__ = ["held_on_purpose", "quiet", "wait_by_the_loop"]

# What a slow machine may take; and a thread or a held back key: whoever needs more of it says what
# it waits for.
_MAX_SECONDS = 30.0
_MAX_HELD_SECONDS = 1.0
_POLL_SECONDS = 0.001
_waits_for_threads = True


async def quiet(app: App[Any]) -> None:
    """Wait until an application has nothing to do but to wait, and is drawn."""
    if app in _waited_for:
        await _wait(app)
        return
    _waited_for.add(app)
    try:
        await _wait(app)
    finally:
        _waited_for.discard(app)


async def _wait(app: App[Any]) -> None:
    loop: Any = asyncio.get_running_loop()
    end = monotonic() + _MAX_SECONDS
    held_until: float | None = None
    turns = 0
    # The second turn comes after the loop has looked at its sockets and pipes.
    while turns < 2 and app._exception is None and monotonic() < end:
        await asyncio.sleep(0)
        if loop._ready or _draws(app):
            turns = 0
            continue
        if (_waits_for_threads and _at_work.get(loop)) or not _has_taken_all_keys(app):
            held_until = held_until or monotonic() + _MAX_HELD_SECONDS
            if monotonic() < held_until:
                turns = 0
                await asyncio.sleep(_POLL_SECONDS)
                continue
        turns += 1
        if turns == 2 and _paints(app):
            turns = 0


@contextmanager
def held_on_purpose() -> Iterator[None]:
    """A thread that a test holds meanwhile is no work that the screen has to wait for."""
    with mock.patch(f"{__name__}._waits_for_threads", False):
        yield


# Applications that a test waits for, and the screens of theirs that changed since.
_waited_for: WeakSet[App[Any]] = WeakSet()
_changed: WeakSet[Screen[Any]] = WeakSet()
_refresh = Screen._compositor_refresh


def _refresh_later(screen: Screen[Any]) -> None:
    """Let a change be drawn when the wait is over."""
    app = screen.app
    if app not in _waited_for or screen is not app.screen:
        _refresh(screen)
        return
    _changed.add(screen)
    screen._dirty_widgets.clear()
    app._update_mouse_over(screen)


def _paints(app: App[Any]) -> bool:
    """Whether what had changed was drawn now."""
    try:
        screen = app.screen
    except ScreenStackError:
        return False
    if screen not in _changed:
        return False
    _changed.discard(screen)
    if screen.is_running:
        with mock.patch.object(screen._compositor, "_render_chops", _lines_of(screen._compositor)):
            _refresh(screen)
    return True


def _lines_of(compositor: Compositor) -> Callable[[Region, object], list[dict[int, Strip]]]:
    """Has each widget of a screen draw its lines, which aren't put together: without a terminal
    they are sent to nobody, and a test that looks at the screen puts them together again.
    """

    def draw(crop: Region, _is_rendered: object) -> list[dict[int, Strip]]:
        for _ in compositor._get_renders(crop):
            pass
        return []

    return draw


def _draws(app: App[Any]) -> bool:
    """Whether something is to be drawn; it is, without waiting for the next sixtieth of a second."""
    try:
        screen = app.screen
    except ScreenStackError:
        return False
    if app._batch_count or not screen.is_running or not _is_to_be_drawn(screen):
        return False
    return screen.call_next(screen._on_timer_update) is not False


def _is_to_be_drawn(screen: Screen[Any]) -> bool:
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


def _has_taken_all_keys(app: App[Any]) -> bool:
    ahead = getattr(app, "typed_ahead", None)
    return ahead is None or ahead.is_idle


# How many threads work for a loop.
_at_work: dict[asyncio.AbstractEventLoop, int] = {}
_run_in_executor = asyncio.BaseEventLoop.run_in_executor


def _counted(
    loop: asyncio.BaseEventLoop, executor: Any, work: Any, *args: Any
) -> "asyncio.Future[Any]":
    future = _run_in_executor(loop, executor, work, *args)
    _at_work[loop] = _at_work.get(loop, 0) + 1

    def done(_: object) -> None:
        _at_work[loop] -= 1
        if not _at_work[loop]:
            del _at_work[loop]

    future.add_done_callback(done)
    return future


async def _screen(pilot: Pilot[Any], timeout: float = 0) -> bool:
    await quiet(pilot.app)
    return pilot.app._exception is None


async def _idle(*_: float) -> None:
    await quiet(active_app.get())


def wait_by_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Pilot wait so, for the rest of a test."""
    monkeypatch.setattr(asyncio.BaseEventLoop, "run_in_executor", _counted)
    monkeypatch.setattr(Screen, "_compositor_refresh", _refresh_later)
    monkeypatch.setattr(Pilot, "_wait_for_screen", _screen)
    monkeypatch.setattr("textual.pilot.wait_for_idle", _idle)
    monkeypatch.setattr("textual.app.wait_for_idle", _idle)
