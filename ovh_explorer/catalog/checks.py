"""Operations that check something and return nothing: what comes back is a yes, or an error."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ovh_explorer.catalog.schema import Operation

__all__ = ["is_check"]

# To test a thing may be to use it: a test message is sent.
_SAYS_SO = re.compile(
    r"(?:checks?|verify|verifies|whether)\b|tests? (?:if|whether|that)\b", re.IGNORECASE
)
# The end of a path: POST /domain/configurationRule/check.
_NAMES = frozenset({"check", "verify"})


def is_check(operation: "Operation") -> bool:
    """Whether an operation checks something, and its success alone is the result: it returns no
    value. One that validates an account or a sender changes it, and is none.
    """
    if operation.response != "void" or operation.method not in ("GET", "POST"):
        return False
    says_so = _SAYS_SO.match(operation.description.strip()) is not None
    return says_so or operation.path.rpartition("/")[2] in _NAMES
