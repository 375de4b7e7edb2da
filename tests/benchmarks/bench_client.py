"""What one signed call costs end to end, beside python-ovh, which is synchronous, on the same
server.

``python -m tests.benchmarks.bench_client [CALLS]``: the two by turns, in rounds, over a connection
that is kept open.
"""

import asyncio
import statistics
import sys
import time

import ovh
import ovh.client

from ovh_explorer.call import Call
from ovh_explorer.client import Session
from ovh_explorer.config import Credentials, find_endpoint
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.sandbox.process import SandboxProcess

ROUNDS = 7
CALL = Call("v1", "GET", "/domain/zone")


async def ours(url: str, count: int) -> float:
    """Seconds a call."""
    keys = Credentials(
        DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key
    )
    async with Session(find_endpoint(url), keys) as session:
        assert (await session.send(CALL)).ok
        start = time.perf_counter()
        for _ in range(count):
            (await session.send(CALL)).json()
        return (time.perf_counter() - start) / count


def theirs(url: str, count: int) -> float:
    """Seconds a call with python-ovh."""
    ovh.client.ENDPOINTS["bench"] = f"{url}/1.0"
    client = ovh.Client(
        "bench", DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key
    )
    client.get(CALL.path)
    start = time.perf_counter()
    for _ in range(count):
        client.get(CALL.path)
    return (time.perf_counter() - start) / count


def main() -> None:
    """Print the ratio of each round's times, and their median."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    sandbox = SandboxProcess.begin()
    url = sandbox.wait_ready()
    rounds = [(asyncio.run(ours(url, count)), theirs(url, count)) for _ in range(ROUNDS)]
    sandbox.stop()
    mine, other = (statistics.median(times) * 1000 for times in zip(*rounds, strict=True))
    ratio = statistics.median(one / two for one, two in rounds)
    print(
        f"one signed call: {mine:.2f} ms, with python-ovh {other:.2f} ms; ratio, median of {ROUNDS} rounds: {ratio:.2f}"
    )


if __name__ == "__main__":
    main()
