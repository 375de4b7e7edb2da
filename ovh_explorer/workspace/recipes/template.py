"""Templates without expressions: texts with ``${name}`` and ``${step.path}`` in them.

``${zone}`` is a parameter, ``${record.id}`` the property ``id`` of the response to the step
``record``, ``${zones[0]}`` the first item of the response to ``zones``. A text that is one
reference and nothing else becomes the value itself, a number or an object too; within other text a
reference must be to a text, a number or a boolean. ``$${`` is the text ``${``. A text in double
quotes, such as ``"${text}"``, stays one: a value that has quotes around it gets no second pair, one
that would end the text is refused. Nothing is ever evaluated.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ovh_explorer.translation import _, quoted

__all__ = ["Reference", "TemplateError", "fill", "references", "split"]

_REFERENCE = re.compile(r"\$\$\{|\$\{([^{}]*)\}|\$\{")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_-]*)|\.\"((?:[^\"\\]|\\.)*)\"|\[(\d{1,9})\]")
# A text in double quotes as zone files have it, and several of them; what can stand in one.
_INSIDE = re.compile(r"(?:[^\"\\\r\n]|\\[^\r\n])*")
_IN_QUOTES = re.compile(rf'"{_INSIDE.pattern}"')
_ALL_IN_QUOTES = re.compile(rf"{_IN_QUOTES.pattern}(?:[ \t]+{_IN_QUOTES.pattern})*")
# How deep a value may be nested.
_MAX_DEPTH = 100


class TemplateError(ValueError):
    """A template that can't be read or filled; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A parameter, or a part of a response.

    Attributes:
        name: of the parameter or the step.
        path: the properties and indexes that lead to the part; empty for all of it.
    """

    name: str
    path: tuple[str | int, ...] = ()

    def __str__(self) -> str:
        """As it stands in a template, braces included."""
        return f"${{{self.name}{''.join(map(_written, self.path))}}}"


def split(text: str) -> list[str | Reference]:
    """A text as its plain pieces and its references, in order; no piece is empty.

    Raises:
        TemplateError: for a reference that can't be read.
    """
    parts: list[str | Reference] = []
    plain, end = "", 0
    for found in _REFERENCE.finditer(text):
        plain += text[end : found.start()]
        end = found.end()
        if found[0] == "$${":
            plain += "${"
        elif found[1] is None:
            words = _(
                "A reference in {text} has no closing brace. Write {escape} for a plain {sign}."
            )
            raise TemplateError(words.format(text=quoted(text), escape="$${", sign="${"))
        else:
            if plain:
                parts.append(plain)
                plain = ""
            parts.append(_read(found[1]))
    plain += text[end:]
    return [*parts, plain] if plain else parts


def references(value: Any) -> Iterator[Reference]:
    """The references in a JSON value whose texts are templates, keys of objects included.

    Raises:
        TemplateError: for one that can't be read.
    """
    for text in _texts(value, 0):
        yield from (part for part in split(text) if isinstance(part, Reference))


def fill(value: Any, look_up: Callable[[Reference], Any]) -> Any:
    """A JSON value whose texts are templates, filled.

    Args:
        look_up: the value of a reference.

    Raises:
        TemplateError: for a template that can't be read, for an object, a list or null within
            other text, and for a value that would end the quotes around it. What `look_up` raises
            is passed on.
    """
    if isinstance(value, dict):
        return {_as_text(key, look_up): fill(item, look_up) for key, item in value.items()}
    if isinstance(value, list):
        return [fill(item, look_up) for item in value]
    if not isinstance(value, str):
        return value
    parts = split(value)
    if len(parts) == 1 and isinstance(parts[0], Reference):
        return look_up(parts[0])
    return _as_text(value, look_up)


def _as_text(template: str, look_up: Callable[[Reference], Any]) -> str:
    parts = split(template)
    filled = [part if isinstance(part, str) else _plain(part, look_up(part)) for part in parts]
    shape = "".join(part if isinstance(part, str) else "x" for part in parts)
    if _IN_QUOTES.fullmatch(shape):
        if shape == '"x"' and len(parts) > 1 and _ALL_IN_QUOTES.fullmatch(filled[1]):
            return filled[1]
        for part, value in zip(parts, filled, strict=True):
            if isinstance(part, Reference):
                _check_in_quotes(part, value)
    return "".join(filled)


def _check_in_quotes(reference: Reference, value: str) -> None:
    # What isn't known yet stands as it is written.
    if value != str(reference) and not _INSIDE.fullmatch(value):
        words = _(
            "{reference} is put in double quotes. It can't have a double quote or a line break in "
            "it, or end in {sign}."
        )
        raise TemplateError(words.format(reference=reference, sign="\\"))


def _plain(reference: Reference, value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, dict | list):
        words = _("{reference} is null, which can't stand within a text.")
        if isinstance(value, dict):
            words = _("{reference} is an object, which can't stand within a text.")
        elif isinstance(value, list):
            words = _("{reference} is a list, which can't stand within a text.")
        raise TemplateError(words.format(reference=reference))
    return json.dumps(value)


def _texts(value: Any, depth: int) -> Iterator[str]:
    if depth > _MAX_DEPTH:
        raise TemplateError(_("The values are nested too deeply."))
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, depth + 1)


def _read(text: str) -> Reference:
    name = _NAME.match(text)
    if name is None:
        words = _("{reference} names no parameter and no step.")
        raise TemplateError(words.format(reference=f"${{{text}}}"))
    path: list[str | int] = []
    at = name.end()
    while at < len(text):
        step = _STEP.match(text, at)
        if step is None:
            words = _("{reference} can't be read at {rest}.")
            raise TemplateError(words.format(reference=f"${{{text}}}", rest=quoted(text[at:])))
        if step[3] is not None:
            path.append(int(step[3]))
        elif step[2] is not None:
            path.append(_unquoted(step[2], text))
        else:
            path.append(step[1])
        at = step.end()
    return Reference(name[0], tuple(path))


def _unquoted(text: str, whole: str) -> str:
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        words = _("{reference} has a name in quotes that can't be read.")
        raise TemplateError(words.format(reference=f"${{{whole}}}")) from None


def _written(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    if _NAME.fullmatch(step):
        return f".{step}"
    name = json.dumps(step)
    return "." + name.replace("{", "\\u007b").replace("}", "\\u007d")
