"""What keys do to the fields of a form, whatever draws it."""

from typing import Any

from ovh_explorer.form import Field, Form, State
from ovh_explorer.form.draft import draft_of, restore
from ovh_explorer.tui.drawing.form_layout import Row, edited_as

__all__ = [
    "FormUndo",
    "edits_in_line",
    "first_part",
    "is_empty_entry",
    "is_text",
    "list_around",
    "open_around",
    "removable",
    "toggle_boolean",
]

_BOOLEANS = ["true", "false", ""]


class FormUndo:
    """One step back from what changed much of a form; and forth again."""

    def __init__(self) -> None:
        self._before: tuple[Form, dict[str, Any]] | None = None

    def remember(self, form: Form) -> None:
        """Keep the values of a form, which are about to change."""
        self._before = (form, draft_of(form, secrets=True))

    def undo(self, form: Form) -> bool:
        """Bring those values back; False where there are none of this form."""
        if self._before is None or self._before[0] is not form:
            return False
        draft = self._before[1]
        self.remember(form)
        restore(form, draft)
        return True


def is_text(row: Row) -> bool:
    """Whether the value of a row is typed, and not chosen from a few or made of parts."""
    field = row.field
    if row.kind == "text":
        return True
    return (
        row.kind in ("field", "key")
        and field is not None
        and not field.schema.choices
        and field.kind != "boolean"
        and edited_as(field) != "parts"
    )


def edits_in_line(row: Row) -> bool:
    """Whether a row has a line to type in."""
    return row.kind in ("field", "key") and row.field is not None and edited_as(row.field) == "line"


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


def toggle_boolean(field: Field | None) -> bool:
    """Step a true/false through its values; False for any other field."""
    if field is None or field.kind != "boolean":
        return False
    text = field.text.lower() if field.state is State.SET else ""
    if text in _BOOLEANS:
        field.type_text(_BOOLEANS[(_BOOLEANS.index(text) + 1) % 3])
    else:
        field.type_text("true")
    return True


def is_empty_entry(field: Field) -> bool:
    """Whether a field is an entry of a list that nothing was typed into."""
    return field.parent is not None and field.parent.kind == "list" and not field.is_given


def removable(row: Row | None) -> Field | None:
    """The field of a row, where it holds something: the whole entry on the key of a map's."""
    if row is None or row.field is None or row.kind not in ("field", "key"):
        return None
    field = row.field
    if row.kind == "key" and field.parent is not None:
        field = next((part for part in field.parent.parts if part.key is field), field)
    return field if field.can_be_removed else None
