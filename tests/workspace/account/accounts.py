"""A stand-in of an account with many keys."""

import asyncio
import json

from ovh_explorer.call import Call
from ovh_explorer.client import Response


def many(count: int):
    """A way to send to an account with so many consumer keys, and what it counts: requests, and at
    once.
    """
    seen = {"requests": 0, "now": 0, "most": 0, "release": asyncio.Event()}

    async def send(call: Call) -> Response:
        seen["requests"] += 1
        seen["now"] += 1
        seen["most"] = max(seen["most"], seen["now"])
        try:
            if call.path == "/me/api/credential":
                value: object = list(range(1, count + 1))
            elif call.path_values:
                await seen["release"].wait()
                value = {"credentialId": int(call.path_values[0][1]), "status": "validated"}
            else:
                value = []
            return Response(
                200, "x", (), json.dumps(value).encode(), 0.1, "GET", "https://eu.api.ovh.com/1.0"
            )
        finally:
            seen["now"] -= 1

    return send, seen
