"""Marks of rows go with the names of their items: to the response that is shown in place of theirs,
and past a filter that hides them.
"""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from ovh_explorer.catalog.links import naming_property

if TYPE_CHECKING:
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.drawing.table_lines import TableLines
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["mark_rows", "marked_names", "with_marks"]


def marked_names(workspace: "Workspace", found: "RenderedResponse") -> frozenset[str]:
    """The names of the items that are marked in a response, also of those that a filter hides."""
    lines = found.table
    if lines is None:
        return found.marked
    name = _name_of(workspace, found)
    return lines.hidden_marks | {lines.table.value(item, name) for item in lines.marks} - {""}


async def with_marks(
    workspace: "Workspace", found: "RenderedResponse", before: "RenderedResponse"
) -> "RenderedResponse":
    """A response with the items marked that are marked in the one whose place it takes."""
    marked = await asyncio.to_thread(marked_names, workspace, before)
    if not marked:
        return found
    found = replace(found, marked=marked)
    if found.table is not None:
        await mark_rows(workspace, found, found.table)
    return found


async def mark_rows(workspace: "Workspace", found: "RenderedResponse", lines: "TableLines") -> None:
    """Mark the rows of a response's table that are marked by their names; none whose name another
    one has too. Where it is filtered, the others are marked out of sight.
    """
    if found.marked:
        items = await asyncio.to_thread(_by_name, lines, _name_of(workspace, found))
        unique = {name: of_name[0] for name, of_name in items.items() if not of_name[1:]}
        lines.marks = {item for name, item in unique.items() if name in found.marked}
        lines.hidden_marks = found.marked - items.keys() if found.expression else frozenset()


def _by_name(lines: "TableLines", name: str) -> dict[str, list[int]]:
    items: dict[str, list[int]] = {}
    for item in range(lines.table.height):
        items.setdefault(lines.table.value(item, name), []).append(item)
    return items


def _name_of(workspace: "Workspace", found: "RenderedResponse") -> str:
    """The property that names an item of the list that is shown."""
    call = found.call
    operation = workspace.store.operation(call.branch, call.method, call.path)
    return ("" if operation is None else naming_property(workspace.store, operation)) or "id"
