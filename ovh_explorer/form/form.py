"""The form of an operation, and the call it makes."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ovh_explorer.call import Call, CallError, canonical_json
from ovh_explorer.catalog.examples import MAX_VALUES, example
from ovh_explorer.catalog.resolve import Models, Object
from ovh_explorer.catalog.schema import Operation
from ovh_explorer.form.examples import example_of, fill_required
from ovh_explorer.form.field import Field
from ovh_explorer.form.field_schema import FieldSchema
from ovh_explorer.form.field_secrets import secret_parts, secrets_in
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.form.kinds import FieldError, ParameterLocation
from ovh_explorer.form.mistakes import mistakes
from ovh_explorer.form.present import PresentObject
from ovh_explorer.form.secret_texts import hide_fields, holds_text, mark_secrets
from ovh_explorer.form.values import loose_value, value_of
from ovh_explorer.translation import _, in_series, labelled

__all__ = ["SCHEMAS_VERSION", "SCHEMAS_VERSIONS", "Form", "FormInvalid", "Mistake"]

SCHEMAS_VERSION = "X-Schemas-Version"
"""The header by which a request to v2 chooses the version of its schemas (guide: API v2); no
document declares it.
"""

SCHEMAS_VERSIONS = ("1.0", "0.0")
"""The versions that are known of: the guide's, and the one Terraform's provider pins. Others may be
typed.
"""

_WRAPPED: tuple[ParameterLocation, ...] = ("path", "query", "header")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that keeps a form from being sent; `field` is None for the body's text as a
    whole.
    """

    field: Field | None
    message: str


_MAX_SAID = 20


class FormInvalid(ValueError):
    """A form that can't be sent as it is; `mistakes` in the order of the fields. The message has
    the first of them: a body may have any number.
    """

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(in_series(mistake.message for mistake in mistakes[:_MAX_SAID]))
        self.mistakes = mistakes


class Form:
    """Everything that can be given to an operation.

    The body can be given two ways at once: by fields, or as JSON text (:attr:`body_text`). A text
    that parses fills the fields, with keys that the schema doesn't know kept; a text that doesn't
    parse is kept as it was typed, and is what is wrong with the form until it is mended or the
    fields are used again.

    Attributes:
        operation: what is called.
        body: the field of the body as a whole, or None where the operation takes none: 419 POSTs of
            the real catalog take none and refuse ``{}``.
        trailing_slash: whether the call's path is to end in a slash.
        present: the object that it is to change, as it was read; see :func:`present_of`.
        masked_half: the last text that was masked though it is no JSON, all that tells how, and
            what came of it.
    """

    def __init__(self, operation: Operation, models: Models) -> None:
        self.operation = operation
        self.models = models
        self._outside = [
            Field(FieldSchema.of_parameter(models, operation.method, place, parameter))
            for place in _WRAPPED
            for parameter in operation.placed(place)
        ]
        if operation.branch == "v2":
            schema = FieldSchema.of_schemas_version(
                models, operation.method, SCHEMAS_VERSION, SCHEMAS_VERSIONS
            )
            self._outside.append(Field(schema))
        self.body = self._body_field()
        self.trailing_slash = False
        self.present: PresentObject | None = None
        self.masked_half: tuple[object, str] | None = None
        self._secret_texts: frozenset[str] = frozenset()
        # A text that doesn't parse, or a body that isn't the object the fields are for.
        self._loose_text: str | None = None

    def _body_field(self) -> Field | None:
        method, whole = self.operation.method, self.operation.body
        if whole is None:
            named = [item for item in self.operation.placed("body") if item.name]
            return Field(FieldSchema.of_body(self.models, method, named)) if named else None
        schema = FieldSchema.of_parameter(self.models, method, "body", whole)
        if isinstance(schema.shape, Object):  # always sent, if need be as `{}`
            schema = replace(schema, name="", required=True, description="")
            return Field(schema, kept=True)
        return Field(schema)

    # Fields

    @property
    def secret_texts(self) -> frozenset[str]:
        """Texts that are secret wherever they stand, and whatever they are typed into."""
        return self._secret_texts

    @secret_texts.setter
    def secret_texts(self, texts: Collection[str]) -> None:
        self._secret_texts = frozenset(texts)
        hides = partial(holds_text, texts=self._secret_texts) if texts else None
        for item in [*self._outside, *([] if self.body is None else [self.body])]:
            item.hides = hides
        hide_fields(self.fields, self._secret_texts)

    @property
    def fields(self) -> list[Field]:
        """The fields of the first level: path, query, headers, and those of the body."""
        return [*self._outside, *self.placed("body")]

    def placed(self, place: ParameterLocation) -> list[Field]:
        """The fields of the first level that go to `place`; for a body that is no object, the one
        of the whole.
        """
        if place != "body":
            return [item for item in self._outside if item.place == place]
        if self.body is None:
            return []
        return self.body.parts if self.body.kind == "model" else [self.body]

    def field(self, place: ParameterLocation, name: str) -> Field | None:
        """The field of the first level called `name`, or None."""
        return next((item for item in self.placed(place) if item.name == name), None)

    @property
    def has_body(self) -> bool:
        """Whether the operation takes a body at all."""
        return self.body is not None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in; the schemas' version, which is chosen for a whole run,
        aside.
        """
        given = (item for item in self.fields if item.is_given)
        has_text = self._loose_text is not None or self.trailing_slash
        return not has_text and all(item.name == SCHEMAS_VERSION for item in given)

    @property
    def path(self) -> str:
        """The path of the operation, its placeholders in it, as the call is sent to it."""
        return f"{self.operation.path}/" if self.trailing_slash else self.operation.path

    # The body as JSON

    @property
    def body_text(self) -> str:
        """The body as JSON text to edit: as typed, else of the fields, indented; "" when absent."""
        if self._loose_text is not None:
            return self._loose_text
        if self.body is None or not self.body.is_given:
            return ""
        return json.dumps(loose_value(self.body), ensure_ascii=False, indent=2)

    @property
    def body_problem(self) -> str:
        """Why the text typed as body can't fill the fields, in words; empty when it did."""
        if self._loose_text is None:
            return ""
        try:
            read_json(self._loose_text)
        except JsonTextError as error:
            return str(error)
        return _("the body must be an object")

    def type_body(self, text: str) -> bool:
        """Take `text` as the body; True when it parsed and the fields now say the same."""
        self._loose_text = None
        if not text.strip():
            self.clear_body()
            return True
        try:
            value = read_json(text)
        except JsonTextError:
            self._loose_text = text
            return False
        return self.take_body(value, text)

    def take_body(self, value: Any, text: str = "") -> bool:
        """Fill the body's fields from a JSON value; unknown keys are kept and sent. False where it
        doesn't fit.
        """
        self._loose_text = None
        if self.body is not None and (self.body.kind != "model" or isinstance(value, dict)):
            self.body.take(value)
            return True
        self._loose_text = text or json.dumps(value, ensure_ascii=False)
        return False

    def clear_body(self) -> None:
        """Forget the body: every field of it absent."""
        self._loose_text = None
        if self.body is not None:
            self.body.clear()

    def clear(self) -> None:
        """Forget what was typed."""
        self.trailing_slash = False
        for item in self._outside:
            item.clear()
        self.clear_body()

    def fill_example(self, known: Mapping[str, str] | None = None) -> int:
        """Fill what is required and missing with valid values, what was typed stays; how many
        fields that were.

        A body that needs nothing and has nothing (a PUT, which changes what it names) gets all that
        it can have.

        Args:
            known: what the account has, by name, such as ``ovhSubsidiary``: the first choice for an
                enumeration.
        """
        count = sum(fill_required(item, known=known) for item in self._outside)
        body = self.body
        if body is None:
            return count
        if self._loose_text is not None:
            self.take_body(self._body_example(known))
            return count + 1
        parts = self.placed("body")
        count += sum(fill_required(part, MAX_VALUES // max(1, len(parts)), known) for part in parts)
        if body.kind == "model" and not any(part.is_given for part in body.parts):
            value = self._body_example(known)
            if value:
                body.take(value)
                count += len(value)
        return count

    def _body_example(self, known: Mapping[str, str] | None) -> Any:
        method = self.operation.method
        if self.operation.body is not None:
            return example(self.models, self.operation.body.type, method=method, known=known)
        parts = self.placed("body")
        wanted = [part for part in parts if part.required] or parts
        return {part.name: example_of(part, MAX_VALUES // len(wanted), known) for part in wanted}

    @property
    def remarks(self) -> list[str]:
        """What is sent otherwise than it was typed, field by field, in words."""
        waiting, found = self.fields[::-1], []
        while waiting:
            item = waiting.pop()
            if item.remark:
                found.append(labelled(item.where, item.remark))
            if item.is_structured and item.is_given:
                waiting += item.parts[::-1]
        return found

    # The call

    def mistakes(self) -> list[Mistake]:
        """What keeps the form from being sent, in the order of the fields."""
        found = [Mistake(*pair) for item in self._outside for pair in mistakes(item)]
        if self._loose_text is not None:
            found.append(Mistake(None, self.body_problem))
        elif self.body is not None:
            parts = self.placed("body") if not self.body.is_given else [self.body]
            found += [Mistake(*pair) for item in parts for pair in mistakes(item)]
        return found

    def call(self, *, anyway: bool = False) -> Call:
        """The call that the form says.

        Args:
            anyway: make it even where the schema says it is wrong; schemas sometimes are. Invalid
                texts go out as texts. What can't make a request at all still can't.

        Raises:
            FormInvalid: with every mistake.
        """
        found = self.mistakes()
        if found and (not anyway or self._loose_text is not None):
            raise FormInvalid(found)
        try:
            return self._make(loose=anyway)
        except CallError as error:
            place, name = error.where
            at = next(
                (item for item in self.fields if (item.place, item.name) == (place, name)), None
            )
            raise FormInvalid([Mistake(at, str(error))]) from None

    def said(self) -> Call | None:
        """The call that :meth:`call` makes with `anyway`; None where the form can make none."""
        if self._loose_text is not None:
            return None
        try:
            return self._make(loose=True)
        except CallError:
            return None

    def preview(self) -> Call:
        """The call as far as it can be told from an unfinished form, for the code that follows the
        typing.

        A path value that is missing stands as its placeholder's name in capitals.

        Raises:
            CallError: where the schema's method or path is none that a call can have.
        """
        values = {item.name: _path_text(item) or item.name.upper() for item in self.placed("path")}
        try:
            return self._make(loose=True, path_values=values)
        except CallError:
            plain = {name: name.upper() for name in values}
            return Call.make(
                self.operation.branch,
                self.operation.method,
                self.operation.path,
                path_values=plain,
                authenticated=self.operation.authenticated,
            )

    def _make(self, *, loose: bool, path_values: Mapping[str, str] | None = None) -> Call:
        operation = self.operation
        sensitive: list[tuple[str, str]] = [
            (item.place, item.name) for item in self._outside if item.is_secret
        ]
        body = None
        if self.body is not None and self.body.is_given:
            value = _read(self.body, loose)
            body = canonical_json(value)
            found = {*secrets_in(self.body, value), *secret_parts(self.body)}
            sensitive += [("body", pointer) for pointer in found]
        call = Call.make(
            operation.branch,
            operation.method,
            operation.path,
            path_values=path_values
            or {item.name: _path_text(item) for item in self.placed("path")},
            query=[
                pair
                for item in self.placed("query")
                if item.is_given
                for pair in _pairs(item, loose)
            ],
            headers=[
                (item.name, _plain(_read(item, loose)))
                for item in self.placed("header")
                if item.is_given
            ],
            body=body,
            authenticated=operation.authenticated,
            sensitive=sensitive,
            trailing_slash=self.trailing_slash,
        )
        return mark_secrets(call, self.secret_texts)


def _read(item: Field, loose: bool) -> Any:
    return loose_value(item) if loose else value_of(item)


def _path_text(item: Field) -> str:
    if not item.is_given:
        return ""
    try:
        return _plain(value_of(item))
    except FieldError:
        return item.text


def _pairs(item: Field, loose: bool) -> list[tuple[str, str]]:
    """A query parameter as it is sent: a list repeats its name, a model or map is compact JSON."""
    value = _read(item, loose)
    if item.kind == "list" and isinstance(value, list):
        return [(item.name, _plain(entry)) for entry in value]
    return [(item.name, _plain(value))]


def _plain(value: Any) -> str:
    """A value as text in a path, a query or a header."""
    if isinstance(value, str):
        return value
    # Compact and in UTF-8, which percent-encoding then spells, as the web console writes iamTags.
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
