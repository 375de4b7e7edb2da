"""What data files hold for people is declared, so that it has a translation."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.findings import fail_where
from tests.translation.messages import DATA, DOCUMENTS, ROOT
from tests.translation.sentences import is_sentence

# What nobody reads on a screen, and why: patterns of files and of keys.
FOR_PROGRAMS = {
    # Why a rule is so, for who judges it, and the paths it is for.
    "catalog/effects.toml": ("*.why", "rule.operations"),
    "catalog/search/languages/*.toml": ("*",),  # words of the search, by language
    "catalog/search/weights.json": ("*",),  # numbers by names; feature_words.py says them
    "workspace/account/tools.toml": ("*.calls",),
    "workspace/calls/question_french.toml": ("*",),  # French itself
    # What is sent, and what is typed.
    "workspace/recipes/shipped/*.toml": ("steps.body.*", "parameters.*.example"),
}
FILES = sorted(
    path
    for ending in ("toml", "json")
    for path in ROOT.rglob(f"*.{ending}")
    if path.parent.name != "translation"
)


def texts(content: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a document, each with the names that lead to it."""
    if isinstance(content, list):
        for item in content:
            yield from texts(item, key)
    elif isinstance(content, dict):
        for name, value in content.items():
            yield from texts(value, f"{key}.{name}".removeprefix("."))
    elif isinstance(content, str):
        yield key, content


def is_at(key: str, pattern: str) -> bool:
    """Whether a key is one of a pattern, in which ``*`` is every name."""
    names, wanted = key.split("."), pattern.split(".")
    if pattern == "*":
        return True
    return len(names) == len(wanted) and all(
        one in ("*", name) for name, one in zip(names, wanted, strict=True)
    )


def undeclared(path: Path, content: Any) -> list[str]:
    """The sentences of a file that have no translation."""
    places = [*DATA.items(), *FOR_PROGRAMS.items()]
    keys = [key for files, keys in places if path in ROOT.glob(files) for key in keys]
    names = {
        name
        for documents in DOCUMENTS.values()
        for files, names in documents.items()
        if path in ROOT.glob(files)
        for name in names
    }
    return [
        f"{key}: {text}"
        for key, text in texts(content)
        if is_sentence(text)
        and not any(is_at(key, pattern) for pattern in keys)
        and not names.intersection((key.rpartition(".")[2], f"keys of {key.rpartition('.')[0]}"))
    ]


def read(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else tomllib.loads(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_sentence_of_a_data_file_is_declared(path):
    fail_where(
        undeclared(path, read(path)),
        "Declare the sentences of this file in tests/translation/places/:",
    )


def test_a_sentence_that_is_not_declared_is_found():
    path = ROOT / "workspace/account/tools.toml"
    content = read(path)
    content["certbot"]["note"] = "Renews the certificates each night."
    assert undeclared(path, content) == ["certbot.note: Renews the certificates each night."]
