"""Makes text from outside safe to put on a terminal.

Schemas and responses are text from somewhere else. Textual, like most programs, hands control
characters on to the terminal as they are, where an escape sequence can write the clipboard or
repaint the screen. Everything that comes from outside passes through :func:`printable` (one
line) or :func:`printable_lines` (a block) before it is shown.
"""

import re

__all__ = [
    "LOOKALIKES",
    "MASK",
    "folded",
    "in_ascii",
    "masked_controls",
    "plain",
    "plain_line",
    "printable",
    "printable_lines",
]

MASK = "••••••"
"""What is shown in the place of a secret."""

LOOKALIKES = "ovh-explorer.lookalikes"
"""The error handler of a stream that writes what it has no sign for as :func:`in_ascii` does, once
it is registered.
"""

# C0, DEL, C1, the bidirectional controls and isolates, line and paragraph separators, zero-width
# and other invisible formatting characters that make two different texts look the same, and lone
# surrogates, which no terminal can be sent.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
# What is typed for a sign that no keyboard has.
_ON_KEYBOARDS = {ord("’"): "'", ord("œ"): "oe", ord("æ"): "ae"}

# What the screen draws with, Textual's widgets too, for terminals that have ASCII alone. Blocks are
# spaces: their colours show; those that are lines at the edge of a cell are lines.
_DRAWN = {
    ord(char): sign
    for sign, chars in {
        "-": "─╌╍–—▔◑",
        "=": "═━",
        "|": "│║╏╎▏▎▕◐",
        "#": "┃",
        "_": "▁",
        "/": "◓",
        "\\": "◒",
        "+": "✓┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬↺",
        ">": "▸▶→›❯",
        "<": "◂◀←‹",
        "v": "▾▼↓",
        "^": "▴▲↑",
        "*": "●•",
        ".": "·…",
        ":": "┆",
        "E": "€",
        "!": "⚠",
        "x": "×✗",
        "'": "‘’",
        '"': "“”«»",
        " >": "🔎",
        " ": "".join(char for char in map(chr, range(0x2580, 0x25A0)) if char not in "▁▎▏▔▕")
        + "\u00a0\u202f",
    }.items()
    for char in chars
}
_MARKED_UP = re.compile(r"[<&]|\]\(")
# Compiled with the first description that has any markup, not with the start.
_TAG = r"(?i)</?(?:a|b|br|code|div|em|h[1-6]|i|li|ol|p|pre|span|strong|su[bp]|u|ul)(?:\s[^<>]*)?/?>"
_BREAK = r"(?i)<br\s*/?>|</(?:p|li|div|h[1-6])>"
_LINK = r"(?is)<a\s[^<>]*?href\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]*>(.*?)</a>"
_MARKDOWN_LINK = r"!?\[([^\[\]]*)\]\(([^()\s]*)\)"
_NAMED = {"\t": "    ", "\n": "␊", "\r": "␍"}


def _spelled_out(match: re.Match[str]) -> str:
    char = match[0]
    named = _NAMED.get(char)
    if named is not None:
        return named
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)  # the Unicode "control picture" of that character
    if code == 0x7F:
        return "␡"
    return f"‹{code:04X}›"


def printable(text: str) -> str:
    """`text` as one line that holds no character a terminal would act on.

    Tabs become four spaces; line ends and other controls become visible marks (``␊``, ``␛``,
    ``‹202E›``), so nothing that was in the text is hidden.
    """
    return _UNSAFE.sub(_spelled_out, text)


def plain(text: str) -> str:
    """A description without the HTML and the Markdown links that some have, its links in
    brackets; what only looks like HTML (``<id>``) stays.
    """
    if not _MARKED_UP.search(text):
        return text
    # Few descriptions have any, and what completes in a shell has little time.
    from html import unescape

    text = re.sub(_LINK, lambda found: _linked(found[2], found[1]), text)
    text = re.sub(_MARKDOWN_LINK, lambda found: _linked(found[1], found[2]), text)
    return unescape(re.sub(_TAG, "", re.sub(_BREAK, "\n", text)))


def plain_line(text: str) -> str:
    """The same in one line."""
    words = plain(text)
    return words if words == text else " ".join(words.split())


def _linked(words: str, target: str) -> str:
    return words if target in words else f"{words} ({target})"


def masked_controls(text: str) -> str:
    """`text` with one mark for each character that a terminal would act on, for a line with a
    cursor in it.
    """
    return _UNSAFE.sub(_mark, text)


def _mark(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "�"


def printable_lines(text: str) -> list[str]:
    r"""`text` cut at its line ends (``\n``, ``\r\n``, ``\r``), each line made :func:`printable`."""
    return [printable(line) for line in re.split(r"\r\n|\n|\r", text)]


def in_ascii(text: str) -> str:
    """`text` for a terminal that has no other signs: what looks alike, else ``?``, as wide as it
    was.
    """
    return "".join(char if char.isascii() else _bare(char) for char in text.translate(_DRAWN))


def folded(text: str) -> str:
    """`text` as it is compared with what is typed: without accents and capitals, ``œ`` as ``oe``,
    and ``'`` for the apostrophe that no keyboard has.
    """
    if text.isascii():
        return text.lower()
    from unicodedata import combining, normalize

    parts = normalize("NFKD", text.casefold().translate(_ON_KEYBOARDS))
    return "".join(part for part in parts if not combining(part))


def _bare(char: str) -> str:
    """A letter without its accents, else ``?``, as wide as it was."""
    from unicodedata import normalize

    bare = normalize("NFD", char)[0]
    return bare if bare.isascii() else "?" * _cells(char)


def _cells(char: str) -> int:
    """How many columns a character takes; none where it is drawn over the one before."""
    from unicodedata import category, east_asian_width

    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
