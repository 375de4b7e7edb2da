"""Lines to choose one from, as many as there may be; only those in sight are drawn."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from ovh_explorer.text import printable
from ovh_explorer.tui.drawing.styles import component_style, segments_of
from ovh_explorer.tui.drawing.wrapped_text import wrap
from ovh_explorer.tui.widgets.cursor_lines import CursorLines
from ovh_explorer.tui.widgets.key_words import do_key_at

__all__ = ["ResultList"]

# More characters than any line shows: measuring the rest of a pasted text takes longer than a frame
# may.
_MAX_CHARACTERS = 2_000


class ResultList(CursorLines):
    """Shows texts, one a line, with a cursor that the widget with the focus moves.

    Where a list changes with every letter that is typed, an option list, which measures all its
    options, takes several frames, and a scroll view is drawn twice when its length changes; this is
    drawn once.
    """

    COMPONENT_CLASSES = {"result-list--cursor", "result-list--empty"}
    DEFAULT_CSS = """
    ResultList {
        background: $surface; overflow: hidden hidden;
        & > .result-list--empty { color: $text-muted; }
        & > .result-list--cursor { background: $primary 40%; text-style: $block-cursor-text-style; }
    }
    """

    class Chosen(Message):
        """A line was clicked, at a column of its text."""

        def __init__(self, index: int, column: int) -> None:
            super().__init__()
            self.index = index
            self.column = column

    class Turned(Message):
        """The wheel was turned where all lines are in sight: down (1), or up (-1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[Text] = []
        # What to do where there are none, and that in lines of the list's width.
        self._advice: tuple[str, ...] = ()
        self._empty: tuple[str, ...] = ()
        self.cursor: int = 0
        self._top = 0

    @property
    def row_count(self) -> int:
        return len(self._lines)

    @property
    def top_line(self) -> int:
        return self._top

    def show_from(self, line: int) -> None:
        self._top = max(0, min(line, len(self._lines) - self.size.height))

    def line(self, index: int) -> Text:
        """The text of a line."""
        return self._lines[index]

    def show(self, lines: Sequence[Text], cursor: int = 0, empty: Sequence[str] = ()) -> None:
        """Show other lines, the cursor on one of them; on none, with -1, until it is moved.

        Where there are none, `empty` says what to do: each sentence begins a line.
        """
        before, self._lines = self._in_sight(), list(lines)
        self._advice = () if lines else tuple(words[:_MAX_CHARACTERS] for words in empty)
        self._wrap()
        self.cursor = max(min(cursor, 0), min(cursor, len(self._lines) - 1))
        self._top = 0
        self.bring_into_sight()
        # Drawing takes most of the time of a key: a line that stays isn't drawn again.
        after = self._in_sight()
        changed = [y for y, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        if changed:
            self.refresh(*[Region(0, y, self.size.width, 1) for y in changed])

    def _wrap(self) -> None:
        """Have what is said to do in lines that fit, behind the blank that each begins with."""
        width = self.size.width - 1 if self.size.width > 1 else _MAX_CHARACTERS
        self._empty = tuple(
            line for words in self._advice for line in wrap(printable(words), width)
        )

    def _in_sight(self) -> list[tuple[Text | None, bool]]:
        """What each row shows, and whether the cursor is there."""
        rows = range(self._top, self._top + self.size.height)
        count = len(self._lines)
        if self._empty:
            told = dict(enumerate(self._empty))
            return [(Text(told.get(at, "")), False) for at in rows]
        return [(self._lines[at] if at < count else None, at == self.cursor) for at in rows]

    def replace(self, index: int, line: Text) -> None:
        """Show another text in a line."""
        self._lines[index] = line
        self.refresh()

    def on_resize(self) -> None:
        self._wrap()
        self.bring_into_sight()

    def _scroll(self, step: int) -> None:
        if len(self._lines) <= self.size.height:
            self.post_message(self.Turned(1 if step > 0 else -1))
            return
        self.show_from(self._top + step)
        self.refresh()

    def on_mouse_scroll_down(self) -> None:
        self._scroll(3)

    def on_mouse_scroll_up(self) -> None:
        self._scroll(-3)

    def render_line(self, y: int) -> Strip:
        index = self._top + y
        width = self.size.width
        base = self.visual_style.rich_style
        if index >= len(self._lines):
            if index < len(self._empty):
                style = base + component_style(self, "result-list--empty")
                return Strip([Segment(f" {self._empty[index]}", style)]).adjust_cell_length(
                    width, base
                )
            return Strip.blank(width, base)
        under = (
            base + component_style(self, "result-list--cursor") if index == self.cursor else base
        )
        line = self._lines[index]
        if len(line) > _MAX_CHARACTERS:
            line = line[:_MAX_CHARACTERS]
        strip = Strip(segments_of(line, under))
        if strip.cell_length > width:
            strip = Strip.join([strip.crop(0, width - 1), Strip([Segment("…", under)])])
        return strip.adjust_cell_length(width, under)

    def on_click(self, event: events.Click) -> None:
        index = self._top + event.y
        if index < len(self._empty):
            # As one text: a sentence may go on in the next line.
            before = sum(cell_len(line) + 1 for line in self._empty[:index])
            do_key_at(self, " ".join(self._empty), before + event.x - 1, event)
        elif index < len(self._lines):
            self.cursor = index
            self.refresh()
            self.post_message(self.Chosen(index, event.x))
