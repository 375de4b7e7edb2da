"""What is said of a form that was opened: of what it was emptied, and what was left out."""

from typing import TYPE_CHECKING, Any

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.key_bindings import key_in_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from ovh_explorer.form import Form
    from ovh_explorer.form.form_state import FormState

__all__ = ["emptied_words", "say_notes"]


def emptied_words(form: "Form", before: "FormState", *, was_open: bool) -> str:
    """Which object a form was filled in for `before`, and which key brings that back; "" where
    nothing was taken out of it for another object. Path values that the program filled in count
    where the form `was_open`: each time one is opened, they are filled in anew.
    """
    from ovh_explorer.form.form_state import form_state, lost_fields, path_values
    from ovh_explorer.form.kinds import Origin

    names = path_values(before)
    path = [field for field in form.placed("path") if names.get(field.name)]
    if all(field.text == names[field.name] for field in path):
        return ""
    anew = {
        one.field.name
        for one in before.fields
        if one.field.place == "path" and one.origin is not Origin.USER and not was_open
    }
    lost = lost_fields(before, form_state(form))
    if not any(field.place != "path" or field.name not in anew for field in lost):
        return ""
    values = ", ".join(f"{field.name} {names[field.name]}" for field in path if not field.is_secret)
    words = _("This form was filled in for {values}. Press {key} to bring that back.")
    return printable(words.format(values=values, key=key_in_fields("undo")))


def say_notes(
    app: "App[Any]", form: "Form", query: "Sequence[tuple[str, str]]", notes: "Sequence[str]"
) -> None:
    """Say `notes` of a form that was opened, and which parameters of its `query` it doesn't have:
    all of it at once, as a toast takes the place of the one before.
    """
    names = dict.fromkeys(name for name, _value in query)
    words = _("{operation} has no query parameter {name}: it was left out.")
    left_out = [
        words.format(operation=form.operation.title, name=name)
        for name in names
        if form.field("query", name) is None
    ]
    said = "\n".join(map(printable, filter(None, (*notes, *left_out))))
    if left_out:
        app.notify(said, severity="warning", timeout=10, markup=False)
    elif said:
        app.notify(said, timeout=6, markup=False)
