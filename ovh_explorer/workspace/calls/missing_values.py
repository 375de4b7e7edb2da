"""Values of which a call needs one, and the schema calls each optional: what is said where none is
given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ovh_explorer.translation import N_, _

__all__ = ["missing_words"]


@dataclass(frozen=True, slots=True)
class _OneOf:
    """Names of the body, one of which is needed, and the words where none has a value."""

    names: tuple[str, ...]
    words: str


_NO_RECEIVERS = N_("No receivers are given ({names}).")
_NUMBERS = ("receivers", "receiversDocumentUrl")
_OF_A_JOB = _OneOf((*_NUMBERS, "receiversSlotId"), _NO_RECEIVERS)

# By method and path. In the catalog only text messages have such values.
_NEEDED: Mapping[str, _OneOf] = {
    "POST /sms/{}/hlr": _OneOf(_NUMBERS, _NO_RECEIVERS),
    "POST /sms/{}/jobs": _OF_A_JOB,
    "POST /sms/{}/users/{}/jobs": _OF_A_JOB,
    "POST /sms/{}/virtualNumbers/{}/jobs": _OF_A_JOB,
}


def missing_words(operation: str, body: Any) -> str:
    """What a call with that body lacks, in a sentence; "" for nothing. `operation` is its method
    and path, with ``{}`` for each placeholder.
    """
    needed = _NEEDED.get(operation)
    given = body if isinstance(body, dict) else {}
    if needed is None or any(given.get(name) for name in needed.names):
        return ""
    return _(needed.words).format(names=", ".join(needed.names))
