"""Code sends what TRY sends: run with the real python-ovh, with PHP, with curl."""

import contextlib
import hashlib
import io
import json
import shutil
import subprocess
from pathlib import Path

import ovh
import pytest
from hypothesis import HealthCheck, given, settings

from ovh_explorer.call import Call
from ovh_explorer.snippets import LANGUAGES, SnippetContext, SnippetError, snippet
from tests import real_catalog
from tests.snippets.calls import HARD, any_call
from tests.snippets.recorder import Recorder

AK, AS, CK = "x" * 16, "x" * 32, "x" * 32


@pytest.fixture(scope="module")
def recorder():
    found = Recorder()
    yield found
    found.server.shutdown()
    found.server.server_close()


def wire(call: Call) -> str:
    return f"/{'1.0' if call.branch == 'v1' else 'v2'}{call.target}"


def check(call: Call, recorder: Recorder, *, exact: bool = True) -> None:
    """What came is what the call says, and signed so that the API takes it."""
    sent = recorder.take()
    assert len(sent) == 1, sent
    method, target, headers, body = sent[0]
    assert (method, target) == (call.method, wire(call))
    assert body == (call.body or b"") if exact else json.loads(body) == call.json
    for name, value in call.headers:
        assert headers[name.lower()] == value
    if call.authenticated:
        text = "+".join([AS, CK, method, recorder.url + target, body.decode(), headers["x-ovh-timestamp"]])
        assert headers["x-ovh-signature"] == "$1$" + hashlib.sha1(text.encode()).hexdigest()
    else:
        assert "x-ovh-signature" not in headers


def run_python(code: str, recorder: Recorder) -> None:
    before = ovh.client.ENDPOINTS["ovh-eu"]
    ovh.client.ENDPOINTS["ovh-eu"] = f"{recorder.url}/1.0"
    try:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(code, "snippet.py", "exec"), {"__name__": "__main__"})
    finally:
        ovh.client.ENDPOINTS["ovh-eu"] = before
    assert json.loads(out.getvalue()) == {"done": True}


@pytest.mark.parametrize("name", HARD)
def test_python_sends_the_very_bytes(name, recorder):
    run_python(snippet("python", HARD[name]), recorder)
    check(HARD[name], recorder)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_call())
def test_python_sends_the_very_bytes_of_any_call(recorder, call):
    run_python(snippet("python", call), recorder)
    check(call, recorder)


class Php:
    """One PHP process that runs scripts against the double of the wrapper."""

    def __init__(self) -> None:
        double = Path(__file__).with_name("double.php")
        self.process = subprocess.Popen(["php", str(double)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, code: str) -> list[dict]:
        self.process.stdin.write(json.dumps(code) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def php():
    if shutil.which("php") is None:
        pytest.skip("php is not installed")
    found = Php()
    yield found
    found.process.communicate()


def check_php(call: Call, php: Php) -> None:
    code = snippet("php", call)
    sent = php.run(code)
    assert isinstance(sent, list), (sent, code)
    assert len(sent) == 1, code
    request = sent[0]
    path = f"/v2{call.target}" if call.branch == "v2" else call.target
    assert (request["method"], request["path"]) == (call.method, path)
    assert request["headers"] == dict(call.headers)
    assert request["signed"] is call.authenticated
    if call.body is None:
        assert request["body"] == ""
    else:
        assert json.loads(request["body"]) == call.json, code


@pytest.mark.parametrize("name", HARD)
def test_php_sends_the_same(name, php):
    check_php(HARD[name], php)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_call())
def test_php_sends_the_same_for_any_call(php, call):
    check_php(call, php)


def run_curl(call: Call, recorder: Recorder, shell: str) -> None:
    code = snippet("curl", call, SnippetContext(base_url=recorder.url))
    done = subprocess.run([shell, "-c", code], capture_output=True, text=True, timeout=20)
    assert json.loads(done.stdout) == {"done": True}, done.stderr


@pytest.mark.skipif(not shutil.which("curl") or not shutil.which("openssl"), reason="curl or openssl is not installed")
@pytest.mark.parametrize("shell", [name for name in ("bash", "dash", "zsh") if shutil.which(name)])
@pytest.mark.parametrize("name", HARD)
def test_curl_sends_the_very_bytes(name, shell, recorder):
    run_curl(HARD[name], recorder, shell)
    check(HARD[name], recorder)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_call_alone_is_part_of_the_script(language):
    whole = snippet(language, HARD["record"])
    alone = snippet(language, HARD["record"], SnippetContext(call_only=True))
    assert alone.strip() in whole
    assert "xxxx" not in alone
    assert "xxxx" in whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_cannot_leave_its_comment(language):
    note = "x\nimport os ?> */ <?php system('id');\r\u2028rm -rf"
    code = snippet(language, HARD["record"], SnippetContext(note=note))
    line = next(line for line in code.split("\n") if "system" in line)
    assert line.startswith(("#", "//"))
    assert "import os" in line
    assert "?>" not in code


def test_every_language_answers_to_its_names_and_others_are_named():
    assert snippet("PY", HARD["plain"]) == snippet("python", HARD["plain"])
    assert snippet("bash", HARD["plain"]) == snippet("curl", HARD["plain"])
    with pytest.raises(SnippetError, match="python, php, curl"):
        snippet("cobol", HARD["plain"])


def test_python_reads_as_people_write_it():
    assert snippet("python", HARD["record"], SnippetContext(call_only=True)) == (
        "result = client.post(\n"
        '    "/domain/zone/example.com/record",\n'
        '    fieldType="A",\n'
        '    subDomain="www",\n'
        '    target="192.0.2.1",\n'
        "    ttl=60,\n"
        ")\n"
    )
    assert snippet("python", HARD["dotted query"], SnippetContext(call_only=True)) == (
        'result = client.get("/me/bill", **{"date.from": "2024-01-01", "orderId": "12"})\n'
    )


def test_php_reads_as_people_write_it():
    assert snippet("php", HARD["record"], SnippetContext(call_only=True)) == (
        "$result = $ovh->post(\n"
        "    '/domain/zone/example.com/record',\n"
        "    [\n"
        "        'fieldType' => 'A',\n"
        "        'subDomain' => 'www',\n"
        "        'target' => '192.0.2.1',\n"
        "        'ttl' => 60,\n"
        "    ]\n"
        ");\n"
    )


def test_the_code_of_every_operation_of_the_real_catalog(real_schemas, whole, php):
    """Every example call's Python compiles, and its PHP sends the same."""
    from ovh_explorer.catalog.resolve import Models
    from ovh_explorer.form import Form

    seen = 0
    for product in real_catalog.sample(real_schemas, whole):
        models = Models(product.models)
        for operation in product.operations:
            form = Form(operation, models)
            form.fill_example()
            call = form.call()
            compile(snippet("python", call), operation.title, "exec")
            check_php(call, php)
            seen += 1
    assert seen > 500
