"""A text that is read: code, a script."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.content import Content

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.drawing.documents import Document
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.widgets.fitted_line import FittedBox
from ovh_explorer.tui.widgets.line_view import LineView

__all__ = ["ShownText"]


class ShownText(Dialog[None]):
    """Shows a text to be scrolled through; a key copies all of it.

    Args:
        document: what is shown, in colours.
        copy: copies it.
    """

    BINDINGS = bindings("dialog", "shown text")  # not for people
    DEFAULT_CSS = """
    ShownText { align: center middle; }
    ShownText > Vertical {
        width: 94%; height: 88%; border: round $primary; background: $surface;
    }
    ShownText LineView { height: 1fr; }
    """

    def __init__(self, title: str, document: Document, copy: Callable[[], object]) -> None:
        super().__init__()
        self._title = title
        self._document = document
        self._copy = copy
        self._view = LineView(id="text")

    def compose(self) -> ComposeResult:
        with FittedBox() as box:
            box.border_title = Content(printable(self._title))
            box.say_keys(_("esc goes back"), _("y copies"))
            yield self._view

    def on_mount(self) -> None:
        self._view.document = self._document
        self._view.wraps = True
        self._view.focus()

    def action_copy(self) -> None:
        self._copy()
