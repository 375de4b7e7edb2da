"""The list of values below a field that is edited."""

from collections.abc import Mapping

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ovh_explorer.text import printable
from ovh_explorer.tui.drawing.choices import choice_line, find_choices

__all__ = ["ChoiceList"]

# Values above and below the highlighted one that may be in sight.
_IN_SIGHT = 10


class ChoiceList(OptionList):
    """Shows the values that a field can take, or says that they are on their way.

    Attributes:
        is_waiting: values are being fetched; what is said meanwhile is in the list.
        columns: how wide it is.
        was_moved: the user went through the list, so what is highlighted is a choice.
    """

    DEFAULT_CSS = """
    ChoiceList {
        height: auto; max-height: 10; display: none; border: none; padding: 0; background: $panel;
        scrollbar-size: 1 1; text-wrap: nowrap; text-overflow: ellipsis;
        &.-says { text-wrap: wrap; }
    }
    """

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._values: list[str] = []
        self.columns = 0
        self.is_waiting = False
        self.was_moved = False

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
        """The value that is highlighted; None where there is none."""
        at = self.highlighted
        return self._values[at] if self.is_shown and self._values and at is not None else None

    @property
    def _room(self) -> int:
        """The columns of a value and its label, beside the scroll bar."""
        return max(0, self.columns - 1)

    def hide(self) -> None:
        """Close the list; values that are on their way are not waited for."""
        self.display = self.is_waiting = self.was_moved = False

    def say(self, words: str, *, waits: bool) -> None:
        """Say that the values are being fetched, or why there are none."""
        self.clear_options()
        self._values = []
        self.set_class(True, "-says")
        self.add_option(Option(Content(printable(words)), disabled=True))
        self.display = True
        self.is_waiting, self.was_moved = waits, False

    def show_values(self, known: Mapping[str, str], words: str) -> None:
        """List those of the `known` values that have `words` in them; nothing where none has."""
        self.hide()
        self._values, more = find_choices(known, words)
        self.clear_options()
        self.set_class(False, "-says")
        if not self._values:  # what was typed stands, and is said to be wrong at the field
            return
        self.add_options([choice_line(text, known[text], self._room) for text in self._values])
        if more:
            self.add_option(Option(more, disabled=True))
        self.display = True
        same = (i for i, text in enumerate(self._values) if text.lower() == words.lower())
        self.highlighted = next(same, 0)

    def highlight(self, value: str) -> None:
        """Highlight a value, where it is listed."""
        if value in self._values:
            self.highlighted = self._values.index(value)

    def step(self, by: int) -> None:
        """Go to the next value, or to the one before."""
        self.was_moved = True
        if by > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()

    def label(self, text: str, label: str) -> None:
        """Show a value's label, which came later."""
        if self.is_shown and text in self._values:
            place = self._values.index(text)
            self.replace_option_prompt_at_index(place, choice_line(text, label, self._room))

    def in_sight(self) -> list[str]:
        """The values that may be in sight."""
        first = self.highlighted or 0
        return self._values[max(0, first - _IN_SIGHT) : first + _IN_SIGHT]
