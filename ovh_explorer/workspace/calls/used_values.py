"""Path values that were used in this run: they follow to operations beside and below, and are
offered first.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ovh_explorer.form import SCHEMAS_VERSION
from ovh_explorer.workspace.calls.pagination import SIZE

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.form import Form
    from ovh_explorer.form.field import Field

__all__ = ["UsedValues", "carry_path_values", "is_of_another", "make_of_place"]

# Of each list; the last used come first.
_MAX_VALUES = 20
# Headers that say how to respond, and nothing of an object.
_OF_ALL_OBJECTS = frozenset({SCHEMAS_VERSION, SIZE})

_Place = tuple[str, str]


class UsedValues:
    """Values by the list they are in: ``/domain/zone`` for that of ``/domain/zone/{zoneName}``."""

    def __init__(self) -> None:
        # Each with the values of the placeholders before it: a record is one of its zone.
        self._used: dict[_Place, dict[tuple[str, tuple[tuple[str, str], ...]], None]] = {}

    def note(self, call: "Call") -> None:
        """Note the path values of a call that went well; secret ones are left out."""
        values = dict(call.path_values)
        before: list[tuple[str, str]] = []
        for listing, name in _placeholders(call.path):
            value = values.get(name, "")
            if not value or ("path", name) in call.sensitive:
                return
            used = self._used.setdefault((call.branch, listing), {})
            key = (value, tuple(before))
            used.pop(key, None)
            used[key] = None
            for old in list(used)[:-_MAX_VALUES]:
                del used[old]
            before.append((name, value))

    def of(self, branch: str, listing: str, given: Mapping[str, str]) -> list[str]:
        """The values of a list that were used, the last first; those whose parents are others than
        the `given` path values are left out.
        """
        used = self._used.get((branch, listing), {})
        return list(
            dict.fromkeys(
                value
                for value, before in reversed(used)
                if all(given.get(name, known) == known for name, known in before)
            )
        )


def is_of_another(form: "Form", values: Mapping[str, str]) -> bool:
    """Whether a form names another object than the one that these path values name."""
    return any(_is_other(form, item, values) for item in form.placed("path"))


def make_of_place(form: "Form", values: Mapping[str, str]) -> None:
    """Make a form one of the object that these path values name, as the place says that it is
    opened from. What was typed for another object is forgotten. What changes something has no path
    value but those of the place: one that is missing is left empty.
    """
    if is_of_another(form, values):
        form.present = None
        form.clear_body()
        for item in (*form.placed("query"), *form.placed("header")):
            if item.name not in _OF_ALL_OBJECTS:
                item.clear()
    for item in form.placed("path"):
        if _is_other(form, item, values):
            item.clear()
        if not item.is_given and item.name in values:
            item.type_text(values[item.name])


def _is_other(form: "Form", item: "Field", values: Mapping[str, str]) -> bool:
    """Whether a path value is another one than that of the place."""
    if not item.is_given:
        return False
    if item.name not in values:
        return form.operation.method != "GET"
    return item.text != values[item.name]


def carry_path_values(left: "Form", opened: "Form") -> None:
    """Fill the path fields of a form that is opened from the one that is left, as far as both paths
    are the same: what is beside and below a thing is of that thing. What is filled in stays. Fields
    say that their values were carried over, until something is typed there.
    """
    if left.operation.branch != opened.operation.branch:
        return
    for mine, other in zip(
        _segments(left.operation.path), _segments(opened.operation.path), strict=False
    ):
        if mine != other:
            return
        if not mine.startswith("{"):
            continue
        source, field = left.field("path", mine[1:-1]), opened.field("path", mine[1:-1])
        if source is None or field is None or not source.is_given or source.is_secret:
            return
        if not field.is_given:
            field.type_text(source.text)
            field.is_carried = True
        elif field.text != source.text:
            return


def _segments(path: str) -> list[str]:
    return path.strip("/").split("/")


def _placeholders(path: str) -> Iterator[tuple[str, str]]:
    """The placeholders of a template that are whole segments: the path before each, and its
    name.
    """
    listing = ""
    for segment in _segments(path):
        if segment.startswith("{") and segment.endswith("}"):
            yield listing, segment[1:-1]
        listing += f"/{segment}"
