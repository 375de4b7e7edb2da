"""Values that the sandbox makes up fit what their properties are called."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.sandbox.values import Maker
from ovh_explorer.sandbox.words import text_by_name
from tests import real_catalog
from tests.sandbox.asked import Asked
from tests.sandbox.test_catalog_of_the_demo import embedded

FITTING = {
    "zip": r"59100",
    "zipCode": r"59100",
    "postcode": r"59100",
    "area": r"Hauts-de-France",
    "province": r"Hauts-de-France",
    "city": r"Roubaix",
    "cityName": r"Roubaix",
    "countryName": r"France",
    "phone": r"(\+|00)33199\d+|\+33\.\d+",
    "phoneNumber": r"(\+|00)33199\d+|\+33\.\d+",
    "street": r"rue Kellermann",
    "symbol": r"\S{1,4}",
    "birthDay": r"(19[6-9]\d)-\d\d-\d\d",
}


def texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The texts in a value, with the names of their properties."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, name)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, key)


def made(products: Any) -> Iterator[tuple[str, str, str]]:
    for product in products:
        models = Models(product.models)
        for operation in product.operations:
            if operation.method == "GET":
                value = Maker(models, operation.path).make(operation.response)
                for name, text in texts(value):
                    yield operation.title, name, text


@pytest.mark.parametrize("catalog", ["demo", "schemas"])
def test_places_and_people_are_like_real_ones(request, catalog):
    if catalog == "demo":
        products = embedded()
    else:
        products = real_catalog.products(request.getfixturevalue("real_schemas"))
    found = [entry for entry in made(products) if entry[1] in FITTING]
    assert len({name for _, name, _ in found}) > 5
    assert [entry for entry in found if not re.fullmatch(FITTING[entry[1]], entry[2])] == []


def test_no_text_of_the_demo_is_the_name_of_its_property():
    found = {(name, title) for title, name, text in made(embedded()) if text == name}
    # The usual value of an enumeration is called so.
    assert {name for name, _ in found} <= {"default", "none"}


@pytest.mark.parametrize(
    ("name", "is_address"),
    [("ip", True), ("mainIp", True), ("zip", False), ("main_ip", True), ("ship", False)],
)
def test_the_ending_of_a_name_is_a_whole_word(name, is_address):
    text = text_by_name(name, 3)
    assert bool(re.fullmatch(r"[\d.]+", text or "") and "." in (text or "")) is is_address


def test_the_account_has_an_address_and_a_currency():
    me = Asked()("GET", "/1.0/me")[1]
    assert (me["zip"], me["city"], me["area"]) == ("59100", "Roubaix", "Hauts-de-France")
    assert me["currency"] == {"code": "EUR", "symbol": "€"}
    assert (me["country"], me["language"]) == ("FR", "fr_FR")
