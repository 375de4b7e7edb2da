"""Bills: how one was paid, and what is still owed for one that wasn't."""

# No words for people: responses of the API are the same in each language.

from datetime import datetime, timedelta
from typing import Any

from ovh_explorer.sandbox.coherence import agree
from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.seeds import UNPAID_BILL
from ovh_explorer.sandbox.views import read_item

__all__: list[str] = []

_BILL = "/me/bill/{billId}"
_DAYS_TO_PAY = 15


def _is_paid(request: Request) -> bool:
    return request.texts["billId"] != UNPAID_BILL


@handles("v1", "GET", f"{_BILL}/payment")
def _payment(request: Request) -> Any:
    """How a bill was paid, on the day it was made."""
    value = generic_response(request)
    if not _is_paid(request):
        raise ApiRefusal(404, "The requested object (payment) does not exist", "Client::NotFound")
    return {**value, "paymentDate": read_item(request, _BILL)["date"], "paymentType": "creditCard"}


@handles("v1", "GET", f"{_BILL}/debt")
def _debt(request: Request) -> Any:
    """The debt that a bill is: the whole of it until it is paid, then nothing."""
    value, bill, is_paid = generic_response(request), read_item(request, _BILL), _is_paid(request)
    due = datetime.fromisoformat(bill["date"]) + timedelta(days=_DAYS_TO_PAY)
    price = bill["priceWithTax"]
    nothing = {**price, "value": 0.0}
    agree(nothing)
    return {
        **value,
        "date": bill["date"],
        "dueDate": due.isoformat(timespec="seconds"),
        "orderId": bill["orderId"],
        "status": "PAID" if is_paid else "UNPAID",
        "amount": price,
        **dict.fromkeys(("dueAmount", "todoAmount"), nothing if is_paid else price),
        **dict.fromkeys(("pendingAmount", "unmaturedAmount"), nothing),
    }
