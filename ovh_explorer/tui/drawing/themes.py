"""The program's own themes, and what every theme lacks: colours for text that can be read on all of
its backgrounds.
"""

from textual.color import Color
from textual.constants import DEFAULT_THEME as TEXTUAL_DEFAULT
from textual.theme import Theme

from ovh_explorer.tui.drawing.contrast import readable

__all__ = ["DEFAULT_THEME", "THEMES", "with_marks", "with_readable_text"]

THEMES = (
    Theme(
        name="ovh-dark",
        primary="#5b93ff",
        secondary="#8fa6d0",
        accent="#f2bd6b",
        success="#5ccb8f",
        warning="#f0a04b",
        error="#ff7183",
        foreground="#dfe5f1",
        background="#10141f",
        surface="#171d2b",
        panel="#1e2638",
        boost="#ffffff0a",
        dark=True,
        variables={
            "border-blurred": "#2d3851",
            "scrollbar": "#34425f",
            "scrollbar-background": "#171d2b",
        },
    ),
    Theme(
        name="ovh-light",
        primary="#0b57d0",
        secondary="#4d5f82",
        accent="#8d4b00",
        success="#0f7040",
        warning="#8a4d00",
        error="#b3182f",
        foreground="#1a2233",
        background="#fbfcfe",
        surface="#f1f4fa",
        panel="#e5eaf4",
        boost="#1a22330d",
        dark=False,
        variables={
            "border-blurred": "#c9d2e3",
            "scrollbar": "#b7c3da",
            "scrollbar-background": "#eef2f8",
        },
    ),
)
"""Dark and light."""

# Textual's own default, unless the environment names another.
DEFAULT_THEME = "ovh-dark" if TEXTUAL_DEFAULT == "textual-dark" else TEXTUAL_DEFAULT
"""The theme of a user who has chosen none."""

_TEXT = ("primary", "secondary", "accent", "success", "warning", "error")
_BACKGROUNDS = ("background", "surface", "panel")


# Frame of the pane with the focus, and marks of the selected line with and without focus.
_WITH_COLOURS = {"focus-frame": "round", "button-focus-text-style": "bold underline"}
_WITHOUT_COLOURS = {
    "focus-frame": "heavy",
    "block-cursor-text-style": "bold reverse",
    "block-cursor-blurred-text-style": "reverse",
    "button-focus-text-style": "bold underline reverse",
}


def with_marks(variables: dict[str, str], *, few_colours: bool) -> dict[str, str]:
    """The variables of a theme, with the marks of focus and selection.

    Where a terminal has few colours or none, both show by more than a colour.
    """
    return {**variables, **(_WITHOUT_COLOURS if few_colours else _WITH_COLOURS)}


def with_readable_text(variables: dict[str, str]) -> dict[str, str]:
    """The variables of a theme, with ``$text-error`` and its like as vivid as they can be read.

    Textual mixes them with white or black, which is paler than the theme's colour and not always
    readable.
    """
    backgrounds = [Color.parse(variables[name]) for name in _BACKGROUNDS]
    if any(colour.ansi is not None or colour.a < 1 for colour in backgrounds):
        # The terminal's own colours.
        return variables
    mended = {}
    for name in _TEXT:
        colour = Color.parse(variables[name]).rich_color.get_truecolor()
        for background in backgrounds:
            colour = readable(colour, background.rich_color.get_truecolor())
        mended[f"text-{name}"] = colour.hex
    return {**variables, **mended}
