"""Turns the bytes of a terminal into Textual's messages.

A terminal sends more than keys: responses to queries of other programs, reports of the mouse in
encodings of old, and what is left of a sequence that a slow line cut. Textual's parser types what
it doesn't know, or raises; here it gets complete sequences only, and of these the ones that it
understands.
"""

from collections.abc import Callable, Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from ovh_explorer.tui.terminal.framer import Framer, Token
from ovh_explorer.tui.terminal.sequences import is_understood, normalised, reported_size

__all__ = ["TerminalInput"]


class TerminalInput:
    """Turns bytes of the terminal into Textual's messages. Never raises, whatever comes.

    Args:
        debug: write what is read to Textual's log of keys.
        size: columns and rows as the system knows them; None where it doesn't. A report of another
            size is dropped: it is late, or what something wrote that isn't the terminal.
    """

    def __init__(
        self, debug: bool = False, size: Callable[[], tuple[int, int] | None] = lambda: None
    ) -> None:
        self._size = size
        self._framer = Framer()
        self._parser = XTermParser(debug)

    @property
    def patience(self) -> float | None:
        """Seconds without a byte after which :meth:`expire` is to be called; None for never."""
        return self._framer.patience

    def feed(self, data: bytes) -> Iterator[Message]:
        """The messages of what is complete now."""
        for token in self._framer.feed(data):
            yield from self._messages(token)

    def expire(self) -> Iterator[Message]:
        """The messages of what was waited for, now that nothing has come."""
        for token in self._framer.expire():
            yield from self._messages(token)

    def _messages(self, token: Token) -> Iterator[Message]:
        if token.kind == "paste":
            yield events.Paste(token.text)
        elif token.kind == "escape":
            yield events.Key("escape", "\x1b")
        elif token.kind == "alt":
            for key in self._keys(token.text):
                yield _with_alt(key, token.text)
        elif token.kind == "text":
            for character in token.text:
                yield from self._keys(character)
        else:
            yield from self._of_sequence(token.text)

    def _of_sequence(self, sequence: str) -> Iterator[Message]:
        known = normalised(sequence)
        if not known.startswith("\x1b"):
            yield from self._keys(known)
        elif is_understood(known) and self._is_size(known):
            yield from self._parser.feed(known)

    def _is_size(self, sequence: str) -> bool:
        """Whether a sequence reports the size that the terminal has, or is no such report."""
        reported = reported_size(sequence)
        return reported is None or self._size() in (None, reported)

    def _keys(self, characters: str) -> Iterator[events.Key]:
        for message in self._parser.feed(characters) if characters else ():
            if isinstance(message, events.Key):
                yield message


def _with_alt(key: events.Key, character: str) -> events.Key:
    name = key.key.lower() if len(key.key) == 1 else key.key
    shift = "shift+" if name != key.key else ""
    return events.Key(f"alt+{shift}{name}", key.character or character)
