"""Frames of panes, which there are where the terminal has room for them."""

from textual.widget import Widget

__all__ = ["is_framed"]


def is_framed(widget: Widget) -> bool:
    """Whether a widget has an upper edge, which its title stands in."""
    return bool(widget.styles.border_top[0])
