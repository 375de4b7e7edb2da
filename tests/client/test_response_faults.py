"""Responses that aren't whole, aren't what they say, or aren't HTTP: what is seen of them."""

import asyncio
import gzip
import socket
import zlib

import pytest

from ovh_explorer.call import Call
from ovh_explorer.catalog.sync import FetchError
from ovh_explorer.client import Session
from ovh_explorer.config import find_endpoint
from ovh_explorer.workspace.sync.fetcher import fetcher
from tests.faults import fault, faults

from .server import HEAD, Handler, RawServer, Received, answer, replies, serving
from .shown import BEGUN, GET, PERHAPS_DONE, POST, shown

TRY_AGAIN = "It only reads: you can try it again."
NOT_WHOLE = "127.0.0.1 closed the connection before its response was whole."
NO_HTTP = "127.0.0.1 closed the connection before its response was whole, or answered something else than HTTP."
BROKE = "The connection to 127.0.0.1 broke before the response was whole."


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
        "it is shorter than its Content-Length": (f"{NOT_WHOLE} {BEGUN} {PERHAPS_DONE}", (POST, HEAD + b"Content-Length: 100\r\n\r\n[1,")),
        "the same, of a GET's": (f"{NOT_WHOLE} {BEGUN} {TRY_AGAIN}", (GET, HEAD + b"Content-Length: 100\r\n\r\n[1,")),
        "its last chunk is missing": (f"{NOT_WHOLE} {BEGUN} {PERHAPS_DONE}", (POST, HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n[1")),
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
    "the API returned 304 Not Modified",
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
