"""The three panes side by side, or as many of them as the width has room for."""

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size

from ovh_explorer.tui.main.welcome import Welcome
from ovh_explorer.tui.products.pane import ProductsPane

if TYPE_CHECKING:
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["LEAST", "ONE", "TWO", "Panes", "is_too_small", "shown"]

# Below so many columns one pane is shown, or the products and one other.
ONE, TWO = 90, 120
# In fewer columns or rows, dialogs have no room for what they ask.
LEAST = (40, 10)


def is_too_small(size: Size) -> bool:
    """Whether there is no room to work in."""
    return size.width < LEAST[0] or size.height < LEAST[1]


def shown(width: int, chosen: str, *, is_empty: bool, alone: bool = False) -> frozenset[str]:
    """Which of products, welcome, request and response `width` columns show when `chosen` is looked
    at.

    Args:
        chosen: ``"products"``, ``"request"`` or ``"response"``.
        is_empty: whether no operation is open; then the welcome stands in for request and response.
        alone: whether the chosen one is to have the whole width.
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
    if width < TWO:
        return frozenset({"products", "response" if chosen == "response" else "request"})
    return frozenset({"products", "request", "response"})


class Panes(Horizontal):
    """Shows and hides what it holds. By `display` alone: a class up here would style every widget
    anew.
    """

    def __init__(self, products: ProductsPane, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.products = products
        self.welcome = Welcome(id="welcome")
        self.bench: Workbench | None = None
        self._chosen = "products"
        self._is_empty = True
        self._alone = False

    def compose(self) -> ComposeResult:
        yield self.products
        yield self.welcome

    def on_mount(self) -> None:
        self._arrange(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        self._arrange(event.size.width)

    async def hold(self, bench: "Workbench") -> None:
        """Take the workbench in."""
        bench.display = False
        await self.mount(bench)
        self.bench = bench

    def show(self, pane: str, *, is_empty: bool) -> None:
        """Look at `pane`; `is_empty` while no operation is open."""
        self._chosen, self._is_empty = pane, is_empty
        self._arrange(self.app.size.width)

    @property
    def is_single(self) -> bool:
        """Whether one pane alone is shown."""
        return self._alone or self.app.size.width < ONE

    def toggle_alone(self) -> None:
        """Give the whole width to the pane that is looked at, or show the others again."""
        self._alone = not self._alone
        self.products.set_class(self._alone, "-alone")
        self._arrange(self.app.size.width)

    def _arrange(self, width: int) -> None:
        now = shown(width, self._chosen, is_empty=self._is_empty, alone=self._alone)
        self.products.display = "products" in now
        self.welcome.display = "welcome" in now
        if self.bench is not None:
            self.bench.display = not now.isdisjoint({"request", "response"})
            self.bench.request.display = "request" in now
            self.bench.response.display = "response" in now
