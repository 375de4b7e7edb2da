"""Secrets that a response shows only once: what is lost where they are taken nowhere."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ovh_explorer.catalog.secrets import (
    plain_name,
    properties_in,
    secret_names,
    secret_pointers,
)
from ovh_explorer.translation import _

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.resolve import Models
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import Response

__all__ = ["ShownOnce"]

# "This is returned only on creation", "Displayed once", "only shown at creation".
_ONCE = re.compile(
    r"\bonly\b.{0,40}\b(once|creation|created)\b|\b(returned|shown|displayed|available) once\b",
    re.IGNORECASE,
)
# Bytes of a response that is looked through: one with keys has some hundreds.
_MAX_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class _Secret:
    """A secret of a response.

    Attributes:
        call: what it is the response to.
        name: of the property.
        value: the secret.
        content: the whole response.
    """

    call: "Call"
    name: str
    value: str = field(repr=False)
    content: bytes = field(repr=False)


class ShownOnce:
    """The secrets that came in responses of this run, that no GET returns again, and that were
    neither copied nor written to a file.
    """

    def __init__(self) -> None:
        self._secrets: list[_Secret] = []

    @property
    def losses(self) -> list[str]:
        """What is lost when the run ends, a sentence for each request."""
        names: dict[str, list[str]] = {}
        for secret in self._secrets:
            request = f"{secret.call.method} {secret.call.shown_target}"
            names.setdefault(request, []).append(secret.name)
        words = _(
            "The response to {request} has {names}, which may not be shown again. It is neither "
            "copied nor written to a file."
        )
        return [
            words.format(request=request, names=", ".join(dict.fromkeys(found)))
            for request, found in names.items()
        ]

    def note(self, store: "Store", call: "Call", response: "Response") -> bool:
        """Remember the secrets of a response to a call that made something, and say whether there
        are any; forget those of what a call deleted.
        """
        if not response.ok:
            return False
        if call.method == "DELETE":
            self._secrets = [it for it in self._secrets if not _is_deleted(it, call)]
        found = list(_secrets_of(store, call, response))
        self._secrets += found
        return bool(found)

    def note_copied(self, text: str) -> None:
        """Forget the secrets in a text that was copied, or written to a file."""
        self._secrets = [it for it in self._secrets if not _is_in(it.value, text)]


def _secrets_of(store: "Store", call: "Call", response: "Response") -> Iterator[_Secret]:
    """The secrets of a response that no GET returns again."""
    if call.method == "GET" or response.stored or not 0 < response.size <= _MAX_BYTES:
        return
    operation = store.operation(call.branch, call.method, call.path)
    value = _value_of(response)
    if operation is None or value is None:
        return
    models = store.models(call.branch, operation.product)
    pointers = secret_pointers(models, operation.response, value)
    if not pointers:
        return
    again = _returned_again(store, operation) - _said_once(models, operation)
    sent = json.dumps(call.json, ensure_ascii=False)
    for pointer in pointers:
        name, secret = _at(value, pointer)
        is_new = isinstance(secret, str) and secret and not _is_in(secret, sent)
        if is_new and plain_name(name) not in again:
            yield _Secret(call, name, secret, response.content)


def _is_in(secret: str, text: str) -> bool:
    """Whether a text has a secret, as it is or as JSON writes it: a PEM has several lines."""
    as_json = json.dumps(secret, ensure_ascii=False)[1:-1]
    return secret in text or as_json in text


def _is_deleted(secret: _Secret, call: "Call") -> bool:
    """Whether a DELETE removed what a secret is of: what the path names that made it, or below that
    path, by an id that its response names.
    """
    made, gone = secret.call, call.path_values
    if f"{made.path}/".startswith(f"{call.path}/"):
        return made.path_values[: len(gone)] == gone
    if not call.path.startswith(f"{made.path}/") or not gone:
        return False
    return gone[-1][1].encode() in secret.content


def _value_of(response: "Response") -> Any:
    try:
        return json.loads(response.content)
    except ValueError:
        # No JSON: nothing says which part of it is a secret.
        return None


def _returned_again(store: "Store", operation: "Operation") -> frozenset[str]:
    """The names of the secrets that GETs around an operation return: of its path, of that of one
    item, and of the path before it.
    """
    branch, path = operation.branch, operation.path
    paths = [path, path.rpartition("/")[0], *store.below(branch, "GET", path)]
    names: set[str] = set()
    for at in paths:
        found = store.operation(branch, "GET", at)
        if found is not None:
            names |= secret_names(store.models(branch, found.product), found.response)
    return frozenset(names)


def _said_once(models: "Models", operation: "Operation") -> frozenset[str]:
    """The names of the properties of a response that are returned when it is made alone, as their
    descriptions say, though the same model is that of a GET.
    """
    return frozenset(
        plain_name(item.name)
        for _model, item in properties_in(models, operation.response)
        if _ONCE.search(item.description)
    )


def _at(value: Any, pointer: str) -> tuple[str, Any]:
    """The name of the property that a JSON pointer leads to, and its value."""
    name = ""
    for part in pointer.split("/")[1:]:
        step = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list):
            value = value[int(step)]
        else:
            name, value = step, value[step]
    return name, value
