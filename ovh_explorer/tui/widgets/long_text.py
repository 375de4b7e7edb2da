"""A text of any length, of which only the lines in sight are drawn."""

from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual
from textual.widgets import Static

__all__ = ["LongText"]

# Characters from which on a text is drawn line by line.
_MAX_WHOLE_CHARACTERS = 10_000


class LongText(Static):
    """A text that a user may make as long as they like, as a URL with a pasted value in it.

    Textual draws all lines of a text to show a screenful of them, and once more for each move of
    the mouse that marks a part of it: of half a million characters that takes seconds. One that is
    as long draws what is in sight, and isn't marked by the mouse.
    """

    DEFAULT_CSS = "LongText { height: auto; }"

    # The lines at a width, and of what they were made.
    _lines: tuple[Visual | None, int, list[Content]] = (None, 0, [])

    @property
    def _is_long(self) -> bool:
        visual = self.visual
        return isinstance(visual, Content) and len(visual.plain) > _MAX_WHOLE_CHARACTERS

    @property
    def allow_select(self) -> bool:
        return super().allow_select and not self._is_long

    def render_line(self, y: int) -> Strip:
        if not self._is_long:
            return super().render_line(y)
        width, style = self.size.width, self.visual_style
        lines = self._wrapped(width)
        if y >= len(lines):
            return Strip.blank(width, style.rich_style)
        (strip,) = Visual.to_strips(self, lines[y], width, 1, style)
        return strip

    def _wrapped(self, width: int) -> list[Content]:
        visual, at_width, lines = self._lines
        if visual is not self.visual or at_width != width:
            assert isinstance(self.visual, Content)
            lines = self.visual.wrap(width)
            self._lines = self.visual, width, lines
        return lines
