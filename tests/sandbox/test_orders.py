"""Carts, messages, disks and policies: what is answered follows from what was asked."""

import json

import pytest

from ovh_explorer.sandbox.documents import Documents
from tests.sandbox.asked import Asked

PROJECT = "/1.0/cloud/project/0a1b2c3d4e5f60718293a4b5c6d7e8f9"


@pytest.fixture
def ask() -> Asked:
    return Asked()


def post(ask, target, **body):
    status, value = ask("POST", target, json.dumps(body).encode())
    assert status == 200, value
    return value


def filled(ask, path, cart):
    """Put the same product in a cart twice; the items, as they are listed and read from now on."""
    asked = {"domain": "example.ovh", "duration": "P1Y", "quantity": 2}
    items = [post(ask, f"{path}/domain", **asked), post(ask, f"{path}/domain", **asked)]
    assert ask("GET", f"{path}/item") == (200, [item["itemId"] for item in items])
    for item in items:
        assert (item["duration"], item["settings"]["quantity"]) == ("P1Y", 2)
        assert item["cartId"] == cart["cartId"]
        assert ask("GET", f"{path}/item/{item['itemId']}")[1]["prices"] == item["prices"]
    return items


def agrees(order, items):
    """Check that the prices and lines of an order are those of the items in its cart."""
    net = sum(price["price"]["value"] for item in items for price in item["prices"])
    prices = {name: price["value"] for name, price in order["prices"].items() if price}
    assert prices["withoutTax"] == pytest.approx(net)
    assert prices["withTax"] == pytest.approx(net + prices["tax"])
    assert [line["cartItemID"] for line in order["details"]] == [item["itemId"] for item in items]
    assert sum(line["totalPrice"]["value"] for line in order["details"]) == pytest.approx(net)


def test_a_cart_is_empty_filled_and_becomes_an_order_once(real_schemas):
    ask = Asked(Documents(real_schemas))
    cart = post(ask, "/1.0/order/cart", ovhSubsidiary="FR")
    assert cart["items"] == []
    path = f"/1.0/order/cart/{cart['cartId']}"
    assert ask("GET", f"{path}/item") == (200, [])
    assert ask("GET", f"{path}/summary")[1]["details"] == []
    items = filled(ask, path, cart)
    preview = ask("GET", f"{path}/checkout")[1]
    order = post(ask, f"{path}/checkout", autoPayWithPreferredPaymentMethod=True)
    assert (preview["orderId"], preview["prices"]) == (None, order["prices"])
    agrees(order, items)
    made = ask("GET", f"/1.0/me/order/{order['orderId']}")[1]
    assert made["priceWithTax"] == order["prices"]["withTax"]
    assert order["orderId"] in ask("GET", "/1.0/me/order")[1]
    assert ask("POST", f"{path}/checkout", b"{}")[0] == 400
    assert ask("GET", path)[1]["readOnly"] is True


def test_what_is_taken_out_of_a_cart_is_not_paid(ask):
    cart = post(ask, "/1.0/order/cart", ovhSubsidiary="FR")["cartId"]
    path = f"/1.0/order/cart/{cart}"
    first, second = (
        post(ask, f"{path}/domain", domain=name, duration="P1Y")["itemId"]
        for name in ("one.example", "two.example")
    )
    assert ask("DELETE", f"{path}/item/{first}") == (200, None)
    assert ask("GET", f"{path}/item") == (200, [second])
    order = post(ask, f"{path}/checkout")
    assert [line["cartItemID"] for line in order["details"]] == [second]


def test_a_disk_is_given_to_an_instance_and_kept(ask):
    disk = post(ask, f"{PROJECT}/volume", name="d", region="GRA11", size=20, type="classic")
    path = f"{PROJECT}/volume/{disk['id']}"
    assert disk["attachedTo"] == []
    machine = "0e1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b"
    attached = post(ask, f"{path}/attach", instanceId=machine)
    assert (attached["id"], attached["attachedTo"]) == (disk["id"], [machine])
    assert post(ask, f"{path}/attach", instanceId=machine)["attachedTo"] == [machine]
    assert post(ask, f"{path}/upsize", size=50)["size"] == 50
    copy = post(ask, f"{path}/snapshot/", name="copy")
    assert (copy["size"], copy["region"], copy["volumeId"]) == (50, "GRA11", disk["id"])
    assert ask("GET", f"{PROJECT}/volume/snapshot/{copy['id']}")[1]["name"] == "copy"
    assert post(ask, f"{path}/detach", instanceId=machine)["attachedTo"] == []
    assert [entry["id"] for entry in ask("GET", f"{PROJECT}/volume")[1]].count(disk["id"]) == 1


def test_each_region_that_is_listed_has_something(ask):
    for region in ask("GET", f"{PROJECT}/region")[1]:
        flavors = ask("GET", f"{PROJECT}/flavor?region={region}")[1]
        assert {flavor["region"] for flavor in flavors} == {region}
        assert ask("GET", f"{PROJECT}/image?region={region}")[1]


def test_what_is_done_to_an_item_answers_with_that_item(real_schemas):
    """And what copies one, with another."""
    ask = Asked(Documents(real_schemas))
    project = ask("GET", "/1.0/cloud/project")[1][0]
    path = f"/1.0/cloud/project/{project}/volume"
    disk = ask("GET", path)[1][0]["id"]
    assert post(ask, f"{path}/{disk}/upsize", size=100)["id"] == disk
    assert ask("GET", f"{path}/{disk}")[1]["size"] == 100
