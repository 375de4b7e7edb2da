"""Proxies of the environment: what stands in their way, in words, and what they are shown."""

import asyncio
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ovh_explorer.call import Call
from ovh_explorer.client import NotSent, Session
from ovh_explorer.config import Endpoint, find_endpoint
from tests.faults import fault, faults

from . import certificates
from .server import answer, replies, serving
from .shown import AK, AS, BRIEF, CK, GET, KEYS, PATIENT, free_port, refusal

REMOTE = Endpoint("http://api.invalid", "http://api.invalid")
TUNNELLED = Endpoint("https://api.invalid", "https://api.invalid")


@faults(
    "The network",
    {
        "the proxy wants a password": (
            "The proxy refuses to lead to api.invalid: 407 Proxy Authentication Required. Check HTTPS_PROXY. Nothing was sent.",
            "407 Proxy Authentication Required",
        ),
        "the proxy forbids it": (
            "The proxy refuses to lead to api.invalid: 403 Forbidden. Check HTTPS_PROXY. Nothing was sent.",
            "403 Forbidden",
        ),
        "the proxy finds no way": (
            "The proxy refuses to lead to api.invalid: 502 ␛[31mBad gateway…",
            "502 \x1b[31mBad gateway" + "!" * 5000,
        ),
    },
)
async def test_a_proxy_that_refuses(case: str, monkeypatch: pytest.MonkeyPatch) -> str:
    async with serving(replies(answer("", case))) as server:
        monkeypatch.setenv("HTTPS_PROXY", server.root.replace("//", "//me:hunter2@"))
        error = await refusal(TUNNELLED)
        assert isinstance(error, NotSent)
        assert len(str(error)) < 500
        (asked,) = server.requests
        assert asked.line == b"CONNECT api.invalid:443 HTTP/1.1"
        assert sorted(asked.headers) == ["accept", "host", "proxy-authorization"]
        return str(error)


@faults(
    "The network",
    {
        "the proxy says nothing": (
            "No connection to the proxy 127.0.0.1:… (of the environment) within 0.3 s.",
            b"",
        ),
        "the proxy hangs up": (
            "The connection to the proxy 127.0.0.1:… (of the environment) broke before the request left. Nothing was sent.",
            None,
        ),
    },
)
async def test_a_proxy_that_leads_nowhere(
    case: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> str:
    async with serving(replies(case)) as server:
        monkeypatch.setenv("HTTPS_PROXY", server.root)
        return str(await refusal(TUNNELLED, BRIEF if case == b"" else PATIENT))


@fault(
    "The network",
    "the proxy leads to something that isn't TLS",
    "No TLS connection to the proxy 127.0.0.1:… (of the environment): it does not speak TLS correctly",
)
async def test_a_proxy_that_leads_on_is_shown_no_key(monkeypatch: pytest.MonkeyPatch) -> str:
    """Not by CONNECT, and not by what follows, which is TLS to the endpoint: here to one that can't
    prove who it is.
    """
    seen = bytearray()

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.extend(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 Go on\r\n\r\n")
        seen.extend(await reader.read(65536))
        writer.write(b"HTTP/1.1 400 What\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(proxy, "127.0.0.1", 0) as running:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{running.sockets[0].getsockname()[1]}")
        error = await refusal(TUNNELLED)
    head, _, rest = bytes(seen).partition(b"\r\n\r\n")
    assert rest[:2] == b"\x16\x03", "a ClientHello"
    for key in (AK, AS, CK):
        assert key.encode() not in seen
    assert b"ovh" not in head.lower()
    return str(error)


@fault(
    "The network",
    "the proxy speaks TLS itself, with a certificate of its own",
    "The TLS connection to the proxy 127.0.0.1:… (of the environment) isn't trusted: its certificate is self-signed."
    " Where a proxy or a sandbox has an authority of its own, name it in SSL_CERT_FILE. Nothing was sent.",
)
async def test_a_proxy_with_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    path, context = certificates.make(tmp_path)
    async with serving(replies(answer("", "403 Forbidden")), tls=context) as server:
        monkeypatch.setenv("HTTPS_PROXY", server.root)
        error = await refusal(TUNNELLED)
        assert server.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        assert "403 Forbidden" in str(await refusal(TUNNELLED)), "then it is asked"
        return str(error)


@fault(
    "The network",
    "the proxy leads to an endpoint that isn't the endpoint",
    "The TLS connection to api.invalid isn't trusted: its certificate is self-signed."
    " Where a proxy or a sandbox has an authority of its own, name it in SSL_CERT_FILE. Nothing was sent.",
)
async def test_a_proxy_that_reads_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    seen = bytearray()
    async with serving(tls=certificates.make(tmp_path)[1]) as impostor:
        port = urlsplit(impostor.root).port

        async def pump(
            reader: asyncio.StreamReader, writer: asyncio.StreamWriter, keep: bytearray
        ) -> None:
            while data := await reader.read(65536):
                keep.extend(data)
                writer.write(data)
            writer.close()

        async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 Go on\r\n\r\n")
            other = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(pump(reader, other[1], seen), pump(other[0], writer, bytearray()))

        async with await asyncio.start_server(proxy, "127.0.0.1", 0) as running:
            monkeypatch.setenv(
                "HTTPS_PROXY", f"http://127.0.0.1:{running.sockets[0].getsockname()[1]}"
            )
            error = await refusal(TUNNELLED)
        assert impostor.requests == impostor.clocks == []
    assert seen[:2] == b"\x16\x03"
    return str(error)


@fault(
    "The network",
    "nothing listens at the proxy's port",
    "The proxy 127.0.0.1:… (of the environment) refused the connection: nothing listens there. Nothing was sent.",
)
async def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ALL_PROXY", f"http://me:hunter2@127.0.0.1:{free_port()}")
    return str(await refusal(REMOTE))


@fault(
    "The network",
    "the proxy's name doesn't exist",
    "The proxy proxy.invalid:80 (of the environment) has a name that can't be looked up: is it spelt right? Nothing was sent.",
)
async def test_a_proxy_without_a_host(monkeypatch: pytest.MonkeyPatch) -> str:
    async def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "x")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", fail)
    monkeypatch.setenv("HTTP_PROXY", "proxy.invalid")
    return str(await refusal(REMOTE))


UNUSABLE = "The proxy in the environment (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY) can't be used: it has to be an http:// or https:// URL. Nothing was sent."


@faults(
    "The network",
    {
        "the proxy is of a kind that isn't known": (UNUSABLE, "ftp://me:hunter2@x:1"),
        "the proxy's port is none": (UNUSABLE, "http://me:hunter2@x:port"),
        "the proxy is SOCKS, for which a library is missing": (UNUSABLE, "socks5://me:hunter2@x:1"),
        "the proxy's address isn't whole": (UNUSABLE, "http://[::1"),
        "the proxy holds a control character": (UNUSABLE, "http://me:hunter2@x\x01"),
    },
)
async def test_a_proxy_that_cannot_be_used(case: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("HTTP_PROXY", case)
    return str(await refusal(REMOTE))


async def test_a_plain_proxy_carries_the_signed_url(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving() as server:
        monkeypatch.setenv("HTTP_PROXY", server.root)
        async with Session(REMOTE, KEYS) as client:
            assert (
                await client.send(
                    Call.make("v1", "GET", "/ip/{ip}", path_values={"ip": "192.0.2.0/24"})
                )
            ).ok
        assert server.requests[0].line == b"GET http://api.invalid/1.0/ip/192.0.2.0%2F24 HTTP/1.1"
        assert server.requests[0].headers["host"] == "api.invalid"


async def test_this_machine_is_spoken_to_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    async with serving() as server, Session(find_endpoint(server.root), None) as client:
        assert (await client.send(GET)).ok
