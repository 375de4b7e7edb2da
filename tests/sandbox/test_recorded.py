"""What the real API was recorded to answer, asked of the sandbox over a socket."""

import http.client
import json
import re
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from ovh_explorer.sandbox import DEMO_KEYS, READER_KEYS, Keys
from ovh_explorer.sandbox.documents import Documents
from tests.sandbox.asked import signed
from tests.sandbox.recordings import (
    Difference,
    Exchange,
    Walk,
    bytes_of,
    compare,
    filled,
    reasons,
    walks,
)
from tests.sandbox.scenarios import documents_of, start_over
from tests.sandboxes import running

WALKS = walks()
REASONS = reasons()
# Header names that every recorded answer has.
ALWAYS = ("Access-Control-Allow-Origin", "Cache-Control", "Content-Type", "X-OVH-QUERYID")
BRANCHES = {"1.0": "v1", "v1": "v1", "v2": "v2"}
NO_ROUTE = "Got an invalid (or empty) URL"
QUERY_ID = re.compile(r"(EU|CA|US)\.ext-\d+\.[0-9a-f]{8}\.\d+\.[0-9a-f]{32}")


def signers(kept: dict) -> dict[str, tuple[Keys, float]]:
    """Keys, and how many seconds late they are used."""
    application, secret, consumer = (
        DEMO_KEYS.application_key,
        DEMO_KEYS.application_secret,
        DEMO_KEYS.consumer_key,
    )
    wrong = Keys(application, "0" * 32, consumer)
    return {
        "owner": (DEMO_KEYS, 0),
        "reader": (READER_KEYS, 0),
        "unknown application": (Keys("0" * 16, secret, consumer), 0),
        "wrong secret": (wrong, 0),
        "late and wrong secret": (wrong, -86400),
        "unknown consumer": (Keys(application, secret, "0" * 32), 0),
        "empty consumer": (Keys(application, secret, ""), 0),
        "kept consumer": (Keys(application, secret, kept.get("consumer", "")), 0),
    }


def request_of(exchange: Exchange, kept: dict, origin: str) -> tuple[str, str, bytes, dict]:
    """Method, target, body and headers."""
    method, _, raw = exchange.request.partition(" ")
    target = filled(raw, {name: quote(str(value), safe="") for name, value in kept.items()})
    body = filled(exchange.send or "", kept).encode()
    headers = {name: filled(value, kept) for name, value in exchange.headers.items()}
    if exchange.send is not None:
        headers["Content-Type"] = (
            "application/x-www-form-urlencoded" if exchange.form else "application/json"
        )
    if exchange.signed == "application":
        headers["X-Ovh-Application"] = DEMO_KEYS.application_key
    elif exchange.signed != "nobody":
        keys, late = signers(kept)[exchange.signed]
        moment = str(int(time.time() + late))
        headers |= signed(method, target, body, keys=keys, timestamp=moment, origin=origin)
    return method, target, body, headers


def differences(exchange: Exchange, response: http.client.HTTPResponse, kept: dict):
    """How a response differs from what was recorded; what is to be kept of it is kept."""
    content = response.read()
    if response.status != exchange.status:
        yield "status", f"{response.status}, not {exchange.status}: {content[:200]!r}"
        return
    missing = [name for name in (*ALWAYS, *exchange.answers) if name not in response.headers]
    if exchange.request.partition(" ")[2].startswith("/auth/"):
        missing = []  # no path of the API's branches
    if missing:
        yield "headers", f"without {', '.join(missing)}"
    if not QUERY_ID.fullmatch(response.headers["X-OVH-QUERYID"]):
        yield "headers", f"X-OVH-QUERYID: {response.headers['X-OVH-QUERYID']}"
    value = json.loads(content)
    yield from bytes_of(content)
    yield from compare(exchange.body, value, kept)
    for name, place in exchange.keep.items():
        try:
            kept[name] = at(value, place)
        except LookupError:
            yield "body", f"/{place} is not there to be kept"


def at(value, place: str):
    """What is at a place of a JSON value."""
    for step in place.split("/"):
        value = value[int(step) if isinstance(value, list) else step]
    return value


def replay(walk: Walk, url: str) -> list[tuple[Exchange, list[Difference]]]:
    """Each exchange of a walk, and how the sandbox's answer differs."""
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=20)
    kept: dict = {}
    found = []
    for exchange in walk.exchange:
        method, target, body, headers = request_of(exchange, kept, url)
        connection.request(method, target, body or None, headers)
        found.append((exchange, list(differences(exchange, connection.getresponse(), kept))))
    connection.close()
    return found


def serves(documents: Documents, walk: Walk) -> bool:
    """Whether a catalog has the operations of a walk."""
    for exchange in walk.exchange:
        method, _, target = exchange.request.partition(" ")
        prefix, _, path = target.partition("?")[0].removeprefix("/").partition("/")
        wanted = prefix in BRANCHES and not (
            isinstance(exchange.body, dict) and exchange.body.get("message") == NO_ROUTE
        )
        if wanted and documents.route(BRANCHES[prefix], method, f"/{path}") is None:
            return False
    return True


@pytest.fixture(scope="module", params=["embedded", "real"])
def catalog(request) -> Path | None:
    """Where a catalog is that the sandbox serves."""
    if request.param == "embedded":
        return None
    return request.getfixturevalue("real_schemas")


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.name)
def test_the_sandbox_answers_what_was_recorded(walk, catalog):
    if not serves(documents_of(catalog), walk):
        assert catalog is None, "the real catalog has no such operation"
        pytest.skip("the catalog hasn't all of these operations")
    url = running(catalog, *walk.options)[1]
    start_over(url)
    wrong = []
    for exchange, found in replay(walk, url):
        known = {REASONS[name]["what"] for name in exchange.differs}
        where = f"{exchange.number}. {exchange.request}"
        wrong += [f"{where}: {kind}: {how}" for kind, how in found if kind not in known]
        gone = known - {kind for kind, _ in found}
        wrong += [f"{where}: no longer differs in {kind}; say so no more" for kind in sorted(gone)]
    assert not wrong, "\n".join(wrong)


def test_there_are_enough_recordings_and_each_has_a_source():
    exchanges = [exchange for walk in WALKS for exchange in walk.exchange]
    assert len(exchanges) >= 60
    assert all(len(exchange.source) > 10 and "\n" not in exchange.source for exchange in exchanges)


def test_each_reason_to_differ_is_needed():
    used = {name for walk in WALKS for exchange in walk.exchange for name in exchange.differs}
    assert used == set(REASONS)
    assert all(len(reason["why"]) > 40 for reason in REASONS.values())
