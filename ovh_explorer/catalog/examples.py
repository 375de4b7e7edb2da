"""Example values: what a body could be, what a response will look like.

Always valid by the schema, always the same for the same type, and plausible by name: an ``email``
is at example.com, addresses are from the documentation ranges.
"""

# No words for people: values that are sent to try an operation.

from collections.abc import Mapping
from typing import Any

from ovh_explorer.catalog.required import typical_properties
from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Object
from ovh_explorer.catalog.scalars import SCALARS
from ovh_explorer.catalog.schema import Model
from ovh_explorer.catalog.types import Type

__all__ = ["MAX_VALUES", "example", "is_own_name"]

# Deeper than any body of the real catalog (7); past it a recursive model stops.
_MAX_DEPTH = 9
MAX_VALUES = 3000
"""More values than any example of the real catalog has (909); past it what has parts has none."""

_BY_NAME = {
    "account": "contact",
    "address": "2 rue Kellermann",
    "city": "Roubaix",
    "comment": "Comment",
    "country": "FR",
    "description": "Description",
    "displayname": "My service",
    "domain": "example.com",
    "domainname": "example.com",
    "email": "contact@example.com",
    "fax": "+33.123456789",
    "firstname": "Ada",
    "gateway": "192.0.2.254",
    "hostname": "server.example.com",
    "ip": "192.0.2.1",
    "iptarget": "192.0.2.1",
    "label": "Label",
    "language": "en_GB",
    "lastname": "Lovelace",
    "login": "user",
    "mail": "contact@example.com",
    "name": "name",
    "nichandle": "xx1111-ovh",
    "organisation": "Example",
    "phone": "+33.123456789",
    "publickey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample user@example.com",
    "redirection": "https://www.example.com/",
    "region": "GRA11",
    "servicename": "service-1",
    "sshkey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample user@example.com",
    "subdomain": "www",
    "target": "192.0.2.1",
    "title": "Title",
    "url": "https://www.example.com/",
    "urn": "urn:v1:eu:resource:dnsZone:example.com",
    "zip": "59100",
    "zone": "example.com",
    "zonename": "example.com",
}


def example(
    models: Models,
    kind: Type | str,
    *,
    method: str = "GET",
    name: str = "",
    full: bool = False,
    max_values: int = MAX_VALUES,
    known: Mapping[str, str] | None = None,
) -> Any:
    """A JSON value of the type `kind`.

    Args:
        models: the document's.
        method: what it is sent with; decides what is required.
        name: the parameter's or property's, for a plausible value.
        full: every property, as in a response, instead of those that must be sent.
        max_values: how many values it holds at most, or a few more.
        known: what the account has, by name; taken for an enumeration that has that value.
    """
    return _Maker(models, method, full, max_values, known or {}).make(kind, name, 0, ())


def is_own_name(value: Any, name: str) -> bool:
    """Whether an example of a text says no more than the name of what it is for."""
    return isinstance(value, str) and value.lower() in (name.lower(), "string", "name")


class _Maker:
    def __init__(
        self, models: Models, method: str, full: bool, max_values: int, known: Mapping[str, str]
    ) -> None:
        self._models = models
        self._method = method
        self._full = full
        self._left = max_values
        self._known = known

    def make(self, kind: Type | str, name: str, depth: int, above: tuple[str, ...]) -> Any:
        self._left -= 1
        match self._models.shape(kind):
            case Core("void" | "any"):
                return None
            case Core("boolean") if not self._full:
                # What is sent agrees to nothing: to pay at once, to waive a right, to delete.
                return False
            case Core(core):
                return _scalar(core, name)
            case Enum(_, values):
                return self._choice(values, name)
            case Listed(item):
                return self._list(item, name, depth, above)
            case Mapped(key, value):
                return self._map(key, value, name, depth, above)
            case Object(model):
                return self._object(model, depth, above)
        return None

    def _choice(self, values: tuple[Any, ...], name: str) -> Any:
        for known in (self._known.get(name), _BY_NAME.get(name.lower())):
            if known in values:
                return known
        first = values[0] if values else ""
        return next((value for value in values if value != ""), first)

    def _list(self, item: Type, name: str, depth: int, above: tuple[str, ...]) -> list[Any]:
        inner: Any = None
        if depth < _MAX_DEPTH:
            inner = self.make(item, name.removesuffix("s"), depth + 1, above)
        return [] if self._stops(item, depth, above) else [inner]

    def _map(
        self, key: Type, value: Type, name: str, depth: int, above: tuple[str, ...]
    ) -> dict[str, Any]:
        if self._stops(value, depth, above):
            return {}
        made = str(self.make(key, "key", depth + 1, above))
        return {made: self.make(value, name, depth + 1, above)}

    def _object(self, model: Model, depth: int, above: tuple[str, ...]) -> dict[str, Any]:
        if depth > _MAX_DEPTH or above.count(model.key) > 0 or self._left < 0:
            return {}
        names = self._property_names(model)
        path = (*above, model.key)
        return {
            item.name: self._property(item.type, item.name, item.nullable, depth, path)
            for item in model.properties
            if item.name in names and self._left >= 0
        }

    def _property_names(self, model: Model) -> frozenset[str]:
        if self._full:
            return frozenset(item.name for item in model.properties)
        return typical_properties(model, self._method)

    def _property(
        self, kind: str, name: str, nullable: bool, depth: int, above: tuple[str, ...]
    ) -> Any:
        if nullable and self._stops(kind, depth, above):
            return None
        return self.make(kind, name, depth + 1, above)

    def _stops(self, kind: Type | str, depth: int, above: tuple[str, ...]) -> bool:
        """Whether a value of `kind` would repeat a model it is inside of, or nest too deep."""
        if depth >= _MAX_DEPTH or self._left < 0:
            return True
        match self._models.shape(kind):
            case Object(model):
                return model.key in above
            case Listed(item):
                return self._stops(item, depth + 1, above)
            case Mapped(_, value):
                return self._stops(value, depth + 1, above)
        return False


def _scalar(core: str, name: str) -> Any:
    if core in ("string", "text"):
        lowered = name.lower()
        known = _BY_NAME.get(lowered)
        if known is not None:
            return known
        for ending in ("email", "domain", "ip", "url", "name", "urn"):
            if lowered.endswith(ending):
                return _BY_NAME[ending]
        return name or "string"
    return SCALARS[core].example
