"""A line about the row of a form that the cursor is on."""

import re

from ovh_explorer.form import Field, Form, State, current_of
from ovh_explorer.form.kinds import NOTHING
from ovh_explorer.text import plain_line, printable
from ovh_explorer.tui.drawing.form_layout import Row, edited_as
from ovh_explorer.tui.drawing.schema_items import Item

__all__ = ["outline_hint", "row_hint"]

# What the keys do, by how a value is edited.
_STATES = {State.ABSENT: "not set", State.NULL: "null", State.EMPTY: "empty", State.SET: "value"}
_KEYS = {"text": "Enter edits it.", "parts": "Enter expands or collapses it, F4 edits it as JSON."}

# An optional field that its description calls required where something is so.
_IS_NEEDED = re.compile(
    r"\b(?:mandatory|required) (?:when|if|in|for|by)\b|\bis (?:mandatory|required)\b", re.I
)
# Said of what the object has now.
_UNCHANGED = " It is sent only if you change it."


def row_hint(row: Row | None, form: Form | None) -> str:
    """What a row is, and what the keys do there."""
    if row is None or form is None:
        return ""
    match row.kind:
        case "try":
            safe = form.operation.method == "GET"
            return (
                "Sends the request." if safe else "Shows the request, and asks before it is sent."
            )
        case "text":
            return "The body as JSON: type or press enter to edit it, F4 opens it in $EDITOR."
        case "add":
            return "enter adds an entry."
        case "restore":
            return "Enter restores them, Del discards them. Passwords are not stored."
        case "key":
            return "Key of the entry."
    if row.field is None:
        return ""
    words = _explanation(row.field)
    if row.field.is_given or current_of(form, row.field) is NOTHING:
        return words
    return f"{words}{'' if words[-1] in '.!?' else '.'}{_UNCHANGED}"


def outline_hint(item: Item | None, *, is_inside: bool) -> str:
    """What a line of a schema is; `is_inside` a model that one can go back from."""
    back = "backspace goes back. " if is_inside else ""
    return back + (item.hint if item is not None else "")


def _explanation(field: Field) -> str:
    schema = field.schema
    states = " · ".join(_STATES[state] for state in field.states)
    need = "required" if field.required else states
    if not field.required and _IS_NEEDED.search(schema.description):
        need += " · required in some cases"
    words = f"{field.name or 'body'} ({schema.label}, {need})"
    if schema.description:
        words += f": {plain_line(schema.description)}"
    if schema.note:
        words += f" ({schema.note})"
    keys = _KEYS.get(edited_as(field), "")
    if keys and words[-1] not in ".!?":
        words += "."
    return printable(f"{words} {keys}".strip())
