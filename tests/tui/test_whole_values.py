"""The values of a form are cut last: before their types, and before the column that they begin at."""

import re

import pytest

from ovh_explorer.form import Form
from ovh_explorer.form.kinds import Origin
from ovh_explorer.translation import _, set_language
from ovh_explorer.tui.drawing.form_lines import FormLines

SERVER = "ns6005340.ip-203-0-113.example.net"


def drawn(lines: FormLines, name: str, width: int) -> str:
    """The line of a field as it is drawn."""
    index = next(
        at
        for at, line in enumerate(lines.plan.lines)
        if line.row is not None
        and (field := lines.plan.rows[line.row].field) is not None
        and field.name == name
    )
    return "".join(text for _kind, text in lines.pieces(index, width, None))


@pytest.mark.parametrize("width", [56, 60, 76])
def test_a_server_is_named_whole_beside_long_names_of_its_customizations(real_store, width):
    operation = real_store.operation("v1", "POST", "/dedicated/server/{serviceName}/reinstall")
    assert operation is not None
    form = Form(operation, real_store.models("v1", operation.product))
    server = form.field("path", "serviceName")
    server.type_text(SERVER)
    form.body.part("customizations").open = True
    lines = FormLines()
    lines.lay_out(form, width - 1)
    assert SERVER in drawn(lines, "serviceName", width)
    assert "serviceName *" in drawn(lines, "serviceName", width)
    row = lines.index_of_field(server)
    x, _y, columns = lines.value_region(row, 0, 100, width)
    assert columns > len(SERVER), "the line to type in has as much room"
    assert drawn(lines, "serviceName", width).index(SERVER) == x
    server.type_text("ns1")
    lines.lay_out(form, width - 1)
    others = lines.value_region(row + 1, 0, 100, width)
    assert lines.value_region(row, 0, 100, width)[0] == others[0], "a short one is in the column"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [38, 56, 76])
@pytest.mark.parametrize("server", ["ns1", SERVER, "x" * 90])
def test_where_a_value_comes_from_is_said_whole_and_the_value_is_cut(
    real_store, in_english, width, server, language
):
    set_language(language)
    operation = real_store.operation("v1", "POST", "/dedicated/server/{serviceName}/reinstall")
    assert operation is not None
    form = Form(operation, real_store.models("v1", operation.product))
    field = form.field("path", "serviceName")
    field.type_text(server)
    field.origin = Origin.BEFORE
    form.body.part("customizations").open = True
    lines = FormLines()
    lines.lay_out(form, width - 1)
    line = drawn(lines, "serviceName", width)
    assert _("from before") in line[:width]
    assert server in line or re.search(rf" {server[:3]}\S*…\S*{server[-3:]} ", line), "cut in it"
    assert line.startswith("serviceName *" if width > 50 else "serv"), "the name is cut last"
    assert len(line.rstrip()) <= width
