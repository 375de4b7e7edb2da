"""The response itself: as JSON, or a list in it as a table."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on, work
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Container

from ovh_explorer.form import Form
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.documents import Document, PlainLines
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
from ovh_explorer.tui.drawing.response_status import response_place, table_place
from ovh_explorer.tui.drawing.table_lines import TableLines
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.messages import ShowKeys
from ovh_explorer.tui.open_operation import Shown
from ovh_explorer.tui.response.first_steps import FirstSteps
from ovh_explorer.tui.response.json_view import JsonView
from ovh_explorer.tui.response.offered_keys import key_labels, opens_entry, place_in, with_address
from ovh_explorer.tui.response.render import expected, wrapped
from ovh_explorer.tui.response.row_offer import RowOffer
from ovh_explorer.tui.response.shown_changes import (
    document_of,
    first_line,
    goes_on,
    looks_alike,
)
from ovh_explorer.tui.response.shown_content import (
    ShownContent,
    response_content,
    table_content,
    unsent_content,
)
from ovh_explorer.tui.response.tab import ActOnObject, FollowPlace, ObjectAction, StatusChanged
from ovh_explorer.tui.response.table_view import TableView
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.workspace.navigation.follow import Place
from ovh_explorer.workspace.response.json_path import path_text
from ovh_explorer.workspace.response.service import ReadError

if TYPE_CHECKING:
    from rich.text import Text

    from ovh_explorer.tui.response.body_actions import BodyActions
    from ovh_explorer.tui.response.outlet import RequestSender, ResponseOutlet
    from ovh_explorer.tui.response.responses import ResponseLayout
    from ovh_explorer.tui.response.status import ResponseSummary
    from ovh_explorer.workspace.calls.detail_rest import DetailWish
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["BodyTab"]


class BodyTab(Container):
    """Shows a response, else why there is none, else what one will look like.

    Args:
        workspace: reads responses.
        layout: lays responses out again.
        summary: says what came of the request.
        outlet: shows what the actions made.
        sender: gives what sends.
        width: how many columns there are.
    """

    BINDINGS = bindings("response", only=set("cwmftepaD2") | {"colon"})
    DEFAULT_CSS = """
    BodyTab { height: 1fr; }
    BodyTab > JsonView, BodyTab > TableView { height: 1fr; }
    """

    def __init__(
        self,
        workspace: "Workspace",
        layout: "ResponseLayout",
        summary: "ResponseSummary",
        outlet: "ResponseOutlet",
        sender: "Callable[[], RequestSender]",
        width: Callable[[], int],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._workspace = workspace
        self._offer = RowOffer(workspace)
        self._responses = layout
        self._summary = summary
        self._outlet = outlet
        self._sender = sender
        self._columns = width
        self._shown = Shown()
        self._place = ""  # where the cursor stands in the JSON, in words
        self._instructions = FirstSteps(self._has_focus, id="response-instructions")
        self._json = JsonView(lambda: workspace.reader, id="view")
        self._json.opens_entry = lambda line: opens_entry(workspace, self._shown, line)
        self._table: TableView | None = None  # made when it is first shown

    def compose(self) -> ComposeResult:
        yield self._json
        yield self._instructions

    @property
    def view(self) -> "JsonView | TableView":
        if self.table is None or self._table is None:
            return self._json
        return self._table

    @property
    def table(self) -> TableLines | None:
        """The table, where that is shown of the response."""
        found = self._shown.found
        return found.table if found is not None and found.as_table else None

    @property
    def text_width(self) -> int:
        """The columns that text is shown in; 0 while none is."""
        return self._json.size.width

    # Drawing

    def on_resize(self) -> None:
        """Wrap words to the width there is now."""
        self.call_after_refresh(self._wrap)

    def _wrap(self) -> None:
        found = self._shown.found
        if found is not None:
            wrapped = self._responses.wrapped(found)
            if wrapped is not found:
                self._outlet.put_in_place(wrapped)
        elif self._shown.failure:
            self._json.replace_document(self._document())

    def _has_focus(self) -> bool:
        return self.view is self.screen.focused

    def draw(self, shown: Shown) -> None:
        self._shown, self._place = shown, ""
        table = self.table
        if table is not None and self._table is None:
            self._table = TableView(lambda: self._workspace.reader, id="table")
            self.mount(self._table)
        # The screen knows at once who has the focus, the widget that had it is told later.
        focused = self.screen.focused
        had_focus = focused is not None and focused in (self._json, self._table)
        view = self.view
        self._json.display = view is self._json
        if self._table is not None:
            self._table.display = view is self._table
        if self._table is not None and table is not None:
            self._table.show_table(table)
        else:
            self._json.document = self._document()
            self._json.cursor = first_line(self._shown)
            # Where it was hidden it has no height yet.
            self.call_after_refresh(self._json.bring_into_sight)
        self._dim()
        if had_focus and view is not focused:
            self.screen.set_focus(view)

    def refresh_from(self, shown: Shown) -> None:
        before, now = self._shown, shown
        if not looks_alike(before, now):
            if goes_on(before, now):
                self._go_on(now)
            else:
                self.draw(now)
            return
        self._shown = now
        if self.table is None and document_of(before) is not document_of(now):
            # There is other advice above it.
            self._json.replace_document(self._document())
        self._dim()

    def _go_on(self, shown: Shown) -> None:
        """Show a response in place of the one before, where the user is in that."""
        self._shown = shown
        found = shown.found
        assert found is not None
        if found.as_table and found.table is not None and self._table is not None:
            self._table.go_on(found.table)
        elif isinstance(found.document, FoldedLines):
            self._json.go_on(found.document)
        self._dim()

    def _dim(self) -> None:
        """Draw faintly what is not to what the form says."""
        self._json.is_example = self._shown.is_example
        self._instructions.show(self._shown)
        for view in (self._json, self._table):
            if view is not None:
                view.is_dimmed = not self._shown.is_current or self._shown.is_example
        self._offer_keys()

    def _offer_keys(self) -> None:
        """Have the footer say what the keys do where the cursor is."""
        acts = self._offer.is_there(self._shown.found)
        labels = key_labels(self._workspace, self._shown, self.view.line, acts=acts)
        if labels != self.view.key_labels:
            self.view.key_labels = labels
            self.post_message(ShowKeys())

    def _document(self) -> Document:
        shown = self._shown
        if shown.form is None:
            return PlainLines([])
        if shown.failure:
            return PlainLines(wrapped(shown.failure, self._columns()), kind="error")
        return document_of(shown) or expected(shown.form)

    # What is said and copied of it

    def status_text(self) -> "Text":
        table = self.table
        place = self._place
        if table is not None:
            place = table_place(table, acts=self._offer.is_there(self._shown.found))
        found, line = self._shown.found, self.view.line
        place = with_address(place, found, line, self.view)
        return self._summary.text(self._shown, place)

    def content(self) -> AbstractAsyncContextManager[ShownContent]:
        found, table = self._shown.found, self.table
        if found is not None and table is not None:
            return table_content(self._workspace.reader, found, table)
        if found is not None:
            return response_content(found, _("response"))
        return unsent_content(self._shown, self._document())

    # The cursor

    def focus_view(self, line: int | None = None) -> None:
        self.screen.set_focus(self.view)
        # That of a table is where it was left.
        if line is not None and self.view is self._json:
            self._json.show_line(line)

    @property
    def cursor_line(self) -> int | None:
        """The line of the JSON that the cursor stands on, whatever is folded."""
        return self.view.line

    def go_to(self, line: int) -> None:
        """Put the cursor on a line of the JSON, and give that focus."""
        self.focus_view(line)

    def go_to_row(self, row: int) -> None:
        """Put the cursor on a row of the table."""
        if self._table is not None:
            self._table.move_to(row)

    @on(LineView.Moved)
    def _on_moved(self, event: LineView.Moved) -> None:
        event.stop()
        self._offer_keys()
        if self.table is not None:
            self.post_message(StatusChanged())
        else:
            self._say_place()

    @work(exclusive=True, group="place")
    async def _say_place(self) -> None:
        """Say the path of the line under the cursor, once that was moved."""
        folded, line = self._json.folded, self._json.line
        if folded is None or line is None or (line <= 1 and not self._place):
            return
        try:
            steps = await self._workspace.reader.path(folded.text, line)
        except ReadError:
            # It is said when the reader is needed for more than a word.
            return
        if folded is not self._json.folded:
            return
        width = self.size.width
        self._place = response_place(path_text(steps), line, folded.lines.height, width)
        self.post_message(StatusChanged())

    @on(LineView.Chosen)
    def _on_chosen(self, event: LineView.Chosen) -> None:
        event.stop()
        form, found = self._shown.form, self._shown.found
        if form is None or found is None or not isinstance(found.document, FoldedLines):
            return
        line = self.view.line if found.as_table else found.document.folds.line_of(event.line)
        if line is not None:
            self.post_message(FollowPlace(form, found.call, place_in(found, line), line))

    # Actions

    @cached_property
    def _actions(self) -> "BodyActions":
        from ovh_explorer.tui.response.body_actions import BodyActions

        return BodyActions(
            self.app,
            self._workspace,
            self._responses,
            self,
            self._outlet,
            self._sender,
            self.post_message,
        )

    async def load_details(
        self, found: RenderedResponse, wish: "DetailWish"
    ) -> RenderedResponse | None:
        """Show the details of a list that has just come, as they were asked for before; None where
        it lists nothing.
        """
        return await self._actions.lists.load_again(found, wish)

    def action_watch(self) -> None:
        self._do(lambda form, found: self._actions.watches.ask(form, found))

    def action_go_to(self) -> None:
        self._do(lambda _form, found: self._actions.response.go_to(found))

    def action_copy_part(self) -> None:
        if self.table is None and self._json.folded is None and not self._shown.is_error:
            raise SkipAction
        self._do(lambda _form, found: self._actions.response.copy_part(found))

    def action_toggle_raw(self) -> None:
        if self.table is not None:
            raise SkipAction
        self._do(lambda _form, found: self._actions.response.toggle_raw(found))

    def action_more(self) -> None:
        lists = self._actions.lists
        self._do(lambda form, found: lists.ask(form, found, lambda: self._shown.is_of(found)))

    def action_filter(self) -> None:
        self._do(lambda _form, found: self._actions.response.filter(found))

    def action_toggle_table(self) -> None:
        self._do(lambda _form, found: self._actions.tables.toggle(found))

    def _act(self, action: ObjectAction) -> None:
        line, found = self.view.line or 0, self._shown.found
        place = Place() if found is None else place_in(found, line)
        self.post_message(ActOnObject(action, place, line))

    def action_actions(self) -> None:
        self._act("actions")

    def action_change_object(self) -> None:
        self._act("change")

    def action_delete_object(self) -> None:
        self._act("delete")

    def action_correct_form(self) -> None:
        if not self.view.key_labels.get("correct_form"):
            raise SkipAction  # the key shows the request then, as everywhere
        self._act("correct")

    @on(TableView.Sort)
    def _on_sort(self, event: TableView.Sort) -> None:
        event.stop()
        self._do(lambda _form, found: self._actions.tables.sort(found))

    @on(TableView.ChooseColumns)
    def _on_choose_columns(self, event: TableView.ChooseColumns) -> None:
        event.stop()
        self._do(lambda _form, found: self._actions.tables.columns(found))

    @on(TableView.ActOnRows)
    def _on_act_on_rows(self, event: TableView.ActOnRows) -> None:
        event.stop()
        self.action_act_on_rows()

    def action_act_on_rows(self) -> None:
        if self.table is not None and self.table.marks:
            self._do(lambda form, found: self._actions.rows.ask(form, found))
        else:
            self._act("actions")

    @work(exclusive=True, group="inspect")
    async def action_other_profiles(self) -> None:
        if self._shown.form is not None:
            await self._actions.profiles.ask(self._shown.form)

    @work(exclusive=True, group="inspect")
    async def _do(self, action: Callable[[Form, RenderedResponse], Awaitable[None]]) -> None:
        """Do what a key asks for with the response that is shown."""
        form, found = self._shown.form, self._shown.found
        if form is None or found is None:
            self.notify(_("Send the request first."), timeout=3)
            return
        try:
            await action(form, found)
        except ReadError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
