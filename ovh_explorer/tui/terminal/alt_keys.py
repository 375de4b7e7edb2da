"""Escape and a key in one read: Alt and the key, or ``esc`` just before it, over a slow line."""

from textual import events
from textual.keys import _character_to_key

__all__ = ["after_escape", "without_alt"]

_ALT = "alt+"
_ESCAPE = "\x1b"
# What fields edit by: as in a shell.
_EDITING = {"alt+b": "ctrl+left", "alt+f": "ctrl+right"}


def after_escape(event: events.Key) -> tuple[events.Key, events.Key] | None:
    """``esc`` and the key that an event of Alt stands for; None for any other.

    A terminal that tells keys apart, as by kitty's protocol, sends Alt without a character: that is
    no `esc`.
    """
    character = event.character
    if not event.key.startswith(_ALT) or character is None:
        return None
    name = event.key.removeprefix(_ALT)
    if character.isprintable():
        name = character if character.isalnum() else _character_to_key(character)
    parts = events.Key("escape", _ESCAPE), events.Key(name, character)
    for part in parts:
        # When it was pressed, and not when it was taken apart.
        part.time = event.time
    return parts


def without_alt(event: events.Key) -> events.Key | None:
    """The key that a text field knows for Alt and a letter; None where it knows none."""
    name = _EDITING.get(event.key)
    if name is None:
        return None
    key = events.Key(name, None)
    key.time = event.time
    return key
