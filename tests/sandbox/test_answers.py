"""What the sandbox answers, asked in process."""

import asyncio
import hashlib
import json

import pytest

from ovh_explorer.catalog.examples import example
from ovh_explorer.catalog.resolve import Models, Unknown
from ovh_explorer.catalog.schema import read_product
from ovh_explorer.catalog.validate import problems
from ovh_explorer.form import Form
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.sandbox.app import Sandbox
from ovh_explorer.sandbox.documents import EMBEDDED, Documents
from ovh_explorer.sandbox.signature import allows
from ovh_explorer.sandbox.state import State
from tests import real_catalog

NOW = 1_700_000_000


class Asked:
    """A sandbox in this process, asked with signed requests."""

    def __init__(self, documents: Documents | None = None) -> None:
        self.app = Sandbox(documents or Documents(), clock=lambda: NOW, query_id=lambda: "EU.ext-3.test")

    def __call__(self, method, target, body=b"", *, headers=None, signed=True):
        path, _, query = target.partition("?")
        fields = {"host": "127.0.0.1:80", **(headers or {})}
        if signed:
            text = "+".join(
                [DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key, method, f"http://127.0.0.1:80{target}", ""]
            ).encode()
            digest = hashlib.sha1(text + body + f"+{NOW}".encode()).hexdigest()
            fields |= {
                "x-ovh-application": DEMO_KEYS.application_key,
                "x-ovh-consumer": DEMO_KEYS.consumer_key,
                "x-ovh-timestamp": str(NOW),
                "x-ovh-signature": f"$1${digest}",
            }
        scope = {
            "type": "http",
            "method": method,
            "scheme": "http",
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in fields.items()],
        }
        sent = []

        async def receive():
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message):
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        content = sent[1]["body"]
        assert (b"x-ovh-queryid", b"EU.ext-3.test") in sent[0]["headers"]
        return sent[0]["status"], json.loads(content) if content else None


@pytest.fixture
def ask():
    return Asked()


def test_the_embedded_catalog_is_whole():
    everything = [
        read_product(path.parent.name, path.read_bytes())
        for path in sorted(EMBEDDED.rglob("*.json"))
        if path.name != "index.json"
    ]
    assert sum(len(product.operations) for product in everything) >= 100
    statuses = set()
    for product in everything:
        models = Models(product.models)
        for operation in product.operations:
            statuses.add(operation.status.value)
            for kind in [*(p.type for p in operation.parameters), operation.response]:
                assert not isinstance(models.shape(kind), Unknown), operation.title
    assert statuses == {"PRODUCTION", "BETA", "ALPHA", "DEPRECATED"}


def answers(ask, product) -> int:
    models = Models(product.models)
    for operation in product.operations:
        form = Form(operation, models)
        form.fill_example()
        for field in form.placed("path"):
            if field.name == "zoneName":
                field.type_text("example.com")
        call = form.call()
        ask.app.state = State(lambda: NOW)  # an operation before may have revoked the very keys
        target = f"/{product.branch}{call.target}"
        status, value = ask(call.method, target, call.body or b"", headers=dict(call.headers))
        # What has a memory may not know an example's id; everything else answers by its schema.
        assert status == 200 or ((status == 404 and "exist" in value["message"]) or "not found" in value["message"]), (
            operation.title,
            value,
        )
        if status == 200:
            assert problems(models, operation.response, value, answer=True) == [], operation.title
    return len(product.operations)


def test_every_embedded_operation_answers_by_its_schema():
    for path in sorted(EMBEDDED.rglob("*.json")):
        if path.name != "index.json":
            answers(Asked(), read_product(path.parent.name, path.read_bytes()))


def test_the_operations_of_the_real_catalog_answer(real_schemas, whole):
    documents = Documents(real_schemas)
    seen = 0
    for product in real_catalog.sample(real_schemas, whole):
        if product.path not in ("/auth",):
            seen += answers(Asked(documents), product)
    assert seen > 500


@pytest.mark.parametrize(
    ("method", "target", "body", "message"),
    [
        ("GET", "/1.0/domain/zone?x=1", b"", "Received not described parameters: (x)"),
        ("GET", "/1.0/me/api/credential?status=no", b"", '[status] "no" is not one of the values'),
        ("GET", "/1.0/me/api/credential?applicationId=abc", b"", '[applicationId] "abc" is not a whole number'),
        ("GET", "/1.0/vps/x/monitoring?type=cpu%3Aused", b"", "[period] Missing required query parameter"),
        ("GET", "/1.0/me/contact/x", b"", '[contactId] "x" is not a whole number'),
        ("POST", "/1.0/domain/zone/example.com/refresh", b"{}", "Received not described parameters: (body)"),
        ("POST", "/1.0/domain/zone/example.com/record", b"{", "Invalid JSON received"),
        ("POST", "/1.0/domain/zone/example.com/record", b"", "Missing required body parameter"),
        ("POST", "/1.0/domain/zone/example.com/record", b'{"fieldType":"A"}', "[target] is required"),
        (
            "POST",
            "/1.0/domain/zone/example.com/record",
            b'{"fieldType":"A","target":"x","no":1}',
            "no is not a property",
        ),
        (
            "POST",
            "/1.0/me/accessRestriction/ip",
            b'{"ip":"x","rule":"deny","warning":true}',
            '[ip] "x" is not an IP block',
        ),
    ],
)
def test_a_wrong_request_is_refused_naming_the_parameter(ask, method, target, body, message):
    status, answer = ask(method, target, body)
    assert status == 400
    assert message in answer["message"]
    assert answer["class"] == "Client::BadRequest"


def test_unknown_routes_and_services_and_unsigned_calls(ask):
    assert ask("GET", "/1.0/nothing")[1]["message"] == "Got an invalid (or empty) URL"
    assert ask("GET", "/other/me")[0] == 404
    assert ask("GET", "/1.0/domain/zone/example.net/record")[1]["message"] == "This service does not exist"
    status, answer = ask("GET", "/1.0/me", signed=False)
    assert (status, answer["message"]) == (401, "You must login first")
    assert ask("GET", "/1.0/auth/time", signed=False) == (200, NOW)
    assert ask("GET", "/v1/vps/datacenter", signed=False)[0] == 200


def test_the_branch_is_part_of_what_is_signed_and_all_prefixes_serve(ask):
    assert ask("GET", "/1.0/me") == ask("GET", "/v1/me")
    assert ask("GET", "/v2/iam/policy")[0] == 200
    assert ask("GET", "/v2/me")[0] == 404


def test_an_encoded_slash_is_part_of_a_value(ask):
    status, answer = ask("GET", "/v2/iam/resource/urn%3Aa%2Fb")
    assert status == 200
    assert answer["urn"]
    assert ask("GET", "/v2/iam/resource/urn%3Aa/b")[0] == 404


def test_documents_are_served_with_a_validator(ask):
    status, index = ask("GET", "/v1/", signed=False)
    assert status == 200
    assert [api["path"] for api in index["apis"]] == ["/auth", "/domain", "/me", "/vps"]
    assert ask("GET", "/1.0/domain.json", signed=False)[1]["resourcePath"] == "/domain"
    assert ask("GET", "/v1/nothing.json", signed=False)[0] == 404


def test_refresh_publishes_what_export_shows(ask):
    body = json.dumps({"fieldType": "A", "subDomain": "new", "target": "192.0.2.5"}).encode()
    ask("POST", "/1.0/domain/zone/example.com/record", body)
    assert "new" not in ask("GET", "/1.0/domain/zone/example.com/export")[1]
    before = ask("GET", "/1.0/domain/zone/example.com/soa")[1]["serial"]
    assert ask("POST", "/1.0/domain/zone/example.com/refresh") == (200, None)
    assert "new" in ask("GET", "/1.0/domain/zone/example.com/export")[1]
    assert ask("GET", "/1.0/domain/zone/example.com/soa")[1]["serial"] > before


def test_policies_have_a_memory(ask):
    model = read_product("v2", (EMBEDDED / "v2" / "iam.json").read_bytes())
    body = example(Models(model.models), "iam.policy.Create", method="POST")
    made = ask("POST", "/v2/iam/policy", json.dumps({**body, "name": "mine"}).encode())[1]
    path = f"/v2/iam/policy/{made['id']}"
    assert ask("GET", path)[1]["name"] == "mine"
    ask("PUT", path, json.dumps({**body, "name": "ours"}).encode())
    assert ask("GET", path)[1]["name"] == "ours"
    ask("DELETE", path)
    assert ask("GET", path)[0] == 404


@pytest.mark.parametrize(
    ("rule", "path", "allowed"),
    [
        ("/*", "/anything/at/all", True),
        ("/domain/zone/*", "/domain/zone/x/record/1", True),
        ("/domain/zone/*", "/domain/zone", False),
        ("/me*", "/me/bill", True),
        ("/sms/*/jobs", "/sms/a/b/jobs", True),
        ("/sms/*/jobs", "/sms/a/jobs/1", False),
        ("/a.c", "/abc", False),
        ("", "/me", False),
    ],
)
def test_access_rules(rule, path, allowed):
    assert allows([{"method": "GET", "path": rule}], "GET", "v1", path) is allowed
    assert not allows([{"method": "POST", "path": rule}], "GET", "v1", path)


def test_a_v2_call_is_covered_with_and_without_its_prefix():
    for rule in ("/v2/iam/*", "/iam/*"):
        assert allows([{"method": "GET", "path": rule}], "GET", "v2", "/iam/policy")
