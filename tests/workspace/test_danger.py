"""What spends or destroys is asked for by name."""

from pathlib import Path

import pytest

from ovh_explorer.call import Call, placeholders
from ovh_explorer.workspace.danger import Danger, danger_of
from tests import real_catalog


def call(words: str, **values: str) -> Call:
    method, path = words.split(" ")
    return Call.make("v1", method, path, path_values=values)


@pytest.mark.parametrize(
    ("found", "danger"),
    [
        (call("GET /vps/{serviceName}", serviceName="vps-1"), None),
        (call("PUT /vps/{serviceName}", serviceName="vps-1"), None),
        (call("POST /vps/{serviceName}/reboot", serviceName="vps-1"), None),
        (call("POST /vps/{serviceName}/rebuild", serviceName="vps-1"), Danger("destroys what is there", "vps-1")),
        (call("POST /vps/{serviceName}/terminate", serviceName="vps-1"), Danger("ends a service", "vps-1")),
        (call("DELETE /me/api/credential/{credentialId}", credentialId="42"), Danger("destroys what is there", "42")),
        (call("DELETE /domain/zone/{z}/record/{id}", z="example.com", id="7"), Danger("destroys what is there", "7")),
        (call("POST /order/cart"), None),
        (call("POST /order/cart/{cartId}/domain", cartId="c1"), None),
        (call("POST /order/cart/{cartId}/checkout", cartId="c1"), Danger("spends money", "c1")),
        (call("POST /order/cartServiceOption/vps/{serviceName}", serviceName="vps-1"), None),
        (call("POST /order/sms/{serviceName}/credits", serviceName="sms-1"), Danger("spends money", "sms-1")),
        (call("POST /me/order/{orderId}/payWithRegisteredPaymentMean", orderId="9"), Danger("spends money", "9")),
        (call("POST /dedicated/server/{serviceName}/reinstall", serviceName="ns1"), Danger("destroys what is there", "ns1")),
        (call("DELETE /me/logout"), Danger("destroys what is there", "logout")),
    ],
)  # fmt: skip
def test_the_list(found: Call, danger: Danger | None) -> None:
    assert danger_of(found) == danger


def test_a_secret_is_never_what_is_to_be_typed() -> None:
    secret = Call.make("v1", "DELETE", "/x/{token}", path_values={"token": "s3cret"}, sensitive={("path", "token")})
    assert danger_of(secret) == Danger("destroys what is there", "{token}")


def test_over_the_real_catalog_every_deletion_and_no_reading_is_asked_for(real_schemas: Path) -> None:
    counts: dict[str, int] = {}
    for product in real_catalog.products(real_schemas):
        for operation in product.operations:
            values = dict.fromkeys(placeholders(operation.path), "x")
            danger = danger_of(Call.make(operation.branch, operation.method, operation.path, path_values=values))
            assert (danger is not None) >= (operation.method == "DELETE"), operation.title
            assert danger is None or operation.method not in ("GET", "PUT"), operation.title
            counts[operation.method] = counts.get(operation.method, 0) + (danger is not None)
    print(counts)
    assert counts["DELETE"] == 518
    assert 100 < counts["POST"] < 900
