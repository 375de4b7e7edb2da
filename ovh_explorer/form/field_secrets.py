"""What is secret in the fields of a body and in their values."""

from collections.abc import Iterator
from typing import Any

from ovh_explorer.catalog.secrets import pointer_part, secret_pointers
from ovh_explorer.form.field import Field
from ovh_explorer.form.field_schema import FieldSchema
from ovh_explorer.form.half_text import masked_half
from ovh_explorer.form.hidden import hidden_paths
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.form.kinds import NOTHING, State

__all__ = [
    "half_names",
    "has_place_for_secrets",
    "is_half",
    "masked_half_text",
    "parts_at",
    "secret_parts",
    "secrets_in",
]


def secrets_in(item: Field, value: Any) -> list[str]:
    """JSON pointers of the secrets inside `value`, a value for a field."""
    schema = item.schema
    if value is None:
        return []
    if schema.is_secret or (schema.is_unknown and _names_around(item)):
        # A name that isn't declared may be that of a secret, spelt wrong.
        return [""]
    if schema.parameters:
        return _in_parameters(schema, value)
    return secret_pointers(
        schema.models, schema.type, value, schema.name, lambda: _names_around(item)
    )


def _in_parameters(schema: FieldSchema, value: Any) -> list[str]:
    if not isinstance(value, dict):
        return [""] if schema.secret_names else []
    declared = {item.name: item for item in schema.parameters}
    found: list[str] = []
    for name, entry in value.items():
        at, part = f"/{pointer_part(name)}", declared.get(name)
        is_secret = bool(schema.secret_names) if part is None else part.is_secret
        if is_secret and entry is not None:
            found.append(at)
            continue
        kind = "any" if part is None else part.type
        inside = secret_pointers(schema.models, kind, entry, name, lambda: schema.secret_names)
        found += [f"{at}{pointer}" for pointer in inside]
    return found


def secret_parts(item: Field, pointer: str = "") -> Iterator[str]:
    """JSON pointers, in the value of a field, of the parts that are masked, and of texts with
    secrets in them that should be JSON and aren't.
    """
    if item.state in (State.ABSENT, State.NULL):
        return
    if item.is_secret or (is_half(item) and masked_half_text(item, item.text) != item.text):
        yield pointer
    elif item.is_structured and item.state is State.SET:
        for part, inner in parts_at(item, pointer):
            yield from secret_parts(part, inner)


def parts_at(item: Field, pointer: str) -> Iterator[tuple[Field, str]]:
    """The parts of a field with their JSON pointers; `pointer` is its own."""
    for index, part in enumerate(item.made_parts):
        name = part.name if part.key is None else part.key.text
        inner = str(index) if item.kind == "list" else pointer_part(name)
        yield part, f"{pointer}/{inner}"


def is_half(item: Field) -> bool:
    """Whether a text was typed that should be JSON and isn't."""
    if item.state is not State.SET or item.is_structured:
        return False
    if item.kind in ("list", "map", "model"):
        return isinstance(item.raw, str)
    if item.kind != "json" or item.raw is not NOTHING:
        return False
    try:
        read_json(item.text)
    except JsonTextError:
        return True
    return False


def has_place_for_secrets(item: Field) -> bool:
    """Whether what the schema says of a field, or what is hidden in it, makes it hold secrets."""
    return item.is_secret or bool(item.schema.secret_names) or bool(hidden_paths(item))


def masked_half_text(item: Field, text: str) -> str:
    """A text for a field that is no JSON, every secret in it masked."""
    return masked_half(text, *half_names(item))


def half_names(
    item: Field, *, is_hidden: bool = False
) -> tuple[frozenset[str], frozenset[str] | None]:
    """What :func:`~ovh_explorer.form.half_text.masked_half` needs of a field: the names of secrets,
    and those that are to be shown.

    Args:
        is_hidden: whether there are secrets that no schema tells.
    """
    shown = item.schema.all_names if is_hidden or has_place_for_secrets(item) else None
    return _names_around(item), shown


def _names_around(item: Field) -> frozenset[str]:
    """The names of secrets of the whole body that a field is part of."""
    while item.parent is not None:
        item = item.parent
    return item.schema.secret_names
