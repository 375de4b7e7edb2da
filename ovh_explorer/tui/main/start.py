"""The start of the main screen: what is needed at once, and what waits for the first picture."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from ovh_explorer.config import ConfigError
from ovh_explorer.text import printable_lines
from ovh_explorer.translation import _
from ovh_explorer.tui.main.layout import restore_layout
from ovh_explorer.tui.main.problems import say_problems
from ovh_explorer.tui.terminal.idle_gc import SECONDS, Garbage

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widget import Widget

    from ovh_explorer.tui.main.catalog_sync import CatalogSync
    from ovh_explorer.tui.main.identity import IdentityHeader
    from ovh_explorer.tui.main.last_state import LastPlace
    from ovh_explorer.tui.main.panes import Panes
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["Start"]

# Seconds that the first picture waits for the catalog; one that takes longer is said to be opened.
_MAX_WAIT_SECONDS = 0.1
# Seconds in which keys that were pressed meanwhile are handled, before what can wait holds them up.
_KEYS_FIRST_SECONDS = 0.05


class Start:
    """Opens the workspace, shows its products, then does what can wait.

    Args:
        owner: the screen with which it ends.
        workspace: what to open.
        panes: show the products, or why there are none.
        last_place: what the user finds again.
        catalog: is fetched once the products are on the screen.
        identity: is asked for then.
        is_alive: whether the panes are there still.
        offer: offers the tour; None where the program was started with an operation to open.
    """

    def __init__(
        self,
        owner: "Widget",
        workspace: "Workspace",
        panes: "Panes",
        last_place: "LastPlace",
        catalog: "CatalogSync",
        identity: "IdentityHeader",
        *,
        is_alive: Callable[[], bool],
        offer: Callable[[], Awaitable[None]] | None,
    ) -> None:
        self._owner = owner
        self._workspace = workspace
        self._panes = panes
        self._products = panes.products
        self._last_place = last_place
        self._catalog = catalog
        self._identity = identity
        self._is_alive = is_alive
        self._offer = offer
        self._was_opened = asyncio.Event()
        self._is_prepared = False
        self._garbage: Garbage | None = None
        self._garbage_timer: Timer | None = None

    async def begin(self) -> None:
        """Show what there is, and open the rest in a worker.

        A catalog that is there opens in a moment: nothing is drawn before it is, to be drawn anew
        with it.
        """
        self._identity.show()
        if self._workspace.is_open:
            self._show_products()
            return
        is_demo = self._workspace.is_demo
        self._products.say(_("starting the demo…") if is_demo else _("opening the catalog…"))
        self._owner.run_worker(self._open(), group="open", exclusive=True)
        if not self._workspace.is_demo:
            with self._owner.app.batch_update(), suppress(TimeoutError):
                await asyncio.wait_for(self._was_opened.wait(), _MAX_WAIT_SECONDS)

    async def _open(self) -> None:
        try:
            await self._workspace.open()
            await self._workspace.read_only_switch.look()
        except (OSError, RuntimeError, ConfigError) as error:
            self._refuse(str(error))
        else:
            self._products.say("")
            self._show_products()
        finally:
            self._was_opened.set()

    def _refuse(self, problem: str) -> None:
        """Show the start page with why there is nothing to work with, and what can be done."""
        self._catalog.problem = problem
        self._products.say("")
        self.show_start_page()
        self._panes.call_after_refresh(self._panes.show_pane, "request")

    def _show_products(self) -> None:
        self._workspace.on_catalog_remade = self._catalog.fetch_again
        self._last_place.restore_branch()
        self._products.reload()
        if self._offer is not None and self._last_place.is_new:
            self._panes.welcome()
        say_problems(self._owner.app, self._workspace)
        # Else the start page says it, and goes on saying it.
        if self._offer is None and (problem := self._workspace.settings.problem):
            words = "\n".join(printable_lines(problem))
            self._owner.notify(words, title=_("Keys"), severity="warning", timeout=10, markup=False)
        self._identity.show()
        self._owner.call_after_refresh(self._go_on if self._offer is None else self._wait_for_keys)

    def _wait_for_keys(self) -> None:
        self._owner.run_worker(self._go_on_later(), group="open")

    async def _go_on_later(self) -> None:
        # No timer of Textual's: it leaves out a moment that has passed before it was begun.
        await asyncio.sleep(_KEYS_FIRST_SECONDS)
        self._owner.call_next(self._go_on)

    def _go_on(self) -> None:
        """Do what can wait until the products are on the screen; nothing where that is left by
        then.
        """
        if not self._is_alive():
            return
        self.show_start_page()
        if self._offer is not None:
            self._last_place.restore_product()
        self._catalog.start()
        self._identity.identify()
        self._owner.run_worker(self._prepare(), group="prepare", exclusive=True)

    async def _prepare(self) -> None:
        # Before threads import, and keep what they do. The first picture doesn't wait for it.
        from ovh_explorer.temporary import clear_in_background
        from ovh_explorer.tui.main.late_imports import import_late
        from ovh_explorer.tui.terminal.free_memory import limit_free_memory

        limit_free_memory()
        clear_in_background()
        await import_late()
        await self._panes.furnish()
        await self._products.furnish()
        await restore_layout(self._workspace, self._panes)
        self._is_prepared = True
        self.show_start_page()
        if self._offer is not None:
            await self._offer()
        self._garbage = Garbage(self._owner.app)
        self._garbage_timer = self._owner.set_interval(SECONDS, self._garbage.look)

    def show_start_page(self) -> None:
        """Show what can be done first, while no operation is open."""
        if self._panes.form is None and self._is_alive():
            from ovh_explorer.tui.main.start_page_words import FIRST_KEYS, start_page_words

            page = start_page_words(self._workspace, self._catalog.problem, kept=self._is_prepared)
            keys = list(map(_, FIRST_KEYS)) if self._workspace.is_open else ()
            self._panes.start_page.show(*page, keys)

    def stop(self) -> None:
        """End what goes on after the start."""
        if self._garbage_timer is not None:
            self._garbage_timer.stop()

    def settle(self) -> None:
        """Let go of the memory of a place that was left."""
        if self._garbage is not None:
            self._garbage.settle()
