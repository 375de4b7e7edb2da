"""What an item of a cart has to be told before the cart can become an order."""

from typing import Any

from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.request import Request, handles

__all__: list[str] = []

_ITEM = "/order/cart/{cartId}/item/{itemId}"
_SERVER = (
    ("dedicated_datacenter", "String", True),
    ("dedicated_os", "String", True),
    ("region", "String", True),
)
# Label, type, and whether it must be said, by the last part of the path that adds the item.
_WANTED: dict[str, tuple[tuple[str, str, bool], ...]] = {
    "domain": (
        ("OWNER_LEGAL_AGE", "bool", True),
        ("OWNER_CONTACT", "/me/contact", False),
        ("ADMIN_ACCOUNT", "Nichandle", False),
        ("TECH_ACCOUNT", "Nichandle", False),
        ("DNS", "String", False),
    ),
    "baremetalServers": _SERVER,
    "eco": _SERVER,
    "vps": (("vps_datacenter", "String", True), ("vps_os", "String", True)),
}


@handles("v1", "GET", f"{_ITEM}/requiredConfiguration")
def _required_configuration(request: Request) -> Any:
    known = request.state.objects.thing(request.object_path_of(_ITEM))
    wanted = _WANTED.get(known.fields.get("productId", "")) if known else None
    if wanted is None:
        return generic_response(request)
    return [
        {"label": label, "type": kind, "required": must, "fields": None}
        for label, kind, must in wanted
    ]
