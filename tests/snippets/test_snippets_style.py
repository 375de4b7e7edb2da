"""How snippets read: formatters of each language leave them as they are, and its linters find
nothing.
"""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ovh_explorer.call import Call
from ovh_explorer.snippets import LANGUAGES, SnippetContext, SnippetError, script, snippet

from .calls import CASES, NOT_FOR_PYTHON
from .test_snippets_real import examples  # noqa: F401

WORDS = (
    "Add a record, which is said in more words than a line of a comment holds: a 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 漢字 " * 2
)
# Thousands of odd characters in a call take formatters long, and are in a line of their own anyway.
UNREADABLE = {"GET payloads", "GET payloads as names", "POST payloads"}
CONTEXTS = (
    SnippetContext(describe=lambda _: WORDS, note="A note"),
    SnippetContext(configured=True),
    SnippetContext(service_account=True),
    SnippetContext(pages=True),
    SnippetContext(pages=True, configured=True),
)


def codes(language: str, calls: list[Call], every: int) -> Iterator[str]:
    """The code of the calls and of the cases, and of some in every way that there is; only of one
    in `every`.
    """
    cases = [case for name, case in CASES.items() if name not in UNREADABLE][::every]
    for call in calls[:: every * every] + cases:
        with contextlib.suppress(SnippetError):
            yield snippet(language, call)
    for context in CONTEXTS:
        if context.pages and not LANGUAGES[language].pages:
            continue
        for call in cases:
            # Some calls have no code in some language.
            with contextlib.suppress(SnippetError):
                yield snippet(language, call, context)
    for start in range(0, len(cases) - 2, 3):
        yield script(language, cases[start : start + 3], CONTEXTS[start % 3])
    yield script(language, cases[:3], SnippetContext(stop="Secrets were left out", note="A note"))


def written(language: str, calls: list[Call], directory: Path, every: int = 1) -> Path:
    """Files of the codes, in a directory of their own; every so manyth, where a program takes
    long for each.
    """
    directory = directory / language
    directory.mkdir()
    for number, code in enumerate(codes(language, calls, every)):
        file = directory / f"call{number}.{LANGUAGES[language].extension}"
        file.write_text(code, encoding="utf-8", newline="")
    return directory


def need(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not on this machine")


def finds_nothing(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, (done.stdout + done.stderr)[:4000]


def test_python(examples: list[Call], tmp_path: Path) -> None:  # noqa: F811
    files = written("python", examples, tmp_path)
    ruff = (sys.executable, "-m", "ruff")
    finds_nothing(*ruff, "format", "--isolated", "--no-cache", "--check", files)
    rules = "E4,E7,E9,F,W,I,B,UP,S113"
    finds_nothing(*ruff, "check", "--isolated", "--no-cache", "--select", rules, files)


def test_php(examples: list[Call], tmp_path: Path) -> None:  # noqa: F811
    need("phpcs")
    files = written("php", [*NOT_FOR_PYTHON.values(), *examples], tmp_path, every=5)
    # Without warnings: PSR-12 has none but for lines that a long text makes long.
    finds_nothing("phpcs", "--standard=PSR12", "-n", "-q", "--parallel=2", files)
