"""Prices that responses of this run told, so that a question can say what its call costs."""

import json
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["Prices"]

_MAX_RESPONSE_BYTES = 200_000
_MAX_PRICES = 200

# Where a price stands in the API's orders, debts and simulations.
_PLACES = (
    ("prices", "withTax", "text"),
    ("order", "prices", "withTax", "text"),
    ("priceWithTax", "text"),
    ("dueAmount", "text"),
)
# One of these is in a response that tells a price: others aren't read.
_SIGNS = (b'"withTax"', b'"priceWithTax"', b'"dueAmount"')
# The last word of what asks for a price, and of what then costs it.
_PRICED_ACTIONS = {"simulate": "execute", "summary": "checkout"}
# The last word of what pays for the thing before it.
_PAYS = ("pay", "payWithRegisteredPaymentMean")
# What a body says beside what is ordered.
_NO_PART = ("autoPayWithPreferredPaymentMethod", "waiveRetractationPeriod")

_Subject = tuple[str, tuple[tuple[str, str], ...], str]


class Prices:
    """The prices of orders, debts and simulations by the call that would spend them."""

    def __init__(self) -> None:
        self._texts: dict[_Subject, str] = {}

    def note(self, call: Call, response: "Response") -> None:
        """Take the price that a response tells, if it tells one; forget those that a change made
        untrue.
        """
        if not response.ok:
            return
        head, _, last = call.path.rpartition("/")
        if call.method != "GET" and last not in _PRICED_ACTIONS:
            self._forget(call)
            return
        if response.size > _MAX_RESPONSE_BYTES:
            return
        content = response.read()
        text = _price(content) if any(sign in content for sign in _SIGNS) else ""
        if not text:
            return
        path = f"{head}/{_PRICED_ACTIONS[last]}" if last in _PRICED_ACTIONS else call.path
        arguments = dict(call.query) if call.method == "GET" else call.json
        self._texts.pop(subject := (path, call.path_values, _spelt(arguments)), None)
        self._texts[subject] = text
        for old in list(self._texts)[:-_MAX_PRICES]:
            del self._texts[old]

    def of(self, call: Call) -> str:
        """What a call costs, with tax and currency, by the last response that told it; "" where
        none did.
        """
        head, _, last = call.path.rpartition("/")
        if last in _PAYS:
            return self._texts.get((head, call.path_values, _spelt(None)), "")
        return self._texts.get((call.path, call.path_values, _spelt(call.json)), "")

    def _forget(self, call: Call) -> None:
        """A cart, an order or a service was changed: its prices may be others now."""
        changed = call.path_values[:1]
        self._texts = {
            subject: text for subject, text in self._texts.items() if subject[1][:1] != changed
        }


def _price(content: bytes) -> str:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    for place in _PLACES:
        found = value
        for name in place:
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, str) and found.strip():
            return " ".join(found.split())
    return ""


def _spelt(arguments: Any) -> str:
    """Arguments of an order as one text, whether they came in a query or in a body."""
    if not isinstance(arguments, dict):
        return "" if arguments is None else json.dumps(arguments)
    told = {name: value for name, value in arguments.items() if name not in _NO_PART}
    texts = {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in told.items()
    }
    return json.dumps(texts, sort_keys=True) if texts else ""
