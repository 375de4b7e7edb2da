"""The objects that the demo's account has at the start."""

# No words for people: what is on the demo's account is the same in each language.

import uuid
from typing import Any

from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_TOKEN
from ovh_explorer.sandbox.object_store import ObjectStore

__all__ = ["ACCOUNT", "ADMINISTRATORS", "UNPAID_BILL", "sow"]

ACCOUNT = "xx1111-ovh"
"""The demo's account."""

ADMINISTRATORS = "ADMIN"
"""The group of the users who may do everything."""

UNPAID_BILL = "EU10000002"
"""The one of the demo's bills that isn't paid."""

_ZONES = (("example.com", "192.0.2.10"), ("example.org", "198.51.100.20"))
_SERVERS = ("dns1.example.net", "dns2.example.net")
_VPS = ("vps-0a1b2c3d.vps.example.net", "vps-4e5f6a7b.vps.example.net")
_CLIENT_URN = f"urn:v1:eu:identity:credential:{ACCOUNT}/oauth2-{DEMO_CLIENT.client_id}"
_USERS = ((DEMO_TOKEN.user, ADMINISTRATORS), ("grace", "DEFAULT"))
_POLICIES = (
    ("dns-editors", "May edit DNS zones", "dnsZone:example.com", "dnsZone:apiovh:record/*"),
    ("vps-operators", "May start and stop servers", f"vps:{_VPS[0]}", "vps:apiovh:*"),
    ("billing-readers", "May read bills", f"account:{ACCOUNT}", "account:apiovh:bill/get"),
    ("auditors", "May read everything", "*:*", "*/get"),
    ("backup", None, "vps:*", "vps:apiovh:snapshot/create"),
    ("demo-service-account", "The demo's service account may do everything", "*:*", "*"),
)
_PAYMENT_METHODS: dict[str, dict[str, Any]] = {
    "80": {
        "paymentType": "CREDIT_CARD",
        "paymentSubType": "VISA",
        "label": "**** **** **** 4242",
        "default": True,
        "description": "Card of the office",
    },
    "81": {
        "paymentType": "SEPA_DIRECT_DEBIT",
        "paymentSubType": "NONE",
        "label": "FR76 **** **** **** 0189",
        "default": False,
        "description": None,
        "expirationDate": None,
    },
}


def sow(objects: ObjectStore) -> dict[str, list[dict[str, Any]]]:
    """Fill an empty object store; the DNS zones' records by the name of their zone."""
    objects.seed_one(
        ("v1", "me"),
        {
            "nichandle": ACCOUNT,
            "email": "ada.lovelace@example.com",
            "firstname": "Ada",
            "name": "Lovelace",
        },
    )
    objects.seed(("v1", "vps"), {name: {} for name in _VPS})
    objects.seed(("v1", "me", "bill"), {f"EU1000000{number}": {} for number in (1, 2, 3)})
    objects.seed(("v1", "me", "payment", "method"), _PAYMENT_METHODS)
    objects.seed(("v1", "me", "accessRestriction", "ip"), {})
    objects.seed(
        ("v1", "ip"),
        {
            "192.0.2.10/32": {"type": "vps", "isAdditionalIp": False, **_routed(_VPS[0])},
            "198.51.100.0/28": {"type": "failover", "isAdditionalIp": True, **_routed(_VPS[1])},
            "2001:db8:1::/64": {"type": "vps", "isAdditionalIp": False, **_routed(_VPS[0])},
        },
    )
    objects.seed(("v1", "domain"), {name: {} for name, _ in _ZONES})
    for number, (name, _) in enumerate(_ZONES):
        objects.seed(("v1", "domain", name, "nameServer"), _name_servers(1001 + 10 * number))
    objects.seed(
        ("v1", "domain", "zone"), {name: {"nameServers": list(_SERVERS)} for name, _ in _ZONES}
    )
    objects.seed(
        ("v1", "me", "api", "oauth2", "client"),
        {
            DEMO_CLIENT.client_id: {
                "name": "demo",
                "description": "The demo's service account",
                "flow": "CLIENT_CREDENTIALS",
                "callbackUrls": [],
                "identity": _CLIENT_URN,
                "createdAt": "2024-01-02T03:04:05+00:00",
            }
        },
    )
    objects.seed(
        ("v1", "me", "identity", "user"),
        {login: _user(login, group) for login, group in _USERS},
    )
    objects.seed(
        ("v1", "me", "identity", "group"),
        {group: _group(group) for group in dict.fromkeys(group for _login, group in _USERS)},
    )
    policies = [_policy(*parts) for parts in _POLICIES]
    objects.seed(("v2", "iam", "policy"), {policy["id"]: policy for policy in policies})
    resources = [_resource(*parts) for parts in _resources()]
    objects.seed(("v2", "iam", "resource"), {resource["urn"]: resource for resource in resources})
    zones = {name: _records(objects, name, address) for name, address in _ZONES}
    for name, records in zones.items():
        objects.seed(
            ("v1", "domain", "zone", name, "record"),
            {str(record["id"]): record for record in records},
        )
    return zones


def _records(objects: ObjectStore, zone: str, address: str) -> list[dict[str, Any]]:
    return [
        {
            "id": objects.number("/domain/zone/{zoneName}/record", 5_210_000_001),
            "zone": zone,
            "fieldType": kind,
            "subDomain": sub,
            "target": target,
            "ttl": 3600,
        }
        for kind, sub, target in (
            *(("NS", "", f"{server}.") for server in _SERVERS),
            ("A", "", address),
            ("A", "www", address),
            ("MX", "", "10 mail.example.net."),
            ("TXT", "", '"v=spf1 include:example.net -all"'),
        )
    ]


def _name_servers(first: int) -> dict[str, dict[str, Any]]:
    used = {"ip": None, "isUsed": True, "toDelete": False}
    return {str(first + n): {**used, "host": host} for n, host in enumerate(_SERVERS)}


def _routed(service: str) -> dict[str, Any]:
    """Where a block of addresses leads to."""
    return {"routedTo": {"serviceName": service}}


def _user(login: str, group: str) -> dict[str, Any]:
    return {
        "login": login,
        "group": group,
        "groups": [group],
        "description": "",
        "email": f"{login}@example.com",
        "status": "OK",
        "type": "USER",
        "urn": f"urn:v1:eu:identity:user:{ACCOUNT}/{login}",
        "creation": "2024-01-02T03:04:05+00:00",
        "lastUpdate": "2024-01-02T03:04:05+00:00",
    }


def _group(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "description": "",
        "role": "ADMIN" if name == ADMINISTRATORS else "REGULAR",
        "defaultGroup": True,
        "urn": f"urn:v1:eu:identity:group:{ACCOUNT}/{name}",
        "creation": "2024-01-02T03:04:05+00:00",
        "lastUpdate": "2024-01-02T03:04:05+00:00",
    }


def _policy(name: str, description: str | None, resource: str, action: str) -> dict[str, Any]:
    if name == "demo-service-account":
        whose = _CLIENT_URN
    else:
        whose = f"urn:v1:eu:identity:user:{ACCOUNT}/{name}"
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, name)),
        "name": name,
        "description": description,
        "owner": ACCOUNT,
        "readOnly": False,
        "identities": [whose],
        "resources": [{"urn": f"urn:v1:eu:resource:{resource}"}],
        "permissions": {"allow": [{"action": action}]},
        "permissionsGroups": [],
        "createdAt": "2024-01-02T03:04:05+00:00",
        "updatedAt": None,
        "expiredAt": None,
    }


def _resources() -> list[tuple[str, str]]:
    found = [("account", ACCOUNT)]
    found += [("vps", name) for name in _VPS]
    found += [(kind, name) for name, _ in _ZONES for kind in ("domain", "dnsZone")]
    return found


def _resource(kind: str, name: str) -> dict[str, Any]:
    urn = f"urn:v1:eu:resource:{kind}:{name}"
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, urn)),
        "urn": urn,
        "name": name,
        "displayName": name,
        "type": kind,
        "owner": ACCOUNT,
        "tags": {"environment": "production"} if name == _VPS[0] else {},
    }
