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
from ovh_explorer.tui.drawing.documents import Document, PlainLines
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.tui.drawing.response_status import (
    answer_place,
    failure_text,
    status_text,
    table_place,
)
from ovh_explorer.tui.drawing.table_lines import TableLines
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.open_operation import OpenOperation, Shown
from ovh_explorer.tui.response.code_options import CodeOptions
from ovh_explorer.tui.response.json_view import JsonView
from ovh_explorer.tui.response.render import (
    RenderedResponse,
    advised,
    answered,
    code,
    expected,
    filter_choice,
    headers,
    tabled,
    wrapped,
)
from ovh_explorer.tui.response.status import ResponseStatus
from ovh_explorer.tui.response.table_view import TableView
from ovh_explorer.tui.widgets.find_bar import FindBar
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.tui.widgets.schema_view import SchemaView
from ovh_explorer.tui.widgets.tab_bar import TabBar
from ovh_explorer.workspace.navigation.follow import LineContent, read_line
from ovh_explorer.workspace.navigation.next_steps import NextStep
from ovh_explorer.workspace.response.filter import FilterError
from ovh_explorer.workspace.response.json_path import path_text
from ovh_explorer.workspace.response.service import ReadError
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ovh_explorer.client.response import Arriving, Response

__all__ = ["ResponsePane"]

# Bytes of an answer that another process will read.
_LARGE = 200_000
_TABS = [("response", "Response"), ("headers", "Headers"), ("schema", "Schema")]


class ResponsePane(Container):
    """Tabs Response, Headers, Schema and one per language, over one line view; a schema and a table
    have their own.
    """

    BINDINGS = bindings("code")
    DEFAULT_CSS = """
    ResponsePane > #view, ResponsePane > #response-outline, ResponsePane > #table { height: 1fr; }
    """

    class Follow(Message):
        """What stands in a line of an answer is to be opened: the `place`, and the `call` that was
        answered.
        """

        def __init__(self, form: Form, call: Call, place: LineContent, line: int) -> None:
            super().__init__()
            self.form = form
            self.call = call
            self.place = place
            self.line = line

    def __init__(
        self,
        workspace: Workspace,
        state: OpenOperation,
        coding: CodeOptions,
        clock: Callable[[], float] = monotonic,
        *,
        id: str | None = None,
    ) -> None:
        """`state` says what is to be shown; `coding` writes a form's call in every language."""
        super().__init__(id=id)
        self._workspace = workspace
        self._state = state
        self._coding = coding
        # What the state said when it was last drawn: what keys act on is what the user sees.
        self._shown = Shown()
        self._tabs = TabBar(self._all_tabs(), id="response-tabs")
        self.status = ResponseStatus(self._status_text, self._is_open, clock, id="status")
        self._view = JsonView(lambda: workspace.response_service, id="view")
        # Made when a schema or a table is first looked at.
        self._outline: SchemaView | None = None
        self._table: TableView | None = None
        # The call that is sent again after a while, and words for that.
        self._going_on: tuple[Call, str] | None = None
        # Where the cursor stands in the response.
        self._place = ""

    def _all_tabs(self) -> list[tuple[str, str]]:
        return [*_TABS, *((name, LANGUAGES[name].title) for name in self._coding.languages)]

    def compose(self) -> ComposeResult:
        yield self._tabs
        yield self.status
        yield self._view
        yield FindBar("the response", id="find")

    # Finding

    @property
    def _find(self) -> FindBar:
        return self.query_one(FindBar)

    def open_find(self) -> None:
        """Type words to find in what is shown."""
        self._find.open()

    def close_find(self) -> bool:
        """Forget the words; False when nothing was looked for."""
        return self._find.close()

    @on(FindBar.Changed)
    def _on_find(self, event: FindBar.Changed) -> None:
        event.stop()
        self.view.find(event.words)

    @on(FindBar.Done)
    def _on_find_done(self, event: FindBar.Done) -> None:
        event.stop()
        self.view.focus()

    @on(LineView.Found)
    @on(SchemaView.Found)
    def _on_found(self, event: LineView.Found | SchemaView.Found) -> None:
        event.stop()
        self._find.say(
            event.position, event.count, is_cut=isinstance(event, SchemaView.Found) and event.is_cut
        )

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
    def view(self) -> "JsonView | TableView | SchemaView":
        """The lines, or the schema or the table where that is shown."""
        if self.tab == "schema" and self._outline is not None:
            return self._outline
        return self._table if self._table is not None and self.table is not None else self._view

    @property
    def table(self) -> TableLines | None:
        """The table, where that is shown of the response."""
        found = self.found
        return (
            found.table if self.tab == "response" and found is not None and found.as_table else None
        )

    @property
    def response(self) -> "Response | None":
        """The response that is shown."""
        found = self.found
        return found.response if found is not None else None

    @property
    def found(self) -> RenderedResponse | None:
        """The response that is shown, and how."""
        return self._shown.found

    @property
    def has_failed(self) -> bool:
        """Whether what is shown is why there is no response."""
        return bool(self._shown.failure)

    @property
    def next_steps(self) -> "list[NextStep]":
        """What usually follows the response that is shown; nothing for one that is not to what the
        form says.
        """
        found = self.found
        return [] if found is None or self._shown.about else self._state.steps(found)

    def step_tab(self, by: int) -> None:
        """Show the next tab."""
        self._tabs.step(by)

    def clear(self) -> None:
        """Show nothing: another operation is open, and what is known of it is drawn in a moment."""
        self._shown = Shown()
        self._draw()

    def show(self) -> None:
        """Show what is known of the operation that was opened: a response, else what it will look
        like.
        """
        self._shown = self._state.shown
        self._place = ""
        # The language last looked at comes first from now on: not while one goes from tab to tab.
        self._tabs.tabs = self._all_tabs()
        self._draw()

    def follow(self) -> None:
        """The form says something else, or something came of a call: show what is so now, and no
        more anew.
        """
        before = self._shown
        if before.form is None:
            return
        self._shown = now = self._state.shown
        if self.tab in LANGUAGES and now.form is not None:
            self._view.replace_document(
                code(self._coding, self.tab, now.form, self._view.size.width)
            )
        elif self.tab != "schema" and not _looks_alike(before, now):
            self._draw()
        self._dim()
        self.status.draw()

    def action_toggle_configured(self) -> None:
        """Placeholders in the code, or keys from ``ovh.conf`` and the environment."""
        if self.tab in LANGUAGES:
            self._coding.toggle_configured()
            self._draw()

    def action_toggle_pages(self) -> None:
        """Code for one page of a list, or for all."""
        form = self._shown.form
        if self.tab in LANGUAGES and form is not None and self._coding.offers_pages(self.tab, form):
            self._coding.pages = not self._coding.pages
            self._draw()

    def _is_open(self, call: Call) -> bool:
        form = self._state.form
        return form is not None and form.operation.key == (call.branch, call.method, call.path)

    def begin(self, call: Call, *, again: bool = False) -> None:
        """Something is sent for what the form says: `call`; `again` for what the user has seen a
        response of.
        """
        self._state.begin(call)
        self._going_on = None
        if self._is_open(call) and not again:
            self._tabs.active = "response"
        self.status.begin(call)
        self.follow()
        # The filter is looked up while the response is on its way.
        name = filter_choice(call, gathered=False)
        self.run_worker(self._workspace.preferences.look_up(name), group="choice")

    def arriving(self, arriving: "Arriving") -> None:
        """So much of the response is here."""
        is_large = (arriving.total or 0) > _LARGE
        if not self.status.arriving(arriving):
            return
        if self.tab == "headers":
            self._draw()
        if is_large:
            # What reads it takes a moment to start: meanwhile it comes.
            self.run_worker(self._workspace.response_service.prepare(), group="prepare")

    def end(self) -> None:
        """Nothing is under way any more."""
        self._going_on = None
        self.status.end()

    def wait(self, call: Call, words: str) -> None:
        """`call` is sent again after a while: `words` say when."""
        self._going_on = (call, words)
        self.status.end()

    async def answer(
        self, call: Call, response: "Response", *, said: Call | None = None, gathered: bool = False
    ) -> RenderedResponse:
        """Keep and show the response to a call.

        Args:
            said: what the form said, where that is not `call`.
            gathered: see :class:`~ovh_explorer.tui.response.render.RenderedResponse`; it is shown
                as a table.

        Raises:
            ReadError: when it can't be read.
        """
        expression = self._workspace.preferences.known(filter_choice(call, gathered=gathered)) or ""
        advice = self._workspace.error_doctor.explain_at_once(call, response)
        found = await self._laid_out(
            call, response, expression, advice, said=said, gathered=gathered
        )
        found = self._state.keep(found)
        self._place = ""
        self.follow()
        return found

    async def _laid_out(
        self,
        call: Call,
        response: "Response",
        expression: str,
        advice: Sequence[str],
        *,
        said: Call | None,
        gathered: bool,
        raw: bool = False,
    ) -> RenderedResponse:
        # Not laid out yet where one pane is shown at a time; then it has the whole width.
        width = self._view.size.width or self.screen.size.width
        reader, told = self._workspace.response_service, self.status.say_part

        async def lay_out(expression: str) -> RenderedResponse:
            return await answered(
                reader,
                call,
                response,
                advice,
                width,
                said=said,
                expression=expression,
                raw=raw,
                progress=told,
            )

        try:
            found = await lay_out(expression if response.ok and not raw else "")
        except FilterError as error:
            # The filter was for another response: this one is shown whole.
            self.notify(
                printable(f"Not filtered. {error}"), severity="warning", timeout=6, markup=False
            )
            found = await lay_out("")
        found = replace(found, gathered=gathered)
        return await tabled(self._workspace, found, told) if gathered and not raw else found

    async def lay_out_again(self, found: RenderedResponse, *, raw: bool = False) -> None:
        """Show a response again, after something that decides how was changed; `raw`: as it was
        received.

        Raises:
            ReadError: when it can't be read.
        """
        expression = await self._workspace.preferences.look_up(
            filter_choice(found.call, gathered=found.gathered)
        )
        advice = () if raw else found.advice
        again = await self._laid_out(
            found.call,
            found.response,
            expression,
            advice,
            said=found.said,
            gathered=found.gathered,
            raw=raw,
        )
        self.put_in_place(
            replace(again, steps=found.steps, advice=found.advice, keys=found.keys, at=found.at)
        )

    async def filter_late(self, found: RenderedResponse) -> None:
        """Filter a response that was shown before the filter was looked up.

        Raises:
            ReadError: when it can't be read.
        """
        name = filter_choice(found.call, gathered=found.gathered)
        if (
            found.response.ok
            and not found.expression
            and await self._workspace.preferences.look_up(name)
        ):
            await self.lay_out_again(found)

    def put_in_place(self, found: RenderedResponse) -> None:
        """Show a response otherwise, unless a newer one came meanwhile."""
        if self._state.put_in_place(found) and self._shows(found):
            self._shown = self._state.shown
            self._place = ""
            self._draw()

    def _shows(self, found: RenderedResponse) -> bool:
        """Whether a response is the one that is shown, however."""
        return self.found is not None and (self.found.said, self.found.at) == (found.said, found.at)

    def add(
        self, found: RenderedResponse, steps: Sequence[NextStep], advice: Sequence[str]
    ) -> None:
        """Add what was learnt of a response after it was shown; what is shown stays where it is."""
        kept = self._state.as_kept(found)
        if kept is None:
            return
        more = replace(kept, steps=steps)
        if advice and list(advice) != list(kept.advice):
            more = (
                replace(more, advice=advice)
                if kept.raw
                else advised(more, advice, self._view.size.width)
            )
        self._state.put_in_place(more)
        if not self._shows(more):
            return
        self._shown = self._state.shown
        if more.document is not kept.document and self.tab == "response":
            self._view.replace_document(more.document)
            self._dim()
        self.status.draw()

    def fail(self, call: Call, message: str) -> None:
        """No response came: say why. An earlier one stays for when the call is sent again."""
        self._state.fail(call, message)
        if self._is_open(call):
            self._tabs.active = "response"
        self.follow()

    def lines_shown(self) -> str:
        """The text of a tab that has lines of its own: headers, a schema, what is said in place of
        an answer.
        """
        if self.tab == "schema" and self._outline is not None:
            return self._outline.text
        document = self._document()
        return "\n".join(document.plain(index) for index in range(document.height))

    @on(SchemaView.CursorMoved)
    def _on_outline_cursor(self, event: SchemaView.CursorMoved) -> None:
        event.stop()
        self.status.draw()

    @on(TabBar.Chosen)
    async def _on_tab(self, event: TabBar.Chosen) -> None:
        event.stop()
        had_keyboard = any(
            view is not None and view.has_focus for view in (self._view, self._outline, self._table)
        )
        if event.tab == "schema" and self._outline is None:
            self._outline = SchemaView(id="response-outline")
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
            self._table = TableView(lambda: self._workspace.response_service, id="table")
            self.mount(self._table, after=self._view)
        shown, had_keyboard = (
            self.view,
            self._view.has_focus or (self._table is not None and self._table.has_focus),
        )
        for view in (self._view, self._outline, self._table):
            if view is not None:
                view.display = view is shown
        form = self._shown.form
        if self._outline is not None and shown is self._outline:
            self._outline.show_schema(
                response_nodes(form.operation, form.models) if form is not None else []
            )
        elif self._table is not None and table is not None:
            self._table.show_table(table)
        else:
            self._view.document = self._document()
            self._view.cursor = self._first_line()
        self._dim()
        if had_keyboard and not shown.has_focus:
            self.screen.set_focus(shown)

    def _dim(self) -> None:
        """Draw faintly what is not to what the form says."""
        is_dimmed = bool(self._shown.about) and self.tab in ("response", "headers")
        for view in (self._view, self._table):
            if view is not None:
                view.is_dimmed = is_dimmed

    # Following

    def _first_line(self) -> int | None:
        """The line of the answer the cursor begins on: the first item; None where nothing can be
        followed.
        """
        found = self.found
        if self.tab != "response" or found is None or not found.response.ok:
            return None
        return (
            min(1, found.document.height - 1) if isinstance(found.document, FoldedLines) else None
        )

    @property
    def answer_line(self) -> int | None:
        """The line of the answer that the cursor stands on, whatever is folded."""
        return self.view.line if isinstance(self.view, JsonView | TableView) else None

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
        if (
            self.tab != "response"
            or folded is None
            or line is None
            or (line <= 1 and not self._place)
        ):
            return
        try:
            steps = await self._workspace.response_service.path(folded.text, line)
        except ReadError:
            # It is said when something is asked of the reader that shows more than a word.
            return
        if folded is not self._view.folded:
            return
        self._place = answer_place(
            path_text(steps), line, folded.lines.height, self.status.size.width
        )
        self.status.draw()

    @on(LineView.Chosen)
    def _on_line(self, event: LineView.Chosen) -> None:
        event.stop()
        found = self.found
        form = self._shown.form
        if form is not None and found is not None and isinstance(found.document, FoldedLines):
            lines = found.document.lines
            line = self.answer_line if found.as_table else found.document.folds.line_of(event.line)
            if line is None:
                return
            self.post_message(
                self.Follow(form, found.call, read_line(lines.plain, lines.height, line), line)
            )

    def _document(self) -> Document:
        """What the active tab shows."""
        shown = self._shown
        form, found = shown.form, shown.found
        if form is None:
            return PlainLines([])
        if self.tab in LANGUAGES:
            return code(self._coding, self.tab, form, self._view.size.width)
        if self.tab == "headers":
            underway = self.status.here
            arriving = underway.arriving if underway is not None else None
            return headers(arriving or self.response)
        if shown.failure:
            return PlainLines(wrapped(shown.failure, self._view.size.width), kind="error")
        return found.document if found is not None else expected(form)

    def _status_text(self) -> Text:
        form = self._shown.form
        if form is None:
            return Text()
        if self.tab in LANGUAGES:
            return Text(self._coding.words(self.tab, form), "italic dim")
        if self.tab == "schema":
            note = (
                "backspace goes back"
                if self._outline is not None and self._outline.is_inside
                else "enter follows"
            )
            return Text(
                printable(f"What {form.operation.title} answers · {note}, / finds"), "italic dim"
            )
        return Text("\n").join([self._outcome_text(), self._second_line()])

    def _outcome_text(self) -> Text:
        shown = self._shown
        if shown.failure:
            return failure_text(shown.about)
        if shown.found is None:
            return Text("What the response will look like, from the schema", "italic dim")
        return status_text(shown.found, shown.about)

    def _second_line(self) -> Text:
        """What goes on, where the cursor is, what follows, or the query id: the first of these that
        there is.
        """
        found = self.found
        if self.status.elsewhere:
            return Text(self.status.elsewhere, "bold")
        if found is None:
            return Text()
        if self._going_on is not None and self._going_on[0] == found.call:
            return Text(printable(self._going_on[1]), "bold")
        place = self._place if self.table is None else table_place(self.table)
        if place:
            return Text(printable(place), "dim")
        if steps := self.next_steps:
            return Text(printable(f"> {steps[0].title}"), "bold")
        query_id = found.response.query_id
        return Text(printable(f"query id {query_id}"), "dim") if query_id else Text()


def _looks_alike(one: Shown, other: Shown) -> bool:
    """Whether the lines of two responses are the same, whatever is said above them."""
    here, there = one.found, other.found
    if here is None or there is None:
        return one.outcome is other.outcome
    return (
        here.document is there.document
        and here.as_table == there.as_table
        and here.table is there.table
    )
