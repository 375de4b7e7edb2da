"""What the sandbox remembers: zones and records, policies, and who may call."""

import itertools
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ovh_explorer.sandbox import DEMO_KEYS, READER_KEYS
from ovh_explorer.sandbox.signature import Application, Credential, Guard

__all__ = ["State", "Zone"]

_METHODS = ("GET", "POST", "PUT", "DELETE")


@dataclass(slots=True)
class Zone:
    """A DNS zone: `records` by id as edited, `published` as the name servers know them."""

    name: str
    serial: int
    records: dict[int, dict[str, Any]] = field(default_factory=dict)
    published: dict[int, dict[str, Any]] = field(default_factory=dict)

    def publish(self) -> None:
        """What `refresh` does: the name servers get the records, under a new serial."""
        self.published = {number: dict(record) for number, record in self.records.items()}
        self.serial += 1


class State:
    """The memory of one sandbox; the same after every start.

    Args:
        clock: seconds since 1970.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._record_ids = itertools.count(5210000001)
        self._credential_ids = itertools.count(91)
        self._policy_numbers = itertools.count(1)
        self.guard = Guard(clock)
        self._make_keys()
        self.zones = {name: self._zone(name, address) for name, address in _ZONES}
        self.policies = {policy["id"]: policy for policy in map(self._policy, _POLICIES)}

    def seconds(self) -> int:
        """The sandbox's time in whole seconds since 1970, as ``/auth/time`` tells it."""
        return int(self._clock())

    def now(self) -> str:
        """The sandbox's time, as the API writes one."""
        return datetime.fromtimestamp(self._clock(), UTC).isoformat(timespec="seconds")

    def _make_keys(self) -> None:
        guard = self.guard
        guard.applications[DEMO_KEYS.application_key] = Application(
            1,
            DEMO_KEYS.application_key,
            DEMO_KEYS.application_secret,
            "ovh-explorer demo",
            "The application of the guide's keys",
        )
        rules = [{"method": method, "path": "/*"} for method in _METHODS]
        guard.credentials[DEMO_KEYS.consumer_key] = Credential(
            next(self._credential_ids), 1, DEMO_KEYS.consumer_key, rules
        )
        reading = [{"method": "GET", "path": "/domain/*"}]
        guard.credentials[READER_KEYS.consumer_key] = Credential(
            next(self._credential_ids), 1, READER_KEYS.consumer_key, reading
        )

    def new_credential(
        self, application: int, rules: list[dict[str, str]], *, key: str, token: str, redirection: str
    ) -> Credential:
        """A consumer key that waits for its validation."""
        found = Credential(
            id=next(self._credential_ids),
            application=application,
            key=key,
            rules=rules,
            status="pendingValidation",
            creation=self.now(),
            token=token,
            redirection=redirection,
        )
        self.guard.credentials[key] = found
        return found

    def credential(self, number: int) -> Credential | None:
        """A credential by its id."""
        return next((item for item in self.guard.credentials.values() if item.id == number), None)

    def application(self, number: int) -> Application | None:
        """An application by its id."""
        return next((item for item in self.guard.applications.values() if item.id == number), None)

    def _zone(self, name: str, address: str) -> Zone:
        zone = Zone(name, 2024010200)
        for kind, sub, target in (
            ("NS", "", "dns1.example.net."),
            ("NS", "", "dns2.example.net."),
            ("A", "", address),
            ("A", "www", address),
            ("MX", "", "10 mail.example.net."),
            ("TXT", "", '"v=spf1 include:example.net -all"'),
        ):
            self.add_record(zone, {"fieldType": kind, "subDomain": sub, "target": target, "ttl": 3600})
        zone.publish()
        return zone

    def add_record(self, zone: Zone, fields: dict[str, Any]) -> dict[str, Any]:
        """A new record of a zone."""
        number = next(self._record_ids)
        record = {
            "id": number,
            "zone": zone.name,
            "fieldType": fields["fieldType"],
            "subDomain": fields.get("subDomain") or "",
            "target": fields["target"],
            "ttl": fields.get("ttl") or 0,
        }
        zone.records[number] = record
        return record

    def add_policy(self, fields: dict[str, Any]) -> dict[str, Any]:
        """A new policy."""
        policy = self._policy(fields)
        policy["id"] = str(uuid.uuid5(uuid.NAMESPACE_URL, f"policy-{next(self._policy_numbers)}"))
        self.policies[policy["id"]] = policy
        return policy

    def _policy(self, fields: dict[str, Any]) -> dict[str, Any]:
        name = fields["name"]
        return {
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, name)),
            "name": name,
            "description": fields.get("description"),
            "owner": "xx1111-ovh",
            "readOnly": False,
            "identities": fields.get("identities", []),
            "resources": fields.get("resources", []),
            "permissions": fields.get("permissions", {"allow": []}),
            "createdAt": self.now(),
            "updatedAt": None,
            "expiredAt": fields.get("expiredAt"),
        }


_ZONES = (("example.com", "192.0.2.10"), ("example.org", "198.51.100.20"))
_POLICIES = tuple(
    {
        "name": name,
        "description": description,
        "identities": ["urn:v1:eu:identity:user:xx1111-ovh/" + name],
        "resources": [{"urn": f"urn:v1:eu:resource:{resource}"}],
        "permissions": {"allow": [{"action": action}]},
    }
    for name, description, resource, action in (
        ("dns-editors", "May edit DNS zones", "dnsZone:example.com", "dnsZone:apiovh:record/*"),
        ("vps-operators", "May start and stop servers", "vps:vps-0a1b2c3d.vps.example.net", "vps:apiovh:*"),
        ("billing-readers", "May read bills", "account:xx1111-ovh", "account:apiovh:bill/get"),
        ("auditors", "May read everything", "*", "*/get"),
        ("backup", None, "vps:*", "vps:apiovh:snapshot/create"),
    )
)
