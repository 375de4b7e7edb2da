"""Pasted texts: which of them fill a form as a whole, and why one doesn't."""

from ovh_explorer.form import Form
from ovh_explorer.form.curl import is_curl
from ovh_explorer.form.jsontext import JsonTextError, read_json

__all__ = ["fills_form", "looks_like_body", "why_not"]


def fills_form(form: Form | None, text: str) -> bool:
    """Whether a pasted text is for the form as a whole: a curl command, or a JSON body with a key
    of its own.
    """
    if is_curl(text):
        return True
    if form is None or form.body is None or not looks_like_body(form, text):
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


def looks_like_body(form: Form | None, text: str) -> bool:
    """Whether a text was meant for the body of a form, be it read as JSON or not."""
    return form is not None and form.body is not None and text.lstrip()[:1] in ("{", "[")


def why_not(form: Form | None, text: str) -> str:
    """Why a pasted text fills no form, and what would."""
    if text.lstrip()[:1] in ("{", "["):
        if form is None or form.body is None:
            return "This operation has no body, so this JSON was not used."
        try:
            read_json(text)
        except JsonTextError as error:
            return f"{error}. Nothing was changed."
        label = form.body.schema.label or "an object"
        return f"This operation expects a body of type {label}."
    return (
        "Paste JSON or a curl command to fill the form. To paste into one field, press enter on it "
        "first."
    )
