"""Pasted texts: which of them fill a form as a whole, and why one doesn't."""

from typing import TYPE_CHECKING

from ovh_explorer.form import Field, Form
from ovh_explorer.form.curl import is_curl
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.form.normalise import unquoted
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.form_layout import Row, edited_as, has_text_entries

if TYPE_CHECKING:
    from textual.widgets import Input

__all__ = ["fills_form", "fits_row", "paste_unquoted", "take_lines", "why_not"]


def fills_form(form: Form | None, text: str) -> bool:
    """Whether a pasted text is for the form as a whole: a curl command, or a JSON body with a key
    of its own.
    """
    if is_curl(text):
        return True
    if form is None or form.body is None or not _looks_like_body(form, text):
        return False
    try:
        value = read_json(text)
    except JsonTextError:
        return False
    if form.body.kind == "model" and isinstance(value, dict):
        return any(form.body.part(name) is not None for name in value)
    return (form.body.kind == "map" and isinstance(value, dict)) or (
        form.body.kind == "list" and isinstance(value, list)
    )


def fits_row(form: Form | None, row: Row | None, text: str) -> bool:
    """Whether a text that fills no form can be typed into a row: not a body into one line, be that
    of a new entry.
    """
    field = row.field if row is not None else None
    is_line = field is not None and (edited_as(field) == "line" or has_text_entries(field))
    return not (is_line and _looks_like_body(form, text))


def _looks_like_body(form: Form | None, text: str) -> bool:
    """Whether a text was meant for the body of a form, be it read as JSON or not."""
    return form is not None and form.body is not None and text.lstrip()[:1] in ("{", "[")


def take_lines(line: "Input", field: Field, text: str) -> None:
    """Take a text of several lines, pasted into the line that edits a field: an entry of a list for
    each, else a text that has them. No line holds that: it is empty then.
    """
    if not _take_entries(field, text.splitlines()):
        line.insert_text_at_cursor(text)
        field.type_text(line.value)
    line.value = ""


def _take_entries(field: Field, lines: list[str]) -> bool:
    """Give the list that `field` is an entry of one for each line that has something, the first of
    them in place of what `field` holds; False where it is no entry of a list, and where no line
    has anything.
    """
    whole = field.parent
    if not field.is_entry or whole is None or whole.kind != "list":
        return False
    said = [line for line in lines if line.strip()]
    if not said:
        return False
    first, *others = said
    field.type_text(first)
    for line in others:
        whole.add_part(line)
    return True


def paste_unquoted(line: "Input", field: Field | None, text: str) -> bool:
    """Paste a JSON text without its quotes, as the whole value of a parameter, and say so; False
    where the text is no such thing. Whoever wants the quotes types them.
    """
    start, end = sorted(line.selection)
    is_whole = end - start == len(line.value)
    if field is None or not is_whole or field.kind not in ("text", "number", "choice"):
        return False
    value = unquoted(text.strip(), field.place)
    if not value:
        return False
    line.value = value
    line.cursor_position = len(value)
    line.notify(_("Pasted without the quotes around the value."), timeout=4)
    return True


def why_not(form: Form | None, text: str) -> str:
    """Why a pasted text fills no form, and what would."""
    if text.lstrip()[:1] in ("{", "["):
        if form is None or form.body is None:
            return _("This operation has no body, so this JSON was not used.")
        try:
            read_json(text)
        except JsonTextError as error:
            return _("{problem}. Nothing was changed.").format(problem=error)
        label = form.body.schema.label
        if not label:
            return _("This operation expects a body of type an object.")
        return _("This operation expects a body of type {type}.").format(type=label)
    return _(
        "Paste JSON or a curl command to fill the form. To paste into one field, press enter on it "
        "first."
    )
