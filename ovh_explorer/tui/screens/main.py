"""The main screen: products, request, response."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from ovh_explorer.call import Call, CallError
from ovh_explorer.config import ConfigError
from ovh_explorer.form import Field, Form
from ovh_explorer.text import printable
from ovh_explorer.tui import welcome_words
from ovh_explorer.tui.account import Account
from ovh_explorer.tui.editing import Editing
from ovh_explorer.tui.keys import bindings, footer_keys
from ovh_explorer.tui.opening import Opening
from ovh_explorer.tui.taking import Taking
from ovh_explorer.tui.trying import Trying
from ovh_explorer.tui.widgets.catalog_tree import CatalogTree
from ovh_explorer.tui.widgets.field_editor import FieldEditor
from ovh_explorer.tui.widgets.find_line import FindLine
from ovh_explorer.tui.widgets.footer_line import FooterLine
from ovh_explorer.tui.widgets.form_view import FormView
from ovh_explorer.tui.widgets.header_line import HeaderLine
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.tui.widgets.products_pane import ProductsPane
from ovh_explorer.tui.widgets.request_pane import RequestPane
from ovh_explorer.tui.widgets.response_pane import ResponsePane
from ovh_explorer.tui.widgets.tab_line import TabLine
from ovh_explorer.tui.widgets.welcome import Welcome
from ovh_explorer.workspace.syncing import SyncEvent
from ovh_explorer.workspace.target import Opened
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ovh_explorer.tui.app import ExplorerApp

__all__ = ["MainScreen"]

_PANES = ("products", "request", "response")


class MainScreen(Screen[None]):
    """Wires the panes together; what they do is theirs."""

    BINDINGS = bindings("everywhere", "panes")
    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (90, "-two"), (120, "-three")]
    COMMAND_WORDS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("TRY", "Send the request", "try_call"),
        ("Open an operation", "By words, by a path, by a link to the web console", "open_operation"),
        ("Fill with an example", "What is required and still empty", "fill_example"),
        ("Copy what is shown", "To the clipboard", "copy"),
        ("Copy the call alone", "In the language shown", "copy_call"),
        ("Write what is shown to a file", "", "write_file"),
        ("Other branch", "v1, v2", "next_branch"),
        ("Sign in", "Keys from the region's token page", "sign_in"),
        ("Choose a region", "EU, CA, US: each has its own accounts and keys", "choose_region"),
        ("Open the demo", "A local sandbox, nothing leaves this machine", "open_demo"),
        ("Refresh the catalog", "Ask for every document again", "refresh_catalog"),
        ("Keys and help", "", "show_help"),
    )

    def __init__(self, workspace: Workspace, target: str = "", clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self.workspace = workspace
        self._target = target
        self._form: Form | None = None
        self._clock = clock
        self._pane = "products"
        self.taking = Taking(self)
        self._editing = Editing(self)
        self._account = Account(self)
        self._trying = Trying(self)
        self.opening = Opening(self)

    @property
    def explorer(self) -> "ExplorerApp":
        """The application."""
        return cast("ExplorerApp", self.app)

    def compose(self) -> ComposeResult:
        from ovh_explorer.snippets import LANGUAGES

        languages = [(item.name, item.title, item.lexer) for item in LANGUAGES.values()]
        yield HeaderLine()
        with Horizontal(id="panes"):
            yield ProductsPane(self.workspace, id="products")
            yield Welcome(id="welcome")
            yield RequestPane(id="request")
            yield ResponsePane(languages, self._code, self._clock, id="response")
        yield FindLine(id="find")
        yield TabLine(
            [("products", "1 Products"), ("request", "2 Request"), ("response", "3 Response")], id="pane-tabs"
        )
        yield FooterLine()

    # Parts

    @property
    def header(self) -> HeaderLine:
        return self.query_one(HeaderLine)

    @property
    def products(self) -> ProductsPane:
        return self.query_one(ProductsPane)

    @property
    def request(self) -> RequestPane:
        return self.query_one(RequestPane)

    @property
    def response(self) -> ResponsePane:
        return self.query_one(ResponsePane)

    @property
    def form(self) -> Form | None:
        """The form that is open."""
        return self._form

    # Start

    def on_mount(self) -> None:
        self.set_class(True, "-empty")
        self._say_who()
        self.products.catalog_tree.focus()
        if self.workspace.is_open:
            self.products.reload()
            self._show_welcome()
            self._begin()
        else:
            self.products.say("starting the demo…" if self.workspace.is_demo else "opening the catalog…")
            self._open_workspace()

    @work(exclusive=True, group="open")
    async def _open_workspace(self) -> None:
        try:
            await self.workspace.open()
        except (OSError, RuntimeError, ConfigError) as error:
            self.products.say(str(error))
            self.notify(printable(str(error)), severity="error", timeout=10, markup=False)
            return
        self.products.say("")
        self.products.reload()
        self._show_welcome()
        self._begin()

    def _begin(self) -> None:
        notice = self.workspace.store.notice
        if notice:
            self.notify(printable(notice), severity="warning", timeout=8, markup=False)
        problem = self.workspace.settings.found.problem
        if problem:
            self.notify(printable(problem), title="Keys", severity="warning", timeout=10, markup=False)
        self._say_who()
        self._sync()
        self.identify()

    @work(exclusive=True, group="sync")
    async def _sync(self, all_again: bool = False) -> None:
        await self.workspace.start_sync(self._on_sync, all_again=all_again)
        if self._target:
            target, self._target = self._target, ""
            self.open_words(target)

    def _on_sync(self, event: SyncEvent) -> None:
        if not self.is_attached:
            return
        if event.kind == "index" and event.branch in ("", self.products.branch):
            if not self.products.is_filtering:
                self.products.reload()
        elif event.kind == "got":
            self.products.product_arrived(event.branch, event.path)
        elif event.kind in ("end", "lost"):
            self.header.note = ""
            if event.problem:
                self.products.say(f"The catalog could not be refreshed: {event.problem}")
            if not self.products.catalog_tree.root.children:
                self.products.reload()
            self._show_welcome()
        if event.total:
            self.header.note = f"catalog {event.done}/{event.total}"

    @work(exclusive=True, group="identify")
    async def identify(self) -> None:
        """Ask who the keys sign in, and say it on top."""
        await self.workspace.identify()
        self._say_who()

    def _say_who(self) -> None:
        header = self.header
        header.endpoint = self.workspace.title
        header.read_only = self.workspace.read_only
        header.identity = self.workspace.identity and f"signed in as {self.workspace.identity}"

    def _show_welcome(self) -> None:
        if self._form is None and self.is_attached:
            self.query_one(Welcome).show(*welcome_words.first_steps(self.workspace))

    # Opening operations

    @on(CatalogTree.Chosen)
    def _on_chosen(self, event: CatalogTree.Chosen) -> None:
        self.opening.open(Opened(self.products.branch, event.row.method, event.row.path))

    def action_open_operation(self) -> None:
        self.opening.search()

    @work(exclusive=True, group="open-words")
    async def open_words(self, words: str) -> None:
        """Open the operation that words, a path or a link mean."""
        await self.opening.open_words(words)

    def show_form(self, form: Form) -> None:
        """Show an operation's form, what is known of its answer, and its code."""
        self._form = form
        self._trying.forget()
        self.set_class(False, "-empty")
        self.request.show(form)
        self.response.show(form)
        self.header.branch = form.operation.branch
        self.show_pane("request")
        self.call_after_refresh(self.request.start)

    # TRY

    def action_try_call(self) -> None:
        self._trying.press()

    @on(FormView.Try)
    def _on_try(self) -> None:
        self._trying.press()

    @work(exclusive=True, group="try")
    async def try_call(self, form: Form, call: Call, anyway: str) -> None:
        """Ask where it must be asked, then send and show what comes back."""
        await self._trying.go_on(form, call, anyway)

    # Code that follows the form

    def _code(self, language: str, form: Form) -> str:
        if not self.workspace.is_open:
            return ""
        try:
            return self.workspace.code(language, form.preview())
        except (CallError, ValueError) as error:
            return f"# {error}"

    @on(FormView.Changed)
    def _on_form_changed(self) -> None:
        self._trying.forget()
        self.response.follow()

    # Taking away, editing, signing in

    @work(exclusive=True, group="copy")
    async def action_copy(self) -> None:
        await self.taking.copy_shown()

    @work(exclusive=True, group="copy")
    async def action_copy_call(self) -> None:
        await self.taking.copy_call()

    @work(exclusive=True, group="write")
    async def action_write_file(self) -> None:
        await self.taking.write_shown()

    @on(RequestPane.EditText)
    def _on_edit_text(self, event: RequestPane.EditText) -> None:
        self._edit_text(event.field)

    @work(exclusive=True, group="edit")
    async def _edit_text(self, field: Field | None) -> None:
        if self._form is not None:
            await self._editing.edit(self._form, field)

    def action_external_editor(self) -> None:
        if self._form is not None:
            self._editing.edit_outside(self._form, self.request.field_to_edit())

    @work(exclusive=True, group="account")
    async def action_sign_in(self) -> None:
        await self._account.sign_in()

    @work(exclusive=True, group="account")
    async def action_choose_region(self) -> None:
        await self._account.choose_region()

    @work(exclusive=True, group="account")
    async def action_open_demo(self) -> None:
        await self._account.open_demo()

    # Moving about

    def show_pane(self, pane: str, *, keep_focus: bool = False) -> None:
        """Make a pane the visible one where not all of them are, and give it the keyboard."""
        self._pane = pane
        for name in _PANES:
            self.set_class(name == pane, f"-show-{name}")
        tabs = self.query_one("#pane-tabs", TabLine)
        with self.prevent(TabLine.Chosen):
            tabs.active = pane
        hidden = self.focused is None or not self.focused.region
        if not keep_focus or hidden or self.has_class("-one"):
            self._focus_pane(pane)

    def _focus_pane(self, pane: str) -> None:
        if pane == "products":
            self.products.catalog_tree.focus()
        elif pane == "response":
            self.response.view.focus()
        elif self._form is None:
            self.query_one(Welcome).start()
        elif not self.request.is_editing:
            self.request.focus_form()

    def action_show_pane(self, pane: str) -> None:
        self.show_pane(pane)

    @on(TabLine.Chosen, "#pane-tabs")
    def _on_pane_tab(self, event: TabLine.Chosen) -> None:
        self.show_pane(event.tab)

    def action_next_branch(self) -> None:
        self.products.next_branch()

    @on(ProductsPane.BranchChanged)
    def _on_branch(self, event: ProductsPane.BranchChanged) -> None:
        self.header.branch = event.branch

    def action_step_tab(self, by: int) -> None:
        if isinstance(self.focused, FormView):
            view = self.request.view
            view.set_body_mode("json" if view.body_mode == "form" else "form")
        else:
            self.response.step_tab(by)

    def action_next_state(self) -> None:
        self.request.next_state()

    def action_fill_example(self) -> None:
        self.request.view.action_fill_example()

    def action_find(self) -> None:
        if isinstance(self.focused, LineView):
            self.query_one(FindLine).open()
        else:
            self.show_pane("products")
            self.products.open_filter()

    @on(FindLine.Changed)
    def _on_find(self, event: FindLine.Changed) -> None:
        self.response.view.find(event.words)

    @on(FindLine.Done)
    def _on_find_done(self) -> None:
        self.response.view.focus()

    @on(LineView.Found)
    def _on_found(self, event: LineView.Found) -> None:
        self.query_one(FindLine).say(event.position, event.count)

    def action_escape(self) -> None:
        """What is innermost ends: the choices, the filter, the field, the request. Never the program."""
        if self.query_one(FindLine).close() or self.request.leave_field():
            return
        if self.products.close_filter():
            return
        self._trying.cancel()

    def action_show_help(self) -> None:
        from ovh_explorer.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())

    @on(Welcome.Chosen)
    async def _on_welcome(self, event: Welcome.Chosen) -> None:
        await self.run_action(event.action)

    def action_refresh_catalog(self) -> None:
        self._sync(all_again=True)

    # Footer

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        focused = self.focused
        footer = self.query_one(FooterLine)
        if isinstance(focused, FormView):
            footer.keys = tuple(footer_keys("everywhere", "panes", "form"))
        elif focused is not None and any(isinstance(item, FieldEditor) for item in focused.ancestors):
            footer.keys = tuple(footer_keys("everywhere", "field"))
        else:
            footer.keys = tuple(footer_keys("everywhere", "panes"))
