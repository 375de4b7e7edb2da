"""The columns of a table, and in which order they are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["WHOSE", "Column", "Path", "as_shown", "naming_first"]

Path = tuple[str, ...]
"""The names that lead to a property."""

WHOSE: Path = ("(profile)",)
"""The column that says with which profile a row came."""
# What names an item.
_NAMES: set[Path] = {("id",), ("name",), ("displayName",), ("serviceName",)}
# What people call things by, where they choose one, and how such a thing is. The name that they
# gave it is in its IAM part too.
_WORDS = frozenset({"name", "displayName", "description", "title", "label", "subject"})
_STATES = ("status", "state")
_OF_IAM = ("iam",)


@dataclass(frozen=True, slots=True)
class Column:
    """One property, by the names that lead to it; the empty path is the item itself, where it is no
    object.

    Attributes:
        width: of its widest cell, or of its title, in characters; a long one counts only so far.
        filled: how many rows have it.
        numeric: whether all its cells are numbers.
        tells_apart: whether rows have different values there, or one row has one.
    """

    path: Path
    width: int
    filled: int
    numeric: bool
    tells_apart: bool = True

    @property
    def title(self) -> str:
        """The path as people write it."""
        return ".".join(self.path) or "value"


def naming_first(paths: Iterable[Path]) -> list[Path]:
    """Columns in the order in which they are shown: what names an item stands first. Where nothing
    has such a name, that is the only id.
    """
    known = list(paths)
    first = _leading(known)
    return sorted(known, key=lambda path: path not in first)


def as_shown(columns: Sequence[Column], leading: str) -> list[Column]:
    """Columns as they are shown: behind what identifies a row, the property `leading` if any, what
    people choose by, then what is different in the rows.
    """
    lead: set[Path] = {WHOSE, (leading,)}
    if not leading:
        lead = _leading(column.path for column in columns)
    return sorted(columns, key=lambda column: _place_of(column, lead))


def _leading(paths: Iterable[Path]) -> set[Path]:
    """Of the columns those that name an item."""
    known = list(paths)
    names = _NAMES.intersection(known)
    ids = [path for path in known if len(path) == 1 and path[0].endswith("Id")]
    return {WHOSE, *(names or (ids if len(ids) == 1 else ()))}


def _place_of(column: Column, lead: set[Path]) -> int:
    """Where a column stands among those of a table that is shown, the first at 0."""
    path = column.path
    if path in lead:
        return 0 if path == WHOSE else 1
    name = path[-1] if len(path) == 1 or path[:-1] == _OF_IAM else ""
    # The same everywhere, it still says how things are.
    if name.lower().endswith(_STATES):
        return 3
    if not column.tells_apart:
        return 5
    return 2 if name in _WORDS else 4
