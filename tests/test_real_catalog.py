"""Figures of the real catalog are those of one snapshot, and stand in one place."""

import re
from dataclasses import astuple
from pathlib import Path

import pytest

from tests import real_catalog
from tests.real_catalog import SNAPSHOT

TESTS = Path(__file__).resolve().parent


def catalog(root: Path, content: str) -> Path:
    (root / "v1").mkdir(parents=True)
    (root / "v1" / "index.json").write_text(content)
    return root


def test_another_catalog_has_no_figures(tmp_path):
    one, other = catalog(tmp_path / "one", "{}"), catalog(tmp_path / "other", "{} ")
    assert real_catalog.fingerprint(one) != real_catalog.fingerprint(other)
    assert real_catalog.figures(one) is None


def test_the_snapshot_has_them(monkeypatch, tmp_path):
    one = catalog(tmp_path / "one", "{}")
    monkeypatch.setattr(real_catalog, "fingerprint", lambda directory: SNAPSHOT.fingerprint)
    assert real_catalog.figures(one) is SNAPSHOT


def test_a_test_about_figures_is_skipped_where_the_catalog_is_another(
    monkeypatch, real_schemas, request
):
    monkeypatch.setattr(real_catalog, "figures", lambda directory: None)
    with pytest.raises(pytest.skip.Exception, match="is not the snapshot"):
        request.getfixturevalue("figures")


def test_no_other_file_has_the_figures():
    numbers = set()
    for value in astuple(SNAPSHOT):
        if isinstance(value, dict):
            numbers |= {*value.values(), sum(value.values())}
        elif isinstance(value, int):
            numbers.add(value)
    # Smaller ones stand for other things too.
    large = "|".join(str(number) for number in sorted(numbers) if number > 450)
    pattern = re.compile(rf"\b(?:{large})\b")
    found = [
        f"{path.relative_to(TESTS)}:{number}: {line.strip()}"
        for path in sorted(TESTS.rglob("test_*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "==" in line and pattern.search(re.sub(r"(?<=\d)_(?=\d)", "", line))
    ]
    assert not found, "Take them from tests/real_catalog.py:\n" + "\n".join(found)
