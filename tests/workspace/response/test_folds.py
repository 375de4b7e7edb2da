"""Which rows are there when lines are folded, against a list of them all."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ovh_explorer.workspace.response import folds as module
from ovh_explorer.workspace.response.folds import Folds

HEIGHT = 60


class Folding(RuleBasedStateMachine):
    """Folds of a tree whose node (depth, n) holds the lines that it divides; small blocks, so that
    there are many.
    """

    def __init__(self):
        super().__init__()
        module._BLOCK = 3
        self.folds = Folds()
        self.model: dict[int, int] = {}

    def teardown(self):
        module._BLOCK = 512

    @rule(start=st.integers(0, HEIGHT - 2), length=st.sampled_from([1, 2, 4, 8, 16]))
    def fold(self, start, length):
        # As brackets do, ranges hold each other or are apart.
        start -= start % (2 * length)
        end = min(HEIGHT - 1, start + length)
        if end <= start or any(a < start <= b for a, b in self.model.items()):
            return
        if any(a <= end < b for a, b in self.model.items() if a > start):
            return
        self.folds.fold(start, end)
        self.model = {a: b for a, b in self.model.items() if not (start <= a <= end)} | {start: end}

    @rule(start=st.integers(0, HEIGHT))
    def unfold(self, start):
        assert self.folds.unfold(start) == (self.model.pop(start, None) is not None)

    @rule()
    def clear(self):
        self.folds.clear()
        self.model = {}

    @rule(step=st.sampled_from([2, 5, 9]))
    def all(self, step):
        pairs = [(at, at + step - 1) for at in range(0, HEIGHT - step, step)]
        self.folds.set_all(
            [number for at, pair in enumerate(pairs) for number in (*pair, at * (step - 1))]
        )
        self.model = dict(pairs)

    @invariant()
    def rows_are_right(self):
        hidden = {line for start, end in self.model.items() for line in range(start + 1, end + 1)}
        shown = [line for line in range(HEIGHT) if line not in hidden]
        assert self.folds.hidden == len(hidden)
        assert [self.folds.line_of(row) for row in range(len(shown))] == shown
        for row, line in enumerate(shown):
            assert self.folds.row_of(line) == row
            assert self.folds.shown(line) == line
            assert self.folds.is_folded(line) == (line in self.model)
        for line in hidden:
            start = max(a for a in self.model if a < line)
            assert self.folds.shown(line) == start
            assert not self.folds.is_folded(line)
            assert self.folds.row_of(line) == self.folds.row_of(start)


Folding.TestCase.settings = settings(max_examples=60, stateful_step_count=12, deadline=None)
TestFolding = Folding.TestCase
