"""The body of a response as scripts read it: on one line, as text, an item a line, as CSV.

Numbers stay as they were written: they are cut out of the JSON, not decoded.
"""

import json
import re
from array import array
from collections.abc import Mapping, Sequence

from ovh_explorer.translation import N_, _
from ovh_explorer.workspace.response.format import format_content, line_index
from ovh_explorer.workspace.response.stored_text import StoredText
from ovh_explorer.workspace.response.table import (
    Column,
    columns_of,
    csv_of,
    naming_first,
    row_starts,
)

__all__ = ["FORMATS", "OutputError", "csv_of_each", "json_of_each", "shaped"]

FORMATS = ("json", "compact", "text", "lines", "csv")
"""How a response can be printed; ``json`` is as it came."""

# The column that says whose row it is, where there are several accounts.
_PROFILE = "profile"

_KINDS = {
    b"{": N_("an object"),
    b"[": N_("a list"),
    b'"': N_("a text"),
    b"t": "true",
    b"f": "false",
    b"n": "null",
}
_LIST_HAS = N_(
    "the list has {kind}, which is no text: choose a part of it with --filter, or say --output json"
)
_RESULT_IS = N_(
    "the result is {kind}, which is no text: choose a part of it with --filter, or say --output "
    "json"
)
# What some readers take for the end of a line, and JSON lets stand.
_LINE_ENDS = re.compile("[\x7f\x85\u2028\u2029]")


class OutputError(ValueError):
    """A body that can't be printed in this form; the message says why, and what to do."""


def shaped(content: bytes, output: str) -> bytes:
    """A body in one of :data:`FORMATS`, as a whole; an empty one stays empty.

    Raises:
        OutputError: when it can't be written so.
    """
    if output == "json" or not content.strip():
        return content
    match output:
        case "compact":
            return _compact(_json(content)) + b"\n"
        case "text":
            return _text(_json(content))
        case "lines":
            return b"".join(_line(item) + b"\n" for item in _items(_json(content), output))
        case _:
            return _csv({"": content})


def json_of_each(bodies: Mapping[str, bytes]) -> bytes:
    """One object with the body of each account by its profile; an empty body is null."""
    parts = (
        json.dumps(name, ensure_ascii=False).encode() + b": " + (_json(body) or b"null")
        for name, body in bodies.items()
    )
    return b"{" + b", ".join(parts) + b"}"


def csv_of_each(bodies: Mapping[str, bytes]) -> bytes:
    """One table of several accounts' bodies; the first column says whose row it is.

    Raises:
        OutputError: when a body is no list and no object.
    """
    return _csv(bodies, _PROFILE)


# JSON


def _json(content: bytes) -> bytes:
    """The one value that a body is, checked.

    Raises:
        OutputError: when it is not JSON.
    """
    import msgspec

    try:
        content.decode("utf-8")
        value = msgspec.json.decode(content, type=msgspec.Raw) if content.strip() else b""
        return bytes(value).strip()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise OutputError(_("the response is not JSON ({error})").format(error=error)) from None


def _compact(value: bytes) -> bytes:
    import msgspec

    return msgspec.json.format(value, indent=-1)


def _kind(value: bytes) -> str:
    return _(_KINDS.get(value[:1], N_("a number")))


# Text and lines


def _text(value: bytes) -> bytes:
    if value.startswith(b"["):
        return b"".join(_plain(item, _LIST_HAS) + b"\n" for item in _items(value, "text"))
    text = _plain(value, _RESULT_IS)
    # A text of several lines is a file, to the last byte; a value ends its line.
    return text if b"\n" in text else text + b"\n"


def _plain(value: bytes, words: str) -> bytes:
    """A scalar without quotes; `words` say why there is none.

    Raises:
        OutputError: for what is none.
    """
    import msgspec

    if value.startswith(b'"'):
        return str(msgspec.json.decode(value)).encode()
    if value[:1] in (b"{", b"["):
        raise OutputError(_(words).format(kind=_kind(value)))
    return value


def _items(value: bytes, output: str) -> list[bytes]:
    """The items of a list, as they were written.

    Raises:
        OutputError: for what is no list.
    """
    import msgspec

    if not value.startswith(b"["):
        words = _(
            "the result is {kind}, not a list: choose a list with --filter, or say --output {form}"
        )
        form = "compact" if output == "lines" else "json"
        raise OutputError(words.format(kind=_kind(value), form=form))
    return [bytes(item).strip() for item in msgspec.json.decode(value, type=list[msgspec.Raw])]


def _line(item: bytes) -> bytes:
    """An item on one line, whatever is in it; a text that has line ends is written as JSON."""
    if not item.startswith(b'"'):
        return _LINE_ENDS.sub(_escaped, _compact(item).decode()).encode()
    text = _plain(item, _LIST_HAS).decode()
    if "".join(text.splitlines()) == text:  # without an end of a line, of whatever kind
        return text.encode()
    return _LINE_ENDS.sub(_escaped, json.dumps(text, ensure_ascii=False)).encode()


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


# CSV


def _csv(bodies: Mapping[str, bytes], title: str = "") -> bytes:
    tables = {name: _rows(body) for name, body in bodies.items() if body.strip()}
    found: dict[tuple[str, ...], Column] = {}
    for text, starts in tables.values():
        for column in columns_of(text, starts, _tell_none):
            found.setdefault(column.path, column)
    paths = naming_first(found)
    if not paths:
        return b""
    pieces: list[bytes] = []
    try:
        for index, (name, (text, starts)) in enumerate(tables.items()):
            lead = {title: name} if title else {}
            pieces += csv_of(
                text, starts, None, paths, _tell_none, lead=lead, titles=not index, guard=True
            )
    except UnicodeEncodeError:
        raise OutputError(_("the response holds half a character (a lone surrogate)")) from None
    return b"".join(pieces)


def _rows(content: bytes) -> tuple[StoredText, Sequence[int]]:
    """The rows of a body: the items of a list; an object is one row."""
    value = _json(content)
    if value.startswith(b"{"):
        value = b"[" + value + b"]"
    elif not value.startswith(b"["):
        raise OutputError(
            _(
                "the result is {kind}, which is no table: say --output text, or choose a list "
                "with --filter"
            ).format(kind=_kind(value))
        )
    text, offsets = format_content(value).text, array("Q")
    width = line_index(text, offsets.extend)
    stored = StoredText(text, offsets, width, "json")
    return stored, row_starts(stored, 0)


def _tell_none(part: float) -> None:
    """No one waits for a word about how far it is: the output is one whole."""
