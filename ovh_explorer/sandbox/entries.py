"""Bodies that are one list: each entry of it is an item of the collection that they are sent to."""

from typing import Any

from ovh_explorer.sandbox.ids import given_id, in_type, new_id
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.request import Request
from ovh_explorer.sandbox.roles import Collection

__all__ = ["add_entries", "only_list"]


def only_list(body: Any) -> tuple[str, list[Any]] | None:
    """The list that a body is sent for, with its name: the only thing in it."""
    if not isinstance(body, dict) or len(body) != 1:
        return None
    name, value = next(iter(body.items()))
    return (name, value) if isinstance(value, list) else None


def add_entries(request: Request, collection: Collection, place: ObjectPath) -> list[str] | None:
    """Add an item for each entry of the body's list, their ids; None where the body is none."""
    found = only_list(request.body)
    if found is None or not found[1]:
        return None
    name, entries = found
    if not all(
        isinstance(entry, dict) or _is_id(request, collection, name, entry) for entry in entries
    ):
        return None
    keys = []
    for entry in entries:
        fields = entry if isinstance(entry, dict) else {}
        key = given_id(request.models, collection, fields) if fields else str(entry)
        keys.append(key or new_id(request, collection, place))
        request.state.objects.add(place, keys[-1], fields, moves=True)
    return keys


def _is_id(request: Request, collection: Collection, name: str, entry: Any) -> bool:
    """Whether an entry of the list `name` is what an item is called by: `ips` of `ip`, `rolesIds`
    of `roleId`.
    """
    wanted = collection.key.name
    alike = name.lower().replace("s", "") == wanted.lower().replace("s", "")
    return alike and in_type(request.models, collection.key.type, str(entry)) is not None
