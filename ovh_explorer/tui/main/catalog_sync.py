"""The catalog as it is fetched, on the main screen."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ovh_explorer.translation import _
from ovh_explorer.tui.main.problems import say_problems

if TYPE_CHECKING:
    from textual.widget import Widget

    from ovh_explorer.tui.main.header import HeaderBar
    from ovh_explorer.tui.products.pane import ProductsPane
    from ovh_explorer.workspace.sync.service import SyncEvent
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["CatalogSync"]


class CatalogSync:
    """Fetches the catalog, and shows what comes of it, how far it is, and why it can't be had.

    Args:
        owner: the widget with which it ends.
        workspace: fetches it.
        products: the tree, which gets what comes.
        header: says how far it is.
        changed: called when it begins anew and when it ends.
        started: called once there is something to find operations in.
        is_alive: whether the panes are there still.

    Attributes:
        problem: why the catalog could not be opened or fetched; "" for nothing.
    """

    def __init__(
        self,
        owner: "Widget",
        workspace: "Workspace",
        products: "ProductsPane",
        header: "HeaderBar",
        *,
        changed: Callable[[], object],
        started: Callable[[], object],
        is_alive: Callable[[], bool],
    ) -> None:
        self._owner = owner
        self._workspace = workspace
        self._products = products
        self._header = header
        self._changed = changed
        self._started = started
        self._is_alive = is_alive
        self.problem = ""

    @property
    def progress(self) -> str:
        """How far the catalog is, in words; "" once it is here."""
        return self._header.note

    def start(self, *, all_again: bool = False) -> None:
        """Fetch what is missing or old, or with `all_again` every document."""
        if all_again:
            self.problem = ""
            self._changed()
        self._owner.run_worker(self._run(all_again), group="sync", exclusive=True)

    async def _run(self, all_again: bool) -> None:
        await self._workspace.start_sync(self._show, all_again=all_again)
        self._started()

    def fetch_again(self) -> None:
        """The catalog was damaged while it was in use: say so, and fetch it anew."""
        # Not within whatever was being read.
        self._products.call_later(self._fetch_again)

    def _fetch_again(self) -> None:
        say_problems(self._owner.app, self._workspace)
        self._products.reload()
        self.start()

    def _show(self, event: "SyncEvent") -> None:
        """Show what has come."""
        if not self._is_alive():
            return
        products = self._products
        if event.kind == "index" and event.branch == products.branch:
            if not products.is_filtering:
                products.reload()
        elif event.kind == "got":
            products.product_arrived(event.branch, event.path)
        elif event.kind in ("end", "lost"):
            self._end(event.problem)
        if event.total:
            words = _("catalog {done}/{total}")
            self._header.note = words.format(done=event.done, total=event.total)

    def _end(self, problem: str) -> None:
        self._header.note = ""
        self.problem = problem
        self._products.say(_("the catalog could not be refreshed: ^p, Refresh") if problem else "")
        if self._products.is_filtering:
            # What came since then is found too.
            self._products.reload()
        self._changed()
