"""The strip that the tour is on: below the header, so that it covers nothing."""

from collections.abc import Callable, Sequence
from functools import partial

from textual import events

from ovh_explorer.tui.main.tour_steps import KeyOf
from ovh_explorer.tui.widgets.instructions import Instructions
from ovh_explorer.tui.widgets.key_names import key_now

__all__ = ["StripLine", "TourStrip"]

StripLine = str | Callable[[int], str]
"""A sentence, or what makes one of so many columns."""

# Columns of a strip that has no size yet.
_UNKNOWN = 1000


class TourStrip(Instructions):
    """Says where the tour is, in keys that work where the focus is; hidden while it says nothing.

    Args:
        lines: what there is to say now; a line that says less in less room is told the columns.
    """

    DEFAULT_CSS = """
    TourStrip { max-height: 3; padding: 0 1; background: $panel; color: $text; }
    """

    def __init__(
        self, lines: Callable[[KeyOf], Sequence[StripLine]], *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._lines_now = lines

    def on_mount(self) -> None:
        self.follow()

    def follow(self) -> None:
        """Say what there is to say now."""
        if self.is_attached:
            told = self._lines_now(partial(key_now, self.screen))
            width = self.content_size.width or _UNKNOWN
            lines = [line if isinstance(line, str) else line(width) for line in told]
            self.set_class(len(lines) > 1, "-step")
            # What to do stands first: dialogs begin below the first line of the strip.
            self.say([*lines[1:], *lines[:1]])

    def on_resize(self, event: events.Resize) -> None:
        """Fit the parts to the new width."""
        self.follow()
