"""The one input that stands over the value being edited, with the choices below it."""

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList

from ovh_explorer.form import Field, State
from ovh_explorer.text import printable
from ovh_explorer.tui.keys import bindings

__all__ = ["FieldEditor"]

_MOST_CHOICES = 200


class _Line(Input):
    """An input that leaves ``tab``, ``enter`` and the vertical arrows to the form."""

    BINDINGS = bindings("field")

    def action_next_field(self) -> None:
        self.post_message(FieldEditor.Leave(1))

    def action_previous_field(self) -> None:
        self.post_message(FieldEditor.Leave(-1))

    def action_choices(self) -> None:
        self.post_message(FieldEditor.Choose(1))

    def action_up(self) -> None:
        self.post_message(FieldEditor.Choose(-1))


class FieldEditor(Widget):
    """Edits one :class:`~ovh_explorer.form.Field` as text; what is typed is in the field at once."""

    DEFAULT_CSS = """
    FieldEditor {
        layer: edit;
        position: absolute;
        display: none;
        height: auto;
        width: 40;
    }
    FieldEditor > _Line {
        height: 1; border: none; padding: 0; background: $primary 45%;
        &:focus { border: none; background-tint: $foreground 5%; }
    }
    FieldEditor > OptionList {
        height: auto; max-height: 10; display: none; border: none; padding: 0; background: $panel; scrollbar-size: 1 1;
    }
    """

    class Typed(Message):
        """The field holds another text."""

    class Leave(Message):
        """Editing ends; `step` is where to: the next field, the one before, or 0 to stay."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Choose(Message):
        """The arrows ask for the choices."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self) -> None:
        super().__init__()
        self.field: Field | None = None
        self._shown: list[str] = []

    def compose(self) -> ComposeResult:
        yield _Line(select_on_focus=False)
        yield OptionList()

    @property
    def _line(self) -> Input:
        return self.query_one(_Line)

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def is_open(self) -> bool:
        """Whether a field is being edited."""
        return self.field is not None

    def edit(self, field: Field, x: int, y: int, width: int) -> None:
        """Stand at `x`, `y` of the container, `width` columns wide, and edit `field`."""
        self.field = None  # what the input says while it is filled isn't typed
        self.place(x, y, width)
        self.display = True
        line = self._line
        line.password = field.is_secret
        line.placeholder = printable(f"{field.label}")
        with self.prevent(Input.Changed):
            line.value = field.text if field.state is State.SET else ""
        line.cursor_position = len(line.value)
        self.field = field
        self._list.display = False
        line.focus()

    def place(self, x: int, y: int, width: int) -> None:
        """Move to where the value is drawn now."""
        self.absolute_offset = None
        self.styles.offset = Offset(x, y)
        self.styles.width = width

    def close(self) -> None:
        """End editing; what was typed is in the field already."""
        self.field = None
        self._list.display = False
        self.display = False

    @property
    def choosing(self) -> bool:
        """Whether the choices are open."""
        return bool(self._list.display)

    def close_choices(self) -> None:
        self._list.display = False

    def _open_choices(self, words: str) -> None:
        assert self.field is not None
        texts = [
            printable(str(value).lower() if isinstance(value, bool) else str(value)) for value in self.field.choices
        ]
        needle = words.lower()
        self._shown = [text for text in texts if needle in text.lower()][:_MOST_CHOICES] or texts[:_MOST_CHOICES]
        options = self._list
        options.clear_options()
        from textual.content import Content

        options.add_options([Content(text or "(empty)") for text in self._shown])
        options.display = True
        exact = next((i for i, text in enumerate(self._shown) if text.lower() == needle), 0)
        options.highlighted = exact

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.field is None:
            return
        self.field.type_text(event.value)
        if self.field.choices:
            self._open_choices(event.value)
        self.post_message(self.Typed())

    def on_field_editor_choose(self, event: Choose) -> None:
        event.stop()
        if self.field is None:
            return
        if not self.field.choices:
            self.post_message(self.Leave(event.step))
        elif not self.choosing:
            self._open_choices("" if event.step > 0 else self._line.value)
            self._highlight_current()
        elif event.step > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def _highlight_current(self) -> None:
        value = self._line.value
        if value in self._shown:
            self._list.highlighted = self._shown.index(value)

    def take_choice(self) -> bool:
        """Put the highlighted choice in the field; False when no choices are open."""
        index = self._list.highlighted
        if not self.choosing or index is None or self.field is None:
            return False
        text = self._shown[index]
        self._list.display = False
        with self.prevent(Input.Changed):
            self._line.value = text
        if text:
            self.field.type_text(text)
        else:  # an empty text is a value of two enumerations of the real catalog
            self.field.take("")
        self.post_message(self.Typed())
        return True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._list.highlighted = event.option_index
        if self.take_choice():
            self.post_message(self.Leave(1))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        focused = self.screen.focused
        if focused is None or self not in focused.ancestors:
            self.call_after_refresh(self._left)

    def _left(self) -> None:
        focused = self.screen.focused
        if self.is_open and (focused is None or self not in focused.ancestors):
            self.close()
