"""Reading an answer's body: unpacked, kept, told of as it comes."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ovh_explorer.client.body import BodyWriter, StoredBody
from ovh_explorer.client.response import Arriving
from ovh_explorer.client.unpacking import Unpacker

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
"""The size of a body, in bytes, from which on the user is asked whether to go on: little that is packed may be much."""

AllowMore = Callable[[int], Awaitable[bool]]
"""Asked whether to go on when a body is larger than so many bytes."""

Progress = Callable[[Arriving], None]
"""Called when the head of an answer is there, and then with each piece of its body."""

# Seconds after which something else gets its turn while the pieces of an answer come without a
# pause.
_TURN = 0.05


class TooLargeError(Exception):
    """A body is longer than it may be: than `most` bytes."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


def declared_length(answer: "httpx.Response") -> int | None:
    """The bytes of the body as the answer says them; None where it doesn't."""
    length = answer.headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None


async def read_body(
    answer: "httpx.Response",
    head: Arriving,
    progress: Progress | None,
    most: int | None,
    allow_more: AllowMore | None = None,
) -> bytes | StoredBody:
    """The body of an answer, unpacked.

    Args:
        head: what `progress` is told of, with the bytes that came.
        most: bytes that it may have; None for :data:`MAX_BODY_BYTES`, and for more where that is
            allowed.
        allow_more: asked about more than that, each time it has doubled.

    Raises:
        TooLargeError: when it has more.
        PackingError: when it can't be unpacked.
        BodyError: when it can't be kept.
    """
    body = BodyWriter()
    limit = MAX_BODY_BYTES if most is None else most

    async def take(pieces: Iterable[bytes]) -> None:
        nonlocal limit
        for piece in pieces:
            await body.add(piece)
            if body.size > limit:
                if most is not None or allow_more is None or not await allow_more(limit):
                    raise TooLargeError(limit)
                limit *= 2

    try:
        if progress is not None:
            progress(head)
        unpacker = Unpacker(answer.headers.get("Content-Encoding", ""))
        turn = time.monotonic()
        async for packed in answer.aiter_raw():
            await take(unpacker.feed(packed))
            if progress is not None:
                progress(replace(head, received=answer.num_bytes_downloaded))
            # A piece may be a byte, and there are then thousands that nothing is waited for
            # between.
            if time.monotonic() - turn > _TURN:
                await asyncio.sleep(0)
                turn = time.monotonic()
        await take(unpacker.end())
        return await body.finish()
    except BaseException:
        body.discard()
        raise
