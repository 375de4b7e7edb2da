"""What a line of the search says of an operation, and how much of it there is room for."""

from ovh_explorer.catalog.search import Hit
from ovh_explorer.text import plain_line, printable
from ovh_explorer.translation.catalog_text import catalog_text
from ovh_explorer.workspace.navigation.word_target import WordTarget

__all__ = ["SHORT_ABOUT", "about", "method_at", "methods_of", "room_for", "status_of", "with_meant"]

# Columns before a path, of its method; behind a long one, of a sign that there is more. Columns
# that a path has at least.
_METHOD, _MORE = 7, 3
_MIN_PATH = 24
# Columns of what an operation does that say something, and those between parts.
_MIN_ABOUT, _GAP = 18, 2
# Before the methods of one of a collection: what its path has more.
_ONE = "/{id}:"
SHORT_ABOUT = 12
"""Columns of what an operation does that say nothing yet."""


def status_of(hit: Hit) -> str:
    """What stands after a path that isn't in production."""
    return "" if hit.status in ("", "PRODUCTION") else f" {printable(hit.status)}"


def room_for(hit: Hit, methods: str, width: int) -> int:
    """Columns that a path can have before its status, which is as important, and the `methods` of
    its block, which are less. A long path leaves some to what the operation does, where that is
    enough for both.
    """
    branch = 2 if hit.branch == "v2" else 0
    room = width - _METHOD - branch - len(status_of(hit))
    whole = max(_MIN_PATH, room - min(_MORE, len(methods)))
    said = about(hit)
    if not said:
        return whole
    columns = _GAP + max(SHORT_ABOUT + 1, min(_MIN_ABOUT, len(said)))
    beside = room - (_GAP + len(methods) if methods else 0) - columns
    return min(whole, beside) if beside >= _MIN_PATH else whole


def about(hit: Hit) -> str:
    """What an operation does, and why it was found: where there isn't room for both, that is what
    can be guessed.
    """
    about = plain_line(catalog_text(hit.description))
    return printable(" · ".join(part for part in (about, hit.why) if part))


def methods_of(block: list[Hit]) -> list[str]:
    """The methods of a block of several: those of the collection, then those of one of it, the
    first of which has what stands in its path in front.
    """
    if len(block) == 1:
        return []
    methods = [one.method for one in block]
    of_one = [at for at, one in enumerate(block) if one.path != one.collection[1]]
    if of_one and of_one[0]:
        methods[of_one[0]] = f"{_ONE} {methods[of_one[0]]}"
    return methods


def method_at(block: list[Hit], column: int) -> int | None:
    """Which of the methods of a block stands at a column behind its path; None for none."""
    start = 2
    for at, method in enumerate(methods_of(block)):
        if start <= column < start + len(method):
            return at
        start += len(method) + 1
    return None


def with_meant(found: list[Hit], meant: WordTarget | None, limit: int) -> list[Hit]:
    """What a path finds and what it means: the beginning of many paths is no value of another."""
    if meant is None or (found and meant.hit is None):
        return found
    if meant.hit is None:
        return list(meant.nearest)
    others = [hit for hit in (*found, *meant.nearest) if hit.row.id != meant.hit.row.id]
    is_beginning = not meant.is_exact and any(not hit.concrete for hit in others)
    return [*others[: limit - 1], meant.hit] if is_beginning else [meant.hit, *others]
