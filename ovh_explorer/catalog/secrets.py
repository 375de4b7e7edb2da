"""Which parts of a request or an answer hold secrets, by type (``password``) and by well-known
names.
"""

from typing import Any

from ovh_explorer.catalog.resolve import Core, Listed, Mapped, Models, Object, Unknown
from ovh_explorer.catalog.types import Type

__all__ = ["is_secret", "secret_pointers"]

_NAMES = frozenset(
    {
        "accesstoken", "applicationsecret", "clientsecret", "consumerkey", "password", "passphrase", "privatekey",
        "secret", "secretkey", "token", "x-auth-token",
    }
)  # fmt: skip
_DEEPEST = 60


def is_secret(name: str, shape: object) -> bool:
    """Whether a parameter or property holds a secret: the schema says ``password``, or its name
    does.
    """
    if isinstance(shape, Core):
        return shape.name == "password" or (
            shape.name in ("string", "text", "any") and name.lower() in _NAMES
        )
    return False


def secret_pointers(models: Models, kind: Type | str, value: Any, name: str = "") -> list[str]:
    """JSON pointers of the secrets inside `value`, a value of type `kind` called `name`."""
    found: list[str] = []
    _walk(models, kind, value, name, "", found, 0)
    return found


def _walk(
    models: Models,
    kind: Type | str,
    value: Any,
    name: str,
    pointer: str,
    found: list[str],
    depth: int,
) -> None:
    if value is None:
        return
    shape = models.shape(kind)
    if is_secret(name, shape):
        found.append(pointer)
        return
    if depth >= _DEEPEST and isinstance(value, list | dict):
        # Nobody looks further down: what could be a secret is one.
        found.append(pointer)
        return
    match shape, value:
        case Listed(item), list():
            for index, entry in enumerate(value):
                _walk(models, item, entry, name, f"{pointer}/{index}", found, depth + 1)
        case Mapped(_, item), dict():
            for key, entry in value.items():
                _walk(models, item, entry, key, f"{pointer}/{_escape(key)}", found, depth + 1)
        case Object(model), dict() if value:
            types = {item.name: item.type for item in model.properties}
            for key, entry in value.items():
                _walk(
                    models,
                    types.get(key, "any"),
                    entry,
                    key,
                    f"{pointer}/{_escape(key)}",
                    found,
                    depth + 1,
                )
        case Core("any") | Unknown(), list():
            for index, entry in enumerate(value):
                _walk(models, "any", entry, name, f"{pointer}/{index}", found, depth + 1)
        case Core("any") | Unknown(), dict():
            for key, entry in value.items():
                _walk(models, "any", entry, key, f"{pointer}/{_escape(key)}", found, depth + 1)


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
