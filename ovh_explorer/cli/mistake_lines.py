"""Mistakes as lines for a reader: the first of them, each of a length that can be read."""

from collections.abc import Sequence

from ovh_explorer.translation import _, number

__all__ = ["MAX_LINES", "mistake_lines"]

MAX_LINES = 20
"""More are the same mistake again."""

_MAX_CHARACTERS = 500


def mistake_lines(found: Sequence[str]) -> list[str]:
    """The first lines, and how many more there are."""
    lines = [
        line if len(line) <= _MAX_CHARACTERS else f"{line[:_MAX_CHARACTERS]}…"
        for line in found[:MAX_LINES]
    ]
    if more := len(found) - len(lines):
        lines.append(_("… and {count} more.").format(count=number(more)))
    return lines
