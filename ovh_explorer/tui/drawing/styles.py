"""Colours of the stylesheet, for widgets that draw their own lines."""

from functools import lru_cache

from rich.style import Style
from textual.widget import Widget

__all__ = ["component_style"]


def component_style(widget: Widget, name: str) -> Style:
    """What the component class `name` sets, and nothing else, to be laid over another style.

    Colours with transparency and automatic ones are computed against the widget's background:
    Textual's partial styles leave them as if they had none.
    """
    return _merged(
        widget.get_component_rich_style(name), widget.get_component_rich_style(name, partial=True)
    )


@lru_cache(maxsize=512)
def _merged(whole: Style, partial: Style) -> Style:
    return partial + Style(
        color=whole.color if partial.color is not None else None,
        bgcolor=whole.bgcolor if partial.bgcolor is not None else None,
    )
