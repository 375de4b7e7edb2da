"""The snapshot of a virtual server."""

from typing import Any

from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.lifecycle import stamp
from ovh_explorer.sandbox.request import Request, handles

__all__: list[str] = []

_VPS = "/vps/{serviceName}"


@handles("v1", "POST", f"{_VPS}/createSnapshot")
def _take_snapshot(request: Request) -> Any:
    """A server has one snapshot: the new one, once it is made."""
    value, objects = generic_response(request), request.state.objects
    place = request.object_path_of(f"{_VPS}/snapshot")
    fields = {"description": request.written.get("description") or ""}

    def take() -> None:
        objects.revive(place)
        objects.write(place, fields | {"creationDate": stamp(request.state.time())})

    objects.later(take)
    return value
