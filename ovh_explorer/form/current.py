"""What the fields of a form have now in the object that it is to change: shown, and not sent."""

import json
from collections.abc import Mapping
from typing import Any

from ovh_explorer.form.field import Field
from ovh_explorer.form.field_secrets import secrets_in
from ovh_explorer.form.form import Form
from ovh_explorer.form.kinds import NOTHING
from ovh_explorer.form.present import PresentObject
from ovh_explorer.form.values import loose_value

__all__ = ["current_body", "current_of", "current_text", "is_as_filled", "present_of"]


def present_of(form: Form) -> PresentObject | None:
    """The object that a form is to change; None where it was not read, or the form names another
    one.
    """
    present = form.present
    if present is None:
        return None
    named = tuple((item.name, item.text) for item in form.placed("path"))
    return present if sorted(named) == sorted(present.path_values) else None


def current_of(form: Form | None, field: Field | None) -> Any:
    """The value that a field of the body has now in the object that the form is to change;
    :data:`NOTHING` where it has none, where that isn't known, and for secrets and what holds them.
    """
    present = present_of(form) if form is not None else None
    if form is None or field is None or present is None or field.is_secret:
        return NOTHING
    if field is form.body and field.kind != "model":
        value = present.values
    elif field.parent is form.body and isinstance(present.values, Mapping):
        value = present.values.get(field.name)
    else:
        return NOTHING
    if value is None or secrets_in(field, value):
        return NOTHING
    return value


def current_body(form: Form) -> dict[str, Any]:
    """A body that says what the object has now, without secrets and what holds them; empty where
    that isn't known.
    """
    parts = form.body.parts if form.body is not None and form.body.kind == "model" else []
    values = ((part.name, current_of(form, part)) for part in parts)
    return {name: value for name, value in values if value is not NOTHING}


def current_text(form: Form | None, field: Field | None) -> str:
    """The same as a text, as a user types it; "" for none."""
    value = current_of(form, field)
    if value is NOTHING:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def is_as_filled(form: Form) -> bool:
    """Whether the body says what was filled in from the object, and nothing that was typed."""
    present = form.present
    return (
        present is not None
        and present.filled is not None
        and form.body is not None
        and loose_value(form.body) == present.filled
    )
