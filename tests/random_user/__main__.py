"""A user who does anything, and watches what becomes of it.

``python -m tests.random_user --seed 1 --minutes 30 --size 160x48``: the program, against a sandbox
where a part of the calls goes wrong, gets keys, words, clicks, pasted texts and new sizes. After
every one it must be there, have made no mistake, and have reacted within 2 s; at the end nothing
may be left, and its memory be level. The same seed does the same.
"""

import argparse
import collections
import itertools
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests import real_catalog
from tests.random_user.actions import Action, actions
from tests.random_user.program import PATIENCE, Program, Standstill, Trouble, sandbox
from tests.random_user.watched import NOTED

__all__ = ["Run", "main"]

# Actions before something went wrong that are printed.
_TOLD = 30
# Times that its event loop was kept that are printed.
_STALLS_TOLD = 5
_DRAWING_EVERY, _MEMORY_EVERY = 20, 100
# How much more memory the last fifth may take than what follows the first thousand actions.
_MAX_GROWTH = 1.3
# What is no growth: a process that has read one large response keeps that much of it for the next.
_FREE_MEGABYTES = 40


@dataclass
class Run:
    """One seed's: the program, and what was found.

    Attributes:
        goes_on: start the program again after a mistake, and find the next.
        skipped: actions that are left out at the beginning, to find out which of them matter.
    """

    program: Program
    seed: int
    goes_on: bool = False
    skipped: int = 0
    done: int = 0
    found: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    memory_of_all: list[float] = field(default_factory=list)

    def play(self, count: int | None, until: float | None) -> None:
        """Do `count` actions, or as many as there is time for."""
        self._start = time.monotonic()
        last: collections.deque[Action] = collections.deque(maxlen=_TOLD)
        chosen = itertools.islice(actions(self.seed, self.program.size), self.skipped, count)
        self.done = self.skipped
        for action in chosen:
            self.done += 1
            last.append(action)
            try:
                self._do(action)
            except Trouble as trouble:
                self._tell(trouble, last)
                if not self.goes_on:
                    return
                if not isinstance(trouble, Standstill) or "longer" in str(trouble):
                    self.program.kill()
                    self.program.restart()
                    last.clear()
                    # What it takes now says nothing of what the one before took.
                    self.memory.clear()
                    self.memory_of_all.clear()
            if until is not None and time.monotonic() > until:
                return

    def _do(self, action: Action) -> None:
        if action.size is not None:
            self.program.resize(action.size)
        if action.data:
            self.program.write(action.data)
        self.program.rest(action.pause)
        self.program.check()
        if self.done % _DRAWING_EVERY == 0:
            self.program.check_drawing()
        if self.done % _MEMORY_EVERY == 0:
            self.memory.append(self.program.memory)
            self.memory_of_all.append(self.program.memory_of_all)
            if self.done % 1000 == 0:
                took = time.monotonic() - self._start
                memory = (
                    f"{self.memory[-1]:.0f} MB, with its processes {self.memory_of_all[-1]:.0f} MB"
                )
                print(f"{self.done} actions in {took:.0f} s, {memory}", flush=True)

    def _tell(self, trouble: Trouble, last: "collections.deque[Action]") -> None:
        reports = [path.read_text() for path in self.program.reports]
        words = reports[-1] if reports else self.program.words()
        self.found.append(f"{trouble}\n{words}")
        print(f"\n=== seed {self.seed}, action {self.done}: {trouble}")
        print(*(f"    {action.what}" for action in last), sep="\n")
        print(words)
        print(self.program.picture(), flush=True)

    def grown(self) -> list[str]:
        """What is to be said of its memory; nothing as long as it is level, and where it ran too
        short to tell.
        """
        found = []
        first = 1000 // _MEMORY_EVERY
        # Others start when they are needed first: what they take then is no growth.
        others = [
            all_of_it - own
            for own, all_of_it in zip(self.memory[first:], self.memory_of_all[first:], strict=True)
        ]
        for what, after in (
            ("memory", self.memory[first:]),
            ("memory of the processes it starts", [size for size in others if size]),
        ):
            if len(after) < 10:
                continue
            fifth = max(1, len(after) // 5)
            before, now = statistics.median(after[:fifth]), statistics.median(after[-fifth:])
            print(
                f"{what}: {before:.0f} MB after the first thousand actions, {now:.0f} MB at the end"
            )
            if now > before * _MAX_GROWTH and now - before > _FREE_MEGABYTES:
                found.append(f"{what} grew from {before:.0f} to {now:.0f} MB")
        return found

    def stood_still(self) -> list[str]:
        """The times in which its event loop was kept for too long by the program itself."""
        stalls = [stall for stall in self.program.stalls if not stall.goes_on]
        print(
            f"{len(stalls)} times it didn't wait for an event for more than {NOTED} s; the longest:"
        )
        for stall in stalls[:_STALLS_TOLD]:
            print(stall)
        held = self.program.held_keys
        print(f"{len(held)} times keys waited as long as they may")
        for line in held[:_STALLS_TOLD]:
            print(line)
        return [str(stall) for stall in stalls if stall.own > PATIENCE]


def main() -> int:
    """Play one seed; answers 1 where something was found."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.random_user", description="A user who does anything."
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, help="how long")
    parser.add_argument("--actions", type=int, help="how many actions; 1,000 where nothing is said")
    parser.add_argument(
        "--skip", type=int, default=0, metavar="N", help="leave out the first N actions"
    )
    parser.add_argument("--size", default="160x48", metavar="COLUMNSxROWS")
    parser.add_argument(
        "--tmux", action="store_true", help="in a tmux, which shows the screen when it goes wrong"
    )
    parser.add_argument(
        "--schemas",
        type=Path,
        default=real_catalog.directory(),
        help="a catalog; without one the real one where it is, else the embedded one",
    )
    parser.add_argument(
        "--go-on", action="store_true", help="start again after a mistake, and find the next"
    )
    options = parser.parse_args()
    columns, rows = (int(number) for number in options.size.split("x"))
    count = options.actions or (None if options.minutes else 1000)
    schemas = options.schemas if options.schemas and options.schemas.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="random-user-") as home:
        process, url = sandbox(options.seed, schemas)
        try:
            program = Program(url, Path(home), (columns, rows), options.tmux)
            run = Run(program, options.seed, options.go_on, options.skip)
            try:
                run.play(
                    count, time.monotonic() + 60 * options.minutes if options.minutes else None
                )
                left = program.end()
            except BaseException:
                program.kill()
                raise
        finally:
            process.communicate()
        found = [*run.found, *left, *run.grown(), *run.stood_still()]
    print(f"seed {options.seed}: {run.done} actions, {len(found)} found")
    for text, times in collections.Counter(found).most_common():
        print(f"--- {times} times: {text}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
