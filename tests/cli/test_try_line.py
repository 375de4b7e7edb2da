"""The line of this program's own that the code tab shows: read by a shell and by us, it is the call
it was made from.
"""

import shlex
import shutil
from pathlib import Path

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.store import store_path
from ovh_explorer.cli.options import parse
from ovh_explorer.cli.request import call_of
from ovh_explorer.form import Form
from ovh_explorer.snippets import SnippetContext, snippet
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests import real_catalog


class Offline(Workspace):
    """The real catalog, and nowhere to call."""

    def __init__(self, directory: Path, catalog: Path) -> None:
        super().__init__(gather("http://127.0.0.1:9", environ={}), cache=directory)
        shutil.copyfile(catalog, store_path(directory, self.settings.endpoint.root))
        self.open_catalog()


async def test_a_line_is_the_call_it_was_made_from(real_file, real_schemas, whole, tmp_path):
    tmp_path.chmod(0o700)
    workspace = Offline(tmp_path, real_file)
    seen = 0
    for product in real_catalog.sample(real_schemas, whole):
        models = Models(product.models)
        for operation in product.operations[::9]:
            form = Form(operation, models)
            form.fill_example()
            call = form.call()
            line = snippet("try", call, SnippetContext(call_only=seen % 2 == 0))
            program, *words = shlex.split(line.replace("\\\n", " "), comments=True)
            assert program == "ovh-explorer"
            assert await call_of(parse(words), workspace) == call, line
            seen += 1
    await workspace.close()
    assert seen > 60
