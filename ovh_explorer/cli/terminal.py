"""Messages and questions on a terminal."""

import argparse
import asyncio
import codecs
import io
import os
import signal
import sys
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

from ovh_explorer.cli.streams import put, tell
from ovh_explorer.text import printable, printable_lines
from ovh_explorer.translation import _, set_language

__all__ = [
    "ask",
    "asks_for",
    "fail",
    "interruptible",
    "is_interactive",
    "say",
    "speak_to_programs",
    "write_plain",
    "write_pretty",
]

# Colouring takes some 20 seconds for a million lines; the colours of so many are of no use.
_MAX_COLOURED_LINES = 50_000
# What can be interrupted between.
_LINES_AT_ONCE = 10_000


def say(text: str) -> None:
    """A line on standard error, safe for a terminal."""
    _tell_whole_words(printable(text))


def fail(text: str, code: int = 2) -> int:
    """Say what is wrong, line by line, and return the exit code."""
    for line in printable_lines(text):
        _tell_whole_words(f"ovh-explorer: {line}")
    return code


def _tell_whole_words(line: str) -> None:
    """Write a line to standard error; on a terminal it goes on in the next line after a whole
    word, where the terminal itself would break one.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        tell(line)
        return
    import textwrap

    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    except OSError:  # closed meanwhile
        columns = 0
    # Some terminals say that they have none.
    parts = [line]
    if columns:
        indent = " " * (len(line) - len(line.lstrip(" ")))
        parts = textwrap.wrap(
            line,
            max(columns, len(indent) + 1),
            subsequent_indent=indent,
            expand_tabs=False,
            replace_whitespace=False,
            break_long_words=False,
            break_on_hyphens=False,
        )
    tell("\n".join(parts))


def speak_to_programs(options: argparse.Namespace) -> None:
    """Speak English where ``--json`` asks for what a program reads: words are in it too, such as
    why an operation was found, and they are the same for everybody.
    """
    if options.json:
        set_language("en")


def is_interactive() -> bool:
    """Whether there is a user to ask."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


@contextmanager
def interruptible() -> Iterator[None]:
    """Let ctrl+c end what waits for the user within a task: asyncio would only note it until the
    line is typed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        if _was_interrupted():
            raise KeyboardInterrupt
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _was_interrupted() -> bool:
    """Whether asyncio has noted a ctrl+c already, before the user was waited for."""
    try:
        task = asyncio.current_task()
    except RuntimeError:
        return False
    return task is not None and task.cancelling() > 0


def _line(question: str, end: str) -> str:
    # Said within: who presses ctrl+c at the question is not to wait for a line.
    with interruptible():
        try:
            tell(question, end=end)
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            return ""  # no word that was asked for
        except KeyboardInterrupt:
            say("")
            raise
    if not line.endswith("\n"):
        say("")
    return line.strip()


def ask(question: str) -> bool:
    """Ask on standard error; only ``y`` or ``yes`` is a yes, and ``o`` or ``oui`` in French."""
    yes, no = _("yes"), _("no")
    answer = _line(question, f" [{yes[0]}/{no[0].upper()}] ").lower()
    return answer in ("y", "yes", yes[0], yes)


def asks_for(words: Collection[str], question: str) -> bool:
    """Ask on standard error for a word; only one of these words is a yes."""
    return _line(printable(question), " ") in words


def write_pretty(lines: list[str], language: str) -> None:
    """Lines on standard output, highlighted where the terminal has colours, unless they are very
    many.
    """
    if len(lines) > _MAX_COLOURED_LINES:
        for start in range(0, len(lines), _LINES_AT_ONCE):
            put("\n".join(map(printable, lines[start : start + _LINES_AT_ONCE])))
        return
    safe = "\n".join(printable(line) for line in lines)
    if (
        language != "text"
        and "NO_COLOR" not in os.environ
        and os.environ.get("TERM", "dumb") != "dumb"
    ):
        from pygments import highlight
        from pygments.formatters import TerminalFormatter
        from pygments.lexers import get_lexer_by_name

        safe = highlight(safe, get_lexer_by_name(language), TerminalFormatter()).rstrip("\n")
    put(safe)


class Write(Protocol):
    """Writes a text and an end to a stream, as :func:`put` and :func:`tell` do."""

    def __call__(self, text: str, /, *, end: str = "\n") -> None: ...


def write_plain(pieces: Iterable[bytes], write: Write = put) -> None:
    """UTF-8 as it came, safe for a terminal, on standard output or where `write` writes."""
    decoder = io.IncrementalNewlineDecoder(
        codecs.getincrementaldecoder("utf-8")("replace"), translate=True
    )
    for piece in pieces:
        write("\n".join(map(printable, decoder.decode(piece).split("\n"))), end="")
    write(printable(decoder.decode(b"", final=True)))
