"""Inputs of one line."""

import re
from collections.abc import Callable

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.widgets import Checkbox, Input
from textual.widgets.input import Selection

from ovh_explorer.text import masked_controls

__all__ = ["LineInput", "PlainInput", "SearchInput", "select_by_click"]

# What a double click selects one of: letters and digits, blanks, or other signs.
_RUN = re.compile(r"\w+|\s+|[^\w\s]+")


def select_by_click(line: Input, chain: int) -> None:
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
    it is.
    """

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
        return cell_len(masked_controls(self.value[:position]))

    def index_at(self, column: int) -> int:
        """The character that is drawn at a column, as long as the line isn't scrolled."""
        for index in range(len(self.value)):
            if self._position_to_cell(index + 1) > column:
                return index
        return len(self.value)

    def on_click(self, event: events.Click) -> None:
        """Select a word by a double click, everything by a triple one."""
        select_by_click(self, event.chain)


class LineInput(PlainInput):
    """An input of a dialog.

    Args:
        enter_goes_on: enter goes to the next field or button, past boxes to tick.
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        password: bool = False,
        enter_goes_on: bool = False,
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
