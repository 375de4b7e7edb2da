"""The menu of what can be done with what a response shows: its entries."""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ovh_explorer.call import Call, operation_title
from ovh_explorer.catalog.effects import Effect, effects_of
from ovh_explorer.catalog.indexing import field_names
from ovh_explorer.text import plain_line, printable
from ovh_explorer.translation import _, pgettext
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

__all__ = ["ADD", "CHANGE", "DELETE", "entries_near", "entries_of_steps", "entry_of", "own_entries"]

CHANGE: Final = "change"
DELETE: Final = "delete"
ADD: Final = "add"
# What an operation does that is chosen by its own words alone.
_NOT_FOUND = 404
_GRAVE = frozenset((Effect.GIVES_AWAY, Effect.ENDS, Effect.DESTROYS))


def entries_of_steps(steps: list[NextStep]) -> list[Entry]:
    """What usually follows."""
    entries = [Entry(_("Next steps"))] if steps else []
    for index, step in enumerate(steps):
        opened = step.opened
        called = operation_title(opened.branch, opened.method, opened.path)
        is_deletion = step.opened.method == "DELETE"
        entries.append(
            Entry(
                f"> {step.title}",
                called,
                f"step-{index}",
                must_be_meant=is_deletion,
                is_operation=True,
            )
        )
    return entries


def entries_near(
    store: "Store",
    operation: "Operation",
    item: Call | None,
    response: "Response | None",
    listed: Collection[str],
) -> "tuple[list[Entry], list[OperationRow]]":
    """The operations below the item under the cursor, then those near the one that responded, by
    how they are near, without those that are `listed` already; an entry's id is the place of its
    row. Where the response says nothing, what is beside the operation goes on.
    """
    groups: list[tuple[str, list[OperationRow]]] = []
    if item is not None:
        below = store.below(item.branch, None, item.path)
        rows = [row for path in below for row in store.at(item.branch, path)]
        groups.append((_("below {item}").format(item=_name(item)), rows))
    groups += near(store, operation, beside=response is not None and response.is_nothing)
    entries: list[Entry] = []
    found: list[OperationRow] = []
    for title, rows in groups:
        shown = [row for row in rows if _title(row) not in listed]
        if shown:
            entries.append(Entry(title[:1].upper() + title[1:]))
            entries += [
                replace(entry_of(row, len(found) + place), fields=_returned_fields(store, row))
                for place, row in enumerate(shown)
            ]
            found += shown
    return entries, found


def _title(row: "OperationRow") -> str:
    return operation_title(row.branch, row.method, row.path)


def entry_of(row: "OperationRow", place: int) -> Entry:
    """An operation, which is the one in that place."""
    about = plain_line(catalog_text(row.description))
    is_grave = row.method == "DELETE" or not _GRAVE.isdisjoint(effects_of(row.method, row.path))
    return Entry(_title(row), about, str(place), must_be_meant=is_grave)


def _returned_fields(store: "Store", row: "OperationRow") -> tuple[str, ...]:
    """What a GET shows, by the names of its fields."""
    operation = store.operation(row.branch, row.method, row.path)
    if operation is None or row.method != "GET":
        return ()
    return tuple(field_names(store.models(operation.branch, operation.product), operation.response))


def own_entries(
    store: "Store",
    changed: Call | None,
    operation: "Operation",
    call: Call,
    item: Call | None,
    response: "Response | None" = None,
) -> list[Entry]:
    """What can be done with the object itself: of a list, with the item under the cursor, and to
    add one. `changed` is the call that shows what can be changed. Where the API said in its
    `response` that there is none, there is nothing to do with it.
    """
    entries = []
    if changed is not None:
        verbs = pgettext("synonyms", "edit update modify")
        entries.append(
            _own_entry(store, CHANGE, _("> change it"), verbs, changed.branch, "PUT", changed.path)
        )
    deleted = item or call
    error = None if response is None else response.error
    is_there = error is None or error.status != _NOT_FOUND
    if is_there and can_delete(store, deleted):
        entries.append(
            _own_entry(store, DELETE, _("> delete it"), "", deleted.branch, "DELETE", deleted.path)
        )
    if entries:
        words = _("This object")
        if item is not None:
            words = _("With {item}").format(item=_name(item))
        entries.insert(0, Entry(words))
    if is_there and is_added_to(store, operation):
        verbs = pgettext("synonyms", "create new insert")
        entries += [
            Entry(_("This list")),
            _own_entry(store, ADD, _("> add one"), verbs, operation.branch, "POST", operation.path),
        ]
    return entries


def _own_entry(
    store: "Store", id: str, title: str, verbs: str, branch: str, method: str, path: str
) -> Entry:
    """One of them: found by other `verbs` too, and by what the catalog says of its operation, as
    where that is offered by itself.
    """
    rows = [row for row in store.at(branch, path) if row.method == method]
    about = [plain_line(catalog_text(row.description)) for row in rows]
    return Entry(
        title,
        operation_title(branch, method, path),
        id,
        must_be_meant=method == "DELETE",
        is_operation=True,
        synonyms=(*about, *verbs.split()),
    )


def _name(item: Call) -> str:
    """What the item under the cursor is called in its path."""
    return printable(dict(item.path_values)[item.path.rpartition("{")[2][:-1]])
