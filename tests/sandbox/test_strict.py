"""A strict sandbox: what no list holds isn't there."""

from collections import Counter

import pytest

from ovh_explorer.call import encode
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.form import Form
from ovh_explorer.sandbox import Strictness
from ovh_explorer.sandbox.documents import Documents
from tests import real_catalog
from tests.sandbox.asked import Asked

UNKNOWN = {"long": "987654321", "uuid": "00000000-0000-4000-8000-000000000000"}


@pytest.fixture(scope="module")
def documents(real_schemas):
    return Documents(real_schemas)


@pytest.fixture(scope="module")
def ask(documents):
    return Asked(documents, strictness=Strictness.ALL)


def test_what_is_listed_is_there_and_nothing_else(real_schemas, whole, ask):
    """Of every list of the first level whose items are read by their ids."""
    counts = Counter()
    for product in real_catalog.sample(real_schemas, whole):
        for operation in product.operations:
            path = operation.path
            if operation.method != "GET" or "{" in path or operation.placed("query"):
                continue
            if operation.response not in ("string[]", "long[]", "uuid[]"):
                continue
            found = ask.app._documents.route(operation.branch, "GET", f"{path}/1")
            reads = found and found.operation
            if not reads or not reads.path.endswith("}") or reads.placed("query"):
                continue
            ask.app.reset()
            path = f"/{operation.branch}{path}"
            ids = ask("GET", path)[1]
            if not ids:
                continue
            assert ask("GET", f"{path}/{encode(str(ids[0]))}")[0] == 200, reads.title
            key = reads.placed("path")[0]
            wrong = UNKNOWN.get(key.type, "nothing-of-that-name")
            assert ask("GET", f"{path}/{wrong}")[0] == 404, reads.title
            counts["lists"] += 1
    assert counts["lists"] > (100 if whole else 3)


def test_what_is_below_an_unknown_service_is_not_there_either(ask):
    ask.app.reset()
    words = {"class": "Client::NotFound", "message": "This service does not exist"}
    for method, path in (
        (
            "GET",
            "/1.0/cloud/project/00000000000000000000000000000000/capabilities/containerRegistry",
        ),
        ("GET", "/1.0/vps/unknown.example.net"),
        ("POST", "/1.0/vps/unknown.example.net/reboot"),
        ("DELETE", "/1.0/vps/unknown.example.net/snapshot"),
    ):
        assert ask(method, path) == (404, words), path
    status, refused = ask("GET", "/1.0/domain/zone/example.com/record/1")
    assert status == 404
    assert refused["message"] == "The requested object (id = 1) does not exist"


def test_what_is_made_is_there_until_it_is_removed(ask):
    ask.app.reset()
    body = b'{"fieldType":"A","subDomain":"a","target":"192.0.2.1"}'
    record = ask("POST", "/1.0/domain/zone/example.com/record", body)[1]
    path = f"/1.0/domain/zone/example.com/record/{record['id']}"
    assert ask("GET", path)[0] == ask("DELETE", path)[0] == 200
    assert (
        ask("GET", path)[0] == ask("PUT", path, b'{"ttl":60}')[0] == ask("DELETE", path)[0] == 404
    )
    number = ask("GET", "/1.0/me/api/credential")[1][0]
    assert ask("GET", f"/1.0/me/api/credential/{number}")[0] == 200
    assert ask("GET", "/1.0/me/api/credential/1")[0] == 404
    _, task = ask("POST", "/1.0/vps/vps-0a1b2c3d.vps.example.net/reboot")
    assert ask("GET", f"/1.0/vps/vps-0a1b2c3d.vps.example.net/tasks/{task['id']}")[0] == 200


def test_an_id_may_be_spelt_otherwise(ask):
    ask.app.reset()
    policy = ask("GET", "/v2/iam/policy")[1][0]["id"]
    assert ask("GET", f"/v2/iam/policy/{policy}")[0] == 200
    status, refused = ask("GET", f"/v2/iam/policy/{UNKNOWN['uuid']}")
    assert (status, refused["message"]) == (404, f"{UNKNOWN['uuid']} not found")


def test_only_services_can_be_looked_at(documents):
    ask = Asked(documents, strictness=Strictness.SERVICES)
    assert ask("GET", "/1.0/vps/unknown.example.net/tasks")[0] == 404
    assert ask("GET", "/1.0/vps/vps-0a1b2c3d.vps.example.net/tasks/1")[0] == 200
    assert ask("GET", "/1.0/me/bill/EU1")[0] == 200
    assert Asked(documents)("GET", "/1.0/vps/unknown.example.net/tasks")[0] == 200


def test_no_example_request_of_a_listed_service_is_refused(real_schemas, whole, ask):
    """What a list holds can be used by everything below it."""
    refused = Counter()
    for product in real_catalog.sample(real_schemas, whole):
        if product.path not in ("/vps", "/cloud", "/domain", "/dedicated/server", "/sms"):
            continue
        models = Models(product.models)
        for operation in product.operations:
            names = [p.name for p in operation.placed("path")]
            if operation.method != "GET" or len(names) != 1:
                continue
            listed = ask("GET", f"/{operation.branch}{operation.path.partition('/{')[0]}")[1]
            if not isinstance(listed, list) or not listed or isinstance(listed[0], dict):
                continue
            form = Form(operation, models)
            form.fill_example()
            form.field("path", names[0]).type_text(str(listed[0]))
            call = form.call()
            refused[ask("GET", f"/{call.branch}{call.target}")[0]] += 1
    assert set(refused) <= {200}
