"""Private parts of httpcore, httpx and uvicorn that the client and the sandbox stand on: an upgrade
that moves one fails here.
"""

import importlib
import inspect
from typing import Any

import httpcore
import httpx
import pytest


def parameters(function: Any) -> list[str]:
    return [name for name in inspect.signature(function).parameters if name != "self"]


async def trace_of(pool: Any, url: str) -> list[tuple[str, dict[str, Any]]]:
    """The trace events of one request that a pool sends."""
    seen: list[tuple[str, dict[str, Any]]] = []

    async def trace(name: str, info: dict[str, Any]) -> None:
        seen.append((name, info))

    async with pool:
        await pool.request("GET", url, extensions={"trace": trace})
    return seen


RESPONSE = [b"HTTP/1.1 200 OK\r\n", b"Content-Length: 2\r\n", b"\r\n", b"{}"]


async def test_httpcore_tells_where_it_connects_to():
    pool = httpcore.AsyncConnectionPool(network_backend=httpcore.AsyncMockBackend(RESPONSE))
    seen = dict(await trace_of(pool, "http://api.invalid:8080/"))
    info = seen["connection.connect_tcp.started"]
    assert (info["host"], info["port"]) == ("api.invalid", 8080)


async def test_httpcore_tells_whom_it_shakes_hands_with():
    pool = httpcore.AsyncConnectionPool(network_backend=httpcore.AsyncMockBackend(RESPONSE))
    seen = dict(await trace_of(pool, "https://api.invalid/"))
    (name,) = [name for name in seen if name.endswith("start_tls.started")]
    assert seen[name]["server_hostname"] == "api.invalid"


async def test_httpcore_tells_when_a_request_begins_to_leave():
    pool = httpcore.AsyncConnectionPool(network_backend=httpcore.AsyncMockBackend(RESPONSE))
    seen = await trace_of(pool, "http://api.invalid/")
    sending = [info for name, info in seen if name.endswith("send_request_headers.started")]
    assert [info["request"].method for info in sending] == [b"GET"]


async def test_httpcore_tells_a_tunnel_s_request_from_ours():
    tunnel = [b"HTTP/1.1 200 OK\r\n\r\n"]
    pool = httpcore.AsyncHTTPProxy(
        "http://proxy.invalid:3128",
        network_backend=httpcore.AsyncMockBackend(tunnel + RESPONSE),
    )
    seen = await trace_of(pool, "https://api.invalid/")
    sending = [info for name, info in seen if name.endswith("send_request_headers.started")]
    assert [info["request"].method for info in sending] == [b"CONNECT", b"GET"]
    connected = dict(seen)["connection.connect_tcp.started"]
    assert connected["host"] == "proxy.invalid"


@pytest.mark.parametrize(
    "module",
    [
        "httpcore._backends.anyio",
        "anyio.abc",
        "anyio.streams.tls",
        "anyio._backends._asyncio",
    ],
)
def test_what_the_first_connection_would_load_can_be_loaded_before(module):
    from ovh_explorer.client import transport

    assert module in transport._LATE_IMPORTS
    importlib.import_module(module)


async def test_httpx_has_the_reason_and_the_headers_as_they_came():
    pool = httpx.AsyncHTTPTransport()
    pool._pool = httpcore.AsyncConnectionPool(
        network_backend=httpcore.AsyncMockBackend(
            [b"HTTP/1.1 460 Service expir\xe9\r\n", b"X-Ovh-QueryId: a\r\n", b"\r\n"]
        )
    )
    async with httpx.AsyncClient(transport=pool) as client:
        response = await client.get("http://api.invalid/")
    assert response.extensions["reason_phrase"] == b"Service expir\xe9"
    assert (b"X-Ovh-QueryId", b"a") in response.headers.raw


# uvicorn


def test_uvicorn_runs_with_the_signals_that_the_server_takes():
    import uvicorn

    assert "with self.capture_signals()" in inspect.getsource(uvicorn.Server)


def test_uvicorn_starts_and_ends_by_the_attributes_that_ours_uses():
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(lambda *_: None))
    assert (server.started, server.should_exit) == (False, False)
    assert parameters(server.startup) == ["sockets"]
    assert "self.should_exit" in inspect.getsource(uvicorn.Server.on_tick)


def test_uvicorn_gives_each_connection_its_application():
    from uvicorn.protocols.http.h11_impl import H11Protocol

    source = inspect.getsource(H11Protocol)
    assert parameters(H11Protocol.connection_made) == ["transport"]
    assert "self.app = config.loaded_app" in source
    # Read for each request, so that what takes its place after the connection was made is used.
    assert "app = self.app" in source
