"""The types of a call from the schema: what can be sent apart from what comes back."""

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import read_product
from ovh_explorer.snippets.code_types import (
    CallTypes,
    Choice,
    Core,
    Field,
    ListOf,
    MapOf,
    Record,
    Reference,
)
from ovh_explorer.workspace.calls.code_types import types_of_call

DOCUMENT = {
    "resourcePath": "/tree",
    "apis": [
        {
            "path": "/tree",
            "operations": [
                {
                    "httpMethod": method,
                    "responseType": "tree.Node[]",
                    "parameters": [
                        {"paramType": "body", "dataType": "tree.Node", "required": True}
                    ],
                }
                for method in ("POST", "PUT")
            ]
            + [
                {
                    "httpMethod": "POST",
                    "responseType": "void",
                    "parameters": [
                        {"name": "a", "paramType": "body", "dataType": "long", "required": True},
                        {"name": "b", "paramType": "body", "dataType": "no.Model"},
                    ],
                }
            ],
        }
    ],
    "models": {
        "tree.Node": {
            "id": "Node",
            "properties": {
                "id": {"type": "long", "readOnly": True},
                "kind": {"type": "tree.KindEnum", "required": True},
                "children": {"type": "tree.Node[]", "canBeNull": True},
                "tags": {"type": "map[string]ipBlock"},
            },
        },
        "tree.KindEnum": {"id": "KindEnum", "enum": ["a", "b"], "enumType": "string"},
    },
}
PRODUCT = read_product("v1", DOCUMENT)


def types(number: int) -> CallTypes:
    return types_of_call(PRODUCT.operations[number], Models(PRODUCT.models))


def sent(*, required: bool) -> Record:
    children = ListOf(Reference("tree.Node Request"))
    return Record(
        (
            Field("kind", Reference("tree.KindEnum"), required),
            Field("children", children, required=False, nullable=True),
            Field("tags", MapOf(Core("string")), required=False),
        )
    )


def test_a_model_that_holds_itself_is_declared_as_it_is_sent_and_as_it_comes_back() -> None:
    got = Record(
        (
            Field("id", Core("number")),
            Field("kind", Reference("tree.KindEnum")),
            Field("children", ListOf(Reference("tree.Node")), nullable=True),
            Field("tags", MapOf(Core("string"))),
        )
    )
    choice = Choice(("a", "b"))
    for number, required in ((0, True), (1, False)):
        found = types(number)
        assert found.body == Reference("tree.Node Request")
        assert found.response == ListOf(Reference("tree.Node"))
        assert found.declared == {
            "tree.Node Request": sent(required=required),
            "tree.Node": got,
            "tree.KindEnum": choice,
        }


def test_named_parameters_of_a_body_are_the_fields_of_one() -> None:
    found = types(2)
    fields = (Field("a", Core("number")), Field("b", Core("unknown"), required=False))
    assert found == CallTypes(
        Reference("RequestBody"), Core("void"), {"RequestBody": Record(fields)}
    )
