"""What a list is narrowed by, and one that came empty."""

import re
from typing import TYPE_CHECKING

from ovh_explorer.text import printable
from ovh_explorer.translation import _, ngettext
from ovh_explorer.workspace.calls.left_out import adds_more

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.client.response import Response

__all__ = ["filter_words", "filters_of", "narrowed_by", "nothing_fits_words"]

# What says how a list is returned, and not what is in it.
_ARRANGES = re.compile(r"order(By)?|sort\w*|page\w*|size|limit|delimiter", re.IGNORECASE)


def filters_of(operation: "Operation | None", call: "Call") -> list[tuple[str, str]]:
    """The optional parameters of the query that a GET of a list was sent with and that narrow it,
    with their values, secrets masked; nothing for any other request.
    """
    if operation is None or call.method != "GET" or not operation.response.endswith("[]"):
        return []
    narrows = {
        item.name
        for item in operation.placed("query")
        if not item.required and not adds_more(item) and not _ARRANGES.fullmatch(item.name)
    }
    return [(name, value) for name, value in call.masked().query if name in narrows]


def narrowed_by(
    operation: "Operation | None", call: "Call", response: "Response"
) -> list[tuple[str, str]]:
    """The filters of a GET whose list came empty; nothing for any other response."""
    if not response.ok or response.stored is not None or response.content.strip() != b"[]":
        return []
    return filters_of(operation, call)


def filter_words(filters: list[tuple[str, str]]) -> str:
    """What a list has alone; "" for one that isn't narrowed."""
    return _("only {filters}").format(filters=_written(filters)) if filters else ""


def nothing_fits_words(filters: list[tuple[str, str]]) -> str:
    """That nothing fits, and the key that asks for all of the list."""
    words = ngettext(
        "Nothing matches {filters}: m sends the request without this filter.",
        "Nothing matches {filters}: m sends the request without these filters.",
        len(filters),
    )
    return words.format(filters=_written(filters))


def _written(filters: list[tuple[str, str]]) -> str:
    return ", ".join(printable(f"{name}={value}") for name, value in filters)
