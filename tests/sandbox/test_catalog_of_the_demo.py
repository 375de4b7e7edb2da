"""The embedded catalog: whole, true, in words of our own, and answered by its own schema."""

import json
from collections import Counter

import pytest

from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Unknown
from ovh_explorer.catalog.schema import parse_index, read_product
from ovh_explorer.catalog.validate import problems
from ovh_explorer.form import Form
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.sandbox.state import State
from tests import real_catalog
from tests.reached_models import reached
from tests.sandbox.asked import NOW, Asked
from tests.sandbox.scenarios import scenarios


def embedded():
    return [
        read_product(
            branch, (EMBEDDED / branch / f"{entry.path[1:]}.json").read_bytes(), entry.path
        )
        for branch in ("v1", "v2")
        for entry in parse_index((EMBEDDED / branch / "index.json").read_bytes())
    ]


OPERATIONS = [
    (product, operation, Models(product.models))
    for product in embedded()
    for operation in product.operations
]


def test_the_index_names_every_document():
    files = [path for path in EMBEDDED.rglob("*.json") if path.name != "index.json"]
    assert len(embedded()) == len(files)
    branches = Counter(product.branch for product in embedded())
    assert branches["v1"] >= 16
    assert branches["v2"] >= 5
    assert len(OPERATIONS) >= 150
    assert all(product.operations for product in embedded())


def test_it_has_every_operation_of_the_guides_scenarios():
    steps = [step for scenario in scenarios() for step in scenario["steps"] if step["exists"]]
    if not steps:
        pytest.skip(real_catalog.missing("scenarios.json"))
    known = {(operation.branch, operation.method, operation.path) for _, operation, _ in OPERATIONS}
    assert {(step["branch"], step["method"], step["path"]) for step in steps} <= known


def test_every_operation_and_parameter_says_what_it_is_for():
    for _, operation, _ in OPERATIONS:
        assert operation.description, operation.title
        for parameter in operation.parameters:
            assert parameter.description, (operation.title, parameter.name)


def test_every_type_of_the_embedded_catalog_is_known():
    for _, operation, models in OPERATIONS:
        for key in reached(models, operation):
            for item in models.model(key).properties:
                assert not isinstance(models.shape(item.type), Unknown), (key, item.name)
        for kind in [*(p.type for p in operation.parameters), operation.response]:
            assert not isinstance(models.shape(kind), Unknown), operation.title


def test_the_embedded_catalog_shows_what_the_real_one_can_hold():
    seen = set()
    for _, operation, models in OPERATIONS:
        seen |= {operation.status.value, operation.method}
        seen |= {"public"} if not operation.authenticated else set()
        seen |= {"replacement"} if operation.status.replacement else set()
        for p in operation.parameters:
            match models.shape(p.type):
                case Enum(model, _):
                    seen.add(f"{p.place} enum {model.enum_type}")
                case Core(name):
                    seen.add(f"{p.place} {name}")
                case Listed():
                    seen.add(f"{p.place} list")
                case Mapped():
                    seen.add(f"{p.place} map")
            seen.add(f"{operation.method} {p.place}")
        for key in reached(models, operation):
            for item in models.model(key).properties:
                seen |= {
                    word for word in ("nullable", "read_only", "required") if getattr(item, word)
                }
                seen |= {"generic"} if "<" in item.type else set()
    assert seen >= {
        "PRODUCTION", "BETA", "ALPHA", "DEPRECATED", "replacement", "public", "PUT", "DELETE", "DELETE query",
        "path long", "path uuid", "path datetime", "path ip", "path enum string", "query enum long", "query datetime",
        "query list", "query map", "query boolean", "header string", "header long", "body password", "body list",
        "nullable", "read_only", "required", "generic", "body text",
    }  # fmt: skip


def test_the_embedded_catalog_says_only_what_is_so(real_schemas):
    """Paths, names, types, flags, statuses and actions are the real catalog's."""
    for product in embedded():
        document = real_schemas / product.branch / f"{product.path[1:]}.json"
        real = read_product(product.branch, document.read_bytes())
        facts = {operation.title: operation for operation in real.operations}
        for operation in product.operations:
            fact = facts[operation.title]
            assert (operation.response, operation.status.value) == (
                fact.response,
                fact.status.value,
            ), operation.title
            assert {a.name for a in operation.iam} == {a.name for a in fact.iam}, operation.title
            # A screen test relies on fields that this one operation had in the first catalog.
            if operation.title != "POST /me/passwordRecover":
                assert _signature(operation) == _signature(fact), operation.title
        for key, model in product.models.items():
            known = real.models[key]
            assert set(model.values or ()) <= set(known.values or ()), key
            items = {item.name: item for item in known.properties}
            for item in model.properties:
                is_so = items[item.name]
                assert (item.type, item.nullable, item.read_only, item.required) == (
                    is_so.type, is_so.nullable, is_so.read_only, is_so.required,
                ), (key, item.name)  # fmt: skip


def _signature(operation):
    return {(p.place, p.name, p.type, p.required) for p in operation.parameters}


def test_the_embedded_catalog_is_in_words_of_our_own(real_schemas):
    def texts(value):
        if isinstance(value, dict):
            for key, item in value.items():
                if key in ("description", "longDescription") and isinstance(item, str):
                    yield item.strip().rstrip(".").lower()
                else:
                    yield from texts(item)
        elif isinstance(value, list):
            for item in value:
                yield from texts(item)

    theirs = {
        text
        for path in real_schemas.rglob("*.json")
        for text in texts(json.loads(path.read_bytes()))
    }
    ours = {
        text for path in EMBEDDED.rglob("*.json") for text in texts(json.loads(path.read_bytes()))
    }
    # "City" and "The consumer key" can't be said another way.
    assert [text for text in sorted(ours & theirs) if len(text.split()) > 3] == []


def answered(ask, product) -> tuple[int, int]:
    """How many operations of a product were called with their examples, and how many of them were
    answered.
    """
    models = Models(product.models)
    done = 0
    for operation in product.operations:
        form = Form(operation, models)
        form.fill_example()
        for field in form.placed("path"):
            if field.name == "zoneName":
                field.type_text("example.com")
        call = form.call()
        ask.app.state = State(lambda: NOW)  # an operation before may have revoked the very keys
        headers = dict(call.headers)
        if operation.path == "/auth/credential":
            headers["x-ovh-application"] = next(iter(ask.app.state.guard.applications))
        status, value = ask(
            call.method, f"/{product.branch}{call.target}", call.body or b"", headers=headers
        )
        # What has a memory may not know an example's id; everything else answers by its schema.
        if status == 404:
            assert "does not exist" in value["message"] or "not found" in value["message"], (
                operation.title
            )
            continue
        assert status == 200, (operation.title, value)
        assert problems(models, operation.response, value, response=True) == [], operation.title
        done += 1
    return len(product.operations), done


@pytest.mark.parametrize("product", embedded(), ids=lambda product: product.path)
def test_every_embedded_operation_answers_by_its_schema(product):
    asked, done = answered(Asked(), product)
    # Records, keys and policies are known by ids that an example can't guess.
    assert done >= asked - 7


def test_no_description_reads_as_if_it_were_cut():
    """A lone "How" below a form looks as if the rest had found no room."""
    texts = {
        text
        for path in EMBEDDED.rglob("*.json")
        for text in _descriptions(json.loads(path.read_bytes()))
    }
    assert len(texts) > 500
    assert not texts & {
        "How",
        "What",
        "When",
        "Where",
        "Who",
        "Which",
        "Each",
        "More",
        "From",
        "To",
    }


def _descriptions(document: object) -> list[str]:
    if isinstance(document, list):
        return [text for item in document for text in _descriptions(item)]
    if not isinstance(document, dict):
        return []
    found = [text for item in document.values() for text in _descriptions(item)]
    own = document.get("description")
    return [*found, own] if isinstance(own, str) else found
