"""Code of calls: what was sent as it is, and what a script can't send because it isn't kept."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from ovh_explorer.call import Call
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.store import Store
from ovh_explorer.form import Form
from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.workspace.calls.code import CodeWriter
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.storage.open_forms import OpenForms
from ovh_explorer.workspace.workspace import Workspace
from tests.form.test_form import PRODUCT, form

PATH = "/zone/{zoneName}/record"
WHOLE = b'{"fieldType":"A","target":"192.0.2.1"}'

COMMANDS = {
    "python": [sys.executable, "{}"],
    "php": ["php", "{}"],
    "node": ["node", "{}"],
    "perl": ["perl", "{}"],
    "curl": ["sh", "{}"],
    "try": ["sh", "{}"],
    "asyncio": [sys.executable, "{}"],
}


def forms(_branch: str, method: str, path: str) -> Form | None:
    try:
        return form(method, path)
    except StopIteration:
        return None


@pytest.fixture
def writer(no_keys_of_the_user, tmp_path) -> Iterator[CodeWriter]:
    settings = gather(None, environ={})
    with Store(tmp_path / "catalog.db") as store:
        yield CodeWriter(lambda: settings, forms, lambda: store)


def call(body: bytes, **more) -> Call:
    values = {"zoneName": "example.com"}
    return Call.make("v1", "POST", PATH, path_values=values, body=body, **more)


@pytest.mark.parametrize(
    ("sent", "is_raw"),
    [
        (call(WHOLE), False),
        (call(b'{"fieldType":"A"}'), True),
        (call(b'{"fieldType":"no such","target":"192.0.2.1"}'), True),
        (call(b'{"fieldType":"A","more":1,"target":"192.0.2.1"}'), True),
        (call(b'["a"]'), True),
        (call(WHOLE, query=[("unknown", "1")]), True),
        (call(WHOLE, headers=[("X-Unknown", "1")]), True),
        (Call.make("v1", "GET", "/no/such/path"), True),
    ],
)
def test_the_command_line_sends_as_it_is_what_the_form_refuses(writer, sent, is_raw):
    assert ("--raw" in writer.code("try", sent).split()) is is_raw
    assert ("--raw" in writer.script("try", [sent]).split()) is is_raw


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "signature"])
def test_a_script_without_its_secrets_ends_before_it_sends_anything(writer, language, tmp_path):
    left_out = call(WHOLE, sensitive=[("body", "/target")])
    text = writer.script(language, [call(WHOLE), left_out])
    assert "Secrets were left out. Fill in the empty values" in text
    assert "Secrets were left out" not in writer.script(language, [call(WHOLE)])
    command = COMMANDS.get(language)
    if command is None or shutil.which(command[0]) is None:
        return
    file = tmp_path / f"script.{LANGUAGES[language].extension}"
    file.write_text(_without_wrappers(text))
    done = subprocess.run(
        [part.format(file) for part in command],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert "Secrets were left out" in done.stdout + done.stderr


def _without_wrappers(text: str) -> str:
    """Perl looks for modules before it runs a line."""
    return (
        text.replace("use JSON;\n", "")
        .replace("use OvhApi;\n", "")
        .replace("OvhApi::OVH_API_EU", "0")
        .replace("JSON->new", "JSON::->new")
    )


def test_code_says_what_its_operation_does(writer, monkeypatch) -> None:
    def described(*key: str) -> Form | None:
        made = forms(*key)
        if made is not None:
            made.operation = replace(made.operation, description="Add a record")
        return made

    monkeypatch.setattr(writer, "_form", described)
    top = writer.code("python", call(WHOLE)).splitlines()[:2]
    assert top == ["# Add a record", "# Install: pip install ovh"]
    assert "# Add a record\n" in writer.script("python", [call(WHOLE), call(WHOLE)])
    unknown = writer.code("python", Call.make("v1", "GET", "/no/such/path"))
    assert unknown.startswith("# Install: pip install ovh\n")


def test_code_leaves_what_is_typed_into_a_form_as_it_is(no_keys_of_the_user) -> None:
    key = ("v1", "POST", PATH)
    store = SimpleNamespace(
        operation=lambda *wanted: forms(*wanted).operation, models=lambda *_: Models(PRODUCT.models)
    )
    workspace = Workspace(gather(None, environ={}))
    workspace.forms = OpenForms(lambda: cast("Store", store))
    typed = workspace.form(*key)
    typed.field("body", "target").type_text("192.0.2.9")
    assert "192.0.2.1" in workspace.code_writer.code("try", call(WHOLE))
    assert workspace.form(*key).field("body", "target").text == "192.0.2.9"
