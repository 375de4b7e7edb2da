"""Documents that mean harm, the whole way: store, search, form, call, code, links."""

import ast
import json
import shlex
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ovh_explorer.call import CallError
from ovh_explorer.catalog.links import detail_of, field_source, related, source_of
from ovh_explorer.catalog.outline import find_nodes, request_nodes, response_nodes
from ovh_explorer.catalog.rows import OperationRow
from ovh_explorer.catalog.schema import SchemaError
from ovh_explorer.catalog.search import search
from ovh_explorer.catalog.store import Store
from ovh_explorer.catalog.types import parse_type, substitute
from ovh_explorer.config import find_endpoint
from ovh_explorer.form import Form, FormInvalid
from ovh_explorer.form.draft import draft_of, restore
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.snippets import LANGUAGES, SnippetError, snippet
from ovh_explorer.text import printable
from ovh_explorer.tui.drawing.form_layout import lay_out
from ovh_explorer.tui.drawing.form_row import row_pieces
from ovh_explorer.tui.drawing.path_tree import level
from ovh_explorer.tui.drawing.schema_items import about_items, schema_item
from ovh_explorer.workspace.navigation.links import command_line, console_link
from ovh_explorer.workspace.navigation.target import TargetError, find_target, parse_target
from tests.catalog.conftest import document, operation
from tests.catalog.hostile import ATTACK, DOCUMENTS, mutated

EU = find_endpoint("ovh-eu")
WIDTH = 60


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Iterator[Store]:
    """One store for all documents: making a file takes longer than anything else."""
    with Store(tmp_path_factory.mktemp("hostile") / "catalog.db") as store:
        yield store


def shown(form: Form) -> Iterator[str]:
    """Every text that the screen draws of an operation without anything that belongs to the
    terminal library.
    """
    plan = lay_out(form, WIDTH, body_mode="form", missing=True)
    for line in plan.lines:
        pieces = line.pieces
        if line.row is not None and plan.rows[line.row].field is not None:
            pieces = tuple(row_pieces(plan.rows[line.row], plan.name_width, WIDTH, plan.type_width))
        yield from (text for _, text in pieces)
    nodes = (
        *request_nodes(form.operation, form.models),
        *response_nodes(form.operation, form.models),
    )
    for item in (*about_items(form.operation, WIDTH), *map(schema_item, nodes)):
        yield from (text for one in (item, *item.children) for _, text in one.pieces)


def tree(product: str, rows: Iterable[OperationRow], depth: int = 0) -> Iterator[int]:
    """The operations at the leaves of a product's tree."""
    found = level(product, rows, depth)
    yield from (row.id for row in found.leaves)
    for branch in found.branches:
        yield from tree(product, branch.rows, branch.depth)


def travel(store: Store, raw: Any) -> int:
    """Take a document the whole way; how many operations it had."""
    text = json.dumps(raw).encode()
    try:
        store.put_document("v1", "/x", text)
    except SchemaError as error:
        assert len(str(error)) < 500  # noqa: PT017
        return 0
    rows = store.operations("v1", "/x")
    for words in ("x", "GET /x", *(row.path for row in rows)):
        search(store, words)
    store.subsections("v1", "/x")
    assert sorted(tree("/x", rows)) == sorted(row.id for row in rows)
    for row in rows[:6]:
        found = store.operation("v1", row.method, row.path)
        assert found is not None
        assert found.key == ("v1", row.method, row.path)
        form = Form(found, store.models("v1", "/x"))
        for parameter in found.placed("path"):
            source_of(store, found, parameter.name)
        for part in form.placed("body"):
            field_source(store, found, part.name)
        detail_of(store, found)
        list(related(store, found))
        list(find_nodes(request_nodes(found, form.models), "a"))
        for filled in (False, True):
            for piece in shown(form):
                assert piece == printable(piece)
            write(form)
            if not filled:
                form.fill_example()
        restore(form, draft_of(form, secrets=False))
        link = console_link(EU, found)
        assert link == printable(link)
        assert not any(char in link for char in " \"'<>`")
        try:
            find_target(store, parse_target(link))
        except TargetError as error:
            assert str(error)  # noqa: PT017
    return len(rows)


def write(form: Form) -> None:
    """The call that a form makes, in every language."""
    try:
        form.call()
    except FormInvalid as error:
        assert error.mistakes  # noqa: PT017
    try:
        call = form.preview()
    except CallError:
        return
    for language in LANGUAGES:
        try:
            code = snippet(language, call.masked())
        except SnippetError:
            continue
        for line in code.split("\n"):
            assert printable(line.replace("\t", "")) == line.replace("\t", ""), (language, line)
        if language == "python":
            ast.parse(code)
        elif language in ("curl", "try"):
            shlex.split(code, comments=True)
    # A command line holds no NUL and is still one command.
    assert shlex.split(command_line(call, EU))[0] == "ovh-explorer"


@settings(suppress_health_check=list(HealthCheck))
@given(raw=DOCUMENTS)
def test_any_document_goes_the_whole_way(store, raw):
    travel(store, raw)


@settings(suppress_health_check=list(HealthCheck), max_examples=40)
@given(data=st.data())
def test_any_change_of_an_embedded_document_goes_the_whole_way(store, data):
    files = [
        EMBEDDED / "v1" / name for name in ("auth.json", "contact.json", "license/office.json")
    ]
    travel(store, data.draw(mutated(files)))


@settings(suppress_health_check=list(HealthCheck), max_examples=20)
@given(data=st.data())
def test_any_change_of_a_real_document_goes_the_whole_way(store, real_schemas, data):
    files = sorted(
        path
        for path in real_schemas.rglob("*.json")
        if path.name != "index.json" and path.stat().st_size < 40_000
    )
    assert len(files) > 20
    travel(store, data.draw(mutated(files)))


def test_the_attack_in_every_text_reaches_neither_screen_nor_code(store):
    keep = {"httpMethod", "paramType", "dataType", "type", "enumType"}

    def everywhere(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {
                (name if isinstance(item, list | str | bool) else f"{name}{ATTACK}" if key == "properties" else name):
                everywhere(item, name)
                for name, item in value.items()
            }  # fmt: skip
        if isinstance(value, list):
            return [everywhere(item, key) for item in value]
        return value if not isinstance(value, str) or key in keep else f"{value}{ATTACK}"

    raw = json.loads((EMBEDDED / "v1" / "domain.json").read_bytes())
    assert travel(store, everywhere(raw)) > 20


BIG: dict[str, Any] = {
    "paths that go on and on": {f"/x{'/a' * depth}": [operation()] for depth in range(0, 900, 3)},
    "a path of nothing but slashes": {"/x" + "/" * 900: [operation()]},
    "thousands of parameters": {"/x/a": [operation("POST", parameters=[
        {"name": f"p{number}", "paramType": place, "dataType": "string"}
        for number in range(700) for place in ("query", "header", "body")
    ])]},
    "thousands of placeholders": {"/x" + "".join(f"/{{p{number}}}" for number in range(200)): [operation()]},
    "thousands of operations": {f"/x/{number}/{{a}}": [operation(), operation("POST")] for number in range(1500)},
    "the same operation a thousand times": {"/x/a": [operation() for _ in range(1000)]},
    "long descriptions": {"/x/a": [operation(description="x " * 5_000_000, longDescription="y" * 10_000_000)]},
}  # fmt: skip


@pytest.mark.parametrize("name", BIG)
def test_what_is_far_too_large_goes_the_whole_way(store, name):
    models = {"E": {"enum": [f"v{number}" for number in range(20_000)]}}
    assert travel(store, json.loads(document(BIG[name], "/x", models=models))) > 0


@pytest.mark.parametrize(
    "raw",
    [
        {"apis": [{"path": f"/x/{'a' * 10_000_000}", "operations": [operation()]}]},
        {"apis": [{"path": "/x/a", "operations": [operation(responseType="X" * 10_000_000)]}]},
        {"apis": [], "models": {"M": {"properties": {"a" * 10_000_000: {"type": "string"}}}}},
        {"apis": [], "models": {"M": {"enum": ["a" * 10_000_000]}}},
        {"apis": [], "models": {"M" * 10_000_000: {}}},
    ],
)
def test_names_of_megabytes_are_refused(store, raw):
    with pytest.raises(SchemaError, match="a name of 10,000,"):
        store.put_document("v1", "/x", json.dumps(raw).encode())


def test_a_placeholder_that_is_there_twice_takes_one_value(store):
    store.put_document("v1", "/x", document({"/x/{a}/y/{a}": [operation()]}, "/x"))
    form = Form(store.operation("v1", "GET", "/x/{a}/y/{a}"), store.models("v1", "/x"))
    form.field("path", "a").type_text("é/")
    assert form.call().target == "/x/%C3%A9%2F/y/%C3%A9%2F"


_EXPRESSIONS = st.text(alphabet="Tabm.[]<>: ", max_size=500) | st.builds(
    lambda start, count, end: start * count + end, st.sampled_from(["[]", "map[", "map[T]", "A<", ">", "a:", "T[]"]),
    st.integers(0, 400), st.text(alphabet="T[]<>", max_size=8),
)  # fmt: skip


@given(_EXPRESSIONS, _EXPRESSIONS)
def test_any_expression_is_a_type_that_reads_as_itself(text, argument):
    kind = substitute(parse_type(text), parse_type(argument))
    assert isinstance(hash(kind), int)
    assert parse_type(str(parse_type(text))) is not None
