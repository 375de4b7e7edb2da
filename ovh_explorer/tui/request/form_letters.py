"""What characters do on the row of a form: text, a choice, a command, or nothing, which is said."""

from collections.abc import Callable
from typing import Protocol

from ovh_explorer.form import Field
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, language
from ovh_explorer.tui.drawing.choices import choices_of, find_choices
from ovh_explorer.tui.drawing.form_layout import Row
from ovh_explorer.tui.drawing.pane_titles import middle_cut
from ovh_explorer.tui.request.form_edit import is_choice, is_text, takes_entry
from ovh_explorer.tui.request.form_owner import FormOwner
from ovh_explorer.tui.request.form_style import LEFT

__all__ = ["FormLetters"]

# In lists these letters move. In a form they would be typed over a value, or move, by the row.
_MOVERS = frozenset("jkhlgG")
_ARROWS = N_("Arrows move in the form. Letters are typed into texts.")
_NO_TEXT = N_("This row takes no text. Press enter, or an arrow.")
_MAX_SHOWN = 30


class _View(FormOwner, Protocol):
    """The form that is typed into."""

    cursor: int

    def move_to(self, row: int) -> None: ...

    def has_class(self, class_name: str) -> bool: ...


class FormLetters:
    """Takes the characters that are typed on a row, outside any field.

    Args:
        view: shows the form.
        edit: edits a row, a text being typed into it first.
        add: adds an entry to a list or map, a text being typed into it first.

    Attributes:
        is_typing: whether the row was reached by a key of those who type, from a field: what they
            type next is meant for a text, and is no command, whatever the row takes.
    """

    def __init__(
        self, view: _View, edit: Callable[[Row, str], object], add: Callable[[Field, str], object]
    ) -> None:
        self._view = view
        self._edit = edit
        self._add = add
        self.is_typing = False
        # The field that got its value on its row.
        self._set: Field | None = None

    @property
    def has_set(self) -> bool:
        """Whether the row was given its value by a key since the cursor came to it: it is filled
        in, as a text is that was typed.
        """
        row = self._view.row
        return (
            row is not None
            and row.field is not None
            and row.field is self._set
            and (row.field.is_given)
        )

    def forget(self) -> None:
        """Something else is done now than typing into the row."""
        self.is_typing, self._set = False, None

    def was_set(self) -> None:
        """A key gave the row its value."""
        self._set = self._view.row.field if self._view.row is not None else None

    @property
    def fit_row(self) -> bool:
        """Whether characters are the row's: it is a text, a choice, or begins one more entry."""
        row = self._view.row
        if row is None or self._view.has_class(LEFT):
            return False
        return is_text(row) or is_choice(row) or takes_entry(row)

    @property
    def are_text(self) -> bool:
        """Whether no character is a command."""
        return self.fit_row or self.is_typing

    def arrive(self, index: int, *, is_typing: bool = True) -> None:
        """Put the cursor on a row; with `is_typing` by a key of those who type."""
        self._view.move_to(index)
        self.is_typing = is_typing and self._view.row is not None and self._view.row.kind != "try"

    def take(self, text: str) -> bool:
        """Type a text into the row; False where that leaves it to others, as a command."""
        row = self._view.row
        if row is None or not (self.are_text or text in _MOVERS):
            return False
        if not self.fit_row:
            self._say(_(_ARROWS) if text in _MOVERS else _(_NO_TEXT))
        elif row.field is not None and row.field.kind == "boolean":
            if self._view.changes.choose(row.field, text):
                self.was_set()
            else:
                self._say(_choice_words(row.field, text))
        elif is_choice(row) and self._begins_nothing(row.field, text):
            self._say(_choice_words(row.field, text))
        elif row.field is not None and takes_entry(row):
            self._add(row.field, text)
        else:
            self._view.move_to(self._view.cursor)
            self._edit(row, text)
        return True

    def _begins_nothing(self, field: Field | None, text: str) -> bool:
        """Whether a text that is typed first is in none of the values of an enumeration. What comes
        behind it, before the field has the focus, is typed like the rest.
        """
        is_first = self._view.screen.focused is self._view
        return field is not None and is_first and not find_choices(choices_of(field), text)[0]

    def _say(self, words: str) -> None:
        self._view.notify(printable(words), timeout=4, markup=False)


def _choice_words(field: Field | None, text: str) -> str:
    """What a choice takes that no value of has a text."""
    assert field is not None
    if field.kind == "boolean":
        yes = "o" if language() == "fr" else "y"
        words = _("{field} is true or false. Press {yes} or n, or space.")
        return words.format(field=field.where, yes=yes)
    words = _("No value of {field} has “{text}”. Press space to see them.")
    return words.format(field=field.where, text=middle_cut(text, _MAX_SHOWN))
