"""Values by schema: plausible by type and by name, and the same for the same seed.

Addresses are from the documentation ranges, e-mail at example.com, phone numbers from those that
are kept for fiction, dates in the past unless the name says that they are to come.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from ovh_explorer.catalog.examples import example
from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Object
from ovh_explorer.catalog.schema import Model, Property
from ovh_explorer.catalog.types import Type
from ovh_explorer.sandbox.coherence import agree, is_end, is_trouble, living, tells_status
from ovh_explorer.sandbox.words import (
    address,
    number_by_name,
    number_of,
    phone,
    pick,
    some_uuid,
    text_by_name,
)

__all__ = ["Maker"]

# Deeper than any response of the real catalog needs; past it a recursive model stops.
_MAX_DEPTH = 9
_MODELS = Models({})

# What most things are, most of the time; the first that an enumeration has.
_USUAL = (
    "ok", "active", "ready", "running", "enabled", "available", "validated", "valid", "done", "up",
    "open", "online", "delivered", "installed", "production", "fr", "fr_fr", "eur",
    "individual",
)  # fmt: skip
_COMING = ("expir", "deletion", "deadline", "next", "renew")
_SELDOM = (
    "blocked",
    "suspended",
    "deleted",
    "expired",
    "terminated",
    "readonly",
    "deprecated",
    "locked",
    "force",
)


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
        """A JSON value of the type `kind`, valid by the schema of a response.

        Args:
            name: the parameter's or property's.
            pointer: where in the response it stands: two places have two values.
        """
        return self._make(kind, name, pointer, 0, ())

    def _make(
        self, kind: Type | str, name: str, pointer: str, depth: int, above: tuple[str, ...]
    ) -> Any:
        match self._models.shape(kind):
            case Core("void" | "any"):
                return None
            case Core(core):
                return self._scalar(core, name, number_of(self._seed, pointer))
            case Enum(model, values):
                if tells_status(name, model.key):
                    return living(values)
                return _choice(values, number_of(self._seed, pointer), name)
            case Listed(item):
                if self._stops(item, depth, above) or (depth and self._is_empty(item, name)):
                    return []
                return [self._make(item, name.removesuffix("s"), f"{pointer}/0", depth + 1, above)]
            case Mapped(key, value):
                if self._stops(value, depth, above):
                    return {}
                if name == "tags":
                    label = "environment"
                else:
                    label = str(self._make(key, "key", f"{pointer}/key", depth + 1, above))
                return {label: self._make(value, name, f"{pointer}/{label}", depth + 1, above)}
            case Object(model):
                if depth > _MAX_DEPTH or model.key in above:
                    return {}
                path = (*above, model.key)
                made = {
                    item.name: None
                    if item.nullable
                    and (
                        is_trouble(item.name)
                        or is_end(item.name)
                        or self._stops(item.type, depth, path)
                    )
                    else self._make(
                        item.type,
                        _called(model, item),
                        f"{pointer}/{item.name}",
                        depth + 1,
                        path,
                    )
                    for item in model.properties
                }
                agree(made)
                return made
        return None

    def _is_empty(self, item: Type | str, name: str) -> bool:
        """Whether a list inside of a response holds nothing: one of errors, and one of texts of
        which their name tells nothing.
        """
        if is_trouble(name):
            return True
        shape = self._models.shape(item)
        texts = isinstance(shape, Core) and shape.name in ("string", "text")
        return texts and text_by_name(name.removesuffix("s"), 0) is None

    def _stops(self, kind: Type | str, depth: int, above: tuple[str, ...]) -> bool:
        """Whether a value of `kind` would repeat a model it is inside of, or nest too deep."""
        if depth >= _MAX_DEPTH:
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
                text = text_by_name(name, number)
                return example(_MODELS, core, name=name) if text is None else text
            case "long":
                return number_by_name(name, number)
            case "double":
                return round(1 + number % 10_000 / 100, 2)
            case "boolean":
                return number % 2 == 0 and not any(word in lowered for word in _SELDOM)
            case "datetime":
                return _moment(lowered, number).isoformat(timespec="seconds")
            case "date":
                return _moment(lowered, number).date().isoformat()
            case "uuid":
                return str(some_uuid(number))
            case "ip" | "ipv4":
                return address(number)
            case "ipBlock" | "ipv4Block":
                return f"{address(number)}/32"
            case "ipv6":
                return f"2001:db8:{number % 9999 + 1:x}::1"
            case "ipv6Block":
                return f"2001:db8:{number % 9999 + 1:x}::/64"
            case "macAddress":
                return f"00:00:5e:00:53:{number % 256:02x}"
            case "phoneNumber":
                return f"00331990{number % 100_000:05d}"
            case "internationalPhoneNumber":
                return phone(number)
            case "time":
                return f"{number % 24:02d}:{number // 24 % 60:02d}:00"
        return example(_MODELS, core, name=name)


def _called(model: Model, item: Property) -> str:
    """What a property is called by; the name of a flavor is another one than that of a machine, the
    state of an address another one than that of a service.
    """
    key, name = model.key.lower(), item.name
    if name == "name" and key.endswith("flavor"):
        return "balancerFlavorName" if "loadbalanc" in key else "flavorName"
    if name == "state" and item.type == "string" and "city" in {p.name for p in model.properties}:
        return "province"
    return name


def _moment(name: str, number: int) -> datetime:
    """Some time in 2021 or 2022; in the thirties where the name speaks of what is to come."""
    if name.endswith("birthday"):
        return datetime(1960, 1, 1, tzinfo=UTC) + timedelta(days=number % (40 * 365))
    coming = any(word in name for word in _COMING) or name.endswith(("end", "enddate", "to"))
    start = datetime(2032 if coming else 2021, 1, 1, tzinfo=UTC)
    return start + timedelta(seconds=number % (2 * 365 * 86400))


def _choice(values: tuple[Any, ...], number: int, name: str) -> Any:
    given = [value for value in values if value != ""] or list(values)
    if not given:
        return ""
    # One currency for all there is.
    if number % 4 or name.lower().startswith("currency"):
        lowered = {str(value).lower(): value for value in given}
        for word in _USUAL:
            if word in lowered:
                return lowered[word]
    return pick(given, number // 4)
