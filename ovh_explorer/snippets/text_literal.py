"""Texts between quotes, as most languages write them: readable characters as they are, all others
as escapes.
"""

from collections.abc import Callable

__all__ = ["Escape", "by_number", "quoted"]

Escape = Callable[[str], str]
"""What a language writes for a character that can't be read."""

_COMMON = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}


def quoted(text: str, quote: str, escape: Escape, special: str = "") -> str:
    """`text` between quotes.

    Args:
        special: what has a meaning in it beside the quote, and gets a backslash.
    """
    return quote + "".join(_written(char, quote + special, escape) for char in text) + quote


def _written(char: str, special: str, escape: Escape) -> str:
    if char in _COMMON:
        return _COMMON[char]
    if char in special:
        return f"\\{char}"
    return char if char.isprintable() else escape(char)


def by_number(*forms: tuple[int, str]) -> Escape:
    """Writes a character by its number, in the first of the forms whose limit it is below."""

    def escape(char: str) -> str:
        number = ord(char)
        return next(form for limit, form in forms if number < limit).format(number)

    return escape
