"""The list of values below a field that is edited."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ovh_explorer.text import folded, printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.choices import choice_line, find_choices, line_columns
from ovh_explorer.tui.messages import ShowKeys
from ovh_explorer.tui.terminal.whole_rows import WholeRows

__all__ = ["ChoiceList"]

# Columns beside the values: of the edge, by which a list of one line is no value of the next field
# in one colour either, and of the scroll bar.
_BESIDE = 2
# Values above and below the highlighted one that may be in sight.
_IN_SIGHT = 10
# Lines of the list, where the screen has so many below the field, or above it: names are asked for
# of all values in sight.
_MIN_LINES, _MAX_LINES = 4, 20


class ChoiceList(WholeRows, OptionList):
    """Shows the values that a field can take, or says that they are on their way.

    It stands over the panes: as wide as its longest value, where the field is narrower, and above
    the field where the screen has no room below.

    Attributes:
        is_waiting: values are being fetched; what is said meanwhile is in the list.
        was_moved: the user went through the list, so what is highlighted is a choice.
    """

    STAYS_CLEAR = True
    DEFAULT_CSS = """
    ChoiceList {
        overlay: screen; constrain: inside inflect; margin: 1 0; offset-y: -1;
        height: auto; max-height: 10; display: none; padding: 0; background: $panel;
        scrollbar-size: 1 1; text-wrap: nowrap; text-overflow: ellipsis;
        &.-says { text-wrap: wrap; }
        &.-textual-compact { border-left: vkey $primary !important; }
    }
    """

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._values: list[str] = []
        # Whether "not set" is offered behind them. It is no text: a value may be spelt so.
        self._can_be_unset = False
        # What can be chosen, with labels as far as they came.
        self._labels: dict[str, str] = {}
        self._field_columns = self._columns = self._field_line = 0
        self._rows = _IN_SIGHT
        self.is_waiting = False
        self.was_moved = False
        # Whether it is open, and with values, as far as the footer knows.
        self._told = (False, False)

    @property
    def is_shown(self) -> bool:
        """Whether the list is open, with values or with words about them."""
        return bool(self.display)

    @property
    def values(self) -> list[str]:
        """The values that are listed."""
        return self._values

    @property
    def value(self) -> str | None:
        """The value that is highlighted; None for "not set", and where there is none."""
        at = self.highlighted
        is_one = self.is_shown and at is not None and at < len(self._values)
        return self._values[at] if is_one and at is not None else None

    @property
    def has_choice(self) -> bool:
        """Whether a value is highlighted, or "not set"."""
        return self.value is not None or self._is_at_unset

    @property
    def _is_at_unset(self) -> bool:
        return self.is_shown and self._can_be_unset and self.highlighted == len(self._values)

    @property
    def _room(self) -> int:
        """The columns of a value and its label."""
        return max(0, self._columns - _BESIDE)

    def stand_below(self, columns: int, line: int) -> None:
        """Stand below a field of so many columns, which is in that line of its pane."""
        self._field_columns, self._field_line = columns, line
        self._fit()

    def _fit(self) -> bool:
        """Be as wide as the field and as the longest value, with its label, as far as the screen
        is; whether it is wider or narrower now.
        """
        before, wanted = self._columns, self._field_columns
        if self._values:
            widest = max(line_columns(text, self._labels[text]) for text in self._values)
            if self._can_be_unset:
                widest = max(widest, cell_len(_("not set")))
            wanted = max(wanted, min(widest + _BESIDE, self.app.size.width))
        self.styles.width = self._columns = wanted
        return self._columns != before

    def hide(self) -> None:
        """Close the list; values that are on their way are not waited for."""
        self.is_waiting = self.was_moved = False
        self._show(False)

    def _fit_height(self) -> None:
        """Have as many lines as there are on the side of the field with more of them."""
        editor = self.parent
        assert editor is not None
        pane = editor.parent
        assert isinstance(pane, Widget)
        line = pane.content_region.y + self._field_line
        # The lines of header and footer stay.
        most = max(line - 1, self.app.size.height - line - 3)
        self._rows = max(_MIN_LINES, min(most, _MAX_LINES))
        self.styles.max_height = self._rows

    def _show(self, shown: bool) -> None:
        """Be open or closed; other keys work when that changes, or when values come."""
        if shown:
            self._fit_height()
        self.display = shown
        has_values = shown and bool(self._values)
        if (shown, has_values) != self._told:
            self._told = (shown, has_values)
            self.post_message(ShowKeys())

    def say(self, words: str, *, waits: bool) -> None:
        """Say that the values are being fetched, or why there are none."""
        self.clear_options()
        self._values, self._can_be_unset = [], False
        self._fit()
        self.set_class(True, "-says")
        self.add_option(Option(Content(printable(words)), disabled=True))
        self.is_waiting, self.was_moved = waits, False
        self._show(True)

    def show_values(self, known: Mapping[str, str], words: str, *, can_be_unset: bool) -> None:
        """List those of the `known` values that have `words` in them; nothing where none has. All
        of them with "not set", where the field `can_be_unset`.
        """
        self.is_waiting = self.was_moved = False
        self._can_be_unset = can_be_unset and not words
        self._values, more = find_choices(known, words)
        self._labels = dict(known)
        self._fit()
        self.clear_options()
        self.set_class(False, "-says")
        if not self._values:  # what was typed stands, and is said to be wrong at the field
            self._show(False)
            return
        self.add_options([choice_line(text, known[text], self._room) for text in self._values])
        if self._can_be_unset:
            self.add_option(Content.styled(_("not set"), "$text-muted italic"))
        if more:
            self.add_option(Option(more, disabled=True))
        self._show(True)
        same = (i for i, text in enumerate(self._values) if folded(text) == folded(words))
        self.highlighted = next(same, 0)

    @contextmanager
    def on_its_value(self, otherwise: str) -> Iterator[None]:
        """Show other values within, and stay on the value that is highlighted; where none is, on
        that.
        """
        before, was_moved = self.value, self.was_moved
        yield
        self.highlight(before or otherwise)
        self.was_moved = was_moved

    def highlight(self, value: str) -> None:
        """Highlight a value where it is listed, else the first that has its words, as the list is
        filtered; none where no value has: then enter chooses nothing in place of what was typed.
        """
        if value in self._values:
            self.highlighted = self._values.index(value)
            return
        listed = {text: self._labels[text] for text in self._values}
        like, _more = find_choices(listed, value)
        self.highlighted = self._values.index(like[0]) if like else None

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Have what is highlighted in sight; with the last value "not set", which is below it."""
        super().scroll_to_highlight(top)
        if self._can_be_unset and self.highlighted == len(self._values) - 1:
            self.scroll_end(animate=False, immediate=True)

    def step(self, by: int) -> None:
        """Go to the next value, or to the one before."""
        self.was_moved = True
        if by > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()

    def label(self, text: str, label: str) -> None:
        """Show a value's label, which came later."""
        if not self.is_shown or text not in self._values:
            return
        self._labels[text] = label
        changed = self._values if self._fit() else [text]
        for place, value in enumerate(self._values):
            if value in changed:
                line = choice_line(value, self._labels[value], self._room)
                self.replace_option_prompt_at_index(place, line)

    def in_sight(self) -> list[str]:
        """The values that may be in sight."""
        here = self.highlighted or 0
        first, end = here - _IN_SIGHT, here + _IN_SIGHT
        top = self.scroll_offset.y
        if top <= here < top + self._rows:
            first, end = min(first, top), max(end, top + self._rows)
        return self._values[max(0, first) : end]
