"""Kubernetes: the nodes of a pool, and a pool that grows or shrinks."""

# No words for people: responses of the API are the same in each language.

from typing import Any

from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.views import read_item, shown
from ovh_explorer.sandbox.words import number_of

__all__: list[str] = []

_POOL = "/cloud/project/{serviceName}/kube/{kubeId}/nodepool/{nodePoolId}"
# The numbers of nodes that follow what is wanted when the pool has grown or shrunk.
_REACHED = ("availableNodes", "currentNodes", "upToDateNodes")


@handles("v1", "PUT", _POOL)
def _resize(request: Request) -> Any:
    objects, place, before = request.state.objects, request.object_path, read_item(request, _POOL)
    value = generic_response(request)
    after = read_item(request, _POOL)
    had, wanted = before.get("currentNodes"), after.get("desiredNodes")
    if had is None or wanted is None or had == wanted:
        return value
    status = "UPSCALING" if wanted > had else "DOWNSCALING"
    objects.write(place, {"status": status, **dict.fromkeys(_REACHED, had)})
    done = {"status": "READY", **dict.fromkeys(_REACHED, wanted)}
    objects.later(lambda: objects.write(place, done))
    return value


@handles("v1", "GET", f"{_POOL}/nodes")
def _nodes(request: Request) -> Any:
    """As many as the pool has; none while it is being installed."""
    generic_response(request)
    pool = read_item(request, _POOL)
    count = 0 if pool.get("status") == "INSTALLING" else pool.get("currentNodes", 0)
    kind = request.operation.response.removesuffix("[]")
    nodes = []
    for number in range(count):
        place = (*request.object_path, f"#{number}")
        node = shown(request, kind, place, given=request.query | request.values)
        name = f"{pool.get('name')}-node-{number_of(*place) % 0xFFFFFF:06x}"
        nodes.append({**node, "name": name, "flavor": pool.get("flavor", node["flavor"])})
    return nodes
