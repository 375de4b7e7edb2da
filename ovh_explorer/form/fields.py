"""A field: one value of a form, typed as text or taken from JSON."""

import json
from dataclasses import dataclass
from typing import Any

from ovh_explorer.catalog.examples import MOST, example
from ovh_explorer.catalog.resolve import Core, Enum
from ovh_explorer.catalog.scalars import SCALARS, ScalarError, parse_enum, parse_scalar
from ovh_explorer.catalog.validate import problems
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.form.kinds import NOTHING, STRUCTURED, FieldError, State, empty_value
from ovh_explorer.form.tree import Node
from ovh_explorer.form.typed import as_sent

__all__ = ["Field"]


@dataclass(eq=False, slots=True, repr=False)
class Field(Node):
    """One value of the form: what was typed, what it says as JSON, and what is wrong with it."""

    # Texts and values

    def type_text(self, text: str) -> None:
        """Take what a user typed. An emptied field is absent; :meth:`choose_state` makes it empty.

        :attr:`text` is then what is sent, and :attr:`remark` says what is another than was typed.
        """
        self.remark = ""
        if self.kind in STRUCTURED:
            try:
                self.take(read_json(text))
                return
            except JsonTextError:
                self._reset()
                self._raw = text if text.strip() else NOTHING
        else:
            self._raw = NOTHING
            typed = as_sent(
                text, shape=self.shape, place=self.place, name=self.name, secret=self.is_secret
            )
            text, self.remark = typed.text, typed.remark
        self.text = text
        self.state = State.SET if text else State.ABSENT
        self._tell()

    def add_part(self, text: str = "") -> "Field":
        """A new entry at the end of a list or map, with `text` typed into it."""
        # Not super(): a dataclass with slots is another class than the one that is being written
        # here.
        entry = Node.add_part(self)
        if text:
            entry.type_text(text)
        return entry

    def take(self, value: Any) -> None:
        """Hold a JSON value, whatever its type: what the schema doesn't allow shows as an error,
        and survives.
        """
        self._take(value)
        self._tell()

    def _take(self, value: Any) -> None:
        self._reset()
        empty = empty_value(self.shape)
        if value is None:
            self.state = State.NULL
        elif value == empty and type(value) is type(empty):
            self.state = State.EMPTY
        elif self.kind == "list" and isinstance(value, list):
            for entry in value:
                self.add_part()._take(entry)
        elif self.kind == "map" and isinstance(value, dict):
            for name, entry in value.items():
                part = self.add_part()
                assert part.key is not None
                part.key._take_key(name)
                part._take(entry)
        elif self.kind == "model" and isinstance(value, dict):
            self._take_properties(value)
        else:
            self.text = value if isinstance(value, str) and self.kind != "json" else _pretty(value)
            self._raw = value
            self.state = State.SET

    def _take_properties(self, value: dict[str, Any]) -> None:
        known = {part.name: part for part in self.parts}
        for name, entry in value.items():
            part = known.get(name)
            if part is None:
                part = self._undeclared(name)
                self.parts.append(part)
            part._take(entry)
        self._order = list(value)
        self.state = State.SET

    def _take_key(self, name: str) -> None:
        self.text, self.state = name, State.SET if name else State.EMPTY

    def value(self) -> Any:
        """The JSON value the field sends.

        Raises:
            FieldError: when what was typed is no value of the type, in words. An absent field has
                no value to ask for: check :attr:`is_given`.
        """
        if self.state is State.NULL:
            return None
        if self.state is State.EMPTY:
            return empty_value(self.shape)
        if self._raw is not NOTHING:
            return self._checked(self._raw)
        if self.kind in STRUCTURED:
            return self._whole(Field.value)
        try:
            match self.shape:
                case Enum(_, values):
                    return parse_enum(values, self.text)
                case Core(core) if core in SCALARS:
                    return parse_scalar(core, self.text)
            value = read_json(self.text)
        except (ScalarError, JsonTextError) as error:
            raise FieldError(str(error)) from None
        return self._checked(value)

    def loose_value(self) -> Any:
        """The value as far as it can be told: an invalid text goes out as the text it is."""
        if self.state is State.SET:
            if self._raw is not NOTHING:
                return self._raw
            if self.kind in STRUCTURED:
                return self._whole(Field.loose_value)
        try:
            return self.value()
        except FieldError:
            try:
                return read_json(self.text) if self.kind == "json" else self.text
            except JsonTextError:
                return self.text

    def _whole(self, read: Any) -> Any:
        """The value that the parts make, each of them read with `read`."""
        if self.kind == "list":
            return [self._entry(part, read) for part in self.parts]
        if self.kind == "map":
            return {
                part.key.text: self._entry(part, read)
                for part in self.parts
                if part.key is not None
            }
        value = {part.name: read(part) for part in self.parts if part.is_given}
        if self._order:
            rank = {name: index for index, name in enumerate(self._order)}
            value = dict(sorted(value.items(), key=lambda pair: rank.get(pair[0], len(rank))))
        return value

    def _entry(self, part: "Field", read: Any) -> Any:
        if part.is_given:
            return read(part)
        if read is Field.value:
            raise FieldError(f"{part.where} has no value")
        return part.text

    def _checked(self, value: Any) -> Any:
        if self.kind in STRUCTURED and isinstance(value, str):
            try:
                read_json(value)
            except JsonTextError as error:
                raise FieldError(str(error)) from None
        found = problems(self.models, self.type, value, method=self.method)
        if found:
            first = found[0]
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            raise FieldError(
                f"{first.pointer.lstrip('/')}{' ' if first.pointer else ''}{first.message}{more}"
            )
        return value

    # What is wrong

    def error(self) -> str:
        """What is wrong with the value itself, in words; empty when nothing is. Not what is wrong
        inside of it.
        """
        if not self.is_given:
            return ""
        if self.is_unknown:
            return f"{self.name} is not in the schema"
        if self.state is State.NULL:
            return "" if self.can_be_null else "can't be null"
        if self._is_double_key:
            return f'the key "{self.text}" is there already'
        if self.state is State.EMPTY or self.is_structured:
            return ""
        try:
            self.value()
        except FieldError as error:
            return str(error)
        return ""

    @property
    def _is_double_key(self) -> bool:
        if self.parent is None or self.parent.kind != "map":
            return False
        keys = [part.key for part in self.parent.parts]
        index = next((at for at, key in enumerate(keys) if key is self), 0)
        return any(key is not None and key.text == self.text for key in keys[:index])

    # Examples

    def example(self, most: int = MOST) -> Any:
        """A value that fits, of at most so many values; nothing of a model that nobody could fill
        in.
        """
        if self.kind == "model" and self.models.is_large(self.type, self.method):
            return {}
        return example(self.models, self.type, method=self.method, name=self.name, most=most)

    def fill_example(self, most: int = MOST) -> int:
        """Fill what is required and missing, here and inside, with valid values; how many fields
        that were.

        Args:
            most: how many values are filled in at most; the parts share them.
        """
        if not self.is_given:
            if self.required:
                self.take(self.example(most))
            return int(self.required)
        if not self.is_structured or self.state is State.NULL:
            return 0
        keys = sum(part.key.fill_example() for part in self.parts if part.key is not None)
        share = most // max(1, len(self.parts))
        return keys + sum(part.fill_example(share) for part in self.parts)


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
