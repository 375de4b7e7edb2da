"""What is inside of a model, list or map stands to the right of its name, in every form."""

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.form import Field, Form
from ovh_explorer.tui.drawing.form_layout import lay_out
from ovh_explorer.tui.drawing.form_row import row_pieces
from tests import real_catalog

# Models of the catalog hold each other without end.
_MAX_DEPTH = 4
_WIDTH = 100
NODE_POOL = "/cloud/project/{serviceName}/kube/{kubeId}/nodepool"


def expand(field: Field, depth: int = 0) -> None:
    """Show the parts of a field, and theirs; a list or map gets an entry."""
    if not field.is_structured or depth == _MAX_DEPTH:
        return
    if field.kind in ("list", "map"):
        field.add_part()
    field.open = True
    for part in field.parts:
        expand(part, depth + 1)


def columns(form: Form) -> dict[Field, int]:
    """The column that each field's name begins at."""
    layout = lay_out(form, _WIDTH, body_mode="form", missing=False)
    found = {}
    for row in layout.rows:
        if row.kind == "field" and row.field is not None:
            mark = row_pieces(row, layout.name_width, _WIDTH, layout.type_width)[0]
            found[row.field] = len(mark[1])
    return found


def test_what_is_nested_stands_to_the_right_of_what_holds_it(real_schemas, whole):
    """Objects in objects, in lists, in maps."""
    looked_at = 0
    for product in real_catalog.sample(real_schemas, whole):
        models = Models(product.models)
        for operation in product.operations:
            form = Form(operation, models)
            for field in form.fields:
                expand(field)
            placed = columns(form)
            for field, column in placed.items():
                if field.parent in placed:
                    looked_at += 1
                    assert column > placed[field.parent], (operation.title, field.where)
    assert looked_at > 500


def test_fields_that_stand_beside_each_other_begin_at_one_column(real_store):
    operation = real_store.operation("v1", "POST", NODE_POOL)
    form = Form(operation, real_store.models(operation.branch, operation.product))
    for field in form.fields:
        expand(field)
    placed = columns(form)
    whole = form.field("body", "attachFloatingIps")
    inside = {placed[part] for part in whole.parts}
    beside = {placed[field] for field in form.placed("body")}
    assert len(inside) == len(beside) == 1
    assert inside.pop() == beside.pop() + 2
