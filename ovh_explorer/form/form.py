"""The form of an operation, and the call it makes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ovh_explorer.call import Call, CallError, canonical_json
from ovh_explorer.catalog.examples import example
from ovh_explorer.catalog.required import required_properties, writable_properties
from ovh_explorer.catalog.resolve import Models, Object
from ovh_explorer.catalog.schema import Operation, Parameter
from ovh_explorer.catalog.secrets import secret_pointers
from ovh_explorer.form.fields import Field, FieldError, Place, State
from ovh_explorer.form.jsontext import JsonTextError, read_json

__all__ = ["Form", "FormInvalid", "Mistake"]

_PLACES: tuple[Place, ...] = ("path", "query", "header", "body")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that keeps a form from being sent; `field` is None for the body's text as a whole."""

    field: Field | None
    message: str


class FormInvalid(ValueError):
    """A form that can't be sent as it is; `mistakes` in the order of the fields."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("; ".join(mistake.message for mistake in mistakes))
        self.mistakes = mistakes


class Form:
    """Everything that can be given to an operation.

    The body can be given two ways at once: by fields, or as JSON text (:attr:`body_text`). A text that
    parses fills the fields, with keys that the schema doesn't know kept; a text that doesn't parse is kept
    as it was typed, and is what is wrong with the form until it is mended or the fields are used again.

    Attributes:
        operation: what is called.
        fields: all fields, path first, then query, headers, body.
    """

    def __init__(self, operation: Operation, models: Models) -> None:
        self.operation = operation
        self.models = models
        self.fields: list[Field] = [
            self._field(parameter, place)
            for place in _PLACES
            for parameter in operation.placed(place)
            if place != "body" or parameter.name
        ]
        self._whole: Field | None = None
        body = operation.body
        if body is not None:
            shape = models.shape(body.type)
            if isinstance(shape, Object):
                self.fields += self._properties(shape)
            else:
                self._whole = self._field(body, "body")
                self.fields.append(self._whole)
        self._extras: dict[str, Any] = {}
        self._order: list[str] = []
        # A text that doesn't parse, or a body that isn't the object the fields are for.
        self._loose_text: str | None = None

    def _field(self, parameter: Parameter, place: Place) -> Field:
        return Field(
            self.models,
            place,
            parameter.name,
            parameter.type,
            parameter.full_type,
            self.operation.method,
            required=parameter.required or place == "path",
            description=parameter.description,
        )

    def _properties(self, shape: Object) -> list[Field]:
        required = required_properties(shape.model, self.operation.method)
        writable = writable_properties(shape.model)
        return [
            Field(
                self.models,
                "body",
                item.name,
                item.type,
                item.full_type,
                self.operation.method,
                required=item.name in required,
                nullable=item.nullable,
                description=item.description,
            )
            for item in shape.model.properties
            if item.name in writable
        ]

    def placed(self, place: Place) -> list[Field]:
        """The fields that go to `place`."""
        return [item for item in self.fields if item.place == place]

    def field(self, place: Place, name: str) -> Field | None:
        """The field called `name`, or None."""
        return next((item for item in self.fields if item.place == place and item.name == name), None)

    @property
    def has_body(self) -> bool:
        """Whether the operation takes a body at all: 419 POSTs of the real catalog take none and refuse ``{}``."""
        return any(item.place == "body" for item in self.fields) or self.operation.body is not None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return self._loose_text is None and not self._extras and not any(item.is_given for item in self.fields)

    # The body as JSON

    @property
    def body_text(self) -> str:
        """The body as JSON text to edit: what was typed, else what the fields say, indented; "" when absent."""
        if self._loose_text is not None:
            return self._loose_text
        given, value = self._body(loose=True)
        return json.dumps(value, ensure_ascii=False, indent=2) if given else ""

    @property
    def body_problem(self) -> str:
        """Why the text typed as body can't fill the fields, in words; empty when it did."""
        if self._loose_text is None:
            return ""
        try:
            read_json(self._loose_text)
        except JsonTextError as error:
            return str(error)
        return "the body must be an object"

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
        """Fill the body's fields from a JSON value; unknown keys are kept and sent."""
        self._loose_text = None
        if self._whole is not None:
            self._whole.take(value)
            return True
        if not isinstance(value, dict):
            self._loose_text = text or json.dumps(value, ensure_ascii=False)
            return False
        self.clear_body()
        known = {item.name: item for item in self.placed("body")}
        for name, entry in value.items():
            if name in known:
                known[name].take(entry)
            else:
                self._extras[name] = entry
        self._order = list(value)
        self._sent_empty = not value
        return True

    def clear_body(self) -> None:
        """Forget the body: every field of it absent."""
        self._loose_text = None
        self._extras = {}
        self._order = []
        self._sent_empty = False
        for item in self.placed("body"):
            item.items = []
            item.text = ""
            item.choose_state(State.ABSENT)

    def fill_example(self) -> None:
        """Fill what is required and absent with valid values; what was typed stays."""
        for item in self.fields:
            if item.required and not item.is_given:
                item.take(item.example())
        body = self.operation.body
        if body is not None and self._loose_text is not None:
            self.take_body(example(self.models, body.type, method=self.operation.method))

    _sent_empty = False

    def _body(self, *, loose: bool) -> tuple[bool, Any]:
        """Whether there is a body, and its value."""
        read = Field.loose_value if loose else Field.value
        if self._whole is not None:
            return (True, read(self._whole)) if self._whole.is_given else (False, None)
        fields = self.placed("body")
        value = {item.name: read(item) for item in fields if item.is_given}
        value.update(self._extras)
        if self._order:
            rank = {name: index for index, name in enumerate(self._order)}
            value = dict(sorted(value.items(), key=lambda pair: rank.get(pair[0], len(rank))))
        # A declared unnamed body is always sent, if need be as `{}`; named fields that are all absent are no body.
        needed = self.operation.body is not None or self._sent_empty
        return (bool(value) or needed, value)

    # The call

    def mistakes(self) -> list[Mistake]:
        """What keeps the form from being sent, in the order of the fields."""
        found = []
        for item in self.fields:
            if not item.is_given:
                if item.required and not (item.place == "body" and self._loose_text is not None):
                    found.append(Mistake(item, f"{item.name or 'the body'} is required"))
            elif message := item.error():
                found.append(Mistake(item, message))
        if self._loose_text is not None:
            found.append(Mistake(None, self.body_problem))
        return found

    def call(self, *, anyway: bool = False) -> Call:
        """The call that the form says.

        Args:
            anyway: make it even where the schema says it is wrong; schemas sometimes are. Invalid texts go
                out as texts. What can't make a request at all still can't.

        Raises:
            FormInvalid: with every mistake.
        """
        mistakes = self.mistakes()
        if mistakes and (not anyway or self._loose_text is not None):
            raise FormInvalid(mistakes)
        try:
            return self._make(loose=anyway)
        except CallError as error:
            place, name = error.where
            at = next((item for item in self.fields if (item.place, item.name) == (place, name)), None)
            raise FormInvalid([Mistake(at, str(error))]) from None

    def preview(self) -> Call:
        """The call as far as it can be told from an unfinished form, for the code that follows the typing.

        A path value that is missing stands as its placeholder's name in capitals.
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

    def _make(self, *, loose: bool, path_values: dict[str, str] | None = None) -> Call:
        operation = self.operation
        sensitive: list[tuple[str, str]] = [
            (item.place, item.name) for item in self.fields if item.is_secret and item.place != "body"
        ]
        body = None
        given, value = self._body(loose=loose)
        if given:
            body = canonical_json(value)
            sensitive += [("body", pointer) for pointer in self._secrets(value)]
        return Call.make(
            operation.branch,
            operation.method,
            operation.path,
            path_values=path_values or {item.name: _path_text(item) for item in self.placed("path")},
            query=[pair for item in self.placed("query") if item.is_given for pair in _pairs(item, loose)],
            headers=[(item.name, _plain(_read(item, loose))) for item in self.placed("header") if item.is_given],
            body=body,
            authenticated=operation.authenticated,
            sensitive=sensitive,
        )

    def _secrets(self, value: Any) -> Iterable[str]:
        body = self.operation.body
        if body is not None:
            return secret_pointers(self.models, body.type, value, "")
        return [
            f"/{item.name}{pointer}"
            for item in self.placed("body")
            if item.name in value
            for pointer in secret_pointers(self.models, item.type, value[item.name], item.name)
        ]


def _read(item: Field, loose: bool) -> Any:
    return item.loose_value() if loose else item.value()


def _path_text(item: Field) -> str:
    if not item.is_given:
        return ""
    try:
        return _plain(item.value())
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
