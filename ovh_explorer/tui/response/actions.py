"""What is done with a response: go somewhere in it, copy a part, filter it, see it as received."""

import asyncio
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, number
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.tui.messages import CopyText
from ovh_explorer.tui.response.item_place import with_place
from ovh_explorer.workspace.response.escapes import readable
from ovh_explorer.workspace.response.filter import (
    FilterError,
    check_filter,
    is_plain_word,
    rows_with,
)
from ovh_explorer.workspace.response.json_path import accessor, parse_path, path_text
from ovh_explorer.workspace.response.service import ReadError
from ovh_explorer.workspace.storage.preference_names import filter_of

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

    from ovh_explorer.client.response import ApiError, Response
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.response.outlet import ResponseOutlet
    from ovh_explorer.tui.response.responses import ResponseLayout
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["Cursor", "ResponseActions"]

_FILTER_WORDS = N_(
    "A word, or a JMESPath expression such as [?status=='ok'].{id: id, name: name}. Leave it empty "
    "to show everything:"
)


class Cursor(Protocol):
    """The cursor in a response, be that shown as JSON or as a table."""

    @property
    def cursor_line(self) -> int | None:
        """The line of the JSON that it stands on, whatever is folded; None where there is none."""

    def go_to(self, line: int) -> None:
        """Put it on a line of the JSON, and give that focus."""

    def go_to_row(self, row: int) -> None:
        """Put it on a row of the table."""


class ResponseActions:
    """Asks for what an action needs, and does it.

    Args:
        app: shows the dialogs.
        workspace: reads responses, and keeps filters.
        layout: lays responses out again.
        cursor: where in the response the user is.
        outlet: shows what was made.
        post: for what other parts of the screen do.
    """

    def __init__(
        self,
        app: "App[Any]",
        workspace: "Workspace",
        layout: "ResponseLayout",
        cursor: Cursor,
        outlet: "ResponseOutlet",
        post: "Callable[[Message], object]",
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._layout = layout
        self._cursor = cursor
        self._outlet = outlet
        self._post = post

    async def go_to(self, found: "RenderedResponse") -> None:
        """Go to a line, a path or a row that the user names."""
        if found.table is not None and found.as_table:
            await self._go_to_row(found.table.height)
        elif isinstance(found.document, FoldedLines):
            await self._go_to_line(found.document)

    async def _go_to_line(self, folded: FoldedLines) -> None:
        height = folded.lines.height

        def problem(words: str) -> str:
            if words.isdigit():
                if 0 < int(words) <= height:
                    return ""
                last = number(height)
                return _("The line must be between 1 and {last}.").format(last=last)
            if parse_path(words) is not None:
                return ""
            return _("This path is not valid. Example: items[3].name")

        async def go(words: str) -> str:
            try:
                line = await self._line_of(folded, words)
            except ReadError as error:
                return str(error)
            if line is None:
                return _("{path} is not in the response.").format(path=words)
            self._cursor.go_to(line)
            return ""

        words = _("Line number, or a path such as items[3].name:")
        await self._app.push_screen_wait(PromptScreen(_("Go to"), words, problem, take=go))

    async def _line_of(self, folded: FoldedLines, words: str) -> int | None:
        if words.isdigit():
            return int(words) - 1
        return await self._workspace.reader.line_of(folded.text, parse_path(words) or [])

    async def _go_to_row(self, height: int) -> None:
        def problem(words: str) -> str:
            if words.isdecimal() and 0 < int(words) <= height:
                return ""
            return _("The row must be between 1 and {last}.").format(last=number(height))

        prompt = PromptScreen(_("Go to"), _("Row number:"), problem)
        words = await self._app.push_screen_wait(prompt)
        if words is not None:
            self._cursor.go_to_row(int(words) - 1)

    async def copy_part(self, found: "RenderedResponse") -> None:
        """Copy what stands under the cursor, or the way there; of an error a part of it."""
        if found.response.error is not None:
            await self._copy_error(found.response, found.response.error)
            return
        line = self._cursor.cursor_line
        if not isinstance(found.document, FoldedLines) or line is None:
            return
        reader, text = self._workspace.reader, found.document.text
        steps = await reader.path(text, line)
        path = path_text(steps)
        is_text = _is_text(found.document, line)
        entries = [
            Entry(_("Value"), "", "value"),
            *([Entry(_("As JSON"), _("the value in its quotes"), "json")] if is_text else ()),
            Entry(_("Path"), path or _("the whole response"), "path"),
            Entry(_("Python access"), accessor(steps, "python"), "python"),
            Entry(_("PHP access"), accessor(steps, "php"), "php"),
        ]
        title = _("Copy from {path}").format(path=path) if path else _("Copy from the response")
        menu: MenuScreen = MenuScreen(title, entries)
        match await self._app.push_screen_wait(menu):
            case "value" | "json" as part:
                raw = (await reader.subtree(text, line)).decode("utf-8", "replace").rstrip("\n")
                # As it is shown: a server may write é as an escape.
                value = await asyncio.to_thread(readable, raw)
                if part == "value" and is_text:
                    value = _bare(value)
                self._post(CopyText(value, path or _("the response")))
            case "path":
                self._post(CopyText(path, _("the path")))
            case "python" | "php" as language:
                self._post(CopyText(accessor(steps, language), _("the code")))

    async def _copy_error(self, response: "Response", error: "ApiError") -> None:
        """Copy a part of an error, as whoever asks for help needs it."""
        parts = {
            "message": (_("Message"), error.message, _("the message")),
            "class": (_("Class"), error.error_class, _("the class")),
            "code": (_("Code"), error.code, _("the code of the error")),
            "query": (_("Query id"), response.query_id, _("the query id")),
        }
        entries = [Entry(title, text, id) for id, (title, text, _what) in parts.items() if text]
        menu: MenuScreen = MenuScreen(_("Copy from the error"), entries)
        chosen = await self._app.push_screen_wait(menu)
        if chosen is not None:
            _title, text, what = parts[chosen]
            self._post(CopyText(text or "", what))

    async def toggle_raw(self, found: "RenderedResponse") -> None:
        """Show show the response as received, or indented again."""
        self._outlet.put_in_place(await self._layout.again(found, raw=not found.raw))

    async def filter(self, found: "RenderedResponse") -> None:
        """Narrow the response by an expression that the user types, and those that come in its
        place; a word that is no field finds the rows that contain it. The expression is kept, to be
        used again.
        """

        def problem(words: str) -> str:
            try:
                if words and not is_plain_word(words):
                    check_filter(words)
            except FilterError as error:
                return str(error)
            return ""

        async def narrow(words: str) -> str:
            try:
                again = await self._narrowed(found, words)
                again = await with_place(self._workspace, again, found)
            except (FilterError, ReadError) as error:
                return str(error)
            self._outlet.put_in_place(again)
            self._layout.set_filter(found, again.expression)
            self._workspace.preferences.set(name, again.expression)
            return ""

        name = filter_of(found.call, gathered=found.gathered)
        before = found.expression or self._workspace.preferences.get(name)
        title, words = _("Filter the response"), _(_FILTER_WORDS)
        await self._app.push_screen_wait(
            PromptScreen(title, words, problem, value=before, take=narrow)
        )

    async def _narrowed(self, found: "RenderedResponse", words: str) -> "RenderedResponse":
        """What an expression leaves; a plain word that leaves nothing is looked for in the rows.

        Raises:
            FilterError: when it doesn't fit the response.
            ReadError: when that can't be read.
        """
        if not is_plain_word(words):
            return await self._layout.again(found, expression=words)
        try:
            again = await self._layout.again(found, expression=words)
            if again.matches:
                return again
        except FilterError:
            # A number, or a name with hyphens, is no expression: the rows may contain it.
            pass
        rows = await self._layout.again(found, expression=rows_with(words))
        if rows.matches:
            said = _("No field {word} has a value: these rows contain it.").format(word=words)
            self._app.notify(printable(said), markup=False)
            return rows
        raise FilterError(
            _("No field {word} has a value, and no row contains it.").format(word=words)
        )


def _is_text(folded: FoldedLines, line: int) -> bool:
    """Whether a line of JSON has a value that is a text."""
    return folded.lines.plain(line).rstrip().rstrip(",").endswith('"')


def _bare(value: str) -> str:
    """A text of JSON as it is pasted elsewhere: without quotes and escapes."""
    try:
        text = json.loads(value)
    except ValueError:
        return value
    # Half a surrogate pair is no character that a clipboard takes.
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else value
