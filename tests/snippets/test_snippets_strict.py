"""What isn't JSON is no answer of the API: code by hand prints nothing of it, and ends in one
sentence with code 1. What wrappers say of an error holds no commands of a terminal either.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ovh_explorer.call import Call
from ovh_explorer.snippets import SnippetContext, snippet
from tests.npm import modules

from .recorder import NOW, Recorder, with_keys
from .running import DOUBLE
from .test_snippets_ends import Start, start
from .test_snippets_hostile import COMMANDS, run

__all__ = ["run", "start"]

GET = Call.make("v1", "GET", "/me")
NO_JSON = [
    b"[1] x",
    b"[1][2]",
    b"{} {}",
    b"NaN",
    b"[NaN]",
    b"[1,]",
    b"[,1]",
    b'{"a":1,}',
    b"{a:1}",
    b"{'a':1}",
    b"[1 2]",
    b"[01]",
    b"[1.]",
    b'["a\nb"]',
    b'["\\x"]',
    b'[\\"a"]',
    b'["a]',
    b"[\x01]",
    b"[\x02]",
    b"{\x01:\x02}",
    b"{1:2}",
    b"[[[1]]",
    b"[1]]",
    b"tru",
    b"truefalse",
    b"-",
    b"\xef\xbb\xbf[1",
]
JSON = [
    b"[]",
    b" { } ",
    b'{"a":[1,-2.5e+3,true,false,null,"\\"\\\\\\u00e9\\n\xc3\xa9"],"":{"b":[[[]]]}}',
    b'"a"',
    b"0",
    b"null",
    b"12345678901234567890123456789012345",
    b"[" + b"1," * 200_000 + b"1]",
    b'["' + b"\\n" * 200_000 + b'"]',
    b"[" * 400 + b"]" * 400,
]
STRICT = [name for name in COMMANDS if name not in ("python", "asyncio", "curl")]


@pytest.mark.parametrize("language", STRICT)
def test_what_is_no_json_is_no_answer(language: str, run: Start, recorder: Recorder) -> None:
    context = SnippetContext(base_url=recorder.root, access_token=True)
    code = with_keys(snippet(language, GET, context))
    for content in NO_JSON[::9] if language == "java" else NO_JSON[::4]:
        recorder.contents = [content]
        assert run(code), content


# A class before that of the code is the one that runs.
CHECK = """
class Check {
  public static void main(String[] files) throws Exception {
    for (String file : files) {
      String text = new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
      System.out.println(OvhCall.isJson(text));
    }
  }
}

class OvhCall {"""


def test_java_tells_json(tmp_path: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("java is not on this machine")
    code = snippet("java", GET, SnippetContext(configured=True))
    (tmp_path / "Check.java").write_text(code.replace("\nclass OvhCall {", CHECK))
    contents = [*JSON, *NO_JSON]
    for number, content in enumerate(contents):
        (tmp_path / f"{number}.json").write_bytes(content)
    files = [f"{number}.json" for number in range(len(contents))]
    done = subprocess.run(
        ["java", "Check.java", *files], capture_output=True, text=True, cwd=tmp_path, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    told = dict(zip(contents, done.stdout.split(), strict=True))
    assert [content[:40] for content in JSON if told[content] != "true"] == []
    assert [content for content in NO_JSON if told[content] != "false"] == []


ESCAPES = '{"message":"\\u001b]0;\\u0007\\u009b2J","class":"Client::Forbidden"}'


def test_python_says_no_commands_of_its_wrapper(
    start: Callable[..., Start], recorder: Recorder
) -> None:
    recorder.status, recorder.content = 403, ESCAPES.encode()
    code = with_keys(snippet("python", GET))
    there = f'import ovh.client\novh.client.ENDPOINTS["ovh-eu"] = "{recorder.root}/1.0"\n'
    said = start(sys.executable, name="code.py")(there + code)
    assert "]0;2J" in said
    assert said.strip().isprintable()


def test_node_says_no_commands_of_its_wrapper(
    start: Callable[..., Start],
    secure: tuple[Recorder, Path],
    pytestconfig: pytest.Config,
    tmp_path: Path,
) -> None:
    recorder, certificate = secure
    recorder.forget()
    recorder.status, recorder.content = 403, ESCAPES.encode()
    (tmp_path / "node_modules").symlink_to(modules(pytestconfig))
    host, port = recorder.root.removeprefix("https://").split(":")
    there = f"host: '{host}',\n  port: {port},\n  basePath: '/1.0',\n  apiTimeDiff: {NOW},"
    code = with_keys(snippet("node", GET)).replace("endpoint: 'ovh-eu',", there)
    said = start("node", name="code.js", NODE_EXTRA_CA_CERTS=str(certificate))(code)
    assert "]0;" in said
    assert said.strip().isprintable()
    recorder.forget()


def test_php_says_no_commands_of_its_wrapper(start: Callable[..., Start], tmp_path: Path) -> None:
    run = start("php", "-n", name="code.php")
    (tmp_path / "vendor").mkdir()
    shutil.copy(DOUBLE / "api.php", tmp_path / "vendor" / "autoload.php")
    thrown = 'throw new Exception("a\\u{1b}]0;b\\u{7}c");'
    said = run(snippet("php", GET).replace("try {\n", f"try {{\n    {thrown}\n"))
    assert said == "Exception: a ]0;b c\n"


def test_csharp_and_powershell_leave_commands_out() -> None:
    """Neither runs here without --whole; where it does, the errors of all calls go this way."""
    for context in (SnippetContext(), SnippetContext(access_token=True)):
        code = snippet("csharp", GET, context)
        assert code.count("Console.Error") == 1
        assert 'Console.Error.WriteLine(Regex.Replace(said, @"\\p{Cc}+", " "));' in code
        code = snippet("powershell", GET, context)
        assert code.count("[Console]::Error") == 1
        assert "[Console]::Error.WriteLine(($Reason -replace '\\p{Cc}+', ' '))" in code
