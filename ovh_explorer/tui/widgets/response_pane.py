"""The response: what TRY answered, its headers, and the code that does the same."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from ovh_explorer.call import Call
from ovh_explorer.catalog.outline import response_nodes
from ovh_explorer.form import Form
from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.text import printable
from ovh_explorer.tui.answers import (
    Answered,
    Answers,
    answered,
    code,
    expected,
    filter_choice,
    headers,
    tabled,
    wrapped,
)
from ovh_explorer.tui.coding import Coding
from ovh_explorer.tui.documents import Document, PlainLines
from ovh_explorer.tui.keys import bindings
from ovh_explorer.tui.response_status import answer_place, answer_text, table_place
from ovh_explorer.tui.stored_lines import FoldedLines
from ovh_explorer.tui.table_lines import TableLines
from ovh_explorer.tui.widgets.answer_status import AnswerStatus
from ovh_explorer.tui.widgets.answer_view import AnswerView
from ovh_explorer.tui.widgets.find_line import FindLine
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.tui.widgets.outline_view import OutlineView
from ovh_explorer.tui.widgets.tab_line import TabLine
from ovh_explorer.tui.widgets.table_view import TableView
from ovh_explorer.workspace.following import Place, place_at
from ovh_explorer.workspace.next_steps import NextStep
from ovh_explorer.workspace.reading.filtering import FilterError
from ovh_explorer.workspace.reading.reader import ReadError
from ovh_explorer.workspace.reading.structure import path_text
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ovh_explorer.client.response import Arriving, Response

__all__ = ["ResponsePane"]

# Bytes of an answer that another process will read.
_LARGE = 200_000
_TABS = [("response", "Response"), ("headers", "Headers"), ("schema", "Schema")]


class ResponsePane(Container):
    """Tabs Response, Headers, Schema and one per language, over one line view; a schema and a table have their own."""

    BINDINGS = bindings("code")
    DEFAULT_CSS = """
    ResponsePane > #view, ResponsePane > #response-outline, ResponsePane > #table { height: 1fr; }
    """

    class Follow(Message):
        """What stands in a line of an answer is to be opened: the `place`, and the `call` that was answered."""

        def __init__(self, form: Form, call: Call, place: Place, line: int) -> None:
            super().__init__()
            self.form = form
            self.call = call
            self.place = place
            self.line = line

    def __init__(
        self,
        workspace: Workspace,
        coding: Coding,
        clock: Callable[[], float] = monotonic,
        *,
        id: str | None = None,
    ) -> None:
        """`coding` writes a form's call in every language."""
        super().__init__(id=id)
        self._workspace = workspace
        self._coding = coding
        self._tabs = TabLine(self._all_tabs(), id="response-tabs")
        self.status = AnswerStatus(self._status_text, clock, id="status")
        self._view = AnswerView(lambda: workspace.reader, self.open_find, id="view")
        # Made when a schema or a table is first looked at.
        self._outline: OutlineView | None = None
        self._table: TableView | None = None
        self._form: Form | None = None
        self.answers = Answers()
        # What goes on after an answer, and where the cursor stands in it.
        self._going_on = ""
        self._place = ""

    def _all_tabs(self) -> list[tuple[str, str]]:
        return [*_TABS, *((name, LANGUAGES[name].title) for name in self._coding.languages)]

    def compose(self) -> ComposeResult:
        yield self._tabs
        yield self.status
        yield self._view
        yield FindLine("the response", id="find")

    # Finding

    @property
    def _find(self) -> FindLine:
        return self.query_one(FindLine)

    def open_find(self) -> None:
        """Type words to find in what is shown."""
        self._find.open()

    def close_find(self) -> bool:
        """Forget the words; False when nothing was looked for."""
        return self._find.close()

    @on(FindLine.Changed)
    def _on_find(self, event: FindLine.Changed) -> None:
        event.stop()
        self.view.find(event.words)

    @on(FindLine.Done)
    def _on_find_done(self, event: FindLine.Done) -> None:
        event.stop()
        self.view.focus()

    @on(LineView.Found)
    @on(OutlineView.Found)
    def _on_found(self, event: LineView.Found | OutlineView.Found) -> None:
        event.stop()
        self._find.say(event.position, event.count)

    @on(LineView.Searching)
    def _on_searching(self, event: LineView.Searching) -> None:
        event.stop()
        self._find.say_searching(event.part)

    @property
    def tab(self) -> str:
        """The active tab: ``response``, ``headers`` or a language's name."""
        return self._tabs.active

    @property
    def language(self) -> str:
        """The language shown; the one last looked at while another tab is active."""
        return self.tab if self.tab in LANGUAGES else self._coding.languages[0]

    @property
    def view(self) -> "AnswerView | TableView | OutlineView":
        """The lines, or the schema or the table where that is shown."""
        if self.tab == "schema" and self._outline is not None:
            return self._outline
        return self._table if self._table is not None and self.table is not None else self._view

    @property
    def table(self) -> TableLines | None:
        """The table, where that is shown of the answer."""
        found = self.found
        is_shown = self.tab == "response" and not self.has_failed and found is not None and found.as_table
        return found.table if is_shown and found is not None else None

    @property
    def response(self) -> "Response | None":
        """The last answer of the operation shown."""
        found = self.found
        return found.response if found is not None else None

    @property
    def found(self) -> Answered | None:
        """The last answer of the operation shown, as it is shown."""
        return self.answers.of(self._form)

    @property
    def has_failed(self) -> bool:
        """Whether the last TRY of the operation shown got no answer."""
        return bool(self.answers.failure(self._form))

    def step_tab(self, by: int) -> None:
        """Show the next tab."""
        self._tabs.step(by)

    def show(self, form: Form) -> None:
        """Show what is known of another operation: its last answer, else what it will look like."""
        self._form = form
        # The language last looked at comes first from now on: not while one goes from tab to tab.
        self._tabs.tabs = self._all_tabs()
        self._draw()

    def bring_back(self, form: Form, answer: Answered) -> None:
        """Have an operation show an answer of before once more; another call of it was made since."""
        self.answers.keep(form, answer)

    def follow(self) -> None:
        """The form was typed into: the code says so."""
        if self.tab in LANGUAGES and self._form is not None:
            self._view.replace_document(code(self._coding, self.tab, self._form, self._view.size.width))

    def action_toggle_configured(self) -> None:
        """Placeholders in the code, or keys from ``ovh.conf`` and the environment."""
        if self.tab in LANGUAGES:
            self._coding.toggle_configured()
            self._draw()

    def action_toggle_pages(self) -> None:
        """Code for one page of a list, or for all."""
        if self.tab in LANGUAGES and self._form is not None and self._coding.offers_pages(self.tab, self._form):
            self._coding.pages = not self._coding.pages
            self._draw()

    def begin(self, form: Form) -> None:
        """A request left."""
        self.answers.forget_failure(form)
        self._tabs.active = "response"
        self.status.begin(form)

    def arriving(self, arriving: "Arriving") -> None:
        """So much of the answer is here."""
        is_large = (arriving.total or 0) > _LARGE
        if not self.status.arriving(arriving):
            return
        if self.tab == "headers":
            self._draw()
        if is_large:
            # What reads it takes a moment to start: meanwhile it comes.
            self.run_worker(self._workspace.reader.prepare(), group="prepare")

    def end(self, going_on: str = "") -> None:
        """The request is over, however it ended; `going_on` says what is waited for, if anything."""
        self._going_on = going_on
        self.status.end()

    async def answer(
        self,
        form: Form,
        call: Call,
        response: "Response",
        advice: Sequence[str] = (),
        steps: Sequence[NextStep] = (),
        *,
        gathered: bool = False,
    ) -> None:
        """Keep and show the answer of a call.

        Args:
            advice: said above an error, and no part of it.
            steps: what usually follows.
            gathered: see :class:`~ovh_explorer.tui.answers.Answered`; it is shown as a table.

        Raises:
            ReadError: when it can't be read.
        """
        # Not laid out yet where one pane is shown at a time; then it has the whole width.
        width = self._view.size.width or self.screen.size.width
        workspace, told = self._workspace, self.status.say_part
        name = filter_choice(form, gathered=gathered)
        expression = workspace.choice(name) if response.ok else ""
        try:
            found = await answered(
                workspace.reader, call, response, advice, width, steps, expression=expression, progress=told
            )
        except FilterError as error:
            # The filter was for another answer: this one is shown whole.
            self.notify(printable(f"Not filtered. {error}"), severity="warning", timeout=6, markup=False)
            found = await answered(workspace.reader, call, response, advice, width, steps, progress=told)
        if gathered:
            found = await tabled(workspace, form, replace(found, gathered=True), told)
        self.show_answer(form, found)

    async def answer_raw(self, form: Form, found: Answered) -> None:
        """Show an answer as it was received.

        Raises:
            ReadError: when it can't be read.
        """
        reader, width = self._workspace.reader, self._view.size.width
        told = self.status.say_part
        shown = await answered(reader, found.call, found.response, (), width, found.steps, raw=True, progress=told)
        self.show_answer(form, replace(shown, gathered=found.gathered))

    def show_answer(self, form: Form, found: Answered) -> None:
        """Keep and show an answer that is made ready."""
        self.answers.keep(form, found)
        self._place = ""
        if form is self._form:
            self._draw()

    def fail(self, form: Form, message: str) -> None:
        """No answer came: say why. An earlier answer stays for when it is asked for again."""
        self.answers.fail(form, message)
        if form is self._form:
            self._tabs.active = "response"
            self._draw()

    def lines_shown(self) -> str:
        """The text of a tab that has lines of its own: headers, a schema, what is said in place of an answer."""
        if self.tab == "schema" and self._outline is not None:
            return self._outline.text
        document = self._document()
        return "\n".join(document.plain(index) for index in range(document.height))

    @on(OutlineView.CursorMoved)
    def _on_outline_cursor(self, event: OutlineView.CursorMoved) -> None:
        event.stop()
        self.status.draw()

    @on(TabLine.Chosen)
    async def _on_tab(self, event: TabLine.Chosen) -> None:
        event.stop()
        had_keyboard = any(view is not None and view.has_focus for view in (self._view, self._outline, self._table))
        if event.tab == "schema" and self._outline is None:
            self._outline = OutlineView(self.open_find, id="response-outline")
            await self.mount(self._outline, after=self._view)
        self.close_find()
        if event.tab in LANGUAGES:
            self._coding.looked_at(event.tab)
        self._draw()
        if had_keyboard:
            self.view.focus()

    def _draw(self) -> None:
        self.status.draw()
        table = self.table
        if table is not None and self._table is None:
            self._table = TableView(lambda: self._workspace.reader, self.open_find, id="table")
            self.mount(self._table, after=self._view)
        shown, had_keyboard = self.view, self._view.has_focus or (self._table is not None and self._table.has_focus)
        for view in (self._view, self._outline, self._table):
            if view is not None:
                view.display = view is shown
        if self._outline is not None and shown is self._outline and self._form is not None:
            self._outline.show_schema(response_nodes(self._form.operation, self._form.models))
        elif self._table is not None and table is not None:
            self._table.show_table(table)
        else:
            self._view.document = self._document()
            self._view.cursor = self._first_line()
        if had_keyboard and not shown.has_focus:
            self.screen.set_focus(shown)

    # Following

    def _first_line(self) -> int | None:
        """The line of the answer the cursor begins on: the first item; None where nothing can be followed."""
        found = self.found
        if self.tab != "response" or self.has_failed or found is None or not found.response.ok:
            return None
        return min(1, found.document.height - 1) if isinstance(found.document, FoldedLines) else None

    @property
    def answer_line(self) -> int | None:
        """The line of the answer that the cursor stands on, whatever is folded."""
        return self.view.line if isinstance(self.view, AnswerView | TableView) else None

    def go_to(self, line: int) -> None:
        """Give the keyboard to a line of the answer."""
        view = self.view
        self.screen.set_focus(view)
        if isinstance(view, TableView):
            # Its cursor is where it was left.
            return
        self._view.show_line(line)

    @on(LineView.Moved)
    def _on_moved(self, event: LineView.Moved) -> None:
        event.stop()
        if self.table is not None:
            self.status.draw()
        else:
            self._say_place()

    @work(exclusive=True, group="place")
    async def _say_place(self) -> None:
        """Say the path of the line under the cursor, once that was moved."""
        folded, line = self._view.folded, self._view.line
        if self.tab != "response" or folded is None or line is None or (line <= 1 and not self._place):
            return
        try:
            steps = await self._workspace.reader.path(folded.text, line)
        except ReadError:
            # It is said when something is asked of the reader that shows more than a word.
            return
        self._place = answer_place(path_text(steps), line, folded.lines.height, self.status.size.width)
        self.status.draw()

    @on(LineView.Chosen)
    def _on_line(self, event: LineView.Chosen) -> None:
        event.stop()
        found = self.found
        if self._form is not None and found is not None and isinstance(found.document, FoldedLines):
            lines = found.document.lines
            line = self.answer_line if found.as_table else found.document.folds.line_of(event.line)
            if line is None:
                return
            self.post_message(self.Follow(self._form, found.call, place_at(lines.plain, lines.height, line), line))

    def _document(self) -> Document:
        """What the active tab shows."""
        form = self._form
        if form is None:
            return PlainLines([])
        if self.tab in LANGUAGES:
            return code(self._coding, self.tab, form, self._view.size.width)
        if self.tab == "headers":
            return headers(form, self.status.underway, self.found)
        if self.has_failed:
            return PlainLines(wrapped(self.answers.failure(form), self._view.size.width), kind="error")
        found = self.found
        return found.document if found is not None else expected(form)

    def _status_text(self) -> Text:
        form = self._form
        if form is None:
            return Text()
        if self.tab in LANGUAGES:
            return Text(self._coding.words(self.tab, form), "italic dim")
        if self.tab == "schema":
            note = "backspace goes back" if self._outline is not None and self._outline.is_inside else "enter follows"
            return Text(printable(f"What {form.operation.title} answers · {note}, / finds"), "italic dim")
        if self.has_failed:
            return Text(" no answer ", "bold reverse red")
        found = self.found
        if found is None:
            return Text("What the answer will look like, from the schema", "italic dim")
        return answer_text(found, self._going_on, self._place if self.table is None else table_place(self.table))
