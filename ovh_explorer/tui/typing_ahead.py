"""Keys that are typed faster than the keyboard's place changes, as on a slow line."""

from collections.abc import Callable

from textual import events
from textual.widget import Widget

__all__ = ["find_or_pass_on"]


def find_or_pass_on(widget: Widget, event: events.Key, find: Callable[[], object]) -> None:
    """Start to find on ``/``, and pass on what reached `widget` although the keyboard is elsewhere by now.

    To be called from `_on_key`: bindings wait until a key has bubbled up to the application, and what was typed
    right after ``/`` would be lost meanwhile. `find` must give the keyboard away at once.
    """
    focused = widget.screen.focused
    if event.key == "slash" and focused is widget:
        find()
    elif focused is not None and focused is not widget:
        focused.post_message(events.Key(event.key, event.character))
    else:
        return
    event.stop()
    event.prevent_default()
