"""Domains: the name servers and the DS records that a task puts in place of others."""

# No words for people: responses of the API are the same in each language.

from collections.abc import Iterable
from typing import Any

from ovh_explorer.catalog.resolve import Object
from ovh_explorer.sandbox.begun import begun
from ovh_explorer.sandbox.generic import generic_response, ids_of
from ovh_explorer.sandbox.ids import new_id
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.request import Request, handles

__all__: list[str] = []

_TASKS: ObjectPath = ("v1", "me", "task", "domain")
_NAME_SERVERS = "/domain/{serviceName}/nameServer"
_DS_RECORDS = "/domain/{serviceName}/dsRecord"


@handles("v1", "POST", f"{_NAME_SERVERS}s/update")
def _change_name_servers(request: Request) -> Any:
    value = generic_response(request)
    if isinstance(value, dict) and isinstance(value.get("id"), int):
        fields = {
            "id": value["id"],
            "domain": request.texts["serviceName"],
            "function": value.get("function"),
        }
        request.state.objects.add(_TASKS, str(value["id"]), fields, moves=True)
    used = {"ip": None, "isUsed": True, "toDelete": False}
    servers = [{**used, **server} for server in request.written.get("nameServers") or ()]
    _replace_later(request, _NAME_SERVERS, servers)
    return value


@handles("v1", "POST", _DS_RECORDS)
def _change_ds_records(request: Request) -> Any:
    keys = request.written.get("keys") or ()
    _replace_later(request, _DS_RECORDS, keys)
    shape = request.models.shape(request.operation.response)
    # The task is in no list of DS records, though that is where it was asked for.
    return begun(request, shape.model) if isinstance(shape, Object) else generic_response(request)


def _replace_later(request: Request, path: str, entries: Iterable[dict[str, Any]]) -> None:
    """The list at `path` holds these entries, and no others, once the task is done."""
    collection = request.roles.collection(path)
    if collection is None:
        return
    objects, place = request.state.objects, request.object_path_of(path)

    def replace() -> None:
        for key in ids_of(request, collection, place):
            objects.remove((*place, key))
        for entry in entries:
            fields = {name: given for name, given in entry.items() if name != "id"}
            objects.add(place, new_id(request, collection, place), fields)

    objects.later(replace)
