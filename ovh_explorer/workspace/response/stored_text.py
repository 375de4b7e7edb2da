"""The lines of a response, in memory or in a file that is mapped."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path

__all__ = ["StoredText", "find_lines", "map_file"]

# Bytes that are searched at a time.
_CHUNK_BYTES = 4_000_000


class StoredText:
    """Lines of UTF-8, each decoded when it is read.

    Args:
        text: lines with ``\\n`` between them or after each; long ones of what is no JSON are cut
            without one.
        offsets: where each line begins, and the end of the text.
        width: the longest line, in bytes.
        language, note: see :class:`~ovh_explorer.workspace.response.format.FormattedText`.
        name: of the file the text is in, for the worker; empty for a text in memory.
    """

    def __init__(
        self,
        text: bytes | mmap,
        offsets: Sequence[int],
        width: int,
        language: str,
        note: str = "",
        name: str = "",
    ) -> None:
        self.text = text
        self.offsets = offsets
        self.width = width
        self.language = language
        self.note = note
        self.name = name
        self.height = len(offsets) - 1

    def line(self, index: int, max_bytes: int = -1) -> str:
        """A line; with `max_bytes` its first bytes only."""
        return self.raw(index, max_bytes).decode("utf-8", "replace")

    def end(self, index: int) -> int:
        """Where a line ends, without its line end. One that was cut for its length has none."""
        end = self.offsets[index + 1]
        return end - 1 if self.text[end - 1 : end] == b"\n" else end

    def raw(self, index: int, max_bytes: int = -1) -> bytes:
        """A line's bytes."""
        start, end = self.offsets[index], self.end(index)
        return self.text[start : end if max_bytes < 0 else min(end, start + max_bytes)]

    def size(self, index: int) -> int:
        """The bytes of a line."""
        return self.end(index) - self.offsets[index]

    def line_at(self, offset: int) -> int:
        """The line that a byte of the text is in."""
        return min(self.height - 1, bisect_right(self.offsets, offset) - 1)


def find_lines(
    text: bytes | mmap,
    offsets: Sequence[int],
    words: str,
    progress: Callable[[int], object] | None = None,
) -> "array[int]":
    """The lines of `text` that `words` are in, from top to bottom: case-blind, also where JSON
    writes escapes.
    """
    found = array("Q")
    needles = _needles(words)
    longest = max(map(len, needles), default=0)
    last = len(offsets) - 1
    line = 0
    while needles and line < last:
        start = offsets[line]
        stop = min(last, max(line + 1, bisect_right(offsets, start + _CHUNK_BYTES, line) - 1))
        # What begins in these lines may end in the next, where a line was cut.
        size = offsets[stop] - start
        piece = text[start : offsets[stop] + longest - 1].lower()
        at = 0
        while 0 <= (place := _first(piece, needles, at)) < size:
            line = bisect_right(offsets, start + place, line, stop) - 1
            found.append(line)
            # A line counts once: go on with the next.
            at = offsets[line + 1] - start
        line = stop
        if progress is not None:
            progress(offsets[stop])
    return found


def _first(piece: bytes, needles: list[bytes], start: int) -> int:
    places = [place for needle in needles if (place := piece.find(needle, start)) >= 0]
    return min(places, default=-1)


def _needles(words: str) -> list[bytes]:
    """The spellings of `words` in JSON whose ASCII letters are small ones."""
    if not words:
        return []
    escaped = "".join(
        char if char.isascii() else "".join(f"\\u{unit:04x}" for unit in _units(char))
        for char in words
    )
    forms = (words.lower(), words.upper(), words, escaped)
    return list(dict.fromkeys(form.encode("utf-8", "surrogatepass").lower() for form in forms))


def _units(char: str) -> list[int]:
    data = char.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)]


def map_file(path: Path) -> bytes | mmap:
    """Map a file; an empty one, which can't be mapped, gives no bytes."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            return b""
        return mmap(file.fileno(), 0, access=ACCESS_READ)
