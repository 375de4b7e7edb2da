"""The menu of what can be done with what a response shows: its entries."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ovh_explorer.call import Call, operation_title
from ovh_explorer.catalog.effects import Effect, effects_of
from ovh_explorer.text import plain_line, printable
from ovh_explorer.translation import _
from ovh_explorer.translation.catalog_text import catalog_text
from ovh_explorer.tui.dialogs.menu import Entry
from ovh_explorer.workspace.navigation.deletion import can_delete
from ovh_explorer.workspace.navigation.follow import near
from ovh_explorer.workspace.navigation.next_steps import NextStep
from ovh_explorer.workspace.navigation.shown_item import is_added_to

if TYPE_CHECKING:
    from ovh_explorer.catalog.rows import OperationRow
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import Response

__all__ = ["ADD", "CHANGE", "DELETE", "entries_of_steps", "entry_of", "near_rows", "own_entries"]

CHANGE: Final = "change"
DELETE: Final = "delete"
ADD: Final = "add"
# What an operation does that is chosen by its own words alone.
_GRAVE = frozenset((Effect.GIVES_AWAY, Effect.ENDS, Effect.DESTROYS))


def entries_of_steps(steps: list[NextStep]) -> list[Entry]:
    """What usually follows."""
    entries = [Entry(_("Next steps"))] if steps else []
    for index, step in enumerate(steps):
        opened = step.opened
        called = operation_title(opened.branch, opened.method, opened.path)
        is_deletion = step.opened.method == "DELETE"
        entries.append(Entry(f"> {step.title}", called, f"step-{index}", must_be_meant=is_deletion))
    return entries


def entry_of(row: "OperationRow", index: int) -> Entry:
    """One of the operations near the one that responded."""
    title = operation_title(row.branch, row.method, row.path)
    about = plain_line(catalog_text(row.description))
    is_grave = row.method == "DELETE" or not _GRAVE.isdisjoint(effects_of(row.method, row.path))
    return Entry(title, about, str(index), must_be_meant=is_grave)


def near_rows(
    store: "Store", operation: "Operation", item: Call | None, response: "Response | None"
) -> "Iterator[tuple[str, list[OperationRow]]]":
    """The operations below the item under the cursor, then those near the one that responded, by
    how they are near. Where the response says nothing, what is beside the operation goes on.
    """
    if item is not None:
        below = store.below(item.branch, None, item.path)
        yield (
            _("below {item}").format(item=_name(item)),
            [row for path in below for row in store.at(item.branch, path)],
        )
    yield from near(store, operation, beside=response is not None and response.is_nothing)


def own_entries(
    store: "Store",
    changed: Call | None,
    operation: "Operation",
    call: Call,
    item: Call | None,
) -> list[Entry]:
    """What can be done with the object itself: of a list, with the item under the cursor, and to
    add one. `changed` is the call that shows what can be changed.
    """
    entries = []
    if changed is not None:
        title = operation_title(changed.branch, "PUT", changed.path)
        entries.append(Entry(_("> change it"), title, CHANGE))
    deleted = item or call
    if can_delete(store, deleted):
        title = operation_title(deleted.branch, "DELETE", deleted.path)
        entries.append(Entry(_("> delete it"), title, DELETE, must_be_meant=True))
    if entries:
        words = _("This object")
        if item is not None:
            words = _("With {item}").format(item=_name(item))
        entries.insert(0, Entry(words))
    if is_added_to(store, operation):
        title = operation_title(operation.branch, "POST", operation.path)
        entries += [Entry(_("This list")), Entry(_("> add one"), title, ADD)]
    return entries


def _name(item: Call) -> str:
    """What the item under the cursor is called in its path."""
    return printable(dict(item.path_values)[item.path.rpartition("{")[2][:-1]])
