"""The main screen: products, and an operation at work."""

from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, cast

from textual import events, on, work
from textual.app import ComposeResult

from ovh_explorer.tui import messages
from ovh_explorer.tui.key_bindings import bindings, bindings_in_fields
from ovh_explorer.tui.main import layout
from ovh_explorer.tui.main.account import AccountActions
from ovh_explorer.tui.main.actions import show_keys
from ovh_explorer.tui.main.catalog_sync import CatalogSync
from ovh_explorer.tui.main.footer import FooterBar
from ovh_explorer.tui.main.header import HeaderBar
from ovh_explorer.tui.main.identity import IdentityHeader
from ovh_explorer.tui.main.key_actions import KeyActions
from ovh_explorer.tui.main.large_response import allow_more
from ovh_explorer.tui.main.last_state import LastPlace
from ovh_explorer.tui.main.opener import OperationOpener
from ovh_explorer.tui.main.panes import ONE, TWO, Panes
from ovh_explorer.tui.main.problems import say_problems
from ovh_explorer.tui.main.read_only import toggle
from ovh_explorer.tui.main.recipes import Recipes
from ovh_explorer.tui.main.start import Start
from ovh_explorer.tui.main.start_page import StartPage
from ovh_explorer.tui.main.tour import Tour
from ovh_explorer.tui.messages import Pane
from ovh_explorer.tui.products.pane import ProductsPane
from ovh_explorer.tui.products.tree import ProductTree
from ovh_explorer.tui.terminal.base_screen import BaseScreen
from ovh_explorer.tui.terminal.lifetime import end_workers, stays
from ovh_explorer.tui.widgets.tab_bar import TabBar
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ovh_explorer.form import Form
    from ovh_explorer.tui.signin.workspace_switch import UseWorkspace
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["MainScreen"]


class MainScreen(KeyActions, BaseScreen[None]):
    """Wires the panes together; what they do is theirs."""

    BINDINGS = [*bindings("everywhere", "panes"), *bindings_in_fields()]
    AUTO_FOCUS = "#tree"
    BLANK = True  # its panes cover it: one line is drawn for all of its own
    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (ONE, "-two"), (TWO, "-three")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (40, "-tall")]

    def __init__(
        self,
        workspace: Workspace,
        use: "UseWorkspace",
        target: str = "",
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """`use` starts over with another workspace."""
        super().__init__()
        self.begin_with_size()
        self.workspace = workspace
        self._target = target
        self._clock = clock
        self.header = HeaderBar()
        self.products = ProductsPane(workspace, id="products")
        self.panes = Panes(self.products, self._new_bench, layout.keep_sizes(workspace), id="panes")
        self.opener = OperationOpener(self.app, workspace, self.panes, self.show_form)
        self._last_place = LastPlace(workspace, self.products)
        self._is_retired = False
        self.tour = Tour(workspace, self.panes, self.header)
        self.recipes = Recipes(self.app, workspace, self.panes, self.opener, self.header)
        self._identity = IdentityHeader(
            self, workspace, self.header, self._show_rights, is_alive=self._is_alive
        )
        self._catalog = CatalogSync(
            self,
            workspace,
            self.products,
            self.header,
            changed=self._show_catalog,
            started=self._open_target,
            is_alive=self._is_alive,
        )
        self._start = Start(
            self,
            workspace,
            self.panes,
            self._last_place,
            self._catalog,
            self._identity,
            is_alive=self._is_alive,
            offer=None if target else self.tour.offer,
        )
        self.account = AccountActions(
            self.app,
            workspace,
            form=lambda: self.form,
            response=lambda: self.bench.response_shown if self.bench is not None else None,
            find=self.opener.find,
            identify=self._identity.identify,
            signed_in=self._identity.sign_in,
            use=use,
            schemas_changed=self._show_schemas_version,
            post=self.post_message,
        )

    def compose(self) -> ComposeResult:
        yield self.header
        yield self.panes
        yield self.panes.tabs
        yield FooterBar()

    # Parts

    @property
    def bench(self) -> "Workbench | None":
        """The workbench, once it is mounted."""
        return self.panes.bench

    @property
    def form(self) -> "Form | None":
        """The form that is open."""
        return self.panes.form

    def _new_bench(self) -> "Workbench":
        from ovh_explorer.tui.workbench.workbench import Workbench

        show_pane = self.panes.show_pane
        return Workbench(self.app, self.workspace, self.opener, show_pane, self._clock, id="bench")

    # Start

    async def on_mount(self) -> None:
        self.workspace.allow_more = partial(allow_more, self.app)
        self.workspace.on_may_identify = self._identity.identify
        self._show_keys()
        await self._start.begin()

    async def retire(self) -> None:
        """End whatever goes on here: another screen took this one's place."""
        self._is_retired = True
        end_workers(self)
        self._start.stop()
        await self.remove_children()

    def _is_alive(self) -> bool:
        """Whether the panes are there: neither this screen nor what is in it goes."""
        return stays(self) and not self._is_retired

    def settle(self) -> None:
        """Let go of the memory of a place that was left."""
        self._start.settle()

    def _open_target(self) -> None:
        if self._target:
            target, self._target = self._target, ""
            self.open_words(target)

    def _show_catalog(self) -> None:
        self._start.show_start_page()
        self.say_problems()

    def _show_schemas_version(self) -> None:
        self.header.schemas_version = self.workspace.forms.schemas_version
        if self.bench is not None:
            self.bench.refresh_form()

    def action_refresh_catalog(self) -> None:
        if self.workspace.is_open:
            self._catalog.start(all_again=True)

    @on(StartPage.Chosen)
    async def _on_start_page(self, event: StartPage.Chosen) -> None:
        await self.run_action(event.action)

    # Who is signed in

    @on(messages.Identify)
    def identify(self) -> None:
        """Ask who the keys sign in, and say it on top."""
        self._identity.identify()

    def _show_rights(self) -> None:
        self._start.show_start_page()
        if self.bench is not None:
            self.bench.show_rights()

    @on(messages.ShowReadOnly)
    def say_who(self) -> None:
        """Say on top whose keys these are, where, and whether only GET is sent."""
        self._identity.show()
        if self.bench is not None:
            self.bench.request.explain()

    @on(messages.ShowPending)
    def _on_pending(self, event: messages.ShowPending) -> None:
        self.header.pending, self.header.to_refresh = event.words, event.waiting
        self.opener.to_refresh = event.waiting

    @on(messages.ShowProblems)
    def say_problems(self) -> None:
        """Say what is wrong with the files that this program keeps, each thing once."""
        say_problems(self.app, self.workspace)

    # Opening operations

    @on(ProductTree.Chosen)
    async def _on_chosen(self, event: ProductTree.Chosen) -> None:
        from ovh_explorer.workspace.navigation.target import OperationTarget

        row = event.row
        await self.opener.open(OperationTarget(self.products.branch, row.method, row.path))

    def action_open_operation(self) -> None:
        self.opener.search(lambda: self._catalog.progress, self.open_words, self.run_action)

    @on(messages.OpenWords)
    def _on_open_words(self, event: messages.OpenWords) -> None:
        self.open_words(event.words)

    @work(exclusive=True, group="open-words")
    async def open_words(self, words: str) -> None:
        """Open the operation that words, a path, a link or a curl command mean."""
        from ovh_explorer.form.curl import is_curl

        if is_curl(words):
            bench = await self.panes.furnish()
            await bench.fill_from_curl(words)
        else:
            await self.opener.open_words(words)

    @on(messages.OpenOperation)
    @work(exclusive=True, group="open-words")
    async def _on_open_operation(self, event: messages.OpenOperation) -> None:
        if await self.opener.open_as_said(event) and event.send and self.bench is not None:
            # When the form is on the screen, so that what is sent is what one sees.
            self.bench.call_after_refresh(self.bench.send)

    async def show_form(self, form: "Form", *, was_empty: bool = False) -> None:
        """Put an operation on the workbench; see :meth:`Workbench.show`."""
        bench = await self.panes.furnish()
        branch = form.operation.branch
        self.header.branch = branch
        self.panes.look_at("request", is_empty=False)
        bench.show(form, was_empty=was_empty)
        self.tour.note("open")
        self.recipes.look()
        self._last_place.save(branch, form.operation.product)
        self.say_problems()

    @on(messages.OpenReplacement)
    @work(exclusive=True, group="open-words")
    async def action_replacement(self) -> None:
        """Open what replaces the deprecated operation that is open."""
        await self.opener.open_replacement(self.form)

    # Copying

    @property
    def losses(self) -> Sequence[str]:
        return [] if self.bench is None else self.bench.state.shown_once.losses

    @on(messages.CopyText)
    @work(exclusive=True, group="copy")
    async def _on_copy_text(self, event: messages.CopyText) -> None:
        from ovh_explorer.tui.workbench.copy import copy_text

        is_copied = await copy_text(self.app, event.text, event.what)
        if is_copied and self.bench is not None:
            self.bench.state.shown_once.note_copied(event.text)

    @on(messages.SaveContent)
    @work(exclusive=True, group="write")
    async def _on_save_content(self, event: messages.SaveContent) -> None:
        from ovh_explorer.tui.workbench.copy import save_content

        await save_content(self.app, event.content, event.name, event.what, event.use)

    # Panes and focus

    @on(messages.ShowPane)
    def _on_show_pane(self, event: messages.ShowPane) -> None:
        self.show_pane(event.pane, focus=event.focus)

    def show_pane(self, pane: Pane, *, focus: bool = True) -> None:
        """Make a pane visible where not all of them are, and give it the focus."""
        self.panes.show_pane(pane, focus=focus)

    action_show_pane = show_pane
    watch_focused = layout.mark_focus
    action_zoom = layout.zoom
    action_toggle_layout = layout.toggle_layout
    action_resize_pane = layout.resize_pane
    action_reset_layout = layout.reset_layout
    action_toggle_list = layout.toggle_list
    action_toggle_read_only = toggle

    @on(TabBar.Chosen, "#pane-tabs")
    def _on_pane_tab(self, event: TabBar.Chosen) -> None:
        self.show_pane(cast(Pane, event.tab))

    def action_next_branch(self) -> None:
        self.products.next_branch()

    def action_step_tab(self, by: int) -> None:
        """Show the next tab of the pane with the focus, or the one before."""
        if self.panes.focused_pane == "products":
            self.products.next_branch()
        else:
            self.step_tab(by)

    @on(ProductsPane.BranchChanged)
    def _on_branch(self, event: ProductsPane.BranchChanged) -> None:
        self.header.branch = event.branch
        self._last_place.save(event.branch)

    def action_find(self) -> None:
        if self.bench is None or not self.bench.open_find():
            self.show_pane("products")
            self.products.open_filter()

    def action_escape(self) -> None:
        from ovh_explorer.tui.main.escape import end_innermost

        end_innermost(self.app, self.products, self.bench, self.recipes)

    def action_jump(self) -> None:
        if self.bench is not None:
            self.bench.leave_field()
        from ovh_explorer.tui.dialogs.jump import jump

        jump(self)

    def action_show_help(self) -> None:
        from ovh_explorer.tui.main.help import show_help

        show_help(self)

    # The tour

    @on(messages.Milestone)
    def _on_milestone(self, event: messages.Milestone) -> None:
        self.tour.note(event.kind)
        if event.kind in ("send", "wait"):
            self.recipes.note()

    def on_request_pane_row_changed(self) -> None:
        self._show_keys()

    @on(events.DescendantFocus)
    @on(events.ScreenSuspend)
    @on(events.ScreenResume)
    @on(messages.ShowKeys)
    def _show_keys(self) -> None:
        show_keys(self)
        self.tour.look()
        self.recipes.look()
