"""The response as JSON that can be folded and searched, however large it is."""

from collections.abc import Callable

from textual import events, work

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.json_lines import AdvisedLines, FoldedLines
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.widgets.key_words import do_key_at
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.workspace.response.folds import Folds
from ovh_explorer.workspace.response.json_path import opens
from ovh_explorer.workspace.response.service import ReadError, ResponseService

__all__ = ["SIGN_KINDS", "JsonView"]

# The kinds of text of the signs before lines that changed.
SIGN_KINDS = {"~": "number", "+": "string", "-": "error", "": "gutter"}
# Before each line of an example: it is none without colours too.
_EXAMPLE = "┆ "


class JsonView(LineView):
    """A line view that folds where its document can.

    Args:
        reader: gives what reads responses: it does what takes long.
    """

    BINDINGS = bindings("response", only={"z"})

    def __init__(self, reader: Callable[[], ResponseService], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._reader = reader
        # Whether this is what a response may look like, and none.
        self.is_example = False
        # Whether a line of the response is an entry of a list that opens what it names.
        self.opens_entry: Callable[[int], bool] = lambda _line: False
        # Whether `z` was pressed, and a depth is to follow.
        self._folds_next = False

    @property
    def folded(self) -> FoldedLines | None:
        """The document, where it can be folded."""
        return self.document if isinstance(self.document, FoldedLines) else None

    @property
    def line(self) -> int | None:
        """The line of the response that the cursor stands on; None where there is none."""
        folded = self.folded
        return None if folded is None or self.cursor is None else folded.folds.line_of(self.cursor)

    def watch_cursor(self, line: int | None) -> None:
        if self.folded is not None and line is not None:
            self.folded.line = self.line
        super().watch_cursor(line)

    def show_line(self, line: int) -> None:
        """Put the cursor on a line of the response, opening what hides it."""
        folded = self.folded
        if folded is not None and self.cursor is not None:
            self._open_around(folded.folds, line)
            self.move_to(folded.folds.row_of(line))

    def _open_around(self, folds: Folds, line: int) -> None:
        if (shown := folds.shown(line)) != line:
            folds.unfold(shown)
            self._changed()

    def go_on(self, document: FoldedLines) -> None:
        """Show a response in place of the one before; the cursor and what was found stay."""
        before, changes = self.folded, document.changes
        if before is None or changes is None:
            self.document = document
            return
        x, y = self.scroll_offset
        words = self._words
        top = changes.new_line(before.folds.line_of(y)) if y else 0
        line = None if self.line is None else changes.new_line(self.line)
        self.document = document
        self._words = words
        if line is not None:
            self.cursor = min(document.folds.row_of(line), max(0, document.height - 1))
        self.scroll_to(x, document.folds.row_of(top), animate=False, force=True)
        if words:
            self._find_again(document, words, document.folds.shown(line or top))

    @work(exclusive=True, group="find")
    async def _find_again(self, folded: FoldedLines, words: str, near: int) -> None:
        try:
            found = await self._reader().find(folded.text, words)
        except ReadError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            return
        if folded is self.document:
            self.found_again(words, found, near)

    def _changed(self) -> None:
        self.measure()
        self.refresh()

    # Beside the lines: their numbers, and what opens and folds

    @property
    def head_width(self) -> int:
        folded = self.folded
        if folded is None:
            return len(_EXAMPLE) if self.is_example else 0
        signs = 0 if folded.changes is None else len("~ ")
        return signs + len(f"{folded.lines.height}") + len(" ▾ ")

    def head(self, index: int) -> str:
        folded = self.folded
        if folded is None:
            return _EXAMPLE if self.is_example else ""
        line = folded.folds.line_of(index)
        mark = " "
        if folded.folds.is_folded(line):
            mark = "▸"
        elif opens(folded.text, line):
            mark = "▾"
        if folded.changes is None:
            return f"{line + 1:>{self.head_width - 3}} {mark} "
        return f"{folded.changes.sign(line) or ' '} {line + 1:>{self.head_width - 5}} {mark} "

    def head_kind(self, index: int) -> str:
        folded = self.folded
        if folded is None or folded.changes is None:
            return "gutter"
        return SIGN_KINDS[folded.changes.sign(folded.folds.line_of(index))]

    def on_click(self, event: events.Click) -> None:
        """A click beside a line folds what it opens, or opens it again; one on a key that a
        sentence of ours names presses it.
        """
        advice, before = self._advice_at(self.line_at(event.y))
        at = before + event.x - self.head_width
        if advice and do_key_at(self, advice, at, event, is_one=True):
            event.prevent_default()
            return
        folded = self.folded
        if folded is None or self.cursor is None or event.x >= self.head_width:
            return
        event.prevent_default()
        self.move_to(self.line_at(event.y))
        line = folded.folds.line_of(self.cursor)
        if folded.folds.is_folded(line):
            self.action_unfold()
        elif opens(folded.text, line):
            self._fold(folded, line)

    def opens_at_once(self, line: int) -> bool:
        folded = self.folded
        if folded is None or not 0 <= line < folded.height:
            return False
        # What is folded, and the brackets of the list, are no entries.
        is_entry = folded.plain(line).strip()[:1] not in "[]{}"
        return is_entry and self.opens_entry(folded.folds.line_of(line))

    def _advice_at(self, line: int) -> tuple[str, int]:
        """What is said above a response, and where a line begins in it; "" for what the response
        says.
        """
        if isinstance(self.document, AdvisedLines):
            return self.document.advice_at(line)
        return "", 0

    # Folding

    async def _on_key(self, event: events.Key) -> None:
        if self._folds_next:
            self._folds_next = False
            if event.character is not None and event.character.isdigit():
                event.stop()
                event.prevent_default()
                self._fold_depth(int(event.character))

    def action_fold_all(self) -> None:
        """Wait for a depth."""
        if self.folded is not None:
            self._folds_next = True
            self.notify(_("Fold to which depth? 1 to 9; 0 unfolds everything."), timeout=3)

    @work(exclusive=True, group="fold")
    async def _fold_depth(self, depth: int) -> None:
        folded, line = self.folded, self.line
        if folded is None:
            return
        if depth == 0:
            folded.folds.clear()
        else:
            try:
                folds = await self._reader().foldable(folded.text, depth)
            except ReadError as error:
                self.notify(printable(str(error)), severity="error", markup=False)
                return
            folded.folds.set_all(folds)
        self._changed()
        if line is not None:
            self.move_to(folded.folds.row_of(line))

    def action_fold(self) -> None:
        folded, line = self.folded, self.line
        if folded is None or line is None or self.scroll_offset.x:
            self.action_scroll_left()
        elif opens(folded.text, line) and not folded.folds.is_folded(line):
            self._fold(folded, line)
        else:
            self._go_out(folded, line)

    @work(exclusive=True, group="fold")
    async def _fold(self, folded: FoldedLines, line: int) -> None:
        try:
            end = await self._reader().closing_line(folded.text, line)
        except ReadError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            return
        if end is not None and folded is self.document:
            folded.folds.fold(line, end)
            self._changed()
            self.move_to(folded.folds.row_of(line))

    @work(exclusive=True, group="fold")
    async def _go_out(self, folded: FoldedLines, line: int) -> None:
        try:
            outer = await self._reader().parent_line(folded.text, line)
        except ReadError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            return
        if outer is not None and folded is self.document:
            self.move_to(folded.folds.row_of(outer))

    def action_unfold(self) -> None:
        folded, line = self.folded, self.line
        if folded is not None and line is not None and folded.folds.unfold(line):
            self._changed()
        else:
            self.action_scroll_right()

    # Finding

    def find(self, words: str) -> None:
        folded = self.folded
        if folded is None:
            super().find(words)
        else:
            self._find(folded, words)

    @work(exclusive=True, group="find")
    async def _find(self, folded: FoldedLines, words: str) -> None:
        try:
            found = await self._reader().find(
                folded.text, words, lambda part: self.post_message(self.Searching(part))
            )
        except ReadError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            return
        if folded is self.document:
            self.found(words, found, folded.folds.line_of(self.scroll_offset.y))

    def row_of(self, match: int) -> int:
        folded = self.folded
        if folded is None:
            return match
        self._open_around(folded.folds, match)
        return folded.folds.row_of(match)

    def match_of(self, row: int) -> int:
        folded = self.folded
        return row if folded is None else folded.folds.line_of(row)
