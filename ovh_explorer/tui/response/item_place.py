"""The place of the cursor in a response, found again in what is shown in place of that."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ovh_explorer.call import placeholders
from ovh_explorer.catalog.links import detail_of
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.tui.response.offered_keys import place_in
from ovh_explorer.tui.response.responses import with_table
from ovh_explorer.workspace.navigation.shown_item import shown_item
from ovh_explorer.workspace.response.json_path import Step

if TYPE_CHECKING:
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.drawing.table_lines import TableLines
    from ovh_explorer.workspace.response.service import Progress
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ItemPlace", "arrange_as", "with_place"]

# What names an item that no operation shows.
_NAMES = ("id", "name")
# Of a text whose items are all looked through: of a larger one the cursor keeps its row.
_MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """A place in a response.

    Attributes:
        steps: the path to it.
        name: what names the item of the list that it is in; "" where nothing does.
    """

    steps: tuple[Step, ...] = ()
    name: str = ""


async def with_place(
    workspace: "Workspace",
    found: "RenderedResponse",
    before: "RenderedResponse",
    progress: "Progress | None" = None,
) -> "RenderedResponse":
    """A response that is shown in place of `before`, the cursor on the item that it stands on
    there; as a table where that is one, sorted alike.

    Raises:
        ReadError: when it can't be read.
    """
    new, old = found.document, before.document
    if not isinstance(new, FoldedLines) or not isinstance(old, FoldedLines):
        return found
    if before.as_table and found.table is None:
        found = await with_table(workspace, found, progress)
    elif before.gathered and found.gathered:
        found = replace(found, as_table=before.as_table)
    lines = found.table
    if lines is not None and before.table is not None:
        await arrange_as(workspace, found, before.table, progress)
    place = await _place(workspace, before)
    if place is None:
        return found
    line = await _line_of(workspace, found, place)
    # Where nothing is left of it, on what stands last: above the bracket that closes the list.
    new.line = max(0, new.text.height - 2) if line is None else line
    if lines is not None and lines.height:
        lines.row = lines.row_of(new.line)
        is_there = line is not None and place.name in ("", _name(workspace, found, line))
        lines.sought = None if is_there else (place, lines.row)
    return found


async def arrange_as(
    workspace: "Workspace",
    found: "RenderedResponse",
    old: "TableLines",
    progress: "Progress | None",
) -> None:
    """Sort a response's table by the column that another one is sorted by, the cursor in the same
    column.
    """
    lines = found.table
    assert lines is not None
    title = old.sorted_by.title if old.sorted_by is not None else ""
    column = next((item for item in lines.table.columns if title and item.title == title), None)
    if column is not None:
        sequence = await workspace.reader.sort(
            lines.table, column, descending=old.descending, progress=progress
        )
        lines.sort(sequence, column, descending=old.descending)
    here = old.shown[old.column].title if old.shown else ""
    titles = [item.title for item in lines.shown]
    lines.column = titles.index(here) if here in titles else 0


async def _place(workspace: "Workspace", found: "RenderedResponse") -> ItemPlace | None:
    """Where the cursor stands; None where it was in no response yet."""
    assert isinstance(found.document, FoldedLines)
    text, line, lines = found.document.text, found.document.line, found.table
    if found.as_table and lines is not None:
        if lines.sought is not None and lines.sought[1] == lines.row:
            # It waits for its item, and the user didn't move it.
            place = lines.sought[0]
            assert isinstance(place, ItemPlace)
            return place
        line = lines.table.line(lines.item(lines.row)) if lines.height else None
    if line is None:
        return None
    steps = await workspace.reader.path(text, line)
    return ItemPlace(tuple(steps), _name(workspace, found, line))


def _name(workspace: "Workspace", found: "RenderedResponse", line: int) -> str:
    """What names the item that a line is in; "" where nothing does."""
    call, place = found.call, place_in(found, line)
    if call.method != "GET":
        return ""
    shown = shown_item(workspace.store, call, place)
    if shown is not None:
        return dict(shown.path_values)[placeholders(shown.path)[-1]]
    if place.depth == 1 and not place.key and place.value is not None:
        return str(place.value)
    item = place.item or {}
    return next((str(item[name]) for name in _NAMES if isinstance(item.get(name), str | int)), "")


async def _line_of(
    workspace: "Workspace", found: "RenderedResponse", place: ItemPlace
) -> int | None:
    """The line of a place in another response; of the item that has its row where its own isn't
    there; None where nothing is.
    """
    assert isinstance(found.document, FoldedLines)
    reader, text = workspace.reader, found.document.text
    first, rest = place.steps[:1], place.steps[1:]
    if not first or first[0].name is not None:
        return await reader.line_of(text, list(place.steps))
    line = await reader.line_of(text, [*first])
    if place.name and (line is None or _name(workspace, found, line) != place.name):
        again = await _item_line(workspace, found, place.name)
        if again is None:
            return line
        line, first = again[0], (Step(None, again[1]),)
    inner = await reader.line_of(text, [*first, *rest]) if rest else None
    return line if inner is None else inner


async def _item_line(
    workspace: "Workspace", found: "RenderedResponse", name: str
) -> tuple[int, int] | None:
    """The line of an item by what names it, and its place in the list."""
    assert isinstance(found.document, FoldedLines)
    reader, text = workspace.reader, found.document.text
    if len(text.text) > _MAX_BYTES:
        return None
    call = found.call
    operation = workspace.store.operation(call.branch, call.method, call.path)
    detail = detail_of(workspace.store, operation) if operation is not None else None
    own = () if detail is None else (detail.key, detail.parameter)
    for key in dict.fromkeys(("", *own, *_NAMES)):
        values = await reader.values(text, key)
        if name not in values:
            continue
        index = values.index(name)
        line = await reader.line_of(text, [Step(None, index)])
        # The values are each there once, those that are none are left out.
        if line is not None and _name(workspace, found, line) == name:
            return line, index
    return None
