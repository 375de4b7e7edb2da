"""Responses that are large, or never end: what they take of memory, of the disk and of time."""

import asyncio
import gzip
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ovh_explorer.client import ClientError, ResponseLost, Session, decompression, read_body
from ovh_explorer.config import Credentials, OAuth2Client, find_endpoint
from tests.faults import fault

from .server import HEAD, answer, replies, serving, until
from .shown import BEGUN, GET, PERHAPS_DONE, POST, shown

# What reading may take; the response is at least three times that.
_MEGABYTES = 40
_MEASURE = """
import asyncio, resource, sys, zlib
from ovh_explorer.client import Session
from ovh_explorer.config import find_endpoint
from tests.client.server import answer, serving
from tests.client.shown import GET

kind, megabytes = sys.argv[1], int(sys.argv[2])
# On macOS in bytes.
unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
block = bytes(1 << 20)


async def handler(received, server):
    if len(server.requests) == 1:
        return answer("[1]")
    writer = received.writer
    writer.write(b"HTTP/1.1 200 OK\\r\\nConnection: close\\r\\n")
    if kind == "bomb":
        writer.write(b"Content-Encoding: gzip\\r\\n\\r\\n")
        packer = zlib.compressobj(9, 8, 31)
        for _ in range(megabytes):
            writer.write(packer.compress(block))
        writer.write(packer.flush())
    else:
        writer.write(b"\\r\\n")
        for _ in range(megabytes):
            writer.write(block)
            await writer.drain()
    return None


async def main():
    async with serving(handler) as server, Session(find_endpoint(server.root), None) as client:
        await client.send(GET)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        response = await client.send(GET)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(response.size, (after - before) // unit)


asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="memory isn't measured so there")
@pytest.mark.parametrize("kind", ["bomb", "plain"])
def test_a_large_answer_takes_little_memory(kind: str, whole: bool, tmp_path: Path) -> None:
    """120 MB that were packed into 120 KB, and as many as they are; 450 MB with ``--whole``."""
    count = 450 if whole else 120
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, kind, str(count)],
        capture_output=True,
        text=True,
        check=False,
        env={"TMPDIR": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.returncode == 0, done.stderr
    size, grown = map(int, done.stdout.split())
    assert size == count << 20
    assert grown < _MEGABYTES
    assert list(tmp_path.iterdir()) == [], "nothing is left of it"


async def test_an_answer_of_crumbs_gives_others_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of chunks come with one read from the socket, and nothing is waited for between
    them.
    """
    from ovh_explorer.client import read_body

    monkeypatch.setattr(read_body, "_MAX_TURN_SECONDS", 0)
    crumbs = HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"2\r\nab\r\n" * 5000 + b"0\r\n\r\n"
    turns = 0

    async def other() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async with (
        serving(replies(crumbs)) as server,
        Session(find_endpoint(server.root), None) as client,
    ):
        beside = asyncio.create_task(other())
        seen: list[int] = []
        response = await client.send(GET, progress=lambda _: seen.append(turns))
        assert response.content == b"ab" * 5000
        beside.cancel()
    assert len(set(seen)) > 4000, "between any two pieces"


async def test_a_bomb_can_be_cancelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    packed = gzip.compress(bytes(100_000_000), 1)
    reply = answer(packed, "200 OK", "Content-Encoding: gzip")
    async with (
        serving(replies(reply)) as server,
        Session(find_endpoint(server.root), None) as client,
    ):
        sending = asyncio.create_task(client.send(GET))
        await until(lambda: bool(list(tmp_path.iterdir())))
        assert not sending.done()
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        await until(lambda: not list(tmp_path.iterdir()))


@fault(
    "The response",
    "the disk is full",
    f"The response from 127.0.0.1 could not be kept: No space left on device. Large ones are kept in …. {BEGUN} {PERHAPS_DONE}",
)
async def test_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> str:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    async with serving(replies(answer(bytes(6_000_000)))) as server:
        return await shown(server.root, POST)


@pytest.mark.parametrize("where", ["clock", "token", "document"])
async def test_what_must_be_small_is_not_read_for_ever(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A time, a token and a schema document are read as a whole; an endless one would fill the
    memory.
    """
    from ovh_explorer.client import session as module

    from .shown import ACCOUNT, KEYS

    monkeypatch.setattr(module, "_MAX_DOCUMENT_BYTES", 1 << 20)
    large = answer(b'"' + b"1" * 3_000_000 + b'"')
    async with serving(replies(large), clock=lambda: large) as server:
        keys: dict[str, Credentials | OAuth2Client | None]
        keys = {"clock": KEYS, "token": ACCOUNT, "document": None}
        async with Session(find_endpoint(server.root), keys[where]) as client:
            with pytest.raises(
                ResponseLost if where == "document" else ClientError, match="is larger than 1 MB"
            ) as lost:
                await (client.fetch("/x.json", "v1") if where == "document" else client.send(POST))
    assert where == "document" or (
        "the call was not sent" in str(lost.value) and not lost.value.maybe_sent
    )


@pytest.mark.parametrize(
    ("allowed", "asked"),
    [([], [1000]), ([1000, 2000], [1000, 2000, 4000]), ([1000, 2000, 4000], [1000, 2000, 4000])],
)
async def test_what_unpacks_to_very_much_is_asked_about(
    monkeypatch, allowed: list[int], asked: list[int]
) -> None:
    """Each time it has doubled; what is refused is not kept, nor is it where nobody can be asked."""
    monkeypatch.setattr(read_body, "MAX_BODY_BYTES", 1000)
    seen = []

    async def allow_more(size: int) -> bool:
        seen.append(size)
        return size in allowed

    content = b"x" * 5000
    monkeypatch.setattr(decompression, "_MAX_PIECE_BYTES", 100)
    reply = answer(gzip.compress(content), "200 OK", "Content-Encoding: gzip")
    async with (
        serving(replies(reply)) as server,
        Session(find_endpoint(server.root), None, allow_more=allow_more) as client,
    ):
        if len(allowed) == len(asked):
            assert (await client.send(GET, progress=lambda _: None)).content == content
        else:
            with pytest.raises(
                ResponseLost, match=r"is larger than [1-4],000 B\. It was not kept\."
            ):
                await client.send(GET, progress=lambda _: None)
        assert seen == asked
        with pytest.raises(ResponseLost, match=r"It was not kept\."):
            await client.send(GET)
        assert seen == asked
