"""What the sandbox holds with 50 connections that ask without a pause, each request signed and
checked.

``python -m tests.benchmarks.bench_sandbox [DIRECTORY] [SECONDS]``, where DIRECTORY holds a catalog
in the layout ``v1/index.json``, ``v1/domain.json``, … in place of the embedded one. Each connection
adds a DNS record, reads it and the list, changes it, reads it, reads the account and policies,
removes the record, and begins again. The client shares the machine with the sandbox, so that what
is said is the least that it holds.
"""

import asyncio
import json
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

from ovh_explorer.sandbox.process import SandboxProcess
from tests.sandbox.asked import signed

CONNECTIONS = 50
RECORDS = "/1.0/domain/zone/example.com/record"


class Connection:
    """One connection that is kept open, and what came of its requests."""

    def __init__(self, origin: str, clock: int) -> None:
        self._origin, self._clock = origin, str(clock)
        self.statuses: Counter[int] = Counter()
        self.seconds: list[float] = []

    async def run(self, until: float) -> None:
        host, port = self._origin.removeprefix("http://").split(":")
        self._reader, self._writer = await asyncio.open_connection(host, int(port))
        while time.monotonic() < until:
            made = await self.ask(
                "POST", RECORDS, b'{"fieldType":"A","subDomain":"b","target":"192.0.2.1"}'
            )
            item = f"{RECORDS}/{json.loads(made)['id']}"
            await self.ask("GET", item)
            await self.ask("GET", f"{RECORDS}?fieldType=A")
            await self.ask("PUT", item, b'{"target":"192.0.2.2"}')
            await self.ask("GET", item)
            await self.ask("GET", "/1.0/me")
            await self.ask("GET", "/v2/iam/policy")
            await self.ask("DELETE", item)
        self._writer.close()

    async def ask(self, method: str, target: str, body: bytes = b"") -> bytes:
        headers = signed(method, target, body, timestamp=self._clock, origin=self._origin)
        lines = [f"{method} {target} HTTP/1.1", f"Host: {self._origin.removeprefix('http://')}"]
        lines += [f"{name}: {value}" for name, value in headers.items()] + [
            f"Content-Length: {len(body)}",
            "",
            "",
        ]
        began = time.perf_counter()
        self._writer.write("\r\n".join(lines).encode() + body)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
        content = await self._reader.readexactly(length)
        self.seconds.append(time.perf_counter() - began)
        self.statuses[int(head.split(b" ", 2)[1])] += 1
        return content


async def measure(origin: str, connections: int, seconds: float) -> None:
    """Say how many requests were answered, and how long each took."""
    started = time.monotonic()
    made = [Connection(origin, int(time.time())) for _ in range(connections)]
    await asyncio.gather(*(connection.run(started + seconds) for connection in made))
    taken = time.monotonic() - started
    times = sorted(second * 1000 for connection in made for second in connection.seconds)
    statuses = sum((connection.statuses for connection in made), Counter())
    late = statistics.quantiles(times, n=100)
    print(
        f"{connections:>3} connections: {len(times) / taken:.0f} requests/s, "
        f"median {late[49]:.1f} ms, 95 of 100 below {late[94]:.1f} ms, 99 below {late[98]:.1f} ms, "
        f"longest {times[-1]:.0f} ms; {len(times)} requests, answered {dict(statuses)}"
    )


def resident(process: int) -> str:
    """What a process holds in memory, where the system says."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    return next(
        (f"{int(line.split()[1]) / 1024:.0f} MB" for line in lines if line.startswith("VmRSS")),
        "unknown",
    )


def main() -> None:
    schemas = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 10
    began = time.monotonic()
    sandbox = SandboxProcess.begin(schemas)
    url = sandbox.wait_ready()
    print(f"ready after {(time.monotonic() - began) * 1000:.0f} ms")
    for connections in (1, CONNECTIONS):
        asyncio.run(measure(url, connections, seconds))
    print(f"memory {resident(sandbox._process.pid)}")
    sandbox.stop()


if __name__ == "__main__":
    main()
