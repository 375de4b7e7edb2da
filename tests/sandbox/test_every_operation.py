"""Every operation of the real catalog: what it answers when asked rightly, wrongly, unsigned, or somewhere else."""

import json
from collections import Counter
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
_WRONG = {"long": "x", "double": "x", "boolean": "maybe", "uuid": "1-2", "date": "today", "datetime": "today", "time": "x"}
_WRONG |= dict.fromkeys(("ip", "ipv4", "ipv6", "ipBlock", "ipv4Block", "ipv6Block", "macAddress"), "not-an-address")
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
        given = {"target": self.target, "body": self.body, "headers": self.headers, "sign": True} | changes
        headers = given["headers"]
        if self.operation.path in _NOT_SIGNED:
            headers = {**headers, "x-ovh-application": next(iter(ask.app.state.guard.applications))}
        return ask(self.operation.method, given["target"], given["body"], headers=headers, sign=given["sign"])


@pytest.fixture(scope="module")
def operations(real_schemas, whole):
    products = real_catalog.sample(real_schemas, whole)
    found = [
        Operation(product, operation, models)
        for product in products
        for models in [Models(product.models)]
        for operation in product.operations
    ]
    assert len(found) == 6624 if whole else len(found) > 500
    return found


@pytest.fixture(scope="module")
def ask(real_schemas):
    return Asked(Documents(real_schemas))


def test_the_example_request_gets_an_answer_that_fits_the_model(operations, ask):
    for item in operations:
        ask.app.reset()  # an operation before may have revoked the very keys
        status, value = item.ask(ask)
        assert 200 <= status < 300, (item.operation.title, status, value)
        assert problems(item.models, item.operation.response, value, answer=True) == [], item.operation.title


def test_the_same_request_gets_the_same_answer(operations, ask):
    ask.app.reset()
    for item in operations:
        if item.operation.method == "GET":
            assert item.ask(ask) == item.ask(ask), item.operation.title


def faults_of(item):
    """Requests that differ from the right one in one thing, with what is wrong, and the name the message must hold."""
    operation, models = item.operation, item.models
    path, _, query = item.target.partition("?")
    more = f"{query}&" if query else ""
    yield "a query parameter that isn't declared", "nonsense", {"target": f"{path}?{more}nonsense=1"}
    for parameter in operation.placed("path"):
        wrong = wrong_text(models, parameter.type)
        if wrong:
            segments = operation.path.split("/")
            place = segments.index(f"{{{parameter.name}}}")
            written = path.removeprefix(f"/{operation.branch}").split("/")
            target = "/".join([*written[:place], quote(wrong, safe=""), *written[place + 1 :]])
            yield "a path value of another type", parameter.name, {"target": f"/{operation.branch}{target}?{query}".rstrip("?")}
    given = [part for part in query.split("&") if part]
    for parameter in operation.placed("query"):
        others = [part for part in given if part.partition("=")[0] != quote(parameter.name, safe="")]
        wrong = wrong_text(models, parameter.type)
        if wrong:
            part = f"{quote(parameter.name, safe='')}={quote(wrong)}"
            yield "a query value of another type", parameter.name, {"target": f"{path}?{'&'.join([*others, part])}"}
        if parameter.required:
            yield "a query parameter that is missing", parameter.name, {"target": f"{path}?{'&'.join(others)}".rstrip("?")}
    for parameter in operation.placed("header"):
        if models.shape(parameter.type) == Core("long"):
            yield "a header of another type", parameter.name, {"headers": {parameter.name.lower(): "x"}}
    if operation.method in ("POST", "PUT"):
        yield from body_faults(item)


def body_faults(item):
    body = item.operation.placed("body")
    if not body:
        yield "a body that nobody asked for", "body", {"body": b'{"a":1}'}
        return
    yield "a body that is no JSON", "JSON", {"body": b'{"a":'}
    if any(parameter.required for parameter in body):
        yield "a body that is missing", next(p.name or "body" for p in body if p.required), {"body": b""}
    value = json.loads(item.body) if item.body else {}
    whole = item.operation.body
    model = item.models.model(whole.type) if whole else None
    if isinstance(value, dict) and (whole is None or model):
        yield "a field that isn't declared", "nonsense", {"body": json.dumps({**value, "nonsense": 1}).encode()}
        types = {entry.name: entry.type for entry in (model.properties if model else body)}
        for name in value:
            if isinstance(item.models.shape(types[name]), Core | Enum) and types[name] != "any":
                yield "a field of another type", name, {"body": json.dumps({**value, name: {"a": [1]}}).encode()}
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
            assert (value["class"], value["httpCode"]) == ("Client::BadRequest", "400 Bad Request")
            counts[kind] += 1
    print(*(f"{number} times {kind}" for kind, number in counts.most_common()), sep="\n")
    assert len(counts) == 10
    assert sum(counts.values()) > 2 * len(operations)


def test_an_unsigned_request_gets_401_and_one_of_a_key_without_the_rule_403(operations, ask):
    ask.app.reset()
    refused = 0
    for item in operations:
        operation = item.operation
        if not operation.authenticated:
            assert item.ask(ask, sign=False)[0] == 200, operation.title
            ask.app.reset()
            continue
        status, value = item.ask(ask, sign=False)
        assert (status, value["message"]) == (401, "You must login first"), operation.title
        if operation.product != "/auth" and not (operation.method == "GET" and operation.path.startswith("/domain/")):
            status, value = ask(operation.method, item.target, item.body, headers=item.headers, keys=READER_KEYS)
            assert (status, value["errorCode"]) == (403, "NOT_GRANTED_CALL"), operation.title
        refused += 1
    assert refused > len(operations) * 0.8


def test_what_is_no_operation_gets_404(operations, ask):
    ask.app.reset()
    for item in operations:
        path = item.target.partition("?")[0]
        status, value = item.ask(ask, target=f"{path}/no/such/thing/at/all")
        assert (status, value["message"]) == (404, "Got an invalid (or empty) URL"), item.operation.title


def test_what_lists_hold_can_be_read(operations, ask):
    """Every id that a list gives is known to the operation that reads an item, and is in what it answers."""
    ask.app.reset()
    followed = 0
    for item in operations:
        operation = item.operation
        reads = next(
            (
                other.operation
                for other in operations
                if other.product is item.product
                and other.operation.method == "GET"
                and other.operation.path.rpartition("/")[0] == operation.path
                and other.operation.path.endswith("}")
            ),
            None,
        ) if operation.method == "GET" and not operation.path.endswith("}") else None
        if reads is None:
            continue
        for key in (item.ask(ask)[1] or [])[:2] if operation.response.endswith("[]") else ():
            if isinstance(key, str | int):
                target = f"{item.target.partition('?')[0]}/{quote(str(key), safe='')}"
                status, value = ask("GET", target)
                assert status in (200, 400) and (status == 200 or "query" in value["message"]), (reads.title, key, value)
                followed += 1
    print(followed, "ids followed")
    assert followed > 100


def test_what_is_added_is_listed_read_changed_and_removed(operations, ask):
    """Of every collection that has a POST and a list."""
    by_title = {(item.product.branch, item.operation.title): item for item in operations}
    seen = Counter()
    for (branch, title), post in by_title.items():
        path = post.operation.path
        lists = by_title.get((branch, f"GET {path}"))
        if not title.startswith("POST ") or lists is None or not lists.operation.response.endswith("[]"):
            continue
        collection = ask.app._documents.route(branch, "POST", f"/{post.target.split('/', 2)[2]}".partition("?")[0]).roles.collection(path)
        if collection is None:
            seen["no items"] += 1
            continue
        ask.app.reset()
        ask.time = NOW
        before = lists.ask(ask)[1]
        status, made = post.ask(ask)
        assert status == 200, (title, made)
        after = lists.ask(ask)[1]
        new = [entry for entry in after if entry not in before]
        if not new:
            print("no new", branch, title, post.body[:100], before, after, )
            seen["nothing new"] += 1
            continue
        seen["listed"] += 1
        if isinstance(new[0], dict):
            seen["objects"] += 1
            continue
        target = f"{lists.target.partition('?')[0]}/{quote(str(new[0]), safe='')}"
        reads = collection.reads
        if reads is not None:
            status, value = ask("GET", target)
            if status == 400:
                continue
            assert status == 200, (title, target, value)
            if isinstance(value, dict) and post.body:
                sent = json.loads(post.body)
                same = [n for n in sent if n in value and value[n] == sent[n]]
                seen["fields kept"] += len(same)
                seen["fields not"] += len([n for n in sent if n in value and value[n] != sent[n]])
                if [n for n in sent if n in value and value[n] != sent[n]]: print('NOT', title, [(n, value[n], sent[n]) for n in sent if n in value and value[n] != sent[n]])
            seen["read"] += 1
        if (branch, f"DELETE {collection.item}") in by_title:
            status, value = ask("DELETE", target)
            if status != 200: print("DEL", title, value); continue
            ask.time += 10
            assert new[0] not in lists.ask(ask)[1], title
            assert reads is None or ask("GET", target)[0] == 404, title
            seen["removed"] += 1
    print(seen)
