"""Escape and a key in one read: Alt and the key, or ``esc`` just before it, over a slow line."""

from collections.abc import Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import _character_to_key

__all__ = ["EscapeParser", "after_escape", "without_alt"]

_ALT = "alt+"
_ESCAPE = "\x1b"
# What may go on as a sequence of the terminal: CSI, SS3, DCS, OSC, PM, APC, SOS.
_INTRODUCERS = "[OP]^_X"
# Alt and these are keys of their own on every terminal: shift+tab, and the word before the cursor.
_OWN_KEYS = "\t\x7f\x1b"
# What fields edit by: as in a shell.
_EDITING = {"alt+b": "ctrl+left", "alt+f": "ctrl+right"}


class EscapeParser(XTermParser):
    """Textual's parser, which keeps the escape before a key.

    Textual's own drops it before ``enter``, ``/`` or ``ctrl+r``, so that `esc` and `enter`, typed ahead, become an
    `enter`; and it makes ``£`` of `esc` and ``3``, as the keyboards of one maker do.
    """

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if len(sequence) == 2 and sequence[0] == _ESCAPE and sequence[1] not in _INTRODUCERS + _OWN_KEYS:
            alt, sequence = True, sequence[1]
        if not alt:
            yield from super()._sequence_to_key_events(sequence)
            return
        for event in super()._sequence_to_key_events(sequence):
            name = event.key.lower() if len(event.key) == 1 else event.key
            shift = "shift+" if name != event.key else ""
            yield events.Key(f"{_ALT}{shift}{name}", event.character or sequence)


def after_escape(event: events.Key) -> tuple[events.Key, events.Key] | None:
    """``esc`` and the key that an event of Alt stands for; None for any other.

    A terminal that tells keys apart, as by kitty's protocol, sends Alt without a character: that is no `esc`.
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
