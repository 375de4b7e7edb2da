"""Hours of use, played fast: whether memory, frames, tasks, threads or open files grow.

``python -m tests.benchmarks.bench_long_life [DIRECTORY] [OPENED] [TRIED]`` (10,000 and 2,000):
operations are opened, GETs are tried, answers are folded, searched and made a table, the terminal
is resized; over a catalog in the layout ``v1/index.json``, ``v1/domain.json``, …, or over the
embedded one. What there is after the first tenth is compared with what there is at the end.
"""

import asyncio
import gc
import os
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from textual import events

from ovh_explorer.catalog.examples import example
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.sandbox.process import SandboxProcess

SIZES = ((160, 48), (80, 24), (100, 30), (120, 40), (20, 5), (160, 48))


@dataclass
class State:
    """What there is at a moment: megabytes, milliseconds a frame, and how many of each."""

    memory: float
    frame: float
    tasks: int
    threads: int
    files: int
    children: int
    widgets: int

    def words(self) -> str:
        """In a line."""
        return (
            f"{self.memory:6.1f} MB  {self.frame:5.1f} ms a frame  {self.tasks} tasks  {self.threads} threads  "
            f"{self.files} open files  {self.children} children  {self.widgets} widgets"
        )


class Life:
    """One run of the program."""

    def __init__(self, pilot: Any, screen: Any) -> None:
        self.pilot = pilot
        self.screen = screen
        self.frames: list[float] = []
        rows = [
            row
            for branch in ("v1", "v2")
            for product in screen.workspace.catalog.products(branch)
            for row in screen.workspace.store.operations(branch, product.path)
        ]
        self.rows = sorted(rows, key=lambda row: crc32(f"{row.method} {row.path}".encode()))

    async def open(self, number: int, *, get: bool = False) -> None:
        """Open an operation, and wait until it is drawn."""
        from ovh_explorer.workspace.navigation.target import OperationTarget

        rows = [row for row in self.rows if row.method == "GET"] if get else self.rows
        row = rows[number % len(rows)]
        operation = self.screen.workspace.store.operation(row.branch, row.method, row.path)
        models = self.screen.workspace.store.models(row.branch, operation.product)
        values = (
            [(part.name, str(example(models, part.type))) for part in operation.placed("path")]
            if get
            else []
        )
        start = time.perf_counter()
        await self.screen.opener.open(
            OperationTarget(row.branch, row.method, row.path, tuple(values))
        )
        await self.pilot.pause()
        self.frames.append(time.perf_counter() - start)

    async def press(self, *keys: str) -> None:
        """Press keys without waiting in between."""
        for key in keys:
            self.pilot.app._driver.send_message(events.Key(key, key if len(key) == 1 else None))
        await self.pilot.pause()
        while not self.pilot.app.typed_ahead.is_idle:
            await asyncio.sleep(0.002)

    async def attempt(self, number: int) -> None:
        """TRY an operation and do something with its response."""
        await self.open(number, get=True)
        bench = self.screen.bench
        bench.send()
        while bench.is_sending:
            await asyncio.sleep(0.002)
        self.screen.show_pane("response")
        await self.press("j", "h", "z", "1", "l", "right_square_bracket", "left_square_bracket")
        if number % 3 == 0:
            await self.press("t", "s", "t")
        await self.press("2")

    def state(self) -> State:
        """What there is now."""
        gc.collect()
        memory = next(
            line
            for line in Path("/proc/self/status").read_text().splitlines()
            if line.startswith("VmRSS")
        )
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        frames, self.frames = self.frames, []
        return State(
            int(memory.split()[1]) / 1000,
            1000 * statistics.median(frames),
            len(asyncio.all_tasks()),
            threading.active_count(),
            len(list(Path("/proc/self/fd").iterdir())),
            len(children),
            len(self.screen.query("*")),
        )


async def live(directory: Path | None, opened: int, tried: int) -> tuple[State, State]:
    """What there is after the first tenth, and at the end."""
    from ovh_explorer.tui.app import ExplorerApp
    from ovh_explorer.tui.main.screen import MainScreen
    from ovh_explorer.workspace.settings import gather
    from ovh_explorer.workspace.workspace import Workspace

    sandbox = SandboxProcess.begin(directory, options=("--quiet",))
    url = sandbox.wait_ready()
    keys = {
        "OVH_ENDPOINT": url,
        "OVH_APPLICATION_KEY": DEMO_KEYS.application_key,
        "OVH_APPLICATION_SECRET": DEMO_KEYS.application_secret,
        "OVH_CONSUMER_KEY": DEMO_KEYS.consumer_key,
    }
    app = ExplorerApp(Workspace(gather(url, environ=keys)))
    async with app.run_test(size=(160, 48)) as pilot:
        screen: Any = next(screen for screen in app.screen_stack if isinstance(screen, MainScreen))
        while not screen.workspace.is_open or screen.workspace.store.counts().fetched < max(
            1, screen.workspace.store.counts().products
        ):
            await asyncio.sleep(0.1)
        while screen.header.note:
            await asyncio.sleep(0.1)
        life = Life(pilot, screen)
        states = []
        for part in range(10):
            for number in range(opened // 10):
                await life.open(part * opened // 10 + number)
            await life.press("2")
            for number in range(tried // 10):
                await life.attempt(part * tried // 10 + number)
            for size in SIZES:
                await pilot.resize_terminal(*size)
            # As after a moment in which nobody does anything.
            await asyncio.sleep(1.5)
            states.append(life.state())
            print(f"{(part + 1) * 10:3} %  {states[-1].words()}", flush=True)
    await asyncio.to_thread(sandbox.stop)
    return states[0], states[-1]


def main() -> None:
    """Print each tenth, and what grew."""
    words = sys.argv[1:]
    directory = Path(words.pop(0)) if words and not words[0].isdigit() else None
    opened, tried = (
        (int(word) for word in [*words, "10000", "2000"][:2]) if words else (10_000, 2_000)
    )
    with tempfile.TemporaryDirectory() as home:
        os.environ.update({"HOME": home, "XDG_STATE_HOME": home, "XDG_CACHE_HOME": home})
        first, last = asyncio.run(live(directory, opened, tried))
    print(
        f"memory {last.memory / first.memory:.2f} times, a frame {last.frame / first.frame:.2f} times the first tenth's"
    )


if __name__ == "__main__":
    main()
