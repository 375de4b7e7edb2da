"""Reads the body of a response: decompressed, stored, its progress reported."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ovh_explorer.client.body import BodyWriter, StoredBody
from ovh_explorer.client.decompression import Decompressor
from ovh_explorer.client.response import PartialResponse

if TYPE_CHECKING:
    import httpx

__all__ = [
    "MAX_BODY_BYTES",
    "AllowMore",
    "Progress",
    "TooLargeError",
    "declared_length",
    "read_body",
]

MAX_BODY_BYTES = 500_000_000
"""The size of a body, in bytes, from which on the user is asked whether to go on: little that is
packed may be much.
"""

AllowMore = Callable[[int], Awaitable[bool]]
"""Asked whether to go on when a body is larger than so many bytes."""

Progress = Callable[[PartialResponse], None]
"""Called when the head of a response is there, and then with each piece of its body."""

# Seconds after which something else gets its turn while the pieces of a response come without a
# pause.
_MAX_TURN_SECONDS = 0.05


class TooLargeError(Exception):
    """A body is larger than `max_bytes`."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__(max_bytes)
        self.max_bytes = max_bytes


def declared_length(response: "httpx.Response") -> int | None:
    """The bytes of the body as the response says them; None where it doesn't."""
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None


async def read_body(
    response: "httpx.Response",
    head: PartialResponse,
    progress: Progress | None,
    max_bytes: int | None,
    allow_more: AllowMore | None = None,
    *,
    limit: int | None = None,
) -> bytes | StoredBody:
    """The body of a response, unpacked.

    Args:
        head: what `progress` is told of, with the bytes that came.
        max_bytes: bytes that it may have, whatever is allowed; None for as many as are.
        allow_more: asked about more than `limit`, each time it has doubled.
        limit: bytes that need no question; :data:`MAX_BODY_BYTES` by default.

    Raises:
        TooLargeError: when it has more.
        DecompressionError: when it can't be unpacked.
        BodyError: when it can't be kept.
    """
    body = BodyWriter()
    if limit is None:
        limit = MAX_BODY_BYTES
    if max_bytes is not None:
        limit = max_bytes

    async def take(pieces: Iterable[bytes]) -> None:
        nonlocal limit
        for piece in pieces:
            await body.add(piece)
            if body.size > limit:
                if max_bytes is not None or allow_more is None or not await allow_more(limit):
                    raise TooLargeError(limit)
                limit *= 2

    try:
        if progress is not None:
            progress(head)
        unpacker = Decompressor(response.headers.get("Content-Encoding", ""))
        turn = time.monotonic()
        async for packed in response.aiter_raw():
            await take(unpacker.feed(packed))
            if progress is not None:
                progress(replace(head, received=response.num_bytes_downloaded))
            # A piece may be a byte, and there are then thousands that nothing is waited for
            # between.
            if time.monotonic() - turn > _MAX_TURN_SECONDS:
                await asyncio.sleep(0)
                turn = time.monotonic()
        await take(unpacker.end())
        return await body.finish()
    except BaseException:
        body.discard()
        raise
