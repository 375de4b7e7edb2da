"""Finding words in what a pane shows."""

from collections.abc import Callable
from typing import Protocol

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from ovh_explorer.translation import N_, _
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.widgets.inputs import LineInput

__all__ = ["LETTERS", "FindBar", "Findable"]

LETTERS = N_("n next  N previous")
"""What goes on from match to match where letters are no text."""

# Of the input, before the names of keys are left out.
_MIN_COLUMNS = 12
# What is looked for has this many at most: a page that was pasted by mistake takes time at each
# letter.
_MAX_CHARACTERS = 500


class Findable(Protocol):
    """A view in which words are found."""

    def find(self, words: str) -> None:
        """Go to the first match from here on; forget the words before, where there are none."""

    def action_find_next(self, step: int) -> None:
        """Go to the next match (1) or the one before (-1)."""


class FindBar(Horizontal):
    """An input at the bottom, with how many matches there are."""

    STAYS_CLEAR = True
    BINDINGS = bindings("find")
    DEFAULT_CSS = """
    FindBar { display: none; height: 1; background: $boost; }
    FindBar.-on { display: block; }
    FindBar > Input { width: 1fr; border: none; height: 1; padding: 0 1; }
    FindBar > Static { width: auto; padding: 0 1; color: $text-muted; }
    FindBar > #find-close { padding: 0 1 0 0; }
    """

    class Done(Message):
        """The words stand; `n` and `N` go on from match to match."""

    def __init__(
        self,
        what: str,
        shown: Callable[[], Findable],
        *,
        id: str | None = None,
    ) -> None:
        """`what` names what is looked in: "the response"; `shown` is the view that shows it."""
        super().__init__(id=id)
        self._what = what
        self._shown = shown
        self._keys = LETTERS
        # The current match, and how many there are, in words; None where nothing is found.
        self._found: tuple[int, str] | None = None

    def compose(self) -> ComposeResult:
        yield LineInput(placeholder=_("find in {place}").format(place=self._what))
        yield Static("", markup=False, id="found")
        yield Static(_("esc closes"), markup=False, id="find-close")

    def open(self, what: str = "", keys: str = LETTERS) -> None:
        """Show the line and type into it.

        Args:
            what: what is looked in now.
            keys: what goes on from match to match while the view has the focus.
        """
        self._keys = keys
        self.add_class("-on")
        if what:
            self.query_one(Input).placeholder = _("find in {place}").format(place=what)
        # At once: what is typed next is for it.
        self.screen.set_focus(self.query_one(Input))

    def close(self) -> bool:
        """Hide the line and forget the words; False when it wasn't shown."""
        is_open = self.has_class("-on")
        if is_open:
            self.forget()
            self.post_message(self.Done())
        return is_open

    def renew(self) -> None:
        """Look for the words in what is shown now, where the line is open."""
        if self.has_class("-on"):
            self._shown().find(self._words)

    def forget(self) -> None:
        """Hide the line and forget the words; the focus is left to others."""
        if not self.has_class("-on"):
            return
        self.remove_class("-on")
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self._shown().find("")

    def say(self, position: int, count: int, *, is_cut: bool = False) -> None:
        """Where the search stands; `is_cut` where there are more matches than `count`."""
        shown = _("{count} or more").format(count=count) if is_cut else str(count)
        self._found = (position, shown) if count else None
        self._show_found()

    @property
    def is_found(self) -> bool:
        """Whether the line is open and there is a match to go on from."""
        return self.has_class("-on") and bool(self._words) and self._found is not None

    @property
    def _words(self) -> str:
        """What is looked for; "" where it is too long."""
        words = self.query_one(Input).value
        return words if len(words) <= _MAX_CHARACTERS else ""

    def _show_found(self) -> None:
        line = self.query_one(Input)
        if not line.value:
            words = ""
        elif len(line.value) > _MAX_CHARACTERS:
            words = _("too long: find at most {count} characters").format(count=_MAX_CHARACTERS)
        elif self._found is None:
            words = _("not found")
        else:
            position, count = self._found
            keys = _("↓ next  ↑ previous") if line.has_focus else _(self._keys)
            place = _("{position} of {count}").format(position=position, count=count)
            words = f"{place}  {keys}"
            if self.size.width - self._columns_beside(words) < _MIN_COLUMNS:
                words = place
        self.query_one("#found", Static).update(words)

    def _columns_beside(self, words: str) -> int:
        """Columns of what stands beside the input: `words`, and what closes it."""
        close = self.query_one("#find-close", Static)
        return cell_len(words) + 2 + close.outer_size.width

    def on_resize(self) -> None:
        self._show_found()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _show_keys(self) -> None:
        self._show_found()

    def on_click(self, event: events.Click) -> None:
        """Close it, or go on to the match that was clicked: the words name a key."""
        if event.widget is self.query_one("#find-close"):
            self.close()
            return
        label = self.query_one("#found", Static)
        at = event.screen_x - label.content_region.x
        said = str(label.content)
        for words, step in (("? next", 1), ("? previous", -1)):
            start = said.find(words[1:]) - 1
            if start >= 0 and start <= at < start + len(words):
                self.action_step(step)

    def say_searching(self, part: float) -> None:
        """How far a search is that takes long."""
        self.query_one("#found", Static).update(
            _("searching {percent} %").format(percent=f"{part * 100:.0f}")
        )

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._shown().find(self._words)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Done())

    def action_step(self, by: int) -> None:
        self._shown().action_find_next(by)
