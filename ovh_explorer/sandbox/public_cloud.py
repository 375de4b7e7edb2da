"""The Public Cloud: what there is in each region, disks, what they are attached to, and their
snapshots.
"""

import uuid
from typing import Any

from ovh_explorer.sandbox.generic import generic_response, ids_of
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.views import made_of, read_item

__all__: list[str] = []

_VOLUMES = "/cloud/project/{serviceName}/volume"
_VOLUME = f"{_VOLUMES}/{{volumeId}}"
_INSTANCE = "/cloud/project/{serviceName}/instance/{instanceId}"
_REGIONS = "/cloud/project/{serviceName}/region"
_FLAVORS: tuple[dict[str, Any], ...] = (
    {"name": "b3-8", "vcpus": 2, "ram": 8192, "disk": 50, "osType": "linux"},
    {"name": "b3-16", "vcpus": 4, "ram": 16384, "disk": 100, "osType": "linux"},
    {"name": "win-b3-16", "vcpus": 4, "ram": 16384, "disk": 100, "osType": "windows"},
)
_IMAGES: tuple[dict[str, Any], ...] = (
    {"name": "Debian 12", "type": "linux", "user": "debian", "visibility": "public"},
    {"name": "Ubuntu 24.04", "type": "linux", "user": "ubuntu", "visibility": "public"},
    {"name": "Windows Server 2022", "type": "windows", "visibility": "public"},
)


@handles("v1", "GET", _REGIONS)
def _list_regions(request: Request) -> Any:
    regions = request.roles.collection(_REGIONS)
    return _regions(request) if regions is None else generic_response(request)


def _regions(request: Request) -> list[str]:
    """The names of the project's regions; one where the catalog can't read a region alone."""
    regions = request.roles.collection(_REGIONS)
    if regions is None:
        return ["GRA11"]
    return ids_of(request, regions, request.object_path_of(_REGIONS))


@handles("v1", "GET", "/cloud/project/{serviceName}/flavor")
def _flavors(request: Request) -> Any:
    return _in_each_region(request, _FLAVORS)


@handles("v1", "GET", "/cloud/project/{serviceName}/kube/{kubeId}/flavors")
def _node_flavors(request: Request) -> Any:
    # What is above it may be gone.
    generic_response(request)
    return [
        {
            "category": "b",
            "gpus": 0,
            "name": flavor["name"],
            "ram": flavor["ram"] // 1024,
            "state": "available",
            "vCPUs": flavor["vcpus"],
        }
        for flavor in _FLAVORS
        if flavor["osType"] == "linux"
    ]


@handles("v1", "GET", "/cloud/project/{serviceName}/image")
def _images(request: Request) -> Any:
    return _in_each_region(request, _IMAGES)


def _in_each_region(request: Request, kinds: tuple[dict[str, Any], ...]) -> Any:
    """The list of what each region of the project has, each under an id of its own."""
    objects, place = request.state.objects, request.object_path
    items = [{**kind, "region": region} for region in _regions(request) for kind in kinds]
    by_id = {_id(place, item): item for item in items}
    if request.roles.collection(request.operation.path) is None:
        # A catalog that can't read one of them alone has no collection.
        kind = request.operation.response.removesuffix("[]")
        return [
            made_of(request, kind, (*place, key), {"id": key, **item})
            for key, item in by_id.items()
            if item["region"] == request.query.get("region", item["region"])
        ]
    if objects.own(place) is None:
        objects.seed(place, by_id)
    return generic_response(request)


def _id(place: tuple[str, ...], item: dict[str, Any]) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join((*place, item["region"], item["name"]))))


@handles("v1", "POST", _VOLUMES)
def _create_volume(request: Request) -> Any:
    """A new disk is attached to nothing."""
    value = generic_response(request)
    place = request.object_path_of(_VOLUMES)
    request.state.objects.add(place, value["id"], {**request.written, "attachedTo": []}, moves=True)
    return {**value, "attachedTo": []}


@handles("v1", "POST", f"{_VOLUME}/attach")
def _attach(request: Request) -> Any:
    return _attached(request, [request.body["instanceId"]], "in-use")


@handles("v1", "POST", f"{_VOLUME}/detach")
def _detach(request: Request) -> Any:
    return _attached(request, [], "available")


def _attached(request: Request, machines: list[str], status: str) -> Any:
    """A disk that is attached to `machines` from now on."""
    place = request.object_path_of(_VOLUME)
    request.state.objects.write(place, {"attachedTo": machines, "status": status})
    return generic_response(request)


@handles("v1", "POST", f"{_VOLUME}/snapshot")
def _take_snapshot(request: Request) -> Any:
    """A snapshot is as large as its disk, and where that is."""
    value = generic_response(request)
    volume = request.state.objects.thing(request.object_path_of(_VOLUME))
    known = volume.fields if volume else {}
    more: dict[str, Any] = {name: known[name] for name in ("region", "size") if name in known}
    place = (*request.object_path_of(f"{_VOLUMES}/snapshot"), value["id"])
    request.state.objects.write(place, more)
    return {**value, **more}


@handles("v1", "POST", f"{_INSTANCE}/snapshot")
def _take_instance_snapshot(request: Request) -> Any:
    """A snapshot is an image of the project, in the region of its instance."""
    value, objects = generic_response(request), request.state.objects
    place = request.object_path_of("/cloud/project/{serviceName}/snapshot")
    machine = read_item(request, _INSTANCE)
    key = value["snapshotId"]
    fields = {"id": key, "name": request.body["snapshotName"], "status": "saving"}
    objects.add(place, key, {**fields, "region": machine.get("region", "GRA11"), "tags": []})
    objects.later(lambda: objects.write((*place, key), {"status": "active"}))
    return value
