"""From `enter` on an operation to the first paint of its form, over a whole catalog.

``python -m tests.benchmarks.bench_form DIRECTORY [--every N]``, where DIRECTORY holds a catalog in
the layout ``v1/index.json``, ``v1/domain.json``, …: each operation is opened in a real terminal of
160 by 48 (a pseudo-terminal whose other end is read), beside a bare screen with a label and two
inputs, in the same run. Also says for how long the event loop was held at a time.
"""

import asyncio
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from tests.benchmarks.terminal import Terminal

_BARE_EVERY = 20
_QUIET = 0.04


def main() -> None:
    directory, every = Path(sys.argv[1]).resolve(), int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with tempfile.TemporaryDirectory() as home:
        out = Path(home) / "figures.json"
        environ = {**os.environ, "HOME": home, "XDG_CACHE_HOME": f"{home}/cache"}
        terminal = Terminal(
            [
                sys.executable,
                "-m",
                "tests.benchmarks.bench_form",
                str(directory),
                "--child",
                str(every),
                str(out),
            ],
            environ,
        )
        while not out.exists():
            terminal.seen = terminal.seen[-2000:]
            terminal.read(0.2)
            if terminal.is_over:
                sys.exit(f"the explorer ended: {terminal.seen.decode(errors='replace')}")
        figures = json.loads(out.read_text())
    bare = statistics.median(figures["bare"])
    forms = sorted(figures["forms"])
    print(
        f"a bare screen, label and two inputs: median {bare * 1000:.1f} ms, {len(figures['bare'])} times"
    )
    for name, part in (("median", 0.5), ("p95", 0.95), ("p99", 0.99), ("worst", 1.0)):
        took, title = forms[min(len(forms) - 1, int(part * len(forms)))]
        print(
            f"{name:>8} of {len(forms)} forms: {took * 1000:6.1f} ms, {took / bare:.2f} times the bare screen  ({title})"
        )
    held = sorted(figures["held"], reverse=True)
    print(
        f"event loop held: {held[0] * 1000:.1f} ms at most; over 16 ms {sum(t > 0.016 for t in held)} times,"
        f" over 50 ms {sum(t > 0.05 for t in held)} times, in {figures['seconds']:.0f} s"
    )


def child(directory: Path, every: int, out: Path) -> None:
    """Runs in the terminal: the explorer on a store filled with the catalog, opening one operation
    after another.
    """
    from textual.app import App
    from textual.screen import Screen
    from textual.widgets import Input, Label

    from ovh_explorer.catalog.schema import parse_index
    from ovh_explorer.tui.app import ExplorerApp
    from ovh_explorer.tui.main.screen import MainScreen
    from ovh_explorer.workspace.navigation.target import OperationTarget
    from ovh_explorer.workspace.settings import gather
    from ovh_explorer.workspace.workspace import Workspace

    class Offline(Workspace):
        async def start_sync(self, listen, *, all_again=False):
            pass

    class Bare(Screen[None]):
        def compose(self):
            yield Label("A label")
            yield Input()
            yield Input()

    painted: list[asyncio.Future[float]] = []
    waits: list[Callable[[object], object]] = []
    last_paint = [0.0]
    display = App._display

    def timed(self, screen, renderable):
        display(self, screen, renderable)
        last_paint[0] = time.perf_counter()
        if waits and waits[0](screen) and not painted[0].done():
            painted[0].set_result(time.perf_counter())

    App._display = timed  # type: ignore[method-assign]

    async def until_painted(begin, holds) -> float:
        painted[:] = [asyncio.get_running_loop().create_future()]
        waits[:] = [holds]
        start = time.perf_counter()
        await begin()
        return await painted[0] - start

    workspace = Offline(
        gather("http://127.0.0.1:9", environ={}), cache=Path(os.environ["XDG_CACHE_HOME"])
    )
    store = workspace.open_store()
    for branch in ("v1", "v2"):
        index = (directory / branch / "index.json").read_bytes()
        store.put_index(branch, parse_index(index))
        for entry in parse_index(index):
            store.put_document(
                branch, entry.path, (directory / branch / f"{entry.path[1:]}.json").read_bytes()
            )
    app = ExplorerApp(workspace)
    held: list[float] = []

    async def watch() -> None:
        while True:
            due = time.perf_counter() + 0.001
            await asyncio.sleep(0.001)
            late = time.perf_counter() - due
            if late > 0.012:
                held.append(late)

    async def quiet() -> None:
        """Wait until nothing was drawn for a while, as a person does."""
        await asyncio.sleep(_QUIET)
        while time.perf_counter() - last_paint[0] < _QUIET:
            await asyncio.sleep(0.005)

    async def bare_screen() -> float:
        one = Bare()

        async def push() -> None:
            await app.push_screen(one)

        took = await until_painted(push, lambda shown: shown is one)
        app.pop_screen()
        await asyncio.sleep(0.4)
        await quiet()
        return took

    async def drive() -> None:
        screen = cast(MainScreen, app.screen)
        bench = await screen.panes.furnish()
        rows = [
            row
            for branch in ("v1", "v2")
            for product in store.products(branch)
            for row in store.operations(branch, product.path)
        ][::every]
        forms, bare = [], []
        gc.collect()
        watcher = asyncio.create_task(watch())
        begun = time.perf_counter()
        for number, row in enumerate(rows):
            opened = OperationTarget(row.branch, row.method, row.path)

            def shown(_screen, row=row):
                form = bench.request.view.form
                return form is not None and (form.operation.method, form.operation.path) == (
                    row.method,
                    row.path,
                )

            took = await until_painted(lambda opened=opened: screen.opener.open(opened), shown)
            forms.append((took, f"{row.method} {row.path}"))
            await quiet()
            if number % _BARE_EVERY == 0:
                bare.append(await bare_screen())
        watcher.cancel()
        figures = {
            "forms": forms,
            "bare": bare,
            "held": held,
            "seconds": time.perf_counter() - begun,
        }
        out.with_suffix(".part").write_text(json.dumps(figures))
        out.with_suffix(".part").rename(out)
        app.exit()

    async def run() -> None:
        running = asyncio.create_task(app.run_async())
        await asyncio.sleep(3)
        app.call_later(lambda: app.run_worker(drive()))
        await running

    asyncio.run(run())


if __name__ == "__main__":
    if "--child" in sys.argv:
        child(Path(sys.argv[1]), int(sys.argv[3]), Path(sys.argv[4]))
    else:
        main()
