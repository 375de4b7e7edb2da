"""Examples: valid values for the fields that the user left out."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ovh_explorer.catalog.examples import MAX_VALUES, example, is_own_name
from ovh_explorer.form.field import Field
from ovh_explorer.form.kinds import State

__all__ = ["clear_own_names", "example_of", "fill_required", "given_texts"]


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


def given_texts(fields: Collection[Field]) -> list[Field]:
    """The fields without parts, of these and inside of them, that hold something."""
    return [part for field in fields for part in _leaves(field) if part.is_given]


def clear_own_names(fields: Collection[Field], kept: Collection[Field]) -> list[Field]:
    """Empty the fields whose example is their own name, which no API takes, and those that need a
    value of any type, of which the example is null; those are returned, an entry of a list as the
    list.

    Args:
        fields: where examples were filled in.
        kept: what was there before: see :func:`given_texts`.
    """
    before = {id(field) for field in kept}
    cleared: dict[int, Field] = {}
    for part in given_texts(fields):
        whole = part.parent
        is_entry = part.is_entry and whole is not None
        name = whole.name.removesuffix("s") if is_entry and whole is not None else part.name
        is_nothing = part.state is State.NULL and part.required
        is_name = not part.schema.choices and is_own_name(part.text, name)
        if id(part) in before or not (is_nothing or is_name):
            continue
        empty = whole if is_entry and whole is not None else part
        part.remove()
        cleared[id(empty)] = empty
    return list(cleared.values())


def _leaves(field: Field) -> Iterator[Field]:
    if not field.is_structured:
        yield field
    elif field.is_given:
        for part in field.parts:
            yield from _leaves(part)
