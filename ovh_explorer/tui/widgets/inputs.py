"""Inputs of one line."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate

from rich.cells import cell_len, get_character_cell_size
from rich.text import Text
from textual import events
from textual.strip import Strip
from textual.widgets import Checkbox, Input
from textual.widgets.input import Selection

from ovh_explorer.text import masked_controls
from ovh_explorer.translation import ngettext, number

__all__ = ["LineInput", "PlainInput", "SearchInput"]

# What a double click selects one of: letters and digits, blanks, or other signs.
_RUN = re.compile(r"\w+|\s+|[^\w\s]+")
# Characters from which on a value is measured once, and drawn as far as it is in sight.
_MIN_LONG_CHARACTERS = 500
# What may make the character before it wider.
_SELECTOR = "\ufe0f"


def _sizes(text: str) -> Iterable[int]:
    """The columns that each character takes, as Rich counts them."""
    if _SELECTOR not in text:
        return map(get_character_cell_size, text)
    pairs = zip(f" {text}", text, strict=False)
    return (cell_len(before + character) - cell_len(before) for before, character in pairs)


def _select_by_click(line: Input, chain: int) -> None:
    """Select the word around the caret at the second click of a chain, everything at the third.

    Of what is masked, a second click selects everything: where its words end is not to be seen.
    """
    if chain == 2 and not line.password:
        # Behind the last character, the word that ends there.
        at = min(line.cursor_position, len(line.value) - 1)
        for run in _RUN.finditer(line.value):
            if run.start() <= at < run.end():
                line.selection = Selection(*run.span())
    elif chain >= 2:
        line.select_all()


class PlainInput(Input):
    """An input that draws a mark for each character that a terminal would act on.

    What is edited may come from a pasted command, a link, or the account: Textual's own draws it as
    it is. Of a long value it measures and draws the whole many times at each key.
    """

    # The columns before each character and behind the last, and of which value. As numbers of
    # Python they took eight times the memory, in small pieces that leave gaps.
    _columns: "tuple[str, bool, array[int]]" = ("", False, array("I", [0]))

    @property
    def _is_long(self) -> bool:
        return len(self.value) >= _MIN_LONG_CHARACTERS

    @property
    def _drawn(self) -> str:
        """The value as it is drawn, as many characters as it has."""
        return "•" * len(self.value) if self.password else masked_controls(self.value)

    def _column_before(self) -> "array[int]":
        """The columns before each character of a long value, and behind the last."""
        value, is_masked, columns = self._columns
        if (value, is_masked) != (self.value, self.password):
            columns = array("I", accumulate(_sizes(self._drawn), initial=0))
            self._columns = self.value, self.password, columns
        return columns

    @property
    def content_width(self) -> int:
        """The columns of the value, and one for the cursor behind it."""
        return self._column_before()[-1] + 1 if self._is_long else super().content_width

    def render_line(self, y: int) -> Strip:
        if y or not self._is_long or self._suggestion:
            return super().render_line(y)
        columns, left = self._column_before(), self.scroll_offset.x
        width = self.scrollable_content_region.width + 1
        first = max(0, bisect_right(columns, left) - 1)
        last = bisect_right(columns, left + width) - 1
        # A blank for the cursor behind the end.
        text = Text(f"{self._drawn[first:last]} ", no_wrap=True, overflow="ignore", end="")
        if self.has_focus:
            start, end = (max(0, at - first) for at in sorted(self.selection))
            if start < end:
                text.stylize_before(self.get_component_rich_style("input--selection"), start, end)
            if self._cursor_visible and (cursor := self.cursor_position - first) >= 0:
                text.stylize(self.get_component_rich_style("input--cursor"), cursor, cursor + 1)
        options = self.app.console_options.update_width(max(1, text.cell_len))
        strip = Strip(self.app.console.render(text, options))
        begun = left - columns[first]
        strip = strip.crop(begun, begun + width).extend_cell_length(width)
        return strip.apply_style(self.rich_style)

    @property
    def _value(self) -> Text:
        text = super()._value
        if not self.password:
            # Of the value itself: Rich leaves some of them out, and the cursor would stand beside
            # its place.
            text.plain = masked_controls(self.value)
        return text

    def _position_to_cell(self, position: int) -> int:
        """How many columns are before a character, as they are drawn.

        Textual's own takes a tab for up to four columns, and hours for a long text with a line end
        in it.
        """
        if self._is_long:
            return self._column_before()[min(position, len(self.value))]
        return cell_len(self._drawn[:position])

    def index_at(self, column: int) -> int:
        """The character that is drawn at a column, as long as the line isn't scrolled."""
        if self._is_long:
            return min(bisect_right(self._column_before(), column) - 1, len(self.value))
        for index in range(len(self.value)):
            if self._position_to_cell(index + 1) > column:
                return index
        return len(self.value)

    def on_click(self, event: events.Click) -> None:
        """Select a word by a double click, everything by a triple one."""
        _select_by_click(self, event.chain)


class LineInput(PlainInput):
    """An input of a dialog.

    Args:
        enter_goes_on: enter goes to the next field or button, past boxes to tick.
        leave: what backspace does where nothing is left to delete.
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        password: bool = False,
        enter_goes_on: bool = False,
        leave: Callable[[], None] | None = None,
        id: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            password=password,
            id=id,
            disabled=disabled,
            compact=True,
        )
        self._enter_goes_on = enter_goes_on
        self._leave = leave

    def action_delete_left(self) -> None:
        if self._leave is not None and not self.value:
            self._leave()
        else:
            super().action_delete_left()

    def on_paste(self, event: events.Paste) -> None:
        """Say what of several lines was left out: Textual's own takes the first without a word."""
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) < 2:
            return
        event.stop()
        event.prevent_default()
        self.replace(lines[0], *self.selection)
        more = len(lines) - 1
        words = ngettext(
            "Only the first line was pasted: {count} more was left out.",
            "Only the first line was pasted: {count} more were left out.",
            more,
        )
        words = words.format(count=number(more))
        self.notify(words, severity="warning", timeout=6, markup=False)

    async def action_submit(self) -> None:
        if self._enter_goes_on:
            chain = self.screen.focus_chain
            after = chain[chain.index(self) + 1 :]
            following = next((item for item in after if not isinstance(item, Checkbox)), None)
            if following is not None:
                following.focus()
        else:
            await super().action_submit()


class SearchInput(LineInput):
    """An input that has its words looked for before it is drawn itself.

    By Textual's `Changed` message the results come a frame (17 ms) after the letter; so they come
    with it.
    """

    def __init__(
        self,
        look: Callable[[str], None],
        take_lines: Callable[[str], str] = lambda text: " ".join(text.split()),
        *,
        placeholder: str,
    ) -> None:
        """`look` is called with the words at every change. `take_lines` is given what is pasted in
        several lines, of which Textual's own takes the first alone, and says what stands in the
        one line.
        """
        super().__init__(placeholder=placeholder)
        self._look_for = look
        self._take_lines = take_lines

    def watch_value(self, value: str) -> None:
        if self.is_mounted:
            self._look_for(value)

    def on_paste(self, event: events.Paste) -> None:
        if len(event.text.strip().splitlines()) > 1:
            event.stop()
            event.prevent_default()
            self.value = self._take_lines(event.text)
            self.cursor_position = len(self.value)
