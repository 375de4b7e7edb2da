"""What is imported is declared, and what is declared is imported."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def imported(source: str) -> Iterator[str]:
    """The top-level packages that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_every_library_imported_is_a_dependency_and_the_other_way_round():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    found = {
        name
        for file in (ROOT / "ovh_explorer").rglob("*.py")
        for name in imported(file.read_text("utf-8"))
    }
    libraries = found - sys.stdlib_module_names - {"ovh_explorer"}
    # tomli-w is imported as tomli_w.
    names = {re.match(r"[\w-]+", dependency)[0].replace("-", "_") for dependency in declared}
    assert libraries == names
