"""That the checks of the packaging can fail."""

import pytest

from tests.packaging import contents
from tests.packaging.audit import audit, verdict

SKIPPED = {"name": "idna", "skip_reason": "Dependency not found"}
CLEAN = {"name": "httpx", "version": "0.28.1", "vulns": []}
BAD = {"name": "h11", "version": "0.14.0", "vulns": [{"id": "PYSEC-2025-1"}]}


@pytest.mark.parametrize(
    ("dependencies", "code", "words"),
    [
        ([CLEAN, CLEAN], 0, "2 packages, no known vulnerability"),
        ([CLEAN, SKIPPED], 0, "passed over: idna"),
        ([SKIPPED], 0, "NOT AUDITED"),
        ([CLEAN, SKIPPED, BAD], 1, "h11 0.14.0: PYSEC-2025-1"),
        ([{"name": "ovh-explorer", "skip_reason": "Dependency not found"}], 1, "nothing to audit"),
    ],
)
def test_only_what_was_audited_is_clean(dependencies, code, words):
    found = verdict({"dependencies": dependencies})
    assert found[0] == code
    assert words in found[1]


@pytest.mark.parametrize(
    ("script", "code", "words"),
    [
        ("echo '{\"dependencies\": []}'", 1, "nothing to audit"),
        ("echo 'requests.exceptions.ConnectionError: no name' >&2; exit 1", 0, "NOT AUDITED"),
        ("echo 'TypeError: a bug' >&2; exit 1", 1, "a bug"),
        ("exec sleep 9", 0, "NOT AUDITED"),
    ],
)
def test_a_source_out_of_reach_is_told_from_a_failure(script, code, words, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.packaging.audit.PATIENCE", 0.5)
    program = tmp_path / "pip-audit"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    found = audit(str(program), str(tmp_path))
    assert found[0] == code
    assert words in found[1]


INFO = "ovh_explorer-0.1.0.dist-info"


def as_built():
    made = {f"{INFO}/{name}": b"made" for name in contents.METADATA}
    made[f"{INFO}/licenses/LICENSE"] = (contents.ROOT / "LICENSE").read_bytes()
    data = "ovh_explorer-0.1.0.data/data/share/man/man1"
    made[f"{data}/{contents.MANUAL}"] = (contents.ROOT / contents.MANUAL).read_bytes()
    package = contents.tracked("ovh_explorer")
    sources = {name for name in package if name.endswith(contents.OF_TRANSLATORS)}
    wheel = {name: content for name, content in package.items() if name not in sources} | made
    wheel["ovh_explorer/translation/fr/messages.mo"] = b"compiled"
    return wheel, contents.tracked(*contents.IN_THE_SDIST) | {"PKG-INFO": b"made"}, dict(wheel)


@pytest.fixture
def built():
    if not (contents.ROOT / ".git").exists():
        pytest.skip("only git knows what belongs to the project")
    return as_built()


def test_what_is_as_it_should_be(built):
    assert contents.check(*built) == []


@pytest.mark.parametrize(
    ("which", "name", "content", "words"),
    [
        (0, "ovh_explorer/tui/app.tcss", None, "the wheel lacks ovh_explorer/tui/app.tcss"),
        (0, "ovh_explorer/sandbox/schemas/v1/me.json", b"", "the wheel has another"),
        (0, "tests/test_call.py", b"", "the wheel should not hold tests/test_call.py"),
        (0, f"{INFO}/entry_points.txt", None, f"the wheel lacks {INFO}/entry_points.txt"),
        (1, "tests/conftest.py", None, "the sdist lacks tests/conftest.py"),
        (1, "SECURITY.md", None, "the sdist lacks SECURITY.md"),
        (1, "tests/__pycache__/conftest.pyc", b"", "the sdist should not hold"),
        (2, f"{INFO}/METADATA", b"other", "the sdist's wheel has another"),
    ],
)
def test_what_is_missing_or_too_many_is_named(built, which, name, content, words):
    if content is None:
        del built[which][name]
    else:
        built[which][name] = content
    assert any(line.startswith(words) for line in contents.check(*built))
