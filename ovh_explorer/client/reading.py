"""Reading an answer's body: unpacked, kept, told of as it comes."""

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ovh_explorer.client.body import BodyWriter, StoredBody
from ovh_explorer.client.response import Arriving
from ovh_explorer.client.unpacking import Unpacker

if TYPE_CHECKING:
    import httpx

__all__ = ["Progress", "TooLargeError", "declared_length", "read_body"]

Progress = Callable[[Arriving], None]
"""Called when the head of an answer is there, and then with each piece of its body."""

# Seconds after which something else gets its turn while the pieces of an answer come without a pause.
_TURN = 0.05


class TooLargeError(Exception):
    """A body is longer than it may be."""


def declared_length(answer: "httpx.Response") -> int | None:
    """The bytes of the body as the answer says them; None where it doesn't."""
    length = answer.headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None


async def read_body(
    answer: "httpx.Response", head: Arriving, progress: Progress | None, most: int | None
) -> bytes | StoredBody:
    """The body of an answer, unpacked.

    Args:
        head: what `progress` is told of, with the bytes that came.
        most: bytes that it may have; None for any number.

    Raises:
        TooLargeError: when it has more.
        PackingError: when it can't be unpacked.
        BodyError: when it can't be kept.
    """
    body = BodyWriter()

    async def take(pieces: Iterable[bytes]) -> None:
        for piece in pieces:
            await body.add(piece)
            if most is not None and body.size > most:
                raise TooLargeError

    try:
        if progress is not None:
            progress(head)
        unpacker = Unpacker(answer.headers.get("Content-Encoding", ""))
        turn = time.monotonic()
        async for packed in answer.aiter_raw():
            await take(unpacker.feed(packed))
            if progress is not None:
                progress(replace(head, received=answer.num_bytes_downloaded))
            # A piece may be a byte, and there are then thousands that nothing is waited for between.
            if time.monotonic() - turn > _TURN:
                await asyncio.sleep(0)
                turn = time.monotonic()
        await take(unpacker.end())
        return await body.finish()
    except BaseException:
        body.discard()
        raise
