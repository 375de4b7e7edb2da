"""The styles of component classes, found when something is drawn in them.

A component class is a style for a part of what a widget draws. Textual finds the styles of all
component classes of a widget each time one of its own styles may have changed, so whenever the
focus comes or goes. A form has 29 of them, a tree 24, and few are on the screen at a time.
"""

from collections.abc import Set
from typing import Any

from textual.css.styles import RenderStyles
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

__all__ = ["SparingStylesheet"]


class SparingStylesheet(Stylesheet):
    """A stylesheet that finds the style of a component class once it is asked for."""

    def _process_component_classes(self, node: DOMNode) -> None:
        names = node._get_component_classes()
        if not names:
            return
        before: dict[str, Any] = node._component_styles
        now = _ComponentStyles(self, node, names)
        node._component_styles = now
        # What was not asked for is not on the screen.
        if any(now[name] != styles for name, styles in before.items() if name in names):
            node.refresh()


class _ComponentStyles(dict[str, RenderStyles]):
    """The styles of a widget's component classes that were asked for; all others are found."""

    def __init__(self, stylesheet: Stylesheet, node: DOMNode, names: Set[str]) -> None:
        super().__init__()
        self._stylesheet = stylesheet
        self._node = node
        self._names = names

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __missing__(self, name: str) -> RenderStyles:
        part = DOMNode(classes=name)
        part._attach(self._node)
        self._stylesheet.apply(part)
        self[name] = part.styles
        return part.styles
