"""What keeps the fields of a form from being sent."""

from collections.abc import Iterator

from ovh_explorer.form.fields import Field
from ovh_explorer.form.kinds import State

__all__ = ["mistakes"]


def mistakes(field: Field) -> Iterator[tuple[Field, str]]:
    """Everything that is wrong with a field or missing inside of it, in order: where, and why in
    words.
    """
    if not field.is_given:
        if field.required:
            yield from _missing(field)
    elif message := field.error():
        yield field, message
    elif field.is_structured and field.state is State.SET:
        for part in field.parts:
            if part.key is not None:
                yield from mistakes(part.key)
            yield from mistakes(part)
    elif (
        field.kind == "model"
        and field.models.is_large(field.type, field.method)
        and field.state is State.EMPTY
    ):
        yield field, f"{field.where or 'the body'} has nothing of what is required"
    elif field.kind == "model" and field.state is State.EMPTY:
        for part in field.parts:
            if part.required:
                yield from _missing(part)


def _missing(field: Field) -> Iterator[tuple[Field, str]]:
    """That it has no value; for a model that nothing was typed into, which of its parts it needs."""
    inside: list[Field] = []
    if field.asks_for_parts and not field.is_given and not field.has_something:
        inside = [part for part in field.parts if part.required]
    if not inside:
        yield (
            field,
            f"{field.where or 'the body'} {'has no value' if field.is_entry else 'is required'}",
        )
    for part in inside:
        yield from _missing(part)
