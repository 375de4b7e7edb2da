"""A list of objects as a table: its rows, its columns, cells, order, CSV.

A row is a place in the indented text; it is decoded when it is looked at, so that a million of them
cost eight megabytes and not gigabytes.
"""

import csv
import io
import json
import re
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any

from ovh_explorer.workspace.response.columns import WHOSE, Column, Path, as_shown, naming_first
from ovh_explorer.workspace.response.json_path import closing_line, depth_of, opens, parent_line
from ovh_explorer.workspace.response.sort_order import text_rank
from ovh_explorer.workspace.response.stored_text import StoredText

__all__ = [
    "Column",
    "Table",
    "columns_of",
    "csv_of",
    "is_list_of_values",
    "list_near",
    "naming_first",
    "row_starts",
    "rows_with",
    "sorted_rows",
    "values_in",
]

# Characters of a cell that count for the width of its column.
_WIDEST = 40
# How far objects in objects are taken apart, and how many columns there are at most: a map may have
# any keys.
_DEPTH = 4
_MAX_COLUMNS = 300
# Rows between two words about how far the work is.
_OFTEN = 2000
# Bytes of a row that are decoded to draw it.
_LARGE = 64_000
# Cells that say nothing.
_NO_VALUES = frozenset({"", "null", "[]", "{}"})
# How cells begin that spreadsheets evaluate (OWASP, CSV injection).
_FORMULA = frozenset("=+-@\t\r")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_LIST_IN_OBJECT = re.compile(rb"\n  (?! )[^\n]*\[\n    \{")

Tell = Callable[[float], object]


class _Number(str):
    """A number as it was written: a double would lose digits."""

    __slots__ = ()


_DECODER = json.JSONDecoder(parse_float=_Number, parse_int=_Number, parse_constant=str)
_ABSENT = object()
# A cell, of CSV too, which is the same in each language.
_TOO_DEEP = "(nested too deeply)"  # not for people


class Table:
    """The rows of a list in a text.

    Args:
        text: indented JSON.
        starts: where in it each item begins, and where the list ends.
        name: of the file that has `starts`, for the process that reads large responses; empty for
            none.
    """

    def __init__(
        self, text: StoredText, starts: Sequence[int], columns: Sequence[Column], name: str = ""
    ) -> None:
        self.text = text
        self.starts = starts
        self.columns = tuple(columns)
        self.name = name
        self.height = len(starts) - 1
        self._leading = ""
        # Not of this object: a circle would keep the text until the next collection.
        self._value = lru_cache(maxsize=512)(partial(_decode, text, starts))

    def lead_with(self, name: str) -> None:
        """Put the column of a property first, behind the one that says whose an item is."""
        first: dict[Path, int] = {WHOSE: 0, (name,): 1}
        self.columns = tuple(sorted(self.columns, key=lambda column: first.get(column.path, 2)))
        self._leading = name

    @property
    def as_shown(self) -> list[Column]:
        """The columns as they are shown: behind what identifies a row what people choose by, then
        what is different in the rows. CSV has them as they came.
        """
        return as_shown(self.columns, self._leading)

    def line(self, item: int) -> int:
        """The line of the text in which an item begins."""
        return self.text.line_at(self.starts[item])

    def size(self, item: int) -> int:
        """The bytes of an item."""
        return self.starts[item + 1] - self.starts[item]

    def value(self, item: int, name: str) -> str:
        """What an item has at a name, as text; "" where that is no text and no number."""
        found = _at(self._value(item), (name,))
        return str(found) if isinstance(found, str) and found is not _ABSENT else ""

    def cells(self, item: int, columns: Sequence[Column]) -> list[str] | None:
        """The texts of an item's cells; None for one that is too large to be decoded for every
        frame.
        """
        if self.size(item) > _LARGE:
            return None
        value = self._value(item)
        return [_text(_at(value, column.path)) for column in columns]


def list_near(text: StoredText, line: int) -> int | None:
    """The line that opens the nearest list of objects around a line; else the first one in an
    response that is an object. None where there is none.
    """
    if text.language != "json":
        return None
    at: int | None = line
    while at is not None:
        if _is_list_of_objects(text, at):
            return at
        at = parent_line(text, at)
    found = _LIST_IN_OBJECT.search(text.text)
    return text.line_at(found.start() + 1) if found is not None else None


def is_list_of_values(text: StoredText) -> bool:
    """Whether a response, of any size, begins as a list whose items are neither objects nor lists:
    it has no table.
    """
    if text.language != "json" or not opens(text, 0) or text.raw(0, 1) != b"[":
        return False
    return text.raw(1, 3).strip()[:1] not in (b"{", b"[")


def _is_list_of_objects(text: StoredText, line: int) -> bool:
    if not opens(text, line) or text.text[text.end(line) - 1 : text.end(line)] != b"[":
        return False
    return text.raw(line + 1, depth_of(text, line + 1) * 2 + 1).endswith(b"{")


def row_starts(text: StoredText, line: int) -> "array[int]":
    """Where each item of the list that a line opens begins, and where the list ends."""
    end = closing_line(text, line)
    if end is None or text.text[text.end(line) - 1 : text.end(line)] != b"[":
        return array("Q", [0])
    margin = b"\n" + b" " * (2 * (depth_of(text, line) + 1))
    # What begins at this depth and is no closing bracket.
    pattern = re.compile(re.escape(margin) + rb"(?=[^ }\]])")
    found = pattern.finditer(text.text, text.offsets[line + 1] - 1, text.offsets[end])
    starts = array("Q", (match.end() for match in found))
    starts.append(text.offsets[end])
    return starts


def columns_of(text: StoredText, starts: Sequence[int], tell: Tell) -> list[Column]:
    """The columns of a list: what names an item, then the others in the order in which they first
    come.

    Objects in objects have theirs taken apart.
    """
    found: dict[Path, list[Any]] = {}
    for item in _items(starts, tell):
        for path, value in _leaves(_decode(text, starts, item)):
            entry = found.get(path)
            written = _text(value)
            if entry is None:
                if len(found) >= _MAX_COLUMNS:
                    continue
                entry = found[path] = [0, 0, True, True, written, False]
            entry[0] = max(entry[0], len(written))
            entry[5] = entry[5] or written != entry[4]
            entry[1] += 1
            entry[2] &= isinstance(value, _Number) or value is None
            entry[3] &= value is None
    # What is null here and an object there has its columns already.
    inner = {path[:size] for path in found for size in range(len(path))}
    ordered = naming_first(found)
    rows = len(starts) - 1
    columns = []
    for path in ordered:
        width, filled, numeric, null, text_there, differs = found[path]
        if null and path in inner:
            continue
        width = min(_WIDEST, max(width, len(".".join(path))))
        has_value = not null and text_there not in _NO_VALUES
        # Where a row lacks it, that is a difference too.
        tells = differs or (has_value and (rows == 1 or filled < rows))
        columns.append(Column(path, width, filled, numeric and not null, tells))
    return columns


def sorted_rows(
    text: StoredText, starts: Sequence[int], path: Path, descending: bool, tell: Tell
) -> "array[int]":
    """The items by what they have at a path: numbers by value, then texts by what they mean, then
    the rest; those without it last.
    """
    keyed, without = [], []
    for item in _items(starts, tell):
        value = _at(_decode(text, starts, item), path)
        if value is None or value is _ABSENT:
            without.append(item)
        else:
            keyed.append((_rank(value), item))
    # Also descending, equal ones stay in the order in which they came.
    keyed.sort(key=lambda pair: pair[0], reverse=descending)
    return array("Q", [*(item for _, item in keyed), *without])


def rows_with(
    text: StoredText,
    starts: Sequence[int],
    order: Sequence[int] | None,
    paths: Sequence[Path],
    words: str,
    tell: Tell,
) -> "array[int]":
    """The places in `order` of the items that have `words` in one of some cells, case-blind."""
    needle, found = words.lower(), array("Q")
    for place in _items(starts, tell):
        value = _decode(text, starts, place if order is None else order[place])
        if any(needle in _text(_at(value, path)).lower() for path in paths):
            found.append(place)
    return found


def csv_of(
    text: StoredText,
    starts: Sequence[int],
    order: Sequence[int] | None,
    paths: Sequence[Path],
    tell: Tell,
    *,
    lead: Mapping[str, str] = MappingProxyType({}),
    titles: bool = True,
    guard: bool = False,
) -> Iterator[bytes]:
    """The table as CSV in UTF-8 (RFC 4180), in pieces; what is absent or null is empty, a list is
    written as JSON.

    Args:
        lead: columns that stand before the others, and what every row has there.
        titles: whether the titles of the columns are its first line.
        guard: whether a cell that a spreadsheet would take for a formula gets a ``'`` before it.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    made = _harmless if guard else str
    if titles:
        writer.writerow(map(made, [*lead, *(".".join(path) or "value" for path in paths)]))
    for place in _items(starts, tell):
        value = _decode(text, starts, place if order is None else order[place])
        cells = (_written(_at(value, path)) for path in paths)
        writer.writerow(map(made, [*lead.values(), *cells]))
        if buffer.tell() > 1 << 18:
            yield _drain(buffer)
    yield _drain(buffer)


def _harmless(cell: str) -> str:
    is_formula = cell[:1] in _FORMULA and not _PLAIN_NUMBER.fullmatch(cell)
    return f"'{cell}" if is_formula else cell


def values_in(text: StoredText, key: str, tell: Tell) -> list[str]:
    """What the items of the outermost list have at `key`, each once; with no key the items
    themselves.
    """
    starts = row_starts(text, 0) if text.height and text.language == "json" else ()
    path = (key,) if key else ()
    found = (_at(_decode(text, starts, item), path) for item in _items(starts, tell))
    return list(dict.fromkeys(str(value) for value in found if isinstance(value, str) and value))


def _drain(buffer: io.StringIO) -> bytes:
    piece = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return piece


def _items(starts: Sequence[int], tell: Tell) -> Iterator[int]:
    count = len(starts) - 1
    for item in range(max(0, count)):
        if item % _OFTEN == 0:
            tell(item / count)
        yield item


def _decode(text: StoredText, starts: Sequence[int], item: int) -> Any:
    words = text.text[starts[item] : starts[item + 1]].decode("utf-8", "replace")
    try:
        # A comma may follow.
        return _DECODER.raw_decode(words)[0]
    except RecursionError:
        return _TOO_DEEP


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict) and value and len(path) < _DEPTH:
        for name, inner in value.items():
            yield from _leaves(inner, (*path, name))
    else:
        yield path, value


def _at(value: Any, path: Path) -> Any:
    for name in path:
        if not isinstance(value, dict) or name not in value:
            return _ABSENT
        value = value[name]
    # Without a path, what is no object.
    return _ABSENT if not path and isinstance(value, dict) and value else value


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    try:
        return "" if value is _ABSENT else _compact(value)
    except RecursionError:
        return _TOO_DEEP


def _written(value: Any) -> str:
    return "" if value is None else _text(value)


def _compact(value: Any) -> str:
    """JSON in a line, its numbers as they were written."""
    if isinstance(value, _Number):
        return str(value)
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(
                f"{json.dumps(name, ensure_ascii=False)}: {_compact(inner)}"  # not for people
                for name, inner in value.items()
            )
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(_compact, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _rank(value: Any) -> tuple[int, Any]:
    if isinstance(value, _Number):
        try:
            return 0, Decimal(value)
        except InvalidOperation:
            # An exponent beyond all bounds.
            return 1, text_rank(str(value))
    if isinstance(value, str):
        return 1, text_rank(value)
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        # As the addresses of a server.
        return 2, tuple(_rank(item) for item in value)
    return 3, text_rank(_text(value))
