"""JSON as people type it: read with errors that say where and what."""

import json
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
        JsonTextError: when it is no JSON; ``NaN`` and ``Infinity``, which Python takes, are none.
    """
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        message = error.msg[0].lower() + error.msg[1:]
        if not text.strip():
            message = "there is nothing here"
        raise JsonTextError(f"This is no JSON: {message}", error.lineno, error.colno) from None
    except (ValueError, RecursionError) as error:
        raise JsonTextError(f"This is no JSON: {error or 'it is nested too deep'}", 1, 1) from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")
