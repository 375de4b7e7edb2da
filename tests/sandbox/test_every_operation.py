"""Every operation of the real catalog: what it answers when asked rightly, wrongly, unsigned, or
somewhere else.
"""

import json
from collections import Counter
from typing import Any
from urllib.parse import quote

import pytest

from ovh_explorer.catalog.resolve import Core, Enum, Models
from ovh_explorer.catalog.validate import problems
from ovh_explorer.form import Form
from ovh_explorer.sandbox import READER_KEYS
from ovh_explorer.sandbox.documents import Documents
from tests import real_catalog
from tests.sandbox.asked import NOW, Asked

# Texts that are none of the types of a path or query.
_WRONG = {
    "long": "x",
    "double": "x",
    "boolean": "maybe",
    "uuid": "1-2",
    "date": "today",
    "datetime": "today",
    "time": "x",
}
_WRONG |= dict.fromkeys(
    ("ip", "ipv4", "ipv6", "ipBlock", "ipv4Block", "ipv6Block", "macAddress"), "not-an-address"
)
_WRONG |= {"phoneNumber": "nobody", "internationalPhoneNumber": "nobody", "duration": "a while"}
# What is asked without a signature, with the application's key.
_NOT_SIGNED = {"/auth/credential"}


class Operation:
    """An operation with a request made of its examples."""

    def __init__(self, product, operation, models):
        self.product, self.operation, self.models = product, operation, models
        form = Form(operation, models)
        form.fill_example()
        self.call = form.call()
        self.target = f"/{operation.branch}{self.call.target}"
        self.body = self.call.body or b""
        self.headers = dict(self.call.headers)

    def ask(self, ask, **changes):
        given: dict[str, Any] = {
            "target": self.target,
            "body": self.body,
            "headers": self.headers,
            "sign": True,
        } | changes
        headers = given["headers"]
        if self.operation.path in _NOT_SIGNED:
            headers = {**headers, "x-ovh-application": next(iter(ask.app.state.guard.applications))}
        return ask(
            self.operation.method,
            given["target"],
            given["body"],
            headers=headers,
            sign=given["sign"],
        )


@pytest.fixture(scope="module")
def operations(real_schemas, whole):
    products = real_catalog.sample(real_schemas, whole)
    found = [
        Operation(product, operation, models)
        for product in products
        for models in [Models(product.models)]
        for operation in product.operations
    ]
    assert len(found) > (6000 if whole else 500)
    return found


@pytest.fixture(scope="module")
def ask(real_schemas):
    return Asked(Documents(real_schemas))


def test_the_example_request_gets_an_answer_that_fits_the_model(operations, ask):
    for item in operations:
        ask.app.reset()  # an operation before may have revoked the very keys
        status, value = item.ask(ask)
        assert 200 <= status < 300, (item.operation.title, status, value)
        assert problems(item.models, item.operation.response, value, response=True) == [], (
            item.operation.title
        )
    print(len(operations), "example requests got a 2xx that fits the model")


def test_the_same_request_gets_the_same_answer(operations, ask):
    ask.app.reset()
    for item in operations:
        if item.operation.method == "GET":
            assert item.ask(ask) == item.ask(ask), item.operation.title


def faults_of(item):
    """Requests that differ from the right one in one thing, with what is wrong, and the name the
    message must hold.
    """
    operation, models = item.operation, item.models
    path, _, query = item.target.partition("?")
    more = f"{query}&" if query else ""
    yield (
        "a query parameter that isn't declared",
        "nonsense",
        {"target": f"{path}?{more}nonsense=1"},
    )
    for parameter in operation.placed("path"):
        wrong = wrong_text(models, parameter.type)
        if wrong:
            segments = operation.path.split("/")
            place = segments.index(f"{{{parameter.name}}}")
            written = path.removeprefix(f"/{operation.branch}").split("/")
            target = "/".join([*written[:place], quote(wrong, safe=""), *written[place + 1 :]])
            yield (
                "a path value of another type",
                parameter.name,
                {"target": f"/{operation.branch}{target}?{query}".rstrip("?")},
            )
    given = [part for part in query.split("&") if part]
    for parameter in operation.placed("query"):
        others = [
            part for part in given if part.partition("=")[0] != quote(parameter.name, safe="")
        ]
        wrong = wrong_text(models, parameter.type)
        if wrong:
            part = f"{quote(parameter.name, safe='')}={quote(wrong)}"
            yield (
                "a query value of another type",
                parameter.name,
                {"target": f"{path}?{'&'.join([*others, part])}"},
            )
        if parameter.required:
            yield (
                "a query parameter that is missing",
                parameter.name,
                {"target": f"{path}?{'&'.join(others)}".rstrip("?")},
            )
    for parameter in operation.placed("header"):
        if models.shape(parameter.type) == Core("long"):
            yield (
                "a header of another type",
                parameter.name,
                {"headers": {parameter.name.lower(): "x"}},
            )
    if operation.method in ("POST", "PUT"):
        yield from body_faults(item)


def body_faults(item):
    body = item.operation.placed("body")
    if not body:
        yield "a body that nobody asked for", "body", {"body": b'{"a":1}'}
        return
    yield "a body that is not JSON", "JSON", {"body": b'{"a":'}
    if any(parameter.required for parameter in body):
        yield (
            "a body that is missing",
            next(p.name or "body" for p in body if p.required),
            {"body": b""},
        )
    value = json.loads(item.body) if item.body else {}
    whole = item.operation.body
    model = item.models.model(whole.type) if whole else None
    if isinstance(value, dict) and (whole is None or model):
        yield (
            "a field that isn't declared",
            "nonsense",
            {"body": json.dumps({**value, "nonsense": 1}).encode()},
        )
        types = {entry.name: entry.type for entry in (model.properties if model else body)}
        for name in value:
            if isinstance(item.models.shape(types[name]), Core | Enum) and types[name] != "any":
                yield (
                    "a field of another type",
                    name,
                    {"body": json.dumps({**value, name: {"a": [1]}}).encode()},
                )
                break


def wrong_text(models, kind):
    match models.shape(kind):
        case Enum():
            return "no-such-value"
        case Core(name):
            return _WRONG.get(name)
    return None


def test_a_request_with_one_fault_gets_400_naming_it(operations, ask):
    counts = Counter()
    ask.app.reset()
    for item in operations:
        for kind, name, changes in faults_of(item):
            status, value = item.ask(ask, **changes)
            assert status == 400, (item.operation.title, kind, changes, value)
            assert name in value["message"], (item.operation.title, kind, value)
            assert value["class"] == "Client::BadRequest"
            counts[kind] += 1
    print(*(f"{number} times {kind}" for kind, number in counts.most_common()), sep="\n")
    assert len(counts) == 10
    assert sum(counts.values()) > 2 * len(operations)


def test_an_unsigned_request_gets_401_and_one_of_a_key_without_the_rule_403(operations, ask):
    ask.app.reset()
    counts = Counter()
    for item in operations:
        operation = item.operation
        if not operation.authenticated:
            assert item.ask(ask, sign=False)[0] == 200, operation.title
            counts["public, 200"] += 1
            ask.app.reset()
            continue
        status, value = item.ask(ask, sign=False)
        assert (status, value["message"]) == (401, "You must login first"), operation.title
        counts["unsigned, 401"] += 1
        if operation.product != "/auth" and not (
            operation.method == "GET" and operation.path.startswith("/domain/")
        ):
            status, value = ask(
                operation.method, item.target, item.body, headers=item.headers, keys=READER_KEYS
            )
            assert (status, value["message"]) == (403, "This call has not been granted"), (
                operation.title
            )
            counts["signed by a key without the rule, 403"] += 1
    print(*(f"{number} {kind}" for kind, number in counts.items()), sep="\n")
    assert counts["unsigned, 401"] + counts["public, 200"] == len(operations)
    assert counts["signed by a key without the rule, 403"] > len(operations) * 0.8


def test_what_is_no_operation_gets_404(operations, ask):
    ask.app.reset()
    for item in operations:
        path = item.target.partition("?")[0]
        status, value = item.ask(ask, target=f"{path}/no/such/thing/at/all")
        assert (status, value["message"]) == (404, "Got an invalid (or empty) URL"), (
            item.operation.title
        )
    print(len(operations), "paths below an operation's that are none's got 404")


def collections(operations, ask):
    """Every operation that lists the ids of items, with its collection."""
    for item in operations:
        if item.operation.method == "GET" and item.operation.response.endswith("[]"):
            _, branch, path = item.target.partition("?")[0].split("/", 2)
            collection = ask.app._documents.route(branch, "GET", f"/{path}").roles.collection(
                item.operation.path
            )
            if collection is not None:
                yield item, collection


def item_target(lists, key):
    return f"{lists.target.partition('?')[0]}/{quote(str(key), safe='')}"


def test_what_a_list_holds_can_be_read(operations, ask):
    ask.app.reset()
    followed = 0
    for lists, collection in collections(operations, ask):
        for key in lists.ask(ask)[1][:2] if collection.reads is not None else ():
            if isinstance(key, str | int) and not any(
                p.required for p in collection.reads.placed("query")
            ):
                assert ask("GET", item_target(lists, key))[0] == 200, (collection.reads.title, key)
                followed += 1
    print(followed, "ids followed")
    assert followed > 100


def shows(value, sent):
    """Whether a value is as it was sent; an object may have more than that."""
    if isinstance(value, dict) and isinstance(sent, dict):
        return all(name in value and shows(value[name], sent[name]) for name in sent)
    return value == sent


def count_as_sent(counts, value, post):
    """Count the fields of what was added that are as they were sent, and those that aren't."""
    sent = json.loads(post.body) if post.body else {}
    agreed = [
        shows(value[name], sent[name]) for name in sent if isinstance(value, dict) and name in value
    ]
    counts["read"] += 1
    counts["fields as sent"] += sum(agreed)
    counts["fields of another type than sent"] += len(agreed) - sum(agreed)


def remove(ask, lists, collection, target, key):
    """Remove what was added, and check that it is gone; False where that is refused."""
    if ask("DELETE", target)[0] != 200:
        return False
    ask.time += 10
    assert key not in lists.ask(ask)[1], target
    assert collection.reads is None or ask("GET", target)[0] == 404, target
    assert ask("DELETE", target)[0] == 404, target
    return True


def test_what_is_added_is_listed_read_and_removed(operations, ask):
    """Of every collection that lists ids and takes a POST."""
    by_key = {item.operation.key: item for item in operations}
    counts = Counter()
    for lists, collection in collections(operations, ask):
        branch = lists.operation.branch
        post = by_key.get((branch, "POST", lists.operation.path))
        if post is None:
            continue
        ask.app.reset()
        ask.time = NOW
        before = lists.ask(ask)[1]
        assert post.ask(ask)[0] == 200
        new = [key for key in lists.ask(ask)[1] if key not in before]
        counts["listed"] += bool(new)
        counts["called as something that was there"] += not new
        if not new or isinstance(new[0], dict):
            continue
        target = item_target(lists, new[0])
        if collection.reads is not None:
            status, value = ask("GET", target)
            assert status == 200, target
            count_as_sent(counts, value, post)
        if (branch, "DELETE", collection.item) in by_key:
            counts["removed"] += remove(ask, lists, collection, target, new[0])
    print(*(f"{number} {kind}" for kind, number in counts.items()), sep="\n")
    assert counts["listed"] > 20 * counts["called as something that was there"]
    # An address for a block, and a word that is none of the response's enumeration.
    assert counts["fields of another type than sent"] <= 2 < counts["fields as sent"]
    assert counts["removed"] > counts["listed"] // 2
