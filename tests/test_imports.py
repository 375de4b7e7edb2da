"""Imports: what start may load, and that no modules import each other in a circle."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.findings import fail_where

# Parsers, clients, highlighters and servers: each costs as much as all of ours together.
HEAVY = ["httpx", "anyio", "pygments", "msgspec", "uvicorn", "h11", "ssl"]
LATER = [
    *HEAVY,
    "ovh_explorer.form",
    "ovh_explorer.snippets",
    "ovh_explorer.client.session",
    "ovh_explorer.catalog.schema",
]


def imported(statement: str, names: list[str]) -> set[str]:
    """Which of `names` a fresh interpreter has loaded after `statement`."""
    code = f"import sys\n{statement}\nprint(*[name for name in {names!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_start_loads_neither_client_nor_form_nor_colours():
    unavoidable = imported("import textual.app, asyncio", LATER)
    start = (
        "from ovh_explorer.cli.options import parse\n"
        "from ovh_explorer.cli.open_workspace import workspace_of\n"
        "workspace_of(parse(['--endpoint', 'ovh-eu']))\n"
        "import ovh_explorer.tui.app"
    )
    fail_where(
        sorted(imported(start, LATER) - unavoidable),
        "The start loads these. Import them in the function that needs them:",
    )


def test_the_first_picture_waits_for_no_widget_that_it_does_not_show():
    later = ["textual.widgets._text_area", "email.utils", "hashlib", "ovh_explorer.cli.completion"]
    start = (
        "import ovh_explorer.cli.explore\n"
        "from ovh_explorer.cli.options import parse\n"
        "from ovh_explorer.cli.open_workspace import workspace_of\n"
        "workspace_of(parse(['--endpoint', 'ovh-eu']))\n"
        "import ovh_explorer.tui.app"
    )
    unavoidable = imported("import textual.app, textual.widgets, asyncio", later)
    fail_where(
        sorted(imported(start, later) - unavoidable),
        "The first picture loads these. Import them in the function that needs them:",
    )


@pytest.mark.parametrize(
    "module",
    [
        "ovh_explorer.config",
        "ovh_explorer.catalog.store",
        "ovh_explorer.client",
        "ovh_explorer.sandbox",
    ],
)
def test_packages_are_light_to_import(module):
    heavy = ["httpx", "textual", "pygments", "uvicorn", "msgspec"]
    fail_where(
        sorted(imported(f"import {module}", heavy)),
        f"{module} loads these. Import them in the function that needs them:",
    )


def test_the_command_line_without_a_screen_loads_no_textual():
    statement = "import ovh_explorer.cli.calls, ovh_explorer.cli.catalog"
    fail_where(
        sorted(imported(statement, ["textual", "rich", "uvicorn"])),
        "A command without a screen loads these. Import them in the function that needs them:",
    )


# Circles


def modules_of(package: Path) -> dict[str, Path]:
    """The files of a package by the names of their modules."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports_of(name: str, path: Path, modules: dict[str, Path]) -> set[str]:
    """The modules that a module imports: at its top, in functions, and for type checkers alone."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                found.add(inner if inner in modules else base)
    return (found & modules.keys()) - {name}


def circles(graph: dict[str, set[str]]) -> list[set[str]]:
    """The groups of modules in which each can be reached from each other."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for name in graph[waiting.pop()] - seen:
                seen.add(name)
                waiting.append(name)
        return seen

    below = {name: reached(name) for name in graph}
    found: list[set[str]] = []
    for name in graph:
        group = {other for other in below[name] if name in below[other]}
        if group and group not in found:
            found.append(group)
    return found


def test_no_modules_import_each_other_in_a_circle():
    modules = modules_of(Path(__file__).resolve().parents[1] / "ovh_explorer")
    graph = {name: imports_of(name, path, modules) for name, path in modules.items()}
    fail_where(
        (", ".join(sorted(group)) for group in circles(graph)),
        "These modules import each other. Move what they share to a module below them:",
    )


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        ({"a": "from p import b", "b": "import p.c", "c": ""}, []),
        ({"a": "from p import b", "b": "from p.a import x"}, [{"p.a", "p.b"}]),
        ({"a": "def f():\n    import p.b", "b": "from . import a"}, [{"p.a", "p.b"}]),
        (
            {"a": "if TYPE_CHECKING:\n    from .b import B", "b": "import p.c", "c": "import p.a"},
            [{"p.a", "p.b", "p.c"}],
        ),
        ({"__init__": "from p.a import x", "a": "from p import x"}, [{"p", "p.a"}]),
    ],
)
def test_a_circle_is_found_wherever_the_imports_stand(tmp_path, sources, found):
    package = tmp_path / "p"
    package.mkdir()
    for name, source in sources.items():
        (package / f"{name}.py").write_text(source)
    modules = modules_of(package)
    assert circles({name: imports_of(name, path, modules) for name, path in modules.items()}) == (
        found
    )
