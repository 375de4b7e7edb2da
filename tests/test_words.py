"""No class, function, constant or module of ours is named by a word that has a plainer one.

The rule is the table *Words* of ``ARCHITECTURE.md``: one word for one thing, the field's own.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.findings import fail_where

ROOT = Path(__file__).resolve().parents[1] / "ovh_explorer"

# What a name may not hold, and what it says instead.
PLAIN_WORDS = {
    "response": {"answer", "answers", "answered"},
    "request": {"asking", "asked"},
    "send, try": {"trying", "tried"},
    "copy": {"taking", "taken"},
    "show, one_line": {"visible"},
    "open": {"opening", "opened"},
    "follow, navigate": {"following"},
    "fill, paste": {"filling"},
    "compare, difference": {"differing"},
    "choose, look up": {"picking", "picked"},
    "request, key press": {"arrival", "arrivals", "arriving"},
    "preference, cache, draft": {"remembering", "remembered", "memory", "memories"},
    "cache, stored": {"kept"},
    "sign": {"signed"},
    "draft, text": {"typed"},
    "user": {"person", "people", "somebody", "whoever", "nobody"},
    "max": {"most", "longest", "largest", "deepest", "enough"},
    "min": {"least", "shortest"},
}
INSTEAD = {word: plain for plain, words in PLAIN_WORDS.items() for word in words}

# Names that say what the thing is called elsewhere, or that are plain as they are.
EXCEPTIONS: dict[str, str] = {
    "client/body.py BodyWriter.in_memory": "the memory of the computer",
    "client/body.py _MAX_MEMORY_BYTES": "the memory of the computer",
    "tui/terminal/free_memory.py free_memory": "the memory of the computer",
    "tui/terminal/free_memory.py limit_free_memory": "the memory of the computer",
    "tui/terminal/free_memory.py return_freed_memory": "the memory of the computer",
    "sandbox/words.py _PEOPLE": "the people of the demo's account",
    "workspace/account/least_privilege.py least_privilege": "what security calls it",
}


def names_in(tree: ast.AST, above: str = "") -> Iterator[str]:
    """The names of classes, functions and constants of a module, with those they are inside of."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{above}{node.name}"
            yield from names_in(node, f"{above}{node.name}.")
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name) and re.fullmatch("_?[A-Z][A-Z0-9_]*", target.id):
                    yield f"{above}{target.id}"
        else:
            yield from names_in(node, above)


def words_of(name: str) -> list[str]:
    """The words of a name, whether ``snake_case``, ``CamelCase`` or ``UPPER_CASE``."""
    return [word.lower() for word in re.findall("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]


def named_otherwise(root: Path) -> dict[str, str]:
    """Names of a package that hold a word that has a plainer one, and the plainer one."""
    found = {}
    for path in sorted(root.rglob("*.py")):
        where = path.relative_to(root).as_posix()
        names = [path.stem, *names_in(ast.parse(path.read_text(encoding="utf-8")))]
        for name in names:
            for word in words_of(name.rpartition(".")[2]):
                if word in INSTEAD:
                    found[f"{where} {name}"] = f"{word}: say {INSTEAD[word]}"
    return found


def test_names_are_plain_words():
    fail_where(
        (
            f"{name}: {words}"
            for name, words in named_otherwise(ROOT).items()
            if name not in EXCEPTIONS
        ),
        "Choose plainer names, see *Words* in ARCHITECTURE.md:",
    )


def test_the_exceptions_are_still_there():
    fail_where(
        sorted(set(EXCEPTIONS) - set(named_otherwise(ROOT))),
        "No name like these is there any more. Take them out of EXCEPTIONS:",
    )


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("class AnswerLost: ...", ["AnswerLost"]),
        ("_MOST_LINES = 3", ["_MOST_LINES"]),
        ("class Key:\n    def asked(self): ...", ["Key.asked"]),
        ("if True:\n    def somebody(): ...", ["somebody"]),
        ("def ask():\n    most = 3", []),
        ("almost = 3\nclass Taskmaster: ...", []),
    ],
)
def test_a_name_is_found_wherever_it_stands(tmp_path, source, names):
    (tmp_path / "plain.py").write_text(source)
    assert list(named_otherwise(tmp_path)) == [f"plain.py {name}" for name in names]


def test_a_module_is_a_name_too(tmp_path):
    (tmp_path / "taking.py").write_text("")
    assert list(named_otherwise(tmp_path)) == ["taking.py taking"]
