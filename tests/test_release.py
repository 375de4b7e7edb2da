"""A release: what is in its way is named, and nothing is done that can't be undone."""

import datetime
import re
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

from ovh_explorer import __version__

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "scripts" / "release"
TODAY = datetime.date(2026, 12, 1)

if not SCRIPT.exists():
    pytest.skip("the scripts are in a clone of the repository", allow_module_level=True)


@pytest.fixture(scope="module")
def release():
    loader = SourceFileLoader("release_script", str(SCRIPT))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    loader.exec_module(module)
    sys.dont_write_bytecode = written
    return module


CHANGELOG = """\
# Changelog

## [Unreleased]

## [1.2.0] - 2026-11-30

### Added

- A thing.

## [1.1.0] - 2026-10-01

- Before.
"""


def git(root: Path, *words: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "tag.gpgSign=false")
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path):
    """A project that is ready for its release 1.2.0."""
    (tmp_path / "ovh_explorer").mkdir()
    (tmp_path / "ovh_explorer/__init__.py").write_text('__version__ = "1.2.0"\n')
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG)
    (tmp_path / "ovh-explorer.1").write_text('.TH OVH 1 x "ovh\\-explorer 1.2.0"\n')
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    git(tmp_path, "tag", "v1.1.0")
    return tmp_path


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x", "--no-gpg-sign")


def test_what_is_ready_has_no_problem(project, release):
    assert release.version(project) == "1.2.0"
    assert release.problems(project, "1.2.0", TODAY) == []
    assert release.notes(project, "1.2.0") == "### Added\n\n- A thing.\n"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[1.2.0] - 2026-11-30", "[1.3.0] - 2026-11-30", "has no section [1.2.0]"),
        ("[1.2.0] - 2026-11-30", "[1.2.0]", "has no date: ## [1.2.0] - 2026-12-01"),
        ("2026-11-30", "2026-12-02", "is of a day to come: 2026-12-02"),
        ("### Added\n\n- A thing.\n", "", "[1.2.0] of CHANGELOG.md is empty"),
        ("## [Unreleased]\n", "## [Unreleased]\n\n- More.\n", "has text below [Unreleased]"),
        ("## [Unreleased]\n", "## [1.3.0] - 2026-12-01\n", "[1.2.0] is not the first"),
    ],
)
def test_what_the_changelog_lacks_is_named(project, release, old, new, problem):
    assert old in CHANGELOG
    (project / "CHANGELOG.md").write_text(CHANGELOG.replace(old, new))
    commit(project)
    assert problem in "\n".join(release.problems(project, "1.2.0", TODAY))


def test_changes_tags_and_the_manual_page_are_looked_at(project, release):
    (project / "new").write_text("x")
    assert "not committed:\n?? new" in release.problems(project, "1.2.0", TODAY)[0]
    commit(project)
    (project / "ovh-explorer.1").write_text('"ovh\\-explorer 1.1.0"')
    commit(project)
    assert "The manual page is of another version" in release.problems(project, "1.2.0", TODAY)[0]
    git(project, "checkout", "-q", "HEAD~", "--", "ovh-explorer.1")
    commit(project)
    git(project, "tag", "v1.2.0")
    assert release.problems(project, "1.2.0", TODAY) == [
        "The tag v1.2.0 is there already. Set another version."
    ]
    assert release.problems(project, "1.2.0", TODAY, is_tagged=True) == []
    (project / "more").write_text("x")
    commit(project)
    assert release.problems(project, "1.2.0", TODAY, is_tagged=True) == [
        "What is checked out is not v1.2.0."
    ]
    git(project, "tag", "v1.10.0")
    assert "v1.10.0 is a later version" in "\n".join(release.problems(project, "1.2.0", TODAY))


def test_versions_are_in_order(release):
    names = ["0.9.0", "0.10.0", "1.0.0a1", "1.0.0b2", "1.0.0rc1", "1.0.0", "1.0.1"]
    assert sorted({*names}, key=release.numbers) == names


def test_a_version_that_is_none_is_refused(project, release):
    (project / "ovh_explorer/__init__.py").write_text('__version__ = "next"\n')
    with pytest.raises(release.NotReady, match=r"no version such as 1\.2\.3"):
        release.version(project)


def test_the_script_runs_nothing_that_cant_be_undone():
    text = SCRIPT.read_text(encoding="utf-8")
    run = re.findall(r"(?:git|run)\(([^)\n]*)", text)
    assert len(run) > 10
    assert not [words for words in run if re.search("push|upload|publish|annotate|commit", words)]


def test_the_version_stands_in_one_place():
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'dynamic = ["version"]' in pyproject
    sources = [*(ROOT / "ovh_explorer").rglob("*.py"), ROOT / "pyproject.toml", ROOT / "README.md"]
    named = [path.name for path in sources if f'"{__version__}"' in path.read_text("utf-8")]
    assert named == ["__init__.py"]


# What the hosting runs


def workflow(name: str) -> str:
    return (ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8")


def test_the_matrix_has_every_python_and_system_that_is_declared():
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    declared = re.findall(r"Python :: (3\.\d+)", pyproject)
    text = workflow("tests.yml")
    assert re.findall(r'"(3\.\d+)"', text.partition("python: [")[2].partition("]")[0]) == declared
    assert "system: [ubuntu-latest, macos-latest, windows-latest]" in text


def test_the_tests_of_the_matrix_are_there():
    named = (ROOT / "tests" / "portable.txt").read_text(encoding="utf-8").split()
    assert "@tests/portable.txt" in workflow("tests.yml")
    paths = [name.removeprefix("--ignore=") for name in named]
    assert [name for name in paths if not (ROOT / name).exists()] == []


def test_a_release_is_published_without_a_password():
    text = workflow("release.yml")
    assert "secrets." not in text
    publish = text.partition("  publish:")[2].partition("\n  announce:")[0]
    assert "id-token: write" in publish
    assert "attestations: true" in publish
    assert "contents: write" not in publish


# What the README installs


def test_a_file_for_a_bare_python_is_named_by_what_it_runs_on():
    text = (ROOT / "scripts" / "build-shiv").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "file=dist/ovh-explorer-$version-$tag.pyz" in text
    assert re.search(r"dist/ovh-explorer-VERSION-cp3\d+-[a-z]+-\w+\.pyz", readme)


def test_the_container_gets_all_that_the_build_needs():
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    copied = " ".join(re.findall(r"^COPY (?!--)(.*) \S+$", text, re.MULTILINE)).split()
    needed = {"pyproject.toml", "README.md", "LICENSE", "ovh_explorer", "ovh-explorer.1"}
    assert {*copied} == needed
    assert '"ovh-explorer.1" =' in pyproject, "which the wheel has too"
    assert [name for name in copied if not (ROOT / name).exists()] == []
