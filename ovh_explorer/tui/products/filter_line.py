"""The line that filters the products."""

from collections.abc import Callable

from ovh_explorer.translation import _
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.widgets.inputs import LineInput

__all__ = ["FilterLine"]


class FilterLine(LineInput):
    """Its arrows move among what is found below it, while one types."""

    BINDINGS = bindings("filter")

    def __init__(self, move: Callable[[int], None], *, id: str | None = None) -> None:
        """`move` puts the cursor on the next operation found (1), or the one before (-1)."""
        super().__init__(placeholder=_("filter this branch"), id=id)
        self._move = move

    def action_move_found(self, step: int) -> None:
        self._move(step)
