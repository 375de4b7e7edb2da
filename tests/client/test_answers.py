"""Answers that aren't whole, aren't what they say, or aren't HTTP: what is seen of them."""

import asyncio
import gzip
import socket
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import pytest

from ovh_explorer.call import Call
from ovh_explorer.catalog.sync import FetchError
from ovh_explorer.client import ClientError, ResponseLost, Session, decompression, read_body
from ovh_explorer.config import Credentials, OAuth2Client, find_endpoint
from ovh_explorer.workspace.sync.fetcher import fetcher
from tests.faults import fault, faults

from .server import Handler, RawServer, Received, answer, replies, serving, until
from .shown import GET, POST, shown

TRY_AGAIN = "It only reads: you can try it again."
PERHAPS_DONE = "The request may have been executed. Check before you send it again."
NO_HTTP = "127.0.0.1 closed the connection before its response was whole, or answered something else than HTTP."
BROKE = "The connection to 127.0.0.1 broke before the response was whole."
BEGUN = "The response began with 200 OK."
HEAD = b"HTTP/1.1 200 OK\r\n"


def closing(reply: bytes, *, reset: bool = False) -> Handler:
    """Sends that and closes the connection, or breaks it."""

    async def handler(received: Received, server: RawServer) -> bytes | None:
        received.writer.write(reply)
        await received.writer.drain()
        if reset:
            raw = received.writer.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            received.writer.transport.abort()
        return None

    return handler


@faults(
    "The response",
    {
        "the connection is closed without a response": (f"{NO_HTTP} {PERHAPS_DONE}", (POST, b"")),
        "the same, for a GET": (f"{NO_HTTP} {TRY_AGAIN}", (GET, b"")),
        "it ends in its status line": (f"{NO_HTTP} {PERHAPS_DONE}", (POST, b"HTTP/1.1 20")),
        "it ends in its headers": (f"{NO_HTTP} {PERHAPS_DONE}", (POST, HEAD + b"Content-Le")),
        "it is shorter than its Content-Length": (f"{NO_HTTP} {BEGUN} {PERHAPS_DONE}", (POST, HEAD + b"Content-Length: 100\r\n\r\n[1,")),
        "the same, of a GET's": (f"{NO_HTTP} {BEGUN} {TRY_AGAIN}", (GET, HEAD + b"Content-Length: 100\r\n\r\n[1,")),
        "its last chunk is missing": (f"{NO_HTTP} {BEGUN} {PERHAPS_DONE}", (POST, HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n[1")),
        "it isn't HTTP": (f"{NO_HTTP} {TRY_AGAIN}", (GET, b"SSH-2.0-OpenSSH\r\n\r\n")),
        "it is another HTTP": (f"{NO_HTTP} {TRY_AGAIN}", (GET, b"HTTP/2 200\r\n\r\n[1]")),
        "it switches to another protocol": (f"{NO_HTTP} {TRY_AGAIN}", (GET, b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n")),
        "it has two lengths": (f"{NO_HTTP} {TRY_AGAIN}", (GET, answer("[1]", "200 OK", "Content-Length: 4"))),
        "its length is no number": (f"{NO_HTTP} {TRY_AGAIN}", (GET, HEAD + b"Content-Length: -3\r\n\r\n[1]")),
        "a header has no name that HTTP knows": (f"{NO_HTTP} {TRY_AGAIN}", (GET, answer("[1]", "200 OK", "X A: 1"))),
        "a header is larger than any is": (f"{NO_HTTP} {TRY_AGAIN}", (GET, answer("[1]", "200 OK", f"X: {'a' * 200_000}"))),
    },
)  # fmt: skip
async def test_it_is_not_whole(case: tuple[Call, bytes]) -> str:
    call, reply = case
    async with serving(closing(reply)) as server:
        seen = await shown(server.root, call)
        assert len(server.requests) == 1
        return seen


@faults(
    "The response",
    {
        "the connection breaks before it": (f"{BROKE} {PERHAPS_DONE}", b""),
        "the connection breaks in its headers": (f"{BROKE} {PERHAPS_DONE}", HEAD + b"Content-Le"),
        "the connection breaks in its body": (
            f"{BROKE} {BEGUN} {PERHAPS_DONE}",
            HEAD + b"Content-Length: 9\r\n\r\n[1",
        ),
    },
)
async def test_reset(case: bytes) -> str:
    async with serving(closing(case, reset=True)) as server:
        seen = await shown(server.root, POST)
        assert len(server.requests) == 1
        return seen


@faults(
    "The response",
    {
        "none comes": (f"No response from 127.0.0.1: nothing came for 0.3 s. {PERHAPS_DONE}", b""),
        "it stops": (f"The response from 127.0.0.1 stopped: nothing more came for 0.3 s. {BEGUN} {PERHAPS_DONE}", HEAD + b"Content-Length: 9\r\n\r\n[1"),
    },
)  # fmt: skip
async def test_slow(case: bytes) -> str:
    async with serving(replies(case)) as server:
        return await shown(server.root, POST, timeout=0.3)


@fault("The response", "it comes a byte at a time, each in time", "200 OK [ 1, 2 ]")
async def test_dripping() -> str:
    async def drip(received: Received, server: RawServer) -> bytes:
        for byte in answer("[1,2]"):
            received.writer.write(bytes([byte]))
            await asyncio.sleep(0.002)
        return b""

    async with serving(drip) as server:
        return await shown(server.root, timeout=2)


PACKED = gzip.compress(b'{"a": 1}' * 500, mtime=0)
WHOLE = f"The response from 127.0.0.1 can't be decompressed. {BEGUN} {PERHAPS_DONE}"
ODD = "The response from 127.0.0.1 is compressed in a way that was not requested"


@faults(
    "The response",
    {
        "it says gzip and isn't": (WHOLE, (b"no gzip", "gzip")),
        "its gzip ends too early": (f"The response from 127.0.0.1 ends in the middle of its compression. {BEGUN} {PERHAPS_DONE}", (PACKED[:-12], "gzip")),
        "its gzip has no checksum": ("ends in the middle of its compression", (PACKED[:-8], "gzip")),
        "its gzip has a wrong checksum": (WHOLE, (PACKED[:-8] + bytes(8), "gzip")),
        "something follows its gzip": (WHOLE, (PACKED + b"junk", "gzip")),
        "it is compressed otherwise": (f"{ODD} (br). {BEGUN} {PERHAPS_DONE}", (b"[]", "br")),
        "it is compressed over and over": (f"{ODD} (gzip, gzip, gzip)", (gzip.compress(gzip.compress(PACKED, mtime=0)), "gzip, gzip, gzip")),
        "the name of its compression is hostile": (f"{ODD} (a␛]0;x␇…)", (b"[]", "a\x1b]0;x\x07" * 50)),
    },
)  # fmt: skip
async def test_its_compression_lies(case: tuple[bytes, str]) -> str:
    content, encoding = case
    async with serving(
        replies(answer(content, "200 OK", f"Content-Encoding: {encoding}"))
    ) as server:
        seen = await shown(server.root, POST)
        assert len(seen) < 400
        return seen


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP", "identity, gzip"])
@pytest.mark.parametrize("content", [PACKED, b""], ids=["some", "none"])
@pytest.mark.parametrize("parts", [1, 3])
async def test_gzip_in_one_part_or_several_is_whole(
    content: bytes, parts: int, encoding: str
) -> None:
    whole = zlib.decompress(content, 31) * parts if content else b""
    reply = answer(content * parts, "200 OK", f"Content-Encoding: {encoding}")
    async with (
        serving(replies(reply)) as server,
        Session(find_endpoint(server.root), None) as client,
    ):
        assert (await client.send(GET)).content == whole


@faults(
    "The response",
    {
        "it isn't JSON": ("200 OK not valid JSON, shown as received (…) [1,", answer("[1,")),
        "its JSON isn't UTF-8": ("200 OK not valid JSON, shown as received (…) [\"é\"]", answer(b'["\xe9"]')),
        "it is nested too deeply": ("200 OK not valid JSON, shown as received (…) [[[", answer("[" * 50_000)),
        "it says that it is JSON and is a page": ("200 OK not valid JSON, shown as received (…) <html>maintenance</html>", answer("<html>maintenance</html>")),
        "it is JSON and says that it is a page": ("200 OK [ 1 ]", answer("[1]", "200 OK", "Content-Type: text/html")),
        "it is JSON and doesn't say what it is": ("200 OK [ 1 ]", answer("[1]", "200 OK", "Content-Type: ")),
        "it is an image": ("200 OK image/png, 4 B: ^s writes it to a file", answer(b"\x89PN\0", "200 OK", "Content-Type: image/png")),
        "it is empty": ("200 OK empty response", answer("")),
        "its status is none that there is": ("999 Odd 999 Odd [ 1 ]", answer("[1]", "999 Odd")),
        "its status has no text": ("200 [ 1 ]", answer("[1]", "200")),
        "its status would write on the screen": ("200 ␛]52;c;eA==␇ � [ 1 ]", answer("[1]", "200 \x1b]52;c;eA==\x07 \xe9")),
        "hints come before it": ("200 OK [ 1 ]", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + answer("[1]")),
        "it is in chunks with notes and a trailer": ("200 OK [ 1 ]", HEAD + b"Transfer-Encoding: chunked\r\n\r\n3;a=b\r\n[1]\r\n0\r\nX-Sum: 1\r\n\r\n"),
        "it is in chunks and says a length too": ("200 OK [ 1 ]", HEAD + b"Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n[1]\r\n0\r\n\r\n"),
        "it is HTTP/1.0 and ends with the connection": ("200 OK [ 1 ]", b"HTTP/1.0 200 OK\r\n\r\n[1]"),
        "its headers are folded": ("200 OK [ 1 ]", answer("[1]", "200 OK", "X-A: a\r\n b")),
        "a redirect leads to what is no address": ("302 Found empty response The response redirects to //x:y:z, which is not followed.", answer("", "302 Found", "Location: //x:y:z")),
        "a redirect's address would write on the screen": ("307 X empty response The response redirects to http://é␁/, which is not followed.", answer("", "307 X", "Location: http://\xe9\x01/")),
    },
)  # fmt: skip
async def test_it_is_not_what_it_should_be(case: bytes) -> str:
    async with serving(closing(case)) as server:
        return await shown(server.root)


@fault("The response", "204 has a body all the same", "204 No Content empty response")
async def test_204_with_a_body() -> str:
    """The body is left in the connection, where it would stand before the response to the next call."""
    async with (
        serving(replies(answer("null", "204 No Content"), answer("[2]"))) as server,
        Session(find_endpoint(server.root), None) as client,
    ):
        assert (await client.send(POST)).status == 204
        assert (await client.send(POST)).content == b"[2]"
    async with serving(replies(answer("null", "204 No Content"))) as server:
        return await shown(server.root)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_what_a_server_says_too_much_is_no_answer_to_a_change(method: str) -> None:
    """A GET leaves a response in its kept connection that nobody asked for; a change isn't taken for
    done by it.
    """
    stale = answer('"stale"')
    async with (
        serving(replies(answer("[1]") + stale, answer('"done"'))) as server,
        Session(find_endpoint(server.root), None) as client,
    ):
        assert (await client.send(GET)).content == b"[1]"
        assert (await client.send(Call.make("v1", method, "/x"))).content == b'"done"'
        assert [received.connection for received in server.requests] == [1, 2]


async def test_cookies_are_not_kept() -> None:
    cookies = [f"Set-Cookie: a{n}=b; Path=/; expires=Wed, 99 Foo 0" for n in range(20)]
    async with (
        serving(replies(answer("[1]", "200 OK", *cookies))) as server,
        Session(find_endpoint(server.root), None) as client,
    ):
        for method in ("GET", "POST", "GET", "POST"):
            response = await client.send(Call.make("v1", method, "/x"))
            assert sum(name == "Set-Cookie" for name, _ in response.headers) == 20, "they are shown"
        assert client._clients is not None
        assert [len(client._clients.of(method).cookies) for method in ("GET", "POST")] == [0, 0]
        assert not [received for received in server.requests if "cookie" in received.headers]


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


async def test_a_validator_that_cannot_be_sent_back_is_not_kept() -> None:
    async with (
        serving(
            replies(answer("{}", "200 OK", "ETag: \xe9"), answer("{}", "200 OK", 'ETag: "a"'))
        ) as server,
        Session(find_endpoint(server.root), None) as client,
    ):
        fetch = fetcher(client)
        first = await fetch("v1", "/x", None)
        second = await fetch("v1", "/x", first.etag)
        assert (first.etag, second.etag) == (None, '"a"')
        await fetch("v1", "/x", second.etag)
        assert server.requests[2].headers["if-none-match"] == '"a"'


@fault(
    "The response",
    "304 comes to a schema document that was never fetched",
    "/x: the API returned 304 Not Modified",
)
async def test_304_unasked() -> str:
    async with (
        serving(replies(answer("", "304 Not Modified"))) as server,
        Session(find_endpoint(server.root), None) as client,
    ):
        fetch = fetcher(client)
        assert (await fetch("v1", "/x", '"a"')).content is None, "it was asked for"
        with pytest.raises(FetchError) as failure:
            await fetch("v1", "/x", None)
        return str(failure.value)


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
