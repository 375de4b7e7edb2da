"""Code that follows the pages of a list, run against the sandbox: all of the list, and no page
twice.
"""

import contextlib
import io
import json
from collections.abc import Iterator

import ovh.client
import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.sandbox.process import SandboxProcess
from ovh_explorer.snippets import LANGUAGES, SnippetContext, SnippetError, snippet

PAGES = SnippetContext(pages=True)
KEYS = (DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key)


def call(*headers: tuple[str, str]) -> Call:
    return Call.make("v2", "GET", "/iam/policy", headers=list(headers))


def run(code: str) -> list:
    for key in KEYS:
        code = code.replace("xxxxxxxxxx", key, 1)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "snippet.py", "exec"), {"__name__": "__main__"})
    return json.loads(printed.getvalue())


@pytest.fixture(scope="module")
def sandbox() -> Iterator[str]:
    process = SandboxProcess.begin()
    yield process.wait_ready()
    process.stop()


def test_python_gets_the_whole_list(sandbox: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ovh.client.ENDPOINTS, "ovh-eu", f"{sandbox}/1.0")
    for number in range(8):
        body = {
            "name": f"policy-{number}",
            "identities": ["urn:v1:eu:identity:account:xx1111-ovh"],
            "resources": [{"urn": "urn:v1:eu:resource:vps:*"}],
            "permissions": {"allow": [{"action": "vps:apiovh:get"}]},
        }
        run(snippet("python", Call.make("v2", "POST", "/iam/policy", body=canonical_json(body))))
    whole = run(snippet("python", call(("X-Pagination-Size", "1000"))))
    assert len(whole) >= 8
    for size in ("3", "7", "1000"):
        assert run(snippet("python", call(("X-Pagination-Size", size)), PAGES)) == whole


def test_a_cursor_that_was_typed_is_left_to_the_loop() -> None:
    for language in ("python", "php"):
        code = snippet(
            language, call(("X-Pagination-Cursor", "typed"), ("X-Pagination-Size", "3")), PAGES
        )
        assert "typed" not in code
        alone = snippet(language, call(), SnippetContext(pages=True, call_only=True))
        assert alone.splitlines()[0] in ("headers = {}", "$headers = [];")


def test_only_python_and_php_follow_pages() -> None:
    assert [name for name, language in LANGUAGES.items() if language.pages] == ["python", "php"]
    with pytest.raises(SnippetError, match="service account"):
        snippet("php", call(), SnippetContext(pages=True, service_account=True))
