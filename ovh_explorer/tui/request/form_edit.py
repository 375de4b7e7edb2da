"""What keys do to the fields of a form, whatever draws it."""

from collections.abc import Callable, Mapping
from typing import Literal

from ovh_explorer.catalog.resolve import Enum
from ovh_explorer.form import (
    Field,
    Form,
    State,
    clear_own_names,
    current_of,
    current_text,
    example_of,
    given_texts,
)
from ovh_explorer.form.kinds import NOTHING
from ovh_explorer.translation import _, language
from ovh_explorer.tui.drawing.choices import choices_of
from ovh_explorer.tui.drawing.form_layout import (
    Row,
    edited_as,
    has_text_entries,
    heading_takes_entry,
)
from ovh_explorer.tui.request.undo_steps import UndoSteps

__all__ = [
    "FormChanges",
    "OfferedValues",
    "begun_choice",
    "cleared_words",
    "edits_in_line",
    "entry_left_empty",
    "first_part",
    "has_to_choose",
    "is_choice",
    "is_empty_entry",
    "is_part_of",
    "is_text",
    "line_text",
    "list_around",
    "open_around",
    "removable",
    "take_value",
    "takes_entry",
    "text_field",
    "yes_or_no",
]

OfferedValues = Literal["none", "fixed", "all"]
"""Which values are shown with a field that is edited: those of its type, or the account's too."""

_YES_AND_NO = {"y": "true", "n": "false"}
_YES_IN_FRENCH = {"o": "true"}
_BOOLEANS = ["true", "false", ""]
# By what is there now: what it isn't, and nothing, which leaves it.
_STEPS = {"true": ["false", ""], "false": ["true", ""]}


class FormChanges(UndoSteps):
    """What changes much of a form at once; undo leads back from each change, the last first, and
    redo forth again.

    Attributes:
        known: what the account has, by name, for examples; the workbench knows.
    """

    def __init__(self, form: Callable[[], Form | None], changed: Callable[[], object]) -> None:
        """`form` is the one that is open; `changed` is told that its values are others now."""
        super().__init__(form)
        self._changed = changed
        self.known: Callable[[], Mapping[str, str]] = dict

    def undo(self) -> list[Field] | None:
        """Take the last change of the form that is open back; the fields that are otherwise now,
        None where there is no change.
        """
        return self._told(self.step_back())

    def redo(self) -> list[Field] | None:
        """Make the change again that was taken back last; see :meth:`undo`."""
        return self._told(self.step_forward())

    def _told(self, fields: list[Field] | None) -> list[Field] | None:
        if fields is not None:
            self._changed()
        return fields

    def clear(self) -> bool:
        """Clear the form; False where it is empty."""
        form = self._form()
        if form is None or form.is_empty:
            return False
        with self.change(form):
            form.clear()
        self._changed()
        return True

    def remove(self, field: Field) -> None:
        """Clear a field, or take an entry out of what it is in."""
        with self.change():
            field.remove()
        self._changed()

    def take_present(self, field: Field) -> bool:
        """Give a field of several parts, which says nothing, what is there now, to be changed;
        False where nothing is.
        """
        value = current_of(self._form(), field)
        if value is NOTHING or field.is_given or not field.is_structured:
            return False
        with self.change():
            field.take(value)
        field.open = True
        self._changed()
        return True

    def toggle(self, field: Field | None) -> bool:
        """Step a true/false through its values, or between what is there now and what isn't; False
        for any other field.
        """
        if field is None or field.kind != "boolean":
            return False
        text = field.text.lower() if field.state is State.SET else ""
        steps = _STEPS.get(current_text(self._form(), field), _BOOLEANS)
        with self.change():
            at = steps.index(text) + 1 if text in steps else 0
            field.type_text(steps[at % len(steps)])
        self._changed()
        return True

    def choose(self, field: Field, text: str) -> bool:
        """Make a field true or false, as a text begins; False where that is none of them."""
        wanted = yes_or_no(text.lower())
        value = next((value for value in choices_of(field) if value.startswith(wanted)), "")
        if value:
            with self.change():
                field.type_text(value)
            self._changed()
        return bool(value)

    def fill_example(self) -> tuple[int, list[Field]]:
        """Fill what is required and missing; how many fields that were, and which stay empty, for
        nothing is known that they could be.
        """
        form = self._form()
        if form is None:
            return 0, []
        kept = given_texts(form.fields)
        with self.change(form):
            count = form.fill_example(self.known())
            empty = clear_own_names(form.fields, kept)
        self._changed()
        return count, empty

    def fill_field(self, row: Row | None) -> list[Field]:
        """Fill the field of a row, where it has one; the fields of it that stay empty."""
        if row is not None and row.field is not None and row.kind in ("field", "key"):
            value = example_of(row.field, known=self.known())
            if value is None and row.field.required:
                return [row.field]
            kept = given_texts([row.field])
            with self.change():
                row.field.take(value)
                empty = clear_own_names([row.field], kept)
            self._changed()
            return empty
        return []


def begun_choice(field: Field | None, text: str) -> str:
    """The first value of an enumeration that begins with a text which is none of them; "" where
    none does, and for a field of another type.
    """
    if field is None or not text or not isinstance(field.schema.shape, Enum):
        return ""
    values = list(choices_of(field))
    if text in values:
        return ""
    wanted = text.lower()
    return next((value for value in values if value.lower().startswith(wanted)), "")


def yes_or_no(text: str) -> str:
    """``true`` or ``false`` where a text ends with a letter that says so, as the language has it,
    and holds nothing else but a value that was there; the text itself for any other.
    """
    letters = _YES_AND_NO | (_YES_IN_FRENCH if language() == "fr" else {})
    before, last = text[:-1].lower(), text[-1:].lower()
    return letters.get(last, text) if before in ("", "true", "false") else text


def line_text(field: Field, current: Callable[[Field], str]) -> str:
    """What stands in the line of a field that is edited: what was given, else what `current` says
    that the object has now. A line holds no text of several; F4 does.
    """
    if field.state is State.ABSENT:
        text = current(field)
        return "" if "\n" in text else text
    return field.text if field.state is State.SET else ""


def is_text(row: Row) -> bool:
    """Whether the value of a row is typed, and not chosen from a few or made of parts."""
    field = row.field
    if row.kind == "text":
        return True
    return (
        row.kind in ("field", "key")
        and field is not None
        and not is_choice(row)
        and edited_as(field) != "parts"
    )


def is_choice(row: Row) -> bool:
    """Whether the value of a row is one of a few: of an enumeration, or true or false."""
    field = row.field
    return (
        row.kind in ("field", "key")
        and field is not None
        and edited_as(field) == "line"
        and (field.kind == "boolean" or isinstance(field.schema.shape, Enum))
    )


def takes_entry(row: Row) -> bool:
    """Whether a character on a row begins one more entry: at the place to add one, and on the
    heading of a list of a body. On those of a query, and of maps, it is a command: forms begin at
    them, and they are seldom filled in.
    """
    if row.field is None or not has_text_entries(row.field):
        return False
    return row.kind == "add" or (row.kind == "field" and heading_takes_entry(row.field))


def edits_in_line(row: Row) -> bool:
    """Whether a row has a line to type in when one comes to it. True or false is chosen on the row
    itself, by y and n.
    """
    return (
        row.kind in ("field", "key")
        and row.field is not None
        and edited_as(row.field) == "line"
        and row.field.kind != "boolean"
    )


def has_to_choose(field: Field | None, offers: Callable[[], bool]) -> bool:
    """Whether a value is still to be chosen, which enter opens: one of the field's type, or one
    that the account `offers`. An entry of a list is left empty by enter where the list is complete.
    """
    if field is None or field.is_given or not field.required:
        return False
    return bool(field.schema.choices) or (not is_empty_entry(field) and offers())


def take_value(field: Field, text: str | None, current: Callable[[Field], str]) -> str:
    """Give a field one of the values that it can take, None for not set; what its line says then,
    see :func:`line_text`.
    """
    if text is None:
        field.clear()
        return line_text(field, current)
    if text:
        field.type_text(text)
    else:  # an empty text is a value of two enumerations of the real catalog
        field.take("")
    return text


def text_field(row: Row | None) -> Field | None:
    """The field of a row whose text an editor takes; None for the body as a whole."""
    if row is None or row.field is None or row.kind != "field":
        return None
    return row.field if row.field.place != "body" or edited_as(row.field) != "line" else None


def list_around(field: Field | None) -> Field | None:
    """The list or map that a field is, or is inside of."""
    while field is not None and not (field.kind in ("list", "map") and field.is_structured):
        field = field.parent
    return field


def open_around(field: Field) -> bool:
    """Open all that a field is inside of; whether something was closed."""
    closed = False
    above = field.parent
    while above is not None:
        if not above.is_open:
            above.open = closed = True
        above = above.parent
    return closed


def first_part(entry: Field) -> Field:
    """What of a new entry is edited first: its key, a model's first property."""
    first = entry.key or entry
    while first.kind == "model" and first.is_open and first.parts:
        first = first.parts[0]
    return first


def is_empty_entry(field: Field) -> bool:
    """Whether a field is an entry of a list that nothing was typed into."""
    return field.parent is not None and field.parent.kind == "list" and not field.is_given


def entry_left_empty(field: Field, row: Row | None) -> Field | None:
    """The entry of a list or map that a field which is left is, or is the key of, where nothing was
    typed into it and the row of the cursor is no other part of it; None for none.
    """
    whole = field.parent
    if whole is None or whole.kind not in ("list", "map"):
        return None
    entry = next((part for part in whole.parts if field is part or field is part.key), None)
    if entry is None or entry.is_given or (entry.key is not None and entry.key.is_given):
        return None
    if row is not None and row.field is not field and is_part_of(row.field, entry):
        return None
    return entry


def is_part_of(field: Field | None, entry: Field) -> bool:
    """Whether a field is an entry of a list or map, its key, or inside of it."""
    if field is not None and field is entry.key:
        return True
    while field is not None and field is not entry:
        field = field.parent
    return field is entry


def cleared_words(field: Field, can_go_back: bool) -> str:
    """What is said of a field that was cleared."""
    where = field.where
    if can_go_back:
        if not where:
            return _("Cleared the body. Press ^_ to undo. shift F7 goes back.")
        return _("Cleared {field}. Press ^_ to undo. shift F7 goes back.").format(field=where)
    if not where:
        return _("Cleared the body. Press ^_ to undo.")
    return _("Cleared {field}. Press ^_ to undo.").format(field=where)


def removable(row: Row | None) -> Field | None:
    """The field of a row, where it holds something: the whole entry on the key of a map's."""
    if row is None or row.field is None or row.kind not in ("field", "key"):
        return None
    field = row.field
    if row.kind == "key" and field.parent is not None:
        field = next((part for part in field.parent.parts if part.key is field), field)
    return field if field.can_be_removed else None
