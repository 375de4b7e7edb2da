"""The results of a search."""

from collections.abc import Iterable
from dataclasses import dataclass

from ovh_explorer.call import METHODS
from ovh_explorer.catalog.effects import effects_of
from ovh_explorer.catalog.store import OperationRow

__all__ = ["Hit", "blocks"]


@dataclass(frozen=True, slots=True)
class Hit:
    """An operation that was found, with the path of the product it is in.

    `concrete` is the path with the values that the words gave for its placeholders, encoded, and
    their query. `why` says in a few words what was found in it that it doesn't have itself: ``entry
    → record``.
    """

    row: OperationRow
    product: str
    concrete: str = ""
    why: str = ""

    @property
    def target(self) -> str:
        """The path to open: with the values that were given, else the template."""
        return self.concrete or self.path

    @property
    def branch(self) -> str:
        """``v1`` or ``v2``."""
        return self.row.branch

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.row.method

    @property
    def path(self) -> str:
        """The path template."""
        return self.row.path

    @property
    def description(self) -> str:
        """The operation's description, as the schema has it."""
        return self.row.description

    @property
    def status(self) -> str:
        """PRODUCTION, BETA, ALPHA or DEPRECATED."""
        return self.row.status

    @property
    def effects(self) -> tuple[str, ...]:
        """What it does beside reading, the gravest first."""
        return effects_of(self.row.method, self.row.path)

    @property
    def collection(self) -> tuple[str, str]:
        """Branch and path of the collection that this lists, shows one of, creates one in, changes,
        deletes from.
        """
        path = self.path
        return self.branch, path.rpartition("/")[0] if path.endswith("}") else path


def blocks(hits: Iterable[Hit]) -> list[list[Hit]]:
    """The hits with those of the same collection together, where the best of them stands: list,
    create, one, change…
    """
    found: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.collection, []).append(hit)
    return [sorted(block, key=_place) for block in found.values()]


def _place(hit: Hit) -> tuple[int, int, str]:
    # A schema may name methods that are none.
    known = METHODS.index(hit.method) if hit.method in METHODS else len(METHODS)
    return len(hit.path), known, hit.method
