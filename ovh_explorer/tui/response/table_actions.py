"""The response as a table: made, sorted, its columns chosen."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ovh_explorer.translation import N_, _
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.tui.response.responses import with_table
from ovh_explorer.workspace.storage.preference_names import columns_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.drawing.table_lines import TableLines
    from ovh_explorer.tui.response.actions import Cursor
    from ovh_explorer.tui.response.outlet import Gather, ResponseOutlet
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["TableActions"]

_MAKING = N_("making a table {percent} %")
_SORTING = N_("sorting {percent} %")


def _place_of(item: int, sequence: "Sequence[int]") -> int:
    return list(sequence).index(item)


class TableActions:
    """Makes a table of a list, and arranges it.

    Args:
        app: shows dialogs and toasts.
        workspace: makes and sorts tables, and keeps which columns are shown.
        cursor: where in the response the user is.
        outlet: shows what was made.
        gather: does what takes long.
    """

    def __init__(
        self,
        app: "App[Any]",
        workspace: "Workspace",
        cursor: "Cursor",
        outlet: "ResponseOutlet",
        gather: "Gather",
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._cursor = cursor
        self._outlet = outlet
        self._gather = gather

    async def toggle(self, found: "RenderedResponse") -> None:
        """Show the list around the cursor as a table, or the JSON again."""
        if found.as_table:
            line = self._cursor.cursor_line
            self._outlet.put_in_place(replace(found, as_table=False))
            if line is not None:
                self._cursor.go_to(line)
        elif isinstance(found.document, FoldedLines):
            make = self._make(found, self._cursor.cursor_line or 0)
            if found.document.text.name:
                self._gather(found.said, make)
            else:
                await make
        else:
            words = _("The response is not JSON. It cannot be shown as a table.")
            self._app.notify(words, timeout=4)

    async def _make(self, found: "RenderedResponse", line: int) -> None:
        progress = self._progress(_MAKING)
        shown = await with_table(self._workspace, found, progress, line)
        if shown.table is None or not shown.as_table:
            words = _("There is no list of objects here to show as a table.")
            self._app.notify(words, timeout=4)
        else:
            self._outlet.put_in_place(shown)

    def _progress(self, words: str) -> Callable[[float], object]:
        """Says how far it is, in the words of a message."""

        def say(part: float) -> None:
            self._outlet.say_doing(_(words).format(percent=f"{part * 100:.0f}"))

        return say

    async def sort(self, found: "RenderedResponse") -> None:
        """Sort by the column under the cursor: ascending, descending, as it came."""
        lines = found.table
        if lines is None:
            return
        sort = self._sort(found, lines)
        if lines.table.text.name:
            self._gather(found.said, sort)
        else:
            await sort

    async def _sort(self, found: "RenderedResponse", lines: "TableLines") -> None:
        column = lines.shown[lines.column]
        again = lines.sorted_by is column
        sequence, by = None, None
        if not (again and lines.descending):
            reader, by = self._workspace.reader, column
            progress = self._progress(_SORTING)
            sequence = await reader.sort(lines.table, column, descending=again, progress=progress)
        # The cursor stays on its object.
        row = lines.item(lines.row) if lines.height else 0
        if sequence is not None and lines.height:
            # Of a million rows it takes longer than a frame.
            row = await asyncio.to_thread(_place_of, row, sequence)
        lines.sort(sequence, by, descending=again and by is not None)
        lines.row = row
        self._outlet.put_in_place(found)

    async def columns(self, found: "RenderedResponse") -> None:
        """Choose which columns are shown, and keep that for the operation."""
        from ovh_explorer.tui.response.columns_dialog import ColumnsScreen

        lines = found.table
        if lines is None:
            return
        dialog = ColumnsScreen(lines.table.as_shown, lines.shown, lines.height)
        titles = await self._app.push_screen_wait(dialog)
        if titles is not None:
            lines.show(titles)
            name = columns_of(found.call, gathered=found.gathered)
            self._workspace.preferences.set(name, lines.choice())
            self._outlet.put_in_place(found)
