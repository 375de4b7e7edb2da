"""The field of a form that an error of the API is about."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ovh_explorer.client.response import ApiError, Response
    from ovh_explorer.form import Field, Form

__all__ = ["can_be_corrected", "field_of_error"]

_NOT_FOUND = 404
# Refusals that another value in the form doesn't mend: those of keys, of time and of how many
# requests came.
_NOT_OF_FORM = frozenset({401, 403, 408, 429, 460})
_FIRST, _END = 400, 500
# A shorter value is found in many a sentence.
_MIN_VALUE_CHARACTERS = 3


def can_be_corrected(response: "Response") -> bool:
    """Whether a response says that something in the form is wrong."""
    return _FIRST <= response.status < _END and response.status not in _NOT_OF_FORM


def field_of_error(form: "Form", error: "ApiError") -> "Field | None":
    """The field whose value or name the error says; of an object that isn't there the last value
    of the path. None where it isn't known.
    """
    fields, message = list(form.fields), error.message
    given = [item for item in fields if item.is_given and not item.is_secret]
    long = [item for item in given if len(item.text) >= _MIN_VALUE_CHARACTERS]
    found = (
        # So the API writes what a sentence is about.
        _best_said(fields, lambda item: item.name, lambda name: f"[{name}]" in message)
        or _best_said(long, lambda item: item.text, lambda text: _says(message, text))
        or _best_said(fields, lambda item: item.name, lambda name: _says(message, name))
    )
    if found is not None:
        return found
    path = form.placed("path")
    return path[-1] if path and error.status == _NOT_FOUND else None


def _best_said(
    fields: "Iterable[Field]", words: "Callable[[Field], str]", is_said: Callable[[str], bool]
) -> "Field | None":
    """The field of which the most is said: a short name may be a word of any sentence."""
    said = [item for item in fields if words(item) and is_said(words(item))]
    return max(said, key=lambda item: len(words(item)), default=None)


def _says(message: str, word: str) -> bool:
    """Whether a message has a word, and not as a part of a longer one, such as of a header's
    name.
    """
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", message) is not None
