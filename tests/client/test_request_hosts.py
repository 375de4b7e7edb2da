"""Requests go to the endpoint alone: neither a schema, an index nor a redirect leads elsewhere."""

import json
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ovh_explorer.call import Call, CallError
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import read_product
from ovh_explorer.catalog.store import Store
from ovh_explorer.catalog.sync import sync
from ovh_explorer.client import ClientError, NotSent, Session
from ovh_explorer.config import Credentials, Keys, find_endpoint
from ovh_explorer.form import Form, FormInvalid
from ovh_explorer.workspace.sync.fetcher import fetcher
from tests.faults import faults

from .server import RawServer, Received, answer, replies, serving
from .shown import ACCOUNT, AK, AS, BEARER, CK, GET, KEYS, shown
from .wire import NASTY, PIECES, Wire, wire_fixture  # noqa: F401 - fixtures

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
