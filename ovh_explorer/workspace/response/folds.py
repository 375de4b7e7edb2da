"""Which lines are hidden by folding, and what stands in which row then."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

__all__ = ["Folds"]

# Folds that are kept together: a change goes through one block and over the sums of all.
_BLOCK = 512

_Pair = tuple[int, int]


class _Block:
    """Some folds, in order. What was never touched stays as the numbers it came in: there may be
    millions.
    """

    __slots__ = ("_numbers", "_pairs", "first", "hidden")

    def __init__(self, pairs: list[_Pair]) -> None:
        self._pairs: list[_Pair] | None = pairs
        self._numbers: Sequence[int] = ()
        self.first = pairs[0][0]
        self.hidden = sum(end - start for start, end in pairs)

    @classmethod
    def of(cls, numbers: Sequence[int], hidden: int) -> "_Block":
        """Folds of three numbers each, as `set_all` takes them, that hide
        `hidden` lines together.
        """
        block = cls.__new__(cls)
        block._pairs, block._numbers = None, numbers
        block.first, block.hidden = numbers[0], hidden
        return block

    @property
    def pairs(self) -> list[_Pair]:
        if self._pairs is None:
            self._pairs = list(zip(self._numbers[::3], self._numbers[1::3], strict=True))
            self._numbers = ()
        return self._pairs


class Folds:
    """Ranges of lines of which only the first is shown. None holds another: folding takes in what
    is inside.

    A fold of `(start, end)` hides the lines `start + 1` to `end`.
    """

    def __init__(self) -> None:
        self._blocks: list[_Block] = []
        self._sum_up()

    def _sum_up(self) -> None:
        self._firsts = [block.first for block in self._blocks]
        # Lines hidden above each block.
        self._hidden = list(accumulate((block.hidden for block in self._blocks), initial=0))

    @property
    def hidden(self) -> int:
        """How many lines are hidden."""
        return self._hidden[-1]

    def pairs(self) -> list[_Pair]:
        """All of them, from top to bottom: start and end."""
        return [pair for block in self._blocks for pair in block.pairs]

    def clear(self) -> None:
        """Show everything."""
        self._blocks = []
        self._sum_up()

    def set_all(self, numbers: Sequence[int]) -> None:
        """These folds and no others.

        Args:
            numbers: three for each fold, in order, none inside another: start, end, lines hidden
                before it.
        """
        step = 3 * _BLOCK
        total = numbers[-1] + numbers[-2] - numbers[-3] if len(numbers) else 0
        self._blocks = []
        for at in range(0, len(numbers), step):
            after = numbers[at + step + 2] if at + step < len(numbers) else total
            self._blocks.append(_Block.of(numbers[at : at + step], after - numbers[at + 2]))
        self._sum_up()

    def fold(self, start: int, end: int) -> None:
        """Hide `start + 1` to `end`."""
        first = max(0, bisect_right(self._firsts, start) - 1)
        last = max(first, bisect_right(self._firsts, end) - 1)
        # Of the blocks between nothing is left: they are inside.
        edges = self._blocks[first : last + 1]
        merged = [pair for block in (edges[:1] + edges[1:][-1:]) for pair in block.pairs]
        low = bisect_left(merged, (start, 0))
        high = bisect_right(merged, (end, end))
        merged[low:high] = [(start, end)]
        cut = [_Block(merged[at : at + _BLOCK]) for at in range(0, len(merged), _BLOCK)]
        self._blocks[first : last + 1] = cut
        self._sum_up()

    def unfold(self, start: int) -> bool:
        """Show what a line hides; False when it hides nothing."""
        at = bisect_right(self._firsts, start) - 1
        if at < 0:
            return False
        pairs = self._blocks[at].pairs
        place = bisect_left(pairs, (start, 0))
        if place >= len(pairs) or pairs[place][0] != start:
            return False
        rest = [*pairs[:place], *pairs[place + 1 :]]
        self._blocks[at : at + 1] = [_Block(rest)] if rest else []
        self._sum_up()
        return True

    def is_folded(self, line: int) -> bool:
        """Whether a line is shown and hides others."""
        found = self._around(line)
        return found is not None and found[0] == line

    def hidden_by(self, line: int) -> int:
        """How many lines a line hides."""
        found = self._around(line)
        return found[1] - found[0] if found is not None and found[0] == line else 0

    def shown(self, line: int) -> int:
        """The line that stands for a line: itself, or the one that hides it."""
        found = self._around(line)
        return line if found is None else found[0]

    def _around(self, line: int) -> _Pair | None:
        at = bisect_right(self._firsts, line) - 1
        if at < 0:
            return None
        pairs = self._blocks[at].pairs
        place = bisect_right(pairs, (line, 1 << 62)) - 1
        found = pairs[place] if place >= 0 else None
        return found if found is not None and found[0] <= line <= found[1] else None

    def row_of(self, line: int) -> int:
        """The row in which a line, or what hides it, stands."""
        line = self.shown(line)
        at = bisect_right(self._firsts, line) - 1
        if at < 0:
            return line
        hidden = self._hidden[at]
        for start, end in self._blocks[at].pairs:
            if start >= line:
                break
            hidden += end - start
        return line - hidden

    def line_of(self, row: int) -> int:
        """The line that stands in a row."""
        low, high = 0, len(self._blocks)
        # The last block whose first fold stands in this row or above it.
        while low < high:
            middle = (low + high) // 2
            if self._firsts[middle] - self._hidden[middle] < row:
                low = middle + 1
            else:
                high = middle
        line = row + self._hidden[max(0, low - 1)]
        for start, end in self._blocks[low - 1].pairs if low else ():
            if start >= line:
                break
            line += end - start
        return line
