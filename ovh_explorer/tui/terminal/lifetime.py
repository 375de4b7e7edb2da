"""Whether a widget is still there, for what comes back after a wait, and the end of what waits."""

from textual.dom import DOMNode

__all__ = ["end_workers", "stays"]


def stays(widget: DOMNode) -> bool:
    """Whether a widget is on a screen and isn't being taken away.

    One that is being taken away is attached to the end, while the widgets in it are gone already:
    code that looks for them ends the program.
    """
    return widget.is_attached and not widget._pruning


def end_workers(node: DOMNode) -> None:
    """End what works for a part of the screen that is about to go, and for all that is in it.

    Textual ends the work for a widget once that widget goes, which is after the widgets in it: work
    that comes back in between looks for them in vain, which ends the program.
    """
    for worker in list(node.app.workers):
        if node in worker.node.ancestors_with_self:
            worker.cancel()
