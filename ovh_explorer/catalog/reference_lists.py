"""Lists of what a product knows, which it has below ``/reference``: the IAM actions, its types of
resources, its regions.
"""

from ovh_explorer.catalog.links import Source, listed_by
from ovh_explorer.catalog.schema import Operation
from ovh_explorer.catalog.store import Store

__all__ = ["reference_source"]

_REFERENCE = "/reference/"


def reference_source(store: Store, operation: Operation, name: str) -> Source | None:
    """Where the values of a body or query field come from that is called as a list below
    ``/reference``: ``action`` and ``actions`` of a policy from ``GET /iam/reference/action``,
    ``resourceType`` from ``GET /iam/reference/resource/type``; None where there is no such list.
    """
    mine = {part.name for part in operation.placed("path")}
    for path in _ending_in(store, operation, name):
        above, mark, words = path.partition(_REFERENCE)
        is_near = f"{operation.path}/".startswith(f"{above}/")
        if not mark or not is_near or path == operation.path:
            continue
        if _singular(words.replace("/", "")) != _singular(name):
            continue
        listing = store.operation(operation.branch, "GET", path)
        models = store.models(operation.branch, operation.product)
        for called in (name, name.removesuffix("s")):
            found = listed_by(listing, models, called) if listing is not None else None
            if isinstance(found, Source) and set(found.needs) <= mine:
                return found
    return None


def _ending_in(store: Store, operation: Operation, name: str) -> list[str]:
    """The paths that end as a name does: in all of it, or in its last words."""
    starts = [place for place, sign in enumerate(name) if not place or sign.isupper()]
    ends = {_singular(name[place:]) for place in starts}
    return [
        path
        for end in sorted(ends)
        for segment in (end, f"{end}s")
        for path in store.ending_in(operation.branch, operation.product, segment)
    ]


def _singular(word: str) -> str:
    return word.lower().removesuffix("s")
