"""The forms of a run: what is typed stays, however many are opened."""

from ovh_explorer.form import Form
from ovh_explorer.workspace.storage.open_forms import OpenForms


def test_what_was_typed_stays_in_hundreds_of_forms(real_store):
    rows = [
        row
        for product in ("/domain", "/me", "/vps")
        for row in real_store.operations("v1", product)
        if "{" in row.path
    ][:200]
    assert len(rows) > 150
    forms = OpenForms(lambda: real_store)

    def get(row) -> Form:
        return forms.get(row.branch, row.method, row.path)

    first = get(rows[0])
    for row in rows:
        get(row).placed("path")[0].type_text(f"of {row.method} {row.path}")
    assert len(list(forms)) <= 40
    for row in rows:
        assert get(row).placed("path")[0].text == f"of {row.method} {row.path}"
    assert get(rows[0]) is not first, "only what was typed was kept of it"
    assert get(rows[-1]) is get(rows[-1])
    assert forms.get("v1", "GET", "/none") is None
