"""Values by schema: plausible by type and by name, and the same for the same seed.

Addresses are from the documentation ranges, e-mail at example.com, phone numbers from those that are kept for fiction,
dates in the past unless the name says that they are to come.
"""

import hashlib
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from ovh_explorer.catalog.examples import example
from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Object
from ovh_explorer.catalog.types import Type

__all__ = ["Maker", "number_of"]

# Deeper than any answer of the real catalog needs; past it a recursive model stops.
_DEEPEST = 9
_MODELS = Models({})

_DOMAINS = ("example.com", "example.org", "example.net")
_REGIONS = ("GRA11", "SBG5", "BHS5", "DE1", "UK1", "WAW1")
_PEOPLE = ("ada", "grace", "alan", "barbara", "edsger", "katherine")
_RANGES = ("192.0.2", "198.51.100", "203.0.113")
_ACCOUNT = "xx1111-ovh"
# What most things are, most of the time; the first that an enumeration has.
_USUAL = (
    "ok", "active", "ready", "running", "enabled", "available", "validated", "valid", "done", "up", "open", "online",
    "delivered", "installed", "production", "fr", "eur",
)  # fmt: skip
_COMING = ("expir", "deletion", "deadline", "next", "renew")
_SELDOM = ("blocked", "suspended", "deleted", "expired", "terminated", "readonly", "deprecated", "locked", "force")


def number_of(*parts: object) -> int:
    """A number below 2**64 that only depends on `parts`."""
    text = "\x00".join(str(part) for part in parts)
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _pick(values: Sequence[Any], number: int) -> Any:
    return values[number % len(values)]


def _address(number: int) -> str:
    return f"{_pick(_RANGES, number)}.{1 + number // 7 % 254}"


# By how a name ends, the longest ending first; what fits none is its own name, as in the examples.
_TEXTS: dict[str, Callable[[int], str]] = {
    "email": lambda n: f"{_pick(_PEOPLE, n)}@example.com",
    "mail": lambda n: f"{_pick(_PEOPLE, n)}@example.com",
    "domain": lambda n: str(_pick(_DOMAINS, n)),
    "domainname": lambda n: str(_pick(_DOMAINS, n)),
    "zone": lambda n: str(_pick(_DOMAINS, n)),
    "zonename": lambda n: str(_pick(_DOMAINS, n)),
    "host": lambda n: f"ns{1 + n % 4}.example.com",
    "hostname": lambda n: f"srv{1 + n % 20}.example.com",
    "fqdn": lambda n: f"srv{1 + n % 20}.example.com",
    "ip": _address,
    "region": lambda n: str(_pick(_REGIONS, n)),
    "regionname": lambda n: str(_pick(_REGIONS, n)),
    "datacenter": lambda n: f"{_pick(('gra', 'sbg', 'rbx', 'bhs'), n)}{1 + n // 5 % 3}",
    "login": lambda n: str(_pick(_PEOPLE, n)),
    "user": lambda n: str(_pick(_PEOPLE, n)),
    "username": lambda n: str(_pick(_PEOPLE, n)),
    "firstname": lambda n: str(_pick(_PEOPLE, n)).title(),
    "birthday": lambda n: f"{1960 + n % 40}-{1 + n // 40 % 12:02}-{1 + n // 480 % 28:02}",
    "owner": lambda _: _ACCOUNT,
    "nichandle": lambda _: _ACCOUNT,
    "contactadmin": lambda _: _ACCOUNT,
    "contactbilling": lambda _: _ACCOUNT,
    "contacttech": lambda _: _ACCOUNT,
    "account": lambda _: _ACCOUNT,
    "id": lambda n: f"{n:016x}",
    "uuid": lambda n: str(_uuid(n)),
    "checksum": lambda n: f"{n:016x}",
    "token": lambda n: f"{n:016x}",
    "version": lambda n: f"{1 + n % 4}.{n // 5 % 10}",
    "code": lambda n: f"code-{1 + n % 9}",
    "currencycode": lambda _: "EUR",
    "countrycode": lambda _: "FR",
    "filename": lambda n: f"file-{1 + n % 9}.txt",
    "path": lambda n: f"path-{1 + n % 9}",
    "port": lambda n: str(_pick((80, 443, 8080), n)),
    "offer": lambda n: f"offer-{1 + n % 5}",
    "model": lambda n: f"model-{1 + n % 5}",
}
_ENDINGS = sorted(_TEXTS, key=len, reverse=True)

_NUMBERS: dict[str, Callable[[int], int]] = {
    "id": lambda n: 100_000 + n % 9_000_000,
    "port": lambda n: int(_pick((80, 443, 8080), n)),
    "ttl": lambda n: int(_pick((60, 300, 3600), n)),
    "vlan": lambda n: 1 + n % 4094,
    "vlanid": lambda n: 1 + n % 4094,
    "percent": lambda n: n % 101,
    "progress": lambda n: n % 101,
    "percentage": lambda n: n % 101,
    "year": lambda n: 2020 + n % 4,
    "month": lambda n: 1 + n % 12,
    "cores": lambda n: int(_pick((1, 2, 4, 8), n)),
    "cpus": lambda n: int(_pick((1, 2, 4, 8), n)),
    "ram": lambda n: int(_pick((2048, 4096, 8192), n)),
    "memory": lambda n: int(_pick((2048, 4096, 8192), n)),
    "size": lambda n: int(_pick((10, 20, 50, 100), n)),
    "quantity": lambda n: 1 + n % 3,
}
_NUMBER_ENDINGS = sorted(_NUMBERS, key=len, reverse=True)


@lru_cache(maxsize=4096)
def _text_ending(name: str) -> str:
    return next((item for item in _ENDINGS if name.endswith(item)), "")


@lru_cache(maxsize=4096)
def _number_ending(name: str) -> str:
    return next((item for item in _NUMBER_ENDINGS if name.endswith(item)), "")


class Maker:
    """Makes values of one document's types.

    Args:
        models: the document's.
        seed: what the values depend on besides their places; the same seed gives the same values.
    """

    def __init__(self, models: Models, *seed: object) -> None:
        self._models = models
        self._seed = number_of(*seed)

    def make(self, kind: Type | str, name: str = "", pointer: str = "") -> Any:
        """A JSON value of the type `kind`, valid by the schema of an answer.

        Args:
            name: the parameter's or property's.
            pointer: where in the answer it stands: two places have two values.
        """
        return self._make(kind, name, pointer, 0, ())

    def _make(self, kind: Type | str, name: str, pointer: str, depth: int, above: tuple[str, ...]) -> Any:
        match self._models.shape(kind):
            case Core("void" | "any"):
                return None
            case Core(core):
                return self._scalar(core, name, number_of(self._seed, pointer))
            case Enum(_, values):
                return _choice(values, number_of(self._seed, pointer))
            case Listed(item):
                if self._stops(item, depth, above):
                    return []
                return [self._make(item, name.removesuffix("s"), f"{pointer}/0", depth + 1, above)]
            case Mapped(key, value):
                if self._stops(value, depth, above):
                    return {}
                label = str(self._make(key, "key", f"{pointer}/key", depth + 1, above))
                return {label: self._make(value, name, f"{pointer}/{label}", depth + 1, above)}
            case Object(model):
                if depth > _DEEPEST or model.key in above:
                    return {}
                path = (*above, model.key)
                return {
                    item.name: None
                    if item.nullable and self._stops(item.type, depth, path)
                    else self._make(item.type, item.name, f"{pointer}/{item.name}", depth + 1, path)
                    for item in model.properties
                }
        return None

    def _stops(self, kind: Type | str, depth: int, above: tuple[str, ...]) -> bool:
        """Whether a value of `kind` would repeat a model it is inside of, or nest too deep."""
        if depth >= _DEEPEST:
            return True
        match self._models.shape(kind):
            case Object(model):
                return model.key in above
            case Listed(item) | Mapped(_, item):
                return self._stops(item, depth + 1, above)
        return False

    def _scalar(self, core: str, name: str, number: int) -> Any:
        lowered = name.lower()
        match core:
            case "string" | "text":
                ending = _text_ending(lowered)
                return _TEXTS[ending](number) if ending else example(_MODELS, core, name=name)
            case "long":
                ending = _number_ending(lowered)
                return _NUMBERS[ending](number) if ending else 1 + number % 100
            case "double":
                return round(1 + number % 10_000 / 100, 2)
            case "boolean":
                return number % 2 == 0 and not any(word in lowered for word in _SELDOM)
            case "datetime":
                return _moment(lowered, number).isoformat(timespec="seconds")
            case "date":
                return _moment(lowered, number).date().isoformat()
            case "uuid":
                return str(_uuid(number))
            case "ip" | "ipv4":
                return _address(number)
            case "ipBlock" | "ipv4Block":
                return f"{_address(number)}/32"
            case "ipv6":
                return f"2001:db8:{number % 9999 + 1:x}::1"
            case "ipv6Block":
                return f"2001:db8:{number % 9999 + 1:x}::/64"
            case "macAddress":
                return f"00:00:5e:00:53:{number % 256:02x}"
            case "phoneNumber":
                return f"00331990{number % 100_000:05d}"
            case "internationalPhoneNumber":
                return f"+331990{number % 100_000:05d}"
            case "time":
                return f"{number % 24:02d}:{number // 24 % 60:02d}:00"
        return example(_MODELS, core, name=name)


def _uuid(number: int) -> uuid.UUID:
    return uuid.UUID(int=(number << 64 | number) & ((1 << 128) - 1), version=4)


def _moment(name: str, number: int) -> datetime:
    """Some time in 2021 or 2022; in the thirties where the name speaks of what is to come."""
    coming = any(word in name for word in _COMING) or name.endswith(("end", "enddate", "to"))
    start = datetime(2032 if coming else 2021, 1, 1, tzinfo=UTC)
    return start + timedelta(seconds=number % (2 * 365 * 86400))


def _choice(values: tuple[Any, ...], number: int) -> Any:
    given = [value for value in values if value != ""] or list(values)
    if not given:
        return ""
    if number % 4:
        lowered = {str(value).lower(): value for value in given}
        for word in _USUAL:
            if word in lowered:
                return lowered[word]
    return _pick(given, number // 4)
