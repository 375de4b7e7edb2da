"""What to do where nothing was sent yet, below what a response may look like."""

from collections.abc import Callable

from ovh_explorer.translation import _
from ovh_explorer.tui.open_operation import Shown
from ovh_explorer.tui.widgets.instructions import Instructions

__all__ = ["FirstSteps"]


class FirstSteps(Instructions):
    """Says what to do first, from where the focus is.

    Args:
        is_here: whether the response has the focus.
    """

    def __init__(self, is_here: Callable[[], bool], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._is_here = is_here
        self._shown = Shown()

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self._draw, init=False)

    def show(self, shown: Shown) -> None:
        """Say it of what is shown of a request; nothing where that was sent."""
        self._shown = shown
        self._draw()

    def _draw(self) -> None:
        self.say(_steps(self._shown, is_here=self._is_here()))


def _steps(shown: Shown, *, is_here: bool) -> tuple[str, ...]:
    if shown.form is None or shown.outcome is not None:
        return ()
    is_safe = shown.form.operation.method == "GET"
    return (
        _("Press ^r to send the request.")
        if is_safe
        else _("Press ^r to check the request and send it."),
        # No key goes where one is.
        _("Press ^n for headers and code.")
        if is_here
        else _("Press F7 to go to this pane, ^n for headers and code."),
        _("Press enter on an id of a response to follow it."),
    )
