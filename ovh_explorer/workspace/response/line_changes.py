"""Which lines of a response changed since the one before: the lines that both have, and what lies
between.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from mmap import mmap

__all__ = ["LineChanges", "match_lines"]

_Block = tuple[int, int, int]
_Range = tuple[int, int, int, int]

# Pairs of lines that are compared one by one; of more, only what is between lines that both have
# just once.
_MAX_PAIRS = 40_000
# Lines by which what was added is moved to where an item begins.
_MAX_SHIFT = 200
_NOWHERE = 1 << 30


class LineChanges:
    """What changed from one response to the next, by lines of the newer one.

    Args:
        numbers: what :func:`match_lines` gives.
    """

    def __init__(self, numbers: Sequence[int]) -> None:
        self.count = numbers[0]
        """Lines that changed, and values that were added or removed."""
        self._before = numbers[1::3]
        self._after = numbers[2::3]
        self._sizes = numbers[3::3]

    def sign(self, line: int) -> str:
        """``~`` for a line that changed, ``+`` for one that was added, ``-`` for one above which
        lines were removed; "" for none of these.
        """
        at = bisect_right(self._after, line) - 1
        if at >= 0 and line < self._after[at] + self._sizes[at]:
            is_first = line == self._after[at]
            return "-" if is_first and self._has_only_lost(at) else ""
        start, end = self._ends(at)
        old = self._before[at + 1] - start if at + 1 < len(self._before) else 0
        return "~" if line - end < old else "+"

    def sign_within(self, start: int, stop: int) -> str:
        """The sign of several lines together: ``+`` where all of them were added, ``~`` where one
        changed, was added or removed.
        """
        at = bisect_right(self._after, start) - 1
        if at >= 0 and stop <= self._after[at] + self._sizes[at]:
            # What was removed above the first of them was no part of them.
            return ""
        if at >= 0 and start >= self._after[at] + self._sizes[at]:
            following = self._after[at + 1] if at + 1 < len(self._after) else stop
            if stop <= following and self.sign(start) == "+":
                return "+"
        return "~"

    def new_line(self, old: int) -> int:
        """Where a line of the older response is now, or what is nearest to it."""
        at = bisect_right(self._before, old) - 1
        start, end = self._ends(at)
        if at >= 0 and old < start:
            return self._after[at] + old - self._before[at]
        following = self._after[at + 1] if at + 1 < len(self._after) else end
        return min(end + old - start, max(end, following - 1))

    def is_in_both(self, old: int) -> bool:
        """Whether a line of the older response is in the newer one too."""
        at = bisect_right(self._before, old) - 1
        return at >= 0 and old < self._before[at] + self._sizes[at]

    def _ends(self, at: int) -> tuple[int, int]:
        """Where a block ends in both; 0 before the first."""
        if at < 0:
            return 0, 0
        return self._before[at] + self._sizes[at], self._after[at] + self._sizes[at]

    def _has_only_lost(self, at: int) -> bool:
        """Whether lines were removed before a block, and none stands in their place."""
        start, end = self._ends(at - 1)
        return self._after[at] == end and self._before[at] > start


def match_lines(before: bytes | mmap, after: bytes | mmap) -> "array[int]":
    """The lines that two texts of indented JSON have both.

    The first number says how many changes there are. Three follow for each run of lines: where it
    begins in `before` and in `after`, and how long it is; the last run is an empty one at both
    ends. A comma at the end of a line is none of its own.
    """
    old, new = (_lines(text) for text in (before, after))
    blocks = [(0, 0, 0), *_merged(_blocks(old, new)), (len(old), len(new), 0)]
    _align(blocks, old, new)
    blocks = [*(block for block in blocks[:-1] if block[2]), blocks[-1]]
    numbers = array("Q", [0])
    for block in blocks:
        numbers.extend(block)
    ends = [(0, 0), *((a + size, b + size) for a, b, size in blocks)]
    for (a_end, b_end), (a, b, _) in zip(ends, blocks, strict=False):
        numbers[0] += _count(old[a_end:a], new[b_end:b])
    return numbers


def _lines(text: bytes | mmap) -> list[bytes]:
    return [line.removesuffix(b",") for line in text[:].split(b"\n")]


def _count(lost: list[bytes], came: list[bytes]) -> int:
    """The changes where lines stand for others: each pair, and each item of what is left."""
    changed = min(len(lost), len(came))
    return changed + _items(lost[changed:]) + _items(came[changed:])


def _items(lines: list[bytes]) -> int:
    """The values that lines hold side by side: an object with all its lines is one."""
    depths = [len(line) - len(line.lstrip(b" ")) for line in lines]
    least = min(depths, default=0)
    begins = (
        depth == least and not line.lstrip(b" ").startswith((b"}", b"]"))
        for depth, line in zip(depths, lines, strict=True)
    )
    return max(sum(begins), min(1, len(lines)))


def _merged(blocks: list[_Block]) -> Iterator[_Block]:
    """Blocks in order, those that touch in one."""
    kept: _Block | None = None
    for block in sorted(blocks):
        if kept is not None and (kept[0] + kept[2], kept[1] + kept[2]) == block[:2]:
            kept = (kept[0], kept[1], kept[2] + block[2])
            continue
        if kept is not None:
            yield kept
        kept = block
    if kept is not None:
        yield kept


def _align(blocks: list[_Block], old: list[bytes], new: list[bytes]) -> None:
    """Have what was only added or removed begin where an object or a list does: of items that end
    alike, any place between two lines would do.
    """
    for at in range(1, len(blocks)):
        (a, b, size), (a_next, b_next, size_next) = blocks[at - 1], blocks[at]
        if a + size == a_next:
            lines, start, stop = new, b + size, b_next
        elif b + size == b_next:
            lines, start, stop = old, a + size, a_next
        else:
            continue
        if start == stop:
            continue
        shift = _best_shift(lines, start, stop, min(size, _MAX_SHIFT), min(size_next, _MAX_SHIFT))
        blocks[at - 1] = (a, b, size + shift)
        blocks[at] = (a_next + shift, b_next + shift, size_next - shift)


def _best_shift(lines: list[bytes], start: int, stop: int, up: int, down: int) -> int:
    """How far a range of lines is moved, so that the rest stays what it is."""
    shifts = [0]
    for shift in range(1, up + 1):
        if lines[start - shift] != lines[stop - shift]:
            break
        shifts.append(-shift)
    for shift in range(down):
        if lines[start + shift] != lines[stop + shift]:
            break
        shifts.append(shift + 1)
    return min(shifts, key=lambda shift: (_begins_inside(lines[start + shift]), abs(shift)))


def _begins_inside(line: bytes) -> int:
    """How deep a line is that opens an object or a list; more than any depth for another."""
    if not line.endswith((b"{", b"[")):
        return _NOWHERE
    return len(line) - len(line.lstrip(b" "))


def _blocks(old: list[bytes], new: list[bytes]) -> list[_Block]:
    """Runs of lines that both have."""
    found: list[_Block] = []
    ranges: list[_Range] = [(0, len(old), 0, len(new))]
    while ranges:
        a, a_end, b, b_end = ranges.pop()
        first = a
        while a < a_end and b < b_end and old[a] == new[b]:
            a, b = a + 1, b + 1
        if a > first:
            found.append((first, b - (a - first), a - first))
        last = a_end
        while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
        if last > a_end:
            found.append((a_end, b_end, last - a_end))
        if a == a_end or b == b_end:
            continue
        if (a_end - a) * (b_end - b) <= _MAX_PAIRS:
            matcher = SequenceMatcher(None, old[a:a_end], new[b:b_end], autojunk=False)
            found += [
                (a + one, b + other, size)
                for one, other, size in matcher.get_matching_blocks()
                if size
            ]
        else:
            # Without a line that is there once, all of it counts as changed.
            ranges += _between(_anchors(old, new, (a, a_end, b, b_end)), (a, a_end, b, b_end))
    return found


def _between(anchors: list[tuple[int, int]], within: _Range) -> Iterator[_Range]:
    """The ranges that begin at an anchor and end before the next; the first before all of them."""
    a, a_end, b, b_end = within
    if anchors:
        points = [(a, b), *anchors, (a_end, b_end)]
        for (one, other), (one_end, other_end) in pairwise(points):
            yield one, one_end, other, other_end


def _anchors(old: list[bytes], new: list[bytes], within: _Range) -> list[tuple[int, int]]:
    """Lines that are in both just once and in the same order: as many as there are."""
    a, a_end, b, b_end = within
    counts = Counter(old[a:a_end])
    others = Counter(new[b:b_end])
    places = {new[at]: at for at in range(b, b_end) if others[new[at]] == 1}
    pairs = [
        (at, places[old[at]])
        for at in range(a, a_end)
        if counts[old[at]] == 1 and old[at] in places
    ]
    # The longest that goes up in `new` too: by piles, as in the game of patience.
    tops: list[int] = []
    piles: list[int] = []
    earlier: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        tops[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [number]
        earlier.append(piles[pile - 1] if pile else -1)
    chain = []
    at = piles[-1] if piles else -1
    while at >= 0:
        chain.append(pairs[at])
        at = earlier[at]
    return chain[::-1]
