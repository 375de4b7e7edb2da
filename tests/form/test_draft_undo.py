"""One change of a form, taken back: what it did not touch, and what was given since, stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import read_product
from ovh_explorer.form import Field, Form, State, error_of, example_of
from ovh_explorer.form.form_state import form_state, is_same_state, take_back
from ovh_explorer.form.kinds import STRUCTURED
from tests import real_catalog

TEXTS = st.sampled_from(["x", "12", "true", '{"pw": "s3', '[1, "a"]', '"a"', " ", ""])
DEEPEST = 4


def fields_of(form: Form) -> list[Field]:
    """Every field that one can type into or clear, as deep as people go; keys of maps too."""
    waiting, found = list(form.fields), []
    while waiting:
        item = waiting.pop(0)
        found += [item] if item.key is None else [item.key, item]
        if item.is_structured and item.depth < DEEPEST:
            waiting += item.parts
    return found


def shown(field: Field) -> tuple:
    """What is seen of a field alone, byte by byte."""
    raw = repr(field.raw) if field.raw is None or isinstance(field.raw, str | dict | list) else ""
    return field.text, raw, field.state if field.kind not in STRUCTURED else None


def seen(form: Form) -> dict[Field, tuple]:
    return {field: shown(field) for field in fields_of(form)}


def type_into(field: Field, text: str) -> None:
    if field.kind in ("list", "map"):
        entry = field.add_part(text)
        if entry.key is not None:
            entry.key.type_text("dup")
    else:
        field.type_text(text)


def take_example(field: Field) -> None:
    field.take(example_of(field))


def step(field: Field) -> None:
    if field.states:
        field.next_state()


def change_of(data: st.DataObject, form: Form) -> None:
    """A change that undo takes back."""
    kind = data.draw(st.sampled_from(["example", "clear", "body", "field"]))
    if kind == "example":
        form.fill_example()
    elif kind == "clear":
        form.clear()
    elif kind == "body":
        form.type_body(data.draw(st.sampled_from(['{"a": ', "{}", '{"other": [1]}', "5"])))
    else:
        field = data.draw(st.sampled_from(fields_of(form)))
        data.draw(st.sampled_from([Field.remove, take_example]))(field)


def type_some(data: st.DataObject, form: Form, most: int) -> list[Field]:
    touched = []
    for _ in range(data.draw(st.integers(0, most))):
        field = data.draw(st.sampled_from(fields_of(form)))
        if data.draw(st.integers(0, 4)):
            type_into(field, data.draw(TEXTS))
        else:
            step(field)
        touched.append(field)
    return touched


@pytest.fixture(scope="module")
def operations(real_schemas):
    products = real_catalog.sample(real_schemas, whole=False)
    return [
        (operation, Models(product.models))
        for product in products
        for operation in product.operations
        if operation.parameters
    ]


def test_a_mistake_and_entries_of_the_same_key_come_back_as_they_were_typed(real_schemas):
    product = read_product("v2", (real_schemas / "v2" / "okms.json").read_bytes())
    path = "/okms/resource/{okmsId}/secret"
    secret = next(item for item in product.operations if item.title == f"POST /v2{path}")
    form = Form(secret, Models(product.models))
    version, metadata = form.field("body", "version"), form.field("body", "metadata")
    data, custom = version.part("data"), metadata.part("customMetadata")
    data.type_text('{"pw": "s3')
    for text in ("one", "two", ""):
        custom.add_part(text).key.type_text("dup")
    before = form_state(form)
    custom.parts[0].remove()
    form.fill_example()
    after = form_state(form)
    form.field("body", "path").type_text("mine")
    wrong = error_of(data)
    take_back(form, before, after)
    assert (data.text, error_of(data)) == ('{"pw": "s3', wrong)
    assert wrong
    entries = [(entry.key.text, entry.text, entry.state) for entry in custom.parts]
    given, absent = State.SET, State.ABSENT
    assert entries == [("dup", "one", given), ("dup", "two", given), ("dup", "", absent)]
    assert form.field("body", "path").text == "mine"


def test_a_change_of_any_form_is_taken_back_and_forth(operations):
    @given(st.data())
    @settings(deadline=None, max_examples=200)
    def story(data):
        form = Form(*data.draw(st.sampled_from(operations)))
        type_some(data, form, 4)
        before, looked = form_state(form), form.body_text
        change_of(data, form)
        after, changed = form_state(form), form.body_text
        take_back(form, before, after)
        assert is_same_state(form_state(form), before)
        assert form.body_text == looked
        take_back(form, after, before)
        assert is_same_state(form_state(form), after)
        assert form.body_text == changed

    story()


def test_what_a_change_of_any_form_did_not_touch_stays_byte_by_byte(operations):
    @given(st.data())
    @settings(deadline=None, max_examples=200)
    def story(data):
        form = Form(*data.draw(st.sampled_from(operations)))
        type_some(data, form, 4)
        before, looked = form_state(form), seen(form)
        change_of(data, form)
        after, changed = form_state(form), seen(form)
        type_some(data, form, 3)
        now = seen(form)
        take_back(form, before, after)
        left = seen(form)
        untouched = {field for field in now if looked.get(field) == changed.get(field)}
        since = {field for field in now if now[field] != changed.get(field)}
        for field in (untouched | since) & left.keys():
            assert left[field] == now[field], field
        for field in since:
            assert field in left, field
        for field in changed.keys() & looked.keys() & left.keys() - since:
            # A text in place of parts is gone for good where the parts were used since.
            assert field.kind in STRUCTURED or left[field] == looked[field], field

    story()
