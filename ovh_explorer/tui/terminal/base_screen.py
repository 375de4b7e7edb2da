"""The base of all screens: what is drawn again when the focus moves."""

from typing import TypeVar

from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

__all__ = ["BaseScreen"]

ResultType = TypeVar("ResultType")


class BaseScreen(Screen[ResultType]):
    """A screen on which the focus moves without all of it being drawn and sent again, as Textual's
    is: the widgets that show where it is, or was, draw themselves.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
