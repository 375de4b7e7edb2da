"""A user who does anything in any order: after every step, what is painted is what is so.

What is so is worked out here, from the calls that were sent and the form that is open, not by the
code that paints.
"""

import asyncio
import math
import os
import re
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic
from unittest import mock

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, reject, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ovh_explorer.call import Call, operation_title
from ovh_explorer.catalog.store import Store
from ovh_explorer.client.errors import ClientError
from ovh_explorer.client.response import Response
from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.text import printable
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.drawing.form_layout import edited_as, lay_out, shown_value
from ovh_explorer.workspace.calls.call_difference import what_differs
from tests.sandbox.scenarios import start_over
from tests.sandboxes import running
from tests.tui.conftest import Demo, _stock
from tests.tui.screen import Screen, key_of

# Steps of one start of the program, and how many there are of all of them. Each part is a test that
# can run beside the others.
STEPS_A_RUN = 50
PARTS = 3
STEPS = int(os.environ.get("SCREEN_STEPS", "300"))
# What a slow machine may take until a step is over.
MAX_SECONDS = 30.0

VALUES = ("example.com", "example.org", "vps-1", "1", "5210000001", "5210000002", "a b/é")
TEXTS = ("www", "192.0.2.1", "3600", "true", "2024-01-31", "é")


class Recorded(Demo):
    """The demo on a copy of a catalog; keeps what was sent."""

    def __init__(self, url: str, catalog: Path) -> None:
        super().__init__(url)
        self.catalog_copied = catalog
        self.received: list[tuple[Call, Response]] = []
        self.failed: list[tuple[Call, str]] = []

    def open_store(self) -> Store:
        catalog = self.catalog_copied

        class Copy(Store):
            def __init__(self, path: Path) -> None:
                if not path.exists():
                    shutil.copyfile(catalog, path)
                super().__init__(path)

        with mock.patch("tests.tui.conftest._StockedStore", Copy):
            return super().open_store()

    async def send(self, call: Call, progress=None) -> Response:
        try:
            response = await super().send(call, progress)
        except ClientError as error:
            self.failed.append((call, str(error)))
            raise
        self.received.append((call, response))
        return response


class Program:
    """The program in a task of its own, which does what it is given one after the other."""

    def __init__(self, url: str, catalog: Path, size: tuple[int, int]) -> None:
        self.loop = asyncio.new_event_loop()
        self.workspace = Recorded(url, catalog)
        self.screen: Screen
        self._work: asyncio.Queue = asyncio.Queue()
        self._task = self.loop.create_task(self._run(size))
        self.do(self._start)

    def do(self, work: Callable[[], Awaitable[object]]) -> None:
        done = self.loop.create_future()
        self._work.put_nowait((work, done))

        async def wait() -> None:
            await asyncio.wait([done, self._task], return_when=asyncio.FIRST_COMPLETED)
            if not done.done():
                await self._task
            await done

        self.loop.run_until_complete(wait())

    async def _start(self) -> None:
        await self.screen.ready()
        await self.screen.until(lambda: self.screen.main.bench is not None, "everything is mounted")

    async def _run(self, size: tuple[int, int]) -> None:
        app = ExplorerApp(self.workspace, "", clock=lambda: 0.0)
        async with app.run_test(size=size) as pilot:
            self.screen = Screen(pilot)
            while (item := await self._work.get()) is not None:
                work, done = item
                try:
                    done.set_result(await work())
                except BaseException as error:  # noqa: BLE001 - it is the caller's
                    done.set_exception(error)

    def end(self) -> None:
        self._work.put_nowait(None)
        self.loop.run_until_complete(self._task)
        self.loop.close()


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

    def teardown(self) -> None:
        if hasattr(self, "program"):
            self.program.end()

    def _do(self, work: Callable[[Screen], Awaitable[object]]) -> None:
        async def step() -> None:
            await work(self.program.screen)
            await self._settle()

        self.program.do(step)

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
        self._do(lambda screen: screen.open(f"{row.method} {branch}{path}"))

    @precondition(lambda self: self.is_open)
    @rule(at=st.integers(0, 10**6))
    def open_without_values(self, at: int) -> None:
        row = self.near[at % len(self.near)]
        branch = "/v2" if row.branch == "v2" else "/v1"
        self._do(lambda screen: screen.open(f"{row.method} {branch}{row.path}"))

    @precondition(lambda self: self.is_open)
    @rule(down=st.integers(0, 6), chosen=st.integers(0, 3))
    def follow(self, down: int, chosen: int) -> None:
        async def work(screen: Screen) -> None:
            await screen.show("response")
            await screen.press("home", *["down"] * down, "enter")
            await screen.drawn()
            if screen.pilot.app.screen is not screen.main:
                await screen.press(*["down"] * chosen, "enter")

        self._do(work)

    @precondition(lambda self: self.is_open)
    @rule()
    def back(self) -> None:
        self._do(lambda screen: screen.back())

    @precondition(lambda self: self.is_open)
    @rule(yes=st.booleans())
    def next_step(self, yes: bool) -> None:
        async def work(screen: Screen) -> None:
            await screen.show("response")
            await screen.press(key_of("next_step"))
            await self._answer(screen, yes)

        self._do(work)

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

        self._do(work)

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
    @rule(what=st.sampled_from(["action_fill_example", "action_clear_form", "action_undo"]))
    def fill(self, what: str) -> None:
        async def work(screen: Screen) -> None:
            getattr(screen.main.bench.request.view, what)()

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
            self._check_request()
            self._check_response()

    def _check_request(self) -> None:
        screen = self.program.screen
        bench = screen.main.bench
        pane, view = bench.request, bench.request.view
        painted = screen.request
        if not painted.lines or not view.display:
            return
        form = bench.form
        operation = form.operation
        if view.scroll_offset.y == 0:
            assert painted.title == operation_title(
                operation.branch, operation.method, printable(operation.path)
            )
        width = view.scrollable_content_region.width
        plan = lay_out(
            form,
            max(20, width) - 1,
            body_mode=view.body_mode,
            missing=view.missing,
            restore=view.offer,
            allowed=view.may(form),
            titled=painted.is_titled,
        )
        for line, text in zip(plan.lines[view.scroll_offset.y :], painted.lines, strict=False):
            if line.row is None:
                said = "".join(piece for _, piece in line.pieces)
                assert text.rstrip() == said[:width].rstrip()
                continue
            row = plan.rows[line.row]
            if (
                row.kind in ("field", "key")
                and edited_as(row.field) == "line"
                and not pane.is_editing
            ):
                assert shown_value(row.field)[1][:6] in text
            elif row.kind == "try":
                assert "TRY" in text

    def _check_response(self) -> None:
        screen = self.program.screen
        bench = screen.main.bench
        painted = screen.response
        if not painted.said:
            return
        form = bench.form
        tab = bench.response.tab
        if tab in LANGUAGES:
            self._check_code(painted.lines)
            return
        if tab == "schema":
            assert printable(f"What {form.operation.title}")[:20] in painted.said[0]
            return
        said = form.said()
        mine = [
            (call, response)
            for call, response in self.program.workspace.received
            if (call.branch, call.method, call.path) == form.operation.key
        ]
        exact = [
            response for call, response in mine if said is not None and not what_differs(call, said)
        ]
        if painted.answers:
            assert painted.is_dimmed or not painted.text.strip()
            others = [what_differs(call, said) for call, _ in mine]
            shown = painted.answers.removesuffix("…")
            assert any(printable(words).startswith(shown) for words in others), (shown, others)
            assert not exact
        elif painted.status:
            assert not painted.is_dimmed
            assert painted.status.partition(" ")[0] in {str(response.status) for response in exact}
            if tab == "response":
                self._check_body(painted, exact)
        elif "no response" in painted.said[0]:
            failed = [call for call, _ in self.program.workspace.failed]
            assert said is not None
            assert any(
                call == said or not what_differs(call, said)
                for call in failed
                if call.path == said.path
            )
        else:
            assert painted.said[0].startswith(("Example, not a response", "No response yet")), (
                painted
            )
            assert not mine

    def _check_body(self, painted, exact: list[Response]) -> None:
        pane = self.program.screen.main.bench.response
        view = pane.view
        if pane.table is not None or pane.found.raw or view.scroll_offset != (0, 0):
            return
        if not exact[-1].ok:
            words = "".join(printable(exact[-1].error.message)[:20].split())
            assert words in "".join(painted.text.replace("//", "").split())
            return
        width = view.size.width - view.head_width - 2
        bodies = []
        for response in exact:
            try:
                text = _unescaped(msgspec.json.format(response.read(), indent=2).decode())
            except (msgspec.DecodeError, UnicodeDecodeError):
                return
            bodies.append([printable(line)[:width] for line in text.split("\n")[:5]])
        top = [line[:width] for line in painted.lines[:5]]
        assert any(top[: len(body)] == [line.rstrip() for line in body] for body in bodies), (
            top,
            bodies,
        )

    def _check_code(self, lines: tuple[str, ...]) -> None:
        bench = self.program.screen.main.bench
        view = bench.response.view
        if view.scroll_offset != (0, 0):
            return
        try:
            text = bench.coding.write(bench.response.tab, bench.form, masked=True)
        except ValueError:
            return
        width = view.size.width - view.head_width - 2
        wanted = [printable(line)[:width].rstrip() for line in text.split("\n")]
        shown = [line[:width].rstrip() for line in lines[: len(wanted)]]
        assert shown == wanted[: len(shown)]


def _unescaped(text: str) -> str:
    """JSON with the letters that its escapes stand for, as a body is shown."""

    def letter(found: re.Match[str]) -> str:
        character = chr(int(found[1], 16))
        is_shown = character not in {'"', "\\"} and printable(character) == character
        return character if is_shown else found[0]

    return re.sub(r"\\u([0-9a-f]{4})", letter, text)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("catalog", ["embedded", "real"])
def test_what_is_painted_is_so(catalog, part, request):
    if catalog == "real":
        schemas = request.getfixturevalue("real_schemas")
        url, file = running(schemas)[1], request.getfixturevalue("real_file")
    else:
        url, file = running()[1], _stock()

    class User(RandomUser):
        pass

    User.url, User.catalog = url, file
    if settings.default.derandomize:
        # Each part its own walks, the same in every run, whatever was asked of the sandbox before.
        seed(f"{catalog} {part}")(User)
        start_over(url)
    runs = math.ceil(STEPS / 2 / PARTS / STEPS_A_RUN)
    run_state_machine_as_test(
        User,
        settings=settings(
            max_examples=runs,
            # The start counts as one.
            stateful_step_count=STEPS_A_RUN + 1,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # Making the steps fewer takes a start of the program for each try.
            phases=[Phase.generate],
        ),
    )
