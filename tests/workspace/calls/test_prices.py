"""A question says what responses of this run told of its price, and nothing that they didn't."""

import json
from typing import Any

import pytest

from ovh_explorer.call import Call
from ovh_explorer.client.response import Response
from ovh_explorer.workspace.calls.prices import Prices

CART = {"cartId": "c1"}
CHECKOUT = "/order/cart/{cartId}/checkout"
ORDER = {
    "prices": {"withTax": {"text": "12.34 €", "value": 12.34}, "withoutTax": {"text": "10.28 €"}}
}


def response(value: Any, status: int = 200) -> Response:
    content = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    return Response(status, "", (), content, 0.1, "GET", "http://x/1.0/x")


def call(
    words: str, values: dict[str, str], body: Any = None, query: tuple[tuple[str, str], ...] = ()
) -> Call:
    method, path = words.split(" ")
    content = None if body is None else json.dumps(body).encode()
    return Call.make("v1", method, path, path_values=values, body=content, query=query)


def told(*exchanges: tuple[Call, Response]) -> Prices:
    prices = Prices()
    for sent, answer in exchanges:
        prices.note(sent, answer)
    return prices


@pytest.mark.parametrize(
    ("asked", "value", "spends"),
    [
        (call(f"GET {CHECKOUT}", CART), ORDER, call(f"POST {CHECKOUT}", CART)),
        (
            call(f"GET {CHECKOUT}", CART),
            ORDER,
            call(
                f"POST {CHECKOUT}",
                CART,
                {"autoPayWithPreferredPaymentMethod": True, "waiveRetractationPeriod": True},
            ),
        ),
        (call("GET /order/cart/{cartId}/summary", CART), ORDER, call(f"POST {CHECKOUT}", CART)),
        (
            call(
                "GET /order/vps/{s}/upgrade/{d}",
                {"s": "vps-1", "d": "12"},
                query=(("model", "big"),),
            ),
            ORDER,
            call("POST /order/vps/{s}/upgrade/{d}", {"s": "vps-1", "d": "12"}, {"model": "big"}),
        ),
        (
            call(
                "GET /order/upgrade/vps/{s}/{p}", {"s": "v", "p": "p"}, query=(("quantity", "2"),)
            ),
            {"order": ORDER},
            call("POST /order/upgrade/vps/{s}/{p}", {"s": "v", "p": "p"}, {"quantity": 2}),
        ),
        (
            call(
                "POST /services/{s}/upgrade/{p}/simulate", {"s": "1", "p": "p"}, {"duration": "P1M"}
            ),
            {"order": ORDER},
            call(
                "POST /services/{s}/upgrade/{p}/execute", {"s": "1", "p": "p"}, {"duration": "P1M"}
            ),
        ),
        (
            call("GET /me/order/{orderId}", {"orderId": "9"}),
            {"priceWithTax": {"text": "12.34 €"}},
            call("POST /me/order/{orderId}/pay", {"orderId": "9"}, {"paymentMethod": {"id": 1}}),
        ),
        (
            call("GET /me/bill/{billId}/debt", {"billId": "FR1"}),
            {"amount": {"text": "99 €"}, "dueAmount": {"text": "12.34\u00a0€"}},
            call("POST /me/bill/{billId}/debt/pay", {"billId": "FR1"}),
        ),
    ],
)
def test_what_was_told_is_the_price(asked: Call, value: Any, spends: Call) -> None:
    prices = told((asked, response(value)))
    assert prices.of(spends) == "12.34 €"


@pytest.mark.parametrize(
    "spends",
    [
        call(f"POST {CHECKOUT}", {"cartId": "c2"}),
        call(f"POST {CHECKOUT}", CART, {"quantity": 2}),
        call("POST /order/cart/{cartId}/domain", CART, {"domain": "example.com"}),
        call("POST /me/order/{orderId}/pay", {"orderId": "c1"}),
    ],
)
def test_the_price_of_something_else_is_not_known(spends: Call) -> None:
    assert told((call(f"GET {CHECKOUT}", CART), response(ORDER))).of(spends) == ""


@pytest.mark.parametrize(
    "answer",
    [
        response(ORDER, status=404),
        response(b"withTax"),
        response(b'"withTax"'),
        response([ORDER]),
        response({"prices": {"withTax": None}}),
        response({"prices": {"withTax": {"text": 12}}}),
        response({"prices": {"withTax": {"text": " "}}}),
        response({"prices": {"withoutTax": {"text": "10.28 €"}}}),
        response({**ORDER, "details": "x" * 300_000}),
        response(b'{"withTax":' + b"[" * 100_000),
    ],
)
def test_what_tells_no_price_is_none(answer: Response) -> None:
    assert told((call(f"GET {CHECKOUT}", CART), answer)).of(call(f"POST {CHECKOUT}", CART)) == ""


def test_a_cart_that_was_changed_has_another_price() -> None:
    asked, checkout = call(f"GET {CHECKOUT}", CART), call(f"POST {CHECKOUT}", CART)
    other = call(f"GET {CHECKOUT}", {"cartId": "c2"})
    added = call("POST /order/cart/{cartId}/domain", CART, {"domain": "example.com"})
    prices = told((asked, response(ORDER)), (other, response(ORDER)), (added, response({}, 400)))
    assert prices.of(checkout) == "12.34 €", "what failed changed nothing"
    prices.note(added, response({}))
    assert prices.of(checkout) == ""
    assert prices.of(call(f"POST {CHECKOUT}", {"cartId": "c2"})) == "12.34 €"
    again = {"prices": {"withTax": {"text": "24.68 €"}}}
    prices.note(asked, response(again))
    assert prices.of(checkout) == "24.68 €"


def test_only_so_many_are_kept() -> None:
    prices = Prices()
    for number in range(500):
        prices.note(call(f"GET {CHECKOUT}", {"cartId": str(number)}), response(ORDER))
    assert prices.of(call(f"POST {CHECKOUT}", {"cartId": "0"})) == ""
    assert prices.of(call(f"POST {CHECKOUT}", {"cartId": "499"})) == "12.34 €"
