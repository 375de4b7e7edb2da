"""Objects that were made, changed and removed, by the path where they are.

A path here is a branch and the decoded segments of a concrete path: ``("v1", "domain", "zone",
"example.com")``. What was not touched isn't kept: it is made up anew from its place whenever it
is asked for.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ovh_explorer.sandbox.durations import WHOLE

__all__ = ["ObjectPath", "ObjectStore", "StoredObject", "Work"]

ObjectPath = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """Something the API works at, which makes tasks and events: `kind` is create, update or
    delete.
    """

    kind: str
    since: float


@dataclass(slots=True)
class StoredObject:
    """What is known of an item or of what a path holds.

    Attributes:
        fields: what was written to it.
        whole: a value that is no object of a model (a map, a list), where that was written.
        made: when it was added, seconds since 1970; None for what was always there.
        changed: when it was last written to.
        before: `fields` as they were before the last change.
        gone: it was removed.
        leaving: when its removal began, where that takes time.
        revision: how many times it was changed.
        works: what was begun on it, oldest first.
        moves: its status goes from first to last with the time since `made`.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    whole: Any = None
    made: float | None = None
    changed: float | None = None
    before: dict[str, Any] = field(default_factory=dict)
    gone: bool = False
    leaving: float | None = None
    revision: int = 0
    works: list[Work] = field(default_factory=list)
    moves: bool = False

    @property
    def touched(self) -> bool:
        """Whether it was made or changed, rather than being there from the start."""
        return self.made is not None or self.changed is not None


class ObjectStore:
    """Objects that differ from what their paths give by themselves.

    Args:
        clock: seconds since 1970.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._things: dict[ObjectPath, StoredObject] = {}
        # What is below each place, a segment further: else every removal would look at all there
        # is.
        self._below: dict[ObjectPath, set[str]] = {}
        self._made: dict[ObjectPath, dict[str, None]] = {}
        self._own: dict[ObjectPath, list[str]] = {}
        self._counts: dict[str, int] = {}
        self._due: list[tuple[float, Callable[[], object]]] = []

    def later(self, change: Callable[[], object]) -> None:
        """Make a change once what begins now is done."""
        self._due.append((self._clock() + WHOLE, change))

    def catch_up(self) -> None:
        """Make the changes whose time has come, the oldest first."""
        now = self._clock()
        while self._due and self._due[0][0] <= now:
            _when, change = self._due.pop(0)
            change()

    def seed(self, place: ObjectPath, items: Mapping[str, dict[str, Any]]) -> None:
        """Say what a collection holds by itself: fields by id, in the order of the list."""
        self._own[place] = list(items)
        for key, fields in items.items():
            if fields:
                self._put((*place, key), StoredObject(dict(fields)))

    def seed_one(self, place: ObjectPath, fields: dict[str, Any]) -> None:
        """Say what the object at `place` holds by itself."""
        self._put(place, StoredObject(dict(fields)))

    def own(self, place: ObjectPath) -> list[str] | None:
        """The ids that were said for a collection; None where none were."""
        return self._own.get(place)

    def thing(self, place: ObjectPath) -> StoredObject | None:
        """What is known of a place."""
        self._settle(place)
        return self._things.get(place)

    def below(self, place: ObjectPath) -> list[tuple[ObjectPath, StoredObject]]:
        """What is known of a place and of all below it."""
        for other in list(self._walk(place)):
            self._settle(other)
        return [
            (other, self._things[other]) for other in self._walk(place) if other in self._things
        ]

    def missing(self, place: ObjectPath) -> ObjectPath | None:
        """The place among `place` and those above it that was removed; None when all are there."""
        for length in range(2, len(place) + 1):
            self._settle(place[:length])
            thing = self._things.get(place[:length])
            if thing is not None and thing.gone:
                return place[:length]
        return None

    def is_new(self, place: ObjectPath) -> bool:
        """Whether what is at `place`, or above it, was added: what is new holds nothing by
        itself.
        """
        things = (self._things.get(place[:length]) for length in range(2, len(place) + 1))
        return any(thing is not None and thing.made is not None for thing in things)

    def ids(self, place: ObjectPath, own: list[str]) -> list[str]:
        """The ids of a collection: its `own` that are still there, then the ones that were
        added.
        """
        made = self._made.get(place, {})
        listed = [] if self.is_new(place) else own
        return [key for key in dict.fromkeys([*listed, *made]) if not self._is_gone((*place, key))]

    def number(self, name: str, first: int) -> int:
        """A number that was not given before under `name`, counting from `first`."""
        self._counts[name] = self._counts.get(name, first - 1) + 1
        return self._counts[name]

    def add(
        self, place: ObjectPath, key: str, fields: dict[str, Any], *, moves: bool = False
    ) -> StoredObject:
        """Add an item to the collection at `place`; what was there under the same id is
        forgotten.
        """
        self._forget((*place, key))
        thing = StoredObject(dict(fields), made=self._clock(), moves=moves)
        self._put((*place, key), thing)
        self._made.setdefault(place, {})[key] = None
        return thing

    def write(self, place: ObjectPath, fields: dict[str, Any]) -> StoredObject:
        """Change what is at `place`."""
        thing = self._ensure(place)
        thing.before = dict(thing.fields)
        thing.fields.update(fields)
        thing.changed = self._clock()
        thing.revision += 1
        return thing

    def put(self, place: ObjectPath, value: Any) -> StoredObject:
        """Write a value that is no object of a model."""
        thing = self.write(place, {})
        thing.whole = value
        return thing

    def revive(self, place: ObjectPath) -> StoredObject:
        """What was removed is made anew; what is there stays as it is."""
        thing = self._ensure(place)
        if thing.gone:
            thing = self._put(place, StoredObject(made=self._clock()))
        return thing

    def remove(self, place: ObjectPath) -> None:
        """Remove what is at `place`, and everything below it; what was done to it stays known."""
        thing = self._things.get(place)
        self._forget(place)
        self._put(place, StoredObject(gone=True, works=thing.works if thing else []))

    def leave(self, place: ObjectPath) -> StoredObject:
        """Begin to remove what is at `place`; a few seconds later it is gone."""
        thing = self._ensure(place)
        if thing.leaving is None:
            thing.leaving = self._clock()
        return thing

    def _settle(self, place: ObjectPath) -> None:
        thing = self._things.get(place)
        if (
            thing is not None
            and thing.leaving is not None
            and self._clock() >= thing.leaving + WHOLE
        ):
            self.remove(place)

    def _is_gone(self, place: ObjectPath) -> bool:
        self._settle(place)
        thing = self._things.get(place)
        return thing is not None and thing.gone

    def _put(self, place: ObjectPath, thing: StoredObject) -> StoredObject:
        self._things[place] = thing
        for length in range(len(place) - 1, 0, -1):
            below = self._below.setdefault(place[:length], set())
            if place[length] in below:
                break
            below.add(place[length])
        return thing

    def _ensure(self, place: ObjectPath) -> StoredObject:
        thing = self._things.get(place)
        return self._put(place, StoredObject()) if thing is None else thing

    def _walk(self, place: ObjectPath) -> Iterator[ObjectPath]:
        """`place` and every place below it that something is known of, or of one further
        below.
        """
        yield place
        for segment in sorted(self._below.get(place, ())):
            yield from self._walk((*place, segment))

    def _forget(self, place: ObjectPath) -> None:
        for other in list(self._walk(place)):
            self._things.pop(other, None)
            self._made.pop(other, None)
            self._below.pop(other, None)
        self._made.get(place[:-1], {}).pop(place[-1], None)
