"""What users do one after the other, unlike each other: a value flows in each in another way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.workspace.recipes.exchanges import Exchange

Send = Callable[[Call], Exchange]
NO_BODY = object()


def call(title: str, values: Any = (), body: Any = NO_BODY, **more: Any) -> Call:
    method, path = title.split()
    branch = "v2" if path.startswith("/v2/") else "v1"
    content = None if body is NO_BODY else canonical_json(body)
    given = {name: str(value) for name, value in dict(values).items()}
    path = path.removeprefix("/v2") if branch == "v2" else path
    return Call.make(branch, method, path, path_values=given, body=content, **more)


@dataclass(frozen=True)
class Series:
    """What is sent on the day, what moves the ids before the program runs, and what flows then."""

    send: Callable[[Send], list[Exchange]]
    before: tuple[Call, ...]
    flows: dict[tuple[int, str], str]
    secrets: tuple[str, ...] = ()


ZONE = {"zoneName": "example.com"}
RECORDS = "/domain/zone/{zoneName}/record"


def new_record(name: str) -> Call:
    body = {"fieldType": "TXT", "subDomain": name, "target": 'a "b" \\ $c é'}
    return call(f"POST {RECORDS}", ZONE, body)


def a_record(send: Send) -> list[Exchange]:
    zones = send(call("GET /domain/zone"))
    zone = {"zoneName": zones.response[0]}
    made = send(new_record("_acme"))
    one = {**zone, "id": made.response["id"]}
    return [
        zones,
        made,
        send(call(f"PUT {RECORDS}/{{id}}", one, {"target": "other", "ttl": 600})),
        send(call("POST /domain/zone/{zoneName}/refresh", zone)),
        send(call(f"GET {RECORDS}/{{id}}", one)),
        send(call(f"GET {RECORDS}/{{id}}", one)),
        send(call(f"DELETE {RECORDS}/{{id}}", one)),
    ]


def a_list(send: Send) -> list[Exchange]:
    """The record that a search finds; a query with what has to be encoded."""
    query = [("fieldType", "A"), ("subDomain", "www")]
    found = send(call(f"GET {RECORDS}", ZONE, query=query))
    one = {**ZONE, "id": found.response[0]}
    return [
        found,
        send(call(f"GET {RECORDS}/{{id}}", one)),
        send(call(f"PUT {RECORDS}/{{id}}", one, {"target": "203.0.113.7"})),
    ]


def a_task(send: Send) -> list[Exchange]:
    """A reboot that is followed."""
    servers = send(call("GET /vps"))
    server = {"serviceName": servers.response[1]}
    begun = send(call("POST /vps/{serviceName}/reboot", server))
    task = call("GET /vps/{serviceName}/tasks/{id}", {**server, "id": begun.response["id"]})
    last = send(call("GET /vps/{serviceName}", server))
    return [servers, begun, send(task), send(task), last]


def a_policy(send: Send) -> list[Exchange]:
    """A UUID of v2, and a name within a URN."""
    servers = send(call("GET /vps"))
    name = servers.response[0]
    user = send(call("GET /me/identity/user/{user}", {"user": "ada"}))
    body = {
        "name": "readers",
        "identities": [user.response["urn"]],
        "resources": [{"urn": f"urn:v1:eu:resource:vps:{name}"}],
        "permissions": {"allow": [{"action": "vps:apiovh:get"}]},
    }
    shown = send(call("GET /vps/{serviceName}/serviceInfos", {"serviceName": name}))
    made = send(call("POST /v2/iam/policy", (), body))
    one = {"policyId": made.response["id"]}
    changed = {**body, "name": "viewers"}
    return [
        servers,
        user,
        shown,
        made,
        send(call("PUT /v2/iam/policy/{policyId}", one, changed)),
        send(call("DELETE /v2/iam/policy/{policyId}", one)),
    ]


def a_cart(send: Send) -> list[Exchange]:
    """Two ids, of which each goes its way, and a number that is equal to no id."""
    cart = send(call("POST /order/cart", (), {"ovhSubsidiary": "FR"}, authenticated=False))
    one = {"cartId": cart.response["cartId"]}
    domain = {"domain": "example-new.com", "quantity": 1}
    item = send(call("POST /order/cart/{cartId}/domain", one, domain, authenticated=False))
    both = {**one, "itemId": item.response["itemId"]}
    shown = call("GET /order/cart/{cartId}/item/{itemId}", both, authenticated=False)
    return [
        cart,
        send(call("POST /order/cart/{cartId}/assign", one)),
        item,
        send(shown),
        send(call("DELETE /order/cart/{cartId}", one, authenticated=False)),
    ]


def a_secret(send: Send) -> list[Exchange]:
    body = {
        "login": "zoe",
        "email": "zoe@example.com",
        "password": 'Secret "1" \\ $HOME',
        "description": "a $user's `words`",
        "group": "DEFAULT",
    }
    sensitive = frozenset({("body", "/password")})
    return [
        send(call("POST /me/identity/user", (), body, sensitive=sensitive)),
        send(call("GET /me/identity/user/{user}", {"user": "zoe"})),
        send(call("DELETE /me/identity/user/{user}", {"user": "zoe"})),
    ]


CART = call("POST /order/cart", (), {"ovhSubsidiary": "FR"}, authenticated=False)
POLICY = {
    "name": "other",
    "identities": ["urn:v1:eu:identity:user:xx1111-ova/ada"],
    "resources": [{"urn": "urn:v1:eu:resource:vps:x"}],
    "permissions": {"allow": [{"action": "vps:apiovh:get"}]},
}

SERIES = {
    "a record": Series(
        a_record,
        (new_record("x"), new_record("y")),
        {(2, "id"): "record.id", (2, "zoneName"): "zone", (6, "id"): "record.id"},
    ),
    "a list": Series(a_list, (), {(1, "id"): "records[0]", (2, "id"): "records[0]"}),
    "a task": Series(
        a_task,
        (call("POST /vps/{serviceName}/reboot", {"serviceName": "vps-0a1b2c3d.vps.example.net"}),),
        {(1, "serviceName"): "vps", (2, "id"): "reboot.id"},
    ),
    "a policy": Series(
        a_policy,
        (call("POST /v2/iam/policy", (), POLICY),),
        {
            (3, "/identities/0"): "user_details.urn",
            (3, "/resources/0/urn"): "vps",
            (5, "policyId"): "policy.id",
        },
    ),
    "a cart": Series(
        a_cart,
        (CART, CART),
        {(3, "cartId"): "cart.cartId", (3, "itemId"): "domain.itemId"},
    ),
    "a secret": Series(a_secret, (), {(0, "/password"): "password"}, ('Secret "1" \\ $HOME',)),
}
