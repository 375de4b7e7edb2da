"""Dedicated servers and IP blocks: the systems that fit, and where a block can go."""

from typing import Any

from ovh_explorer.catalog.resolve import Object
from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.ids import account_services
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.words import SYSTEMS

__all__: list[str] = []

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
