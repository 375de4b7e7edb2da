"""What keys do on a row of a form, in words for the footer."""

from ovh_explorer.form import Form
from ovh_explorer.translation import N_, _, pgettext
from ovh_explorer.tui.drawing.form_layout import Row, edited_as, shows_parts
from ovh_explorer.tui.drawing.row_hint import enter_adds
from ovh_explorer.tui.request.form_edit import list_around

__all__ = ["row_key_words"]

# What enter does, in a word, by the kind of a row that is no field.
_ENTER = {
    "add": N_("add"),
    "restore": N_("restore"),
    "text": N_("edit"),
    "key": N_("edit"),
}


def row_key_words(
    row: Row | None, form: Form | None, *, has_values: bool, reads: bool
) -> dict[str, str]:
    """What keys do on a row, in words for the footer, by the action of each; "" for nothing.

    Args:
        has_values: whether there are values to choose from.
        reads: whether what the form is to change can be read.
    """
    is_boolean = has_values and row is not None and _is_boolean(row)
    return {
        "enter": _enter_words(row, form),
        "toggle_value": pgettext("key", "values") if has_values and not is_boolean else "",
        # y and n are characters, which have no action.
        "y": pgettext("key", "true/false") if is_boolean else "",
        "fill_form": pgettext("key", "current values") if reads else pgettext("key", "example"),
        # Elsewhere backspace, which says what it does, clears as well.
        "remove": pgettext("key", "remove") if _is_entry(row) else "",
    }


def _is_entry(row: Row | None) -> bool:
    """Whether a row is one entry of a list or map."""
    if row is None or row.field is None or row.kind != "field":
        return False
    parent = row.field.parent
    return parent is not None and list_around(parent) is parent


def _is_boolean(row: Row) -> bool:
    return row.field is not None and row.field.kind == "boolean"


def _enter_words(row: Row | None, form: Form | None) -> str:
    """What enter does on a row, in a word for the footer; "" for TRY, which says it itself."""
    if row is None or row.field is None or row.kind != "field":
        return _(_ENTER[row.kind]) if row is not None and row.kind in _ENTER else ""
    field = row.field
    if edited_as(field) != "parts":
        return _("edit")
    if shows_parts(field) and (field.kind == "model" or field.parts):
        return _("close")
    return _("add") if enter_adds(field, form) else _("open")
