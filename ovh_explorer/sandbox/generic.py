"""Answers by schema, for what nobody wrote by hand."""

from typing import Any

from ovh_explorer.catalog.examples import example
from ovh_explorer.catalog.resolve import Listed, Object
from ovh_explorer.catalog.validate import problems
from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.handlers import Request

__all__ = ["answer"]

# What lists hold in the demo, by the path that lists them.
_LISTS = {
    "/vps": ["vps-0a1b2c3d.vps.example.net", "vps-4e5f6a7b.vps.example.net"],
    "/me/bill": ["EU10000001", "EU10000002", "EU10000003"],
    "/ip": ["192.0.2.10/32", "198.51.100.0/28", "2001:db8:1::/64"],
}
_ACCOUNT = {
    "nichandle": "xx1111-ovh",
    "email": "ada.lovelace@example.com",
    "firstname": "Ada",
    "name": "Lovelace",
}


def answer(request: Request) -> Any:
    """A value of the operation's response type: deterministic, plausible, and in agreement with what was asked.

    Properties called as a value of the path, or of the body, have that value; the `name` of what the path ends
    with is its value there.

    Raises:
        ApiRefusal: for a zone that doesn't exist; the sandbox knows which ones there are.
    """
    operation, models = request.operation, request.models
    if operation.path.startswith("/domain/zone/{zoneName}") and request.values["zoneName"] not in request.state.zones:
        raise ApiRefusal(404, "This service does not exist", "Client::NotFound")
    if operation.branch == "v1" and operation.method == "GET":
        listed = _LISTS.get(operation.path)
        if listed is not None:
            return listed
    value = example(models, operation.response, full=True)
    shape = models.shape(operation.response)
    if isinstance(shape, Listed) and not isinstance(value, list):
        return []
    if isinstance(shape, Object) and isinstance(value, dict):
        given: dict[str, Any] = dict(_ACCOUNT) if operation.path == "/me" else {}
        if isinstance(request.body, dict):
            given.update(request.body)
        given.update(request.values)
        last = operation.path.rpartition("/")[2]
        if last.startswith("{"):
            given.setdefault("name", request.values.get(last[1:-1]))
        for item in shape.model.properties:
            fits = item.name in given and not problems(models, item.type, given[item.name], answer=True)
            if fits:
                value[item.name] = given[item.name]
    return value
