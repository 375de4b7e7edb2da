"""What a response to a call that was carried out says of what was not: receivers that are no
numbers, objects that were not deleted.
"""

import json
import re
from typing import TYPE_CHECKING, Any

from ovh_explorer.text import printable
from ovh_explorer.translation import _, in_series, ngettext, number

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["refused_parts"]

# Larger ones are read by another process; those of the catalog that say it are small.
_MAX_BYTES = 200_000
_MAX_VALUES = 3
_MAX_CHARACTERS = 60
# As the catalog names them: invalidReceivers, errors; and as others of the kind would be named.
_REFUSED = re.compile(
    r"(?:invalid|failed|rejected|refused|error)(?:s?|[A-Z]\w*)|\w+(?:Errors|Failures)"
)


def refused_parts(response: "Response") -> list[str]:
    """A sentence for each list that is not empty and says what was refused. Nothing of a GET, which
    refuses nothing, and of a refusal as a whole.
    """
    if not response.ok or response.method == "GET" or response.size > _MAX_BYTES:
        return []
    try:
        content = json.loads(response.read())
    except (ValueError, RecursionError):
        return []
    if not isinstance(content, dict):
        return []
    return [
        _("Not all was accepted. {name}: {values}.").format(
            name=printable(name), values=_shown(values)
        )
        for name, values in content.items()
        if isinstance(values, list) and values and _REFUSED.fullmatch(name)
    ]


def _shown(values: list[Any]) -> str:
    """A few short values as they are, else how many there are."""
    texts = [printable(str(value)) for value in values if isinstance(value, str | int)]
    if len(texts) == len(values) <= _MAX_VALUES and max(map(len, texts)) <= _MAX_CHARACTERS:
        return in_series(texts)
    words = ngettext("{count} entry", "{count} entries", len(values))
    return words.format(count=number(len(values)))
