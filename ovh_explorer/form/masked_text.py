"""JSON texts of a form as they are shown: their secrets are masked, whatever is typed into them."""

import json
from collections.abc import Iterable
from typing import Any

from ovh_explorer.call import MASK, covered
from ovh_explorer.form.field import Field
from ovh_explorer.form.field_secrets import half_names, masked_half_text, secret_parts, secrets_in
from ovh_explorer.form.form import Form
from ovh_explorer.form.half_text import masked_half
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.form.secret_texts import text_pointers

__all__ = ["masked_body_text", "masked_text"]


def masked_text(item: Field) -> str:
    """The JSON text of a field, every secret in it masked."""
    try:
        value = read_json(item.text)
    except JsonTextError:
        return masked_half_text(item, item.text)
    pointers = secrets_in(item, value)
    return _covered(value, pointers) if pointers else item.text


def masked_body_text(form: Form) -> str:
    """The body of a form as JSON text, every secret in it masked."""
    text, body = form.body_text, form.body
    if not text:
        return text
    if body is None:
        return _masked_half(form, text, frozenset(), frozenset() if form.secret_texts else None)
    try:
        value = read_json(text)
    except JsonTextError:
        return _masked_half(form, text, *half_names(body, is_hidden=bool(form.secret_texts)))
    pointers = [*secrets_in(body, value), *text_pointers(value, form.secret_texts)]
    # Behind a text that fills no fields they may hold what was there before.
    pointers += secret_parts(body) if not form.body_problem else []
    return _covered(value, pointers) if pointers else text


def _masked_half(form: Form, text: str, names: frozenset[str], shown: frozenset[str] | None) -> str:
    # What is drawn, laid out and looked through is the same text: a long one takes long.
    given = (text, names, shown)
    if form.masked_half is None or form.masked_half[0] != given:
        form.masked_half = (given, masked_half(text, names, shown))
    return form.masked_half[1]


def _covered(value: Any, pointers: Iterable[str]) -> str:
    for pointer in pointers:
        value = covered(value, pointer, MASK)
    return json.dumps(value, ensure_ascii=False, indent=2)
