"""Help: the keys, from their one table, and what finds one of them."""

from collections.abc import Callable, Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, pgettext
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.drawing.help_lines import (
    HelpEntry,
    HelpLine,
    help_entries,
    help_lines,
    matching_entries,
)
from ovh_explorer.tui.drawing.wrapped_text import wrap
from ovh_explorer.tui.key_bindings import Key, Where, bindings, help_sections
from ovh_explorer.tui.widgets.inputs import SearchInput
from ovh_explorer.tui.widgets.result_list import ResultList

__all__ = ["HelpScreen"]

# Of the words about the mouse.
_MAX_COLUMNS = 68
_START = N_("enter or a click on a line does what its key does.")

_MOUSE = N_(
    "With the mouse: click a product, an operation, a field, a tab, TRY, or a key in the footer."
)


class HelpScreen(Dialog[Key | None]):
    """All keys, by where they work; first those of the part that has the focus.

    What is typed leaves the lines that have these words. The result is the key to use, if any.

    Args:
        first: the parts whose keys come first.
        refusal: why a key can't be used where the user was; "" where it can.
        synonyms: other words for what a key does.
        works: whether a key of the whole main screen does the same where the user was.
        types: whether characters are text where the user was.
    """

    BINDINGS = bindings("help")
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > Vertical {
        width: 92%; max-width: 90; height: 92%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    HelpScreen Input { border: none; padding: 0 1; margin-bottom: 1; }
    HelpScreen ResultList { height: 1fr; }
    HelpScreen Static { height: auto; min-height: 1; padding: 0 1; color: $text-muted; }
    """

    def __init__(
        self,
        first: Sequence[Where] = (),
        refusal: Callable[[Key], str] = lambda _key: "",
        synonyms: Callable[[Key], str] = lambda _key: "",
        *,
        works: Callable[[Key], bool] = lambda _key: True,
        types: bool = False,
    ) -> None:
        super().__init__()
        self._types = types
        self._entries = help_entries(help_sections(*first, works=works), synonyms)
        self._refusal = refusal
        self._shown: list[HelpEntry] = []
        self._lines: list[HelpLine] = []
        self._list = ResultList()
        self._note = Static(_(_START), markup=False)
        self._input = SearchInput(
            self._find, placeholder=_("Type a key, or what it does: copy, ^s")
        )

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = pgettext("of the keyboard", "Keys")
            box.border_subtitle = _("enter does it · ↓ ↑: move · esc closes")
            yield self._input
            yield self._list
            yield self._note

    def on_mount(self) -> None:
        self._input.focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    # What is looked for

    def _find(self, words: str) -> None:
        self._note.update(_(_START))
        self._shown = matching_entries(self._entries, words)
        self._draw(at_start=True)

    def _draw(self, *, at_start: bool = False) -> None:
        entry = None if at_start else self._entry
        if not self._input.value.strip():
            self._shown = self._entries
        self._lines = help_lines(self._shown, self._list.size.width, types=self._types)
        if self._shown is self._entries:
            mouse = wrap(_(_MOUSE), min(_MAX_COLUMNS, max(1, self._list.size.width)))
            self._lines += [HelpLine(Text()), *(HelpLine(Text(words, "dim")) for words in mouse)]
        starts = [at for at, line in enumerate(self._lines) if line.is_start]
        same = [at for at in starts if entry is not None and self._lines[at].entry is entry]
        words = printable(self._input.value.strip())
        self._list.show(
            [line.text for line in self._lines],
            next(iter([*same, *starts]), -1),
            [
                _("No key has “{words}”.").format(words=words),
                _("Type fewer letters."),
            ],
        )
        self._show_title()

    def _show_title(self) -> None:
        """Have the title of the first section in sight with its first key."""
        if self._list.cursor <= 1:
            self._list.show_from(0)

    @property
    def _entry(self) -> HelpEntry | None:
        at = self._list.cursor
        return self._lines[at].entry if 0 <= at < len(self._lines) else None

    # The cursor, which stands on keys alone

    def action_move(self, step: int) -> None:
        self._to(self._list.cursor + step, step)

    def action_page(self, step: int) -> None:
        lines = self._list.lines_to_page(step)
        line = self._list.cursor + lines
        self._list.show_from(self._list.top_line + lines)
        self._to(line, step)

    def action_first(self) -> None:
        self._to(0, -1)

    def action_last(self) -> None:
        self._to(len(self._lines) - 1, 1)

    def _to(self, line: int, step: int) -> None:
        """Go to the key nearest to a line, on the side that the cursor goes to if there is one."""
        starts = [at for at, item in enumerate(self._lines) if item.is_start]
        if not starts:
            return
        if step > 0:
            there = next((at for at in starts if at >= line), starts[-1])
        else:
            there = next((at for at in reversed(starts) if at <= line), starts[0])
        self._note.update(_(_START))
        self._list.move_to(there)
        self._show_title()

    # Choosing

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._choose(self._entry)

    @on(ResultList.Chosen)
    def _on_line(self, event: ResultList.Chosen) -> None:
        event.stop()
        self._choose(self._lines[event.index].entry)

    def _choose(self, entry: HelpEntry | None) -> None:
        if entry is None:
            return
        refusal = self._refusal(entry.key)
        if refusal:
            self._note.update(printable(refusal))
        else:
            self.dismiss(entry.key)
