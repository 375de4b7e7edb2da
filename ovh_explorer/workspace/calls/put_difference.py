"""What a PUT would change: the body that is to be sent, beside the object as it was read."""

import copy
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ovh_explorer.call import MASK, Call, covered, texts_in, value_at
from ovh_explorer.catalog.canonical import canonical_text, writable_part
from ovh_explorer.catalog.required import writable_properties
from ovh_explorer.catalog.resolve import Listed, Mapped, Models, Object, Shape
from ovh_explorer.catalog.schema import Model
from ovh_explorer.catalog.secrets import is_secret_property, secret_pointers
from ovh_explorer.catalog.types import Type
from ovh_explorer.workspace.calls.shown_parts import is_untold, shown_of
from ovh_explorer.workspace.response.diff import Change, compare, item_key, named

__all__ = [
    "LeftOut",
    "PutChange",
    "PutDifference",
    "difference_of",
    "hidden_values",
    "with_left_out",
]

Kind = Type | str

_MAX_DEPTH = 60
_MAX_CHANGES = 1000
# Of an update of v2: says which state of the resource it was made from, and is none of it.
CHECKSUM = "checksum"
_NOTHING: Any = object()
_NO_MODEL = Model(key="")


@dataclass(frozen=True, slots=True)
class PutChange:
    """One line of a difference.

    Attributes:
        kind: ``hidden`` where the API doesn't show what is there now.
        path: where in the body, as ``zones[id=5].name``; "" for the body as a whole.
        before, after: JSON values, secrets masked; of what is added or hidden there is no
            `before`, of what is removed no `after`.
    """

    kind: Literal["added", "removed", "changed", "hidden"]
    path: str
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A property that the object has and the body doesn't; `names` lead to it in the body."""

    names: tuple[str, ...]
    value: Any

    @property
    def path(self) -> str:
        """Where it is, as a user reads it."""
        return ".".join(map(named, self.names))


@dataclass(frozen=True, slots=True)
class PutDifference:
    """What a PUT changes, and what it doesn't speak of.

    Attributes:
        changes: in the order of the body.
        left_out: what is there and would not be sent.
        is_outdated: whether the body's checksum is that of another state of the object.
        is_empty: whether the body says nothing.
    """

    changes: tuple[PutChange, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    is_outdated: bool = False
    is_empty: bool = False


def difference_of(
    models: Models,
    kind: str,
    shape: Shape,
    body: Any,
    present: Any,
    *,
    shows: Shape | None = None,
    has_checksum: bool = False,
    hidden: frozenset[str] = frozenset(),
) -> PutDifference:
    """What sending `body` would change of `present`.

    Args:
        kind, shape: the body's type, and what that stands for; a body that is made of parameters
            has a shape alone.
        shows: what the API shows of the object; None where that isn't known. A property of it that
            isn't there is not set; any other may be.
        has_checksum: whether the property called so tells the states of the object apart.
        hidden: texts that are masked wherever they stand, see :func:`hidden_values`.
    """
    walk = _Comparison(models, has_checksum, hidden)
    walk.body(kind, shape, shows, present, body)
    changes, left_out = tuple(walk.changes[:_MAX_CHANGES]), tuple(walk.left_out)
    return PutDifference(changes, left_out, walk.is_outdated, is_empty=body == {})


def hidden_values(call: Call) -> frozenset[str]:
    """The texts in the body of a call that are secret, also those that no schema tells."""
    pointers = (pointer for place, pointer in call.sensitive if place == "body")
    values = (value_at(call.json, pointer) for pointer in pointers)
    return frozenset(value for value in values if isinstance(value, str) and value)


def with_left_out(body: Any, left_out: tuple[LeftOut, ...]) -> Any:
    """A body with what it left out, as that is now."""
    filled = copy.deepcopy(body) if isinstance(body, dict) else {}
    for item in left_out:
        place = filled
        for name in item.names[:-1]:
            place = place[name]
        place[item.names[-1]] = item.value
    return filled


@dataclass(slots=True)
class _Comparison:
    models: Models
    has_checksum: bool
    hidden: frozenset[str] = frozenset()
    changes: list[PutChange] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    is_outdated: bool = False

    def body(self, kind: str, shape: Shape, shows: Shape | None, before: Any, after: Any) -> None:
        """Compare the body as a whole: what it doesn't hold is left out."""
        if isinstance(shape, Object) and isinstance(after, dict) and isinstance(before, dict):
            self._object(shape.model, shows, before, after, "", ())
        elif isinstance(shape, Mapped) and isinstance(after, dict) and isinstance(before, dict):
            self._map(shape, before, after, "", ())
        else:
            self._value(kind, "", before, after, "", None)

    def _value(
        self,
        kind: Kind,
        name: str,
        before: Any,
        after: Any,
        path: str,
        names: tuple[str, ...] | None,
        shows: Shape | None = None,
        *,
        owner: Model = _NO_MODEL,
        is_part: bool = False,
    ) -> None:
        """Compare a property called `name`.

        Args:
            names: lead to it in the body; None inside of what is sent as a whole, as an item of a
                list is: what that lacks is taken away.
            shows: what the API shows of it, where that is known.
            owner: the model that it is a property of.
            is_part: it is inside of a value of which no more is left than can be sent.
        """
        models = self.models
        shape = models.shape(kind)
        there = before
        if not is_part:
            before = writable_part(models, shape, before)
            after = writable_part(models, shape, after, keep_unknown=True)
        if canonical_text(models, kind, before) == canonical_text(models, kind, after):
            if names is not None and is_untold(self.models, kind, shows, there):
                self._put("hidden", path, after=self._masked(kind, name, after, owner))
            return
        if self._is_secret(owner, name, shape) or path.count(".") > _MAX_DEPTH:
            self._put("changed", path, MASK, MASK)
            return
        match shape, before, after:
            case Object(model), dict(), dict() if model.properties:
                self._object(model, shows, before, after, path, names)
            case Mapped(), dict(), dict():
                self._map(shape, before, after, path, None)
            case Listed(item), list(), list():
                self._list(item, name, before, after, path)
            case _:
                self._free(kind, name, before, after, path)

    def _object(
        self,
        model: Model,
        shows: Shape | None,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        path: str,
        names: tuple[str, ...] | None,
    ) -> None:
        writable = writable_properties(model)
        declared = {item.name: item.type for item in model.properties}
        for name, value in after.items():
            if name in declared and name not in writable:
                continue
            if self.has_checksum and not path and name == CHECKSUM:
                self.is_outdated = before.get(name) not in (None, value)
                continue
            inner = None if names is None else (*names, name)
            kind = declared.get(name, "any")
            where = _inside(path, name)
            self._property(kind, name, shows, before, value, where, inner, model)
        for name, kind in declared.items():
            if name not in writable or name in after or before.get(name) is None:
                continue
            there = writable_part(self.models, self.models.shape(kind), before[name])
            if names is None:
                kept = self._masked(kind, name, there, model)
                self._put("removed", _inside(path, name), before=kept)
            elif not is_untold(self.models, kind, self._inner(shows, name), before[name]):
                self.left_out.append(LeftOut((*names, name), there))

    def _property(
        self,
        kind: Kind,
        name: str,
        shows: Shape | None,
        before: Mapping[str, Any],
        after: Any,
        path: str,
        names: tuple[str, ...] | None,
        owner: Model,
    ) -> None:
        there = before.get(name, _NOTHING)
        is_password = self._is_secret(owner, name, self.models.shape(kind))
        if there is not _NOTHING and not (there is None and is_password):
            inner = self._inner(shows, name)
            self._value(kind, name, there, after, path, names, inner, owner=owner)
            return
        is_hidden = isinstance(shows, Object) and self._inner(shows, name) is None
        if is_hidden or is_password:
            self._put("hidden", path, after=self._masked(kind, name, after, owner))
        elif after is not None:
            self._put("added", path, after=self._masked(kind, name, after, owner))

    def _inner(self, shows: Shape | None, name: str) -> Shape | None:
        return shown_of(self.models, shows, name)

    def _map(
        self,
        shape: Mapped,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        path: str,
        names: tuple[str, ...] | None,
    ) -> None:
        kind = shape.value
        for key, value in after.items():
            where = _inside(path, key)
            if key in before:
                self._value(kind, key, before[key], value, where, None)
            else:
                self._put("added", where, after=self._masked(kind, key, value))
        for key in before:
            if key in after:
                continue
            if names is not None:
                self.left_out.append(LeftOut((key,), before[key]))
            else:
                kept = self._masked(kind, key, before[key])
                self._put("removed", _inside(path, key), before=kept)

    def _list(self, kind: Kind, name: str, before: list[Any], after: list[Any], path: str) -> None:
        count = len(self.changes)
        key = item_key([*before, *after])
        if key and all(_are_distinct(items, key) for items in (before, after)):
            self._keyed(kind, name, key, before, after, path)
        elif all(not isinstance(item, dict | list) for item in [*before, *after]):
            self._bag(kind, name, before, after, path)
        else:
            self._by_place(kind, name, before, after, path)
        if len(self.changes) == count:
            # The same in another order, which may matter.
            old, new = ([self._masked(kind, name, it) for it in items] for items in (before, after))
            self._put("changed", path, old, new)

    def _keyed(
        self,
        kind: Kind,
        name: str,
        key: str,
        before: list[Any],
        after: list[Any],
        path: str,
    ) -> None:
        olds, news = ({str(item[key]): item for item in items} for items in (before, after))
        for number in dict.fromkeys([*olds, *news]):
            where = f"{path}[{key}={number}]"
            if number not in news:
                self._put("removed", where, before=self._masked(kind, name, olds[number]))
            elif number not in olds:
                self._put("added", where, after=self._masked(kind, name, news[number]))
            else:
                self._value(kind, name, olds[number], news[number], where, None, is_part=True)

    def _bag(self, kind: Kind, name: str, before: list[Any], after: list[Any], path: str) -> None:
        olds, news = (
            [(canonical_text(self.models, kind, item), item) for item in items]
            for items in (before, after)
        )
        for _, item in _beyond(olds, news):
            self._put("removed", f"{path}[]", before=self._masked(kind, name, item))
        for _, item in _beyond(news, olds):
            self._put("added", f"{path}[]", after=self._masked(kind, name, item))

    def _by_place(
        self, kind: Kind, name: str, before: list[Any], after: list[Any], path: str
    ) -> None:
        for index in range(max(len(before), len(after))):
            where = f"{path}[{index}]"
            if index >= len(after):
                self._put("removed", where, before=self._masked(kind, name, before[index]))
            elif index >= len(before):
                self._put("added", where, after=self._masked(kind, name, after[index]))
            else:
                self._value(kind, name, before[index], after[index], where, None, is_part=True)

    def _free(self, kind: Kind, name: str, before: Any, after: Any, path: str) -> None:
        """Values that have no structure of their own, or not that of the schema."""
        old, new = (self._masked(kind, name, value) for value in (before, after))
        found: list[Change] = compare(old, new) if isinstance(old, dict | list) else []
        inside = [item for item in found if item.path]
        if not inside:
            self._put("changed", path, old, new)
        for item in inside:
            where = f"{path}{item.path}" if item.path[0] == "[" else f"{path}.{item.path}"
            self._put(item.kind, where.removeprefix("."), item.before, item.after)

    @staticmethod
    def _is_secret(owner: Model, name: str, shape: Shape) -> bool:
        said = next((item.description for item in owner.properties if item.name == name), "")
        return is_secret_property(owner.key, name, shape, said)

    def _masked(self, kind: Kind, name: str, value: Any, owner: Model = _NO_MODEL) -> Any:
        if value is not None and self._is_secret(owner, name, self.models.shape(kind)):
            return MASK
        pointers = secret_pointers(self.models, kind, value, name)
        shown = copy.deepcopy(value) if pointers else value
        for pointer in pointers:
            shown = covered(shown, pointer, MASK)
        return shown

    def _put(
        self,
        kind: Literal["added", "removed", "changed", "hidden"],
        path: str,
        before: Any = None,
        after: Any = None,
    ) -> None:
        if len(self.changes) <= _MAX_CHANGES:
            before, after = (self._covered(value) for value in (before, after))
            self.changes.append(PutChange(kind, path, before, after))

    def _covered(self, value: Any) -> Any:
        pointers = [at for at, text in texts_in(value) if text in self.hidden]
        shown = copy.deepcopy(value) if pointers else value
        for pointer in pointers:
            shown = covered(shown, pointer, MASK)
        return shown


def _beyond(
    mine: list[tuple[str, Any]], theirs: list[tuple[str, Any]]
) -> Iterator[tuple[str, Any]]:
    """What is in one list more often than in another."""
    left = Counter(text for text, _ in theirs)
    for text, item in mine:
        if left[text]:
            left[text] -= 1
        else:
            yield text, item


def _are_distinct(items: list[Any], key: str) -> bool:
    return len({str(item[key]) for item in items}) == len(items)


def _inside(path: str, name: str) -> str:
    return f"{path}.{named(name)}" if path else named(name)
