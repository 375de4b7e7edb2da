"""JSON as users type it: read with errors that say where and what."""

import json
import re
import sys
from typing import Any, NoReturn

from ovh_explorer.catalog.scalars import inexact_words
from ovh_explorer.form.json_mistakes import mistake, plain_mistake
from ovh_explorer.json_levels import MAX_JSON_LEVELS, json_levels
from ovh_explorer.json_numbers import InexactNumberError, exact_float
from ovh_explorer.translation import _, number

__all__ = ["JsonTextError", "read_json"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_MAYBE_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")
# Each escape, so that the second backslash of two begins none; its digits where it spells half a
# character.
_ESCAPE = re.compile(r"\\(?:u([dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL)
# A text, or a number.
_NUMBER = re.compile(r'"(?:[^"\\]|\\.)*"|(-?\d[\d.eE+-]*)', re.DOTALL)
# A text, or a number that JSON has not.
_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)', re.DOTALL)
# A text, a number with a fraction or an exponent, or an integer.
_INTEGER = re.compile(r'"(?:[^"\\]|\\.)*+"|-?\d++[.eE]|(-?\d++)', re.DOTALL)
# A bracket, or a text in which brackets are none.
_BRACKET = re.compile(r'[\[\]{}]|"(?:[^"\\]|\\.)*"', re.DOTALL)


class JsonTextError(ValueError):
    """A text that is not JSON; `line` and `column` start at 1. `plain` are its words with nothing
    of the text in them.
    """

    def __init__(self, message: str, line: int, column: int, plain: str = "") -> None:
        words = _("{problem} (line {line}, column {column})")
        super().__init__(words.format(problem=message, line=line, column=column))
        self.plain = words.format(problem=plain or message, line=line, column=column)
        self.line = line
        self.column = column


def read_json(text: str) -> Any:
    """The value of `text`.

    Raises:
        JsonTextError: when it is not JSON; ``NaN`` and ``Infinity``, which Python takes, are none.
            Also for more than :data:`MAX_JSON_LEVELS`; when an object has a key twice, of which
            Python would drop the first without a word; and for half a character (a lone surrogate),
            which no UTF-8 can say. A byte-order mark before it is nothing.
    """
    text = text.removeprefix("\ufeff")
    half = _half_a_character(text)
    if half is not None:
        words = _("This text holds half a character (a lone surrogate), which can't be sent")
        raise JsonTextError(words, *_place(text, half))
    try:
        value = json.loads(
            text,
            parse_constant=_no_constant,
            parse_float=exact_float,
            object_pairs_hook=_unique,
        )
    except json.JSONDecodeError as error:
        at = error.pos
        if error.msg.startswith("Illegal trailing comma"):  # not for people
            # From Python 3.13 on it is said of the comma; before, of what stands after it.
            at = len(text) - len(text[at + 1 :].lstrip())
        reason = mistake(text, error.msg, at)
        plain = _not_json(plain_mistake(text, error.msg, at))
        raise JsonTextError(_not_json(reason), *_place(text, at), plain) from None
    except _TwiceError as error:
        place = _place(text, _second_place(text, error.key))
        words = _('An object has "{key}" twice').format(key=error.key)
        raise JsonTextError(words, *place, _("An object has a name twice")) from None
    except _ConstantError as error:
        words = _("{name} is not a JSON number").format(name=error)
        raise JsonTextError(_not_json(words), *_place(text, _constant_place(text))) from None
    except InexactNumberError as error:
        place = _place(text, _number_place(text, error.text))
        plain = _not_sent(_("a number has too many digits"))
        raise JsonTextError(_not_sent(inexact_words(error)), *place, plain) from None
    except RecursionError:
        raise _too_deep(text) from None
    except ValueError:
        # Python reads no more digits of an integer; nothing else is left that it refuses.
        words = _("A number has more than {count} digits")
        place = _place(text, _long_number_place(text))
        raise JsonTextError(
            words.format(count=number(sys.get_int_max_str_digits())), *place
        ) from None
    if json_levels(value) > MAX_JSON_LEVELS:
        raise _too_deep(text)
    return value


def _too_deep(text: str) -> JsonTextError:
    """The error of a text with too many levels, at the bracket that begins the first of them."""
    words = _("This JSON is nested deeper than {count} levels").format(count=MAX_JSON_LEVELS)
    level = 0
    for bracket in _BRACKET.finditer(text):
        level += {"[": 1, "{": 1, "]": -1, "}": -1}.get(bracket[0], 0)
        if level > MAX_JSON_LEVELS:
            return JsonTextError(words, *_place(text, bracket.start()))
    return JsonTextError(words, 1, 1)


def _not_json(reason: str) -> str:
    return _("This is not JSON: {reason}").format(reason=reason)


def _place(text: str, index: int) -> tuple[int, int]:
    """Line and column of a character, both from 1."""
    before = text[:index]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _half_a_character(text: str) -> int | None:
    """Where `text` holds half a character, as it is or escaped; None where it doesn't."""
    if found := _SURROGATE.search(text):
        return found.start()
    if not _MAYBE_ESCAPED.search(text):
        return None
    first: re.Match[str] | None = None
    for escape in _ESCAPE.finditer(text):
        is_first, is_second = (
            bool(escape[1]) and escape[1][1] in signs for signs in ("89abAB", "cdefCDEF")
        )
        if first is not None:
            if not (is_second and escape.start() == first.end()):
                return first.start()
            first = None
        elif is_first:
            first = escape
        elif is_second:
            return escape.start()
    return None if first is None else first.start()


def _long_number_place(text: str) -> int:
    """Where the first integer stands that has more digits than Python reads."""
    limit = sys.get_int_max_str_digits()
    places = (
        found.start(1)
        for found in _INTEGER.finditer(text)
        if found[1] and len(found[1].lstrip("-")) > limit
    )
    return next(places, 0)


class _ConstantError(ValueError):
    pass


def _constant_place(text: str) -> int:
    """Where the first of the numbers stands that only Python knows."""
    places = (found.start(1) for found in _CONSTANT.finditer(text) if found[1])
    return next(places, 0)


def _not_sent(reason: str) -> str:
    return _("This can't be sent as it is: {reason}").format(reason=reason)


def _number_place(text: str, typed: str) -> int:
    """Where a number stands for the first time."""
    places = (found.start(1) for found in _NUMBER.finditer(text) if found[1] == typed)
    return next(places, 0)


class _TwiceError(ValueError):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


def _second_place(text: str, key: str) -> int:
    """Where `key` is written as a key for the second time; 0 where it is spelled with escapes."""
    places = [found.start() for found in re.finditer(rf'"{re.escape(key)}"\s*:', text)]
    return places[1] if len(places) > 1 else 0


def _no_constant(name: str) -> NoReturn:
    raise _ConstantError(name)
