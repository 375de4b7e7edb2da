"""What can go wrong and what a person then sees: each row is a test, and ``tests/FAULTS.md`` is
made from them.

``python -m tests.faults`` writes the table anew.
"""

import functools
import importlib
import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
TABLE = HERE / "FAULTS.md"
# In this order; a row of another group is a mistake.
GROUPS = (
    "The network",
    "The response",
    "The API refuses",
    "The clock",
    "The catalog",
    "Settings and keys",
    "Files of our own",
    "The terminal",
    "The clipboard",
    "Signals and crashes",
    "Hostile content",
    "Requests",
)


@dataclass(frozen=True)
class Row:
    """A fault: `sees` is in what the screen or the command line says, ``…`` standing for what
    differs each time.
    """

    group: str
    what: str
    sees: str
    test: str


ROWS: list[Row] = []


def fault(group: str, what: str, sees: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A test that is a row of the table. It returns what was shown, which must hold `sees`."""

    def decorate(test: Callable[..., Any]) -> Callable[..., Any]:
        _add(group, what, sees, test)
        return _checked(test, lambda arguments: sees)

    return decorate


def faults(
    group: str, rows: Mapping[str, tuple[str, Any]]
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The same for several rows of one test: by what goes wrong, what is seen, and the value of its
    argument `case`.
    """

    def decorate(test: Callable[..., Any]) -> Callable[..., Any]:
        for what, (sees, _) in rows.items():
            _add(group, what, sees, test)

        def sees_of(arguments: dict[str, Any]) -> str:
            what = arguments["case"]
            arguments["case"] = rows[what][1]
            return rows[what][0]

        return pytest.mark.parametrize("case", list(rows))(_checked(test, sees_of))

    return decorate


def _add(group: str, what: str, sees: str, test: Callable[..., Any]) -> None:
    assert group in GROUPS, group
    file = Path(inspect.getsourcefile(test) or "").resolve().relative_to(HERE)
    ROWS.append(Row(group, what, sees, f"{file.as_posix()}::{test.__name__}"))


def _checked(
    test: Callable[..., Any], sees_of: Callable[[dict[str, Any]], str]
) -> Callable[..., Any]:
    if inspect.iscoroutinefunction(test):

        @functools.wraps(test)
        async def checked(**arguments: Any) -> None:
            sees = sees_of(arguments)
            _compare(sees, await test(**arguments))
    else:

        @functools.wraps(test)
        def checked(**arguments: Any) -> None:
            sees = sees_of(arguments)
            _compare(sees, test(**arguments))

    return checked


def _compare(sees: str, shown: Any) -> None:
    assert isinstance(shown, str), f"the test has to return what was shown, not {shown!r}"
    wanted = ".*?".join(re.escape(" ".join(part.split())) for part in sees.split("…"))
    assert re.search(wanted, " ".join(shown.split())), (
        f"not seen: {sees!r}; what was shown:\n{shown}"
    )


def table() -> str:
    """The table, of all tests there are."""
    for path in sorted(HERE.rglob("test_*.py")):
        if "import fault" in path.read_text(encoding="utf-8"):
            importlib.import_module(
                "tests." + path.relative_to(HERE).with_suffix("").as_posix().replace("/", ".")
            )
    lines = [
        "# Faults",
        "",
        "What can go wrong, what a person then sees (`…` stands for what differs), and the test that shows it. Made from",
        "the tests by `python -m tests.faults`; a test fails where it isn't up to date.",
    ]
    for group in GROUPS:
        # By file: which of them was imported first is another matter in each run.
        rows = sorted(
            (row for row in ROWS if row.group == group), key=lambda row: row.test.partition("::")[0]
        )
        if rows:
            lines += [
                "",
                f"## {group}",
                "",
                "| what goes wrong | what is seen | test |",
                "| --- | --- | --- |",
            ]
            lines += [f"| {_cell(row.what)} | {_cell(row.sees)} | `{row.test}` |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    # The module that the tests import, not this one, has their rows.
    from tests import faults as module

    TABLE.write_text(module.table(), encoding="utf-8")
