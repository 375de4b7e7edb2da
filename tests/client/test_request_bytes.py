"""What leaves, read from a socket byte for byte: nothing that is typed, or stands in a schema,
changes its shape.
"""

import asyncio
import dataclasses
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ovh_explorer.call import Call, CallError, canonical_json
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import read_product
from ovh_explorer.catalog.store import Store
from ovh_explorer.catalog.sync import sync
from ovh_explorer.client import ClientError, NotSent, Response, Session
from ovh_explorer.config import Credentials, Keys, find_endpoint
from ovh_explorer.form import Form, FormInvalid
from ovh_explorer.workspace.sync.fetcher import fetcher
from tests.faults import fault, faults

from .server import RawServer, Received, answer, replies, serving
from .shown import ACCOUNT, AK, AS, BEARER, CK, GET, KEYS, shown

# What has a meaning in some part of a request, or had one in somebody's parser.
PIECES = [
    "..", ".", "/", "//", "\\", "?", "#", "&", "=", ";", ":", "@", "+", "%", " ", "*", "{", "}", "{b}", "a", "Z", "0",
    "%2e", "%2E%2e", "%2F", "%5c", "%00", "%0d%0a", "\0", "\r", "\n", "\r\n", "\r\nX-Evil: 1\r\n\r\n", "\t", "\x7f", "\x85",
    "\u2028", "\u202e", "\ufeff", "é", "é", "\uff0e\uff0e", "\uff0f", "\u2044", "😀", "İ", " HTTP/1.1", "http://evil.invalid/",
    "//evil.invalid", "@evil.invalid", "../../../auth/time", "1.0", "\ud800",
]  # fmt: skip
NASTY = st.lists(st.sampled_from(PIECES), max_size=6).map("".join) | st.text(max_size=12)
UNRESERVED = set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


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


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with asyncio.Runner() as runner:
        one = Wire(runner)
        yield one
        one.close()


def made(method: str, path: str, **parts: Any) -> Call | None:
    """The call, or None for what is refused."""
    try:
        return Call.make("v1", method, path, **parts)
    except CallError:
        return None


def says(encoded: str, value: str) -> bool:
    """Whether that is the value, percent-encoded as a whole, by a reading of the raw bytes."""
    raw = encoded.encode("ascii")
    plain = all(byte in UNRESERVED or byte == 0x25 for byte in raw)
    return plain and unquote_to_bytes(raw) == value.encode() and raw not in (b"", b".", b"..")


@settings(max_examples=300)
@given(NASTY, NASTY)
@example("..", "a")
@example("a", ".")
@example("../../auth/time", "%2e%2e")
@example("a/b?c#d", "//evil.invalid/")
@example("", "a")
def test_a_path_value_is_one_segment(wire: Wire, first: str, second: str) -> None:
    refused = any(
        value in ("", ".", "..") or any("\ud800" <= char <= "\udfff" for char in value)
        for value in (first, second)
    )
    call = made("GET", "/a/{a}/b/{b}", path_values={"a": first, "b": second})
    assert (call is None) == refused
    if call is None:
        return
    target, _, _ = wire.sent(call)
    empty, version, a, one, b, two = target.split("/")
    assert (empty, version, a, b) == ("", "1.0", "a", "b")
    assert says(one, first)
    assert says(two, second)


@settings(max_examples=300)
@given(st.lists(st.tuples(NASTY, NASTY), max_size=3))
@example([("", "a")])
@example([("a&b", "c&d=e"), ("a", ""), ("a", "#"), ("a[]", "+")])
def test_a_query_is_the_pairs_it_was_made_of(wire: Wire, pairs: list[tuple[str, str]]) -> None:
    halves = any("\ud800" <= char <= "\udfff" for pair in pairs for text in pair for char in text)
    call = made("DELETE", "/a", query=pairs)
    assert (call is None) == (halves or any(not name for name, _ in pairs))
    if call is None:
        return
    target, _, _ = wire.sent(call)
    path, mark, query = target.partition("?")
    assert (path, mark) == ("/1.0/a", "?" if pairs else "")
    found = [part.split("=") for part in query.split("&")] if query else []
    assert all(len(part) == 2 for part in found)
    assert [[unquote_to_bytes(text).decode() for text in part] for part in found] == [
        list(pair) for pair in pairs
    ]
    assert all(
        says(name, unquote_to_bytes(name).decode()) or name in (".", "..") for name, _ in found
    )


OURS = ("host", "cookie", "x-ovh-signature", "transfer-encoding")
TOKEN = set("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


@settings(max_examples=300)
@given(
    NASTY
    | st.sampled_from(
        [
            "X-Pagination-Size",
            "Host",
            "host ",
            "COOKIE",
            "Accept",
            "user-agent",
            "x-ovh-signature",
            "X-A",
        ]
    ),
    NASTY,
)
@example("X-A", "1\r\nX-Evil: 1")
@example("X-A", "1\n X-Evil: 1")
@example("X-A: 1\r\nX-Evil", "1")
@example("Transfer-Encoding", "chunked")
def test_a_header_parameter_is_one_line(wire: Wire, name: str, value: str) -> None:
    _, plain, _ = wire.sent(Call.make("v1", "POST", "/a"))
    call = made("POST", "/a", headers=[(name, value)])
    plain_value = value == value.strip() and value.isascii() and value.isprintable()
    is_ours = name.lower() in OURS
    assert (call is None) == (not name or bool(set(name) - TOKEN) or not plain_value or is_ours)
    if is_ours:
        # One that was made some other way, such as kept by an older version, is refused by the
        # client.
        call = dataclasses.replace(Call.make("v1", "POST", "/a"), headers=((name, "1"),))
        with pytest.raises(NotSent, match="is set by this program"):
            wire.sent(call)
        assert wire.heads == []
    if call is None or is_ours:
        return
    target, headers, body = wire.sent(call)
    assert (target, body) == ("/1.0/a", b"")
    assert (name, value) in headers
    others = [pair for pair in plain if pair[0].lower() != name.lower()]
    assert [pair for pair in headers if pair != (name, value)] == others


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | NASTY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NASTY, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150)
@given(JSON)
@example({"a": ["\ud800"]})
@example("\U0001f600")
@example("\r\n\r\nGET /1.0/me HTTP/1.1\r\nHost: evil.invalid\r\n\r\n")
def test_a_body_is_the_bytes_that_were_confirmed(wire: Wire, value: object) -> None:
    content = canonical_json(value)
    if any("\ud800" <= char <= "\udfff" for char in json.dumps(value, ensure_ascii=False)):
        with pytest.raises(CallError, match="half a character") as refused:
            Call.make("v1", "PUT", "/a", body=content)
        assert refused.value.where == ("body", "")
        return
    call = Call.make("v1", "PUT", "/a", body=content)
    target, headers, body = wire.sent(call)
    assert (target, body) == ("/1.0/a", call.body)
    assert json.loads(body) == value
    assert [text for name, text in headers if name == "Content-Length"] == [str(len(body))]


SEGMENTS = [
    "x",
    "x",
    "{a}",
    "{a}",
    "{b c}",
    "1.0",
    "...",
    "~",
    "",
    ".",
    "..",
    "%2F",
    "%2f",
    "evil.invalid",
    "@evil",
]
TEMPLATES = (
    st.lists(st.sampled_from(SEGMENTS), max_size=4).map(lambda parts: "/" + "/".join(parts))
    | st.lists(st.sampled_from([*PIECES, "/", "/x", "/{a}"]), max_size=6).map("".join)
    | st.text(max_size=8).map(lambda path: f"/{path}")
)


@settings(max_examples=400)
@given(TEMPLATES, st.sampled_from(["GET", "POST"]))
@example("//{stranger}/x", "GET")
@example("/@{stranger}/x", "POST")
@example("{stranger}", "GET")
@example("/../../x", "GET")
@example("/%2e%2e/x", "GET")
@example("/x?a={a}", "GET")
@example("/{a}/{a}", "GET")
def test_a_path_of_a_schema_leads_nowhere_else(wire: Wire, path: str, method: str) -> None:
    """A document's basePath and its paths are text: the host and the branch are the endpoint's."""
    path = path.replace(
        "{stranger}", wire.stranger if path == "{stranger}" else urlsplit(wire.stranger).netloc
    )
    document = {
        "basePath": f"{wire.stranger}/1.0",
        "resourcePath": "/x",
        "apis": [{"path": path, "operations": [{"httpMethod": method, "parameters": []}]}],
    }
    product = read_product("v1", document)
    (operation,) = product.operations
    form = Form(operation, Models(product.models))
    for field in form.placed("path"):
        field.type_text("v/w")
    try:
        call = form.call(anyway=True)
    except (FormInvalid, CallError):
        return
    try:
        target, _, _ = wire.sent(call)
    except NotSent:
        assert wire.strangers == 0
        return
    assert target.startswith("/1.0/")
    assert not {".", ".."} & set(target.split("/"))
    assert "?" not in target
    assert "#" not in target
    assert target.count("/") == path.count("/") + 1


@settings(max_examples=300)
@given(NASTY | NASTY.map(lambda text: f"/{text}"))
@example("//evil.invalid/x")
@example("/..%2f..")
def test_a_document_is_fetched_from_the_endpoint_alone(wire: Wire, target: str) -> None:
    wire.heads.clear()
    try:
        wire._runner.run(wire.session.fetch(target, "v1"))
    except NotSent:
        assert wire.heads == []
        return
    assert target.startswith("/")
    (head,) = wire.heads
    assert head.startswith(f"GET /v1{target} HTTP/1.1\r\n".encode())
    assert not {".", ".."} & set(target.partition("?")[0].split("/"))


async def test_an_index_that_names_other_places_leads_nowhere(tmp_path) -> None:
    async with serving() as stranger:
        place = urlsplit(stranger.root).netloc
        paths = [
            f"{stranger.root}/x",
            f"//{place}/x",
            f"@{place}",
            "/../../x",
            "/x?y",
            "/x#y",
            "/x/../y",
            "/good",
        ]
        index = {"basePath": f"{stranger.root}/1.0", "apis": [{"path": path} for path in paths]}
        document = {"basePath": f"{stranger.root}/1.0", "resourcePath": "/good", "apis": []}

        async def api(received: Received, server: RawServer) -> bytes:
            return answer(json.dumps(index if received.target == "/v1/" else document))

        async with serving(api) as server, Session(find_endpoint(server.root), KEYS) as client:
            with Store(tmp_path / "catalog.db") as store:
                await sync(store, fetcher(client), branches=("v1",))
            assert [received.target for received in server.requests] == ["/v1/", "/v1/good.json"]
            assert not [
                name
                for received in server.requests
                for name in received.headers
                if name.startswith("x-ovh")
            ]
        assert stranger.connections == 0


def secrets_in(received: Received) -> list[str]:
    told = (
        received.line.decode("latin-1") + repr(received.headers) + received.body.decode("latin-1")
    )
    return [
        secret
        for secret in (AK, AS, CK, ACCOUNT.client_id, ACCOUNT.client_secret, "t0ken", BEARER.text)
        if secret in told
    ]


@faults(
    "Requests",
    {
        f"{status}: the API leads to another host": (f"{status} X … The response redirects to http://127.0.0.1:…/steal, which is not followed.", status)
        for status in (301, 302, 303, 307, 308)
    },
)  # fmt: skip
async def test_a_redirect_is_given_nothing(case: int) -> str:
    """Whatever is sent, and whoever signs it: the other host isn't even connected to."""
    async with serving() as other:
        leads = answer("", f"{case} X", f"Location: {other.root}/steal")

        async def api(received: Received, server: RawServer) -> bytes:
            return (
                answer('{"access_token":"t0ken"}')
                if received.target == "/auth/oauth2/token"
                else leads
            )

        async with serving(api) as server:
            for keys in (KEYS, Credentials(AK, AS), ACCOUNT, BEARER, None):
                for method in ("GET", "POST", "PUT", "DELETE"):
                    seen = await shown(server.root, Call.make("v1", method, "/x"), keys)
            # Tokens, schemas and the clock are led away just as little.
            async with Session(find_endpoint(server.root), None) as client:
                assert (await client.fetch("/x.json", "v1")).status == case
        async with serving(replies(leads), clock=lambda: leads) as server:
            for owner in (KEYS, ACCOUNT):
                async with Session(find_endpoint(server.root), owner) as client:
                    with pytest.raises(ClientError, match="call was not sent"):
                        await client.send(GET)
        assert other.connections == 0
        return seen


@pytest.mark.parametrize("keys", [KEYS, ACCOUNT, BEARER], ids=["signed", "account", "token"])
async def test_no_secret_leaves_but_where_it_belongs(keys: Keys) -> None:
    """The application secret never leaves at all, the client secret for its token alone, nothing
    with the schemas.
    """

    async def api(received: Received, server: RawServer) -> bytes:
        return answer('{"access_token":"t0ken","expires_in":99}')

    async with serving(api) as server, Session(find_endpoint(server.root), keys) as client:
        await client.send(GET)
        await client.send(Call.make("v1", "POST", "/x", body=b"{}"))
        await client.send(Call.make("v1", "POST", "/open", authenticated=False))
        await client.fetch("/x.json", "v1")
        sent = [
            (received.target, secrets_in(received))
            for received in [*server.clocks, *server.requests]
        ]
    if keys is KEYS:
        calls = [("/1.0/x", [AK, CK])] * 2 + [("/1.0/open", [AK]), ("/v1/x.json", [])]
        assert sent == [("/1.0/auth/time", []), *calls]
    elif keys is BEARER:
        calls = [("/1.0/x", [BEARER.text])] * 2
        assert sent == [*calls, ("/1.0/open", []), ("/v1/x.json", [])]
    else:
        head, *rest = sent
        assert head == ("/auth/oauth2/token", [])  # in base64: see test_tokens
        assert rest == [("/1.0/x", ["t0ken"])] * 2 + [("/1.0/open", []), ("/v1/x.json", [])]


@fault(
    "Requests",
    "the URL is longer than any server takes",
    "This URL can't be sent: URL too long. Nothing was sent.",
)
async def test_a_url_that_is_too_long() -> str:
    async with serving() as server:
        seen = await shown(server.root, Call.make("v1", "GET", "/x", query=[("a", "b" * 70_000)]))
        assert server.connections == 0
        return seen


@faults(
    "Requests",
    {
        "a path value is ..": ("serviceName can't be '..': it would lead to another operation.", {"path_values": {"serviceName": ".."}}),
        "a path value is empty": ("serviceName needs a value: it is part of the path.", {"path_values": {"serviceName": ""}}),
        "a header value holds a line end": ("The header X-A takes printable ASCII characters on one line.", {"path_values": {"serviceName": "a"}, "headers": [("X-A", "1\r\nX-B: 2")]}),
        "a header name holds a colon": ("'X-A: 1' is not a header name.", {"path_values": {"serviceName": "a"}, "headers": [("X-A: 1", "1")]}),
    },
)  # fmt: skip
def test_what_is_refused_before_it_is_sent(case: dict) -> str:
    with pytest.raises(CallError) as failure:
        Call.make("v1", "GET", "/vps/{serviceName}", **case)
    return str(failure.value)
