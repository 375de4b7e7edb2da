"""Text areas that draw nothing a terminal would act on."""

import re

from rich.text import Text
from textual.actions import SkipAction

from ovh_explorer.text import masked_controls
from ovh_explorer.tui.terminal.text_documents import MeasuredArea

__all__ = ["PlainArea", "SecretArea"]

# Keys are 16 or 32 letters and digits; a service account's id begins with its region. An access
# token is longer, of other characters too.
_SECRET = re.compile(r"[A-Za-z0-9._~+/-]{33,}={0,2}|[A-Za-z0-9]{12,}")
_SHOWN = 4


class PlainArea(MeasuredArea):
    """A text area that draws a mark for each character that a terminal would act on; what it holds
    stays as it is.
    """

    def get_line(self, line_index: int) -> Text:
        # Tabs are laid out by the text area itself. Rich leaves some controls out, and the cursor
        # would stand beside its place.
        parts = self.document.get_line(line_index).split("\t")
        return Text("\t".join(map(masked_controls, parts)), end="", no_wrap=True)


class SecretArea(PlainArea):
    """A text area that draws dots for whatever could be a key, but its first characters, by which
    one knows it. The arrows lead out of it, above its first line and below its last.
    """

    def action_cursor_up(self, select: bool = False) -> None:
        """Go up a line.

        Raises:
            SkipAction: on the first one, for what is around the area.
        """
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Go down a line.

        Raises:
            SkipAction: on the last one, for what is around the area.
        """
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            raise SkipAction
        super().action_cursor_down(select)

    def get_line(self, line_index: int) -> Text:
        text = super().get_line(line_index)
        hidden = _SECRET.sub(
            lambda found: found[0][:_SHOWN] + "•" * (len(found[0]) - _SHOWN), text.plain
        )
        return Text(hidden, end="", no_wrap=True)
