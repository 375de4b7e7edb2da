"""Colours of the stylesheet, for widgets that draw their own lines."""

from functools import lru_cache
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.widget import Widget

__all__ = ["component_style", "segments_of"]


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


def segments_of(text: Text, base: Style) -> list[Segment]:
    """The segments of a line over a base style, in half the time that `Text.render` takes."""
    plain = text.plain
    base += _parsed(text.style)
    spans = [(span.start, span.end, _parsed(span.style)) for span in text.spans if span]
    ends = {place for start, end, _ in spans for place in (start, end)}
    places = sorted({0, len(plain), *(place for place in ends if 0 < place < len(plain))})
    segments = []
    for start, end in pairwise(places):
        style = base
        for span_start, span_end, over in spans:
            if span_start <= start and end <= span_end:
                style += over
        segments.append(Segment(plain[start:end], style))
    return segments


@lru_cache(maxsize=512)
def _parsed(style: str | Style) -> Style:
    return style if isinstance(style, Style) else Style.parse(style)
