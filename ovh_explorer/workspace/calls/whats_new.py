"""What refreshes of the catalog found changed in the API, as a user reads it: what concerns their
own favourites and requests first, and one line for what is the same in many operations.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ovh_explorer.call import operation_title, path_with_branch
from ovh_explorer.translation import N_, _, ngettext, number

if TYPE_CHECKING:
    from ovh_explorer.catalog.rows import Change
    from ovh_explorer.workspace.storage.favourites import Favourites
    from ovh_explorer.workspace.storage.history import History

__all__ = ["News", "OperationKey", "own_operations", "read_news"]

OperationKey = tuple[str, str, str]
"""Branch, method and path."""

# Requests of the history that are looked at.
_MAX_RECENT = 2_000
# By kinds of changes of a part, which the catalog stores.
_SENTENCES = {
    "parameter added": N_("takes {part} now"),
    "parameter removed": N_("no longer takes {part}"),
    "value added": N_("{part} may be {value} now"),
    "value removed": N_("{part} may no longer be {value}"),
}
# The same of a whole operation: alone, and with what to use in its place.
_OF_OPERATION = {
    "added": (N_("new operation"), N_("new operation: use {replacement}")),
    "removed": (N_("removed"), N_("removed: use {replacement}")),
    "deprecated": (N_("deprecated"), N_("deprecated: use {replacement}")),
}
_YOUR_HISTORY = N_("your history")


@dataclass(frozen=True, slots=True)
class News:
    """A change, with all operations that it is in.

    Attributes:
        change: of the first of them.
        operations: all of them, the first included; none for a product.
        used_in: where the user has it, in English, for programs: ``favourite DNS / add``,
            ``your history``; "" for nowhere.
        favourite: the name of the user's favourite; "" for none.
    """

    change: "Change"
    operations: tuple[OperationKey, ...]
    used_in: str = ""
    favourite: str = ""

    @property
    def used_words(self) -> str:
        """Where the user has it, for reading; "" for nowhere."""
        if self.favourite:
            return _("favourite {name}").format(name=self.favourite)
        return _(_YOUR_HISTORY) if self.used_in else ""

    @property
    def title(self) -> str:
        """The operation, or the product."""
        more = len(self.operations) - 1
        if more <= 0:
            return self.first_title
        return ngettext(
            "{operation} and {count} other operation",
            "{operation} and {count} other operations",
            more,
        ).format(operation=self.first_title, count=number(more))

    @property
    def first_title(self) -> str:
        """The first of the operations, or the product."""
        change = self.change
        if not change.method:
            return path_with_branch(change.branch, change.path)
        return operation_title(change.branch, change.method, change.path)

    @property
    def words(self) -> str:
        """What changed, and what to use in its place where that is known."""
        change = self.change
        if not change.method:
            return _("new product")
        if change.kind in _SENTENCES:
            return _(_SENTENCES[change.kind]).format(part=change.part, value=change.value)
        alone, replaced = _OF_OPERATION.get(change.kind, (change.kind, ""))
        if change.replacement and replaced:
            return _(replaced).format(replacement=change.replacement)
        return _(alone)


def own_operations(
    favourites: "Favourites", history: "History"
) -> tuple[dict[OperationKey, str], set[OperationKey]]:
    """The names of the user's favourites, and the operations in the history. It reads files."""
    names = {(item.branch, item.method, item.path): item.name for item in favourites.all}
    calls = [item.call for item in history.find(limit=_MAX_RECENT)]
    return names, {(call.branch, call.method, call.path) for call in calls}


def read_news(
    changes: Iterable["Change"],
    favourites: Mapping[OperationKey, str],
    recent: Collection[OperationKey],
) -> list[News]:
    """The news in `changes`, in their order; those that the user has come first.

    Args:
        changes: the newest first.
        favourites: the names of the user's favourites.
        recent: operations in the user's history.
    """
    mine: list[News] = []
    others: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        key = (change.branch, change.method, change.path)
        if key in favourites:
            # not for people: JSON
            used_in = f"favourite {favourites[key]}"
            mine.append(News(change, (key,), used_in, favourites[key]))
            continue
        if key in recent:
            mine.append(News(change, (key,), _YOUR_HISTORY))
            continue
        is_part = change.kind in _SENTENCES
        same = (change.at, change.branch, change.product, change.kind, change.part, change.value)
        others.setdefault(same if is_part else (*same, key), []).append(change)
    return [*_favourites_first(mine), *map(_of_all, others.values())]


def _favourites_first(found: Sequence[News]) -> list[News]:
    return sorted(found, key=lambda item: not item.favourite)


def _of_all(changes: "list[Change]") -> News:
    first = changes[0]
    keys = tuple((item.branch, item.method, item.path) for item in changes if item.method)
    return News(first, keys)
