"""Mistakes: what keeps the fields of a form from being sent."""

from collections.abc import Iterator

from ovh_explorer.form.field import Field
from ovh_explorer.form.field_secrets import secret_parts, secrets_in
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.form.kinds import NOTHING, FieldError, State
from ovh_explorer.form.values import loose_value, value_of
from ovh_explorer.translation import _

__all__ = ["error_of", "mistakes"]


def error_of(field: Field) -> str:
    """What is wrong with the value itself, in words; empty when nothing is. Not what is wrong
    inside of it.
    """
    if not field.is_given:
        return ""
    if field.schema.is_unknown:
        return _("{field} is not in the schema").format(field=field.name)
    if field.state is State.NULL:
        return "" if field.schema.can_be_null else _("can't be null")
    if _is_double_key(field):
        return _('duplicate key "{key}"').format(key=field.text)
    if field.state is State.EMPTY or field.is_structured:
        return ""
    try:
        value_of(field)
    except FieldError as error:
        if field.is_secret or _has_secrets(field):
            return _masked_words(field)
        return str(error)
    return ""


def _has_secrets(field: Field) -> bool:
    """Whether a secret is in a value that its type doesn't allow."""
    return bool(secrets_in(field, loose_value(field))) or any(True for _ in secret_parts(field))


def _masked_words(field: Field) -> str:
    """What is wrong with a masked value: the words of the error have the value in them."""
    if field.kind == "json" and field.raw is NOTHING:
        try:
            read_json(field.text)
        except JsonTextError as error:
            return error.plain
    return _("the masked value is no {type}").format(type=field.schema.label)


def _is_double_key(field: Field) -> bool:
    if field.parent is None or field.parent.kind != "map":
        return False
    keys = [part.key for part in field.parent.parts]
    index = next((at for at, key in enumerate(keys) if key is field), 0)
    return any(key is not None and key.text == field.text for key in keys[:index])


def mistakes(field: Field) -> Iterator[tuple[Field, str]]:
    """Everything that is wrong with a field or missing inside of it, in order: where, and why in
    words.
    """
    if not field.is_given or field.is_blank:
        if field.required:
            yield from _missing(field)
        elif message := error_of(field):
            yield field, message
    elif message := error_of(field):
        yield field, message
    elif field.is_structured and field.state is State.SET:
        for part in field.parts:
            if part.key is not None:
                yield from mistakes(part.key)
            yield from mistakes(part)
    elif field.kind == "model" and field.state is State.EMPTY and field.schema.is_large:
        if field.schema.needs_properties:
            yield field, _nothing_words(field)
    elif field.kind == "model" and field.state is State.EMPTY:
        for part in field.parts:
            if part.required:
                yield from _missing(part)


def _nothing_words(field: Field) -> str:
    if not field.where:
        return _("the body has nothing of what is required")
    return _("{field} has nothing of what is required").format(field=field.where)


def _missing_words(field: Field) -> str:
    if not field.where:
        return _("the body has no value") if field.is_entry else _("the body is required")
    words = _("{field} has no value") if field.is_entry else _("{field} is required")
    return words.format(field=field.where)


def _missing(field: Field) -> Iterator[tuple[Field, str]]:
    """That it has no value; for a model that nothing was typed into, which of its parts it
    needs.
    """
    inside: list[Field] = []
    if field.asks_for_parts and not field.is_given and not field.has_something:
        inside = [part for part in field.parts if part.required]
    if not inside:
        yield field, _missing_words(field)
    for part in inside:
        yield from _missing(part)
