"""What differs between two responses."""

import json
from collections import Counter

from textual.app import ComposeResult
from textual.widgets import Static

from ovh_explorer.text import printable
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.drawing.documents import Piece
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.widgets.fitted_line import FittedBox
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.workspace.response.diff import Change

__all__ = ["ChangeLines", "CompareScreen"]

_SIGNS = {"added": ("+", "string"), "removed": ("-", "error"), "changed": ("~", "number")}


class ChangeLines:
    """Differences as lines: a sign and the path, then the values."""

    def __init__(self, changes: list[Change]) -> None:
        self._lines: list[list[Piece]] = []
        for change in changes:
            self._lines += _lines(change)
        self.height = len(self._lines)
        self.width = max((sum(len(text) for _, text in line) for line in self._lines), default=0)

    def pieces(self, index: int, end: int = 0) -> list[Piece]:
        return self._lines[index]

    def plain(self, index: int) -> str:
        return "".join(text for _, text in self._lines[index])


def _lines(change: Change) -> list[list[Piece]]:
    """Short values stand beside their path, others below it."""
    sign, kind = _SIGNS[change.kind]
    head: list[Piece] = [
        (kind, f"{sign} "),
        ("key", printable(change.path or "the whole response")),
    ]
    before = [] if change.kind == "added" else _value(change.before)
    after = [] if change.kind == "removed" else _value(change.after)
    if len(before) <= 1 and len(after) <= 1:
        old: list[Piece] = [("error", before[0])] if before else []
        new: list[Piece] = [("string", after[0])] if after else []
        arrow: list[Piece] = [("punctuation", " → ")] if old and new else []
        return [[*head, ("punctuation", "  "), *old, *arrow, *new]]
    removed: list[list[Piece]] = [[("error", f"    - {line}")] for line in before]
    added: list[list[Piece]] = [[("string", f"    + {line}")] for line in after]
    return [head, *removed, *added]


def _value(value: object) -> list[str]:
    return [printable(line) for line in json.dumps(value, indent=2, ensure_ascii=False).split("\n")]


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
        words = ", ".join(f"{count} {kind}" for kind, count in counts.items()) or "no difference"
        with FittedBox() as box:
            box.border_title = "Differences"
            box.say_keys("esc closes", words)
            yield Static(self._pair, id="words", markup=False)
            yield self._view

    def on_mount(self) -> None:
        self._view.document = ChangeLines(self._changes)
        self._view.focus()
