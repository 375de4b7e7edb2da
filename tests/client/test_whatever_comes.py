"""Whatever a server says and an endpoint is called: a response or an error in words, and never
anything else.
"""

import asyncio
import gzip
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ovh_explorer.call import Call
from ovh_explorer.client import ClientError, Response, Session
from ovh_explorer.config import ConfigError, Keys, find_endpoint
from ovh_explorer.text import printable
from ovh_explorer.workspace.calls.error_doctor import explain
from ovh_explorer.workspace.settings import gather

from .server import NOW, answer
from .shown import ACCOUNT, BEARER, BRIEF, GET, KEYS, POST, SECRETS, pane

PARTS = [
    b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\n", b"HTTP/1.1 400 \r\n", b"HTTP/1.0 500 x\r\n", b"HTTP/1.1 204 No\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 101 x\r\n", b"HTTP/1.1 304 x\r\n", b"HTTP/1.1 99 x\r\n", b"HTTP/1.1 \r\n",
    b"Content-Length: 4\r\n", b"Content-Length: 0\r\n", b"Content-Length: 999\r\n", b"Content-Length: -1\r\n", b"Content-Length: \xb2\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: gzip\r\n", b"Content-Encoding: gzip\r\n", b"Content-Encoding: \xe9\r\n",
    b"Content-Type: application/json\r\n", b"Content-Type: text/html; charset=x\r\n", b"Location: //[\r\n", b"Location: \xff\r\n",
    b"Set-Cookie: a=b; expires=x; domain=.\r\n", b"Retry-After: 1e9\r\n", b"X-Ovh-QueryId: \x1b[2J\r\n", b"Connection: close\r\n",
    b"Upgrade: h2c\r\n", b" folded\r\n", b": none\r\n", b"X\r\n", b"\r\n", b"\n", b"\0", b"\x1b]52;c;eA==\x07", b"4\r\n", b"0\r\n\r\n",
    b"ffffffffffffffffffff\r\n", b"null", b"[1,2", b"{}", b'{"message":"\\ud800"}', b'{"errorCode":7,"details":[1]}',
    b'{"errorCode":"INVALID_KEY","message":[],"details":{"a":null}}', b"<title>x</title>", b"\xff\xfe", gzip.compress(b"[]"), b"\x1f\x8b",
]  # fmt: skip
BYTES = st.lists(st.sampled_from(PARTS), max_size=8).map(b"".join) | st.binary(max_size=40)
BODIES = st.lists(st.sampled_from(PARTS[-14:]), max_size=3).map(b"".join)
HEADS = st.lists(st.sampled_from(PARTS[15:26]), max_size=3).map(b"".join)
WHOLE = st.builds(
    lambda line, head, body: line + head + b"Content-Length: %d\r\n\r\n" % len(body) + body,
    st.sampled_from(PARTS[:4]), HEADS.map(lambda head: head.replace(PARTS[15], b"").replace(PARTS[16], b"")), BODIES,
)  # fmt: skip


class Peer:
    """A server that says what it is told to, and closes."""

    def __init__(self, runner: asyncio.Runner) -> None:
        self.runner = runner
        self.reply = b""
        self.requests = 0
        self._server = runner.run(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.root = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"\r\nContent-Length: (\d+)", head)
            await reader.readexactly(int(length[1]) if length else 0)
            if b"/auth/time" in head:
                writer.write(answer(str(NOW)))
            else:
                self.requests += b"/oauth2/token" not in head
                writer.write(self.reply)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client hung up first
        finally:
            writer.close()

    def told(self, call: Call, keys: Keys | None) -> str:
        """What is seen of a call, its advice too; any other error than the client's own is one of
        the test.
        """

        async def one() -> str:
            async with Session(find_endpoint(self.root), keys, timeouts=BRIEF) as client:
                try:
                    response = await client.send(call)
                except ClientError as error:
                    return printable(str(error))
                return pane(
                    response,
                    await explain(response, call, gather(self.root, environ={}), client.send),
                )

        return self.runner.run(one())

    def close(self) -> None:
        async def end() -> None:
            self._server.close()

        self.runner.run(end())


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    with asyncio.Runner() as runner:
        one = Peer(runner)
        yield one
        one.close()


@settings(max_examples=250)
@given(WHOLE | BYTES, st.sampled_from([GET, POST]), st.sampled_from([None, KEYS, ACCOUNT, BEARER]))
@example(b"", POST, KEYS)
@example(answer('{"message":"x"}', "401 x"), GET, BEARER)
@example(answer("", "302 Found", "Location: http://["), POST, None)
@example(answer('{"message":"x","errorCode":"QUERY_TIME_OUT"}', "400 x"), POST, KEYS)
def test_any_bytes_are_an_answer_or_words(
    peer: Peer, reply: bytes, call: Call, keys: Keys | None
) -> None:
    peer.reply, peer.requests = reply, 0
    seen = peer.told(call, keys)
    assert seen.strip()
    assert "\x1b" not in seen
    assert not [secret for secret in SECRETS if secret in seen]
    # A refused signature and a missing right are looked into with a GET; a GET is repeated for the
    # clock or a token.
    assert peer.requests <= (1 if call is POST and b"errorCode" not in reply else 3)


@settings(max_examples=300)
@given(
    BODIES,
    st.lists(
        st.sampled_from(["Content-Type", "Retry-After", "Location", "X-Ovh-QueryId"]), max_size=2
    ),
    st.integers(0, 999),
)
@example(b'{"message":""}', [], 400)
def test_any_answer_can_be_explained(
    peer: Peer, body: bytes, names: list[str], status: int
) -> None:
    headers = tuple((name, "\xe9\x1b9") for name in names)
    response = Response(status, "\x1bx", headers, body, 0.0, "GET", "http://x/")

    async def nobody(call: Call) -> Response:
        return response

    lines = peer.runner.run(explain(response, GET, gather(peer.root, environ={}), nobody))
    assert bool(lines) is not response.ok
    assert all(isinstance(line, str) and line for line in lines)


HOSTS = st.lists(
    st.sampled_from(
        [
            "eu.api.ovh.com", "evil.invalid", "127.0.0.1", "[::1]", "[fe80::1%25eth0]", "xn--zz", "xn--nxasmq6b", "localhost",
            "@", ":", "/", "//", "\\", "?", "#", "%00", "%2f", "%40", ".", "..", ":80", ":443", ":0", ":99999", ":x", "é", "İ", "。",
            "\t", "\n", " ", "\0", "a" * 70, "-", "_", "1.0", "v1", "/v2", "user:pass@", "0x7f.1", "2130706433", "١", "\ud800",
        ]
    ),
    max_size=4,
).map("".join)  # fmt: skip


@settings(max_examples=400)
@given(st.sampled_from(["http://", "https://", "HTTPS://", "http:", "ftp://", ""]), HOSTS)
@example("https://", "eu.api.ovh.com@evil.invalid")
@example("https://", "eu.api.ovh.com\\@evil.invalid")
@example("http://", "[fe80::1%25eth0]")
@example("http://", "xn--zz")
def test_an_endpoint_is_called_by_its_own_name_or_not_at_all(scheme: str, rest: str) -> None:
    """The host that is shown, signed and asked for is one and the same, and none that another part
    of the URL names.
    """
    endpoint, refusal = None, ""
    try:
        endpoint = find_endpoint(scheme + rest)
    except ConfigError as error:
        refusal = str(error)
    assert "user:pass" not in refusal, "no password is repeated"
    if endpoint is None:
        return
    asked: list[object] = []

    async def look_up(host: object, *_: object, **__: object) -> None:
        asked.append(host.decode() if isinstance(host, bytes) else host)
        raise OSError(101, "no network here")

    async def connect(protocol: object, host: object, *_: object, **__: object) -> None:
        await look_up(host)

    async def one() -> None:
        loop = asyncio.get_running_loop()
        loop.getaddrinfo, loop.create_connection = look_up, connect  # type: ignore[method-assign,assignment]
        async with Session(endpoint, KEYS, timeouts=BRIEF) as client:
            with pytest.raises(ClientError) as failure:
                await client.send(POST)
            assert not failure.value.maybe_sent

    asyncio.run(one())
    host = urlsplit(endpoint.root).hostname
    assert host == endpoint.host
    assert set(asked) <= {endpoint.host}
    assert "@" not in endpoint.root
    if "evil" in endpoint.host:
        assert endpoint.is_custom
