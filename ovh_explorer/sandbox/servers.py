"""Dedicated servers and IP blocks: the systems that fit, and where a block can go."""

from typing import Any

from ovh_explorer.catalog.resolve import Object
from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.ids import account_services
from ovh_explorer.sandbox.lifecycle import WHOLE
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.words import SYSTEMS

__all__: list[str] = []

# What is kept of a move: no property of a block is called so.
_MOVING = "~moving"
# Lists of services by kind, and what lists them.
_DESTINATIONS = {
    "cloudProject": "/cloud/project",
    "dedicatedServer": "/dedicated/server",
    "ipLoadbalancing": "/ipLoadbalancing",
    "vps": "/vps",
}


@handles("v1", "GET", "/dedicated/server/{serviceName}/install/compatibleTemplates")
def _compatible_templates(request: Request) -> Any:
    value = generic_response(request)
    if isinstance(value, dict) and "ovh" in value:
        value["ovh"] = list(SYSTEMS)
    return value


@handles("v1", "GET", "/ip")
@handles("v1", "GET", "/ip/{ip}")
def _blocks(request: Request) -> Any:
    """Blocks lead to where they were moved, once that is done."""
    _arrive(request)
    return generic_response(request)


@handles("v1", "POST", "/ip/{ip}/move")
def _move(request: Request) -> Any:
    """A block that is on its way leads to where it was."""
    _arrive(request)
    value = generic_response(request)
    moving = {"to": request.body["to"], "since": request.state.time()}
    request.state.objects.write(request.object_path_of("/ip/{ip}"), {_MOVING: moving})
    return value


def _arrive(request: Request) -> None:
    objects, now = request.state.objects, request.state.time()
    for place, thing in objects.below(("v1", "ip")):
        moving = thing.fields.get(_MOVING)
        if moving is not None and now - moving["since"] >= WHOLE:
            objects.write(place, {"routedTo": {"serviceName": moving["to"]}, _MOVING: None})


@handles("v1", "GET", "/ip/{ip}/move")
def _destinations(request: Request) -> Any:
    """The services of the account, by what they are."""
    value = generic_response(request)
    shape = request.models.shape(request.operation.response)
    if not isinstance(shape, Object):
        return value
    for item in shape.model.properties:
        listing = _DESTINATIONS.get(item.name)
        names = account_services(request.state.objects, "v1", listing) if listing else []
        value[item.name] = [{"service": name, "nexthop": []} for name in names]
    return value
