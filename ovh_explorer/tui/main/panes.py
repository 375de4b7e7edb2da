"""The three panes side by side, or as many of them as the width has room for."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from ovh_explorer.tui.main.welcome import Welcome
from ovh_explorer.tui.messages import Pane
from ovh_explorer.tui.products.pane import ProductsPane
from ovh_explorer.tui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from ovh_explorer.form import Form
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["ONE", "TWO", "Panes", "shown"]

# Below so many columns one pane is shown, or the products and one other.
ONE, TWO = 90, 120
# Lines that request and response need to stand one over the other.
_MIN_STACKED_LINES = 30
_TABS = [("products", "1 Products"), ("request", "2 Request"), ("response", "3 Response")]


def shown(
    width: int, chosen: str, *, is_empty: bool, alone: bool = False, stacked: bool = False
) -> frozenset[str]:
    """Which of products, welcome, request and response `width` columns show when `chosen` is looked
    at.

    Args:
        chosen: ``"products"``, ``"request"`` or ``"response"``.
        is_empty: whether no operation is open; then the welcome stands in for request and response.
        alone: whether the chosen one is to have the whole width.
        stacked: whether request and response stand one over the other.
    """
    if alone:
        width = 0
    if is_empty:
        return frozenset(
            {"products" if chosen == "products" else "welcome"}
            if width < ONE
            else {"products", "welcome"}
        )
    if width < ONE:
        return frozenset({chosen})
    if width < TWO and not stacked:
        return frozenset({"products", "response" if chosen == "response" else "request"})
    return frozenset({"products", "request", "response"})


class Panes(Horizontal):
    """Shows and hides what it holds. By `display` alone: a class up here would style every widget
    anew.

    Args:
        products: the tree of products, with what is around it.
        make_bench: makes the workbench, once it is needed.

    Attributes:
        tabs: say which pane is looked at; the screen has them below.
        is_stacked: whether response and request stand one over the other where there is room.
    """

    def __init__(
        self,
        products: ProductsPane,
        make_bench: "Callable[[], Workbench]",
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._make_bench = make_bench
        self._furnishing = asyncio.Lock()
        self.products = products
        self.tabs = TabBar(_TABS, id="pane-tabs")
        self.welcome = Welcome(id="welcome")
        self.bench: Workbench | None = None
        self._chosen: Pane = "products"
        self._is_empty = True
        self._alone = False
        self.is_stacked = False

    def compose(self) -> ComposeResult:
        yield self.products
        yield self.welcome

    def on_mount(self) -> None:
        self._arrange(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        self._arrange(event.size.width)

    async def furnish(self) -> "Workbench":
        """The workbench; mounted at the first call."""
        async with self._furnishing:
            if self.bench is None:
                bench = self._make_bench()
                bench.display = False
                await self.mount(bench)
                self.bench = bench
            return self.bench

    @property
    def form(self) -> "Form | None":
        """The form that is open."""
        return self.bench.form if self.bench is not None else None

    @property
    def focused_pane(self) -> Pane:
        """The pane that has the focus."""
        if self.products.catalog_tree.has_focus or self.bench is None or self.form is None:
            return "products"
        return self.bench.focused_pane

    def show_pane(self, pane: Pane, *, focus: bool = True) -> None:
        """Make a pane visible where not all of them are, and give it the focus."""
        self.look_at(pane, is_empty=self.form is None)
        if focus or self._is_single:
            self._focus(pane)

    def look_at(self, pane: Pane, *, is_empty: bool) -> None:
        """Make a pane visible; `is_empty` while no operation is open."""
        self._chosen, self._is_empty = pane, is_empty
        self._arrange(self.app.size.width)
        with self.prevent(TabBar.Chosen):
            self.tabs.active = pane

    def _focus(self, pane: Pane) -> None:
        if pane == "products":
            # At once: what is done next may move the focus on.
            self.screen.set_focus(self.products.catalog_tree)
        elif self.bench is None or self.form is None:
            self.welcome.start()
        else:
            self.bench.focus_pane(pane)

    @property
    def _is_single(self) -> bool:
        """Whether one pane alone is shown."""
        return self._alone or self.app.size.width < ONE

    def zoom(self) -> None:
        """Give the whole width to the pane that has the focus, or show the others again."""
        self.look_at(self.focused_pane, is_empty=self.form is None)
        self.toggle_alone()

    def toggle_alone(self) -> None:
        """Give the whole width to the pane that is looked at, or show the others again."""
        self._alone = not self._alone
        self.products.set_class(self._alone, "-alone")
        self._arrange(self.app.size.width)

    def stack(self, stacked: bool) -> None:
        """Have request and response stand one over the other, or beside each other."""
        self.is_stacked = stacked
        self._arrange(self.app.size.width)

    def _arrange(self, width: int) -> None:
        stacked = self.is_stacked and self.app.size.height >= _MIN_STACKED_LINES
        now = shown(
            width, self._chosen, is_empty=self._is_empty, alone=self._alone, stacked=stacked
        )
        self.products.display = "products" in now
        self.welcome.display = "welcome" in now
        if self.bench is not None:
            self.bench.set_class(stacked, "-stacked")
            self.bench.show_panes(now)
