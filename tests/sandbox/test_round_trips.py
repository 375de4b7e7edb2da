"""What was sent comes back: create, read, change, read, remove, over every collection of the real
catalog, with bodies that hold all that can be written.
"""

import json
from collections import Counter
from urllib.parse import quote, unquote

import pytest

from ovh_explorer.catalog.required import writable_properties
from ovh_explorer.catalog.resolve import Listed, Mapped, Models, Object
from ovh_explorer.sandbox.documents import Documents
from ovh_explorer.sandbox.values import Maker
from tests import real_catalog
from tests.sandbox.asked import NOW, Asked
from tests.sandbox.test_every_operation import Operation

_PROJECT = "/cloud/project/{serviceName}"
_RULE = "/ip/{ip}/firewall/{ipOnFirewall}/rule/{sequence}"
_NAMED = "names or ids are sent, objects with these are read"
_TEXT = "something else is sent, a text is read"
# What may differ from what was sent, and why.
DIFFERS = {
    (f"{_PROJECT}/instance/{{instanceId}}", "monthlyBilling"): "a flag is sent, a state is read",
    (f"{_PROJECT}/network/private/{{networkId}}", "regions"): _NAMED,
    (f"{_PROJECT}/user/{{userId}}", "roles"): _NAMED,
    ("/ipLoadbalancing/{serviceName}/vrack/network/{vrackNetworkId}", "farmId"): _NAMED,
    (f"{_PROJECT}/region/{{regionName}}/instance/{{instanceId}}", "sshKey"): _TEXT,
    (_RULE, "destinationPort"): _TEXT,
    (_RULE, "sourcePort"): _TEXT,
    (_RULE, "l3PacketLength"): _TEXT,
    (_RULE, "tcpOption"): _TEXT,
    (
        f"{_PROJECT}/region/{{regionName}}/loadbalancing/l7Policy/{{l7PolicyId}}",
        "redirectHttpCode",
    ): "any number is sent, one of three is read",
    ("/dedicatedCloud/{serviceName}/twoFAWhitelist/{id}", "ip"): "a block is sent, an address read",
    (
        "/telephony/{billingAccount}/line/{serviceName}/phone/rma/{id}",
        "type",
    ): "the words that are sent are none of those that are read",
    ("/domain/zone/{zoneName}/soa", "serial"): "the API counts it",
    ("/me/identity/user/{user}/token/{name}", "expiresAt"): "expiresIn is sent too, and counts",
    ("/iam/policy/{policyId}", "expiredAt"): "written as v2 writes times",
    (
        "/domain/zone/{zoneName}/option/{name}/serviceInfos",
        "automatic",
    ): "what is deleted when it expires isn't renewed",
}
# PUT of something that is read as a list of other things.
_LISTS = {
    "/cloud/project/{serviceName}/user/{userId}/role",
    "/cloud/project/{serviceName}/kube/{kubeId}/ipRestrictions",
    "/dedicated/ceph/{serviceName}/user/{userName}/pool",
    "/domain/{serviceName}/configurations/obfuscatedEmails",
    "/domain/{serviceName}/configurations/optin",
    "/sms/{serviceName}/smpp/allowedIPs",
}


@pytest.fixture(scope="module")
def ask(real_schemas):
    return Asked(Documents(real_schemas))


def writable(models, kind, value):
    """A value without what can't be sent."""
    match models.shape(kind):
        case Object(model) if isinstance(value, dict):
            names = writable_properties(model)
            return {
                item.name: writable(models, item.type, value[item.name])
                for item in model.properties
                if item.name in names and item.name in value
            }
        case Listed(inner) if isinstance(value, list):
            return [writable(models, inner, entry) for entry in value]
        case Mapped(_, inner) if isinstance(value, dict):
            return {key: writable(models, inner, entry) for key, entry in value.items()}
    return value


def body_of(operation, models, seed):
    """A body with all that the operation takes, another one for another seed."""
    make = Maker(models, seed).make
    whole = operation.body
    if whole:
        return writable(models, whole.type, make(whole.type))
    return {
        item.name: writable(models, item.type, make(item.type, item.name, item.name))
        for item in operation.placed("body")
    }


def differing(sent, got, name=""):
    """The names of fields that are read otherwise than they were sent; those that aren't in the
    response's model aren't compared.
    """
    if isinstance(sent, dict) and isinstance(got, dict):
        for key, value in sent.items():
            if key in got:
                yield from differing(value, got[key], key)
    elif sent != got:
        yield name, sent, got


def fields_of(sent, got):
    """How many fields were compared."""
    if isinstance(sent, dict) and isinstance(got, dict):
        return sum(fields_of(value, got[key]) for key, value in sent.items() if key in got)
    return 1


class Walk:
    """One item: made or there, read, changed, removed."""

    def __init__(self, ask, counts, reads, target):
        self.ask, self.counts, self.reads, self.target = ask, counts, reads, target
        self.wrong = []

    def compare(self, kind, sent):
        self.ask.time += 20
        status, got = self.ask("GET", self.target)
        if status != 200:
            self.counts["couldn't be read"] += 1
            return False
        for name, was, now in differing(sent, got):
            if (self.reads.path, name) in DIFFERS:
                self.counts["fields that differ for a reason"] += 1
            else:
                self.wrong.append((self.reads.path, kind, name, was, now))
        self.counts[f"fields after {kind}"] += fields_of(sent, got)
        return True

    def change(self, put, models):
        body = body_of(put, models, "second")
        if isinstance(body, dict):
            body.pop("checksum", None)
        # A secret may want to be told which version is known: its first.
        query = "?cas=1" if any(item.name == "cas" for item in put.placed("query")) else ""
        status, _ = self.ask("PUT", f"{self.target}{query}", json.dumps(body).encode())
        assert status == 200, put.title
        self.compare("a change", body)
        return body

    def remove(self):
        status, _ = self.ask("DELETE", self.target)
        assert status == 200, self.target
        self.ask.time += 20
        assert self.ask("GET", self.target)[0] == 404, self.target
        self.counts["removed"] += 1


def created(ask, product, operation, models, counts):
    """The walk of an item that a POST made; None where it makes none that can be read alone."""
    asked = Operation(product, operation, models)
    base = asked.target.partition("?")[0]
    _, branch, path = base.split("/", 2)
    collection = ask.app._documents.route(branch, "POST", f"/{path}").roles.collection(
        operation.path
    )
    if collection is None or collection.reads is None or not operation.placed("body"):
        return None
    if any(parameter.required for parameter in collection.reads.placed("query")):
        return None
    body = body_of(operation, models, "first")
    status, value = ask("POST", asked.target, json.dumps(body).encode(), headers=asked.headers)
    assert status == 200, (operation.title, value)
    place = tuple(unquote(part) for part in base.strip("/").split("/"))
    made = list(ask.app.state.objects._made.get(place, {}))
    if not made:
        counts["made something else"] += 1
        return None
    walk = Walk(ask, counts, collection.reads, f"{base}/{quote(made[-1], safe='')}")
    return (walk, body) if walk.compare("a creation", body) else None


def test_what_is_sent_comes_back(real_schemas, whole, ask):
    counts, wrong = Counter(), []
    for product in real_catalog.sample(real_schemas, whole):
        models = Models(product.models)
        known = {(item.method, item.path): item for item in product.operations}
        for operation in product.operations:
            ask.app.reset()
            ask.time = NOW
            if operation.method == "PUT":
                reads = known.get(("GET", operation.path))
                if reads is None or operation.path in _LISTS or not operation.placed("body"):
                    continue
                if not any(parameter.required for parameter in reads.placed("query")):
                    target = Operation(product, operation, models).target.partition("?")[0]
                    walk = Walk(ask, counts, reads, target)
                    walk.change(operation, models)
                    wrong += walk.wrong
            elif operation.method == "POST":
                found = created(ask, product, operation, models, counts)
                if found is None:
                    continue
                walk, body = found
                put = known.get(("PUT", walk.reads.path))
                if put is not None and put.body:
                    changed = walk.change(put, models)
                    kept = {name: value for name, value in body.items() if name not in changed}
                    walk.compare("a change of others", kept)
                delete = known.get(("DELETE", walk.reads.path))
                if delete is not None and not any(i.required for i in delete.placed("query")):
                    walk.remove()
                wrong += walk.wrong
    print(*(f"{number} {kind}" for kind, number in counts.items()), sep="\n")
    assert wrong == []
    assert counts["couldn't be read"] <= 2
    assert counts["fields after a creation"] > (1500 if whole else 100)


@pytest.mark.parametrize(
    ("path", "sent", "read"),
    [
        ("cloud/project/p1/kube/k-1/nodepool", {"flavorName": "b3-16"}, {"flavor": "b3-16"}),
        ("cloud/project/p1/sshkey", {"region": "WAW1"}, {"regions": ["WAW1"]}),
        ("me/tag", {"tagName": "shop"}, {"tag": "shop"}),
    ],
)
def test_what_is_called_otherwise_where_it_is_read_is_as_it_was_sent(
    real_schemas, ask, path, sent, read
):
    ask.app.reset()
    branch, target = "v1", f"/{path}"
    operation = ask.app._documents.route(branch, "POST", target)
    body = {**body_of(operation.operation, operation.models, "first"), **sent}
    status, value = ask("POST", f"/1.0{target}", json.dumps(body).encode())
    assert status == 200, value
    key = list(ask.app.state.objects._made[branch, *path.split("/")])[-1]
    value = ask("GET", f"/1.0{target}/{quote(key)}")[1]
    assert {name: value[name] for name in read} == read


def test_a_list_that_is_put_on_a_collection_is_all_it_holds(ask):
    target = "/1.0/cloud/project/p1/kube/k-1/ipRestrictions"
    body = json.dumps({"ips": ["192.0.2.0/24", "198.51.100.7/32"]}).encode()
    assert ask("PUT", target, body)[0] == 200
    assert ask("GET", target)[1] == ["192.0.2.0/24", "198.51.100.7/32"]
    more = json.dumps({"ips": ["203.0.113.0/24"]}).encode()
    assert ask("POST", target, more) == (200, ["203.0.113.0/24"])
    assert ask("GET", target)[1] == ["192.0.2.0/24", "198.51.100.7/32", "203.0.113.0/24"]
