"""JSON texts of a form as they are shown: their secrets are masked, whatever is typed into them."""

import json
import re
from typing import Any

from ovh_explorer.call import MASK, CallError, covered
from ovh_explorer.catalog.resolve import Core, Listed, Mapped, Models, Object, Shape
from ovh_explorer.catalog.secrets import is_secret, is_secret_property, secret_pointers
from ovh_explorer.form.field import Field
from ovh_explorer.form.form import Form
from ovh_explorer.form.jsontext import JsonTextError, read_json

__all__ = ["masked_body_text", "masked_text"]

# A key in a text that may be no JSON yet, with or without its quotes, and what begins behind it: a
# text up to where it ends, the bracket of an object or a list, another value up to its line's end.
_KEY = re.compile(
    # Of limited length, and from the beginning of a word: else a text of a megabyte is gone through
    # from each of its characters on.
    r"""(?:(?<!\\)"(?P<name>(?:[^"\\]|\\.){1,200})"|(?<![\w-])(?P<bare>[\w-]{1,200})["']?)"""
    r"""\s{0,200}[:=]\s{0,200}"""
    r"""(?P<value>"(?:[^"\\]|\\.)*"?|'[^'\n]*'?|[{\[]|[^\s",{}\[\]][^\n",{}\[\]]*)"""
)
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"?|[{}\[\]]')
# Models that are looked through for secrets: the largest body of the real catalog has some 100.
_MAX_MODELS = 1000


def masked_text(item: Field) -> str:
    """The JSON text of a field, every secret in it masked."""
    schema = item.schema
    try:
        value = read_json(item.text)
    except JsonTextError:
        return _masked_pairs(item.text, _secret_names(schema.models, schema.shape))
    pointers = secret_pointers(schema.models, schema.type, value, schema.name)
    return _covered(value, pointers) if pointers else item.text


def masked_body_text(form: Form) -> str:
    """The body of a form as JSON text, every secret in it masked."""
    if form.body_problem:
        return _masked_body_pairs(form)
    try:
        # What is in the body is known before the path's values are.
        call = form.said() or form.preview()
    except CallError:  # a path of the schema that no call can have
        return _masked_body_pairs(form)
    if call.body is None:
        return _masked_body_pairs(form)
    pointers = [name for place, name in call.sensitive if place == "body"]
    return _covered(call.json, pointers) if pointers else form.body_text


def _covered(value: Any, pointers: list[str]) -> str:
    for pointer in pointers:
        value = covered(value, pointer, MASK)
    return json.dumps(value, ensure_ascii=False, indent=2)


def _masked_body_pairs(form: Form) -> str:
    if form.body is None:
        return _masked_pairs(form.body_text, frozenset())
    schema = form.body.schema
    return _masked_pairs(form.body_text, _secret_names(schema.models, schema.shape))


def _secret_names(models: Models, shape: Shape) -> frozenset[str]:
    """The names that properties with secrets have in values of this shape."""
    waiting, seen, names = [shape], set[str](), set[str]()
    while waiting and len(seen) < _MAX_MODELS:
        match waiting.pop():
            case Object(model) if model.key not in seen:
                seen.add(model.key)
                for item in model.properties:
                    shape = models.shape(item.type)
                    waiting.append(shape)
                    if is_secret_property(model.key, item.name, shape):
                        names.add(item.name)
            case Listed(item) | Mapped(_, item):
                waiting.append(models.shape(item))
    return frozenset(names)


def _masked_pairs(text: str, names: frozenset[str]) -> str:
    """A text that may be no JSON, with what follows the names of secrets masked."""
    parts: list[str] = []
    end = 0
    for found in _KEY.finditer(text):
        name, start = found["name"] or found["bare"], found.start("value")
        if found.start() < end or not (name in names or is_secret(name, Core("string"))):
            continue
        parts += [text[end:start], f'"{MASK}"']
        end = _end_of(text, start) if found["value"] in "{[" else found.end()
    return "".join([*parts, text[end:]])


def _end_of(text: str, start: int) -> int:
    """Where the object or list that begins in a place ends; the text's end where it doesn't."""
    depth = 0
    for found in _BRACKET.finditer(text, start):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found[0], 0)
        if depth <= 0:
            return found.end()
    return len(text)
