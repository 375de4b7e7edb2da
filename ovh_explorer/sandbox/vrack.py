"""vRacks: the Public Cloud projects that are in one."""

# No words for people: responses of the API are the same in each language.

from typing import Any

from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.ids import account_services
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.request import Request, handles

__all__: list[str] = []

_PROJECTS = "/vrack/{serviceName}/cloudProject"


def _vracks(request: Request) -> dict[str, ObjectPath]:
    """Where the projects of each vRack of the account are listed; the first has one."""
    objects = request.state.objects
    names = account_services(objects, "v1", "/vrack")
    places: dict[str, ObjectPath] = {name: ("v1", "vrack", name, "cloudProject") for name in names}
    for place in places.values():
        if objects.own(place) is None:
            last = account_services(objects, "v1", "/cloud/project")[-1]
            is_first = place == next(iter(places.values()))
            objects.seed(place, {last: {}} if is_first else {})
    return places


@handles("v1", "GET", _PROJECTS)
@handles("v1", "POST", _PROJECTS)
def _projects(request: Request) -> Any:
    _vracks(request)
    return generic_response(request)


@handles("v1", "GET", "/cloud/project/{serviceName}/vrack")
def _vrack_of_project(request: Request) -> Any:
    """The vRack that lists the project, or an example: what the API responds for one that is in
    none isn't known.
    """
    value, objects = generic_response(request), request.state.objects
    for name, place in _vracks(request).items():
        if request.texts["serviceName"] in objects.ids(place, objects.own(place) or []):
            known = objects.thing(place[:-1])
            words = {"name": name, "description": ""} | (known.fields if known else {})
            return {**value, "id": name, **{key: words[key] for key in ("name", "description")}}
    return value
