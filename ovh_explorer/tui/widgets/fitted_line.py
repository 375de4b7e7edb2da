"""Words on one line that is as wide as it is: whole parts are left out from the end, and no word is
cut.
"""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

__all__ = [
    "FRAME",
    "FittedBox",
    "FittedKeys",
    "FittedLine",
    "cut_between_words",
    "fitting",
    "fitting_with",
]

# Columns that the frame takes of its lower edge: corners, lines beside them, and blanks around the
# words.
FRAME = 6
_BETWEEN = " · "
# Of a part that makes room for others: less of it says nothing.
_MIN_CUT_COLUMNS = 16


def fitting(parts: Sequence[str], width: int, between: str = _BETWEEN) -> str:
    """As many of `parts`, the most important first, as `width` columns have room for; always
    something of the first.
    """
    words = ""
    for part in parts:
        more = f"{words}{between}{part}" if words else part
        if cell_len(more) > width:
            break
        words = more
    if words or not parts or width < 1:
        return words
    return f"{set_cell_size(parts[0], width - 1)}…"


def fitting_with(stays: str, cut: str, parts: Sequence[str], width: int) -> str:
    """The same, one part of which `stays`. What stands before it is left out only where it is not
    enough that the one that can be `cut` loses its end; "" for none.
    """
    shown = list(parts)
    while shown[-1] != stays and _columns(shown) > width:
        shown.pop()
    spare = max(0, cell_len(cut) - _MIN_CUT_COLUMNS)
    for part in reversed(shown[1:]):
        if _columns(shown) - spare > width and part not in (stays, cut):
            shown.remove(part)
    over = _columns(shown) - width
    if 0 < over <= spare:
        shown[shown.index(cut)] = f"{set_cell_size(cut, cell_len(cut) - over - 1)}…"
    return fitting(shown, width)


def _columns(parts: Sequence[str]) -> int:
    return cell_len(_BETWEEN.join(parts))


def cut_between_words(text: Text, width: int) -> Text:
    """The lines of `text`, those that are too long for `width` columns cut after a word."""
    return Text("\n").join(_cut(line, width) for line in text.split("\n", allow_blank=True))


def _cut(line: Text, width: int) -> Text:
    if line.cell_len <= width or width < 1:
        return line
    cut = line.copy()
    cut.truncate(width - 1)
    end = cut.plain.rstrip().rfind(" ")
    # A word that is as wide as the line is cut.
    if end > width // 2 and line.plain[len(cut.plain) : len(cut.plain) + 1] != " ":
        cut = cut[:end]
    cut.rstrip()
    return cut.append("…")


class FittedKeys(Widget):
    """Part of a widget with a frame: what its keys do stands in the lower edge, as much of it as
    fits.
    """

    keys: tuple[str, ...] = ()

    def say_keys(self, *keys: str) -> None:
        """Show other keys, the most important first."""
        self.keys = keys
        self.fit_keys()

    @property
    def keys_now(self) -> Sequence[str]:
        """What the keys do where the focus is, the most important first."""
        return self.keys

    def fit_keys(self) -> None:
        """Have the edge say what the keys do now."""
        width = self.outer_size.width
        if width:
            self.border_subtitle = Content(fitting(self.keys_now, width - FRAME))

    def on_resize(self, event: events.Resize) -> None:
        """Fit the words to the new width."""
        self.fit_keys()


class FittedBox(Vertical, FittedKeys):
    """A box of a dialog."""


class FittedScroll(VerticalScroll, FittedKeys):
    """A box of a dialog that scrolls where it doesn't fit."""


class FittedLine(Static):
    """A line of parts, as many as fit."""

    def __init__(self, parts: Sequence[str], *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._parts = parts

    def on_resize(self, event: events.Resize) -> None:
        """Fit the words to the new width."""
        self.update(fitting(self._parts, self.size.width), layout=False)
