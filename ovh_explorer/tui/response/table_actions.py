"""The answer as a table: made, sorted, its columns chosen."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.tui.drawing.table_lines import TableLines
from ovh_explorer.tui.response.render import RenderedResponse, columns_choice, tabled

if TYPE_CHECKING:
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["TableActions"]


class TableActions:
    """What `t`, `s` and `o` do on a workbench."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench

    async def toggle(self, found: RenderedResponse) -> None:
        """Show the list around the cursor as a table, or the JSON again."""
        pane = self._bench.response
        if found.as_table:
            line = pane.answer_line
            pane.put_in_place(replace(found, as_table=False))
            if line is not None:
                pane.go_to(line)
        elif isinstance(found.document, FoldedLines):
            line = pane.answer_line or 0
            if found.document.text.name:
                self._bench.trying.gather(found.said, self._make(found, line))
            else:
                await self._make(found, line)
        else:
            self._bench.notify(
                "What is shown is no JSON: there is nothing to make a table of.", timeout=4
            )

    async def _make(self, found: RenderedResponse, line: int) -> None:
        bench = self._bench
        shown = await tabled(bench.workspace, found, self._progress("making a table"), line)
        if shown.table is None or not shown.as_table:
            bench.notify("There is no list of objects here to make a table of.", timeout=4)
        else:
            bench.response.put_in_place(shown)

    def _progress(self, words: str) -> Callable[[float], object]:
        pane = self._bench.response
        return lambda part: pane.status.say_doing(f"{words} {part * 100:.0f} %")

    async def sort(self, found: RenderedResponse) -> None:
        """Sort by the column under the cursor: ascending, descending, as it came."""
        lines = found.table
        if lines is None:
            return
        if lines.table.text.name:
            self._bench.trying.gather(found.said, self._sort(found, lines))
        else:
            await self._sort(found, lines)

    async def _sort(self, found: RenderedResponse, lines: TableLines) -> None:
        column = lines.shown[lines.column]
        again = lines.sorted_by is column
        if again and lines.descending:
            lines.sort(None, None)
        else:
            reader = self._bench.workspace.response_service
            progress = self._progress("sorting")
            sequence = await reader.sort(lines.table, column, descending=again, progress=progress)
            lines.sort(sequence, column, descending=again)
        lines.row = 0
        self._bench.response.put_in_place(found)

    async def columns(self, found: RenderedResponse) -> None:
        """Choose which columns are shown, and keep that for the operation."""
        from ovh_explorer.tui.response.columns_dialog import ColumnsScreen

        bench, lines = self._bench, found.table
        if lines is None:
            return
        screen = ColumnsScreen(lines.table.columns, lines.shown, lines.height)
        titles = await bench.app.push_screen_wait(screen)
        if titles is not None:
            lines.show(titles)
            bench.workspace.preferences.set(columns_choice(found), lines.choice())
            bench.response.put_in_place(found)
