"""A line to search in as one types."""

from collections.abc import Callable

from ovh_explorer.tui.widgets.inputs import LineInput

__all__ = ["SearchInput"]


class SearchInput(LineInput):
    """An input that has its words looked for before it is drawn itself.

    By Textual's `Changed` message the results come a frame (17 ms) after the letter; so they come
    with it.
    """

    def __init__(self, look: Callable[[str], None], *, placeholder: str) -> None:
        """`look` is called with the words at every change."""
        super().__init__(placeholder=placeholder)
        self._look_for = look

    def watch_value(self, value: str) -> None:
        if self.is_mounted:
            self._look_for(value)
