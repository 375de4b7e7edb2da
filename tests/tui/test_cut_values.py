"""Long values in a form and in the list of a field: names that begin alike differ at their ends."""

from ovh_explorer.form import Form
from ovh_explorer.tui.drawing.choices import choice_line
from ovh_explorer.tui.drawing.form_layout import lay_out
from ovh_explorer.tui.drawing.form_row import row_pieces

_WIDTH = 70
_URN = "urn:v1:eu:resource:publicCloudProject:0123456789abcdef0123456789abcdef"


def drawn(store, text: str) -> str:
    """The row of the first identity of a policy."""
    operation = store.operation("v2", "POST", "/iam/policy")
    form = Form(operation, store.models("v2", operation.product))
    identities = form.field("body", "identities")
    identities.add_part().type_text(text)
    identities.open = True
    plan = lay_out(form, _WIDTH, body_mode="form", missing=False)
    row = next(row for row in plan.rows if row.field in identities.parts)
    pieces = row_pieces(row, plan.name_width, _WIDTH, plan.type_width)
    return "".join(words for _kind, words in pieces)


def test_entries_that_begin_alike_are_told_apart(real_store):
    one, other = (drawn(real_store, f"{_URN}{end}") for end in ("1", "2"))
    assert one != other
    assert "cdef1" in one
    assert one.lstrip(" •1").startswith("urn:v1:eu:")
    assert len(one) <= _WIDTH


def test_words_are_read_from_their_beginning(real_store):
    words = "what this policy is for " * 9
    assert f"{words[:30]}" in drawn(real_store, words)


def test_a_value_of_the_list_has_its_end(real_store):
    one, other = (choice_line(f"{_URN}{end}", "", 40).plain for end in ("1", "2"))
    assert one != other
    assert len(one) == len(other) == 40
