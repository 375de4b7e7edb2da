"""The JSON value that a field sends."""

from collections.abc import Callable
from typing import Any

from ovh_explorer.catalog.resolve import Core, Enum
from ovh_explorer.catalog.scalars import SCALARS, ScalarError, parse_enum, parse_scalar
from ovh_explorer.catalog.validate import problems
from ovh_explorer.form.field import Field
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.form.kinds import NOTHING, STRUCTURED, FieldError, State, empty_value
from ovh_explorer.translation import _, ngettext

__all__ = ["loose_value", "value_of"]


def value_of(field: Field) -> Any:
    """The JSON value that a field sends.

    Raises:
        FieldError: when what was typed is no value of the type, in words. An absent field has no
            value to ask for: check :attr:`Field.is_given`.
    """
    if field.state is State.NULL:
        return None
    if field.state is State.EMPTY:
        return empty_value(field.schema.shape)
    if field.raw is not NOTHING:
        return _checked(field, field.raw)
    if field.kind in STRUCTURED:
        return _whole(field, _part_value)
    try:
        match field.schema.shape:
            case Enum(_, values):
                return parse_enum(values, field.text)
            case Core(core) if core in SCALARS:
                return parse_scalar(core, field.text)
        value = read_json(field.text)
    except (ScalarError, JsonTextError) as error:
        raise FieldError(str(error)) from None
    return _checked(field, value)


def loose_value(field: Field) -> Any:
    """The value as far as it can be told: an invalid text goes out as the text it is."""
    if field.state is State.SET:
        if field.raw is not NOTHING:
            return field.raw
        if field.kind in STRUCTURED:
            return _whole(field, _loose_part)
    try:
        return value_of(field)
    except FieldError:
        try:
            return read_json(field.text) if field.kind == "json" else field.text
        except JsonTextError:
            return field.text


def _part_value(part: Field) -> Any:
    if not part.is_given:
        raise FieldError(_("{field} has no value").format(field=part.where))
    return value_of(part)


def _loose_part(part: Field) -> Any:
    return loose_value(part) if part.is_given else part.text


def _whole(field: Field, read: Callable[[Field], Any]) -> Any:
    """The value that the parts make, each of them read with `read`."""
    if field.kind == "list":
        return [read(part) for part in field.parts]
    if field.kind == "map":
        return {part.key.text: read(part) for part in field.parts if part.key is not None}
    value = {part.name: read(part) for part in field.parts if part.is_given}
    if field.key_order:
        rank = {name: index for index, name in enumerate(field.key_order)}
        value = dict(sorted(value.items(), key=lambda pair: rank.get(pair[0], len(rank))))
    return value


def _checked(field: Field, value: Any) -> Any:
    if field.kind in STRUCTURED and isinstance(value, str):
        try:
            read_json(value)
        except JsonTextError as error:
            raise FieldError(str(error)) from None
    schema = field.schema
    found = problems(schema.models, schema.type, value, method=schema.method)
    if found:
        first, more = found[0], len(found) - 1
        words = " ".join(filter(None, (first.pointer.lstrip("/"), first.message)))
        if more:
            said = ngettext("{problem} (and {count} more)", "{problem} (and {count} more)", more)
            words = said.format(problem=words, count=more)
        raise FieldError(words)
    return value
