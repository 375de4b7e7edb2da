"""Frames of panes, which there are where the terminal has room for them."""

from textual.containers import Container, Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

__all__ = ["FramedPane", "PaneRow", "is_framed", "stays_clear"]


def is_framed(widget: Widget) -> bool:
    """Whether a widget has an upper edge, which its title stands in."""
    return bool(widget.styles.border_top[0])


def stays_clear(widget: Widget) -> bool:
    """Whether no toast may stand over a widget: its class says so by `STAYS_CLEAR`."""
    return bool(getattr(widget, "STAYS_CLEAR", False))


class FramedPane(Container):
    """A part of the screen with a title in its frame, which can be dragged: a text isn't selected
    from there on.
    """

    ALLOW_SELECT = False

    _edge: Region | None = None
    _title: Content | None = None

    def write_title(self, title: Content) -> None:
        """Change the title; the upper edge alone is drawn again, not what is in the frame."""
        if title == self._title:
            return
        self._title = title
        x, y = self.content_offset
        self._edge = Region(-x, -y, self.outer_size.width, 1)
        try:
            self.border_title = title
        finally:
            self._edge = None

    def refresh(self, *regions: Region, **options: bool) -> "FramedPane":
        """Draw it again; while the title changes, its line."""
        if self._edge is not None:
            regions = (self._edge,)
        super().refresh(*regions, **options)
        return self


class PaneRow(Horizontal):
    """Panes side by side, which cover it."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """None: Textual would draw as many blank lines as the screen has, all below the panes."""
        return []
