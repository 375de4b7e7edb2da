"""What was drawn is put together once, however often a test looks at it.

A test that waits for a word looks at the whole screen each time, while nothing changes; some do it
fifty times a second, and to put together what the widgets drew takes as long as to draw it.
"""

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from textual._compositor import Compositor
from textual._styles_cache import StylesCache
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

__all__ = ["look_once"]

# Whatever makes a widget draw anew, or moves it: no screen looks otherwise without one of them.
_CHANGES = (
    (Widget, "_set_dirty"),
    (StylesCache, "set_dirty"),
    (StylesCache, "clear"),
    (Compositor, "reflow"),
    (Compositor, "reflow_visible"),
    (Compositor, "update_widgets"),
)
_put_together = Compositor.render_strips
# How often something changed so far; and of each screen the count at the last look, with its lines.
_changes = 0
_looked_at: WeakKeyDictionary[Compositor, tuple[int, list[Strip]]] = WeakKeyDictionary()


def _lines(compositor: Compositor, size: Size | None = None) -> list[Strip]:
    if size is not None:
        return _put_together(compositor, size)
    count, lines = _looked_at.get(compositor, (-1, []))
    if count != _changes:
        # Drawing may change what others draw.
        count = _changes
        lines = _put_together(compositor)
        _looked_at[compositor] = count, lines
    return list(lines)


def _counted(change: Callable[..., Any]) -> Callable[..., Any]:
    def counted(*args: Any, **more: Any) -> Any:
        global _changes
        _changes += 1
        return change(*args, **more)

    return counted


_COUNTED = [(owner, name, _counted(getattr(owner, name))) for owner, name in _CHANGES]


def look_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test look so, for the rest of it."""
    for owner, name, counted in _COUNTED:
        monkeypatch.setattr(owner, name, counted)
    monkeypatch.setattr(Compositor, "render_strips", _lines)
