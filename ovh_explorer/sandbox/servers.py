"""Dedicated servers and IP blocks: the systems that fit, installations, and where a block goes."""

# No words for people: responses of the API are the same in each language.

from ipaddress import ip_network
from typing import Any

from ovh_explorer.catalog.resolve import Object
from ovh_explorer.sandbox.durations import WHOLE
from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.ids import account_services
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.words import SYSTEMS

__all__: list[str] = []

_SERVER = "/dedicated/server/{serviceName}"
# When an installation began: no property of its progress is called so.
_SINCE = "~since"
_STEPS = ("Preparing the disks", "Copying the system", "Starting the new system")
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


@handles("v1", "POST", "/dedicated/server/{serviceName}/reinstall")
def _reinstall(request: Request) -> Any:
    """The server has another system once it is installed."""
    value = generic_response(request)
    system = request.written.get("operatingSystem")
    _write_later(request, request.object_path_of(_SERVER), {"os": system})
    request.state.objects.write(
        request.object_path_of(f"{_SERVER}/install/status"), {_SINCE: request.state.time()}
    )
    return value


@handles("v1", "GET", "/dedicated/server/{serviceName}/install/status")
def _installation(request: Request) -> Any:
    """The steps of an installation, one after the other."""
    value = generic_response(request)
    known = request.state.objects.thing(request.object_path)
    since = known.fields.get(_SINCE) if known else None
    age = WHOLE if since is None else request.state.time() - since
    done = int(len(_STEPS) * min(age, WHOLE) / WHOLE)
    progress = [
        {"comment": step, "error": None, "status": _status(number, done)}
        for number, step in enumerate(_STEPS)
    ]
    elapsed = value["elapsedTime"] if since is None else int(min(age, WHOLE))
    return {**value, "elapsedTime": elapsed, "progress": progress}


def _status(number: int, done: int) -> str:
    """How far a step is where so many are done."""
    if number < done:
        return "done"
    return "doing" if number == done else "todo"


@handles("v1", "POST", "/ip/{ip}/move")
def _move(request: Request) -> Any:
    value = generic_response(request)
    _route(request, request.texts["ip"], request.body["to"])
    return value


@handles("v1", "POST", "/dedicated/server/{serviceName}/ipMove")
def _move_to_server(request: Request) -> Any:
    value = generic_response(request)
    _route(request, request.body["ip"], request.texts["serviceName"])
    return value


@handles("v1", "POST", "/vrack/{serviceName}/ip")
def _move_to_vrack(request: Request) -> Any:
    value = generic_response(request)
    _route(request, request.body["block"], request.texts["serviceName"])
    return value


@handles("v1", "POST", "/ip/{ip}/park")
def _park(request: Request) -> Any:
    value = generic_response(request)
    _route(request, request.texts["ip"], None)
    return value


def _route(request: Request, block: str, service: str | None) -> None:
    """A block leads to another service once its move is done, or to none."""
    network = ip_network(block, strict=False)
    objects, place = request.state.objects, ("v1", "ip")
    own = objects.ids(place, objects.own(place) or [])
    called = next((key for key in own if ip_network(key, strict=False) == network), block)
    routed = None if service is None else {"serviceName": service}
    _write_later(request, (*place, called), {"routedTo": routed})


def _write_later(request: Request, place: ObjectPath, fields: dict[str, Any]) -> None:
    objects = request.state.objects
    objects.later(lambda: objects.write(place, fields))


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
