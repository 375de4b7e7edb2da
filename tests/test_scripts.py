"""What a contributor calls: one list of checks, one place of the real catalog, the same examples."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ovh_explorer.catalog import effects
from ovh_explorer.catalog.search import lexicon
from tests import real_catalog
from tests.conftest import read_data_files
from tests.findings import fail_where

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.skipif(
    not (ROOT / "scripts").is_dir() or shutil.which("bash") is None,
    reason="the scripts are in a clone of the repository, and need bash",
)


def command(name: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "scripts" / "readme-command", name], capture_output=True, text=True, timeout=30
    )


def test_a_command_of_the_readme_is_printed_by_its_mark():
    printed = command("tests")
    assert printed.returncode == 0
    assert printed.stdout.strip() in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pytest" in printed.stdout
    assert "ovh-explorer --demo" in command("run").stdout


def test_a_mark_that_the_readme_lacks_is_a_failure():
    printed = command("no-such-mark")
    assert printed.returncode == 1
    assert printed.stderr == "README.md has no command marked no-such-mark\n"


def test_the_gate_has_no_list_of_checks_of_its_own():
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    called = [line for line in gate.splitlines() if line.startswith("scripts/")]
    assert called == ["scripts/test", "scripts/check"]
    assert not [tool for tool in ("ruff", "mypy", "lint-imports") if tool in gate]


def catalog(place: Path) -> Path:
    for branch in ("v1", "v2"):
        (place / branch).mkdir(parents=True)
        (place / branch / "index.json").write_text(json.dumps({"apis": []}))
    (place / "v1" / "domain.json").write_text("{}")
    return place


def test_a_folder_is_copied_to_where_the_tests_look_first(tmp_path, monkeypatch):
    project = tmp_path / "project"
    (project / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "fetch-schemas", project / "scripts")
    folder = catalog(tmp_path / "folder")
    beside = catalog(tmp_path / "shared" / "ovh-schemas")
    monkeypatch.setattr(real_catalog, "_FETCHED", project / ".schemas")
    monkeypatch.setattr(real_catalog, "_SHARED", tmp_path / "shared")
    assert real_catalog.directory() == beside

    def fetch(source: Path) -> subprocess.CompletedProcess[str]:
        script = [sys.executable, project / "scripts" / "fetch-schemas", source]
        return subprocess.run(script, capture_output=True, text=True, timeout=30)

    done = fetch(folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert real_catalog.directory() == project / ".schemas"
    assert (project / ".schemas" / "v1" / "domain.json").is_file()

    # What is no catalog takes nothing away.
    failed = fetch(tmp_path)
    assert failed.returncode == 1
    assert "it has no v1/index.json" in failed.stderr
    assert "scripts/fetch-schemas FOLDER" in failed.stderr
    assert real_catalog.directory() == project / ".schemas"


DRAWS = """
import tests.conftest
from hypothesis import given, strategies as st

@given(st.integers(), st.text())
def draws(number, text):
    print(ascii((number, text)))

draws()
"""


@pytest.mark.parametrize(("ci", "same"), [(None, False), ("", False), ("true", True)])
def test_examples_are_the_same_in_every_run_of_ci_and_others_elsewhere(ci, same, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    if ci is not None:
        monkeypatch.setenv("CI", ci)
    drawn = [
        subprocess.run(
            [sys.executable, "-c", DRAWS], cwd=ROOT, check=True, capture_output=True, timeout=60
        ).stdout
        for _ in range(2)
    ]
    assert drawn[0].count(b"\n") >= 40
    assert (drawn[0] == drawn[1]) is same


def test_the_checks_that_failed_are_named(tmp_path):
    project = tmp_path / "project"
    tools = project / ".venv" / "bin"
    tools.mkdir(parents=True)
    (project / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "check", project / "scripts")
    for name, code in (("ruff", 1), ("mypy", 0), ("lint-imports", 1), ("python", 1)):
        (tools / name).write_text(f"#!/bin/sh\nexit {code}\n")
        (tools / name).chmod(0o755)
    done = subprocess.run(
        [project / "scripts" / "check"], capture_output=True, text=True, timeout=30
    )
    assert (done.returncode, done.stderr) == (1, "Failed: lint, format, imports, house rules\n")


@pytest.mark.parametrize("name", ["effects.toml", "lexicon.txt"])
def test_a_mistake_in_a_file_written_by_hand_is_said_once(name, monkeypatch):
    def read() -> None:
        raise ValueError("Line 2 is none.")

    monkeypatch.setattr(effects, "packaged_rules", read if name == "effects.toml" else list)
    monkeypatch.setattr(lexicon, "lexicon", read if name == "lexicon.txt" else list)
    with pytest.raises(pytest.UsageError, match=f"{name}: Line 2 is none."):
        read_data_files()


def test_all_that_a_rule_of_the_house_finds_is_said():
    found = [f"module_{number}.py: 401 lines" for number in range(30)]
    with pytest.raises(pytest.fail.Exception) as caught:
        fail_where(found, "Make two of one:")
    assert str(caught.value) == "\n".join(["Make two of one:", *(f"  {line}" for line in found)])
    fail_where([], "Make two of one:")


def test_the_paths_that_the_guide_names_are_there():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:(?<=[`\s])|^)((?:\.?\w[\w.-]*/)+[\w.-]*)(?=[`\s]|::)", text))
    # Names to choose, what is made when it is needed, a path of the API, an address.
    others = re.compile(r"\b(?:NAME|CODE|PACKAGE)\b|^\.venv|^dist/|^dedicated/server|^192\.")
    paths = {name for name in named if not others.search(name)}
    assert len(paths) > 40
    fail_where(
        sorted(
            name
            for name in paths
            if not (ROOT / name).exists() and not (ROOT / "ovh_explorer" / name).exists()
        ),
        "CONTRIBUTING.md names paths that are neither in the project nor in ovh_explorer/:",
    )
