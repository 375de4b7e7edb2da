"""What is done with the answer that is shown: filter it, go somewhere in it, take a part of it, see
it as it came.
"""

from typing import TYPE_CHECKING

from ovh_explorer.text import printable
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.tui.response.pagination import ListLoader
from ovh_explorer.tui.response.render import RenderedResponse, filter_choice
from ovh_explorer.tui.response.table_actions import TableActions
from ovh_explorer.tui.response.table_view import TableView
from ovh_explorer.workspace.response.filter import FilterError, check_filter
from ovh_explorer.workspace.response.json_path import accessor, parse_path, path_text
from ovh_explorer.workspace.response.service import ReadError

if TYPE_CHECKING:
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["ResponseActions"]


class ResponseActions:
    """The keys of the answer on a workbench."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._tabulating = TableActions(bench)

    async def do(self, what: str) -> None:
        """Do what the answer's keys ask for."""
        bench = self._bench
        form, found = bench.form, bench.response.found
        if form is None or found is None:
            self._bench.notify("TRY the operation first.", timeout=3)
            return
        try:
            match what:
                case "go_to":
                    await self._go_to(found)
                case "copy_part":
                    await self._copy_part(found)
                case "toggle_raw":
                    await bench.response.lay_out_again(found, raw=not found.raw)
                case "more":
                    await ListLoader(self._bench).ask(form, found)
                case "filter":
                    await self._filter(found)
                case "toggle_table":
                    await self._tabulating.toggle(found)
                case "sort":
                    await self._tabulating.sort(found)
                case "columns":
                    await self._tabulating.columns(found)
        except ReadError as error:
            self._bench.notify(printable(str(error)), severity="error", markup=False)

    async def _go_to(self, found: RenderedResponse) -> None:
        bench = self._bench
        if found.table is not None and found.as_table:
            await self._go_to_row(found.table.height)
            return
        folded = found.document
        if not isinstance(folded, FoldedLines):
            return
        height = folded.lines.height

        def problem(words: str) -> str:
            if words.isdigit():
                return "" if 0 < int(words) <= height else f"There are lines 1 to {height:,}."
            return "" if parse_path(words) is not None else "This is no path: items[3].name is one."

        words = await bench.app.push_screen_wait(
            PromptScreen(
                "Go to", "A line's number, or a path:", problem, placeholder="items[3].name"
            )
        )
        if words is None:
            return
        line = (
            int(words) - 1
            if words.isdigit()
            else await bench.workspace.response_service.line_of(
                folded.text, parse_path(words) or []
            )
        )
        if line is None:
            bench.notify(
                printable(f"There is no {words} in this answer."), severity="warning", markup=False
            )
        else:
            bench.response.go_to(line)

    async def _go_to_row(self, height: int) -> None:
        def problem(words: str) -> str:
            return (
                ""
                if words.isdecimal() and 0 < int(words) <= height
                else f"There are rows 1 to {height:,}."
            )

        words = await self._bench.app.push_screen_wait(
            PromptScreen("Go to", "A row's number:", problem)
        )
        view = self._bench.response.view
        if words is not None and isinstance(view, TableView):
            view.move_to(int(words) - 1)

    async def _copy_part(self, found: RenderedResponse) -> None:
        bench = self._bench
        line = bench.response.answer_line
        if not isinstance(found.document, FoldedLines) or line is None:
            return
        reader, text = bench.workspace.response_service, found.document.text
        steps = await reader.path(text, line)
        path = path_text(steps)
        entries = [
            Entry("The value, with all below it", "", "value"),
            Entry("The path", path or "the whole answer", "path"),
            Entry("For Python", accessor(steps, "python"), "python"),
            Entry("For PHP", accessor(steps, "php"), "php"),
        ]
        match await bench.app.push_screen_wait(
            MenuScreen(f"Copy from {path or 'the answer'}", entries)
        ):
            case "value":
                value = (await reader.subtree(text, line)).decode("utf-8", "replace").rstrip("\n")
                await bench.taking.copy(value, path or "the answer")
            case "path":
                await bench.taking.copy(path, "the path")
            case "python" | "php" as language:
                await bench.taking.copy(accessor(steps, language), "the code")

    async def _filter(self, found: RenderedResponse) -> None:
        bench = self._bench

        def problem(words: str) -> str:
            try:
                if words:
                    check_filter(words)
            except FilterError as error:
                return str(error)
            return ""

        words = "A JMESPath expression, such as [?status=='ok'].{id: id, name: name}; empty for everything:"
        name = filter_choice(found.call, gathered=found.gathered)
        known = bench.workspace.preferences.get(name)
        expression = await bench.app.push_screen_wait(
            PromptScreen("Filter the answer", words, problem, value=known)
        )
        if expression is None:
            return
        bench.workspace.preferences.set(name, expression)
        await bench.response.lay_out_again(found)
