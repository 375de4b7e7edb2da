"""Examples: valid values for the fields that the user left out."""

from collections.abc import Mapping
from typing import Any

from ovh_explorer.catalog.examples import MAX_VALUES, example
from ovh_explorer.form.field import Field
from ovh_explorer.form.kinds import State

__all__ = ["example_of", "fill_required"]


def example_of(
    field: Field, max_values: int = MAX_VALUES, known: Mapping[str, str] | None = None
) -> Any:
    """A value that fits, of at most so many values; nothing of a model too large to fill in.

    Args:
        field: what the value is for.
        max_values: how many values it is made of at most.
        known: what the account has, by name: the first choice for an enumeration.
    """
    schema = field.schema
    if field.kind == "model" and schema.is_large:
        return {}
    return example(
        schema.models,
        schema.type,
        method=schema.method,
        name=schema.name,
        max_values=max_values,
        known=known,
    )


def fill_required(
    field: Field, max_values: int = MAX_VALUES, known: Mapping[str, str] | None = None
) -> int:
    """Fill what is required and missing, here and inside, with valid values; how many fields that
    were.

    Args:
        field: what is filled.
        max_values: how many values are filled in at most; the parts share them.
        known: see :func:`example_of`.
    """
    if not field.is_given:
        if field.required:
            field.take(example_of(field, max_values, known))
        return int(field.required)
    if not field.is_structured or field.state is State.NULL:
        return 0
    keys = sum(fill_required(part.key, known=known) for part in field.parts if part.key is not None)
    share = max_values // max(1, len(field.parts))
    return keys + sum(fill_required(part, share, known) for part in field.parts)
