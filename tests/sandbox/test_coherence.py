"""Every answer agrees with its path and with itself, over the whole catalog."""

from collections import Counter

import pytest

from ovh_explorer.catalog.resolve import Enum, Listed, Mapped, Models, Object
from ovh_explorer.form import Form
from ovh_explorer.sandbox.coherence import agree, is_trouble, living, tells_status
from ovh_explorer.sandbox.documents import Documents
from tests import real_catalog
from tests.sandbox.asked import Asked

# A status of one of these is a fault where the enumeration has one of the others.
TROUBLE = {
    "error", "failed", "failure", "deleted", "deleting", "suspended", "expired", "terminated",
    "blocked", "cancelled", "canceled", "disabled", "locked", "unknown", "rescue", "stopped",
}  # fmt: skip
LIVING = {"ok", "active", "ready", "running", "available", "enabled", "validated", "valid", "done", "up"}  # fmt: skip
TOTALS = (("withTax", "withoutTax", "tax"), ("priceWithTax", "priceWithoutTax", "tax"))
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "PLN": "zł"}
DOMAINS = ("zone", "zonename", "domain", "domainname")
PROJECTS = ("projectid", "project")


class Walk:
    """What is wrong in answers, as it is found."""

    def __init__(self, models, title):
        self.models, self.title = models, title
        self.wrong: list[tuple] = []

    def look(self, kind, value, name=""):
        match self.models.shape(kind):
            case Enum(model, values):
                if tells_status(name, model.key):
                    self.status(name, value, {str(entry).lower() for entry in values})
            case Listed(item) if isinstance(value, list):
                if value and is_trouble(name):
                    self.wrong.append((self.title, name, value))
                for entry in value:
                    self.look(item, entry, name)
            case Mapped(_, item) if isinstance(value, dict):
                for key, entry in value.items():
                    self.look(item, entry, key)
            case Object(model) if isinstance(value, dict):
                self.sums(value)
                for declared in model.properties:
                    if declared.name in value:
                        self.look(declared.type, value[declared.name], declared.name)

    def status(self, name, value, values):
        if str(value).lower() in TROUBLE and values & LIVING:
            self.wrong.append((self.title, name, value))

    def sums(self, value):
        for names in TOTALS:
            prices = [value.get(name) for name in names]
            numbers = [price.get("value") if isinstance(price, dict) else price for price in prices]
            if all(isinstance(number, int | float) for number in numbers):
                total, net, tax = numbers
                if abs(total - net - tax) > 0.005:
                    self.wrong.append((self.title, names, numbers))
        sign = SIGNS.get(value.get("currencyCode"))
        if sign and isinstance(value.get("text"), str) and sign not in value["text"]:
            self.wrong.append((self.title, "currency", value))


def names_of(operation, call):
    """The properties that name what the path names, with how that is called there."""
    values = dict(call.path_values)
    names = {name.lower(): text for name, text in values.items() if name.lower() != "id"}
    if operation.product in ("/domain", "/email/domain", "/hosting/web"):
        zone = values.get("zoneName") or values.get("domain") or values.get("serviceName")
        names |= {
            name: zone for name in DOMAINS if name not in names and "domainName" not in values
        }
    if operation.path.startswith("/cloud/project/{serviceName}"):
        names |= dict.fromkeys(PROJECTS, values["serviceName"])
    if operation.path.endswith("/serviceInfos"):
        names.setdefault("domain", values.get("serviceName"))
    return {name: text for name, text in names.items() if text}


def was_sent(found, body):
    """Whether a text, or each of a list, was in the request: a receiver that is no number."""
    entries = found if isinstance(found, list) else [found]
    return all(f'"{entry}"' in body for entry in entries)


def example_of(operation, models):
    """The operation's example, as a call."""
    form = Form(operation, models)
    form.fill_example()
    return form.call()


def responds(ask, operation, call):
    """What the sandbox returns to an example, of a sandbox in which nobody has changed anything."""
    headers = dict(call.headers)
    if operation.path == "/auth/credential":
        headers["x-ovh-application"] = next(iter(ask.app.state.guard.applications))
    target = f"/{call.branch}{call.target}"
    status, value = ask(call.method, target, call.body or b"", headers=headers)
    assert status == 200, (operation.title, value)
    if call.method != "GET":
        ask.app.reset()
    return value


def named_in(operation, call, value):
    """The properties of a response that name what the path names, except those that were sent:
    property, what it says, and what the path says.
    """
    sent = call.json if isinstance(call.json, dict) else {}
    for entry in value if isinstance(value, list) else [value]:
        for name, text in names_of(operation, call).items():
            for key, found in entry.items() if isinstance(entry, dict) else ():
                if key.lower() == name and key not in sent and isinstance(found, str | int):
                    yield key, found, text


def test_every_answer_agrees_with_its_path_and_with_itself(real_schemas, whole):
    ask = Asked(Documents(real_schemas))
    counts, wrong = Counter(), []
    for product in real_catalog.sample(real_schemas, whole):
        models = Models(product.models)
        for operation in product.operations:
            call = example_of(operation, models)
            value = responds(ask, operation, call)
            walk = Walk(models, operation.title)
            walk.look(operation.response, value)
            counts["answers"] += 1
            if operation.method != "DELETE":
                body = (call.body or b"").decode()
                # What was sent is shown as it was sent.
                wrong += [item for item in walk.wrong if not was_sent(item[-1], body)]
            for key, found, text in named_in(operation, call, value):
                counts["names"] += 1
                if str(found).lower() != str(text).lower():
                    wrong.append((operation.title, key, found, text))
    print(counts)
    assert wrong == [], f"{len(wrong)}: {wrong[:12]}"
    assert counts["answers"] > (6000 if whole else 500)


@pytest.mark.parametrize(
    ("values", "best"),
    [
        (("blocked", "ok"), "ok"),
        (("ERROR", "DELETING", "READY"), "READY"),
        (("NOT_READY", "IN_USE"), "IN_USE"),
        (("suspended", "something"), "something"),
        (("suspended", "error"), "suspended"),
        (("", "off"), "off"),
        ((), ""),
    ],
)
def test_the_status_of_what_lives(values, best):
    assert living(values) == best


def test_an_object_agrees_with_itself():
    order = {
        "priceWithTax": {"value": 5.0, "currencyCode": "PLN", "text": "?"},
        "priceWithoutTax": {"value": 10.0, "currencyCode": "EUR", "text": "10.00 €"},
        "tax": {"value": 3.0, "currencyCode": "USD", "text": "?"},
    }
    agree(order)
    assert order["priceWithTax"] == {"value": 12.0, "currencyCode": "EUR", "text": "12.00 €"}
    assert order["tax"] == {"value": 2.0, "currencyCode": "EUR", "text": "2.00 €"}
    plain = {"withTax": 1, "withoutTax": 10, "tax": 7, "used": 9, "total": 4}
    agree(plain)
    assert plain == {"withTax": 12, "withoutTax": 10, "tax": 2, "used": 4, "total": 9}
    price = {"value": 2, "currencyCode": "GBP", "text": "", "priceInUcents": 1}
    agree(price)
    assert price == {
        "value": 2,
        "currencyCode": "GBP",
        "text": "2.00 £",
        "priceInUcents": 200_000_000,
    }
    money = {"code": "USD", "symbol": "€"}
    agree(money)
    assert money["symbol"] == "$"
