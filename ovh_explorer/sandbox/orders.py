"""Carts and the orders they become, which are paid."""

# No words for people: responses of the API are the same in each language.

from typing import Any

from ovh_explorer.sandbox.coherence import agree
from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.generic import generic_response, ids_of, item
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.request import Request, gone, handles
from ovh_explorer.sandbox.views import shown

__all__: list[str] = []

_ORDERS: ObjectPath = ("v1", "me", "order")
_ORDER = "/me/order/{orderId}"
# How far an order is: no property of one is called so.
_STATUS = "~status"
_CART = "/order/cart/{cartId}"
_ITEMS = f"{_CART}/item"
_TAX = 0.2


@handles("v1", "GET", f"{_CART}/checkout")
def _preview(request: Request) -> Any:
    return _order(request)


@handles("v1", "GET", f"{_CART}/summary")
def _summary(request: Request) -> Any:
    return _order(request)


@handles("v1", "POST", f"{_CART}/checkout")
def _check_out(request: Request) -> Any:
    """An order of what is in the cart; a cart becomes one once."""
    objects = request.state.objects
    cart = request.object_path_of(_CART)
    known = objects.thing(cart)
    if known is not None and known.fields.get("readOnly"):
        raise ApiRefusal(400, "This cart is read-only: it was checked out", "Client::BadRequest")
    number = objects.number("/me/order/{orderId}", 12_345_678)
    order = {
        **_order(request),
        "orderId": number,
        "url": f"https://www.example.com/order/{number}",
    }
    objects.write(cart, {"readOnly": True})
    prices = order.get("prices") or {}
    fields = {
        "orderId": number,
        "url": order["url"],
        "priceWithTax": prices.get("withTax"),
        "priceWithoutTax": prices.get("withoutTax"),
        "tax": prices.get("tax"),
    }
    objects.add(_ORDERS, str(number), fields)
    return order


def _order(request: Request) -> dict[str, Any]:
    """The order that a cart is, not yet made: its prices are those of its items."""
    missing = request.state.objects.missing(request.object_path_of(_CART))
    if missing is not None:
        raise gone(request, missing)
    order: dict[str, Any] = shown(request, request.operation.response, request.object_path)
    items = _items(request)
    example = (order.get("details") or [None])[0]
    order["details"] = [_detail(example, entry) for entry in items] if example else []
    net = round(sum(_price_of(entry) for entry in items), 2)
    tax = round(net * _TAX, 2)
    sums = {
        "withoutTax": net,
        "originalWithoutTax": net,
        "reduction": 0,
        "tax": tax,
        "withTax": round(net + tax, 2),
    }
    for name, price in (order.get("prices") or {}).items():
        if price is not None and name in sums:
            order["prices"][name] = _money(price, sums[name])
    for name in ("orderId", "url"):
        if name in order:
            order[name] = None
    return order


def _items(request: Request) -> list[dict[str, Any]]:
    collection = request.roles.collection(_ITEMS)
    if collection is None or collection.reads is None:
        return []
    place = request.object_path_of(_ITEMS)
    kind = collection.reads.response
    return [
        item(request, collection, place, key, kind) for key in ids_of(request, collection, place)
    ]


def _price_of(entry: dict[str, Any]) -> float:
    prices = entry.get("prices") or []
    total = next((price for price in prices if price.get("label") == "TOTAL"), None)
    chosen = total or (prices[0] if prices else None)
    return float(chosen["price"]["value"]) if chosen else 0.0


def _detail(example: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    """A line of an order, for an item of the cart."""
    settings = entry.get("settings") or {}
    quantity = settings.get("quantity") or 1
    price = _price_of(entry)
    said: dict[str, Any] = {
        "cartItemID": entry.get("itemId"),
        "description": entry.get("productId"),
        "quantity": quantity,
        "reductions": [],
    }
    values = {
        "unitPrice": round(price / quantity, 2),
        "totalPrice": price,
        "originalTotalPrice": price,
        "reductionTotalPrice": 0,
    }
    made = {**example, **{name: value for name, value in said.items() if name in example}}
    for name, value in values.items():
        if isinstance(made.get(name), dict):
            made[name] = _money(made[name], value)
    return made


def _money(price: dict[str, Any], value: float) -> dict[str, Any]:
    made = {**price, "value": value}
    agree(made)
    return made


@handles("v1", "GET", f"{_ORDER}/status")
def _status(request: Request) -> Any:
    """An order that was made here waits to be paid."""
    value = generic_response(request)
    known = request.state.objects.thing(request.object_path_of(_ORDER))
    if known is None or known.made is None:
        return value
    return known.fields.get(_STATUS, "notPaid")


@handles("v1", "POST", f"{_ORDER}/payWithRegisteredPaymentMean")
@handles("v1", "POST", f"{_ORDER}/pay")
def _pay(request: Request) -> Any:
    value, objects = generic_response(request), request.state.objects
    place = request.object_path_of(_ORDER)
    objects.write(place, {_STATUS: "checking"})
    objects.later(lambda: objects.write(place, {_STATUS: "delivered"}))
    return value
