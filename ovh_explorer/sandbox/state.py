"""The state of the sandbox: who may call, and what was made, changed and removed."""

# No words for people: what is on the demo's account is the same in each language.

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_KEYS, DEMO_TOKEN, READER_KEYS
from ovh_explorer.sandbox.lifecycle import stamp
from ovh_explorer.sandbox.object_store import ObjectStore
from ovh_explorer.sandbox.seeds import sow
from ovh_explorer.sandbox.signature import Application, Client, Credential, Guard, UserToken

__all__ = ["State", "Zone"]

_METHODS = ("GET", "POST", "PUT", "DELETE")


@dataclass(slots=True)
class Zone:
    """What name servers know of a DNS zone: the records `published` by the last refresh, under a
    serial; `first` are those that it had at the start, as its backups have them.
    """

    name: str
    first: list[dict[str, Any]]
    serial: int = 2024010200
    published: list[dict[str, Any]] = field(default_factory=list)

    def publish(self, records: list[dict[str, Any]]) -> None:
        """What `refresh` does: the name servers get the records, under a new serial."""
        self.published = [dict(record) for record in records]
        self.serial += 1


class State:
    """The state of one sandbox; the same after every start.

    Args:
        clock: seconds since 1970.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.time = clock
        """Seconds since 1970, with fractions."""
        self.objects = ObjectStore(clock)
        self.guard = Guard(clock)
        self.zones: dict[str, Zone] = {}
        self._credential_ids = itertools.count(91)
        self._make_keys()
        for name, records in sow(self.objects).items():
            self.zones[name] = Zone(name, [dict(record) for record in records])
            self.zones[name].publish(records)

    def seconds(self) -> int:
        """The sandbox's time in whole seconds since 1970, as ``/auth/time`` tells it."""
        return int(self.time())

    def now(self) -> str:
        """The sandbox's time, as the API writes one."""
        return stamp(self.time())

    def _make_keys(self) -> None:
        guard = self.guard
        everything = [{"method": method, "path": "/*"} for method in _METHODS]
        for item in (
            Application(
                1,
                DEMO_KEYS.application_key,
                DEMO_KEYS.application_secret,
                "ovh-explorer demo",
                "The application of the guide's keys",
            ),
            Application(
                2, "oldBackupScript0", "0" * 32, "backup script", "Ran every night until last year"
            ),
        ):
            guard.applications[item.key] = item
        for key, application, rules in (
            (DEMO_KEYS.consumer_key, 1, everything),
            (READER_KEYS.consumer_key, 1, [{"method": "GET", "path": "/domain/*"}]),
            ("oldBackupScript0000000000000000", 2, [{"method": "GET", "path": "/vps/*"}]),
        ):
            guard.credentials[key] = Credential(next(self._credential_ids), application, key, rules)
        guard.clients[DEMO_CLIENT.client_id] = Client(
            DEMO_CLIENT.client_id, DEMO_CLIENT.client_secret
        )
        token = UserToken(
            DEMO_TOKEN.text, DEMO_TOKEN.user, DEMO_TOKEN.name, "The token of the demo"
        )
        guard.user_tokens[token.text] = token

    def new_credential(
        self,
        application: int,
        rules: list[dict[str, str]],
        *,
        key: str,
        token: str,
        redirection: str,
        allowed: list[str] | None = None,
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
            requested_at=self.time(),
            redirection=redirection,
            allowed=allowed or None,
        )
        self.guard.credentials[key] = found
        return found

    def credential(self, number: int) -> Credential | None:
        """A credential by its id."""
        return next((item for item in self.guard.credentials.values() if item.id == number), None)

    def application(self, number: int) -> Application | None:
        """An application by its id."""
        return next((item for item in self.guard.applications.values() if item.id == number), None)
