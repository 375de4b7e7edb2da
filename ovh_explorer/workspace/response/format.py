"""A response in lines: JSON indented from its bytes, other text as it is, the rest by size and
type.
"""

import codecs
from array import array
from collections.abc import Callable
from itertools import accumulate
from mmap import mmap
from typing import NamedTuple

from ovh_explorer.translation import N_, _, number
from ovh_explorer.workspace.response.json_problem import json_problem

__all__ = ["FormattedText", "format_content", "human_size", "line_index", "max_line_bytes"]

# Columns to which what was received is cut at least.
_MIN_COLUMNS = 20
# Bytes that are cut into lines at a time: the pieces of all of it would take several times its
# memory.
_CHUNK_BYTES = 1 << 20
# Bytes after which a line of what is not JSON is cut; of JSON none is, for its lines are its
# structure.
_MAX_LINE_BYTES = 2000
_THOUSANDS = (N_("{count} kB"), N_("{count} MB"))


class FormattedText(NamedTuple):
    """The text of a response: lines of UTF-8 with ``\\n`` between them, not yet made safe for a
    terminal.

    Attributes:
        language: ``json``, ``html`` or ``text``: how to highlight it.
        note: what the user should know, such as why JSON isn't indented; else empty.
        received: whether this is what may be one long line: it is to be cut where the screen ends.
    """

    text: bytes
    language: str
    note: str = ""
    received: bool = False


def format_content(
    content: bytes | mmap, content_type: str = "", *, raw: bool = False
) -> FormattedText:
    """`content` in lines. Big integers, ``1.10`` and duplicate keys of JSON stay as they came.

    Works on any bytes; takes some 50 ms for 10 MB, in which nothing else of Python runs. With `raw`
    nothing is indented.
    """
    if not len(content):
        return FormattedText(b"", "text", _("empty response"))
    kind = content_type.partition(";")[0].strip().lower()
    note = ""
    if raw:
        return FormattedText(_one_line_end(bytes(content)), "text", _("as received"), received=True)
    if kind in ("", "application/json") or kind.endswith("+json") or content[:1] in (b"{", b"["):
        import msgspec

        try:
            text = msgspec.json.format(content, indent=2)
            assert isinstance(text, bytes)
            _check(text)
            return FormattedText(text, "json")
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            problem = json_problem(error)
            note = _("not valid JSON, shown as received ({error})").format(error=problem)
    text = bytes(content)
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        if b"\0" in text[:4096] or not (
            kind.startswith("text/") or kind in ("", "application/json")
        ):
            return FormattedText(
                b"",
                "text",
                _("{kind}, {size}: ^s writes it to a file").format(
                    kind=kind or _("binary"), size=human_size(len(text))
                ),
            )
        text = text.decode("latin-1").encode()
    return FormattedText(
        _one_line_end(text), "html" if "html" in kind else "text", note, received=bool(note)
    )


def _one_line_end(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text


def _check(text: bytes) -> None:
    """Raises UnicodeDecodeError for what is no UTF-8; in pieces: as one text it would take several
    times its memory.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(text), _CHUNK_BYTES):
        decoder.decode(text[start : start + _CHUNK_BYTES])
    decoder.decode(b"", final=True)


def line_index(
    text: bytes,
    put: Callable[["array[int]"], object],
    progress: Callable[[int], object] | None = None,
    *,
    max_bytes: int = 0,
) -> int:
    """Find where each line of `text` begins, and the end; the longest line, in bytes, without its
    line end.

    Args:
        text: lines with ``\\n`` between them or after each, without ``\\r``.
        put: given the offsets, some at a time.
        progress: told the bytes that are done.
        max_bytes: bytes after which a line is cut, between two characters; 0 for never.
    """
    put(array("Q", [0]))
    longest = start = 0
    while start < len(text):
        end, offsets, width = _cut(text, start, max_bytes) if max_bytes else _lines(text, start)
        longest = max(longest, width)
        put(offsets)
        start = end
        if progress is not None:
            progress(end)
    return longest


def max_line_bytes(formatted: FormattedText, width: int) -> int:
    """The bytes after which lines are cut, on a screen of `width` columns; 0 for never."""
    if formatted.language == "json":
        return 0
    if formatted.received and width:
        return max(_MIN_COLUMNS, width)
    return _MAX_LINE_BYTES


def _lines(text: bytes, start: int) -> tuple[int, "array[int]", int]:
    """The lines from `start` on, of a chunk: the chunk's end, where each of them ends, and the
    longest.
    """
    end = text.find(b"\n", start + _CHUNK_BYTES) + 1 or len(text)
    lengths = list(map(len, text[start:end].splitlines(keepends=True)))
    offsets = array("Q", accumulate(lengths, initial=start))
    unended = 0 if text.endswith(b"\n", start, end) else lengths.pop()
    return end, offsets[1:], max(max(lengths, default=1) - 1, unended)


def _cut(text: bytes, start: int, max_bytes: int) -> tuple[int, "array[int]", int]:
    """The same for lines that are cut."""
    offsets, longest, stop = array("Q"), 0, min(len(text), start + _CHUNK_BYTES)
    while start < stop:
        end = text.find(b"\n", start, start + max_bytes + 1)
        if end >= 0:
            longest, start = max(longest, end - start), end + 1
        else:
            end = min(len(text), start + max_bytes)
            # Not within a character: what goes on begins with the bits 10.
            back = next(
                (n for n in range(4) if end == len(text) or text[end - n] & 0xC0 != 0x80), 0
            )
            end = max(start + 1, end - back)
            longest, start = max(longest, end - start), end
        offsets.append(start)
    return start, offsets, longest


def human_size(count: int) -> str:
    """A number of bytes for a reader: ``412 B``, ``1.5 kB``, ``10.0 MB``."""
    if count < 1000:
        return _("{count} B").format(count=count)
    size = float(count)
    for words in _THOUSANDS:
        size /= 1000
        if size < 1000:
            return _(words).format(count=number(size, 1))
    return _("{count} GB").format(count=number(size / 1000, 1))
