"""Modules that one can read in one go."""

from pathlib import Path

MAX_LINES = 400


def test_no_module_is_longer_than_can_be_read_in_one_go():
    root = Path(__file__).resolve().parents[1] / "ovh_explorer"
    lengths = {
        path.relative_to(root).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in root.rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}
