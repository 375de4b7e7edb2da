"""Which widgets of Textual text is typed into."""

from textual.widget import Widget
from textual.widgets import Input

__all__ = ["is_text_area", "is_text_field"]


def is_text_field(widget: Widget | None) -> bool:
    """Whether a widget is an Input or a TextArea."""
    return isinstance(widget, Input) or is_text_area(widget)


def is_text_area(widget: Widget | None) -> bool:
    """Whether a widget is a TextArea, told by its name: start shows none, and to import its class
    takes as long as twenty of our modules.
    """
    return any(base.__name__ == "TextArea" for base in type(widget).__mro__)
