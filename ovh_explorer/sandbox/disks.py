"""Disks of a cloud project: which instances have them, and what was kept of them."""

from typing import Any

from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.views import shown

__all__: list[str] = []

_DISK = "/cloud/project/{serviceName}/volume/{volumeId}"


def _disk(request: Request) -> tuple[ObjectPath, list[str]]:
    place = request.object_path_of(_DISK)
    thing = request.state.objects.thing(place)
    return place, list((thing.fields.get("attachedTo") if thing else None) or [])


@handles("v1", "POST", f"{_DISK}/attach")
def _attach(request: Request) -> Any:
    place, instances = _disk(request)
    added = dict.fromkeys([*instances, request.body["instanceId"]])
    request.state.objects.write(place, {"attachedTo": list(added), "status": "in-use"})
    return generic_response(request)


@handles("v1", "POST", f"{_DISK}/detach")
def _detach(request: Request) -> Any:
    place, instances = _disk(request)
    left = [instance for instance in instances if instance != request.body["instanceId"]]
    status = "in-use" if left else "available"
    request.state.objects.write(place, {"attachedTo": left, "status": status})
    return generic_response(request)


@handles("v1", "POST", f"{_DISK}/snapshot")
def _keep(request: Request) -> Any:
    """A copy is as large as its disk, and in the same region."""
    collection = request.roles.item(_DISK)
    if collection is not None and collection.reads is not None:
        place = request.object_path_of(_DISK)
        disk = shown(request, collection.reads.response, place, key=collection)
        known = {name: disk[name] for name in ("size", "region") if name in disk}
        request.known = known
    return generic_response(request)
