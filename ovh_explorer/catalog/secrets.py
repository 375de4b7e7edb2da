"""Secrets in requests and responses, told by type (``password``) and by well-known names."""

from typing import Any

from ovh_explorer.catalog.resolve import Core, Listed, Mapped, Models, Object, Unknown
from ovh_explorer.catalog.types import Type

__all__ = ["is_secret", "is_secret_property", "secret_pointers"]

_NAMES = frozenset(
    {
        "accesstoken", "applicationsecret", "clientsecret", "consumerkey", "password", "passphrase",
        "metricstoken", "privatekey", "readtoken", "secret", "secretkey", "securitykey", "token",
        "x-auth-token",
    }
)  # fmt: skip
_MAX_DEPTH = 60


def is_secret(name: str, shape: object) -> bool:
    """Whether a parameter or property holds a secret: the schema says ``password``, or its name
    does.
    """
    if isinstance(shape, Core):
        return shape.name == "password" or (
            shape.name in ("string", "text", "any") and _is_name_of_secret(name.lower())
        )
    return False


def is_secret_property(model: str, name: str, shape: object) -> bool:
    """Whether a property of a model holds a secret: as :func:`is_secret` says, or as the data of a
    stored secret, any JSON (``okms.secret.version.Creation``).
    """
    if is_secret(name, shape):
        return True
    return name == "data" and shape == Core("any") and "secret" in model.lower().split(".")


def _is_name_of_secret(name: str) -> bool:
    # Such as the catalog's adminPassword and lockOutCallPassword, which it calls strings.
    one = name.removesuffix("s")
    return name in _NAMES or one in _NAMES or one.endswith("password")


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
    if depth >= _MAX_DEPTH and isinstance(value, list | dict):
        # The search ends there: what could be a secret is one.
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
                inner, kind = f"{pointer}/{_escape(key)}", types.get(key, "any")
                if is_secret_property(model.key, key, models.shape(kind)) and entry is not None:
                    found.append(inner)
                else:
                    _walk(models, kind, entry, key, inner, found, depth + 1)
        case Core("any") | Unknown(), list():
            for index, entry in enumerate(value):
                _walk(models, "any", entry, name, f"{pointer}/{index}", found, depth + 1)
        case Core("any") | Unknown(), dict():
            for key, entry in value.items():
                _walk(models, "any", entry, key, f"{pointer}/{_escape(key)}", found, depth + 1)


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
