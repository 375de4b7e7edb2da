"""JSON texts of a form as they are shown: their secrets are masked, whatever is typed into them."""

import json
import re
from typing import Any

from ovh_explorer.call import MASK, CallError, covered
from ovh_explorer.catalog.resolve import Core
from ovh_explorer.catalog.secrets import is_secret, secret_pointers
from ovh_explorer.form.field import Field
from ovh_explorer.form.form import Form
from ovh_explorer.form.jsontext import JsonTextError, read_json

__all__ = ["masked_body_text", "masked_text"]

# A key and its value in a text that may be no JSON yet, the value up to where it ends.
_PAIR = re.compile(r'"((?:[^"\\]|\\.)+)"(\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s",{}\[\]]+)')


def masked_text(item: Field) -> str:
    """The JSON text of a field, every secret in it masked."""
    try:
        value = read_json(item.text)
    except JsonTextError:
        return _masked_pairs(item.text)
    schema = item.schema
    pointers = secret_pointers(schema.models, schema.type, value, schema.name)
    return _covered(value, pointers) if pointers else item.text


def masked_body_text(form: Form) -> str:
    """The body of a form as JSON text, every secret in it masked."""
    if form.body_problem:
        return _masked_pairs(form.body_text)
    try:
        # What is in the body is known before the path's values are.
        call = form.said() or form.preview()
    except CallError:  # a path of the schema that no call can have
        return _masked_pairs(form.body_text)
    if call.body is None:
        return _masked_pairs(form.body_text)
    pointers = [name for place, name in call.sensitive if place == "body"]
    return _covered(call.json, pointers) if pointers else form.body_text


def _covered(value: Any, pointers: list[str]) -> str:
    for pointer in pointers:
        value = covered(value, pointer, MASK)
    return json.dumps(value, ensure_ascii=False, indent=2)


def _masked_pairs(text: str) -> str:
    def pair(found: re.Match[str]) -> str:
        if not is_secret(found[1], Core("string")):
            return found[0]
        return f'"{found[1]}"{found[2]}"{MASK}"'

    return _PAIR.sub(pair, text)
