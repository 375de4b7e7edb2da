"""A text of several lines, drawn without what a terminal would act on."""

from rich.text import Text
from textual.widgets import TextArea

from ovh_explorer.text import masked_controls

__all__ = ["PlainArea"]


class PlainArea(TextArea):
    """A text area that draws a mark for each character that a terminal would act on; what it holds
    stays as it is.
    """

    def get_line(self, line_index: int) -> Text:
        # Tabs are laid out by the text area itself. Rich leaves some controls out, and the cursor
        # would stand beside its place.
        parts = self.document.get_line(line_index).split("\t")
        return Text("\t".join(map(masked_controls, parts)), end="", no_wrap=True)
