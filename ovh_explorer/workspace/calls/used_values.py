"""Path values that were used in this run: they follow to operations beside and below, and are
offered first.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ovh_explorer.catalog.resolve import Core
from ovh_explorer.catalog.secrets import is_secret, pointer_part
from ovh_explorer.form import SCHEMAS_VERSION
from ovh_explorer.form.current import is_as_filled, present_of
from ovh_explorer.form.kinds import Origin
from ovh_explorer.workspace.calls.pagination import SIZE

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import Response
    from ovh_explorer.form import Form
    from ovh_explorer.form.field import Field

__all__ = [
    "NO_PATH",
    "UsedValues",
    "carry_path_values",
    "carry_sent_name",
    "carry_values",
    "forget_body_of_another",
    "forget_filled",
    "is_of_another",
    "make_of_place",
    "says_missing",
    "sent_names",
]

NO_PATH = "invalid (or empty) URL"  # not for people
"""What the API says of a path that it doesn't have at all."""

_NOT_FOUND = 404
# Of each list; the last used come first.
_MAX_VALUES = 20
# Headers that say how to respond, and nothing of an object.
_OF_ALL_OBJECTS = frozenset({SCHEMAS_VERSION, SIZE})

_MAX_MISSING = 100
# Calls below an object that was deleted: a task may still be at it, and is looked at there.
_LEAVES_GONE = ("GET", "DELETE")

_Place = tuple[str, str]
# A value, and those of the placeholders before it.
_Named = tuple[str, tuple[tuple[str, str], ...]]


class UsedValues:
    """Values by the list they are in: ``/domain/zone`` for that of ``/domain/zone/{zoneName}``."""

    def __init__(self) -> None:
        # Each with the values of the placeholders before it: a record is one of its zone.
        self._used: dict[_Place, dict[_Named, None]] = {}
        # What the API said doesn't exist, by the list that it would be in; whether because it was
        # deleted.
        self._missing: dict[tuple[_Place, _Named], bool] = {}

    def note(self, call: "Call", made: Sequence[str] = ()) -> None:
        """Note the path values of a call that went well; secret ones are left out. What it deleted
        is missing from now on, also while a task is still at it.

        Args:
            made: what the call named that it added to the list of its path.
        """
        values = dict(call.path_values)
        for name in made:
            self._add((call.branch, call.path), name, call.path_values)
        before: list[tuple[str, str]] = []
        for listing, name in _placeholders(call.path):
            value = values.get(name, "")
            if not value or ("path", name) in call.sensitive:
                return
            place, named = (call.branch, listing), (value, tuple(before))
            is_own = call.path.strip("/") == f"{listing}/{{{name}}}".strip("/")
            if is_own and call.method == "DELETE":
                self._lose(place, name, named, is_deleted=True)
                return
            if self._missing.get((place, named)) and not is_own and call.method in _LEAVES_GONE:
                return
            self._add(place, *named)
            before.append((name, value))

    def _add(self, place: _Place, value: str, before: tuple[tuple[str, str], ...]) -> None:
        used = self._used.setdefault(place, {})
        key = (value, before)
        self._missing.pop((place, key), None)
        used.pop(key, None)
        used[key] = None
        for old in list(used)[:-_MAX_VALUES]:
            del used[old]

    def note_missing(self, call: "Call") -> None:
        """Forget the object that a call names by its path: the API said that it doesn't exist. One
        that was seen stays where only what is in it was not found: it may have none of that.
        """
        found = list(_placeholders(call.path))
        if not found or any(("path", name) in call.sensitive for _listing, name in found):
            return
        listing, name = found[-1]
        named = _named(call.path, name, dict(call.path_values))
        is_own = call.path.endswith("}")
        if not is_own and named in self._used.get((call.branch, listing), {}):
            return
        self._lose((call.branch, listing), name, named, is_deleted=False)

    def _lose(self, place: _Place, name: str, named: _Named, *, is_deleted: bool) -> None:
        """Forget an object, and what is in it."""
        branch, listing = place
        value, before = named
        inside, around = f"{listing}/{{{name}}}/", (*before, (name, value))
        for (other, below), used in self._used.items():
            if other == branch and f"{below}/".startswith(inside):
                for item in [item for item in used if item[1][: len(around)] == around]:
                    del used[item]
        self._used.get(place, {}).pop(named, None)
        was_deleted = self._missing.pop((place, named), False)
        self._missing[place, named] = is_deleted or was_deleted
        for old in list(self._missing)[:-_MAX_MISSING]:
            del self._missing[old]

    def listings(self, branch: str) -> list[str]:
        """The lists that have used values."""
        return [listing for where, listing in self._used if where == branch]

    def missing(self, branch: str, listing: str, given: Mapping[str, str]) -> set[str]:
        """The values of a list that name what doesn't exist, of these parents; see :meth:`of`."""
        return {
            value
            for place, (value, before) in self._missing
            if place == (branch, listing) and _is_of(before, given)
        }

    def is_missing(self, branch: str, path: str, name: str, given: Mapping[str, str]) -> bool:
        """Whether what a path value names doesn't exist: the API said so, or it was deleted."""
        listing = path.partition(f"/{{{name}}}")[0]
        return ((branch, listing), _named(path, name, given)) in self._missing

    def of(self, branch: str, listing: str, given: Mapping[str, str]) -> list[str]:
        """The values of a list that were used, the last first; those whose parents are others than
        the `given` path values are left out.
        """
        used = self._used.get((branch, listing), {})
        return list(
            dict.fromkeys(value for value, before in reversed(used) if _is_of(before, given))
        )


def _is_of(before: tuple[tuple[str, str], ...], given: Mapping[str, str]) -> bool:
    return all(given.get(name, known) == known for name, known in before)


def _named(path: str, name: str, given: Mapping[str, str]) -> _Named:
    names = [other for _listing, other in _placeholders(path)]
    before = names[: names.index(name)] if name in names else []
    return given.get(name, ""), tuple((other, given.get(other, "")) for other in before)


def says_missing(operation: "Operation", response: "Response") -> bool:
    """Whether a response says that the object doesn't exist that the path names: the operation is
    of that object, and not about what a body names, or lists what is in it; and the API has it.
    """
    error = response.error
    if error is None or error.status != _NOT_FOUND or NO_PATH in error.message:
        return False
    if operation.path.endswith("}"):
        # What a PUT or POST lacks may be what its body names.
        return operation.method in ("GET", "DELETE")
    return operation.method == "GET" and operation.response.endswith("[]")


def sent_names(store: "Store", call: "Call") -> list[str]:
    """What the body of a POST names that is called so in the paths of such things: `ipBlock` of
    ``/access`` is the one of ``/access/{ipBlock}``.
    """
    body = call.json if call.method == "POST" else None
    if not isinstance(body, dict) or any(kind == "path" for kind, _ in call.sensitive):
        return []
    return [
        str(value)
        for name, value in body.items()
        if isinstance(value, str | int)
        and not isinstance(value, bool)
        and str(value) not in ("", ".", "..")
        and not is_secret(name, Core("string"))
        and ("body", f"/{pointer_part(name)}") not in call.sensitive
        and store.at(call.branch, _item_path(call.path, name))
    ]


def _item_path(listing: str, name: str) -> str:
    return f"{listing}/{{{name}}}"


def carry_sent_name(
    left: "Form", opened: "Form", used: "Callable[[Form, Field], list[str]]"
) -> None:
    """Fill the last path field of a form with what the POST that is left has just named so, where
    it went well.

    Args:
        used: the values of a field that were sent in this run.
    """
    if left.operation.method != "POST" or left.operation.branch != opened.operation.branch:
        return
    for field in opened.placed("path"):
        if opened.operation.path != _item_path(left.operation.path, field.name) or field.is_given:
            continue
        source = left.field("body", field.name)
        if source is not None and source.is_given and source.text in used(opened, field):
            field.type_text(source.text)
            field.origin = Origin.BEFORE


def forget_filled(form: "Form") -> None:
    """Forget the path values that the program filled in and the user left alone: each time a form
    is opened, they are those of what was open last.
    """
    for item in form.placed("path"):
        if item.origin is not Origin.USER:
            item.clear()


def forget_body_of_another(form: "Form") -> None:
    """Forget a body that is all as it was filled from an object, where the form names another one
    by now.
    """
    if is_as_filled(form) and present_of(form) is None:
        form.present = None
        form.clear_body()


def is_of_another(form: "Form", values: Mapping[str, str]) -> bool:
    """Whether a form names another object than the one that these path values name."""
    return any(_is_other(form, item, values) for item in form.placed("path"))


def names_another(form: "Form", values: Mapping[str, str]) -> bool:
    """Whether some of these path values are others than a form has."""
    return any(
        item.is_given and item.text != values.get(item.name, item.text)
        for item in form.placed("path")
    )


def says_more_than_path(form: "Form") -> bool:
    """Whether there is something for :func:`forget_request` to forget."""
    given = (item for item in form.fields if item.is_given and item.place != "path")
    return bool(form.body_problem) or any(item.name not in _OF_ALL_OBJECTS for item in given)


def forget_request(form: "Form") -> None:
    """Forget what a form says beside its path: it was given for one object."""
    form.present = None
    form.clear_body()
    for item in (*form.placed("query"), *form.placed("header")):
        if item.name not in _OF_ALL_OBJECTS:
            item.clear()


def make_of_place(form: "Form", values: Mapping[str, str]) -> None:
    """Make a form one of the object that these path values name, as the place says that it is
    opened from. What was typed for another object is forgotten. What changes something has no path
    value but those of the place: one that is missing is left empty.
    """
    if is_of_another(form, values):
        forget_request(form)
    for item in form.placed("path"):
        is_filled = item.origin is not Origin.USER
        if _is_other(form, item, values) or (is_filled and item.name not in values):
            item.clear()
        if not item.is_given and item.name in values:
            item.type_text(values[item.name])
            item.origin = Origin.PLACE


def _is_other(form: "Form", item: "Field", values: Mapping[str, str]) -> bool:
    """Whether a path value is another one than that of the place."""
    if not item.is_given:
        return False
    if item.name not in values:
        return form.operation.method != "GET"
    return item.text != values[item.name]


def carry_values(
    left: "Form",
    opened: "Form",
    used: "Callable[[Form, Field], list[str]]",
    is_missing: "Callable[[Form, Field], bool]",
) -> None:
    """Fill in what follows from the form that is left to the one that is opened: the path values
    that both have, and what was just named. See :func:`carry_sent_name` for `used`, and
    :func:`carry_path_values` for `is_missing`.
    """
    carry_path_values(left, opened, is_missing)
    carry_sent_name(left, opened, used)
    forget_body_of_another(opened)


def carry_path_values(
    left: "Form",
    opened: "Form",
    is_missing: "Callable[[Form, Field], bool]" = lambda _form, _field: False,
) -> None:
    """Fill the path fields of a form that is opened from the one that is left, as far as both paths
    are the same: what is beside and below a thing is of that thing. What is filled in stays. Fields
    say that their values were carried over, until something is typed there.

    Args:
        is_missing: whether what a field names doesn't exist, as the API said, or was deleted: it
            isn't carried, nor what is below it.
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
        if is_missing(left, source):
            return
        if not field.is_given:
            field.type_text(source.text)
            field.origin = Origin.BEFORE
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
