"""The one input that stands over the value being edited, with the choices below it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList

from ovh_explorer.form import Field
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.choices import can_be_unset, values_left
from ovh_explorer.tui.request.choice_list import ChoiceList
from ovh_explorer.tui.request.field_line import DropMark, FieldLine
from ovh_explorer.tui.request.field_messages import ChoicesShown, Stopped, Typing, ValuesWanted
from ovh_explorer.tui.request.form_edit import begun_choice, has_to_choose, line_text, take_value
from ovh_explorer.tui.request.form_steps import FormSteps
from ovh_explorer.tui.request.paste_text import paste_unquoted, take_lines

__all__ = ["FieldEditor"]


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
    """

    class Changed(Message):
        """The field holds another text."""

    def __init__(
        self,
        steps: FormSteps,
        paste: Callable[[str], bool],
        left: Callable[[Field], None],
        picks: Callable[[Field], bool],
        current: Callable[[Field], str],
        replaces: Callable[[str, str], None],
        pasting: Callable[[], AbstractContextManager[None]],
        *,
        id: str | None = None,
    ) -> None:
        """`steps` goes on to other fields, `left` is told of one whose editing is over.

        `paste` takes a pasted text that is for the whole form, and says whether it is; `pasting`
        has undo take it back. `picks` tells whether an operation lists what a field can take,
        `current` what the object has now. `replaces` is told of a typed text and its replacement.
        """
        super().__init__(id=id)
        self._left_field = left
        self._paste = paste
        self.steps = steps
        self.field: Field | None = None
        # The input's text as far as the field has it, and as the editing began.
        self._known = self._began = ""
        self._picks = picks
        self._current = current
        self._replaces = replaces
        self.pasting = pasting
        # The values of the account for this field: text and label. None before they are asked for.
        self._offers: dict[str, str] | None = None
        # Whether all values are wanted, as nothing was typed since a key asked for them.
        self._wants_all = False

    def compose(self) -> ComposeResult:
        yield FieldLine(select_on_focus=False, compact=True)
        yield ChoiceList()
        yield DropMark()

    @property
    def _line(self) -> FieldLine:
        return self.query_one(FieldLine)

    @property
    def _list(self) -> ChoiceList:
        return self.query_one(ChoiceList)

    @property
    def is_open(self) -> bool:
        """Whether a field is being edited."""
        return self.field is not None

    def edit(self, field: Field, x: int, y: int, width: int, *, anew: bool) -> None:
        """Edit `field` at `x`, `y` of the container; `anew` by replacing what is there."""
        self.finish()
        self.place(x, y, width)
        self.display = True
        self._line.placeholder = printable(f"{field.schema.label}")
        self.field = field
        self.read_again()
        if anew:
            self._line.select_all()
        self.query_one(DropMark).display = bool(field.schema.choices) or self._picks(field)
        self._offers = None
        self.screen.set_focus(self._line)

    def read_again(self) -> None:
        """Show what the field holds now, a secret as dots: undo may bring one back."""
        self._list.hide()
        if self.field is not None:
            self._line.password = self.field.is_secret
            self._known = self._began = self._line.value = line_text(self.field, self._current)
            self._line.cursor_position = len(self._known)

    def select(self, start: int, end: int) -> None:
        """Select what is drawn between two columns, if a field is edited."""
        if self.is_open:
            self._line.select_columns(start, end)

    def goes_on(self, field: Field | None) -> bool:
        """Edit a field on, where that is the one that is edited: a click beside its line took the
        focus from it. Else False.
        """
        if field is None or self.field is not field:
            return False
        self.screen.set_focus(self._line)
        return True

    def replace(self, text: str) -> None:
        """Type in place of what the field holds."""
        self._line.value = ""
        self.type_text(text)

    def type_text(self, text: str) -> None:
        """Type into the field: a character, or a text that was pasted, of several lines too."""
        if not self.take_paste(text):
            self._line.insert_text_at_cursor(text)
            self.settle()
            self._list_fitting()

    def finish(self) -> None:
        """Be done with the field: what was typed is in it."""
        self.settle()
        field, self.field = self.field, None
        if field is not None:
            self._left_field(field)

    def take_paste(self, text: str) -> bool:
        """Take a pasted text that is no line as it is: a whole body, several lines, in quotes."""
        if self._paste(text):
            return True
        lines = text.splitlines()
        if self.field is None or len(lines) < 2:
            return paste_unquoted(self._line, self.field, text)
        if not text.strip():
            return True  # lines without anything
        self.settle()
        take_lines(self._line, self.field, text)
        self._known = ""
        self.finish()
        self.post_message(self.Changed())
        self.steps.go_to(0)
        return True

    def place(self, x: int, y: int, width: int) -> None:
        """Move to where the value is drawn now."""
        self.absolute_offset = None
        self.styles.offset = Offset(x, y)
        self.styles.width = width
        self._list.stand_below(width, y)
        self.query_one(DropMark).styles.offset = Offset(width - DropMark.WIDTH, 0)

    def close(self) -> None:
        """End editing; what was typed is in the field."""
        self.finish()
        self._list.hide()
        self.display = False

    @property
    def choosing(self) -> bool:
        """Whether the choices are open."""
        return self._list.is_shown

    @property
    def has_choice(self) -> bool:
        """Whether enter would take a value that is highlighted."""
        return self._list.has_choice

    @property
    def enter_words(self) -> str:
        """What enter does, for the footer; "" where that isn't to leave the field."""
        if (
            self.field is None
            or self._list.is_waiting
            or (self._has_to_choose and not self.choosing)
        ):
            return ""
        return self.steps.enter_words(chooses=self.has_choice)

    def close_choices(self) -> None:
        """Show no choices; values that were still asked for are not waited for."""
        self._list.hide()
        if not self._list.values:
            self.post_message(Stopped())

    def toggle_choices(self) -> None:
        """Show what can be chosen, or hide it."""
        if self.choosing:
            self.close_choices()
        elif self.offers_choices:
            self.choose(1)

    @property
    def _known_choices(self) -> dict[str, str]:
        """What can be chosen, with a label or ""."""
        return {} if self.field is None else values_left(self.field, self._offers or {})

    @property
    def offers_choices(self) -> bool:
        """Whether there are values to show, or to ask for."""
        return self.choosing or bool(self._known_choices) or self._picks_now

    def say(self, words: str, *, waits: bool = False) -> None:
        """Say that the values are being asked for and it `waits`, or why there are none."""
        self._list.say(words, waits=waits)

    def offer(self, field: Field, values: dict[str, str]) -> None:
        """Offer values of the account, by their labels, while `field` is being edited."""
        if field is self.field:
            self._offers, typed = values, self._line.value
            with self._list.on_its_value(typed):
                self._open_choices("" if self._wants_all or typed in values else typed)

    def label(self, field: Field, text: str, label: str) -> None:
        """A value has a label now."""
        if field is self.field and self._offers and text in self._offers and label:
            self._offers[text] = label
            self._list.label(text, label)

    def _see(self) -> None:
        """Tell which values in sight have no label, so that they can get one."""
        if self.field is None or self._offers is None or not self.choosing:
            return
        without = [text for text in self._list.in_sight() if not self._offers.get(text)]
        if without:
            self.post_message(ChoicesShown(self.field, without))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._see()

    def _open_choices(self, words: str) -> None:
        unset = can_be_unset(self.field)
        self._list.show_values(self._known_choices, words, can_be_unset=unset)
        self._see()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._take_input()

    def _take_input(self) -> None:
        """Put what was typed in the field, and list the values that have it: keys that were typed
        ahead are faster than the message of the input.
        """
        if self.settle():
            self._list_fitting()

    def _list_fitting(self) -> None:
        if self.field is None:
            return
        self._wants_all = False
        if not self._line.value:
            # What was emptied is to be empty: a value that is highlighted was not chosen.
            self.close_choices()
        elif self._known_choices:
            self._open_choices(self._line.value)
        elif self._offers is None:
            self.post_message(Typing(self.field))

    def settle(self) -> bool:
        """Put what the input says in the field, now: its messages come when they come. True when
        that is news.
        """
        text = self._line.value
        if self.field is None or text == self._known:
            return False
        if self.field.kind == "boolean":
            text = self._line.spell_boolean()
        self._known = text
        self.field.type_text(text)
        self.post_message(self.Changed())
        return True

    def enter(self) -> None:
        """Take the highlighted value and go on to the next field that wants one.

        Not past a field whose value has to be chosen: that opens its choices. Nor past an empty one
        whose values are on their way.
        """
        self._take_input()
        if self.field is None or (self._list.is_waiting and not self._line.value):
            return
        if self._has_to_choose and not self.choosing:
            self.choose(1)
            return
        self.take_choice()
        self.steps.go_on()

    def leave(self, step: int) -> None:
        """Go on to another field, with what was typed or chosen.

        A value that is only highlighted is left: going through the list chooses one, and so does a
        text that only one has, where one goes forward. The beginning of one of an enumeration's
        values is no value: the first that begins with it is chosen, as on the row.
        """
        self._take_input()
        is_only_one = step > 0 and bool(self._line.value) and len(self._list.values) == 1
        if self._list.was_moved or is_only_one:
            self.take_choice()
        elif step > 0 and (begun := begun_choice(self.field, self._line.value)):
            self._take(self.field, begun)
        if self.choosing:
            self.close_choices()
        self.steps.go_to(step)

    def choose(self, step: int) -> None:
        """The arrows: open the choices and go through them; else go to another row."""
        self._take_input()
        if self.field is None or self._list.is_waiting:
            # The arrow was meant for the values, which are on their way.
            return
        if step < 0 and not self.choosing:
            self.steps.go_to_row(step)
            return
        if not self.choosing and self._line.value == self._began:
            # What is typed next is looked for, and not added to the value that was there.
            self._line.select_all()
        if not self._known_choices:
            if self._picks_now:
                self._wants_all = True
                self.say(_("loading values… esc cancels"), waits=True)
                self.post_message(ValuesWanted(self.field))
            else:
                self.steps.go_to_row(step)
        elif not self.choosing:
            self._open_choices("")
            self._list.highlight(self._line.value)
        else:
            self._list.step(step)

    @property
    def _picks_now(self) -> bool:
        """Whether the values can be asked for that the field can take."""
        return self.field is not None and self._offers is None and self._picks(self.field)

    @property
    def _has_to_choose(self) -> bool:
        return has_to_choose(self.field, lambda: self.offers_choices)

    @property
    def enter_opens(self) -> bool:
        """Whether enter on the row of the field opens its values."""
        return self._has_to_choose or (self.field is not None and bool(self.field.schema.choices))

    def take_choice(self) -> None:
        """Put the highlighted choice in the field, if there is one."""
        if self.has_choice:
            self._take(self.field, self._list.value)

    def _take(self, field: Field | None, text: str | None) -> None:
        if field is None:
            return
        self._list.hide()
        typed = self._line.value
        if text is not None and typed not in ("", text, self._began) and not field.is_secret:
            self._replaces(typed, text)
        self._known = self._began = self._line.value = take_value(field, text, self._current)
        self.post_message(self.Changed())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._list.highlighted = event.option_index
        self.enter()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        focused = self.screen.focused
        if focused is None or self not in focused.ancestors:
            self.call_after_refresh(self._left)

    def _left(self) -> None:
        focused = self.screen.focused
        if self.is_open and (focused is None or self not in focused.ancestors):
            self.close()
