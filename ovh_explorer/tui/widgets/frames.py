"""Frames of panes, which there are where the terminal has room for them."""

from textual.containers import Container, Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

__all__ = ["FramedPane", "PaneRow", "is_framed", "stays_clear", "with_key"]


def is_framed(widget: Widget) -> bool:
    """Whether a widget has an upper edge, which its title stands in."""
    return bool(widget.styles.border_top[0])


def stays_clear(widget: Widget) -> bool:
    """Whether no toast may stand over a widget: its class says so by `STAYS_CLEAR`."""
    return bool(getattr(widget, "STAYS_CLEAR", False))


def with_key(title: Content, key: str) -> Content:
    """A pane's title with another key in place of its digit; as it is for ""."""
    return Content.assemble(key, title[1:]) if key else title


class FramedPane(Container):
    """A part of the screen with a title in its frame, which can be dragged: a text isn't selected
    from there on.
    """

    ALLOW_SELECT = False

    _edge: Region | None = None
    _title: Content | None = None
    # The title as it was written, with the digit that leads to the pane; and the key that does now.
    _written: Content | None = None
    _key = ""

    def name_key(self, key: str) -> None:
        """Have the title name the key that leads to the pane now: while characters are text, the
        digit doesn't.
        """
        self._key = key
        if self._written is not None:
            self.write_title(self._written)

    def write_title(self, title: Content) -> None:
        """Change the title, which begins with a digit; the upper edge alone is drawn again, not
        what is in the frame.
        """
        self._written = title
        title = with_key(title, self._key)
        if title == self._title:
            return
        self._title = title
        x, y = self.content_offset
        self._edge = Region(-x, -y, self.outer_size.width, 1)
        try:
            self.border_title = title
        finally:
            self._edge = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """What shows of it beside the widgets in it: the lines between its edges are all alike, and
        one is drawn for them.
        """
        last = self.outer_size.height - 1
        between = [y for y in crop.line_range if 0 < y < last]
        if len(between) < 2:
            return super().render_lines(crop)
        x, width = crop.x, crop.width
        lines = super().render_lines(Region(x, 1, width, 1)) * len(between)
        if crop.y == 0:
            lines = super().render_lines(Region(x, 0, width, 1)) + lines
        if crop.bottom > last:
            lines += super().render_lines(Region(x, last, width, 1))
        return lines

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
