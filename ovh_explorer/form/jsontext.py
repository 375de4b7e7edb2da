"""JSON as people type it: read with errors that say where and what."""

import json
import re
from typing import Any, NoReturn

__all__ = ["JsonTextError", "read_json"]


class JsonTextError(ValueError):
    """A text that is no JSON; `line` and `column` start at 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(f"{message} (line {line}, column {column})")
        self.line = line
        self.column = column


def read_json(text: str) -> Any:
    """The value of `text`.

    Raises:
        JsonTextError: when it is no JSON; ``NaN`` and ``Infinity``, which Python takes, are none. Also when an
            object has a key twice: Python would drop the first without a word.
    """
    try:
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        message = error.msg[0].lower() + error.msg[1:]
        if not text.strip():
            message = "there is nothing here"
        raise JsonTextError(f"This is no JSON: {message}", error.lineno, error.colno) from None
    except _TwiceError as error:
        before = text[: _second_place(text, error.key)]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise JsonTextError(f"An object has {json.dumps(error.key, ensure_ascii=False)} twice", line, column) from None
    except (ValueError, RecursionError) as error:
        raise JsonTextError(f"This is no JSON: {error or 'it is nested too deep'}", 1, 1) from None


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
    raise ValueError(f"{name} is not a JSON number")
