"""Speaking to a person on a terminal."""

import codecs
import io
import os
import sys
from collections.abc import Iterable

from ovh_explorer.text import printable, printable_lines

__all__ = ["ask", "fail", "is_interactive", "say", "write_plain", "write_pretty"]


def say(text: str) -> None:
    """A line on standard error, safe for a terminal."""
    print(printable(text), file=sys.stderr, flush=True)


def fail(text: str, code: int = 2) -> int:
    """Say what is wrong, line by line, and answer the exit code."""
    for line in printable_lines(text):
        print(f"ovh-explorer: {line}", file=sys.stderr, flush=True)
    return code


def is_interactive() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str) -> bool:
    """Ask on standard error; only ``y`` or ``yes`` is a yes."""
    print(question, end=" [y/N] ", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    return answer.strip().lower() in ("y", "yes")


def asks_for(word: str, question: str) -> bool:
    """Ask on standard error for a word; only that word is a yes."""
    print(printable(question), end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() == word


def write_pretty(lines: list[str], language: str) -> None:
    """Lines on standard output, highlighted where the terminal has colours."""
    safe = "\n".join(printable(line) for line in lines)
    if language != "text" and "NO_COLOR" not in os.environ and os.environ.get("TERM", "dumb") != "dumb":
        from pygments import highlight
        from pygments.formatters import TerminalFormatter
        from pygments.lexers import get_lexer_by_name

        safe = highlight(safe, get_lexer_by_name(language), TerminalFormatter()).rstrip("\n")
    print(safe, flush=True)


def write_plain(pieces: Iterable[bytes]) -> None:
    """UTF-8 on standard output as it came, safe for a terminal."""
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8")("replace"), translate=True)
    for piece in pieces:
        sys.stdout.write("\n".join(map(printable, decoder.decode(piece).split("\n"))))
    print(printable(decoder.decode(b"", final=True)), flush=True)
