"""Models that ask for more than fits in memory: forms of them are made, laid out, checked and
filled all the same.
"""

from typing import Any

import pytest

from ovh_explorer.catalog.examples import MOST, example
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import read_product
from ovh_explorer.form import Form, FormInvalid
from ovh_explorer.form.draft import draft_of, restore
from ovh_explorer.tui.drawing.form_layout import lay_out


def model(*types: str) -> dict[str, Any]:
    properties = {
        f"p{number}": {"type": kind, "canBeNull": False, "required": True}
        for number, kind in enumerate(types)
    }
    return {"properties": properties}


ENDLESS = {
    "each needs the next one twice": ("M0", {f"M{n}": model(*[f"M{n + 1}"] * 2) for n in range(60)}),
    "each needs the next one twenty times": ("M0", {f"M{n}": model(*[f"M{n + 1}"] * 20) for n in range(60)}),
    "each needs all others": ("M0", {f"M{n}": model(*(f"M{other}" for other in range(30))) for n in range(30)}),
    "a thousand of itself": ("M0", {"M0": model(*["M0"] * 1000)}),
    "lists and maps of itself": ("M0", {"M0": model("M0[]", "map[string]M0", "map[string][]M0")}),
    "generics that never end": ("P<string>", {"P<T>": model("P<map[T]T>", "P<T[]>", "T")}),
    "thousands of properties": ("M0", {"M0": model(*["string"] * 3000)}),
    "needs what nobody defines": ("M0", {"M0": model("M1", "M2[]", "P<M3>")}),
}  # fmt: skip


class Counted(Models):
    """Models that are asked no more than a form that fits on some screens has to ask."""

    asked = 0

    def shape(self, kind):
        self.asked += 1
        assert self.asked < 400_000, "there is no end to it"
        return super().shape(kind)


def size(value: Any) -> int:
    inner = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    return 1 + sum(map(size, inner))


@pytest.mark.parametrize("name", ENDLESS)
def test_a_form_of_models_without_end_is_finite(name):
    kind, raw = ENDLESS[name]
    body = {"name": "", "paramType": "body", "dataType": kind, "required": True}
    operation = {"httpMethod": "POST", "responseType": kind, "parameters": [body]}
    product = read_product(
        "v1", {"apis": [{"path": "/x/a", "operations": [operation]}], "models": raw}, "/x"
    )
    models = Counted(product.models)
    form = Form(product.operations[0], models)
    assert len(lay_out(form, 80, body_mode="form", missing=True).rows) < 10_000
    with pytest.raises(FormInvalid) as refused:
        form.call()
    assert 0 < len(refused.value.mistakes) < 10_000
    for full in (False, True):
        assert size(example(models, kind, method="POST", full=full)) < 2 * MOST
    form.fill_example()
    assert size(form.preview().json) < 3 * MOST
    assert len(lay_out(form, 80, body_mode="form", missing=False).rows) < 10_000
    restore(form, draft_of(form, secrets=True))
    form.type_body('{"p0": ')
    draft_of(form, secrets=False)
    models.reached(form.operation)
