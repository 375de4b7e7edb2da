"""What is said and asked before a call is sent."""

import json
import re
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call, placeholders
from ovh_explorer.catalog.effects import Effect
from ovh_explorer.catalog.schema import Operation
from ovh_explorer.text import printable
from ovh_explorer.workspace.calls.effect_words import GRAVE, LABELS, effects_of_call
from ovh_explorer.workspace.calls.word_to_send import end_of, start_of
from tests import effects as review
from tests.real_catalog import MISSING, directory

# What is lost for good: its whole name is typed.
LOSES = {Effect.GIVES_AWAY, Effect.ENDS, Effect.DESTROYS}
PROJECT = "0123456789abcdef0123456789abcdef"
UUID = "3A1B9C6E-8b7e-4b6e-9d6d-0a1b2c3d4e5f"


def call(words: str, **values: str) -> Call:
    method, path = words.split(" ")
    return Call.make("v1", method, path, path_values=values)


@pytest.mark.parametrize(
    ("found", "word"),
    [
        # A yes is enough.
        (call("GET /vps/{serviceName}", serviceName="vps-1"), ""),
        (call("PUT /cloud/project/{serviceName}/instance/{i}", serviceName="p", i="x"), ""),
        (call("POST /vps/{serviceName}/reboot", serviceName="vps-1"), ""),
        (call("DELETE /domain/zone/{z}/record/{id}", z="example.com", id="7"), ""),
        (call("DELETE /me/tag/{tag}", tag="team"), ""),
        (call("POST /order/cart"), ""),
        (call("POST /order/cart/{cartId}/domain", cartId="c1"), ""),
        # The last value: what is removed or changed.
        (call("POST /vps/{serviceName}/rebuild", serviceName="vps-1"), "vps-1"),
        (call("POST /vps/{serviceName}/terminate", serviceName="vps-1"), "vps-1"),
        (call("DELETE /vps/{serviceName}/ips/{ipAddress}", serviceName="vps-1", ipAddress="192.0.2.1"), "192.0.2.1"),
        (call("DELETE /email/pro/{service}/account/{email}", service="pro-1", email="a@example.com"), "a@example.com"),
        (call("DELETE /dedicated/server/{serviceName}/features/backupFTP/access/{ipBlock}", serviceName="ns1.example.net", ipBlock="192.0.2.0/28"), "2.0/28"),
        (call("POST /dedicated/server/{serviceName}/features/backupFTP/access", serviceName="ns1234567.ip-192-0-2.eu"), "ns1234567"),
        (call("DELETE /ip/{ip}/firewall/{ipOnFirewall}/rule/{sequence}", ip="192.0.2.0/28", ipOnFirewall="192.0.2.1", sequence="7"), "0.2.1"),
        (call("POST /order/upgrade/vps/{serviceName}/{planCode}", serviceName="vps-1", planCode="big"), "vps-1"),
        (call("POST /domain/zone/{zoneName}/import", zoneName="example.com"), "example.com"),
        (call("DELETE /me/api/credential/{credentialId}", credentialId="42"), "42"),
        (call("POST /cloud/project/{serviceName}/region/{regionName}/coldArchive/{name}/destroy", serviceName=PROJECT, regionName="GRA", name="tapes"), "tapes"),
        # The last four of one that can't be read.
        (call("POST /cloud/project/{serviceName}/instance", serviceName=PROJECT), "cdef"),
        (call("DELETE /cloud/project/{serviceName}/instance/{instanceId}", serviceName=PROJECT, instanceId=UUID), "4e5f"),
        (call("DELETE /hosting/privateDatabase/{serviceName}/dump/{dumpId}", serviceName="db-1", dumpId="5210000001"), "0001"),
        (call("POST /order/cart/{cartId}/checkout", cartId=UUID), "4e5f"),
        (call("DELETE /telephony/{billingAccount}", billingAccount="0033123456789"), "6789"),
        (call("DELETE /iam/policy/{policyId}", policyId="urn:v1:eu:policy:" + "x" * 40 + "-end"), "xend"),
        (call("POST /cloud/project/{serviceName}/region/{regionName}/volume", serviceName=PROJECT, regionName="GRA11"), "cdef"),
        (call("POST /order/cdn/dedicated/new/{duration}", duration="12"), "12"),
        # Without path values the last word of the path.
        (call("POST /me/changePassword"), "changePassword"),
        (call("DELETE /me/identity/provider"), "provider"),
        (call("DELETE /vps/vps-1/disks/3"), "3"),
        (call(f"DELETE /cloud/project/{PROJECT}"), "cdef"),
    ],
)  # fmt: skip
def test_the_word_to_be_typed(found: Call, word: str) -> None:
    assert effects_of_call(found).word == word
    assert effects_of_call(found).is_grave == bool(word)


@pytest.mark.parametrize(
    ("server", "word", "end", "start"),
    [
        ("ns1234567.ip-192-0-2.eu", "ns1234567", "", "serviceName"),
        # A label that is long, or says nothing, is no shorter to type.
        ("cluster-of-production.example.com", "cluste", "", "serviceName"),
        ("w.example.com", "w.exam", "", "serviceName"),
        ("info@example.com", "info", "", "serviceName"),
        ("203.0.113.0/24", "0/24", "serviceName", ""),
        ("198.51.100.17", "100.17", "serviceName", ""),
        ("vps-1", "vps-1", "", ""),
        ("production-shop", "shop", "serviceName", ""),
        ("warehouse", "ehouse", "serviceName", ""),
        (UUID, "4e5f", "serviceName", ""),
    ],
)
def test_what_is_typed_is_as_long_as_the_effect_is_grave(server, word, end, start) -> None:
    path = "/dedicated/server/{serviceName}"
    opens = call(f"POST {path}/features/backupFTP/access", serviceName=server)
    asked = effects_of_call(opens)
    assert asked.effects == (Effect.LOCKS_OUT,)
    assert (asked.word, end_of(asked.word, opens), start_of(asked.word, opens)) == (
        word,
        end,
        start,
    )
    # What erases it, or ends it, wants all of what it is called.
    whole = server if server != UUID else UUID[-4:]
    for lost in (f"POST {path}/reinstall", f"POST {path}/terminate"):
        assert effects_of_call(call(lost, serviceName=server)).word == whole


@pytest.mark.parametrize(
    ("state", "says", "is_grave"),
    [("DEACTIVATED", "may lock users or programs out", True), ("ACTIVE", "costs nothing", False),
     ("DELETED", "This deletes or overwrites data", True)],
)  # fmt: skip
def test_what_a_change_of_state_does_is_said_by_the_state(state, says, is_grave) -> None:
    path = "/okms/resource/{okmsId}/secret/{path}/version/{version}"
    values = {"okmsId": UUID, "path": "shop", "version": "3"}
    body = json.dumps({"state": state}).encode()
    asked = effects_of_call(Call.make("v2", "PUT", path, path_values=values, body=body))
    assert says in asked.words
    assert asked.is_grave == is_grave


def test_a_version_that_is_added_deletes_no_more_than_the_oldest() -> None:
    path = "/okms/resource/{okmsId}/secret/{path}/version"
    asked = effects_of_call(
        Call.make("v2", "POST", path, path_values={"okmsId": UUID, "path": "shop"}, body=b"{}")
    )
    assert asked.words.startswith("This adds a version.")
    assert "its oldest one is deleted" in asked.words
    assert not asked.is_grave


def test_a_secret_is_never_what_is_to_be_typed() -> None:
    values = {"okmsId": UUID, "path": "s3cret"}
    secret = Call.make(
        "v2",
        "DELETE",
        "/okms/resource/{okmsId}/secret/{path}",
        path_values=values,
        sensitive={("path", "path")},
    )
    assert effects_of_call(secret).word == "4e5f"
    every = {("path", "path"), ("path", "okmsId")}
    secret = Call.make(
        "v2", "DELETE", "/okms/resource/{okmsId}/secret/{path}", path_values=values, sensitive=every
    )
    assert effects_of_call(secret).word == "secret"


@given(
    st.text(min_size=1, max_size=60, alphabet=st.characters(exclude_categories=["Cs"])).filter(
        lambda text: text not in (".", "..")
    )
)
def test_the_word_is_short_and_typed_as_it_is_shown(value: str) -> None:
    word = effects_of_call(call("POST /vps/{serviceName}/rebuild", serviceName=value)).word
    assert 0 < len(word) <= 40
    assert word == word.strip() == printable(word)
    assert not re.search(r"[0-9]{10}|[0-9a-f]{16}", word)


# Samples of what stands in a path: names, addresses, what no user reads.
VALUES = st.sampled_from(
    (
        "vps-1",
        "192.0.2.0/28",
        "a@example.com",
        "ns1.example.net",
        "4711",
        UUID,
        PROJECT,
        "5210000001",
    )
)


@given(st.data())
def test_what_is_removed_is_what_is_typed_over_the_whole_catalog(data) -> None:
    schemas = directory()
    if schemas is None:
        pytest.skip(MISSING)
    operation = data.draw(st.sampled_from(deletions(schemas)))
    names = placeholders(operation.path)
    values = {name: data.draw(VALUES, label=name) for name in names}
    asked = effects_of_call(
        Call.make(operation.branch, operation.method, operation.path, path_values=values)
    )
    removed = next(values[name] for name in reversed(names) if name not in PLACES)
    if removed in (UUID, PROJECT, "5210000001"):
        assert asked.word == removed[-4:]
    elif LOSES.isdisjoint(asked.effects):
        assert len(asked.word) <= 6
        assert removed.startswith(asked.word) or removed.endswith(asked.word)
    else:
        assert asked.word == removed


# Which many things share.
PLACES = ("region", "regionName", "duration", "planCode")


@lru_cache(maxsize=1)
def deletions(schemas: Path) -> list[Operation]:
    """The operations that delete what has a value in the path, and for which a word is typed."""
    found = []
    for operation in review.operations_of(schemas):
        names = set(placeholders(operation.path)) - set(PLACES)
        if operation.method == "DELETE" and names:
            values = dict.fromkeys(placeholders(operation.path), "x")
            one = Call.make(operation.branch, "DELETE", operation.path, path_values=values)
            found += [operation] if effects_of_call(one).word else []
    return found


def test_the_words_say_every_effect() -> None:
    reset = effects_of_call(
        call("POST /cloud/project/{serviceName}/kube/{k}/kubeconfig/reset", serviceName="p", k="k")
    )
    assert reset.words == (
        "This deletes or overwrites data or a resource. It changes passwords, keys, rights or allowed networks: it may"
        " lock users or programs out, or let others in. It stops, restarts, moves or reroutes a running service."
    )
    assert "can create again" in effects_of_call(call("DELETE /me/tag/{tag}", tag="a")).words
    assert "costs nothing and destroys nothing" in effects_of_call(call("POST /me/tag")).words
    assert effects_of_call(call("GET /me")).words == ""


def test_what_is_not_known_is_said_to_be_so() -> None:
    unknown = effects_of_call(call("POST /vps/{serviceName}/teleport", serviceName="vps-1"))
    assert unknown.effects == (Effect.DESTROYS,)
    assert unknown.word == "vps-1"
    assert (
        unknown.words
        == "This is not known to this version: it may delete or overwrite data or a resource."
    )


def test_the_price_is_said_of_what_spends_alone() -> None:
    checkout = call("POST /order/cart/{cartId}/checkout", cartId="c1")
    assert effects_of_call(checkout).words.endswith("The price is not known here.")
    assert effects_of_call(checkout, "12.34 €").words.endswith("The price is 12.34 €.")
    assert (
        "price"
        not in effects_of_call(
            call("DELETE /vps/{serviceName}/snapshot", serviceName="vps-1")
        ).words
    )


def test_over_the_real_catalog_everything_is_asked_for_in_words(real_schemas: Path) -> None:
    assert set(LABELS) == set(Effect)
    for operation in review.operations_of(real_schemas):
        values = dict.fromkeys(placeholders(operation.path), "x")
        asked = effects_of_call(
            Call.make(operation.branch, operation.method, operation.path, path_values=values)
        )
        assert asked.words.startswith("This "), operation.title
        assert bool(asked.word) == bool(GRAVE.intersection(asked.effects)), operation.title
