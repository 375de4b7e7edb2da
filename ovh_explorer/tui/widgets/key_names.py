"""Keys in sentences: the one that does it where the user is, for a letter is a letter where text is
typed.
"""

from typing import Any

from textual.screen import Screen
from textual.widget import Widget

from ovh_explorer.translation import _
from ovh_explorer.tui.key_bindings import KEYS, Where
from ovh_explorer.tui.terminal.text_fields import is_text_field

__all__ = ["key_now", "types_text"]

# What listens everywhere on the main screen.
_ABOVE: tuple[Where, ...] = ("everywhere", "panes")


def types_text(focused: Widget | None) -> bool:
    """Whether a character is text for the widget with the focus."""
    return is_text_field(focused) or bool(getattr(focused, "takes_text", False))


def key_now(screen: Screen[Any], action: str) -> str:
    """The key of an action, as people write it: one that works with the focus where it is.

    Raises:
        LookupError: for an action that the table of keys doesn't have.
    """
    key = next((item for item in KEYS if item.action == action), None)
    if key is None:
        raise LookupError(action)
    focused = screen.focused
    listens = key.where in _ABOVE or (focused is not None and focused.id == key.where)
    if listens and not (types_text(focused) and key.is_text):
        return key.written
    # It works everywhere; where there is none, the field is left first.
    return key.written_in_fields or _("esc, then {key}").format(key=key.written)
