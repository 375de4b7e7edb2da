"""What an operation makes in another product: an order from a cart, a task of the account from a
change of a domain.
"""

from typing import Any

from ovh_explorer.sandbox.generic import answer
from ovh_explorer.sandbox.memory import Place
from ovh_explorer.sandbox.request import Request, handles

__all__: list[str] = []

_ORDERS: Place = ("v1", "me", "order")
_TASKS: Place = ("v1", "me", "task", "domain")


@handles("v1", "POST", "/order/cart/{cartId}/checkout")
def _check_out(request: Request) -> Any:
    value = answer(request)
    if isinstance(value, dict):
        number = request.state.memory.number("/me/order/{orderId}", 12_345_678)
        value["orderId"] = number
        value["url"] = f"https://www.example.com/order/{number}"
        request.state.memory.add(_ORDERS, str(number), {"orderId": number, "url": value["url"]})
    return value


@handles("v1", "POST", "/domain/{serviceName}/nameServers/update")
def _change_name_servers(request: Request) -> Any:
    value = answer(request)
    if isinstance(value, dict) and isinstance(value.get("id"), int):
        fields = {
            "id": value["id"],
            "domain": request.texts["serviceName"],
            "function": value.get("function"),
        }
        request.state.memory.add(_TASKS, str(value["id"]), fields, moves=True)
    return value
