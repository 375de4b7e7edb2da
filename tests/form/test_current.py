"""What a form says of the object that it is to change."""

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import read_product
from ovh_explorer.form import Form, current_text
from ovh_explorer.form.present import PresentObject

DOCUMENT = {
    "resourcePath": "/box",
    "apis": [
        {
            "path": "/box/{id}",
            "operations": [
                {
                    "httpMethod": "PUT",
                    "parameters": [
                        {"name": "id", "paramType": "path", "dataType": "long"},
                        {"paramType": "body", "dataType": "box.Box"},
                    ],
                }
            ],
        }
    ],
    "models": {
        "box.Box": {
            "properties": {
                "name": {"type": "string"},
                "password": {"type": "password"},
                "access": {"type": "box.Access"},
                "more": {"type": "box.Access[]"},
            }
        },
        "box.Access": {"properties": {"user": {"type": "string"}, "pin": {"type": "password"}}},
    },
}


def test_secrets_and_what_holds_them_are_not_shown():
    product = read_product("v1", DOCUMENT)
    form = Form(product.operations[0], Models(product.models))
    form.field("path", "id").type_text("5")
    access = {"user": "ada", "pin": "hunter2"}
    values = {"name": "one", "password": "hunter2", "access": access, "more": [access]}
    form.present = PresentObject((("id", "5"),), values, values)
    shown = {item.name: current_text(form, item) for item in form.placed("body")}
    assert shown == {"name": "one", "password": "", "access": "", "more": ""}
    values["access"] = {"user": "ada"}
    assert current_text(form, form.field("body", "access")) == '{"user": "ada"}'
