"""Which lines are hidden by folding, and what stands in which row then."""

from bisect import bisect_left, bisect_right
from itertools import accumulate

__all__ = ["Folds"]

# Folds that are kept together: a change goes through one block and over the sums of all.
_BLOCK = 512


class Folds:
    """Ranges of lines of which only the first is shown. None holds another: folding takes in what is inside.

    A fold of `(start, end)` hides the lines `start + 1` to `end`.
    """

    def __init__(self) -> None:
        self._blocks: list[list[tuple[int, int]]] = []
        self._sum_up()

    def _sum_up(self) -> None:
        self._blocks = [block for block in self._blocks if block]
        self._firsts = [block[0][0] for block in self._blocks]
        sizes = [sum(end - start for start, end in block) for block in self._blocks]
        # Lines hidden above each block.
        self._hidden = list(accumulate(sizes, initial=0))

    @property
    def hidden(self) -> int:
        """How many lines are hidden."""
        return self._hidden[-1]

    def clear(self) -> None:
        """Show everything."""
        self._blocks = []
        self._sum_up()

    def set_all(self, folds: list[tuple[int, int]]) -> None:
        """These folds and no others; in order, none inside another."""
        self._blocks = [folds[at : at + _BLOCK] for at in range(0, len(folds), _BLOCK)]
        self._sum_up()

    def fold(self, start: int, end: int) -> None:
        """Hide `start + 1` to `end`."""
        first = max(0, bisect_right(self._firsts, start) - 1)
        last = max(first, bisect_right(self._firsts, end) - 1)
        merged = [item for block in self._blocks[first : last + 1] for item in block]
        low = bisect_left(merged, (start, 0))
        high = bisect_right(merged, (end, end))
        merged[low:high] = [(start, end)]
        cut = [merged[at : at + _BLOCK] for at in range(0, len(merged), _BLOCK)]
        self._blocks[first : last + 1] = cut
        self._sum_up()

    def unfold(self, start: int) -> bool:
        """Show what a line hides; False when it hides nothing."""
        at = bisect_right(self._firsts, start) - 1
        if at < 0:
            return False
        block = self._blocks[at]
        place = bisect_left(block, (start, 0))
        if place >= len(block) or block[place][0] != start:
            return False
        del block[place]
        self._sum_up()
        return True

    def is_folded(self, line: int) -> bool:
        """Whether a line is shown and hides others."""
        found = self._around(line)
        return found is not None and found[0] == line

    def shown(self, line: int) -> int:
        """The line that stands for a line: itself, or the one that hides it."""
        found = self._around(line)
        return line if found is None else found[0]

    def _around(self, line: int) -> tuple[int, int] | None:
        at = bisect_right(self._firsts, line) - 1
        if at < 0:
            return None
        block = self._blocks[at]
        place = bisect_right(block, (line, 1 << 62)) - 1
        found = block[place] if place >= 0 else None
        return found if found is not None and found[0] <= line <= found[1] else None

    def row_of(self, line: int) -> int:
        """The row in which a line, or what hides it, stands."""
        line = self.shown(line)
        at = bisect_right(self._firsts, line) - 1
        if at < 0:
            return line
        hidden = self._hidden[at]
        for start, end in self._blocks[at]:
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
        for start, end in self._blocks[low - 1] if low else ():
            if start >= line:
                break
            line += end - start
        return line
