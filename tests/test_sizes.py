"""Modules that one can read in one go, those of tests too."""

from pathlib import Path

from tests.findings import fail_where

ROOT = Path(__file__).resolve().parents[1]
MAX_LINES = 400


def too_long() -> dict[str, int]:
    """The modules that are longer, and their lines."""
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for package in ("ovh_explorer", "tests")
        for path in (ROOT / package).rglob("*.py")
    }
    return {name: length for name, length in lengths.items() if length > MAX_LINES}


def test_no_module_is_longer_than_can_be_read_in_one_go():
    fail_where(
        (f"{name}: {length} lines" for name, length in sorted(too_long().items())),
        f"Make two modules of one that has more than {MAX_LINES} lines:",
    )
