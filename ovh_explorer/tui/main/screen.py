"""The main screen: products, and an operation at work."""

import asyncio
import importlib
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from ovh_explorer.config import ConfigError
from ovh_explorer.text import printable, printable_lines
from ovh_explorer.tui.dialogs.jump_targets import jump
from ovh_explorer.tui.key_bindings import bindings, bindings_in_fields
from ovh_explorer.tui.main import first_steps as welcome_words
from ovh_explorer.tui.main.footer import FooterBar
from ovh_explorer.tui.main.header import HeaderBar
from ovh_explorer.tui.main.last_state import Layout
from ovh_explorer.tui.main.opener import OperationOpener
from ovh_explorer.tui.main.panes import ONE, TWO, Panes
from ovh_explorer.tui.main.welcome import Welcome
from ovh_explorer.tui.products.pane import ProductsPane
from ovh_explorer.tui.products.tree import ProductTree
from ovh_explorer.tui.terminal.idle_gc import SECONDS, Garbage
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.tui.widgets.tab_bar import TabBar
from ovh_explorer.workspace.sync.service import SyncEvent
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from textual.timer import Timer

    from ovh_explorer.form import Form
    from ovh_explorer.tui.app import ExplorerApp
    from ovh_explorer.tui.signin.key_request import Asked
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["MainScreen"]

# What the first operation needs; imported in the background once the products are on the screen.
_LATER = (
    "ovh_explorer.tui.workbench.workbench",
    "ovh_explorer.tui.main.search_screen",
    "ovh_explorer.catalog.search",
    "ovh_explorer.workspace.storage.preferences",
    "ovh_explorer.workspace.storage.history",
    "ovh_explorer.workspace.navigation.target",
    "pygments.lexers",
    "msgspec",
)

_NOT_SIGNED_IN = "Not signed in"


class MainScreen(Screen[None]):
    """Wires the panes together; what they do is theirs."""

    BINDINGS = [*bindings("everywhere", "panes"), *bindings_in_fields()]
    AUTO_FOCUS = "#tree"
    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (ONE, "-two"), (TWO, "-three")]

    def __init__(
        self, workspace: Workspace, target: str = "", clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self._target = target
        self._clock = clock
        self.opening = OperationOpener(self)
        self.layout_kept = Layout(self)
        self.bench: Workbench | None = None
        self._furnishing = asyncio.Lock()
        self._problem = ""
        self._is_prepared = False
        self._garbage: Timer | None = None
        self.asked_key: Asked | None = None

    @property
    def explorer(self) -> "ExplorerApp":
        """The application."""
        return cast("ExplorerApp", self.app)

    def compose(self) -> ComposeResult:
        yield HeaderBar()
        yield Panes(ProductsPane(self.workspace, id="products"), id="panes")
        yield TabBar(
            [("products", "1 Products"), ("request", "2 Request"), ("response", "3 Response")],
            id="pane-tabs",
        )
        yield FooterBar()

    # Parts

    @property
    def header(self) -> HeaderBar:
        return self.query_one(HeaderBar)

    @property
    def panes(self) -> Panes:
        return self.query_one(Panes)

    @property
    def products(self) -> ProductsPane:
        return self.panes.products

    @property
    def form(self) -> "Form | None":
        """The form that is open."""
        return self.bench.form if self.bench is not None else None

    async def furnish(self) -> "Workbench":
        """The workbench; mounted at the first call."""
        async with self._furnishing:
            if self.bench is None:
                from ovh_explorer.tui.workbench.workbench import Workbench

                bench = Workbench(self.workspace, self._clock, id="bench")
                await self.panes.hold(bench)
                self.bench = bench
            return self.bench

    async def _allow_more(self, size: int) -> bool:
        from ovh_explorer.tui.main.large_response import allow_more

        return await allow_more(self.app, size)

    # Start

    def on_mount(self) -> None:
        self.workspace.allow_more = self._allow_more
        self.say_who()
        if self.workspace.is_open:
            self._begin()
        else:
            self.products.say(
                "starting the demo…" if self.workspace.is_demo else "opening the catalog…"
            )
            self._open_workspace()

    @work(exclusive=True, group="open")
    async def _open_workspace(self) -> None:
        try:
            await self.workspace.open()
            await self.workspace.read_only_mode.load()
        except (OSError, RuntimeError, ConfigError) as error:
            self._refuse(str(error))
            return
        self.products.say("")
        self._begin()

    def _on_catalog_remade(self) -> None:
        # Not within whatever was being read.
        self.call_later(self._fetch_again)

    def _fetch_again(self) -> None:
        """The catalog was damaged while it was in use: say so, and fetch it anew."""
        self.say_problems()
        self.products.reload()
        self._sync()

    def _refuse(self, problem: str) -> None:
        """Show the start page with why there is nothing to work with, and what can be done instead."""
        self._problem = problem
        self.products.say("")
        self._show_welcome()
        self.call_after_refresh(self.show_pane, "request")

    def _begin(self) -> None:
        self.workspace.catalog.on_remade = self._on_catalog_remade
        self.layout_kept.take_branch()
        self.products.reload()
        self.say_problems()
        if problem := self.workspace.settings.problem:
            words = "\n".join(printable_lines(problem))
            self.notify(words, title="Keys", severity="warning", timeout=10, markup=False)
        self.say_who()
        self.call_after_refresh(self._go_on)

    def _go_on(self) -> None:
        """What can wait until the products are on the screen."""
        self._show_welcome()
        if not self._target:
            self.layout_kept.take_product()
        self._sync()
        self.identify()
        self._prepare()

    @work(exclusive=True, group="prepare")
    async def _prepare(self) -> None:
        for name in _LATER:
            await asyncio.to_thread(importlib.import_module, name)
        await self.furnish()
        await self.products.furnish()
        self._is_prepared = True
        self._show_welcome()
        self._garbage = self.set_interval(SECONDS, Garbage().look)

    async def retire(self) -> None:
        """End whatever goes on here: another screen took this one's place."""
        self.app.workers.cancel_node(self)
        if self._garbage is not None:
            self._garbage.stop()
        await self.remove_children()

    @work(exclusive=True, group="sync")
    async def _sync(self, all_again: bool = False) -> None:
        await self.workspace.catalog.start_sync(self._on_sync, all_again=all_again)
        if self._target:
            target, self._target = self._target, ""
            self.open_words(target)

    def _on_sync(self, event: SyncEvent) -> None:
        if not self.is_attached:
            return
        if event.kind == "index" and event.branch == self.products.branch:
            if not self.products.is_filtering:
                self.products.reload()
        elif event.kind == "got":
            self.products.product_arrived(event.branch, event.path)
        elif event.kind in ("end", "lost"):
            self.header.note = ""
            self._problem = event.problem
            self.products.say(
                "the catalog could not be refreshed: ^p, Refresh" if event.problem else ""
            )
            self._show_welcome()
            self.say_problems()
        if event.total:
            self.header.note = f"catalog {event.done}/{event.total}"

    @work(exclusive=True, group="identify")
    async def identify(self) -> None:
        """Ask who the keys sign in, and say it on top."""
        self.explorer.withdraw(_NOT_SIGNED_IN)
        self.say_who()
        self._update_rights()
        await self.workspace.read_only_mode.load()
        await self.workspace.account.identify()
        if problem := self.workspace.account.problem:
            words = "\n".join(printable_lines(problem))
            self.notify(words, title=_NOT_SIGNED_IN, severity="warning", timeout=10, markup=False)
        self.say_who()
        self._show_welcome()
        self._update_rights()

    def _update_rights(self) -> None:
        """The keys, or what is known of them, are others now: what form and response say of them
        too.
        """
        if self.bench is not None:
            self.bench.request.view.update()
            self.bench.response.follow()

    def say_who(self) -> None:
        """Say on top whose keys these are, where, and whether only GET is sent."""
        header = self.header
        title, profile = self.workspace.title, self.workspace.profile_name
        header.endpoint = title if profile == title else f"{title} · {profile}"
        header.read_only = self.workspace.read_only_mode.is_on
        header.identity = self.workspace.account.status if self.workspace.is_open else ""

    def _show_welcome(self) -> None:
        if self.form is None and self.is_attached:
            words = welcome_words.first_steps(self.workspace, self._problem, kept=self._is_prepared)
            self.panes.welcome.show(*words)

    # Opening operations

    @on(ProductTree.Chosen)
    async def _on_chosen(self, event: ProductTree.Chosen) -> None:
        from ovh_explorer.workspace.navigation.target import OperationTarget

        await self.opening.open(
            OperationTarget(self.products.branch, event.row.method, event.row.path)
        )

    def action_open_operation(self) -> None:
        self.opening.search()

    @work(exclusive=True, group="open-words")
    async def open_words(self, words: str) -> None:
        """Open the operation that words, a path, a link or a curl command mean."""
        from ovh_explorer.form.curl import is_curl

        if is_curl(words):
            bench = await self.furnish()
            await bench.fill_from_curl(words)
        else:
            await self.opening.open_words(words)

    async def show_form(self, form: "Form") -> None:
        """Put an operation on the workbench."""
        bench = await self.furnish()
        self.header.branch = form.operation.branch
        self._arrange("request", is_empty=False)
        bench.show(form)
        self.layout_kept.keep(form.operation.branch, form.operation.product)
        self.say_problems()

    def say_problems(self) -> None:
        """Say what is wrong with the files that this program keeps, each thing once."""
        problems = list(iter(self.workspace.new_problem, ""))
        if problems:
            words = "\n".join(map(printable, problems))
            self.notify(words, title="Files", severity="warning", timeout=10, markup=False)

    # The workbench's keys

    def _working(self) -> "Workbench | None":
        """The workbench with an operation on it; says what to do where there is none."""
        if self.bench is None or self.bench.form is None:
            self.notify("Open an operation first: enter in the tree, or ^f.", severity="warning")
            return None
        return self.bench

    def action_try_call(self) -> None:
        if (bench := self._working()) and presses_of(self.app).use():
            bench.trying.press()

    def action_bench(self, what: str) -> None:
        """A method of the workbench: copy, write, edit outside, go back, links."""
        if bench := self._working():
            getattr(bench, what)()

    def action_next_state(self) -> None:
        if bench := self._working():
            bench.request.next_state()

    @work(exclusive=True, group="open-words")
    async def action_replacement(self) -> None:
        """Open what replaces the deprecated operation that is open."""
        await self.opening.open_replacement()

    def action_clear_form(self) -> None:
        if bench := self._working():
            bench.request.change_form(bench.request.view.action_clear_form)

    def action_fill_example(self) -> None:
        if bench := self._working():
            bench.request.change_form(bench.request.view.action_fill_example)

    def action_fill_field(self) -> None:
        if bench := self._working():
            bench.request.change_form(bench.request.view.action_fill_field)

    def action_add(self) -> None:
        """One more entry of the list or map that the form's cursor is in."""
        if bench := self._working():
            bench.request.change_form(bench.request.view.action_add)

    def action_undo(self) -> None:
        if bench := self._working():
            bench.request.change_form(bench.request.view.action_undo)

    def action_step_tab(self, by: int) -> None:
        if bench := self._working():
            bench.step_tab(by)

    # Whom it is all for

    @work(exclusive=True, group="account")
    async def action_open_kept(self, what: str, id: int) -> None:
        """Open a request of the history, or a favourite, filled in."""
        from ovh_explorer.tui.history.actions import open_kept

        await open_kept(self, what, id)

    @work(exclusive=True, group="account")
    async def action_account(self, what: str) -> None:
        """Sign in, the keys, the history, a region: a method of :class:`Account`."""
        from ovh_explorer.tui.signin.account import Account

        await getattr(Account(self), what)()

    # Moving about

    def show_pane(self, pane: str, *, focus: bool = True) -> None:
        """Make a pane visible where not all of them are, and give it the keyboard."""
        self._arrange(pane, is_empty=self.form is None)
        if focus or self.panes.is_single:
            self._focus_pane(pane)

    def _arrange(self, pane: str, *, is_empty: bool) -> None:
        self.panes.show(pane, is_empty=is_empty)
        with self.prevent(TabBar.Chosen):
            self.query_one("#pane-tabs", TabBar).active = pane

    def _focus_pane(self, pane: str) -> None:
        if pane == "products":
            # At once: what is done next may move the focus on.
            self.set_focus(self.products.catalog_tree)
        elif self.bench is None or self.bench.form is None:
            self.panes.welcome.start()
        elif pane == "response":
            self.set_focus(self.bench.response.view)
        elif not self.bench.request.is_editing:
            self.bench.request.focus_form()

    def action_show_pane(self, pane: str) -> None:
        self.show_pane(pane)

    def action_zoom(self) -> None:
        """Give the whole width to the pane that has the keyboard, or show the others again."""
        bench = self.bench
        if self.products.catalog_tree.has_focus or bench is None or bench.form is None:
            pane = "products"
        else:
            pane = "request" if bench.request.has_keyboard else "response"
        self._arrange(pane, is_empty=self.form is None)
        self.panes.toggle_alone()

    @on(TabBar.Chosen, "#pane-tabs")
    def _on_pane_tab(self, event: TabBar.Chosen) -> None:
        self.show_pane(event.tab)

    def action_next_branch(self) -> None:
        self.products.next_branch()

    @on(ProductsPane.BranchChanged)
    def _on_branch(self, event: ProductsPane.BranchChanged) -> None:
        self.header.branch = event.branch
        self.layout_kept.keep(event.branch)

    def action_find(self) -> None:
        bench = self.bench
        if bench is not None and bench.response.view.has_focus:
            bench.response.open_find()
        elif bench is None or not bench.request.has_keyboard or not bench.request.open_find():
            self.show_pane("products")
            self.products.open_filter()

    def action_escape(self) -> None:
        """What is innermost ends: the choices, the field, the filter, the request. Never the
        program.
        """
        bench = self.bench
        if bench is not None and (
            bench.response.close_find() or bench.request.close_find() or bench.request.leave_field()
        ):
            return
        if not self.products.close_filter() and bench is not None:
            bench.trying.cancel()

    def action_jump(self) -> None:
        jump(self)

    def action_toggle_read_only(self) -> None:
        """Send only GET with these keys, or everything again; once, however long the key is held."""
        if presses_of(self.app).use():
            self._toggle_read_only()

    @work(exclusive=True, group="read-only")
    async def _toggle_read_only(self) -> None:
        from ovh_explorer.tui.main.read_only import toggle_read_only

        await toggle_read_only(self)

    def action_show_help(self) -> None:
        from ovh_explorer.tui.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen())

    @on(Welcome.Chosen)
    async def _on_welcome(self, event: Welcome.Chosen) -> None:
        await self.run_action(event.action)

    def action_refresh_catalog(self) -> None:
        if self.workspace.is_open:
            self._problem = ""
            self._show_welcome()
            self._sync(all_again=True)

    # Footer

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._show_keys()

    def on_request_pane_row_changed(self) -> None:
        self._show_keys()

    def _show_keys(self) -> None:
        bench = self.bench
        in_form = bench is not None and bench.request.has_keyboard and bench.request.takes_text
        self.query_one(FooterBar).follow(
            self.focused, typing=in_form or isinstance(self.focused, Input)
        )
