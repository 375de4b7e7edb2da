"""The lines of a response, wherever they are kept: in memory, or in a file that the system maps."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

from ovh_explorer.workspace.response.escapes import readable, spellings

__all__ = ["StoredText", "find_lines", "mapped"]

# Bytes that are looked through at a time.
_CHUNK = 4_000_000
_ASCII_ESCAPE = re.compile(rb"\\u00[2-7]")


class StoredText:
    """Lines of UTF-8, each decoded when it is looked at.

    Args:
        text: lines with ``\\n`` between them or after each; long ones of what is not JSON are cut
            without one.
        offsets: where each line begins, and the end of the text.
        width: the longest line, in bytes.
        language, note: see :class:`~ovh_explorer.workspace.response.format.FormattedText`.
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

    def shown(self, index: int, most: int = -1) -> str:
        """A line as it is read: of JSON with the characters that its escapes stand for."""
        line = self.line(index, most)
        return readable(line) if self.language == "json" else line

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
    *,
    is_json: bool = False,
) -> "array[int]":
    """The lines of `text` that `words` are in, from top to bottom: case-blind, also where JSON
    writes escapes.

    Args:
        is_json: whether lines are shown as
            :func:`~ovh_explorer.workspace.response.escapes.readable` has them: then the words are
            in what is seen.
    """
    found = array("Q")
    if not words:
        return found
    needle = _Needle(words)
    last = len(offsets) - 1
    line = 0
    while line < last:
        start = offsets[line]
        stop = min(last, max(line + 1, bisect_right(offsets, start + _CHUNK, line) - 1))
        # What begins in these lines may end in the next, where a line was cut.
        size = offsets[stop] - start
        piece = text[start : offsets[stop] + needle.longest - 1].lower()
        look = needle.search_in(piece)
        at = 0
        while 0 <= (place := look(at)) < size:
            line = bisect_right(offsets, start + place, line, stop) - 1
            if not is_json or needle.is_seen_in(text[offsets[line] : offsets[line + 1]]):
                found.append(line)
            # On with the next line: a line counts once.
            at = offsets[line + 1] - start
        line = stop
        if progress is not None:
            progress(offsets[stop])
    return found


class _Needle:
    """Words that are looked for in bytes whose ASCII letters are small ones."""

    def __init__(self, words: str) -> None:
        self._folded = words.casefold()
        self._plain = words.lower().encode() if words.isascii() else None
        self._has_slash = "/" in words
        self._forms = [_forms(char) for char in words]
        self.longest = sum(max(map(len, group)) for group in self._forms)

    @cached_property
    def _pattern(self) -> re.Pattern[bytes]:
        groups = (b"|".join(map(re.escape, group)) for group in self._forms)
        return re.compile(b"".join(b"(?:%s)" % group for group in groups))

    def search_in(self, piece: bytes) -> Callable[[int], int]:
        """What finds the first place from another on; -1 for none."""
        plain = self._plain
        # Most responses have no letter of ASCII as an escape: they are searched several times as
        # fast.
        if plain is not None and not (b"\\" in piece and self._may_be_escaped_in(piece)):
            return lambda start: piece.find(plain, start)
        return lambda start: match.start() if (match := self._pattern.search(piece, start)) else -1

    def _may_be_escaped_in(self, piece: bytes) -> bool:
        return (self._has_slash and b"\\/" in piece) or _ASCII_ESCAPE.search(piece) is not None

    def is_seen_in(self, line: bytes) -> bool:
        """Whether the words are in what is shown of a line that has them in some spelling."""
        return (
            b"\\" not in line
            or self._folded in readable(line.decode("utf-8", "replace")).casefold()
        )


# Once for each letter, not for each time that it stands in the words.
@lru_cache(maxsize=500)
def _forms(char: str) -> list[bytes]:
    """What a character can look like, small or capital, in bytes whose ASCII letters are small
    ones.
    """
    cases = dict.fromkeys((char, char.lower(), char.upper()))
    raw = [case.encode("utf-8", "surrogatepass") for case in cases]
    return list(
        dict.fromkeys(
            form.lower() for form in (*raw, *(form for case in cases for form in spellings(case)))
        )
    )


def mapped(path: Path) -> bytes | mmap:
    """The bytes of a file; those of an empty one, which can't be mapped, are none."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            return b""
        return mmap(file.fileno(), 0, access=ACCESS_READ)
