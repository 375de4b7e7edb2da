"""Keys that are typed faster than the keyboard's place changes, as on a slow line."""

from collections.abc import Callable

from textual import events
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

__all__ = ["edit_at_once", "find_or_pass_on"]

# What the keys of a text field do.
_EDITING = {
    key: binding.action for binding in Input.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")
}


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


async def edit_at_once(line: Input, event: events.Key) -> None:
    """Do what an editing key does in its turn; to be called from the `_on_key` of a text field.

    By its binding a backspace would come after the letters that were typed right after it.
    """
    action = _EDITING.get(event.key)
    if action is not None:
        event.stop()
        event.prevent_default()
        await line.run_action(action)
