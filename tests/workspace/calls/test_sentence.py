"""What is asked before a request is sent names what it does, for every operation of the catalog."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import MASK, Call, placeholders
from ovh_explorer.text import printable
from ovh_explorer.workspace.calls.path_sentences import SENTENCES
from ovh_explorer.workspace.calls.path_words import said_verb, singular, with_article
from ovh_explorer.workspace.calls.question_words import question_about, sentence
from tests import real_catalog

PLACES = ("region", "regionName", "availabilityZone", "duration", "planCode")


@pytest.mark.parametrize(
    ("title", "values", "description", "expected"),
    [
        (
            "DELETE /domain/zone/{zoneName}/record/{id}",
            {"zoneName": "example.com", "id": "5210000001"},
            "Delete a DNS record",
            "Delete record 5210000001 of example.com",
        ),
        (
            "POST /domain/zone/{zoneName}/record",
            {"zoneName": "example.com"},
            "Add a record; refresh publishes it",
            "Add a record to example.com",
        ),
        (
            "POST /domain/zone/{zoneName}/record",
            {"zoneName": "example.com"},
            "",
            "Add a record to example.com",
        ),
        (
            "PUT /domain/zone/{zoneName}/record/{id}",
            {"zoneName": "example.com", "id": "7"},
            "Alter this object properties",
            "Change record 7 of example.com",
        ),
        (
            "POST /domain/zone/{zoneName}/refresh",
            {"zoneName": "example.com"},
            "Apply zone modification on DNS servers",
            "Refresh zone example.com",
        ),
        (
            "POST /vps/{serviceName}/reboot",
            {"serviceName": "vps-1"},
            "Request a reboot for this VPS",
            "Reboot VPS vps-1",
        ),
        (
            "POST /vps/{serviceName}/changeContact",
            {"serviceName": "vps-1"},
            "Launch a contact change procedure",
            "Change the contacts of VPS vps-1",
        ),
        (
            "DELETE /vps/{serviceName}/snapshot",
            {"serviceName": "vps-1"},
            "Delete the VPS snapshot",
            "Delete the snapshot of VPS vps-1",
        ),
        (
            "DELETE /cloud/project/{serviceName}/region/{regionName}/instance/{instanceId}",
            {"serviceName": "p1", "regionName": "GRA", "instanceId": "i1"},
            "Delete an instance",
            "Delete instance i1 in GRA of project p1",
        ),
        (
            "POST /cloud/project/{serviceName}/database/mysql/{clusterId}/user/{userId}/credentials/reset",
            {"serviceName": "p1", "clusterId": "c1", "userId": "u1"},
            "Reset the password",
            "Reset the credentials of user u1 of project p1",
        ),
        (
            "DELETE /ipLoadbalancing/{serviceName}/http/farm/{farmId}/server/{serverId}",
            {"serviceName": "lb-1", "farmId": "2", "serverId": "3"},
            "Delete a server from a farm",
            "Delete server 3 of HTTP farm 2 of load balancer lb-1",
        ),
        (
            "POST /order/dedicated/server/{serviceName}/backupStorage/{duration}",
            {"serviceName": "ns1", "duration": "12"},
            "Create order",
            "Create an order for the backup storage of dedicated server ns1",
        ),
        (
            "POST /order/cart/{cartId}/vps",
            {"cartId": "c1"},
            "Post a new VPS item in your cart",
            "Add VPS to cart c1",
        ),
        ("POST /order/cart/{cartId}/checkout", {"cartId": "c1"}, "", "Check out cart c1"),
        (
            "POST /dedicated/server/{serviceName}/ipMove",
            {"serviceName": "ns1"},
            "Move an Ip failover to this server",
            "Move an IP to dedicated server ns1",
        ),
        (
            "POST /hosting/web/{serviceName}/database/{name}/import",
            {"serviceName": "web-1", "name": "shop"},
            "Import a dump from an specific file uploaded with /me/documents",
            "Import a file into database shop of web hosting web-1",
        ),
        (
            "DELETE /dedicated/server/{serviceName}/vrack/{vrack}",
            {"serviceName": "ns1", "vrack": "pn-1"},
            "remove this server from this vrack (LEGACY)",
            "Remove dedicated server ns1 from vRack pn-1",
        ),
        (
            "POST /telephony/spare/{spare}/replace",
            {"spare": "a {0} {1}"},  # no place for another value
            "Replace the phone by its spare",
            "Replace the phone with telephony spare a {0} {1}",
        ),
        ("PUT /me", {}, "Update details of your nichandle", "Update your account"),
        (
            "DELETE /me/identity/user/{user}",
            {"user": "ada"},
            "Delete an IAM user",
            "Delete identity user ada of your account",
        ),
        (
            "DELETE /iam/policy/{policyId}",
            {"policyId": "p1"},
            "Delete the given policy",
            "Delete IAM policy p1",
        ),
        (
            "POST /telephony/{billingAccount}/line/{serviceName}/calls/{id}/hangup",
            {"billingAccount": "b1", "serviceName": "0033", "id": "9"},
            "Hangup a call",
            "Hang up call 9 of line 0033 of billing account b1",
        ),
        (
            "DELETE /vrack/{serviceName}/dedicatedServer/{dedicatedServer}",
            {"serviceName": "pn-1", "dedicatedServer": "ns1"},
            "remove this dedicated server from this vrack",
            "Remove dedicated server ns1 from vRack pn-1",
        ),
        (
            "PUT /email/domain/{domain}/dkim/disable",
            {"domain": "example.com"},
            "Disable DKIM",
            "Disable the DKIM of example.com",
        ),
    ],
)
def test_what_a_request_does_in_words(title, values, description, expected):
    method, _, path = title.partition(" ")
    assert sentence(method, path, values, description) == expected


def changing():
    place = real_catalog.directory()
    if place is None:
        pytest.skip(real_catalog.MISSING)
    for product in real_catalog.products(place):
        yield from (item for item in product.operations if item.method != "GET")


def test_every_operation_that_asks_has_a_readable_sentence():
    said = {}
    for operation in changing():
        names = placeholders(operation.path)
        values = {name: f"v{number}" for number, name in enumerate(names)}
        words = sentence(operation.method, operation.path, values, operation.description)
        why = f"{operation.title}: {words}"
        assert re.match(r"[A-Z][a-z]+ \S", words), why
        assert 2 <= len(words.split()) <= 24, why
        assert not re.search(r"[{}<>\"]|  |\b(\w+) \1\b|\b(the|a|an) (the|a|an|your)\b", words), why
        # Nothing of a name as it stands in paths: confirmTermination.
        assert not re.search(
            r"\b[a-z]+[A-Z]{1}[a-z]{3,}", re.sub("vRack|cPanel|macOS", "", words)
        ), why
        things = [values[name] for name in names if name not in PLACES]
        # The thing that it is about, and what that belongs to.
        for value in (things[-1:] + things[:1]) if things else []:
            assert value in words.split(), why
        said.setdefault((operation.branch, operation.method, operation.path), words)
    assert len(said) > 2000


def test_what_takes_away_is_never_said_to_add_and_the_other_way_round():
    adding = {"add", "create", "order", "register", "generate", "import", "enable", "open"}
    taking = {"delete", "remove", "terminate", "destroy", "revoke", "purge"}
    for operation in changing():
        values = dict.fromkeys(placeholders(operation.path), "v")
        words = sentence(operation.method, operation.path, values, operation.description)
        verb = words.split()[0].lower()
        if operation.method == "DELETE":
            assert verb not in adding | {"change", "update", "get", "check", "set"}, words
        elif verb in taking:
            told = f"{operation.path} {operation.description}".lower()
            assert re.search(
                "delet|remov|terminat|resiliat|destroy|revok|purge|clean|flush", told
            ), f"{operation.title}: {words}"


_MOVING = ("move", "transfer", "attach", "link", "assign", "migrate", "associate", "detach",
           "remove", "unlink", "dissociate", "upload", "install", "add")  # fmt: skip
_GOES = re.compile(rf"(?:{'|'.join(_MOVING)})s? [^.]*?\b(?:to|from|into) (?:this|your)\b", re.I)


def test_what_goes_somewhere_is_said_to_go_there():
    """Not "Move an IP of the server", where the API's own words are "to this server"."""
    untrue = set()
    for operation in changing():
        words = sentence(operation.method, operation.path, {}, operation.description)
        goes = _GOES.match(operation.description)
        if goes and not re.search(r"\b(?:to|from|into|with)\b", words):
            untrue.add(f"{operation.title}: {words}")
    assert untrue == set()


def test_sentences_for_whole_paths_are_of_the_catalog_and_keep_every_value():
    known = {
        f"{operation.method} {re.sub(r'{[^{}/]*}', '{}', operation.path)}"
        for operation in changing()
    }
    assert SENTENCES.keys() - known == set()
    for title, words in SENTENCES.items():
        assert sorted(re.findall(r"{(\d)}", words)) == [str(n) for n in range(title.count("{}"))]


_SEGMENTS = st.one_of(
    st.text(max_size=12), st.from_regex(r"[a-z]+([A-Z][a-z]*)*", fullmatch=True), st.just("{id}")
)


@given(
    method=st.sampled_from(["POST", "PUT", "DELETE", "PATCH"]),
    segments=st.lists(_SEGMENTS, max_size=6),
    value=st.text(max_size=120),
    description=st.text(max_size=30),
)
def test_any_path_has_a_sentence_that_a_terminal_can_show(method, segments, value, description):
    path = "/" + "/".join(segments)
    words = sentence(method, path, {"id": value}, description)
    assert words
    assert words == printable(words)


def test_secrets_are_masked_and_long_values_cut():
    path = "/me/thing/{token}"
    call = Call(
        "v1", "DELETE", path, (("token", "s3cret"),), sensitive=frozenset({("path", "token")})
    )
    assert question_about(call) == f"Delete thing {MASK} of your account?"
    words = sentence("DELETE", "/vps/{serviceName}", {"serviceName": "x" * 300})
    assert len(words) < 70
    assert "…" in words


def test_words_of_one_and_of_several():
    pairs = {"cache rules": "cache rule", "policies": "policy", "access": "access", "DNS": "DNS"}
    pairs |= {"status": "status", "IPs": "IP", "analytics": "analytics", "accesses": "access"}
    assert {words: singular(words) for words in pairs} == pairs
    articles = ["a user", "an IP", "an alias", "a URL", "a VPS", "an SSH key", "an upgrade"]
    assert [with_article(words.partition(" ")[2], "create") for words in articles] == articles
    assert with_article("password", "reset") == "the password"
    assert [said_verb(words) for words in ("Updates it", "Post a new", "Alter", "Zone", "")] == [
        "update",
        "add",
        "change",
        "",
        "",
    ]
