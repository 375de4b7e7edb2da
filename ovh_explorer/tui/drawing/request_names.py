"""A request in the title of its response: as it was sent, in the room that there is."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ovh_explorer.operation_names import PLACEHOLDER, path_with_branch
from ovh_explorer.text import printable

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.schema import Operation

__all__ = ["request_name"]

# Columns that a name has to have, to be worth its room.
_MIN_COLUMNS = 22
_LEFT_OUT = "…"
_QUERY_LEFT_OUT = "?…"


def request_name(sent: "Call | Operation", room: int) -> str:
    """The request that was sent, or the template of one that wasn't, in `room` columns: of one that
    is too long the last object and the end of the path stay. "" where hardly any fits.

    What is secret in it is masked.
    """
    if room < _MIN_COLUMNS:
        return ""
    template = path_with_branch(sent.branch, sent.path).split("/")[1:]
    has_value = [bool(PLACEHOLDER.search(segment)) for segment in template]
    path, _question, query = _shown_path(sent).partition("?")
    segments = [printable(segment) for segment in path.split("/")[1:]]
    whole = f"{printable(sent.method)} /{'/'.join(segments)}"
    if cell_len(whole) > room:
        return f"{sent.method} {_cut(segments, has_value, room - len(sent.method) - 1)}"
    if not query:
        return whole
    named = f"{whole}?{printable(query)}"
    if cell_len(named) <= room:
        return named
    return whole + _QUERY_LEFT_OUT if cell_len(whole) + len(_QUERY_LEFT_OUT) <= room else whole


def _shown_path(sent: "Call | Operation") -> str:
    from ovh_explorer.call import Call  # not before the first picture

    shown = sent.shown_target if isinstance(sent, Call) else sent.path
    return path_with_branch(sent.branch, shown)


def _cut(segments: Sequence[str], has_value: Sequence[bool], room: int) -> str:
    """A path of which as many segments stay as there is room for, those that say most first."""
    stays: set[int] = set()
    for index in _by_weight(segments, has_value):
        if cell_len(_joined(segments, {*stays, index})) <= room:
            stays.add(index)
        elif not stays:
            # Not even the last object has room.
            left = room - len(_joined(segments, {index})) + len(segments[index])
            return _joined(segments, {index}, shown=_ends(segments[index], left))
    return _joined(segments, stays)


def _by_weight(segments: Sequence[str], has_value: Sequence[bool]) -> Iterator[int]:
    """The last object, the end of the path, what that is, the beginning, other objects, and the
    rest from the end.
    """
    last = len(segments) - 1
    # A path that was sent with a slash at its end has a segment more.
    values = [index for index, is_value in enumerate(has_value) if is_value and index <= last]
    yield from values[-1:]
    yield last
    # access/192.0.2.7: at the end alone it would not say of what it is.
    yield from (last - 1,) if last > 0 and last in values else ()
    yield 0
    yield from reversed(values)
    yield from range(last, -1, -1)


def _joined(segments: Sequence[str], stays: set[int], shown: str | None = None) -> str:
    """The path with one sign for segments beside each other that don't stay."""
    runs = groupby(range(len(segments)), key=lambda index: index in stays)
    parts: list[str] = []
    for is_there, indices in runs:
        parts += [shown or segments[index] for index in indices] if is_there else [_LEFT_OUT]
    return f"/{'/'.join(parts)}"


def _ends(text: str, width: int) -> str:
    """Both ends of a text."""
    before = max(1, (width - 1) // 2)
    return text if len(text) <= width else f"{text[:before]}…{text[before + 1 - width :]}"
