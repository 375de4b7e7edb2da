"""What was made, changed and removed, by the place where it is.

A place is a branch and the decoded segments of a concrete path: ``("v1", "domain", "zone",
"example.com")``. What nobody has touched isn't kept: it is made up anew from its place whenever it
is asked for.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Memory", "Place", "Thing", "Work"]

Place = tuple[str, ...]

# How long a thing takes to go, seconds.
_LEAVING = 6.0


@dataclass(frozen=True, slots=True)
class Work:
    """Something the API works at, which makes tasks and events: `kind` is create, update or delete."""

    kind: str
    since: float


@dataclass(slots=True)
class Thing:
    """What is remembered of an item or of what a path holds.

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


class Memory:
    """The things that differ from what their places give.

    Args:
        clock: seconds since 1970.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._things: dict[Place, Thing] = {}
        # What is below each place, a segment further: else every removal would look at all there
        # is.
        self._below: dict[Place, set[str]] = {}
        self._made: dict[Place, dict[str, None]] = {}
        self._own: dict[Place, list[str]] = {}
        self._counts: dict[str, int] = {}

    def seed(self, place: Place, items: Mapping[str, dict[str, Any]]) -> None:
        """Say what a collection holds by itself: fields by id, in the order of the list."""
        self._own[place] = list(items)
        for key, fields in items.items():
            if fields:
                self._put((*place, key), Thing(dict(fields)))

    def seed_one(self, place: Place, fields: dict[str, Any]) -> None:
        """Say what the object at `place` holds by itself."""
        self._put(place, Thing(dict(fields)))

    def own(self, place: Place) -> list[str] | None:
        """The ids that were said for a collection; None where none were."""
        return self._own.get(place)

    def thing(self, place: Place) -> Thing | None:
        """What is remembered of a place."""
        self._settle(place)
        return self._things.get(place)

    def below(self, place: Place) -> list[tuple[Place, Thing]]:
        """What is remembered of a place and of all below it."""
        for other in list(self._walk(place)):
            self._settle(other)
        return [
            (other, self._things[other]) for other in self._walk(place) if other in self._things
        ]

    def missing(self, place: Place) -> Place | None:
        """The place among `place` and those above it that was removed; None when all are there."""
        for length in range(2, len(place) + 1):
            self._settle(place[:length])
            thing = self._things.get(place[:length])
            if thing is not None and thing.gone:
                return place[:length]
        return None

    def is_new(self, place: Place) -> bool:
        """Whether what is at `place`, or above it, was added: what is new holds nothing by itself."""
        things = (self._things.get(place[:length]) for length in range(2, len(place) + 1))
        return any(thing is not None and thing.made is not None for thing in things)

    def ids(self, place: Place, own: list[str]) -> list[str]:
        """The ids of a collection: its `own` that are still there, then the ones that were added."""
        made = self._made.get(place, {})
        listed = [] if self.is_new(place) else own
        return [key for key in dict.fromkeys([*listed, *made]) if not self._is_gone((*place, key))]

    def number(self, name: str, first: int) -> int:
        """A number that was not given before under `name`, counting from `first`."""
        self._counts[name] = self._counts.get(name, first - 1) + 1
        return self._counts[name]

    def add(self, place: Place, key: str, fields: dict[str, Any], *, moves: bool = False) -> Thing:
        """Add an item to the collection at `place`; what was there under the same id is forgotten."""
        self._forget((*place, key))
        thing = Thing(dict(fields), made=self._clock(), moves=moves)
        self._put((*place, key), thing)
        self._made.setdefault(place, {})[key] = None
        return thing

    def write(self, place: Place, fields: dict[str, Any]) -> Thing:
        """Change what is at `place`."""
        thing = self._kept(place)
        thing.before = dict(thing.fields)
        thing.fields.update(fields)
        thing.changed = self._clock()
        thing.revision += 1
        return thing

    def put(self, place: Place, value: Any) -> Thing:
        """Write a value that is no object of a model."""
        thing = self.write(place, {})
        thing.whole = value
        return thing

    def revive(self, place: Place) -> Thing:
        """What was removed is made anew; what is there stays as it is."""
        thing = self._kept(place)
        if thing.gone:
            thing = self._put(place, Thing(made=self._clock()))
        return thing

    def remove(self, place: Place) -> None:
        """Remove what is at `place`, and everything below it; what was done to it stays known."""
        thing = self._things.get(place)
        self._forget(place)
        self._put(place, Thing(gone=True, works=thing.works if thing else []))

    def leave(self, place: Place) -> Thing:
        """Begin to remove what is at `place`; a few seconds later it is gone."""
        thing = self._kept(place)
        if thing.leaving is None:
            thing.leaving = self._clock()
        return thing

    def _settle(self, place: Place) -> None:
        thing = self._things.get(place)
        if (
            thing is not None
            and thing.leaving is not None
            and self._clock() >= thing.leaving + _LEAVING
        ):
            self.remove(place)

    def _is_gone(self, place: Place) -> bool:
        self._settle(place)
        thing = self._things.get(place)
        return thing is not None and thing.gone

    def _put(self, place: Place, thing: Thing) -> Thing:
        self._things[place] = thing
        for length in range(len(place) - 1, 0, -1):
            below = self._below.setdefault(place[:length], set())
            if place[length] in below:
                break
            below.add(place[length])
        return thing

    def _kept(self, place: Place) -> Thing:
        thing = self._things.get(place)
        return self._put(place, Thing()) if thing is None else thing

    def _walk(self, place: Place) -> Iterator[Place]:
        """`place` and every place below it that something is remembered of, or of one further
        below.
        """
        yield place
        for segment in sorted(self._below.get(place, ())):
            yield from self._walk((*place, segment))

    def _forget(self, place: Place) -> None:
        for other in list(self._walk(place)):
            self._things.pop(other, None)
            self._made.pop(other, None)
            self._below.pop(other, None)
        self._made.get(place[:-1], {}).pop(place[-1], None)
