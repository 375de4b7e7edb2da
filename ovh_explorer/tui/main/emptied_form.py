"""What is said of a form that was emptied, as it was opened for another object."""

from typing import TYPE_CHECKING

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.key_bindings import key_in_fields

if TYPE_CHECKING:
    from ovh_explorer.form import Form
    from ovh_explorer.form.form_state import FormState

__all__ = ["emptied_words"]


def emptied_words(form: "Form", before: "FormState") -> str:
    """Which object a form was filled in for `before`, and which key brings that back; "" where
    nothing was taken out of it for another object.
    """
    from ovh_explorer.form.form_state import form_state, lost_fields, path_values

    names = path_values(before)
    path = [field for field in form.placed("path") if names.get(field.name)]
    if all(field.text == names[field.name] for field in path):
        return ""
    if not any(field.place != "path" for field in lost_fields(before, form_state(form))):
        return ""
    values = ", ".join(f"{field.name} {names[field.name]}" for field in path if not field.is_secret)
    words = _("This form was filled in for {values}. Press {key} to bring that back.")
    return printable(words.format(values=values, key=key_in_fields("undo")))
