"""Nothing but a GET is sent twice: the connection is broken at every point of the exchange, and
arrivals are counted.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ovh_explorer.call import Call
from ovh_explorer.client import ClientError, PartialResponse, ResponseLost, Session
from ovh_explorer.config import Keys, find_endpoint
from tests.faults import fault

from . import certificates
from .server import NOW, RawServer, Received, answer, replies, serving, until
from .shown import ACCOUNT, BEARER, GET, KEYS, POST

METHODS = ("POST", "PUT", "DELETE")
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nX-Ovh-QueryId: EU.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"4\r\n[1,2\r\n3;note=x\r\n,3]\r\n0\r\nX-Trailer: 1\r\n\r\n"
)
COUNTED = answer("[1,2,3]")


@dataclass
class Breaking:
    """Reads `take` bytes of a request (None: all of it), sends `give` bytes of the response, and is
    gone.

    `arrived` is what came of the request on each connection.
    """

    root: str = ""
    take: int | None = None
    give: bytes = b""
    reset: bool = False
    token: bytes = b""
    arrived: list[bytes] = field(default_factory=list)

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            came = await self._read(reader)
            if b" /auth/oauth2/token " in came[:40] and self.token:
                writer.write(self.token)
                await writer.drain()
                return
            if b"/auth/time HTTP" in came[:40]:
                writer.write(answer(str(NOW)))
                await writer.drain()
                return
            self.arrived.append(came)
            writer.write(self.give)
            await writer.drain()
            if self.reset:
                raw = writer.get_extra_info("socket")
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                writer.transport.abort()
        finally:
            writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> bytes:
        if self.take is not None:
            return await reader.readexactly(self.take) if self.take else b""
        head = await reader.readuntil(b"\r\n\r\n")
        lengths = [
            line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")
        ]
        return head + await reader.readexactly(int(lengths[0].split(b":")[1]) if lengths else 0)


@asynccontextmanager
async def breaking(
    keys: Keys | None = None, tls: ssl.SSLContext | None = None
) -> AsyncIterator[tuple[Breaking, Session]]:
    server = Breaking()
    running = await asyncio.start_server(server, "127.0.0.1", 0, ssl=tls)
    server.root = f"{'https' if tls else 'http'}://127.0.0.1:{running.sockets[0].getsockname()[1]}"
    async with running, Session(find_endpoint(server.root), keys) as client:
        yield server, client


def call(method: str) -> Call:
    return Call.make(
        "v1",
        method,
        "/x/{id}",
        path_values={"id": "1"},
        body=b'{"a":1}' if method != "DELETE" else None,
    )


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
@pytest.mark.parametrize("reply", [CHUNKED, COUNTED], ids=["chunked", "counted"])
@pytest.mark.parametrize("method", METHODS)
async def test_the_connection_goes_at_every_byte_of_the_answer(
    method: str, reply: bytes, reset: bool
) -> None:
    async with breaking() as (server, client):
        for sent in range(len(reply)):
            server.give, server.reset, server.arrived = reply[:sent], reset, []
            with pytest.raises(ResponseLost) as failure:
                await client.send(call(method))
            assert failure.value.maybe_sent, sent
            assert "The request may have been executed. Check before you send it again." in str(
                failure.value
            ), sent
            assert [came.split(b" ")[0].decode() for came in server.arrived] == [method], sent
        server.give, server.reset, server.arrived = reply, False, []
        assert (await client.send(call(method))).json() == [1, 2, 3]
        assert len(server.arrived) == 1


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
@pytest.mark.parametrize("method", METHODS)
async def test_the_connection_goes_at_every_byte_of_the_request(method: str, reset: bool) -> None:
    async with breaking() as (server, client):
        server.give = COUNTED
        await client.send(call(method))
        length = len(server.arrived[0])
        for taken in range(length):
            server.take, server.give, server.reset, server.arrived = taken, b"", reset, []
            with pytest.raises(ClientError) as failure:
                await client.send(call(method))
            assert len(server.arrived) == 1, taken
            words = str(failure.value)
            assert (
                failure.value.maybe_sent
                == ("may have been executed" in words)
                == ("Nothing was sent" not in words)
            )


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
async def test_the_same_over_tls(
    reset: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, tls = certificates.make(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    async with breaking(tls=tls) as (server, client):
        for sent in range(0, len(CHUNKED), 20):
            server.give, server.reset, server.arrived = CHUNKED[:sent], reset, []
            with pytest.raises(ResponseLost, match="may have been executed"):
                await client.send(call("POST"))
            assert len(server.arrived) == 1, sent
        for taken in range(0, 100, 20):
            server.take, server.give, server.reset, server.arrived = taken, b"", reset, []
            with pytest.raises(ClientError):
                await client.send(call("POST"))
            assert len(server.arrived) == 1, taken


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
async def test_a_get_is_not_repeated_either(reset: bool) -> None:
    async with breaking() as (server, client):
        for sent in range(0, len(CHUNKED), 3):
            server.give, server.reset, server.arrived = CHUNKED[:sent], reset, []
            with pytest.raises(ResponseLost, match="It only reads: you can try it again"):
                await client.send(GET)
            assert len(server.arrived) == 1, sent


@pytest.mark.parametrize("method", METHODS)
async def test_a_token_that_is_lost_leaves_the_call_unsent(method: str) -> None:
    """The token is asked for once, however its response breaks; the call doesn't leave without one."""
    token = answer('{"access_token":"t0ken","expires_in":3599}')
    for sent in range(0, len(token), 5 if method == "POST" else 25):
        async with breaking(ACCOUNT) as (server, client):
            server.give = token[:sent]
            with pytest.raises(ClientError, match="call was not sent") as failure:
                await client.send(call(method))
            assert not failure.value.maybe_sent
            assert [came.split(b" ")[1] for came in server.arrived] == [b"/auth/oauth2/token"]


@pytest.mark.parametrize("keys", [KEYS, ACCOUNT, BEARER], ids=["signed", "account", "token"])
async def test_a_signed_call_that_is_lost_is_not_sent_again(
    keys: Keys,
) -> None:
    async with breaking(keys) as (server, client):
        server.token = answer('{"access_token":"t0ken","expires_in":3599}')
        for method in METHODS:
            for sent in range(0, len(CHUNKED), 10):
                server.give, server.arrived = CHUNKED[:sent], []
                with pytest.raises(ResponseLost, match="may have been executed"):
                    await client.send(call(method))
                assert len(server.arrived) == 1


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
@pytest.mark.parametrize("method", [*METHODS, "GET"])
async def test_a_connection_closed_while_it_was_kept_is_replaced(method: str, reset: bool) -> None:
    was_read = asyncio.Event()

    async def handler(received: Received, server: RawServer) -> bytes | None:
        if received.connection == 1:
            received.writer.write(answer())
            await received.writer.drain()
            await was_read.wait()
            if reset:
                raw = received.writer.get_extra_info("socket")
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                received.writer.transport.abort()
            return None
        return answer()

    async with serving(handler) as server, Session(find_endpoint(server.root), None) as client:
        assert (await client.send(GET)).ok
        was_read.set()
        await until(lambda: server.ended == [1])
        await asyncio.sleep(0.05)  # the end of the stream has to cross the loopback
        assert (await client.send(call(method))).ok
        assert [received.connection for received in server.requests] == [1, 2]


@pytest.mark.parametrize("method", METHODS)
async def test_a_kept_connection_carries_no_change(method: str) -> None:
    """One that its server closes at that very moment would leave everybody wondering whether the
    call was done.
    """
    async with (
        serving(replies(answer(), None, answer())) as server,
        Session(find_endpoint(server.root), None) as client,
    ):
        assert (await client.send(GET)).ok
        with pytest.raises(ResponseLost, match="may have been executed"):
            await client.send(call(method))
        assert (await client.send(call(method))).ok
        assert [received.connection for received in server.requests] == [1, 2, 3]


async def test_a_get_is_sent_again_where_its_kept_connection_dies() -> None:
    """Over a connection of its own, once, and only where no response began."""
    async with (
        serving(replies(answer(), None, answer("[1]"))) as server,
        Session(find_endpoint(server.root), None) as client,
    ):
        assert (await client.send(GET)).ok
        assert (await client.send(GET)).json() == [1]
        assert [received.connection for received in server.requests] == [1, 1, 2]
        assert len({received.line for received in server.requests}) == 1


async def test_a_get_whose_response_began_is_not_sent_again() -> None:
    start = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1"
    count = 0

    async def handler(received: Received, server: RawServer) -> bytes | None:
        nonlocal count
        count += 1
        if count == 1:
            return answer()
        received.writer.write(start)
        await received.writer.drain()
        return None

    async with serving(handler) as server, Session(find_endpoint(server.root), None) as client:
        assert (await client.send(GET)).ok
        with pytest.raises(ResponseLost):
            await client.send(GET)
        assert [received.connection for received in server.requests] == [1, 1]


@fault(
    "Requests",
    "a kept connection dies as a GET is sent over it, and so does the one that is made for it",
    "127.0.0.1 closed the connection before its response was whole, or answered something else than HTTP."
    " It only reads: you can try it again.",
)
async def test_a_kept_connection_that_dies_at_the_request() -> str:
    async with (
        serving(replies(answer(), None, None)) as server,
        Session(find_endpoint(server.root), None) as client,
    ):
        assert (await client.send(GET)).ok
        with pytest.raises(ResponseLost) as failure:
            await client.send(GET)
        assert [received.connection for received in server.requests] == [1, 1, 2]
        return str(failure.value)


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1"])
async def test_cancelling_closes_the_connection(start: bytes) -> None:
    async with (
        serving(replies(start, answer())) as server,
        Session(find_endpoint(server.root), None) as client,
    ):
        sending = asyncio.create_task(client.send(POST))
        await until(lambda: len(server.requests) == 1)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        await until(lambda: server.ended == [1])
        assert (await client.send(GET)).ok
        assert len(server.requests) == 2


async def test_cancelling_all_waiters_ends_the_clock_request() -> None:
    async with (
        serving(clock=lambda: b"") as server,
        Session(find_endpoint(server.root), KEYS) as client,
    ):
        sending = asyncio.create_task(client.send(POST))
        await until(lambda: len(server.clocks) == 1)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        await until(lambda: server.ended == [1])
        assert server.requests == []


async def test_a_progress_that_fails_closes_too() -> None:
    def fail(arriving: PartialResponse) -> None:
        raise LookupError("mine")

    async with (
        serving(replies(answer("[1]"))) as server,
        Session(find_endpoint(server.root), None) as client,
    ):
        with pytest.raises(LookupError):
            await client.send(GET, progress=fail)
        assert (await client.send(GET)).ok
