"""Values that follow to another form because both take them from one list: the IP that is to be
moved is the one to ask about.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ovh_explorer.form.kinds import Origin, ParameterLocation

if TYPE_CHECKING:
    from ovh_explorer.catalog.links import Source
    from ovh_explorer.form import Form
    from ovh_explorer.form.field import Field

__all__ = ["carry_listed_values"]

_PLACES: tuple[ParameterLocation, ...] = ("path", "query", "body")


def carry_listed_values(
    left: "Form",
    opened: "Form",
    source: "Callable[[Form, Field], Source | None]",
    is_missing: "Callable[[Form, Field], bool]",
    names_one_of: "Callable[[Form, Field, Source], bool]",
) -> None:
    """Fill what a GET needs, in path and query, with what the form that is left says of the same
    list, where that is one value. What changes something is left to the user.

    Args:
        source: what lists the values of a field; None for nothing.
        is_missing: whether what a field of a path names doesn't exist any more.
        names_one_of: whether a field that takes things of several kinds names one of a list.
    """
    for field in opened.placed("query"):
        if field.is_carried:
            # It was of what was open before.
            field.clear()
    if opened.operation.method != "GET" or left.operation.branch != opened.operation.branch:
        return
    for field in (*opened.placed("path"), *opened.placed("query")):
        if field.is_given or not field.required:
            continue
        wanted = source(opened, field)
        # What is in another thing would be of that.
        if wanted is None or wanted.needs:
            continue
        values = {
            item.text
            for item in _given(left)
            if (of := source(left, item)) is not None
            and (_is_same(of, wanted) or names_one_of(left, item, wanted))
            and not (item.place == "path" and is_missing(left, item))
        }
        if len(values) == 1:
            field.type_text(values.pop())
            field.origin = Origin.BEFORE


def _given(form: "Form") -> "list[Field]":
    """What a form says at its first level."""
    return [
        item
        for place in _PLACES
        for item in form.placed(place)
        if item.is_given and not item.is_secret and not item.is_structured
    ]


def _is_same(one: "Source", other: "Source") -> bool:
    """Whether two lists are of the same things, however they are narrowed."""
    return (one.operation.key, one.key, one.inside) == (
        other.operation.key,
        other.key,
        other.inside,
    )
