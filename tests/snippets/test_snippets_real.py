"""The code of every operation's example call, over the real catalog."""

from pathlib import Path

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.form import Form
from ovh_explorer.snippets import snippet
from tests import real_catalog

from .test_snippets_php import Run, check, pytestmark, run  # noqa: F401


def test_python_compiles_and_php_sends_the_same(real_schemas: Path, whole: bool, run: Run) -> None:  # noqa: F811
    seen = 0
    for product in real_catalog.sample(real_schemas, whole):
        models = Models(product.models)
        for operation in product.operations:
            form = Form(operation, models)
            form.fill_example()
            call = form.call()
            compile(snippet("python", call), operation.title, "exec")
            check(call, run)
            seen += 1
    assert seen > 500
