"""A thousand details of a list, side by side and one by one, at a sandbox that takes 20 ms longer
for each answer.

``python -m tests.benchmarks.bench_details [COUNT]``
"""

import asyncio
import sys
import time

from ovh_explorer.call import Call
from ovh_explorer.client import Session
from ovh_explorer.config import Credentials, find_endpoint
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.workspace.calls.item_details import Details
from tests.sandboxes import running

LATENCY = "latency=0.02"


async def measure(count: int) -> None:
    """Print both times and their ratio."""
    keys = Credentials(
        DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key
    )
    bills = [f"EU{10000001 + n % 3}" for n in range(count)]
    calls = [
        (
            bill,
            Call(
                "v1",
                "GET",
                "/me/bill/{billId}",
                (("billId", bill),),
                headers=(("X-Sandbox-Fault", LATENCY),),
            ),
        )
        for bill in bills
    ]
    async with Session(find_endpoint(running()[1]), keys) as session:
        await session.send(calls[0][1])
        start = time.perf_counter()
        details = Details(session.send, calls, lambda words: None)
        await details.run()
        together = time.perf_counter() - start
        start = time.perf_counter()
        for _, call in calls:
            await session.send(call)
        alone = time.perf_counter() - start
    print(
        f"{count} details: {together:.2f} s side by side, {alone:.2f} s one by one: {alone / together:.1f} times faster"
    )
    print(f"failed: {details.failed}")


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
