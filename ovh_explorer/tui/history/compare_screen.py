"""What differs between two responses."""

from collections import Counter

from textual.app import ComposeResult
from textual.widgets import Static

from ovh_explorer.text import printable
from ovh_explorer.translation import _, ngettext
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.drawing.change_lines import ChangeLines
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.widgets.fitted_line import FittedBox
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.workspace.response.diff import Change

__all__ = ["CompareScreen"]


class CompareScreen(Dialog[None]):
    """Differences of two responses, to be scrolled through."""

    BINDINGS = bindings("dialog", "compare")
    DEFAULT_CSS = """
    CompareScreen { align: center middle; }
    CompareScreen > Vertical {
        width: 94%; height: 88%; border: round $primary; background: $surface;
    }
    CompareScreen #words { height: auto; padding: 0 1; color: $text-muted; }
    CompareScreen LineView { height: 1fr; }
    """

    def __init__(self, before: str, after: str, changes: list[Change]) -> None:
        """`before` and `after` say which responses they are."""
        super().__init__()
        self._pair = f"- {printable(before)}\n+ {printable(after)}"
        self._changes = changes
        self._view = LineView(id="changes")

    def compose(self) -> ComposeResult:
        counts = Counter(change.kind for change in self._changes)
        words = ", ".join(_counted(kind, count) for kind, count in counts.items())
        with FittedBox() as box:
            box.border_title = _("Differences")
            box.say_keys(_("esc closes"), words or _("no difference"))
            yield Static(self._pair, id="words", markup=False)
            yield self._view

    def on_mount(self) -> None:
        self._view.document = ChangeLines(self._changes)
        self._view.focus()


def _counted(kind: str, count: int) -> str:
    """How many changes there are of a kind, in words."""
    match kind:
        case "added":
            words = ngettext("{count} added", "{count} added", count)
        case "removed":
            words = ngettext("{count} removed", "{count} removed", count)
        case _other:
            words = ngettext("{count} changed", "{count} changed", count)
    return words.format(count=count)
