"""A user who does anything in any order: after every step, what is painted is what is so."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic

from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from ovh_explorer.form.draft import draft_of
from tests.tui.program_task import Program
from tests.tui.screen import Screen, key_of
from tests.tui.screen_facts import check_request, check_response

# What a slow machine may take until a step is over.
MAX_SECONDS = 30.0

VALUES = ("example.com", "example.org", "vps-1", "1", "5210000001", "5210000002", "a b/é")
TEXTS = ("www", "192.0.2.1", "3600", "true", "2024-01-31", "é")


class RandomUser(RuleBasedStateMachine):
    """What a user does at random; `url` and `catalog` are those of the sandbox."""

    url: str
    catalog: Path

    @initialize(size=st.sampled_from([(160, 48), (120, 30), (80, 24)]), place=st.integers(0, 10**6))
    def start(self, size: tuple[int, int], place: int) -> None:
        if place == 0:
            # The first try of all is the simplest one: one rule again and again.
            reject()
        self.program = Program(self.url, self.catalog, size)
        store = self.program.workspace.store
        products = [row for branch in ("v1", "v2") for row in store.products(branch)]
        by_product = [store.operations(row.branch, row.path) for row in products]
        self.everything = [operation for rows in by_product for operation in rows]
        here = self.everything[place % len(self.everything)]
        self.near = next(rows for rows in by_product if here in rows)[:20]
        # What was left, the last one last: the operation, and what its form said.
        self.way: list[tuple[object, object]] = []

    def teardown(self) -> None:
        if hasattr(self, "program"):
            self.program.end()

    def _do(self, work: Callable[[Screen], Awaitable[object]]) -> None:
        async def step() -> None:
            await work(self.program.screen)
            await self._settle()

        self.program.do(step)

    @property
    def _said(self) -> tuple[object, object]:
        """The operation that is open, and what its form says."""
        form = self.program.screen.main.form
        return (None, None) if form is None else (form.operation.key, draft_of(form, secrets=True))

    def _open(self, work: Callable[[Screen], Awaitable[object]]) -> None:
        """Do what may open an operation: back leads to what was open before."""
        before = self._said
        self._do(work)
        if before[0] is not None and before != self._said:
            self.way.append(before)

    async def _settle(self) -> None:
        """Wait until nothing goes on any more, and leave what stands over the main screen."""
        screen = self.program.screen
        app, main = screen.pilot.app, screen.main
        end = monotonic() + MAX_SECONDS
        while monotonic() < end:
            await screen.pilot.pause()
            if app.screen is not main or "asking again" in "".join(screen.response.said):
                await screen.press("escape")
            elif not screen.is_sending and not self._is_busy():
                await self.program.workspace.recorder.finished()
                await screen.pilot.pause()
                return
            await asyncio.sleep(0.002)
        raise AssertionError(f"it never came to rest:\n{screen.text}")

    def _is_busy(self) -> bool:
        groups = {"send", "learn", "follow", "try", "open-words", "account", "inspect", "place"}
        bench = self.program.screen.main.bench
        return bench.is_sending or any(
            worker.group in groups and not worker.is_finished
            for worker in self.program.screen.pilot.app.workers
        )

    @property
    def is_open(self) -> bool:
        return self.program.screen.main.form is not None

    # Steps

    @rule(
        near=st.booleans(),
        at=st.integers(0, 10**6),
        values=st.lists(st.sampled_from(VALUES), min_size=9, max_size=9),
    )
    def open(self, near: bool, at: int, values: list[str]) -> None:
        rows = self.near if near else self.everything
        row = rows[at % len(rows)]
        path = row.path
        waiting = list(values)
        while "{" in path:
            start, end = path.index("{"), path.index("}") + 1
            path = path[:start] + waiting.pop().replace(" ", "%20").replace("/", "%2F") + path[end:]
        branch = "/v2" if row.branch == "v2" else "/v1"
        self._open(lambda screen: screen.open(f"{row.method} {branch}{path}"))

    @precondition(lambda self: self.is_open)
    @rule(at=st.integers(0, 10**6))
    def open_without_values(self, at: int) -> None:
        row = self.near[at % len(self.near)]
        branch = "/v2" if row.branch == "v2" else "/v1"
        self._open(lambda screen: screen.open(f"{row.method} {branch}{row.path}"))

    @precondition(lambda self: self.is_open)
    @rule(down=st.integers(0, 6), chosen=st.integers(0, 3))
    def follow(self, down: int, chosen: int) -> None:
        async def work(screen: Screen) -> None:
            await screen.show("response")
            await screen.press("home", *["down"] * down, "enter")
            await screen.drawn()
            if screen.pilot.app.screen is not screen.main:
                await screen.press(*["down"] * chosen, "enter")

        self._open(work)

    @precondition(lambda self: self.is_open)
    @rule()
    def back(self) -> None:
        expected = self.way.pop() if self.way else self._said
        self._do(lambda screen: screen.back())
        assert self._said == expected, "back leads to what was left last"

    @precondition(lambda self: self.is_open)
    @rule(yes=st.booleans())
    def next_step(self, yes: bool) -> None:
        async def work(screen: Screen) -> None:
            await screen.show("response")
            await screen.press(key_of("next_step"))
            await self._answer(screen, yes)

        self._open(work)

    @rule()
    def branch(self) -> None:
        async def work(screen: Screen) -> None:
            await screen.show("products")
            await screen.press(key_of("next_branch"))

        self._do(work)

    @rule(down=st.integers(0, 5), send=st.booleans(), yes=st.booleans())
    def look_back(self, down: int, send: bool, yes: bool) -> None:
        async def work(screen: Screen) -> None:
            await screen.show("products")
            await screen.press(key_of("show_history"))
            await screen.drawn()
            await screen.press(*["down"] * down, "ctrl+r" if send else "enter")
            await self._answer(screen, yes)

        self._open(work)

    @precondition(lambda self: self.is_open)
    @rule(pane=st.sampled_from(["request", "response"]), by=st.sampled_from([-1, 1]))
    def tab(self, pane: str, by: int) -> None:
        async def work(screen: Screen) -> None:
            await screen.show(pane)
            await screen.press(key_of(f"step_tab({by})"))

        self._do(work)

    @precondition(lambda self: self.is_open)
    @rule(down=st.integers(0, 8), text=st.sampled_from(TEXTS + VALUES))
    def edit(self, down: int, text: str) -> None:
        async def work(screen: Screen) -> None:
            await screen.show("request")
            await screen.press("home", *["down"] * down)
            row = screen.main.bench.request.view.row
            if row is not None and row.kind == "try":
                return
            await screen.press("enter")
            if screen.is_editing:
                await screen.press("ctrl+u")
                await screen.type(text)
                await screen.press("escape")

        self._do(work)

    @precondition(lambda self: self.is_open)
    @rule(what=st.sampled_from(["fill_example", "clear_form", "undo", "redo"]))
    def fill(self, what: str) -> None:
        async def work(screen: Screen) -> None:
            getattr(screen.main.bench, what)()

        self._do(work)

    @precondition(lambda self: self.is_open)
    @rule(yes=st.booleans())
    def send(self, yes: bool) -> None:
        async def work(screen: Screen) -> None:
            await screen.press("ctrl+r")
            await self._answer(screen, yes)

        self._do(work)

    @precondition(lambda self: self.is_open)
    @rule()
    def send_whatever_it_says(self) -> None:
        async def work(screen: Screen) -> None:
            for _ in range(2):
                await screen.press("ctrl+r")
                await self._answer(screen, True)

        self._do(work)

    @precondition(lambda self: self.is_open)
    @rule(key=st.sampled_from(["t", "w", "t"]))
    def look_otherwise(self, key: str) -> None:
        async def work(screen: Screen) -> None:
            await screen.show("response")
            await screen.press(key)

        self._do(work)

    async def _answer(self, screen: Screen, yes: bool) -> None:
        end = monotonic() + MAX_SECONDS
        while monotonic() < end:
            await screen.drawn()
            if screen.pilot.app.screen is not screen.main:
                await screen.press("y" if yes else "escape")
                return
            if not self._is_busy():
                return
            await asyncio.sleep(0.005)

    # What is so

    @invariant()
    def what_is_painted_is_so(self) -> None:
        if hasattr(self, "program") and self.is_open:
            check_request(self.program.screen)
            check_response(self.program)
