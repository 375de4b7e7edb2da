"""The one table of colours: methods, statuses of operations and responses, effects, problems.

They are variables of the theme; :mod:`~ovh_explorer.tui.drawing.themes` makes them readable.
"""

from typing import Literal

from rich.style import Style
from textual.widget import Widget

from ovh_explorer.tui.drawing.styles import component_style

__all__ = [
    "colour",
    "colour_classes",
    "colour_css",
    "http_colour",
    "http_variable",
    "method_colour",
    "method_variable",
    "status_colour",
]

Group = Literal["method", "status", "http", "effect", "problem"]

_METHODS = {
    "get": "$text-success",
    "post": "$text-primary",
    "put": "$text-warning",
    "patch": "$text-warning",
    "delete": "$text-error",
}
_STATUSES = {"alpha": "$text-warning", "beta": "$text-warning", "deprecated": "$text-error"}
_HTTP = {"good": "$text-success", "moved": "$text-warning", "bad": "$text-error"}
_EFFECTS = {"grave": "$text-error", "serious": "$text-warning", "notable": "$text-accent"}
_PROBLEMS = {"warning": "$text-warning", "error": "$text-error"}

_TABLE: dict[Group, dict[str, str]] = {
    "method": _METHODS,
    "status": _STATUSES,
    "http": _HTTP,
    "effect": _EFFECTS,
    "problem": _PROBLEMS,
}


def colour_classes(*groups: Group) -> set[str]:
    """The component classes of a widget that draws in the colours of these groups."""
    return {f"colour--{group}-{name}" for group in groups for name in _TABLE[group]}


def colour_css(widget: str, *groups: Group) -> str:
    """The rules of those component classes, for the stylesheet of the class named `widget`."""
    return "\n".join(
        f"{widget} > .colour--{group}-{name} {{ color: {value}; }}"  # not for people
        for group in groups
        for name, value in _TABLE[group].items()
    )


def colour(widget: Widget, name: str) -> Style:
    """The colour of that name, such as ``method-get``; no colour for one that isn't in the table.

    `widget` has the component classes of the name's group.
    """
    group, _, item = name.partition("-")
    if item not in _TABLE.get(group, {}):  # type: ignore[call-overload]
        return Style.null()
    return component_style(widget, f"colour--{name}")


def method_colour(widget: Widget, method: str) -> Style:
    """The colour of an HTTP method."""
    return colour(widget, f"method-{method.lower()}")


def method_variable(method: str) -> str:
    """The theme's variable for that colour, for a style of Textual's content."""
    return _METHODS.get(method.lower(), "$text")


def status_colour(widget: Widget, status: str) -> Style:
    """The colour of how far an operation is from being in production.

    A server may send any status; one that isn't known looks like a beta.
    """
    return colour(widget, f"status-{status.lower() if status.lower() in _STATUSES else 'beta'}")


def http_colour(widget: Widget, status: int) -> Style:
    """The colour of the HTTP status of a response."""
    return colour(widget, f"http-{_http_kind(status)}")


def http_variable(status: int) -> str:
    """The theme's variable for that colour, for a style of Textual's content."""
    return _HTTP[_http_kind(status)]


def _http_kind(status: int) -> str:
    if status < 300:
        return "good"
    return "moved" if status < 400 else "bad"
