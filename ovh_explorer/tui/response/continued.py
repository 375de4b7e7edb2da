"""A response in place of an earlier one to the same call: what changed is marked, and what the user
folded and sorted stays so.
"""

import asyncio
from array import array
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from ovh_explorer.translation import N_, _, ngettext, number
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.tui.response.item_place import arrange_as, with_place
from ovh_explorer.tui.response.responses import with_table
from ovh_explorer.tui.response.row_marks import with_marks
from ovh_explorer.workspace.response.service import ReadError

if TYPE_CHECKING:
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.drawing.table_lines import TableLines
    from ovh_explorer.workspace.response.folds import Folds
    from ovh_explorer.workspace.response.line_changes import LineChanges
    from ovh_explorer.workspace.response.service import Progress
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["NO_CHANGE", "in_place_of"]

NO_CHANGE = N_("no change yet")
"""What is said, translated, as long as every response was the same."""

# Of a text that is compared: of a larger one that takes the worker seconds.
_MAX_COMPARED_BYTES = 50_000_000


async def in_place_of(
    workspace: "Workspace",
    found: "RenderedResponse",
    before: "RenderedResponse | None",
    progress: "Progress",
    *,
    again: bool,
) -> "RenderedResponse":
    """A response as it is shown in place of `before`, the cursor where it is there; `again` with
    what changed marked.

    Raises:
        ReadError: when it can't be read.
    """
    if before is None:
        return found
    found = await with_marks(workspace, found, before)
    show = _continued if again else with_place
    return await show(workspace, found, before, progress)


async def _continued(
    workspace: "Workspace",
    found: "RenderedResponse",
    before: "RenderedResponse",
    progress: "Progress",
) -> "RenderedResponse":
    """A response as it is shown in place of `before`.

    Raises:
        ReadError: when a table can't be made of it.
    """
    new, old = found.document, before.document
    if not isinstance(new, FoldedLines) or not isinstance(old, FoldedLines):
        is_ok = found.response.ok and before.response.ok
        return replace(found, changed=_("changes can only be marked in JSON") if is_ok else "")
    if max(len(new.text.text), len(old.text.text)) > _MAX_COMPARED_BYTES:
        return replace(found, changed=_("too large to mark changes"))
    try:
        changes = await workspace.reader.line_changes(old.text, new.text)
    except ReadError:
        return replace(found, changed=_("changes can't be marked: the comparison failed"))
    if not changes.count:
        # What is on the screen stays, with what it says of the last change.
        return replace(
            found,
            text=before.text,
            document=old,
            table=before.table,
            as_table=before.as_table,
            changed=before.changed or _(NO_CHANGE),
        )
    new.changes = changes
    new.folds.set_all(await asyncio.to_thread(_moved_folds, old.folds, changes))
    now = datetime.now().strftime("%H:%M:%S")
    words = ngettext("{count} change at {time}", "{count} changes at {time}", changes.count)
    words = words.format(count=number(changes.count), time=now)
    found = replace(found, previous=old.text, changed=words)
    if before.as_table and before.table is not None:
        return await _with_table(workspace, found, before.table, changes, progress)
    return found


def _moved_folds(folds: "Folds", changes: "LineChanges") -> "array[int]":
    """The folds of which both ends are still there, as `Folds.set_all` takes them."""
    numbers = array("Q")
    hidden, last = 0, -1
    for start, end in folds.pairs():
        if not (changes.is_in_both(start) and changes.is_in_both(end)):
            continue
        new_start, new_end = changes.new_line(start), changes.new_line(end)
        if new_start > last and new_end > new_start:
            numbers.extend((new_start, new_end, hidden))
            hidden += new_end - new_start
            last = new_end
    return numbers


async def _with_table(
    workspace: "Workspace",
    found: "RenderedResponse",
    old: "TableLines",
    changes: "LineChanges",
    progress: "Progress",
) -> "RenderedResponse":
    """A response as a table, in the order and with the cursor of the one before."""
    near = changes.new_line(old.table.line(old.item(old.row))) if old.height else 0
    shown = await with_table(workspace, found, progress, near)
    lines = shown.table
    if lines is None:
        return shown
    await arrange_as(workspace, shown, old, progress)
    lines.row = lines.row_of(near)
    return shown
