"""The lines of products that are closed, which most lines of the tree are: made of three styles,
where Textual's tree makes a dozen, and several texts. Of the first picture that was half.
"""

from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widgets import Tree
    from textual.widgets.tree import TreeNode

    _Base = Tree[Any]
else:
    _Base = object

__all__ = ["ClosedLines"]


# No widget by itself: Textual takes as long to define one as to draw ten lines.
class ClosedLines(_Base):
    """What a tree has that draws the closed nodes below its root by itself, as Textual's would."""

    # Of all lines, while they are drawn.
    _line_style: Style | None = None

    @property
    def rich_style(self) -> Style:
        """The tree asks for it for each line that it draws."""
        return super().rich_style if self._line_style is None else self._line_style

    def render_lines(self, crop: Region) -> list[Strip]:
        self._line_style = super().rich_style
        try:
            return super().render_lines(crop)
        finally:
            self._line_style = None

    def on_resize(self, event: events.Resize) -> None:
        """Keep the lines: they are drawn for each width of their own. Textual makes all anew."""
        if self._tree_lines:
            event.prevent_default()
            self._line_cache.grow(event.size.height)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the node whose mark is clicked: the next key is for that. Textual opens
        it and leaves the cursor where it is.
        """
        meta = event.style.meta
        if meta.get("toggle"):
            self.cursor_line = meta["line"]

    def render_line(self, y: int) -> Strip:
        line, width = y + self.scroll_offset.y, self.size.width
        node = self.get_node_at_line(line)
        if node is None or self._is_special(node, line) or self.virtual_size.width > width:
            return super().render_line(y)
        base, text = self.rich_style, str(node.label)
        key = (line, (node.id, text, width, base))
        strip: Strip | None = self._line_cache.get(key)
        if strip is None:
            # With each part, what a click finds below it.
            icon = base + Style(meta={"line": line, "toggle": True, "node": node.id})
            label = base + self.get_component_rich_style("tree--label", partial=True)
            label += Style(meta={"line": line, "node": node.id})
            strip = Strip([Segment(self.ICON_NODE, icon), Segment(text, label)])
            strip = strip.extend_cell_length(width, base + Style(meta={"line": line}))
            self._line_cache[key] = strip
        return strip

    def _is_special(self, node: "TreeNode[Any]", line: int) -> bool:
        """Whether a node is drawn in another way: deeper in the tree, open, or pointed at."""
        return (
            node.parent is not self.root
            or node.is_expanded
            or line in (self.cursor_line, self.hover_line)
        )
