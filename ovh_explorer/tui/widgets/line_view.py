"""A view of lines that draws only those that are visible."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ovh_explorer.tui.drawing.documents import KINDS, Document, Piece, PlainLines
from ovh_explorer.tui.drawing.styles import component_style
from ovh_explorer.tui.drawing.wrapped_rows import rows_from, top_for, window
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.widgets.line_clicks import LineClicks
from ovh_explorer.tui.widgets.line_pages import LinePages

__all__ = ["LineView"]


# Beside the kinds of text.
_OWN = ("match", "current", "cursor", "cursor-away", "dimmed", "gutter")


class LineView(ScrollView, LinePages, can_focus=True):
    """Shows a :class:`~ovh_explorer.tui.drawing.documents.Document`; scrolls both ways, finds
    words.

    A million lines cost no more than the screenful of them that is drawn.
    """

    # It sends nothing but a GET here.
    TAKES_LATE_ENTER = True
    BINDINGS = bindings("view")
    COMPONENT_CLASSES = {f"line-view--{kind}" for kind in (*KINDS, *_OWN)}
    DEFAULT_CSS = """
    LineView {
        background: $background;
        & > .line-view--plain { color: $foreground; }
        & > .line-view--key { color: $text-primary; }
        & > .line-view--string { color: $text-success; }
        & > .line-view--number { color: $text-warning; }
        & > .line-view--keyword { color: $text-accent; }
        & > .line-view--comment { color: $text-muted; text-style: italic; }
        & > .line-view--name { color: $text-primary; }
        & > .line-view--punctuation { color: $text-muted; }
        & > .line-view--error { color: $text-error; }
        & > .line-view--cursor {
            background: $primary 40%; text-style: $block-cursor-text-style;
        }
        & > .line-view--cursor-away { background: $boost; }
        & > .line-view--gutter { color: $text-disabled; }
        & > .line-view--dimmed { color: $foreground 50%; }
        & > .line-view--match { background: $warning 40%; }
        & > .line-view--current { background: $warning; color: $background; }
    }
    """

    document: reactive[Document] = reactive(PlainLines([]), always_update=True, init=False)
    """What is shown. Setting it goes to its top."""

    key_labels: Mapping[str, str] = MappingProxyType({})
    """Other words for actions than their usual ones, for the footer; "" for what isn't offered."""

    class Found(Message):
        """Where a search stands: `position` of `count` matches, from 1; both 0 when nothing was
        found.
        """

        def __init__(self, words: str, position: int, count: int) -> None:
            super().__init__()
            self.words = words
            self.position = position
            self.count = count

    class Searching(Message):
        """A search goes on: so much of it is done, from 0 to 1."""

        def __init__(self, part: float) -> None:
            super().__init__()
            self.part = part

    cursor: reactive[int | None] = reactive(None, init=False)
    """The line that ``enter`` chooses; None where nothing can be chosen, and the keys scroll."""

    wraps: reactive[bool] = reactive(False, init=False)
    """Whether long lines go on in the next row; else one scrolls to their ends."""

    is_dimmed: reactive[bool] = reactive(False, init=False)
    """Whether it is drawn faintly: what is shown is not what is asked for now."""

    class Moved(Message):
        """The cursor stands on another line."""

    class Chosen(Message):
        """``enter`` was pressed on a line."""

        def __init__(self, line: int) -> None:
            super().__init__()
            self.line = line

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._words = ""
        self._matches: Sequence[int] = []
        self._match = -1
        # What is in sight while lines are wrapped, and of what that was made.
        self._rows: list[tuple[int, list[Piece]]] = []
        self._rows_of: tuple[int, int, int] | None = None
        self._clicks = LineClicks()

    def watch_document(self, document: Document) -> None:
        self._words, self._matches, self._match = "", [], -1
        self.cursor = None
        self.measure()
        self.scroll_to(0, 0, animate=False, force=True)
        self.refresh()

    def measure(self) -> None:
        """Make room for the document, which may have fewer lines than before."""
        height = self.document.height
        self._rows_of = None
        if self.wraps:
            page = self.page_height
            if len(rows_from(self.document, 0, self._text_width, page + 1)) > page:
                # The last line may have to stand on top for its end to be in sight.
                height += page - 1
            self.virtual_size = Size(0, height)
            return
        # Wide characters take two columns: leave room for a line made of them only where it is
        # cheap to have.
        self.virtual_size = Size(self.document.width + 1 + self.head_width, height)

    # Beside the lines

    @property
    def head_width(self) -> int:
        """The columns before the lines, which don't scroll with them."""
        return 0

    def head(self, index: int) -> str:
        """What stands there before a row of the document."""
        return ""

    def head_kind(self, _index: int) -> str:
        """The kind of text that this is."""
        return "gutter"

    # Wrapping

    def watch_wraps(self) -> None:
        self.measure()
        self.scroll_to(x=0, animate=False, force=True)
        self.refresh()
        self.call_after_refresh(self.bring_into_sight)

    def on_resize(self) -> None:
        """Wrap to the new width."""
        if self.wraps:
            self.measure()
            self.call_after_refresh(self.bring_into_sight)

    def action_toggle_wrap(self) -> None:
        """Wrap long lines, or not."""
        self.wraps = not self.wraps

    @property
    def is_wrapped(self) -> bool:
        return self.wraps

    @property
    def _text_width(self) -> int:
        return max(1, self.scrollable_content_region.width - self.head_width)

    def _wrapped_rows(self) -> list[tuple[int, list[Piece]]]:
        """What is in sight, made once for a frame."""
        document, top, width = self.document, self.scroll_offset.y, self._text_width
        made_of = (top, width, self.page_height)
        if made_of != self._rows_of:
            self._rows = rows_from(document, top, width, self.page_height)
            self._rows_of = made_of
        return self._rows

    def top_for_line(self, line: int) -> int:
        height = self.page_height
        return top_for(self.document, line, self._text_width, height) if height else line

    def line_at(self, y: int) -> int:
        """The row of the document that is drawn at a row of the screen."""
        if not self.wraps:
            return self.scroll_offset.y + y
        rows = self._wrapped_rows()
        return rows[y][0] if 0 <= y < len(rows) else self.document.height

    # The cursor

    def watch_cursor(self, _line: int | None) -> None:
        self.refresh()
        self.post_message(self.Moved())

    @property
    def row_count(self) -> int:
        return self.document.height

    def cursor_moved(self) -> None:
        # The watcher draws it, and tells where the row is another one.
        pass

    def on_show(self) -> None:
        # While it was hidden it had no height, and couldn't scroll.
        self.call_after_refresh(self.bring_into_sight)

    def action_scroll_down(self) -> None:
        self._step(1, super().action_scroll_down)

    def action_scroll_up(self) -> None:
        self._step(-1, super().action_scroll_up)

    def action_scroll_home(self) -> None:
        self._step(-self.document.height, super().action_scroll_home)

    def action_scroll_end(self) -> None:
        self._step(self.document.height, super().action_scroll_end)

    def action_unfold(self) -> None:
        self.action_scroll_right()

    def action_fold(self) -> None:
        self.action_scroll_left()

    def _step(self, lines: int, scroll: Callable[[], None]) -> None:
        if self.cursor is None:
            scroll()
        else:
            self.move(lines)

    def action_choose(self) -> None:
        """Say which line is chosen."""
        if self.cursor is not None:
            self.post_message(self.Chosen(self.cursor))

    def focus_on_click(self) -> bool:
        # Asked before the press gives the focus.
        self._clicks.had_focus = self.has_focus
        return super().focus_on_click()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._clicks.press(event)

    def opens_at_once(self, _line: int) -> bool:
        """Whether the first click on a line chooses it, as on a link."""
        return False

    def on_click(self, event: events.Click) -> None:
        line = self.line_at(event.y)
        is_there, at_once = line == self.cursor, self.opens_at_once(line)
        self.move_to(line)
        if self._clicks.choose(event, is_there=is_there, at_once=at_once):
            self.action_choose()

    def replace_document(self, document: Document) -> None:
        """Show another document without leaving the place, as when code follows the typing."""
        x, y = self.scroll_offset
        self.document = document
        self.scroll_to(x, y, animate=False, force=True)

    @property
    def words(self) -> str:
        """What is looked for; "" for nothing, and where another document is shown since."""
        return self._words

    def find(self, words: str) -> None:
        """Look for `words` in every line, case-blind, and go to the first match from here on."""
        needle = words.lower()
        document = self.document
        self.found(
            words,
            [index for index in range(document.height) if needle in document.plain(index).lower()]
            if needle
            else [],
        )

    def found(self, words: str, matches: Sequence[int], top: int | None = None) -> None:
        """Mark the lines that `words` are in, from top to bottom, and go to the first from the line
        `top` on.
        """
        self._words, self._matches = words, matches
        count = len(matches)
        first = bisect_left(matches, self.scroll_offset.y if top is None else top)
        self._match = (first if first < count else 0) if count else -1
        self._show_match()

    def action_find_next(self, step: int) -> None:
        """Go to the next match, or the one before, round the ends."""
        if self._matches:
            self._match = (self._match + step) % len(self._matches)
            self._show_match()

    def found_again(self, words: str, matches: Sequence[int], near: int) -> None:
        """Mark the lines that `words` are in now, and stay where one is; the match from the line
        `near` on is the current one.
        """
        self._words, self._matches = words, matches
        self._match = min(bisect_left(matches, near), len(matches) - 1)
        self.refresh()
        self.post_message(self.Found(words, self._match + 1, len(matches)))

    def _show_match(self) -> None:
        if self._match >= 0:
            line = self.row_of(self._matches[self._match])
            height = self.page_height
            if self.wraps:
                if line not in {index for index, _ in self._wrapped_rows()}:
                    self.show_from(line)
            elif not self.scroll_offset.y <= line < self.scroll_offset.y + height:
                self.scroll_to(y=max(0, line - height // 3), animate=False)
            if self.cursor is not None:
                self.cursor = line
        self.refresh()
        self.post_message(self.Found(self._words, self._match + 1, len(self._matches)))

    def row_of(self, match: int) -> int:
        """The row of a match."""
        return match

    def match_of(self, row: int) -> int:
        """What a match in a row would be: the reverse of :meth:`row_of`."""
        return row

    def _mark_of(self, row: int) -> str:
        """How a row is marked: as the current match, as a match, or not."""
        wanted = self.match_of(row)
        place = bisect_left(self._matches, wanted)
        if place >= len(self._matches) or self._matches[place] != wanted:
            return ""
        return "current" if place == self._match else "match"

    def dim(self, strip: Strip) -> Strip:
        """A line in one faint colour."""
        return _over(
            strip,
            Style(color=component_style(self, "line-view--dimmed").color, bold=False, italic=False),
        )

    def in_sight(self, strip: Strip, x: int, width: int) -> Strip:
        """What is seen of a whole line that is scrolled to `x`."""
        return strip.crop(x, x + width)

    def render_line(self, y: int) -> Strip:
        scroll_x = 0 if self.wraps else self.scroll_offset.x
        whole, width = self.scrollable_content_region.width, self._text_width
        base = self.visual_style.rich_style
        index = self.line_at(y)
        if index >= self.document.height:
            return Strip.blank(whole, base)
        if self.wraps:
            shown = self._wrapped_rows()[y][1]
        else:
            shown = window(self.document.pieces(index, scroll_x + width), scroll_x, width)
        segments = []
        for kind, text in shown:
            segments.append(Segment(text, base + component_style(self, f"line-view--{kind}")))
        strip = self.in_sight(Strip(segments), scroll_x, width)
        mark = self._mark_of(index) if self._words else ""
        if mark == "current":
            strip = _over(strip, component_style(self, "line-view--current"))
        elif mark:
            strip = _over(strip, Style(bgcolor=component_style(self, "line-view--match").bgcolor))
        strip = strip.adjust_cell_length(width, base)
        if self.head_width:
            again = self.wraps and y > 0 and self.line_at(y - 1) == index
            text = " " * self.head_width if again else self.head(index)
            faint = base + component_style(self, f"line-view--{self.head_kind(index)}")
            strip = Strip.join([Strip([Segment(text, faint)]), strip])
        if self.is_dimmed:
            strip = self.dim(strip)
        if index == self.cursor:
            name = "line-view--cursor" if self.has_focus else "line-view--cursor-away"
            strip = _over(strip, component_style(self, name))
        return strip


def _over(strip: Strip, style: Style) -> Strip:
    """A line with a style over those its pieces have."""
    return Strip(Segment.apply_style(strip, post_style=style), strip.cell_length)
