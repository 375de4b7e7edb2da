"""An answer laid out in lines: JSON indented from its bytes, other text as it is, the rest by size and type."""

import codecs
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from mmap import mmap

__all__ = ["LaidOut", "human_size", "lay_out", "line_index"]

# Bytes that are cut into lines at a time: the pieces of all of it would take several times its memory.
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The text of an answer: lines of UTF-8 with ``\\n`` between them, not yet made safe for a terminal.

    Attributes:
        language: ``json``, ``html`` or ``text``: how to highlight it.
        note: what a reader should know, such as why JSON isn't indented; else empty.
    """

    text: bytes
    language: str
    note: str = ""


def lay_out(content: bytes | mmap, content_type: str = "") -> LaidOut:
    """`content` in lines. Big integers, ``1.10`` and duplicate keys of JSON stay as they came.

    Works on any bytes; takes some 50 ms for 10 MB, in which nothing else of Python runs.
    """
    if not len(content):
        return LaidOut(b"", "text", "empty answer")
    kind = content_type.partition(";")[0].strip().lower()
    note = ""
    if kind in ("", "application/json") or kind.endswith("+json") or content[:1] in (b"{", b"["):
        import msgspec

        try:
            text = msgspec.json.format(content, indent=2)
            assert isinstance(text, bytes)
            _check(text)
            return LaidOut(text, "json")
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            note = f"not valid JSON, shown as received ({error})"
    text = bytes(content)
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        if b"\0" in text[:4096] or not (kind.startswith("text/") or kind in ("", "application/json")):
            return LaidOut(b"", "text", f"{kind or 'binary'}, {human_size(len(text))}: ^s writes it to a file")
        text = text.decode("latin-1").encode()
    text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return LaidOut(text, "html" if "html" in kind else "text", note)


def _check(text: bytes) -> None:
    """Raises UnicodeDecodeError for what is no UTF-8; in pieces: as one text it would take several times its memory."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(text), _CHUNK):
        decoder.decode(text[start : start + _CHUNK])
    decoder.decode(b"", final=True)


def line_index(text: bytes, progress: Callable[[int], object] | None = None) -> tuple["array[int]", int]:
    """Where each line of `text` begins, with what would be the next after its end; and the longest line, in bytes.

    Args:
        text: lines with ``\\n`` between them or after each, without ``\\r``.
        progress: told the bytes that are done.
    """
    offsets = array("Q", [0])
    longest = 0
    start = 0
    while start < len(text):
        end = text.find(b"\n", start + _CHUNK) + 1 or len(text)
        lengths = list(map(len, text[start:end].splitlines(keepends=True)))
        longest = max(longest, *lengths)
        ends = accumulate(lengths, initial=start)
        next(ends)
        offsets.extend(ends)
        start = end
        if progress is not None:
            progress(end)
    if text and not text.endswith(b"\n"):
        # As if its line end were there.
        offsets[-1] += 1
        longest = max(longest, offsets[-1] - offsets[-2])
    return offsets, max(0, longest - 1)


def human_size(count: int) -> str:
    """A number of bytes as people read it: ``412 B``, ``1.5 kB``, ``10.0 MB``."""
    if count < 1000:
        return f"{count} B"
    size = float(count)
    for unit in ("kB", "MB"):
        size /= 1000
        if size < 1000:
            return f"{size:.1f} {unit}"
    return f"{size / 1000:.1f} GB"
