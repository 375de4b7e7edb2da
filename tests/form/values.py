"""Hypothesis strategies for values of the schema's types: what fits, whatever the type."""

import string
from typing import Any

from hypothesis import strategies as st

from ovh_explorer.catalog.required import required_properties, writable_properties
from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Object

__all__ = ["values_of"]

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_HEX = "0123456789abcdef"
_DEEPEST = 5

_CORE: dict[str, st.SearchStrategy[Any]] = {
    "string": _TEXTS,
    "text": _TEXTS,
    "password": _TEXTS,
    "boolean": st.booleans(),
    "long": st.integers(-(2**70), 2**70),
    "double": st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**60), 2**60),
    "date": st.dates().map(str),
    "datetime": st.datetimes().map(lambda moment: moment.isoformat() + "+02:00"),
    "time": st.times().map(lambda moment: moment.strftime("%H:%M:%S")),
    "duration": st.sampled_from(["P1M", "PT2H", "P1Y2M3DT4H5M6S", "P2W"]),
    "uuid": st.uuids().map(str),
    "ip": st.ip_addresses().map(str),
    "ipv4": st.ip_addresses(v=4).map(str),
    "ipv6": st.ip_addresses(v=6).map(str),
    "ipBlock": st.ip_addresses().map(lambda address: f"{address}/{address.max_prefixlen}"),
    "ipv4Block": st.ip_addresses(v=4).map(lambda address: f"{address}/24"),
    "ipv6Block": st.ip_addresses(v=6).map(lambda address: f"{address}/64"),
    "macAddress": st.lists(st.text(_HEX, min_size=2, max_size=2), min_size=6, max_size=6).map(
        ":".join
    ),
    "phoneNumber": st.text(string.digits, min_size=6, max_size=12).map(lambda digits: f"0{digits}"),
    "internationalPhoneNumber": st.text(string.digits, min_size=6, max_size=12).map(
        lambda digits: f"+33{digits}"
    ),
    "any": st.recursive(
        st.none() | st.booleans() | st.integers() | _TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
        max_leaves=5,
    ),
}


def values_of(models: Models, kind: Any, method: str, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values of the type `kind` that the schema allows, as they would be sent with `method`."""
    match models.shape(kind):
        case Core("void"):
            return st.none()
        case Core(core):
            return _CORE[core]
        case Enum(_, values):
            return st.sampled_from(values)
        case Listed(item):
            inner = values_of(models, item, method, depth + 1)
            return st.just([]) if depth > _DEEPEST else st.lists(inner, max_size=3)
        case Mapped(key, value):
            if depth > _DEEPEST:
                return st.just({})
            keys = values_of(models, key, method, depth + 1).map(str)
            return st.dictionaries(keys, values_of(models, value, method, depth + 1), max_size=3)
        case Object(model):
            needed = required_properties(model, method)
            names = writable_properties(model)
            must, may = {}, {}
            for described in model.properties:
                if described.name not in names or (
                    depth > _DEEPEST and described.name not in needed
                ):
                    continue
                kind_of_value = _later(models, described.type, method, depth + 1)
                made = st.none() | kind_of_value if described.nullable else kind_of_value
                (must if described.name in needed else may)[described.name] = made
            return st.fixed_dictionaries(must, optional=may)
    return _CORE["any"]


def _later(models: Models, kind: Any, method: str, depth: int) -> st.SearchStrategy[Any]:
    """The same, made when it is drawn from: models name each other in circles."""
    return st.deferred(lambda: values_of(models, kind, method, depth))
