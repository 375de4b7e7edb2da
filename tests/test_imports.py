"""What start may import: a program that opens at once doesn't load what it may never use."""

import subprocess
import sys

import pytest

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
        "from ovh_explorer.cli.place import workspace_of\n"
        "workspace_of(parse(['--endpoint', 'ovh-eu']))\n"
        "import ovh_explorer.tui.app"
    )
    assert imported(start, LATER) - unavoidable == set()


@pytest.mark.parametrize(
    "module",
    [
        "ovh_explorer.config",
        "ovh_explorer.catalog.store",
        "ovh_explorer.client",
        "ovh_explorer.sandbox",
    ],
)
def test_rooms_are_light_at_the_door(module):
    assert (
        imported(f"import {module}", ["httpx", "textual", "pygments", "uvicorn", "msgspec"])
        == set()
    )


def test_the_command_line_without_a_screen_loads_no_textual():
    assert (
        imported(
            "import ovh_explorer.cli.calls, ovh_explorer.cli.catalog",
            ["textual", "rich", "uvicorn"],
        )
        == set()
    )
