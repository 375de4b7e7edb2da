"""What is known of an item that was put into a cart."""

from typing import Any

from ovh_explorer.catalog.schema import Model
from ovh_explorer.sandbox.request import Request
from ovh_explorer.sandbox.values import Maker

__all__ = ["item_fields"]

_ITEM = "order.cart.Item"


def item_fields(request: Request, model: Model) -> dict[str, Any]:
    """The fields of a cart's item, from the request that adds it; empty for another model."""
    if model.key != _ITEM:
        return {}
    asked = request.written
    prices = Maker(request.models, request.operation.path, *asked.values()).make(
        "order.cart.Price[]"
    )
    for price in prices:
        price |= {"label": "TOTAL", "promotions": []}
    quantity = asked.get("quantity") or 1
    return {
        "prices": prices,
        "productId": request.operation.path.rpartition("/")[2].strip("{}"),
        "offerId": asked.get("planCode") or asked.get("offerId"),
        "parentItemId": None,
        "settings": {
            "planCode": asked.get("planCode"),
            "pricingMode": asked.get("pricingMode"),
            "quantity": quantity,
        },
    }
