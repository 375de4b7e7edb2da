"""The form's label says what the request does with the values that are chosen, as the question."""

import pytest

from ovh_explorer.form import Form
from ovh_explorer.tui.drawing.form_layout import lay_out

VERSION = ("v2", "PUT", "/okms/resource/{okmsId}/secret/{path}/version/{version}")
KEY = ("v2", "PUT", "/okms/resource/{okmsId}/serviceKey/{keyId}")
MAILS = ("v1", "POST", "/hosting/web/{serviceName}/email/request")


def labels(form: Form) -> str:
    """The effects above a form."""
    lines = lay_out(form, 100, body_mode="form", missing=False).lines
    pieces = [piece for line in lines if line.row is None for piece in line.pieces]
    known = ("destroys data", "may lock out", "interrupts", "changes")
    return " · ".join(text for _kind, text in pieces if text in known)


@pytest.mark.parametrize(
    ("operation", "name", "by_value"),
    [
        (VERSION, "state", {"": "destroys data", "ACTIVE": "changes",
                            "DEACTIVATED": "may lock out", "DELETED": "destroys data"}),
        (MAILS, "action", {"BLOCK": "interrupts", "UNBLOCK": "changes"}),
    ],
)  # fmt: skip
def test_the_label_follows_the_value(real_store, operation, name, by_value):
    found = real_store.operation(*operation)
    form = Form(found, real_store.models(found.branch, found.product))
    for value, said in by_value.items():
        form.clear()
        if value:
            form.field("body", name).type_text(value)
        assert labels(form) == said, value


def test_a_value_that_is_cleared_or_typed_as_json_counts_too(real_store):
    found = real_store.operation(*KEY)
    form = Form(found, real_store.models(found.branch, found.product))
    before = labels(form)
    form.take_body({"state": "ACTIVE"})
    assert labels(form) == "changes" != before
    form.clear_body()
    assert labels(form) == before
