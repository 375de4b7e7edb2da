"""The lines of an answer, wherever they are kept: in memory, or in a file that the system maps."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path

__all__ = ["StoredText", "find_lines", "mapped"]

# Bytes that are looked through at a time.
_CHUNK = 4_000_000


class StoredText:
    """Lines of UTF-8, each decoded when it is looked at.

    Args:
        text: lines with ``\\n`` between them or after each; long ones of what is no JSON are cut
            without one.
        offsets: where each line begins, and the end of the text.
        width: the longest line, in bytes.
        language, note: see :class:`~ovh_explorer.workspace.response.format.LaidOut`.
        name: of the file the text is in, for the process that reads large ones; empty for one in
            memory.
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

    def line(self, index: int, most: int = -1) -> str:
        """A line; with `most` at most that many bytes of it."""
        return self.raw(index, most).decode("utf-8", "replace")

    def end(self, index: int) -> int:
        """Where a line ends, without its line end. One that was cut for its length has none."""
        end = self.offsets[index + 1]
        return end - 1 if self.text[end - 1 : end] == b"\n" else end

    def raw(self, index: int, most: int = -1) -> bytes:
        """A line's bytes."""
        start, end = self.offsets[index], self.end(index)
        return self.text[start : end if most < 0 else min(end, start + most)]

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
        stop = min(last, max(line + 1, bisect_right(offsets, start + _CHUNK, line) - 1))
        # What begins in these lines may end in the next, where a line was cut.
        size = offsets[stop] - start
        piece = text[start : offsets[stop] + longest - 1].lower()
        at = 0
        while 0 <= (place := _first(piece, needles, at)) < size:
            line = bisect_right(offsets, start + place, line, stop) - 1
            found.append(line)
            # On with the next line: a line counts once.
            at = offsets[line + 1] - start
        line = stop
        if progress is not None:
            progress(offsets[stop])
    return found


def _first(piece: bytes, needles: list[bytes], start: int) -> int:
    places = [place for needle in needles if (place := piece.find(needle, start)) >= 0]
    return min(places, default=-1)


def _needles(words: str) -> list[bytes]:
    """What `words` can look like in JSON whose ASCII letters are small ones."""
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


def mapped(path: Path) -> bytes | mmap:
    """The bytes of a file; those of an empty one, which can't be mapped, are none."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            return b""
        return mmap(file.fileno(), 0, access=ACCESS_READ)
