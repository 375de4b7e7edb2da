"""The response pane: a bar of tabs, what is said of the active one, and that tab."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from ovh_explorer.call import Call
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
from ovh_explorer.tui.drawing.table_lines import TableLines
from ovh_explorer.tui.open_operation import OpenOperation, Shown
from ovh_explorer.tui.response.body_tab import BodyTab
from ovh_explorer.tui.response.code_options import CodeOptions
from ovh_explorer.tui.response.code_tab import CodeTab
from ovh_explorer.tui.response.continued import in_place_of
from ovh_explorer.tui.response.headers_tab import HeadersTab
from ovh_explorer.tui.response.outlet import RequestSender
from ovh_explorer.tui.response.responses import ResponseLayout
from ovh_explorer.tui.response.schema_tab import SchemaTab
from ovh_explorer.tui.response.shown_content import ShownContent
from ovh_explorer.tui.response.status import ResponseStatus, ResponseSummary
from ovh_explorer.tui.response.tab import StatusChanged, Tab
from ovh_explorer.tui.response.tabs import BODY, CODE, ResponseTabs
from ovh_explorer.tui.widgets.find_bar import FindBar
from ovh_explorer.tui.widgets.frames import FramedPane
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.tui.widgets.schema_view import SchemaView
from ovh_explorer.tui.widgets.tab_bar import TabBar
from ovh_explorer.workspace.navigation.next_steps import NextStep
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ovh_explorer.client.response import PartialResponse, Response
    from ovh_explorer.form import Form
    from ovh_explorer.workspace.calls.detail_rest import DetailWish

__all__ = ["ResponsePane"]

# Of a response that another process will read.
_LARGE_BYTES = 200_000

_TabWidget = BodyTab | HeadersTab | SchemaTab | CodeTab


class ResponsePane(FramedPane):
    """Shows what came of the request, and the code that sends the same.

    Of a request it is told :meth:`begin`, :meth:`receive` as the response comes, then
    :meth:`show_response` or :meth:`fail`, at last :meth:`end`; :meth:`add` what is learnt later.
    Of the form :meth:`clear` and :meth:`show` when another operation is opened, :meth:`follow`
    when it says something else.

    Args:
        workspace: reads responses.
        state: what is to be shown.
        coding: writes a form's call in every language.
        sender: gives what sends: one thing at a time.
        clock: in seconds.
    """

    def __init__(
        self,
        workspace: Workspace,
        state: OpenOperation,
        coding: CodeOptions,
        sender: Callable[[], RequestSender],
        clock: Callable[[], float] = monotonic,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._workspace = workspace
        self._state = state
        self._coding = coding
        # What the state said when it was last drawn: what keys act on is what the user sees.
        self._shown = Shown()
        self.status = ResponseStatus(
            lambda: self._tab.status_text(), lambda: self._shown, state.is_open, clock, id="status"
        )
        self._summary = ResponseSummary(state, workspace, self.status)
        self._responses = ResponseLayout(workspace, self._width, self.status.say_part, self._warn)
        self._find = FindBar(_("the response"), lambda: self.view, id="find")
        self._tabs = ResponseTabs(coding, id="response-tabs")
        self._body = BodyTab(
            workspace, self._responses, self._summary, self, sender, self._width, id="response-body"
        )
        # By name. All but the first are made when they are first looked at.
        self._tab_of: dict[str, Callable[[], _TabWidget]] = {
            BODY: lambda: self._body,
            "headers": lambda: self._headers,
            "schema": lambda: self._schema,
            CODE: lambda: self._code,
        }
        self._active: _TabWidget = self._body

    @cached_property
    def _headers(self) -> HeadersTab:
        return HeadersTab(self._summary, lambda: self.status.partial, id="response-headers")

    @cached_property
    def _schema(self) -> SchemaTab:
        return SchemaTab(id="response-outline")

    @cached_property
    def _code(self) -> CodeTab:
        return CodeTab(self._coding, self._width, self._tabs.name_language, id="response-code")

    def compose(self) -> ComposeResult:
        yield self._tabs
        yield self.status
        yield self._body
        yield self._find

    def _width(self) -> int:
        # The text has none while another tab or a table is in its place, the pane not where one is
        # shown at a time and it wasn't yet; then it has the whole width.
        return self._body.text_width or self.size.width or self.screen.size.width

    def name_call(self, is_named: bool) -> None:
        """Have the frame's title say, or not, which request it is the response to."""
        self.status.names_call = is_named
        self.status.draw()

    def _warn(self, words: str) -> None:
        self.notify(printable(words), severity="warning", timeout=6, markup=False)

    # Tabs

    @property
    def _tab(self) -> Tab:
        """The active tab, asked nothing but what every tab can be asked."""
        return self._active

    @property
    def tab(self) -> str:
        """The name of the active tab: ``response``, ``headers``, ``schema`` or a language's."""
        return self._tabs.shown

    @property
    def view(self) -> LineView | SchemaView:
        """What of the active tab gets focus."""
        return self._tab.view

    def step_tab(self, by: int) -> None:
        """Show the next tab, or the one before, round the ends."""
        self._tabs.step(by)

    @on(TabBar.Chosen)
    def _on_tab(self, event: TabBar.Chosen) -> None:
        event.stop()
        self._show_tab(event.tab)

    @on(TabBar.OpenMenu)
    def _on_menu(self, event: TabBar.OpenMenu) -> None:
        event.stop()
        self.show_code().action_choose_language()

    def _show_tab(self, name: str) -> None:
        """Show a tab at once; the keys go on to it where they went to the one before."""
        with self.prevent(TabBar.Chosen):
            self._tabs.active = name
        had_focus = self.screen.focused is self._tab.view
        self._active.display = False
        self._active = self._tab_of[name]()
        self._coding.settle()
        self._active.display = True
        if self._active.parent is None:
            self.mount(self._active, before=self._find)
        self.close_find()
        self._draw()
        if had_focus:
            self._tab.focus_view()

    def content(self) -> AbstractAsyncContextManager[ShownContent]:
        """What the active tab shows, to be copied or saved.

        Raises:
            ReadError: when it can't be read.
        """
        return self._tab.content()

    # Finding

    def open_find(self) -> None:
        """Type words to find in what is shown."""
        self._find.open()

    def close_find(self) -> bool:
        """Forget the words; False when nothing was looked for."""
        return self._find.close()

    @on(FindBar.Done)
    def _on_find_done(self, event: FindBar.Done) -> None:
        event.stop()
        self.view.focus()

    @on(LineView.Found)
    def _on_found(self, event: LineView.Found) -> None:
        event.stop()
        self._find.say(event.position, event.count)

    @on(SchemaView.Found)
    def _on_found_in_schema(self, event: SchemaView.Found) -> None:
        event.stop()
        self._find.say(event.position, event.count, is_cut=event.is_cut)

    @on(LineView.Searching)
    def _on_searching(self, event: LineView.Searching) -> None:
        event.stop()
        self._find.say_searching(event.part)

    # What is shown

    @property
    def found(self) -> RenderedResponse | None:
        """The response that is shown, and how."""
        return self._shown.found

    @property
    def response(self) -> "Response | None":
        """The response that is shown."""
        return None if self.found is None else self.found.response

    @property
    def table(self) -> TableLines | None:
        """The table, where that is shown of the response."""
        return self._body.table if self._active is self._body else None

    @property
    def next_steps(self) -> "list[NextStep]":
        """What usually follows the response that is shown, where that is to what the form says."""
        return self._summary.steps(self._shown)

    def clear(self, *, opened: "Form | None" = None) -> None:
        """Show nothing: another operation is open, and what is known of it is drawn in a moment;
        of one that is `opened` anew, the next response is shown whole.
        """
        if opened is not None:
            self._responses.forget_filters(opened.operation.key)
        self._find.forget()
        self._shown = Shown()
        self._draw()

    def show(self) -> None:
        """Show what is known of the operation that was opened: a response, else what it will look
        like.
        """
        self._shown = self._state.shown
        self._coding.settle()
        self._draw()

    def follow(self) -> None:
        """The form says something else, or something came of a call: show what is so now, and no
        more anew.
        """
        if self._shown.form is not None:
            self._shown = self._state.shown
            self._refresh()

    def go_to(self, line: int) -> None:
        """Give focus to a line of the response."""
        self._tab.focus_view(line)

    def _draw(self) -> None:
        self._tab.draw(self._shown)
        self.status.draw()

    def _refresh(self) -> None:
        self._tab.refresh_from(self._shown)
        self.status.draw()

    @on(StatusChanged)
    @on(SchemaView.CursorMoved)
    def _on_status(self, event: StatusChanged | SchemaView.CursorMoved) -> None:
        event.stop()
        self.status.draw()

    # A request

    def begin(self, call: Call, *, again: bool = False) -> None:
        """Something is sent for what the form says: `call`; `again` for what the user has seen a
        response of.
        """
        self._state.begin(call)
        self._summary.waiting = None
        if self._state.is_open(call) and not again:
            self.show_body()
        self.status.begin(call)
        self.follow()

    def show_body(self) -> BodyTab:
        """Show the tab of the response itself."""
        if self._active is not self._body:
            self._show_tab(BODY)
        return self._body

    def show_code(self) -> CodeTab:
        """Show the tab of the code."""
        if self._active is not self._code:
            self._show_tab(CODE)
        return self._code

    def receive(self, partial: "PartialResponse") -> None:
        """So much of the response is here."""
        if not self.status.receive(partial):
            return
        self._tab.refresh_from(self._shown)
        if (partial.total or 0) > _LARGE_BYTES:
            # What reads it takes a moment to start: meanwhile it comes.
            self.run_worker(self._workspace.reader.prepare(), group="prepare")

    def say_doing(self, words: str) -> None:
        """How far what takes several requests is."""
        self.status.say_doing(words)

    def wait(self, call: Call, words: str) -> None:
        """`call` is sent again after a while: `words` say when."""
        self._summary.waiting = (call, words)
        self.status.end()

    def end(self) -> None:
        """Nothing is under way any more."""
        self._summary.waiting = None
        self.status.end()

    def fail(self, call: Call, message: str) -> None:
        """No response came: say why. An earlier one stays for when the call is sent again."""
        self._state.fail(call, message)
        if self._state.is_open(call):
            self.show_body()
        self.follow()

    async def show_response(
        self,
        call: Call,
        response: "Response",
        *,
        said: Call | None = None,
        gathered: bool = False,
        details: "DetailWish | None" = None,
        since: int = 0,
        again: bool = False,
    ) -> RenderedResponse:
        """Keep and show the response to a call, the cursor where it is.

        Args:
            again: with all that the user looks at where it is.
            said: what the form said, where that is not `call`.
            gathered, details, since: see :class:`RenderedResponse`; what was gathered is a table.

        Raises:
            ReadError: when it can't be read.
        """
        first = await self._responses.first(call, response, said=said, gathered=gathered)
        found = replace(first, details=details, since=since)
        before = self._state.response_before(found.said)
        # Of a list whose details were shown, they are wanted again.
        wish = None if again or gathered else self._state.wished_details(found.said)
        if wish is not None and (loaded := await self._body.load_details(found, wish)):
            return loaded
        if again and before is not None and before.gathered != found.gathered:
            # A list in place of its details: nothing of these changed.
            before = None
        progress = self.status.say_part
        found = await in_place_of(self._workspace, found, before, progress, again=again)
        found = self._state.keep(found)
        self.follow()
        if not self._body.view.words:
            self._find.renew()
        return found

    def put_in_place(self, found: RenderedResponse) -> None:
        """Show a response otherwise, unless a newer one came meanwhile."""
        if self._state.put_in_place(found) and self._shows(found):
            self._shown = self._state.shown
            self._draw()

    def _shows(self, found: RenderedResponse) -> bool:
        """Whether a response is the one that is shown, however."""
        return self.found is not None and (self.found.said, self.found.at) == (found.said, found.at)

    def add(
        self, found: RenderedResponse, steps: Sequence[NextStep], advice: Sequence[str]
    ) -> None:
        """Add what was learnt of a response after it was shown; what is shown stays where it is."""
        if (kept := self._state.latest_of(found)) is None:
            return
        more = self._responses.with_more(kept, steps, advice)
        self._state.put_in_place(more)
        if self._shows(more):
            self._shown = self._state.shown
            self._refresh()
