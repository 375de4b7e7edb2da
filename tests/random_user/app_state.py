"""Whether the program draws, and what it is in where it doesn't though its event loop waits."""

import gc
import os
import signal
import threading
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any, Protocol

__all__ = ["ask_state", "draws", "tell_state"]

_TURN = 0.2
# Seconds without a picture until another size is taken.
_OTHER_SIZE_SECONDS = 0.5
# Seconds to wait for an answer.
_PATIENCE = 3.0


class _Program(Protocol):
    """The program on its terminal."""

    seen: bytearray
    size: tuple[int, int]

    def resize(self, size: tuple[int, int], /) -> None: ...


def draws(program: _Program, columns: int) -> Callable[[], bool]:
    """Whether something is drawn. Where nothing is for a moment, yet another size is taken: one
    that came and went before the program looked changed nothing, and draws nothing.
    """
    rows, others = program.size[1], cycle((columns + 2, columns))
    next_at = time.monotonic() + _OTHER_SIZE_SECONDS

    def holds() -> bool:
        nonlocal next_at
        if not program.seen and time.monotonic() > next_at:
            next_at = time.monotonic() + _OTHER_SIZE_SECONDS
            program.resize((next(others), rows))
        return bool(program.seen)

    return holds


def _asked(stalls: Path) -> Path:
    return stalls.with_suffix(".ask")


def _told(stalls: Path) -> Path:
    return stalls.with_suffix(".state")


def tell_state(stalls: Path) -> None:
    """In the program: have a thread tell its state whenever :func:`ask_state` asks for it."""

    def answer() -> None:
        while True:
            time.sleep(_TURN)
            if _asked(stalls).exists():
                _asked(stalls).unlink()
                part = _told(stalls).with_suffix(".part")
                part.write_text(_state())
                part.rename(_told(stalls))

    threading.Thread(target=answer, daemon=True, name="state").start()


def ask_state(stalls: Path) -> str:
    """In the random user: the state of the program; "" where it doesn't answer."""
    _asked(stalls).touch()
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        time.sleep(_TURN)
        if _told(stalls).exists():
            words = _told(stalls).read_text()
            _told(stalls).unlink()
            return words
    return ""


def _state() -> str:
    from textual.app import App

    lines = [f"SIGWINCH goes to {signal.getsignal(signal.SIGWINCH)}"]
    for descriptor in (0, 1, 2):
        try:
            group = os.tcgetpgrp(descriptor)
            size = os.get_terminal_size(descriptor)
        except OSError as error:
            lines.append(f"{descriptor}: {error}")
        else:
            lines.append(f"{descriptor}: foreground group {group}, ours {os.getpgrp()}, {size}")
    # What was put aside is no longer listed.
    gc.unfreeze()
    for app in [one for one in gc.get_objects() if isinstance(one, App)]:
        lines += _state_of(app)
    lines += [f"thread {one.name}" for one in threading.enumerate()]
    return "\n".join(f"  {line}" for line in lines)


def _state_of(app: Any) -> list[str]:
    lines = [
        f"{type(app).__name__} {app._size}, to be told of {app._resize_event}, {app._resize_timer},"
        f" batches {app._batch_count}, exit {app._exit}, focus {app.app_focus},"
        f" {app.message_queue_size} messages, next {app._next_callbacks}"
    ]
    driver = app._driver
    writer = getattr(driver, "_writer_thread", None)
    if writer is not None:
        lines.append(
            f"writer alive {writer.is_alive()}, {writer._queue.qsize()} writes wait;"
            f" input alive {driver._key_thread is not None and driver._key_thread.is_alive()}"
        )
    for screen in app.screen_stack:
        lines.append(
            f"{type(screen).__name__} {screen._size} outer {screen.outer_size},"
            f" updates {screen.stack_updates}, attached {screen.is_attached},"
            f" running {screen.is_running}, layout {screen._layout_required},"
            f" repaint {screen._repaint_required}, dirty {len(screen._dirty_widgets)},"
            f" {screen.message_queue_size} messages, next {screen._next_callbacks},"
            f" known {getattr(screen, '_known_size', None)}, callbacks {screen._callbacks}"
        )
    return lines
