"""What a form had when it was opened was not typed: it is no draft."""

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import Operation, Parameter
from ovh_explorer.form import Form
from ovh_explorer.workspace.storage.drafts import DraftFile, Drafts
from ovh_explorer.workspace.storage.state_file import state_file


async def test_only_what_was_typed_is_kept(tmp_path):
    name = Parameter("zoneName", "path", "string", "string", True)
    size = Parameter("size", "query", "long", "long", False)
    operation = Operation("v1", "/domain", "GET", "/zone/{zoneName}", parameters=(name, size))
    drafts = Drafts(
        DraftFile(state_file(tmp_path / "memory.db")), lambda: "http://test", lambda write: write()
    )
    form = Form(operation, Models({}))
    form.field("path", "zoneName").type_text("example.com")
    drafts.note_start(form)
    await drafts.keep(form)
    assert drafts.find(form) is None
    form.field("query", "size").type_text("10")
    await drafts.keep(form)
    assert drafts.find(form).values == {"path": {"zoneName": "example.com"}, "query": {"size": 10}}


async def test_what_was_sent_is_of_the_time_when_it_was(tmp_path):
    size = Parameter("size", "query", "long", "long", False)
    form = Form(Operation("v1", "/domain", "GET", "/zone", parameters=(size,)), Models({}))
    now = [5.0]
    file = DraftFile(state_file(tmp_path / "memory.db"), lambda: now[0])
    drafts = Drafts(file, lambda: "http://test", lambda write: write(), lambda: now[0])
    form.field("query", "size").type_text("10")
    drafts.note_sent(form)
    now[0] = 90.0
    await drafts.keep(form)
    assert drafts.find(form).at == 5.0
    form.field("query", "size").type_text("20")
    await drafts.keep(form)
    assert drafts.find(form).at == 90.0, "it was changed since"
