"""Large responses on the screen: how soon, how smooth, how much memory.

``python -m tests.benchmarks.bench_answers [MEGABYTES …]`` (10 and 100): each answer comes from a
server of its own process to the program at 160×48. Beside it stands what ``json.loads`` and
``json.dumps(indent=2)`` take for the same bytes in the same run.
"""

import asyncio
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

WIDE = (160, 48)
KEYS = (
    ("scroll", ["pagedown"] * 60 + ["j"] * 60),
    ("ends", ["G", "g"] * 10),
    ("fold", ["h", "l"] * 20),
)


def answer_of(megabytes: int) -> bytes:
    """JSON of some size, in objects as the API has them."""
    item = {
        "id": 0,
        "name": "name",
        "state": "ok",
        "tags": ["a", "b"],
        "nested": {"x": 1.5, "y": None},
    }
    count = megabytes * 1_000_000 // (len(json.dumps(item)) + 10)
    return json.dumps([{**item, "id": n, "name": f"name-{n}"} for n in range(count)]).encode()


def serve(megabytes: int, port: "Synchronized[int]", sent: "Synchronized[float]") -> None:
    """Answer every request; `sent` is the time at which the last byte of a large one left."""
    large = answer_of(megabytes)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            is_large = self.path.endswith("/me/bill")
            body = large if is_large else str(int(time.time())).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()
            if is_large:
                sent.value = time.time()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    port.value = server.server_port
    server.serve_forever()


class Beat:
    """The longest time in which the event loop did nothing else."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def run(self) -> None:
        """Look every millisecond."""
        while True:
            start = time.perf_counter()
            await asyncio.sleep(0.001)
            self.longest = max(self.longest, time.perf_counter() - start - 0.001)

    def take(self) -> float:
        """The longest since the last time, in milliseconds."""
        longest, self.longest = self.longest, 0.0
        return longest * 1000


def memory(pid: int) -> float:
    """The most memory that a process has had of its own or mapped, in megabytes."""
    text = Path(f"/proc/{pid}/status").read_text()
    return (
        int(next(line for line in text.splitlines() if line.startswith("VmHWM")).split()[1]) / 1000
    )


async def show(megabytes: int) -> dict[str, Any]:
    """One run; times in milliseconds, sizes in megabytes."""
    from textual import events

    from ovh_explorer.tui.app import ExplorerApp
    from ovh_explorer.workspace.settings import gather
    from tests.tui.conftest import Stocked, main_screen

    port, sent = multiprocessing.Value("i", 0), multiprocessing.Value("d", 0.0)
    server = multiprocessing.Process(target=serve, args=(megabytes, port, sent), daemon=True)
    server.start()
    while not port.value:
        await asyncio.sleep(0.05)
    found: dict[str, Any] = {"megabytes": megabytes}
    home = Path(os.environ["HOME"])
    workspace = Stocked(gather(f"http://127.0.0.1:{port.value}", environ={}), cache=home)
    app = ExplorerApp(workspace, "GET /me/bill")
    async with app.run_test(size=WIDE) as pilot:
        screen = main_screen(pilot)
        while screen.form is None or screen.bench is None:
            await pilot.pause(0.1)
        await pilot.pause(1)
        before = memory(os.getpid())
        beat = Beat()
        beating = asyncio.create_task(beat.run())
        screen.bench.send()
        while screen.bench.response.found is None:
            await asyncio.sleep(0.002)
        while "200 OK" not in str(screen.bench.response.status.content):
            await asyncio.sleep(0.002)
        await asyncio.sleep(0)
        found["shown"] = (time.time() - sent.value) * 1000
        await pilot.pause(0.5)
        found["longest stall"] = beat.take()
        client = workspace.reader.client
        found["ours"] = memory(os.getpid()) - before
        found["reader"] = memory(client.process.pid) if client is not None else 0
        view = screen.bench.response.view
        view.focus()
        found["lines"] = view.document.text.height

        def press(key: str) -> None:
            app._driver.send_message(events.Key(key, key if len(key) == 1 else None))

        for name, keys in KEYS:
            times = []
            if name == "fold":
                view.show_line(1)
            for key in keys:
                beat.take()
                press(key)
                await asyncio.sleep(0.08)
                times.append(beat.take())
            found[f"{name} p95"] = sorted(times)[int(len(times) * 0.95)]
            found[f"{name} stall"] = max(times)
        for name, pressed, is_there in (
            ("fold all", "z1", lambda: view.document.folds.hidden),
            ("find", "/name", lambda: len(view._matches) > 1000),
            ("table", ["escape", "3", "t"], lambda: screen.bench.response.table),
        ):
            beat.take()
            start = time.perf_counter()
            for key in pressed:
                press("slash" if key == "/" else key)
                if key == "escape":
                    await pilot.pause(0.3)
            while not is_there():
                await asyncio.sleep(0.01)
            await pilot.pause(0.3)
            found[f"{name} took"] = (time.perf_counter() - start - 0.3) * 1000
            found[f"{name} stall"] = beat.take()
        beating.cancel()
    server.kill()
    return found


def plain(megabytes: int) -> float:
    """What the standard library takes to read and indent it, in milliseconds."""
    body = answer_of(megabytes)
    start = time.perf_counter()
    json.dumps(json.loads(body), indent=2)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Each size in a process of its own, so that memory is its own."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(asyncio.run(show(int(sys.argv[2])))))
        return
    for megabytes in map(int, sys.argv[1:] or ("10", "100")):
        base = plain(megabytes)
        with tempfile.TemporaryDirectory() as home:
            command = [
                sys.executable,
                "-m",
                "tests.benchmarks.bench_answers",
                "--one",
                str(megabytes),
            ]
            environ = {**os.environ, "HOME": home, "XDG_STATE_HOME": home}
            done = subprocess.run(command, env=environ, check=True, capture_output=True, text=True)
        found = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{megabytes} MB, {found['lines']:,} lines; json.loads and json.dumps take {base:.0f} ms"
        )
        print(
            f"  last byte to first screen   {found['shown']:7.0f} ms, {found['shown'] / base:.2f} of that"
        )
        print(f"  longest stall               {found['longest stall']:7.1f} ms")
        for name in ("scroll", "ends", "fold"):
            print(
                f"  {name:<10} p95 of a key     {found[f'{name} p95']:7.1f} ms, longest {found[f'{name} stall']:.1f}"
            )
        for name in ("fold all", "find", "table"):
            print(
                f"  {name:<10} took             {found[f'{name} took']:7.0f} ms, longest stall {found[f'{name} stall']:.1f}"
            )
        both = found["ours"] + found["reader"]
        print(
            f"  most memory, both processes {both:7.0f} MB ({found['ours']:.0f} more + {found['reader']:.0f}), {both / megabytes:.1f} of the body"
        )


if __name__ == "__main__":
    main()
