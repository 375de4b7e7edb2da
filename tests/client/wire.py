"""A server that keeps the very bytes it is sent, and texts that have a meaning in a request."""

import asyncio
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from hypothesis import strategies as st

from ovh_explorer.call import Call
from ovh_explorer.client import Response, Session
from ovh_explorer.config import find_endpoint

from .server import answer

# What has a meaning in some part of a request, or had one in somebody's parser.
PIECES = [
    "..", ".", "/", "//", "\\", "?", "#", "&", "=", ";", ":", "@", "+", "%", " ", "*", "{", "}", "{b}", "a", "Z", "0",
    "%2e", "%2E%2e", "%2F", "%5c", "%00", "%0d%0a", "\0", "\r", "\n", "\r\n", "\r\nX-Evil: 1\r\n\r\n", "\t", "\x7f", "\x85",
    "\u2028", "\u202e", "\ufeff", "é", "é", "\uff0e\uff0e", "\uff0f", "\u2044", "😀", "İ", " HTTP/1.1", "http://evil.invalid/",
    "//evil.invalid", "@evil.invalid", "../../../auth/time", "1.0", "\ud800",
]  # fmt: skip
NASTY = st.lists(st.sampled_from(PIECES), max_size=6).map("".join) | st.text(max_size=12)


class Wire:
    """A server that keeps the very bytes it is sent, another that nothing should be sent to, and a
    session.
    """

    def __init__(self, runner: asyncio.Runner) -> None:
        self._runner = runner
        self.heads: list[bytes] = []
        self.bodies: list[bytes] = []
        self.strangers = 0
        self.root, self.stranger = "", ""
        self.session = runner.run(self._start())

    async def _start(self) -> Session:
        self._servers = [
            await asyncio.start_server(one, "127.0.0.1", 0) for one in (self._serve, self._strange)
        ]
        self.root, self.stranger = (
            f"http://127.0.0.1:{one.sockets[0].getsockname()[1]}" for one in self._servers
        )
        return Session(find_endpoint(self.root), None)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.heads.append(head)
                lengths = [
                    line
                    for line in head.split(b"\r\n")
                    if line.lower().startswith(b"content-length:")
                ]
                self.bodies.append(
                    await reader.readexactly(int(lengths[0].split(b":")[1]) if lengths else 0)
                )
                writer.write(answer())
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()  # the client is done with it

    async def _strange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.strangers += 1
        writer.close()

    def send(self, call: Call) -> Response:
        return self._runner.run(self.session.send(call))

    def sent(self, call: Call) -> tuple[str, list[tuple[str, str]], bytes]:
        """The target, the headers and the body of a call that is sent, once and here."""
        self.heads.clear()
        self.bodies.clear()
        assert self.send(call).ok
        (head,), (body,) = self.heads, self.bodies
        assert self.strangers == 0
        line, *fields = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
        method, target, version = line.split(b" ")
        assert (method.decode(), version) == (call.method, b"HTTP/1.1")
        assert line.isascii()
        assert line.decode().isprintable()
        headers = [
            (name.decode(), value.decode())
            for name, value in (field.split(b": ", 1) for field in fields)
        ]
        assert [value for name, value in headers if name.lower() == "host"] == [
            urlsplit(self.root).netloc
        ]
        return target.decode(), headers, body

    def close(self) -> None:
        async def end() -> None:
            await self.session.aclose()
            for server in self._servers:
                server.close()

        self._runner.run(end())


@pytest.fixture(name="wire", scope="module")
def wire_fixture() -> Iterator[Wire]:
    with asyncio.Runner() as runner:
        one = Wire(runner)
        yield one
        one.close()
