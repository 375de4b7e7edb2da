"""Keys that the program holds back, and why: a person sees that nothing happens."""

import io
import json
import time
from pathlib import Path
from typing import Any

__all__ = ["held_keys_file", "note_held_keys", "read_held_keys"]

# Seconds from which on it is noted; the program holds no key for longer than 3.
_LONG = 2.9
# Lines of what a widget is in, and widgets that are named.
_LINES, _WIDGETS = 8, 5


def held_keys_file(stalls: Path) -> Path:
    """Where it is noted, beside the file of what kept the event loop."""
    return stalls.with_suffix(".keys")


def note_held_keys(file: Path) -> None:
    """Note from now on whenever a key waits for as long as one may, and what is not over then."""
    from ovh_explorer.tui.terminal.type_ahead import TypeAhead

    settle = TypeAhead._settle

    async def noted(ahead: TypeAhead) -> None:
        begun = time.monotonic()
        await settle(ahead)
        took = time.monotonic() - begun
        if took > _LONG:
            with file.open("a") as lines:
                lines.write(json.dumps(f"{took:.1f} s: {_why(ahead)}") + "\n")

    TypeAhead._settle = noted  # type: ignore[method-assign, assignment]


def read_held_keys(file: Path) -> list[str]:
    """What was noted so far."""
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def _why(ahead: Any) -> str:
    """What is under way on the screen that has the focus."""
    from ovh_explorer.tui.terminal import type_ahead

    app = ahead._app
    screen = app.screen
    found = [
        f"{len(ahead._waiting)} wait on {type(screen).__name__} at {app.size.width}x{app.size.height}"
    ]
    if ahead._is_at_work(also=type_ahead.PALETTE_SEARCH):
        groups = [worker.group for worker in app.workers if not worker.is_finished]
        found.append(f"workers {' '.join(groups)}")
    if not (screen.is_mounted and screen.is_running):
        found.append("the screen is not there yet")
    if screen._layout_required:
        found.append("a layout is to be made")
    ours = [
        getattr(callback, "__qualname__", str(callback))
        for callback, _ in screen._callbacks
        if type_ahead._is_ours(callback)
    ]
    if ours:
        found.append(f"to be called {' '.join(ours[:_WIDGETS])}")
    busy = [pump for pump in ahead._pumps(screen) if type_ahead._is_busy(pump)]
    for pump in busy[:_WIDGETS]:
        stack = io.StringIO()
        if pump._task is not None:
            pump._task.print_stack(file=stack, limit=_LINES)
        found.append(f"{pump!r} is busy\n{stack.getvalue()}")
    return "; ".join(found)
