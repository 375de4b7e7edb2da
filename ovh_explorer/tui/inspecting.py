"""What is done with the answer that is shown: filter it, go somewhere in it, take a part of it, see it as it came."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ovh_explorer.text import printable
from ovh_explorer.tui.answers import Answered
from ovh_explorer.tui.gathering import Gathering
from ovh_explorer.tui.screens.ask import AskScreen
from ovh_explorer.tui.screens.menu import Entry, MenuScreen
from ovh_explorer.tui.stored_lines import FoldedLines, StoredLines
from ovh_explorer.workspace.reading.filtering import FilterError, check_filter
from ovh_explorer.workspace.reading.layout import line_index
from ovh_explorer.workspace.reading.reader import ReadError
from ovh_explorer.workspace.reading.stored import StoredText
from ovh_explorer.workspace.reading.structure import accessor, parse_path, path_text

if TYPE_CHECKING:
    from ovh_explorer.form import Form
    from ovh_explorer.tui.widgets.workbench import Workbench

__all__ = ["Inspecting", "filter_choice"]


def _as_received(read: Callable[[], bytes]) -> StoredText:
    text = read().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    offsets, width = line_index(text)
    return StoredText(text, offsets, width, "text")


def filter_choice(form: "Form") -> str:
    """The name of the choice that a filter is remembered by, for each operation."""
    branch, method, path = form.operation.key
    return f"filter {branch} {method} {path}"


class Inspecting:
    """The keys of the answer on a workbench."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench

    async def do(self, what: str) -> None:
        """Do what the answer's keys ask for."""
        form, found = self._bench.form, self._bench.response.found
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
                    await self._toggle_raw(form, found)
                case "more":
                    await Gathering(self._bench).ask(form, found)
                case "filter":
                    await self._filter(form, found)
        except ReadError as error:
            self._bench.notify(printable(str(error)), severity="error", markup=False)

    async def _go_to(self, found: Answered) -> None:
        bench = self._bench
        folded = found.document
        if not isinstance(folded, FoldedLines):
            return
        height = folded.lines.height

        def problem(words: str) -> str:
            if words.isdigit():
                return "" if 0 < int(words) <= height else f"There are lines 1 to {height:,}."
            return "" if parse_path(words) is not None else "This is no path: items[3].name is one."

        words = await bench.app.push_screen_wait(
            AskScreen("Go to", "A line's number, or a path:", problem, placeholder="items[3].name")
        )
        if words is None:
            return
        line = (
            int(words) - 1
            if words.isdigit()
            else await bench.workspace.reader.line_of(folded.text, parse_path(words) or [])
        )
        if line is None:
            bench.notify(printable(f"There is no {words} in this answer."), severity="warning", markup=False)
        else:
            bench.response.go_to(line)

    async def _copy_part(self, found: Answered) -> None:
        bench = self._bench
        line = bench.response.answer_line
        if not isinstance(found.document, FoldedLines) or line is None:
            return
        reader, text = bench.workspace.reader, found.document.text
        steps = await reader.path(text, line)
        path = path_text(steps)
        entries = [
            Entry("The value, with all below it", "", "value"),
            Entry("The path", path or "the whole answer", "path"),
            Entry("For Python", accessor(steps, "python"), "python"),
            Entry("For PHP", accessor(steps, "php"), "php"),
        ]
        match await bench.app.push_screen_wait(MenuScreen(f"Copy from {path or 'the answer'}", entries)):
            case "value":
                value = (await reader.subtree(text, line)).decode("utf-8", "replace").rstrip("\n")
                await bench.taking.copy(value, path or "the answer")
            case "path":
                await bench.taking.copy(path, "the path")
            case "python" | "php" as language:
                await bench.taking.copy(accessor(steps, language), "the code")

    async def _toggle_raw(self, form: "Form", found: Answered) -> None:
        bench = self._bench
        if found.raw:
            await bench.response.answer(form, found.call, found.response, steps=found.steps)
            return
        text = await asyncio.to_thread(_as_received, found.response.read)
        document = StoredLines(text)
        bench.response.show_answer(form, replace(found, document=document, raw=True, note="as received"))

    async def _filter(self, form: "Form", found: Answered) -> None:
        bench = self._bench

        def problem(words: str) -> str:
            try:
                if words:
                    check_filter(words)
            except FilterError as error:
                return str(error)
            return ""

        words = "A JMESPath expression, such as [?status=='ok'].{id: id, name: name}; empty for everything:"
        known = bench.workspace.choice(filter_choice(form))
        expression = await bench.app.push_screen_wait(AskScreen("Filter the answer", words, problem, value=known))
        if expression is None:
            return
        bench.workspace.choose(filter_choice(form), expression)
        await bench.response.answer(form, found.call, found.response, steps=found.steps)
