"""The tour of the demo: offered once, started and ended by keys, moved on by what the user does."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ovh_explorer.translation import N_, _

if TYPE_CHECKING:
    from textual.widget import Widget

    from ovh_explorer.tui.main.panes import Panes
    from ovh_explorer.tui.main.tour_steps import KeyOf, TourProgress
    from ovh_explorer.tui.main.tour_strip import TourStrip
    from ovh_explorer.tui.messages import MilestoneKind
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["Tour"]

_NOT_HERE = N_("The tour runs on the demo. Start it with ovh-explorer --demo.")
_NOT_STARTED = N_("There is no tour to end. Press T to start it.")


class Tour:
    """Has a strip while the tour is offered or goes on. What it needs is imported then.

    Args:
        workspace: is the demo, or not.
        panes: have the form that is open.
        above: the widget that the strip stands below.
    """

    def __init__(self, workspace: "Workspace", panes: "Panes", above: "Widget") -> None:
        self._workspace = workspace
        self._panes = panes
        self._above = above
        self._strip: TourStrip | None = None
        self._is_offer = False
        # How far the user is; None while the tour doesn't go on.
        self._progress: TourProgress | None = None
        # Whether the user did something before the tour was offered.
        self._has_begun = False

    async def offer(self) -> None:
        """Offer it on the demo, once in all runs."""
        if not self._workspace.is_demo:
            return
        from ovh_explorer.workspace.storage.tour_offer import TourOffer

        is_new = await asyncio.to_thread(TourOffer().use)
        # Meanwhile the user may have begun without it.
        if is_new and self._progress is None and not self._has_begun:
            self._is_offer = True
            self._show()

    def go_on(self) -> None:
        """Start it, or go to its next step."""
        if not self._workspace.is_demo:
            self._above.notify(_(_NOT_HERE))
        elif self._progress is None:
            self._start()
        elif self._progress.step is None:
            self.end()
        else:
            self._progress.skip()
            self._show()

    def end(self) -> None:
        """End it, or decline the offer."""
        if self._is_offer or self._progress is not None:
            self._is_offer, self._progress = False, None
            self._show()
        else:
            is_demo = self._workspace.is_demo
            self._above.notify(_(_NOT_STARTED) if is_demo else _(_NOT_HERE))

    def note(self, kind: "MilestoneKind") -> None:
        """The user did something: go on where a step is about that."""
        progress = self._progress
        self._has_begun = True
        if kind == "open" and (self._is_offer or (progress is not None and progress.step is None)):
            # The user goes on without it.
            self.end()
        elif progress is not None:
            progress.note(kind)
            self._show()

    def look(self) -> None:
        """The focus is elsewhere, or the form says something else: see whether its path is filled
        in, and name the keys that work there.
        """
        if self._strip is None:
            return
        bench = self._panes.bench
        if self._progress is not None and bench is not None and bench.form is not None:
            self._progress.look(bench.form, bench.request.editor.field)
        self._strip.follow()

    def _start(self) -> None:
        from ovh_explorer.tui.main.tour_steps import TourProgress

        # It counts what is done from now on: a step that was never seen has taught nothing.
        self._is_offer, self._progress = False, TourProgress()
        self._show()
        self.look()

    def _show(self) -> None:
        """Have the strip say what there is to say now."""
        if self._strip is not None:
            self._strip.follow()
            return
        from ovh_explorer.tui.main.tour_strip import TourStrip

        self._strip = TourStrip(self._lines, id="tour")
        self._above.screen.mount(self._strip, after=self._above)

    def _lines(self, key: "KeyOf") -> Sequence[str]:
        from ovh_explorer.tui.main.tour_steps import offer_lines

        if self._progress is not None:
            return self._progress.lines(key)
        return offer_lines(key) if self._is_offer else ()
