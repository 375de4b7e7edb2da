"""What a session sends and gives back, byte for byte, over a real socket."""

import asyncio
import dataclasses
import gzip
import json

import httpx
import pytest

from ovh_explorer import __version__
from ovh_explorer.call import Call, CallError
from ovh_explorer.client import ClientError, NotSent, Session
from ovh_explorer.config import Credentials, find_endpoint

from .server import NOW, answer, replies, serving, until
from .session import check, session
from .shown import AK, AS, CK, KEYS

NASTY = [
    "192.0.2.0/24",
    "a~b",
    "x y",
    "10:20",
    "é€😀",
    "(a)",
    "100%",
    "%2F",
    "a+b&c=d?e#f;g,h",
    "'\"<>[]{}|\\^`!*@$",
    "...",
]


@pytest.mark.parametrize("branch", ["v1", "v2"])
async def test_the_target_leaves_as_it_is_signed(branch: str) -> None:
    async with serving() as server, session(server) as client:
        for value in NASTY:
            call = Call.make(
                branch,
                "GET",
                "/ip/{ip}/x",
                path_values={"ip": value},
                query=[(value, value), ("b", "")],
            )
            response = await client.send(call)
            received = server.requests[-1]
            base = "/1.0" if branch == "v1" else "/v2"
            assert received.line == f"GET {base}{call.target} HTTP/1.1".encode("ascii")
            assert response.url == server.root + base + call.target
            check(received)
        assert b"/ip/192.0.2.0%2F24/x?192.0.2.0%2F24=192.0.2.0%2F24&b= " in server.requests[0].line
        assert b"/ip/a~b/x" in server.requests[1].line
        assert b"/ip/x%20y/x" in server.requests[2].line
        assert b"/ip/10%3A20/x" in server.requests[3].line
        assert b"/ip/%28a%29/x" in server.requests[5].line


def test_httpx_spells_every_unreserved_and_encoded_character_as_given() -> None:
    text = "".join(map(chr, range(1, 0x250))) + "\u20ac\U0001f600"
    call = Call.make("v1", "GET", "/{a}", path_values={"a": text}, query=[(text, text)])
    url = "https://eu.api.ovh.com/1.0" + call.target
    assert str(httpx.URL(url)) == url
    assert httpx.URL(url).raw_path == ("/1.0" + call.target).encode()


async def test_headers_of_a_get() -> None:
    async with serving() as server, session(server) as client:
        await client.send(Call.make("v2", "GET", "/iam", headers=[("X-Pagination-Size", "25")]))
    received = server.requests[0]
    assert received.headers.pop("x-ovh-signature").startswith("$1$")
    stamp = int(received.headers.pop("x-ovh-timestamp"))
    assert NOW <= stamp < NOW + 60
    assert received.headers == {
        "host": server.root.removeprefix("http://"),
        "accept": "application/json",
        "accept-encoding": "gzip",
        "user-agent": f"ovh-explorer/{__version__}",
        "x-ovh-application": AK,
        "x-ovh-consumer": CK,
        "x-pagination-size": "25",
    }


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "GET"])
async def test_bodies(method: str) -> None:
    body = b'{"message":"\\u00e9 ~/"}'
    async with serving() as server, session(server) as client:
        await client.send(Call.make("v1", method, "/x", body=body))
        await client.send(Call.make("v1", method, "/x"))
    full, empty = server.requests
    assert full.body == body
    assert full.headers["content-type"] == "application/json"
    assert full.headers["content-length"] == str(len(body))
    assert empty.body == b""
    assert "content-type" not in empty.headers
    assert empty.headers.get("content-length") == (
        "0" if method in ("POST", "PUT", "PATCH") else None
    )
    assert "transfer-encoding" not in empty.headers
    check(full)
    check(empty)


@pytest.mark.parametrize(
    ("keys", "authenticated", "application"),
    [(None, True, None), (Credentials(AK, AS), True, AK), (KEYS, False, AK)],
)
async def test_unsigned(
    keys: Credentials | None, authenticated: bool, application: str | None
) -> None:
    async with serving() as server, session(server, keys) as client:
        await client.send(
            Call.make("v1", "POST", "/auth/credential", body=b"{}", authenticated=authenticated)
        )
    assert server.clocks == []
    headers = server.requests[0].headers
    assert {name: value for name, value in headers.items() if name.startswith("x-ovh")} == (
        {"x-ovh-application": application} if application else {}
    )


async def test_the_response_is_as_it_came() -> None:
    reply = answer(
        "[1.10]",
        "460 This Service is expired",
        "X-OVH-QueryID: EU.1",
        "X-A: 1",
        "X-A: \xe9",
        "Set-Cookie: a=b",
    )
    async with serving(replies(reply)) as server, session(server) as client:
        response = await client.send(Call.make("v1", "GET", "/me"))
        assert (response.status, response.reason, response.content) == (
            460,
            "This Service is expired",
            b"[1.10]",
        )
        assert ("X-OVH-QueryID", "EU.1") in response.headers
        assert [value for name, value in response.headers if name == "X-A"] == ["1", "\xe9"]
        assert response.query_id == "EU.1"
        assert response.http_version == "HTTP/1.1"
        assert response.method == "GET"
        assert response.elapsed > 0
        await client.send(Call.make("v1", "GET", "/me"))
        assert "cookie" not in server.requests[1].headers
        assert server.connections == 1


async def test_redirects_are_returned() -> None:
    async with serving() as other:
        reply = answer("", "307 Temporary Redirect", f"Location: {other.root}/steal")
        async with serving(replies(reply)) as server, session(server) as client:
            response = await client.send(Call.make("v1", "POST", "/me", body=b"{}"))
            assert response.status == 307
            assert (await client.fetch("/me.json", "v1")).status == 307
        assert other.requests == []


async def test_progress_and_gzip() -> None:
    text = b'["%s"]' % (b"abcdefgh" * 40_000)
    packed = gzip.compress(text, 0)
    async with (
        serving(replies(answer(packed, "200 OK", "Content-Encoding: gzip"))) as server,
        session(server) as client,
    ):
        seen: list[tuple[int, int | None]] = []
        response = await client.send(
            Call.make("v1", "GET", "/x"), progress=lambda at: seen.append((at.received, at.total))
        )
    assert response.content == text
    assert seen[-1] == (len(packed), len(packed))
    assert len(seen) > 1
    assert [at for at, _ in seen] == sorted(at for at, _ in seen)
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n"
    async with serving(replies(chunked)) as server, session(server) as client:
        seen = []
        assert (
            await client.send(
                Call.make("v1", "GET", "/x"),
                progress=lambda at: seen.append((at.received, at.total)),
            )
        ).json() == []
    # The head comes first.
    assert seen == [(0, None), (2, None)]


async def test_fetch_sends_no_key() -> None:
    async with serving() as server, session(server) as client:
        await client.fetch("/domain.json?null", "v1", [("If-None-Match", '"abc"')])
        await client.fetch("/", "v2")
    first, second = server.requests
    assert first.target == "/v1/domain.json?null"
    assert first.headers["if-none-match"] == '"abc"'
    assert second.target == "/v2/"
    assert server.clocks == []
    assert not [
        name
        for received in server.requests
        for name in received.headers
        if name.startswith("x-ovh")
    ]


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "me", "/a/../../../x", "/a b", "/a#b", "/é", "/a\r\nX: y", ""],
)
async def test_fetch_stays_below_the_endpoint(target: str) -> None:
    async with serving() as server, session(server) as client:
        with pytest.raises(NotSent):
            await client.fetch(target, "v1")
        assert server.requests == []


async def test_a_url_that_is_too_long() -> None:
    async with serving() as server, session(server) as client:
        with pytest.raises(NotSent, match="too long"):
            await client.send(Call.make("v1", "GET", "/x", query=[("a", "b" * 70_000)]))


@pytest.mark.parametrize(
    "name",
    [
        "Host",
        "x-ovh-consumer",
        "Content-Length",
        "Authorization",
        "Transfer-Encoding",
        "Accept-Encoding",
        "X-HTTP-Method-Override",
    ],
)
async def test_header_parameters_are_not_the_client_s_own(name: str) -> None:
    with pytest.raises(CallError, match="set by this program"):
        Call.make("v1", "GET", "/x", headers=[(name, "1")])
    async with serving() as server, session(server) as client:
        with pytest.raises(NotSent, match="set by this program"):
            await client.send(
                dataclasses.replace(Call.make("v1", "GET", "/x"), headers=((name, "1"),))
            )


async def test_accept_can_be_asked_for() -> None:
    async with serving() as server, session(server) as client:
        await client.send(Call.make("v1", "GET", "/x", headers=[("Accept", "text/plain")]))
    assert server.requests[0].headers["accept"] == "text/plain"


async def test_a_closed_session() -> None:
    async with serving() as server:
        client = session(server)
        async with client:
            await client.send(Call.make("v1", "GET", "/x"))
        await until(lambda: len(server.ended) == server.connections)
        with pytest.raises(NotSent, match="closed"):
            await client.send(Call.make("v1", "GET", "/x"))
        await client.aclose()


async def test_closing_while_the_clock_is_awaited() -> None:
    async with serving(clock=lambda: b"") as server:
        client = session(server)
        sending = asyncio.create_task(client.send(Call.make("v1", "GET", "/x")))
        await until(lambda: len(server.clocks) == 1)
        await client.aclose()
        with pytest.raises(NotSent, match="closed"):
            await sending


async def test_closing_while_an_answer_is_awaited() -> None:
    async with serving(replies(b"")) as server:
        client = session(server, None)
        sending = asyncio.create_task(client.send(Call.make("v1", "POST", "/x")))
        await until(lambda: len(server.requests) == 1)
        await client.aclose()
        with pytest.raises(ClientError) as failure:
            await sending
        assert failure.value.maybe_sent


async def test_a_given_transport() -> None:
    async def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(
            200, stream=httpx.ByteStream(json.dumps({"url": str(request.url)}).encode())
        )

    async with Session(
        find_endpoint("ovh-eu"), None, transport=httpx.MockTransport(handler)
    ) as client:
        response = await client.send(Call.make("v1", "GET", "/me"))
    assert response.json() == {"url": "https://eu.api.ovh.com/1.0/me"}
