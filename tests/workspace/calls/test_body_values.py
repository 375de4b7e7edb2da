"""What a question names of the body: the values that it must have, then others that are given."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ovh_explorer.call import MASK, Call
from ovh_explorer.catalog.store import Store
from ovh_explorer.workspace.calls.effect_words import effects_with
from tests.catalog.conftest import document, operation

MOVE = "/thing/{ip}/move"
RECORD = "/thing/{ip}/record"


def parameter(name: str, kind: str = "string", *, required: bool = True) -> dict:
    return {"name": name, "paramType": "body", "dataType": kind, "required": required}


@pytest.fixture
def things(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "catalog.db") as store:
        yield _filled(store)


def _filled(store: Store) -> Store:
    ip = {"name": "ip", "paramType": "path", "dataType": "ipBlock", "required": True}
    made = {
        "properties": {
            "kind": {"type": "string", "required": True},
            "size": {"type": "long", "required": True},
            "on": {"type": "boolean", "required": True},
            "tags": {"type": "string[]", "required": True},
            "note": {"type": "string"},
        }
    }
    body = {"name": "", "paramType": "body", "dataType": "made", "required": True}
    paths = {
        MOVE: [
            operation(
                "POST",
                parameters=[ip, parameter("nexthop", required=False), parameter("to")],
            )
        ],
        RECORD: [operation("POST", parameters=[ip, body])],
    }
    store.put_document("v1", "/thing", document(paths, models={"made": made}))
    return store


def asked(store: Store, path: str, body: bytes | None, *secret: str):
    call = Call.make(
        "v1",
        "POST",
        path,
        path_values={"ip": "192.0.2.1"},
        body=body,
        sensitive={("body", pointer) for pointer in secret},
    )
    return effects_with(store, call)


def test_a_move_is_asked_about_with_its_destination(things: Store):
    effects = asked(things, MOVE, b'{"nexthop":"192.0.2.254","to":"ns1.example.net"}')
    assert effects.question.endswith(" 192.0.2.1 to ns1.example.net?")
    assert effects.values == "nexthop 192.0.2.254"


def test_a_date_that_something_lasts_to_is_no_destination(things: Store):
    effects = asked(things, MOVE, b'{"to":"2026-12-01T00:00:00Z"}')
    assert effects.question.endswith(" 192.0.2.1?")
    assert effects.values == "to 2026-12-01T00:00:00Z"


def test_what_the_body_must_have_is_named_before_what_it_may_have(things: Store):
    effects = asked(
        things, RECORD, b'{"note":"x","on":true,"tags":["a"],"size":3,"kind":"A\\u001b[2J"}'
    )
    assert effects.values == "kind A␛[2J · size 3 · on yes · tags a · note x"


@pytest.mark.parametrize(
    ("tags", "shown"),
    [
        ('["a","b","c"]', " · tags a, b, c"),
        ('["a","b","c","d"]', ""),
        ("[]", ""),
        ('[["a"]]', ""),
        ('[{"a":1},{"a":2}]', " · tags 1, 2"),
        ('[{"a":1,"b":2}]', ""),
        ('[{"a":{"b":1}}]', " · tags b 1"),
        ('{"a":["b","c"]}', " · tags a b, c"),
        ('{"a":1,"b":2}', ""),
        ("{}", ""),
        (f'{{"{"a" * 200}":1}}', ""),
        ('{"a":' * 900 + "1" + "}" * 900, ""),
        ('["a",""]', ""),
    ],
)
def test_a_short_list_is_named_and_what_has_parts_is_not(things: Store, tags, shown):
    body = '{"kind":"A","tags":' + tags + "}"
    assert asked(things, RECORD, body.encode()).values == f"kind A{shown}"


def test_what_is_long_or_missing_is_left_out_and_a_secret_is_masked(things: Store):
    assert asked(things, RECORD, b'{"kind":"' + b"x" * 49 + b'","size":3}').values == "size 3"
    assert asked(things, RECORD, b'{"kind":"s3cret"}', "/kind").values == f"kind {MASK}"
    assert asked(things, MOVE, b'{"to":"s3cret"}', "/to").question.endswith(f" to {MASK}?")


@pytest.mark.parametrize("body", [None, b"[]", b"7", b"{}"])
def test_a_body_without_them_adds_nothing(things: Store, body):
    effects = asked(things, MOVE, body)
    assert effects.question.endswith(" 192.0.2.1?")
    assert effects.values == ""


def test_a_policy_is_asked_about_with_what_it_allows(real_store: Store):
    zone = "urn:v1:eu:resource:dnsZone:example.com"
    policy = {
        "name": "records",
        "identities": ["urn:v1:eu:identity:user:xx1111-ovh/ada"],
        "resources": [{"urn": zone}],
        "permissions": {
            "allow": [{"action": "dnsZone:apiovh:record/get"}, {"action": "dnsZone:apiovh:get"}]
        },
    }
    call = Call.make("v2", "POST", "/iam/policy", body=json.dumps(policy).encode())
    said = effects_with(real_store, call).values
    assert "permissions allow dnsZone:apiovh:record/get, dnsZone:apiovh:get" in said
    assert f"resources {zone}" in said
