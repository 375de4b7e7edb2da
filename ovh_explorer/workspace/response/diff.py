"""What differs between two responses: what was added, removed, changed."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ovh_explorer.translation import N_, _
from ovh_explorer.workspace.response.format import human_size

__all__ = ["Change", "NotComparable", "compare", "compare_bodies", "item_key", "named"]

# What tells items of a list apart, best first.
_KEYS = ("id", "uuid", "urn", "name", "serviceName", "key")
# Differences that are told at most.
_MAX_CHANGES = 5000
# Characters of a value that are told.
_TOLD = 20_000
_DIGITS = 4000
_TOO_DEEP = N_("The responses are nested too deeply to be compared.")
_NO_JSON = (
    N_("The first response is not JSON. It cannot be compared."),
    N_("The second response is not JSON. It cannot be compared."),
)


class NotComparable(ValueError):
    """A response that is not JSON; the message says so."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        path: where, as ``zones[id=5].name``; empty for the whole response.
        before, after: the JSON values; of what was added there is no `before`, of what was removed
            no `after`.
    """

    kind: Literal["added", "removed", "changed"]
    path: str
    before: Any = None
    after: Any = None


def compare_bodies(before: bytes, after: bytes) -> list[Change]:
    """What differs between two bodies, at most some thousand differences, large values in short.

    Raises:
        NotComparable: when one of them is not JSON, or is nested too deeply.
    """
    values = []
    for body, words in zip((before, after), _NO_JSON, strict=True):
        try:
            values.append(json.loads(body, parse_int=_integer) if body else None)
        except ValueError:
            raise NotComparable(_(words)) from None
        except RecursionError:
            raise NotComparable(_(_TOO_DEEP)) from None
    try:
        changes = compare(*values)
    except RecursionError:
        raise NotComparable(_(_TOO_DEEP)) from None
    return [
        Change(item.kind, item.path, _in_short(item.before), _in_short(item.after))
        for item in changes
    ]


def compare(before: Any, after: Any) -> list[Change]:
    """What differs between two JSON values, at most some thousand differences.

    Items of a list are told apart by what names them (``id``, ``name`` …), whatever their order;
    lists of scalars are compared as bags, others item by item.
    """
    found = []
    for change in _changes("", before, after):
        found.append(change)
        if len(found) >= _MAX_CHANGES:
            break
    return found


def _changes(path: str, before: Any, after: Any) -> Iterator[Change]:
    if isinstance(before, dict) and isinstance(after, dict):
        for name in [*before, *(name for name in after if name not in before)]:
            inner = f"{path}.{named(name)}" if path else named(name)
            if name not in after:
                yield Change("removed", inner, before=before[name])
            elif name not in before:
                yield Change("added", inner, after=after[name])
            else:
                yield from _changes(inner, before[name], after[name])
    elif isinstance(before, list) and isinstance(after, list):
        yield from _items(path, before, after)
    elif type(before) is not type(after) or before != after:
        yield Change("changed", path, before, after)


def _integer(digits: str) -> int | str:
    """Python takes no more digits than so many, lest it be kept busy."""
    return int(digits) if len(digits) < _DIGITS else digits


def _in_short(value: Any) -> Any:
    """A value as it is told: of a large one its size."""
    try:
        size = len(json.dumps(value))
        if size > _TOLD:
            return _("({size} of JSON)").format(size=human_size(size))
        # As it will be shown: indenting goes less deep.
        json.dumps(value, indent=2)
    except RecursionError:
        return _("(nested too deeply to be shown)")
    return value


def _items(path: str, before: list[Any], after: list[Any]) -> Iterator[Change]:
    key = item_key([*before, *after])
    if key:
        olds, news = ({str(item[key]): item for item in items} for items in (before, after))
        if len(olds) == len(before) and len(news) == len(after):
            for name in [*olds, *(name for name in news if name not in olds)]:
                inner = f"{path}[{key}={name}]"
                if name not in news:
                    yield Change("removed", inner, before=olds[name])
                elif name not in olds:
                    yield Change("added", inner, after=news[name])
                else:
                    yield from _changes(inner, olds[name], news[name])
            return
    if all(not isinstance(item, dict | list) for item in [*before, *after]):
        left, right = (Counter(json.dumps(item) for item in items) for items in (before, after))
        yield from (
            Change("removed", f"{path}[]", before=json.loads(text))
            for text in (left - right).elements()
        )
        yield from (
            Change("added", f"{path}[]", after=json.loads(text))
            for text in (right - left).elements()
        )
        return
    for index in range(max(len(before), len(after))):
        inner = f"{path}[{index}]"
        if index >= len(after):
            yield Change("removed", inner, before=before[index])
        elif index >= len(before):
            yield Change("added", inner, after=after[index])
        else:
            yield from _changes(inner, before[index], after[index])


def item_key(items: list[Any]) -> str:
    """The property that tells items apart; empty for none."""
    if not items or not all(isinstance(item, dict) for item in items):
        return ""
    return next(
        (key for key in _KEYS if all(isinstance(item.get(key), str | int) for item in items)), ""
    )


def named(name: str) -> str:
    """A property's name as it stands in a path."""
    return name if name.isidentifier() else json.dumps(name, ensure_ascii=False)
