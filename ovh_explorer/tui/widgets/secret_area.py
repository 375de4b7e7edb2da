"""A box to paste keys into, which doesn't show them."""

import re

from rich.text import Text

from ovh_explorer.tui.widgets.text_areas import PlainArea

__all__ = ["SecretArea"]

# Keys are 16 or 32 letters and digits; a service account's id begins with its region.
_SECRET = re.compile(r"[A-Za-z0-9]{12,}")
_SHOWN = 4


class SecretArea(PlainArea):
    """A text area that draws dots for whatever could be a key, but its first characters, by which
    one knows it.
    """

    def get_line(self, line_index: int) -> Text:
        text = super().get_line(line_index)
        hidden = _SECRET.sub(
            lambda found: found[0][:_SHOWN] + "•" * (len(found[0]) - _SHOWN), text.plain
        )
        return Text(hidden, end="", no_wrap=True)
