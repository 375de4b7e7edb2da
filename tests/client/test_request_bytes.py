"""What leaves, read from a socket byte for byte: nothing that is typed changes its shape."""

import dataclasses
import json
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ovh_explorer.call import CLIENT_HEADERS, Call, CallError, canonical_json
from ovh_explorer.client import NotSent
from tests.faults import fault, faults

from .server import serving
from .shown import shown
from .wire import NASTY, Wire, wire_fixture  # noqa: F401 - fixtures

UNRESERVED = set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


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


OURS = CLIENT_HEADERS | {"host", "cookie", "x-ovh-signature", "transfer-encoding"}
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
