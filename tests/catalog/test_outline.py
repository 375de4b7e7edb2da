"""A schema as a tree to read."""

from itertools import islice

import pytest

from ovh_explorer.catalog.outline import (
    SchemaNode,
    find_nodes,
    model_node,
    request_nodes,
    response_nodes,
)
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import read_product
from tests import real_catalog

DOCUMENT = {
    "apis": [
        {
            "path": "/box/{name}",
            "operations": [
                {
                    "httpMethod": "POST",
                    "parameters": [
                        {
                            "name": "name",
                            "paramType": "path",
                            "dataType": "string",
                            "required": True,
                        },
                        {
                            "name": "deep",
                            "paramType": "query",
                            "dataType": "boolean",
                            "description": "All of it",
                        },
                        {"paramType": "body", "dataType": "box.Box", "required": True},
                    ],
                    "responseType": "box.Box[]",
                }
            ],
        }
    ],
    "models": {
        "box.Box": {
            "description": "Holds things",
            "properties": {
                "label": {"type": "string", "description": "What is written on it"},
                "id": {"type": "long", "readOnly": True},
                "inner": {"type": "box.Box", "canBeNull": True},
                "colours": {"type": "map[string][]box.Colour", "canBeNull": True},
                "free": {"type": "nobody.Knows", "canBeNull": True},
            },
        },
        "box.Colour": {"enum": ["red", "blue"], "enumType": "string"},
    },
}
PRODUCT = read_product("v1", DOCUMENT, "/box")
MODELS = Models(PRODUCT.models)


def below(node: SchemaNode, *names: str) -> SchemaNode:
    """The node below `node`, by names."""
    for name in names:
        node = next(child for child in node.children if child.name == name)
    return node


@pytest.fixture
def request_tree() -> tuple[SchemaNode, ...]:
    return request_nodes(PRODUCT.operations[0], MODELS)


def test_a_request_is_its_places_and_their_parameters(request_tree):
    path, query, body = request_tree
    assert [node.name for node in request_tree] == ["Path", "Query", "Body"]
    assert [(child.name, child.type, child.marks) for child in path.children] == [
        ("name", "string", ("required",))
    ]
    assert below(query, "deep").about == "All of it"
    assert body.model == "box.Box"
    assert body.about == "Holds things"


def test_properties_say_what_must_be_known_of_them(request_tree):
    body = request_tree[2]
    assert {child.name: child.marks for child in body.children} == {
        "label": (),
        "id": ("read-only",),
        "inner": ("nullable",),
        "colours": ("nullable",),
        "free": ("nullable",),
    }
    assert "any JSON" in below(body, "free").note
    assert [value.name for value in below(body, "colours").children] == ["red", "blue"]


def test_nothing_is_required_of_an_answer():
    (answer,) = response_nodes(PRODUCT.operations[0], MODELS)
    assert answer.type == "box.Box[]"
    assert below(answer, "label").marks == ()


def test_a_model_that_holds_itself_is_opened_as_far_as_one_likes_and_searched_once(request_tree):
    body = request_tree[2]
    assert below(body, *["inner"] * 50).name == "inner"
    assert model_node(below(body, "inner")).name == "box.Box"
    assert [node.name for node in find_nodes(request_tree, "WRITTEN")] == ["label"]
    assert [node.name for node in find_nodes(request_tree, "box.colour")] == ["colours"]
    assert not list(find_nodes(request_tree, "nothing has this"))


def test_every_schema_of_the_real_catalog_can_be_read_and_searched(real_schemas, whole):
    seen = 0
    for product in real_catalog.sample(real_schemas, whole):
        models = Models(product.models)
        for operation in product.operations:
            for roots in (request_nodes(operation, models), response_nodes(operation, models)):
                seen += sum(1 for _ in islice(find_nodes(roots, ""), 100_000))
    assert seen > 10_000
