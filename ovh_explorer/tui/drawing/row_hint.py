"""A line about the row of a form that the cursor is on."""

import re

from ovh_explorer.catalog.resolve import Core
from ovh_explorer.catalog.scalars import SCALARS
from ovh_explorer.form import Field, Form, State, current_of
from ovh_explorer.form.kinds import NOTHING
from ovh_explorer.text import plain_line, printable
from ovh_explorer.translation import N_, _, pgettext
from ovh_explorer.translation.catalog_text import catalog_text
from ovh_explorer.tui.drawing.form_layout import (
    Row,
    edited_as,
    has_text_entries,
    heading_takes_entry,
)
from ovh_explorer.tui.drawing.schema_items import Item

__all__ = ["enter_adds", "outline_hint", "row_hint", "states_said"]

# Between the states of a field.
_BETWEEN = " · "

# What the keys do, by how a value is edited.
_STATES = {
    State.ABSENT: N_("not set"),
    State.NULL: "null",
    State.EMPTY: N_("empty"),
    State.SET: N_("value"),
}
_KEYS = {
    "text": N_("Enter edits it."),
    "parts": N_("Enter expands or collapses it, F4 edits it as JSON."),
}
_TEXT_LIST_KEYS = N_("Type to add an entry. Enter expands or collapses it, F4 edits it as JSON.")
# Of a list or map without entries.
_FIRST_TEXT_KEYS = N_("Type or press enter to add an entry. F4 edits it as JSON.")
_FIRST_ENTRY_KEYS = N_("Enter adds an entry, F4 edits it as JSON.")

# An optional field that its description calls required where something is so.
_IS_NEEDED = re.compile(
    r"\b(?:mandatory|required) (?:when|if|in|for|by)\b|\bis (?:mandatory|required)\b", re.I
)
# The types whose values are written in a way that one can't guess.
_FORMATS = frozenset(
    {"date", "datetime", "time", "duration", "ipBlock", "ipv4Block", "ipv6Block"}
    | {"macAddress", "phoneNumber", "internationalPhoneNumber"}
)
_DATE_ALONE = N_("A date alone is sent as it is: the API decides which time of that day it means.")
_JSON_TEXT = N_('A text is in double quotes: "text".')
# Said of what the object has now.
_UNCHANGED = N_("It is sent only if you change it.")
_CARRIED = N_("The value comes from the operation before.")


# Said first where tab stayed in the last field, or shift+tab in the first.
_ENDS = {
    1: N_("This is the last field: enter or ^r goes on."),
    -1: N_("This is the first field."),
}


def row_hint(
    row: Row | None,
    form: Form | None,
    *,
    is_read_only: bool = False,
    end: int = 0,
    until: str = "",
) -> str:
    """What a row is, and what the keys do there.

    Args:
        is_read_only: whether only GET is sent.
        end: 1 where tab found no field behind it, -1 where shift+tab found none before.
        until: what is to be true of the response for a step of a recipe to be done; "" where it is
            no step that waits.
    """
    words = _row_words(row, form, is_read_only)
    if until and row is not None and row.kind == "try":
        words = _("Sends the request again and again until {condition}.").format(condition=until)
    return f"{_(_ENDS[end])} {words}" if end in _ENDS else words


def _row_words(row: Row | None, form: Form | None, is_read_only: bool) -> str:
    if row is None or form is None:
        return ""
    match row.kind:
        case "try":
            safe = form.operation.method == "GET"
            if safe:
                return _("Sends the request.")
            if is_read_only:
                return _("Read-only: this request will not be sent.")
            return _("Shows the request, and asks before it is sent.")
        case "text":
            return _("The body as JSON: type or press enter to edit it, F4 opens it in $EDITOR.")
        case "add":
            if row.field is not None and has_text_entries(row.field):
                return _("Type an entry, or press enter to add an empty one.")
            return _("enter adds an entry.")
        case "restore":
            return _("Enter restores them, Del discards them. Passwords are not stored.")
        case "key":
            return _("Key of the entry.")
    if row.field is None:
        return ""
    words = _explanation(row.field, form)
    if row.field.is_carried:
        # First: of words that are too long the end is cut.
        return f"{_(_CARRIED)} {words}"
    if row.field.is_given or current_of(form, row.field) is NOTHING:
        return words
    return f"{words}{'' if words[-1] in '.!?' else '.'} {_(_UNCHANGED)}"


def states_said(row: Row | None, words: str) -> list[tuple[int, int, State]]:
    """Where the states that the field of a row can have stand in what :func:`row_hint` says of it:
    the columns, and the state that is named there.
    """
    if row is None or row.kind != "field" or row.field is None or row.field.required:
        return []
    states = row.field.states
    at = words.find(f", {_BETWEEN.join(_(_STATES[state]) for state in states)}") + 2
    found = []
    for state in states if at > 1 else ():
        end = at + len(_(_STATES[state]))
        found.append((at, end, state))
        at = end + len(_BETWEEN)
    return found


def enter_adds(field: Field, form: Form | None) -> bool:
    """Whether enter on the heading of a list or map adds an entry: it has none to show, and the
    object has none now, which would be shown first.
    """
    if edited_as(field) != "parts" or field.kind == "model" or field.parts:
        return False
    return field.state is not State.NULL and current_of(form, field) is NOTHING


def outline_hint(item: Item | None, *, is_inside: bool) -> str:
    """What a line of a schema is; `is_inside` a model that one can go back from."""
    back = _("backspace goes back.") if is_inside else ""
    hint = item.hint if item is not None else ""
    return f"{back} {hint}" if back else hint


def _format_example(field: Field) -> str:
    """How a value is written whose type has a format of its own; "" for any other."""
    shape = field.schema.shape
    if not isinstance(shape, Core) or shape.name not in _FORMATS:
        return ""
    words = _("For example {example}.").format(example=SCALARS[shape.name].example)
    return f"{words} {_(_DATE_ALONE)}" if shape.name == "datetime" else words


def _explanation(field: Field, form: Form) -> str:
    schema = field.schema
    states = _BETWEEN.join(_(_STATES[state]) for state in field.states)
    need = _("required") if field.required else states
    if not field.required and _IS_NEEDED.search(schema.description):
        need = _BETWEEN.join((need, _("required in some cases")))
    name = field.name or pgettext("a field", "body")
    words = f"{name} ({schema.label}, {need})"
    if schema.description:
        description = plain_line(catalog_text(schema.description))
        words = _("{field}: {description}").format(field=words, description=description)
    if example := _format_example(field):
        ends = "" if words[-1] in ".!?" else "."
        words = f"{words}{ends} {example}"
    if schema.note:
        words += f" ({schema.note})"
    edited = edited_as(field)
    if field.kind == "json":
        words += f"{'' if words[-1] in '.!?' else '.'} {_(_JSON_TEXT)}"
    keys = _(_KEYS[edited]) if edited in _KEYS else ""
    adds, takes_text = enter_adds(field, form), heading_takes_entry(field)
    if adds:
        keys = _(_FIRST_TEXT_KEYS) if takes_text else _(_FIRST_ENTRY_KEYS)
    elif takes_text:
        keys = _(_TEXT_LIST_KEYS)
    if keys and words[-1] not in ".!?":
        words += "."
    return printable(f"{words} {keys}".strip())
