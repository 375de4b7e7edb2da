"""What a :class:`~ovh_explorer.tui.widgets.line_view.LineView` shows: lines, with the kind of each
piece of text.

Lines come from outside and are made safe here, when one is about to be drawn.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Protocol

from ovh_explorer.text import printable

if TYPE_CHECKING:
    from pygments.lexer import Lexer

__all__ = [
    "KINDS",
    "Document",
    "HighlightedText",
    "JsonLines",
    "Piece",
    "PlainLines",
    "highlighted",
    "json_pieces",
]

Piece = tuple[str, str]
"""A kind of text, one of :data:`KINDS`, and the text."""

KINDS = ("plain", "key", "string", "number", "keyword", "comment", "name", "punctuation", "error")

# A line longer than this is cut to what is visible before it is highlighted.
_MAX_LINE_CHARACTERS = 4000
# A text longer than this isn't highlighted while somebody waits: that takes longer than a frame.
_MAX_HIGHLIGHTED_CHARACTERS = 20_000


class Document(Protocol):
    """Lines that can be drawn."""

    @property
    def height(self) -> int:
        """How many lines there are."""

    @property
    def width(self) -> int:
        """The longest line, in characters."""

    def pieces(self, index: int, end: int = _MAX_LINE_CHARACTERS) -> list[Piece]:
        """The text of a line, safe for a terminal, in pieces of one kind each; at least its first
        `end` characters.
        """

    def plain(self, index: int) -> str:
        """The text of a line as it is read, to be searched; not yet safe for a terminal."""


class PlainLines:
    """Lines of one kind."""

    def __init__(
        self, lines: Sequence[str], *, kind: str = "plain", width: int | None = None
    ) -> None:
        self._lines = lines
        self._kind = kind
        self.height = len(lines)
        self.width = max(map(len, lines), default=0) if width is None else width

    def pieces(self, index: int, end: int = _MAX_LINE_CHARACTERS) -> list[Piece]:
        return [(self._kind, printable(self._lines[index][:end]))]

    def plain(self, index: int) -> str:
        return self._lines[index]


class JsonLines(PlainLines):
    """Indented JSON. A string never spans lines, so each line is highlighted on its own when it is
    drawn.
    """

    def pieces(self, index: int, end: int = _MAX_LINE_CHARACTERS) -> list[Piece]:
        return json_pieces(self._lines[index], end)


def highlighted(text: str, lexer: str, most: int = _MAX_HIGHLIGHTED_CHARACTERS) -> Document:
    """A text highlighted as a whole; one of more characters than `most` without colours, which take
    longer than everything else.
    """
    if len(text) <= most:
        return HighlightedText(text, lexer)
    return PlainLines(text.rstrip("\n").split("\n"))


class HighlightedText:
    """A short text, such as code, highlighted as a whole."""

    def __init__(self, text: str, lexer: str) -> None:
        self._plain = text.rstrip("\n").split("\n")
        self._lines = _lines(
            _tokens(_lexer(lexer), "\n".join(printable(line) for line in self._plain))
        )
        self.height = len(self._lines)
        self.width = max((sum(len(text) for _, text in line) for line in self._lines), default=0)

    def pieces(self, index: int, end: int = _MAX_LINE_CHARACTERS) -> list[Piece]:
        return self._lines[index]

    def plain(self, index: int) -> str:
        return self._plain[index] if index < len(self._plain) else ""


@lru_cache(maxsize=8)
def _lexer(name: str) -> "Lexer":
    from pygments.lexers import get_lexer_by_name

    options: dict[str, Any] = {"stripnl": False, "ensurenl": False}
    return get_lexer_by_name(name, **options)


def json_pieces(line: str, end: int) -> list[Piece]:
    """A line of indented JSON in pieces; one that is very long without colours, and cut where it
    isn't looked at.
    """
    if len(line) > _MAX_LINE_CHARACTERS:
        return [("plain", printable(line[:end]))]
    return _json_pieces(printable(line))


@lru_cache(maxsize=2048)
def _json_pieces(line: str) -> list[Piece]:
    return _tokens(_lexer("json"), line)


def _tokens(lexer: "Lexer", text: str) -> list[Piece]:
    kinds = ((_kind(token), piece) for token, piece in lexer.get_tokens(text))
    return [
        (kind, "".join(piece for _, piece in group))
        for kind, group in groupby(kinds, itemgetter(0))
    ]


def _lines(pieces: list[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for kind, text in pieces:
        first, *rest = text.split("\n")
        if first:
            lines[-1].append((kind, first))
        lines += [[(kind, part)] if part else [] for part in rest]
    return lines


@lru_cache(maxsize=256)
def _kind(token: Any) -> str:
    from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String

    for wanted, kind in (
        (Comment, "comment"),
        (Name.Tag, "key"),
        (String, "string"),
        (Number, "number"),
        (Keyword, "keyword"),
        (Name.Function, "name"),
        (Name.Class, "name"),
        (Name.Namespace, "name"),
        (Name.Variable, "key"),
        (Name.Builtin, "keyword"),
        (Operator, "punctuation"),
        (Punctuation, "punctuation"),
        (Error, "error"),
    ):
        if token in wanted:
            return kind
    return "plain"
