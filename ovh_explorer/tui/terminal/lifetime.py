"""Whether a widget is still there, for what comes back after a wait; and what works for it ends
with it.
"""

from textual.dom import DOMNode

__all__ = ["end_workers", "stays"]


def stays(widget: DOMNode) -> bool:
    """Whether a widget is on a screen and isn't being taken away.

    One that is being taken away is attached to the end, while the widgets in it are gone already:
    code that looks for them ends the program.
    """
    return widget.is_attached and not widget._pruning


def end_workers(node: DOMNode) -> None:
    """End what works for a widget, or for one in it: while they go one after the other it would
    look for those that are gone already.

    Textual ends the workers of each widget once that one is gone, and it goes after those in it.
    """
    for worker in list(node.app.workers):
        if node in worker.node.ancestors_with_self:
            worker.cancel()
