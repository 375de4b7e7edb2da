"""What an item is that a call is about, by the responses that were shown: its identifier alone
says nothing.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import placeholders
from ovh_explorer.text import printable
from ovh_explorer.translation import labelled
from ovh_explorer.workspace.account.access_rules import Rights

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response

__all__ = ["words_about"]

# Properties that tell a user what a thing is, and those that may hold a secret.
_TELLING = re.compile(
    r"name|label|title|description|comment|type|domain|target|address|email|status|state$|^routedTo$",
    re.IGNORECASE,
)
_SIZE = re.compile(r"size$|capacity$|disk$|^(memory|ram|vcores|vcpus|nodes)$", re.IGNORECASE)
_NAMING = re.compile(r"(name|label|title|description)$", re.IGNORECASE)
# What v2 nests the properties of an object in, and v1 the name that a user gave it.
_NESTED = ("currentState", "targetSpec", "iam")
_SECRET = re.compile(r"password|secret|token|key|credential", re.IGNORECASE)
_MAX_PROPERTIES = 4
_MAX_CHARACTERS = 60
# Bytes of a response that is looked through.
_MAX_BYTES = 1_000_000


def words_about(call: "Call", shown: "Iterable[tuple[Call, Response]]") -> str:
    """What the item is that the last path value of a call names; "" where no response tells.

    Args:
        call: what is about to be sent.
        shown: calls and their responses, the newest first, signed by the same keys.
    """
    item = _Item.of(call)
    if item is None:
        return ""
    # What the call is about, where its path goes on behind the item: a service of it.
    own = call.concrete_path
    lists, parts = [], []
    for known, response in shown:
        if (
            known.method != "GET"
            or known.branch != call.branch
            or not response.ok
            or response.size > _MAX_BYTES
        ):
            continue
        path = known.concrete_path
        if path == item.path:
            if words := _described(_json(response), item):
                return item.labelled(words, own)
        elif path == own:
            if words := _described(_json(response), item, own[len(item.path) + 1 :], _TELLING):
                return words
        elif path == item.parent:
            lists.append(response)
        elif path.rpartition("/")[0] == item.path:
            parts.append((path.rpartition("/")[2], response))
    for response in lists:
        for found in _within(_json(response), item):
            if words := _described(found, item):
                return item.labelled(words, own)
    # What belongs to it, and has a name: the application of a credential.
    named = [
        words for part, response in parts if (words := _described(_json(response), item, part))
    ]
    return named[0] if named else ""


class _Item:
    """What the last path value of a call names.

    Attributes:
        path: where it is, with all values.
        parent: where such items are listed.
        name: of the path value; value: itself.
    """

    def __init__(self, call: "Call", name: str) -> None:
        template = call.path[: call.path.rindex(f"{{{name}}}")]
        depth = template.count("/") + 1
        self.path = "/".join(call.concrete_path.split("/")[:depth])
        self.parent = self.path.rpartition("/")[0]
        self.name = name
        self.value = dict(call.path_values)[name]
        self.known = {value for _, value in call.path_values}

    @classmethod
    def of(cls, call: "Call") -> "_Item | None":
        names = placeholders(call.path)
        is_secret = bool(names) and ("path", names[-1]) in call.sensitive
        return cls(call, names[-1]) if names and not is_secret else None

    def labelled(self, words: str, own: str) -> str:
        """What is said of the item, with its name where a call at the path `own` is about something
        below it: a state alone would seem to be that of the request.
        """
        return words if own == self.path else labelled(_cut(self.value), words)


def _json(response: "Response") -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def _within(value: Any, item: _Item) -> Iterator[dict[str, Any]]:
    """The entries of a list that have the item's identifier."""
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, dict) and any(
            str(entry.get(name)) == item.value for name in (item.name, "id", "name")
        ):
            yield entry


def _described(
    value: Any, item: _Item, part: str = "", wanted: re.Pattern[str] | None = None
) -> str:
    """The properties that tell what a thing is; of a `part` of it, those that name it, or those
    that are `wanted`.
    """
    if not isinstance(value, dict):
        return ""
    wanted = wanted or (_NAMING if part else _TELLING)
    found: dict[str, str] = {}
    for name, content in _properties(value):
        text = _scalar_text(content)
        is_size = wanted is _TELLING and bool(_SIZE.search(name))
        if (
            text.strip()
            and (is_size or wanted.search(name))
            and not _SECRET.search(name)
            and text not in item.known
        ):
            found.setdefault(f"{part} {name}".strip(), text)
    # Names first: they say most. How large it is comes next.
    names = sorted(
        found, key=lambda name: 0 if _NAMING.search(name) else 1 + (not _SIZE.search(name))
    )
    told = [(name, found[name]) for name in names[:_MAX_PROPERTIES]]
    if not part:
        told = [*_key_properties(value), *told]
    return " · ".join(f"{printable(name)} {_cut(text)}" for name, text in told)


def _key_properties(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a consumer key is known by: its application, and what it may. It has no name."""
    rights = Rights.read(value)
    if rights is not None and rights.application is not None:
        yield "applicationId", str(rights.application)
        yield "rules", rights.summary or "–"


def _properties(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The properties of an object, then those of what it nests them in."""
    yield from value.items()
    for name in _NESTED:
        nested = value.get(name)
        if isinstance(nested, dict):
            yield from nested.items()


def _scalar_text(content: Any) -> str:
    """A text or a number as it is shown, a number with its unit too; "" for anything else."""
    if isinstance(content, dict) and set(content) == {"unit", "value"}:
        number, unit = _scalar_text(content["value"]), _scalar_text(content["unit"])
        return f"{number} {unit}" if number else ""
    if isinstance(content, dict) and set(content) == {"serviceName"}:
        # What an address leads to.
        return _scalar_text(content["serviceName"])
    if isinstance(content, bool) or not isinstance(content, str | int | float):
        return ""
    return str(content)


def _cut(text: str) -> str:
    shown = printable(" ".join(text.split()))
    return shown if len(shown) <= _MAX_CHARACTERS else f"{shown[: _MAX_CHARACTERS - 1]}…"
