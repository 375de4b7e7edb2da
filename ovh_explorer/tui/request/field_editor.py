"""The one input that stands over the value being edited, with the choices below it."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from ovh_explorer.form import Field, State
from ovh_explorer.text import printable
from ovh_explorer.tui.drawing.choices import choice_line, choices_of, find_choices
from ovh_explorer.tui.request.field_line import DropMark, FieldLine

__all__ = ["FieldEditor"]

# Values above and below the highlighted one that may be in sight.
_IN_SIGHT = 10


class FieldEditor(Widget):
    """Edits one field of a form as text; what is typed is in the field at once."""

    STAYS_CLEAR = True
    DEFAULT_CSS = """
    FieldEditor {
        layer: edit; layers: base mark;
        position: absolute;
        display: none;
        height: auto;
        width: 40;
    }
    FieldEditor > FieldLine {
        height: 1; border: none; padding: 0; background: $primary 45%;
        &:focus { border: none; background-tint: $foreground 5%; }
    }
    FieldEditor > OptionList {
        height: auto; max-height: 10; display: none; border: none; padding: 0; background: $panel;
        scrollbar-size: 1 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    class Changed(Message):
        """The field holds another text."""

    class Wanted(Message):
        """The values that `field` can take are wanted, from the account."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

    class Typing(Message):
        """Something was typed into `field`, whose values were not asked for."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

    class Stopped(Message):
        """The values aren't waited for any more."""

    class ChoicesShown(Message):
        """Values of `field` are in sight that have no label yet."""

        def __init__(self, field: Field, texts: list[str]) -> None:
            super().__init__()
            self.field = field
            self.texts = texts

    def __init__(
        self,
        move: Callable[[int], None],
        paste: Callable[[str], bool],
        left: Callable[[Field], None],
        picks: Callable[[Field], bool],
        current: Callable[[Field], str],
        *,
        id: str | None = None,
    ) -> None:
        """`move` goes on to the next field (1) or the one before (-1).

        `paste` takes a pasted text that is for the form as a whole, and says whether it is; `left`
        is told of a field whose editing is over. `picks` tells whether an operation lists what a
        field can take, `current` what an absent one begins with: what the object has now.
        """
        super().__init__(id=id)
        self._left_field = left
        self._paste = paste
        self._move = move
        self.field: Field | None = None
        # The input's text as far as the field has it.
        self._known = ""
        self._shown: list[str] = []
        self._picks = picks
        self._current = current
        # The values of the account for this field: text and label. None before they are asked for.
        self._offers: dict[str, str] | None = None

    def compose(self) -> ComposeResult:
        yield FieldLine(select_on_focus=False, compact=True)
        yield OptionList(compact=True)
        yield DropMark()

    @property
    def _line(self) -> Input:
        return self.query_one(FieldLine)

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def is_open(self) -> bool:
        """Whether a field is being edited."""
        return self.field is not None

    def edit(self, field: Field, x: int, y: int, width: int) -> None:
        """Stand at `x`, `y` of the container, `width` columns wide, and edit `field`, the cursor at
        its end.
        """
        self.finish()
        self.place(x, y, width)
        self.display = True
        line = self._line
        line.password = field.is_secret
        line.placeholder = printable(f"{field.schema.label}")
        self.field = field
        self.read_again()
        self.query_one(DropMark).display = bool(field.schema.choices) or self._picks(field)
        self._offers = None
        self._list.display = False
        self.screen.set_focus(line)

    def read_again(self) -> None:
        """Show what the field holds now."""
        if self.field is not None:
            self._known = self._line.value = self._text_of(self.field)
            self._line.cursor_position = len(self._known)

    def _text_of(self, field: Field) -> str:
        if field.state is State.ABSENT:
            # A line holds no text of several; F4 does.
            current = self._current(field)
            return "" if "\n" in current else current
        return field.text if field.state is State.SET else ""

    def type_text(self, text: str) -> None:
        """Type into the field: a character, or a text that was pasted, of several lines too."""
        if not self.take_paste(text):
            self._line.insert_text_at_cursor(text)
            self.settle()

    def finish(self) -> None:
        """Be done with the field: what was typed is in it."""
        self.settle()
        field, self.field = self.field, None
        if field is not None:
            self._left_field(field)

    def take_paste(self, text: str) -> bool:
        """Take a pasted text that an input of one line can't hold: a whole body, several lines."""
        if self._paste(text):
            return True
        lines = text.splitlines()
        if self.field is None or len(lines) < 2:
            return False
        self.settle()
        whole = self.field.parent
        if self.field.is_entry and whole is not None and whole.kind == "list":
            self._take_entries(self.field, whole, [line for line in lines if line.strip()])
        else:
            self._line.insert_text_at_cursor(text)
            self.field.type_text(self._line.value)
        self._known = self._line.value = ""
        self.finish()
        self.post_message(self.Changed())
        self._move(0)
        return True

    def _take_entries(self, field: Field, whole: Field, lines: list[str]) -> None:
        """Each line an entry of the list."""
        field.type_text(lines[0])
        for line in lines[1:]:
            whole.add_part(line)

    def place(self, x: int, y: int, width: int) -> None:
        """Move to where the value is drawn now."""
        self.absolute_offset = None
        self.styles.offset = Offset(x, y)
        self.styles.width = width
        self.query_one(DropMark).styles.offset = Offset(width - DropMark.WIDTH, 0)

    def close(self) -> None:
        """End editing; what was typed is in the field."""
        self.finish()
        self._list.display = False
        self.display = False

    @property
    def choosing(self) -> bool:
        """Whether the choices are open."""
        return bool(self._list.display)

    def close_choices(self) -> None:
        """Show no choices; values that were still asked for are not waited for."""
        self._list.display = False
        if not self._shown:
            self.post_message(self.Stopped())

    def toggle_choices(self) -> None:
        """Show what can be chosen, or hide it."""
        if self.choosing:
            self.close_choices()
        elif self._known_choices or self._picks_now:
            self.choose(1)

    @property
    def _known_choices(self) -> dict[str, str]:
        """What can be chosen, with a label or ""."""
        fixed = {} if self.field is None else choices_of(self.field)
        return fixed or self._offers or {}

    def wait_for_values(self, words: str) -> None:
        """Say that the values are being asked for, or why there are none."""
        options = self._list
        options.clear_options()
        self._shown = []
        options.add_option(Option(Content(printable(words)), disabled=True))
        options.display = True

    def offer(self, field: Field, values: dict[str, str]) -> None:
        """Offer values of the account, by their labels, while `field` is being edited."""
        if field is self.field:
            self._offers = values
            typed, before = self._line.value, self._highlighted
            self._open_choices("" if typed in values else typed)
            self._highlight(before or typed)

    def label(self, field: Field, text: str, label: str) -> None:
        """A value has a label now."""
        if field is not self.field or not self._offers or text not in self._offers or not label:
            return
        self._offers[text] = label
        if self.choosing and text in self._shown:
            place = self._shown.index(text)
            self._list.replace_option_prompt_at_index(place, choice_line(text, label))

    def _see(self) -> None:
        """Tell which values in sight have no label, so that they can get one."""
        if self.field is None or self._offers is None or not self.choosing:
            return
        first = self._list.highlighted or 0
        near = self._shown[max(0, first - _IN_SIGHT) : first + _IN_SIGHT]
        without = [text for text in near if not self._offers.get(text)]
        if without:
            self.post_message(self.ChoicesShown(self.field, without))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._see()

    def _open_choices(self, words: str) -> None:
        assert self.field is not None
        known = self._known_choices
        self._shown, more = find_choices(known, words)
        options = self._list
        options.clear_options()
        if not self._shown:  # what was typed stands, and is said to be wrong at the field
            options.display = False
            return
        options.add_options([choice_line(text, known[text]) for text in self._shown])
        if more:
            options.add_option(Option(more, disabled=True))
        options.display = True
        exact = next((i for i, text in enumerate(self._shown) if text.lower() == words.lower()), 0)
        options.highlighted = exact
        self._see()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if not self.settle() or self.field is None:
            return
        if self._known_choices:
            self._open_choices(self._line.value)
        elif self._offers is None:
            self.post_message(self.Typing(self.field))

    def settle(self) -> bool:
        """Put what the input says in the field, now: its messages come when they come. True when
        that is news.
        """
        text = self._line.value
        if self.field is None or text == self._known:
            return False
        self._known = text
        self.field.type_text(text)
        self.post_message(self.Changed())
        return True

    def enter(self) -> None:
        """Go on to the next field; not past one whose value has to be chosen: that opens its
        choices.
        """
        self.settle()
        field = self.field
        if (
            field is not None
            and field.schema.choices
            and field.required
            and not field.is_given
            and not self.choosing
        ):
            self.choose(1)
        else:
            self.leave(1)

    def leave(self, step: int) -> None:
        """Take what was typed or chosen and go on to another field."""
        self.settle()
        self.take_choice()
        self._move(step)

    def choose(self, step: int) -> None:
        """The arrows: open the choices and go through them; else go to another field."""
        self.settle()
        if self.field is None:
            return
        if not self._known_choices:
            if step > 0 and self._picks_now:
                self.post_message(self.Wanted(self.field))
            else:
                self._move(step)
        elif not self.choosing:
            self._open_choices("")
            self._highlight(self._line.value)
        elif step > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    @property
    def _picks_now(self) -> bool:
        """Whether the values can be asked for that the field can take."""
        return self.field is not None and self._offers is None and self._picks(self.field)

    @property
    def _highlighted(self) -> str:
        """The value that is highlighted; "" for none."""
        at = self._list.highlighted
        return self._shown[at] if self.choosing and self._shown and at is not None else ""

    def _highlight(self, value: str) -> None:
        if value in self._shown:
            self._list.highlighted = self._shown.index(value)

    def take_choice(self) -> bool:
        """Put the highlighted choice in the field; False when no choices are open."""
        index = self._list.highlighted
        if not self.choosing or index is None or self.field is None or not self._shown:
            return False
        text = self._shown[index]
        self._list.display = False
        self._known = self._line.value = text
        if text:
            self.field.type_text(text)
        else:  # an empty text is a value of two enumerations of the real catalog
            self.field.take("")
        self.post_message(self.Changed())
        return True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._list.highlighted = event.option_index
        self.leave(1)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        focused = self.screen.focused
        if focused is None or self not in focused.ancestors:
            self.call_after_refresh(self._left)

    def _left(self) -> None:
        focused = self.screen.focused
        if self.is_open and (focused is None or self not in focused.ancestors):
            self.close()
