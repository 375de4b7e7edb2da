"""A server that shows the very bytes it was sent, and does to the connection what a test asks."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

NOW = 1_700_000_000
HEAD = b"HTTP/1.1 200 OK\r\n"

Handler = Callable[["Received", "RawServer"], Awaitable[bytes | None]]


@dataclass
class Received:
    """One request: `line` and `head` without line ends, header names in lower case."""

    line: bytes
    headers: dict[str, str]
    body: bytes
    connection: int
    writer: asyncio.StreamWriter

    @property
    def method(self) -> str:
        return self.line.split(b" ")[0].decode()

    @property
    def target(self) -> str:
        return self.line.split(b" ")[1].decode("latin-1")


@dataclass
class RawServer:
    """`handler` answers everything but the clock; it may return raw bytes, or None to hang up at
    once.
    """

    handler: Handler
    clock: Callable[[], bytes | None]
    root: str = ""
    requests: list[Received] = field(default_factory=list)
    clocks: list[Received] = field(default_factory=list)
    connections: int = 0
    ended: list[int] = field(default_factory=list)

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        number = self.connections
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                line, *fields = head[:-4].split(b"\r\n")
                headers = {}
                for entry in fields:
                    name, _, value = entry.partition(b":")
                    headers[name.decode().lower()] = value.strip().decode("latin-1")
                body = await reader.readexactly(int(headers.get("content-length", "0")))
                received = Received(line, headers, body, number, writer)
                if received.target.endswith("/auth/time"):
                    self.clocks.append(received)
                    answer = self.clock()
                else:
                    self.requests.append(received)
                    answer = await self.handler(received, self)
                if answer is None:
                    break
                writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client hung up: what `ended` tells
        finally:
            self.ended.append(number)
            writer.close()


def answer(body: bytes | str = b"null", status: str = "200 OK", *headers: str) -> bytes:
    """The bytes of a response."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", *headers]
    if not any(re.match("content-type", line, re.IGNORECASE) for line in headers):
        lines.append("Content-Type: application/json; charset=utf-8")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + content


def replies(*answers: bytes | None) -> Handler:
    """A handler that gives each answer once, and the last for ever."""
    waiting = list(answers)

    async def handler(received: Received, server: RawServer) -> bytes | None:
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return handler


@asynccontextmanager
async def serving(
    handler: Handler | None = None,
    *,
    clock: Callable[[], bytes | None] = lambda: answer(str(NOW)),
    tls: ssl.SSLContext | None = None,
) -> AsyncIterator[RawServer]:
    """A running server on a port of its own."""
    server = RawServer(handler or replies(answer()), clock)
    running = await asyncio.start_server(server, "127.0.0.1", 0, ssl=tls)
    port = running.sockets[0].getsockname()[1]
    server.root = f"{'https' if tls else 'http'}://127.0.0.1:{port}"
    try:
        yield server
    finally:
        running.close()
        for received in [*server.requests, *server.clocks]:
            received.writer.close()


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something another task does; the test's own time-out is the five seconds here."""
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen")
