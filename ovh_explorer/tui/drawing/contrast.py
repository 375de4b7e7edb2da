"""Text that can be read on its background, in every theme: the last step of drawing."""

import re
from functools import lru_cache

from rich.color import Color as RichColor
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

__all__ = ["MIN_CONTRAST", "ReadableText", "contrast", "readable"]

MIN_CONTRAST = 4.5
"""The least ratio of the luminance of text to that of its background: WCAG 2.2, level AA."""

# Frames, guides, bars and blocks are no text: they may be faint.
_TEXT = re.compile(r"[^\s\u2500-\u259f]")
_BLACK, _WHITE = ColorTriplet(0, 0, 0), ColorTriplet(255, 255, 255)
# Steps between a colour and black or white.
_STEPS = 32


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """The ratio of the luminance of two colours: 1 for the same, 21 for black and white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


# A theme has few colours, and each is compared with many.
@lru_cache(maxsize=1024)
def _luminance(colour: ColorTriplet) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def readable(colour: ColorTriplet, background: ColorTriplet) -> ColorTriplet:
    """The colour, no lighter or darker than it takes to be read on a background."""
    if contrast(colour, background) >= MIN_CONTRAST:
        return colour
    end = max(_BLACK, _WHITE, key=lambda extreme: contrast(extreme, background))
    for step in range(1, _STEPS):
        part = step / _STEPS
        mixed = ColorTriplet(*(round(a + (b - a) * part) for a, b in zip(colour, end, strict=True)))
        if contrast(mixed, background) >= MIN_CONTRAST:
            return mixed
    return end


@lru_cache(maxsize=4096)
def _readable_style(style: Style, background: RichColor) -> Style:
    colour = style.color
    under = background if style.bgcolor is None or style.bgcolor.is_default else style.bgcolor
    if colour is None or colour.triplet is None or under.triplet is None:
        # A colour of the terminal's own: what it looks like isn't known.
        return style
    mended = readable(colour.triplet, under.triplet)
    return (
        style if mended is colour.triplet else style + Style(color=RichColor.from_triplet(mended))
    )


class ReadableText(LineFilter):
    """Makes text lighter or darker where it has too little contrast with its background.

    A theme names a few colours; which of them meet on the screen it can't know.

    Args:
        before: filters that a line goes through first. Every line that is drawn is looked up once
            for each filter of the application: so there is one.
    """

    def __init__(self, before: tuple[LineFilter, ...] = ()) -> None:
        super().__init__()
        self.before = before

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line, all their text readable."""
        for one in self.before:
            segments = one.apply(segments, background)
        around = background.rich_color
        return [_readable_segment(segment, around) for segment in segments]


def _readable_segment(segment: Segment, background: RichColor) -> Segment:
    text, style, control = segment
    # Each line of a tree has styles of its own, and most of a line is blank.
    if style is None or not _TEXT.search(text):
        return segment
    mended = _readable_style(style, background)
    if mended is style:
        return segment
    return Segment(text, mended, control)
