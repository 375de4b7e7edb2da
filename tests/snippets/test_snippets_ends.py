"""Code that can't do what it is for ends in one sentence on standard error, with code 1: without
keys, with a wrong endpoint, without a network, and where the answer isn't JSON.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ovh_explorer.call import Call
from ovh_explorer.snippets import SnippetContext, script, snippet
from tests.npm import modules

from .cases import CASES
from .recorder import NOW, Recorder, with_keys
from .running import DOUBLE
from .test_snippets_go import build, needs_go

GET = Call.make("v1", "GET", "/me")
HEADER = CASES["GET header"]
# No port that anything listens at; not one that fetch refuses to connect to.
NOWHERE = "http://127.0.0.1:9"
PAGE = b"<html><body>Log in</body></html>"

Start = Callable[[str], str]


def plain(file: Path) -> Sequence[str]:
    """The file itself."""
    return [str(file)]


def sentence(code: int, printed: str, said: str) -> str:
    """The one sentence that something ended with."""
    assert (code, printed) == (1, ""), said
    assert len(said.strip().splitlines()) == 1, said
    return said


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., Start]:
    """Runs a file of code without any key, and gives what it says. What is prepared of the file
    ends the command.
    """

    def start_by(
        *command: str, name: str, prepare: Callable[[Path], Sequence[str]] = plain, **environ: str
    ) -> Start:
        if shutil.which(command[0]) is None:
            pytest.skip(f"{command[0]} is not on this machine")
        (home := tmp_path / "home").mkdir()
        kept = {name: os.environ[name] for name in ("PATH", "NO_PROXY", "no_proxy")}

        def run(code: str) -> str:
            (file := tmp_path / name).write_text(code, encoding="utf-8")
            done = subprocess.run(
                [*command, *prepare(file)],
                cwd=tmp_path,
                env={**kept, "HOME": str(home), **environ},
                capture_output=True,
                text=True,
                timeout=60,
            )
            return sentence(done.returncode, done.stdout, done.stderr)

        return run

    return start_by


def by_hand(language: str, run: Start, recorder: Recorder, refused: str, no_json: str) -> None:
    """What code by hand says where there are no keys, no network, no JSON, and no clock."""
    signed = SnippetContext(base_url=NOWHERE)
    token = SnippetContext(base_url=recorder.root, access_token=True)
    pages = SnippetContext(base_url=recorder.root, access_token=True, pages=True)
    for code in (
        snippet(language, GET, SnippetContext(access_token=True, configured=True)),
        script(language, [GET, GET], SnippetContext(access_token=True, configured=True)),
    ):
        assert "Set OVH_ACCESS_TOKEN, or access_token in the section [ovh-eu]" in run(code)
    down = SnippetContext(base_url=NOWHERE, access_token=True)
    codes = [snippet(language, GET, down), script(language, [GET, GET], down)]
    if language not in ("python", "php"):
        codes.append(snippet(language, HEADER, signed))
    for code in codes:
        assert refused in run(code)
    recorder.content = PAGE
    for code in (
        snippet(language, GET, token),
        script(language, [GET, GET], token),
        snippet(language, HEADER, pages),
    ):
        recorder.requests.clear()
        assert no_json in run(code)
        assert len(recorder.requests) == 1


def test_python(start: Callable[..., Start], recorder: Recorder) -> None:
    run = start(sys.executable, name="code.py")
    by_hand("python", run, recorder, "Connection refused", "JSONDecodeError: Expecting value")
    assert "InvalidRegion: Unknown endpoint" in run(snippet("python", GET, at_nowhere()))
    configured = SnippetContext(configured=True)
    for code in (snippet("python", GET, configured), script("python", [GET], configured)):
        assert "InvalidConfiguration: Missing authentication information" in run(code)
    profile = SnippetContext(configured=True, section="profile:a client")
    assert "Set application_key in the section [profile:a" in run(snippet("python", GET, profile))

    def there(root: str, code: str) -> str:
        return (
            f'import ovh.client\novh.client.ENDPOINTS["ovh-eu"] = "{root}/1.0"\n{with_keys(code)}'
        )

    for call in (GET, HEADER):
        said = run(there(NOWHERE, snippet("python", call)))
        assert said.startswith("HTTPError: Low HTTP request failed error: HTTPConnectionPool")
        recorder.content = PAGE
        said = run(there(recorder.root, snippet("python", call)))
        assert "Expecting value: line 1" in said
        assert "('" not in said


def at_nowhere() -> SnippetContext:
    return SnippetContext(endpoint="ovh-nowhere")


def test_php(start: Callable[..., Start], recorder: Recorder, tmp_path: Path) -> None:
    run = start("php", "-n", name="code.php")
    by_hand("php", run, recorder, "Failed to open stream: Connection refused", "isn't JSON: <html>")
    (tmp_path / "vendor").mkdir()
    shutil.copy(DOUBLE / "api.php", tmp_path / "vendor" / "autoload.php")
    for code in (snippet("php", GET, at_nowhere()), script("php", [GET], at_nowhere())):
        assert run(code) == "InvalidArgumentException: Unknown provided endpoint\n"
    code = snippet("php", GET).replace("try {", "Api::$answers = ['<html>'];\ntry {")
    assert run(code) == "JsonException: Syntax error\n"
    configured = SnippetContext(configured=True)
    assert "Set OVH_APPLICATION_KEY, or application_key" in run(snippet("php", GET, configured))


def test_perl(start: Callable[..., Start], recorder: Recorder) -> None:
    run = start("perl", f"-I{DOUBLE / 'perl'}", name="code.pl")
    by_hand("perl", run, recorder, "599 Could not connect to", "malformed JSON string")
    keyless = snippet("perl", GET).replace("'xxxxxxxxxx'", "''")
    assert run(keyless).startswith("Missing parameter")
    configured = SnippetContext(configured=True)
    assert "Set OVH_APPLICATION_KEY, or application_key" in run(snippet("perl", GET, configured))
    # What the wrapper gives in place of anything but JSON, when it has said so.
    code = snippet("perl", GET).replace("my $json", "sub OvhApi::Answer::content;\nmy $json")
    nothing = (
        "no warnings;\n*OvhApi::Answer::content = sub { warn qq{No JSON\\n}; return };\nmy $api"
    )
    assert run(code.replace("my $api", nothing)) == "No JSON\n"
    recorder.status, recorder.content = 502, PAGE.replace(b"><", b">\n<") + b"\n"
    token = SnippetContext(base_url=recorder.root, access_token=True)
    assert run(snippet("perl", GET, token)).startswith(
        "502 <html> <body>Log in</body> </html> (query id: "
    )


def test_node(
    start: Callable[..., Start],
    secure: tuple[Recorder, Path],
    recorder: Recorder,
    pytestconfig: pytest.Config,
    tmp_path: Path,
) -> None:
    (tmp_path / "node_modules").symlink_to(modules(pytestconfig))
    run = start("node", name="code.js", NODE_EXTRA_CA_CERTS=str(secure[1]))
    by_hand("node", run, recorder, "fetch failed: ", "is not valid JSON")
    for code in (snippet("node", GET, at_nowhere()), script("node", [GET], at_nowhere())):
        assert run(code) == "[OVH] Unknown API ovh-nowhere\n"
    configured = SnippetContext(configured=True)
    assert "Set OVH_APPLICATION_KEY, or application_key" in run(snippet("node", GET, configured))
    plain = "endpoint: 'ovh-eu',"

    def there(root: str) -> str:
        host, port = root.partition("://")[2].split(":")
        return f"host: '{host}', port: {port}, basePath: '/1.0', apiTimeDiff: {NOW},"

    assert run(snippet("node", GET).replace(plain, there(NOWHERE))) == "ECONNREFUSED\n"
    secure[0].forget()
    secure[0].content = PAGE
    said = run(snippet("node", GET).replace(plain, there(secure[0].root)))
    assert said == "[OVH] Unable to parse JSON reponse\n"
    secure[0].forget()


def test_go(recorder: Recorder, tmp_path: Path) -> None:
    needs_go()
    code = with_keys(snippet("go", GET)).replace('"ovh-eu"', "os.Args[1]")
    program = build([code.replace('\t"log"\n', '\t"log"\n\t"os"\n')], tmp_path)
    recorder.content = PAGE
    for endpoint, words in (
        ("ovh-nowhere", "unknown endpoint 'ovh-nowhere'"),
        (f"{NOWHERE}/1.0", "connection refused"),
        (f"{recorder.root}/1.0", "invalid character '<' looking for beginning of value"),
    ):
        done = subprocess.run([program, endpoint], capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stdout) == (1, "")
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_curl(start: Callable[..., Start], recorder: Recorder) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not on this machine")
    run = start("sh", name="code.sh")
    configured = SnippetContext(base_url=recorder.root, configured=True, access_token=True)
    assert "Set OVH_ACCESS_TOKEN, or access_token" in run(snippet("curl", GET, configured))
    token_url = f"{NOWHERE}/token"
    account = SnippetContext(base_url=NOWHERE, service_account=True, token_url=token_url)
    for context in (SnippetContext(base_url=NOWHERE), account):
        for code in (snippet("curl", GET, context), script("curl", [GET, GET], context)):
            assert run(code).startswith("curl: (7) Failed to connect to 127.0.0.1")
    assert recorder.requests == []


def test_curl_sends_no_empty_keys_for_a_token(tmp_path: Path, recorder: Recorder) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not on this machine")
    context = SnippetContext(
        configured=True,
        service_account=True,
        base_url=recorder.root,
        token_url=f"{recorder.root}/token",
    )
    (file := tmp_path / "code.sh").write_text(snippet("curl", GET, context))
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "NO_PROXY": "127.0.0.1"}
    done = subprocess.run(["sh", str(file)], env=environ, capture_output=True, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert recorder.requests == []


def test_curl_says_that_an_answer_is_no_json(tmp_path: Path, recorder: Recorder) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not on this machine")
    (file := tmp_path / "code.sh").write_text(
        snippet("curl", GET, SnippetContext(base_url=recorder.root))
    )
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "NO_PROXY": "127.0.0.1"}
    for content, said in (
        (PAGE, b"The answer isn't JSON.\n"),
        *((text, b"") for text in (b"[]", b"{}", b'"a"', b"null", b"true", b"false", b"-1", b"")),
    ):
        recorder.content = content
        done = subprocess.run(["sh", str(file)], env=environ, capture_output=True, cwd=tmp_path)
        assert (bool(done.returncode), done.stderr) == (bool(said), said)
        assert done.stdout == (content.rstrip(b"\n") + b"\n" if content else b"")
