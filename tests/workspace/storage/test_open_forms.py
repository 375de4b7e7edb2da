"""The forms of a run: what is typed stays, however many are opened."""

import gc

from ovh_explorer.form import Form
from ovh_explorer.workspace.storage.open_forms import Forms


def test_what_was_typed_stays_in_hundreds_of_forms(real_store):
    rows = [
        row
        for product in ("/domain", "/me", "/vps")
        for row in real_store.operations("v1", product)
        if "{" in row.path
    ][:200]
    assert len(rows) > 150
    forms, made = Forms(), 0

    def make(row):
        nonlocal made
        made += 1
        operation = real_store.operation(row.branch, row.method, row.path)
        return Form(operation, real_store.models(row.branch, operation.product))

    def get(row) -> Form:
        return forms.get((row.branch, row.method, row.path), lambda: make(row))

    for row in rows:
        get(row).placed("path")[0].type_text(f"of {row.method} {row.path}")
    gc.collect()
    assert len(list(forms)) <= 40
    for row in rows:
        assert get(row).placed("path")[0].text == f"of {row.method} {row.path}"
    assert made > len(rows)
    assert get(rows[-1]) is get(rows[-1])
    assert forms.get(("v1", "GET", "/none"), lambda: None) is None


def test_a_form_that_something_has_is_the_same_one_however_many_are_opened(real_store):
    """What undo would bring back into it is of this form."""
    rows = [row for row in real_store.operations("v1", "/me") if row.method == "GET"][:60]
    forms = Forms()

    def get(row) -> Form:
        operation = real_store.operation(row.branch, row.method, row.path)
        models = real_store.models(row.branch, operation.product)
        found = forms.get((row.branch, row.method, row.path), lambda: Form(operation, models))
        assert found is not None
        return found

    mine = get(rows[0])
    for row in rows[1:]:
        get(row)
    gc.collect()
    assert mine in list(forms)
    assert get(rows[0]) is mine
