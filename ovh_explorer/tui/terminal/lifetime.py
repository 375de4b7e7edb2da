"""Whether a widget is still there, for what comes back after a wait."""

from textual.dom import DOMNode

__all__ = ["stays"]


def stays(widget: DOMNode) -> bool:
    """Whether a widget is on a screen and isn't being taken away.

    One that is being taken away is attached to the end, while the widgets in it are gone already:
    code that looks for them ends the program.
    """
    return widget.is_attached and not widget._pruning
