"""What each piece of a form looks like, by its kind."""

from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from ovh_explorer.tui.drawing.colour_roles import colour, colour_classes, colour_css
from ovh_explorer.tui.drawing.form_lines import FormLines
from ovh_explorer.tui.drawing.found_words import FOUND
from ovh_explorer.tui.drawing.styles import component_style

__all__ = ["FORM_CLASSES", "FORM_CSS", "LEFT", "form_strip"]

LEFT = "-left"
"""The class of a form whose row was left: letters are commands, and the row is not highlighted."""

_CLASSES = (
    "path", "placeholder", "description", "note", "warning", "heading", "error", "name", "required",
    "value", "absent", "now", "null", "type", "cursor", "button", "button-cursor",
    "found",
)  # fmt: skip

FORM_CLASSES = colour_classes("method", "status", "effect") | {f"form--{name}" for name in _CLASSES}
FORM_CSS = (
    colour_css("FormView", "method", "status", "effect")
    + """
FormView {
    overflow-x: hidden;
    & > .colour--method-get, & > .colour--method-post, & > .colour--method-put,
    & > .colour--method-patch, & > .colour--method-delete { text-style: bold; }
    & > .colour--status-alpha, & > .colour--status-beta { background: $warning 30%; }
    & > .colour--status-deprecated { background: $error 30%; }
    & > .colour--effect-grave, & > .colour--effect-serious { text-style: bold; }
    & > .form--path { text-style: bold; }
    & > .form--placeholder { color: $text-accent; text-style: bold; }
    & > .form--note { color: $text-muted; }
    & > .form--warning { color: $text-warning; }
    & > .form--heading { color: $text-primary; text-style: bold; }
    & > .form--error { color: $text-error; }
    & > .form--required { color: $text-error; text-style: bold; }
    & > .form--value { text-style: bold; background: $foreground 8%; }
    & > .form--absent { color: $text-disabled; background: $foreground 8%; }
    & > .form--now { color: $text-muted; text-style: italic; background: $foreground 8%; }
    & > .form--null { color: $text-accent; background: $foreground 8%; }
    & > .form--type { color: $text-muted; }
    & > .form--cursor { background: $boost; }
    & > .form--found { background: $warning 40%; text-style: bold underline; }
    & > .form--button { background: $primary-muted; color: $text-primary; text-style: bold; }
    & > .form--button-cursor {
        background: $primary; color: $button-color-foreground;
        text-style: $button-focus-text-style;
    }
    &:focus > .form--cursor {
        background: $primary 30%; text-style: $block-cursor-blurred-text-style;
    }
    &.-left:focus > .form--cursor { background: $boost; text-style: none; }
}
"""
)


def _form_style(widget: Widget, kind: str) -> Style:
    """The style of a piece of that kind; none for a kind that looks like plain text."""
    if kind.startswith(FOUND):
        return _form_style(widget, kind.removeprefix(FOUND)) + component_style(
            widget, "form--found"
        )
    name = f"form--{kind}"
    return component_style(widget, name) if name in FORM_CLASSES else colour(widget, kind)


def _cursor_style(widget: Widget, kind: str) -> Style:
    """The style of a piece in the line under the cursor, which has one ground."""
    style = _form_style(widget, kind)
    if kind.startswith(FOUND):
        return style
    return style.without_color + Style(color=style.color)


def form_strip(view: ScrollView, lines: FormLines, index: int, cursor: int) -> Strip:
    """A line of the form as wide as its view, the row of the `cursor` marked; blank below them."""
    width, base = view.scrollable_content_region.width, view.visual_style.rich_style
    if index >= len(lines.plan.lines):
        return Strip.blank(width, base)
    pieces = lines.pieces(index, width, cursor if view.has_focus else None)
    is_marked = lines.is_marked(index, cursor)
    under = base + _form_style(view, "cursor") if is_marked else base
    style = (
        _cursor_style if is_marked and view.has_focus and not view.has_class(LEFT) else _form_style
    )
    strip = Strip([Segment(text, under + style(view, kind)) for kind, text in pieces])
    return strip.adjust_cell_length(width, under)
