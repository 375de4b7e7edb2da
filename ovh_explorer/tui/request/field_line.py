"""The line of a field that is edited: its input, and the mark that opens the values."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol, cast

from textual import events
from textual.widgets import Static
from textual.widgets.input import Selection

from ovh_explorer.form import Field
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.choices import can_be_unset
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.request.form_edit import yes_or_no
from ovh_explorer.tui.request.form_steps import FormSteps
from ovh_explorer.tui.widgets.inputs import PlainInput

__all__ = ["DropMark", "FieldLine"]


class _Editor(Protocol):
    """What holds the line, and does what its keys ask for."""

    steps: FormSteps
    field: Field | None

    @property
    def pasting(self) -> Callable[[], AbstractContextManager[None]]: ...

    def settle(self) -> bool: ...

    def take_paste(self, text: str) -> bool: ...

    def leave(self, step: int) -> None: ...

    def enter(self) -> None: ...

    def choose(self, step: int) -> None: ...

    def toggle_choices(self) -> None: ...

    @property
    def offers_choices(self) -> bool: ...

    @property
    def choosing(self) -> bool: ...

    @property
    def enter_words(self) -> str: ...


class FieldLine(PlainInput):
    """An input that gives ``tab``, ``enter`` and the vertical arrows to the form."""

    BINDINGS = bindings("field")

    async def _on_key(self, event: events.Key) -> None:
        editor = self._editor
        if event.key != "space" or self.value or not (editor.choosing or editor.offers_choices):
            return
        # As on the row: a value that begins with a blank is none. PlainInput would type it.
        event.stop()
        event.prevent_default()
        if not editor.choosing:
            editor.choose(1)

    def on_click(self, event: events.Click) -> None:
        """Show the values of an empty field, as a click on its row does: the one before may have
        led here.
        """
        editor = self._editor
        if not self.value and editor.offers_choices and not editor.choosing:
            editor.choose(1)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        editor = self._editor
        editor.settle()
        with editor.pasting():
            # An input takes the first line and drops the others.
            if event.text and not editor.take_paste(event.text):
                self.replace(event.text.splitlines()[0], *self.selection)
            editor.settle()

    @property
    def _editor(self) -> _Editor:
        return cast(_Editor, self.parent)

    @property
    def key_labels(self) -> dict[str, str]:
        """What keys do in the line, for the footer: they are those of the values while these are
        open.
        """
        labels = {"enter": self._editor.enter_words, "ctrl+t": self._editor.steps.state_words}
        if self._editor.choosing:
            labels["escape"] = _("close the list")
            # It is seen to be open: the footer has room for where enter leads.
            labels["choices"] = ""
        if not self._editor.steps.has_next:
            labels["next_field"] = ""
        return labels

    @property
    def wished_keys(self) -> tuple[str, ...]:
        """The keys that a narrow footer has before others: who has a mouse alone leaves the field
        and sets it back by them. The values that are open have an entry for that.
        """
        editor = self._editor
        return ("escape", "ctrl+t") if can_be_unset(editor.field) and not editor.choosing else ()

    def select_columns(self, start: int, end: int) -> None:
        """Select what is drawn between two columns."""
        self.selection = Selection(self.index_at(start), self.index_at(end))

    def spell_boolean(self) -> str:
        """Have the word in place of a letter that says true or false; what the line says then."""
        word = yes_or_no(self.value)
        if word != self.value:
            self.value = word
            self.cursor_position = len(word)
        return word

    def action_next_field(self) -> None:
        self._editor.leave(1)

    def action_enter(self) -> None:
        self._editor.enter()

    def action_previous_field(self) -> None:
        self._editor.leave(-1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Values are offered where there are some; else the key has its other use."""
        if action == "choices" and not self._editor.offers_choices:
            return False
        return super().check_action(action, parameters)

    def action_choices(self) -> None:
        self._editor.choose(1)

    def action_down(self) -> None:
        self._editor.choose(1)

    def action_up(self) -> None:
        self._editor.choose(-1)


class DropMark(Static):
    """Stands at the end of a line that has values to choose from; a click shows or hides them."""

    WIDTH = 3
    DEFAULT_CSS = """
    DropMark {
        position: absolute; layer: mark; display: none; width: 3; height: 1;
        background: $primary 45%; color: $text-accent;
    }
    """

    def __init__(self) -> None:
        super().__init__(" ▾ ", markup=False)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        cast(_Editor, self.parent).toggle_choices()
