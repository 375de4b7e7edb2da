"""Finds sentences for people that are not marked, and messages that are made of pieces.

A sentence is a text with two words and a blank between them, one of them in small letters; on the
screen also one word with a capital. It is none where its place says that it is for a program: a
docstring, a regular expression, SQL, CSS, what is compared, the words of an exception of Python's
own that tells of a mistake in the code. What is left is marked in the code:

    # No words for people: REASON          for a whole module, on a line of its own
    "…"  # not for people                  for a line, on it or on the one above
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.translation.messages import ROOT, TABLES, package_of, sources

__all__ = ["findings_of", "findings_of_package", "is_sentence"]

MODULE_MARK = "# No words for people: "
LINE_MARK = "# not for people"

_MARKS = {"_", "N_", "ngettext", "pgettext"}
_CODE_FIELDS = {"annotation", "returns", "decorator_list"}
_NOT_SHOWN = {
    "AssertionError", "LookupError", "KeyError", "IndexError", "TypeError", "RuntimeError",
    "NotImplementedError", "AttributeError",
}  # fmt: skip
_PROGRAM_CALLS = {
    "execute", "executemany", "executescript", "query_one", "query", "add_class", "remove_class",
    "TypeVar", "cast", "run_action", "getattr", "hasattr",
}  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]{2,}[,.;:!?…)»”’'\]]* [(«“‘]?(?:\x00|[^\W\d_])|\x00 [^\W\d_]{2,}")
# A value, and what is said of it.
_LABEL = re.compile(r"\x00[:;] (?:\x00|$)")
_SMALL_WORD = re.compile(r"(?<![\w/{.$\[-])[a-zà-ÿ]{2,}(?![\w/=(-])")
_ONE_WORD = re.compile(r"[A-Z][a-z]+[.!?…:]?")
_SQL = re.compile(
    r"\s*(?:(?:SELECT|INSERT|UPDATE|CREATE|ALTER|DROP|PRAGMA|WITH|BEGIN|ATTACH|REPLACE)\b|"
    r"(?i:select .+ from|insert (?:or \w+ )?into|update .+ set|delete from|(?:create|drop) \w+) )"
)
_STYLE = re.compile(
    r"(?:bold|dim|italic|underline|reverse|strike|not|on|red|green|yellow|blue|magenta|cyan|white|"
    r"black|default|round|solid|heavy|tall|(?:bright|ansi)_\w+|\$[\w-]+|\x00|\d+%|\s)+"
)


def findings_of(path: Path) -> list[str]:
    """The sentences of a module that are not marked, and messages made of pieces, by line."""
    text = path.read_text(encoding="utf-8")
    if any(line.startswith(MODULE_MARK) for line in text.splitlines()):
        return []
    is_screen = path.is_relative_to(ROOT / "tui")
    return _Finder(text, is_screen=is_screen).found()


def findings_of_package(package: str) -> list[str]:
    """Those of all modules of a catalog, each with its place."""
    return [
        f"{path.relative_to(ROOT.parent)}:{finding}"
        for path in sources()
        if package_of(path) == package
        for finding in findings_of(path)
    ]


def is_sentence(text: str) -> bool:
    """Whether a text has two words with a blank between them, one of them in small letters."""
    return bool(_WORDS.search(text) and _SMALL_WORD.search(text))


class _Finder:
    def __init__(self, text: str, *, is_screen: bool) -> None:
        self._lines = text.splitlines()
        self._tree = ast.parse(text)
        self._is_screen = is_screen

    def found(self) -> list[str]:
        return list(self._in(self._tree))

    def _in(self, node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str) and self._is_sentence(node.value):
                yield from self._say(node, "not marked", node.value)
        elif isinstance(node, ast.JoinedStr):
            yield from self._in_pieces(node)
        elif isinstance(node, ast.Call):
            yield from self._in_call(node)
        elif isinstance(node, ast.BinOp):
            yield from self._in_sum(node)
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                # A name for a marked message.
                parts = [value] if _is_mark(value) or key is None else [key, value]
                yield from self._in_field(parts)
        elif not self._is_for_programs(node):
            for name, value in ast.iter_fields(node):
                if name not in _CODE_FIELDS:
                    yield from self._in_field(value)

    def _in_field(self, value: object) -> Iterator[str]:
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, ast.AST):
                yield from self._in(item)

    def _in_pieces(self, node: ast.JoinedStr) -> Iterator[str]:
        text = "".join(
            str(part.value) if isinstance(part, ast.Constant) else "\x00" for part in node.values
        )
        marked = [part for part in node.values if _has_mark(part)]
        if len(marked) > 1 or (marked and _SMALL_WORD.search(text)):
            yield from self._say(node, "made of pieces", text)
        elif self._is_sentence(text):
            yield from self._say(node, "not marked", text)
        elif _LABEL.search(text):
            yield from self._say(node, "set otherwise in French: labelled(), in_series()", text)
        elif any(_has_marked_text(part) for part in marked):
            # Of Python 3.11 Babel takes an f-string for one text.
            yield from self._say(node, "not found by Babel inside of an f-string", text)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from self._in(part.value)

    def _in_sum(self, node: ast.BinOp) -> Iterator[str]:
        sides = (node.left, node.right)
        if isinstance(node.op, ast.Add) and any(_is_mark(side) for side in sides):
            yield from self._say(node, "made of pieces", ast.unparse(node))
        is_text = isinstance(node.left, ast.Constant) and isinstance(node.left.value, str)
        if isinstance(node.op, ast.Mod) and (is_text or _is_mark(node.left)):
            yield from self._say(node, "made of pieces: use .format()", ast.unparse(node))
        for side in sides:
            yield from self._in(side)

    def _in_call(self, node: ast.Call) -> Iterator[str]:
        name = _name_of(node.func)
        if name in _MARKS:
            yield from self._in_mark(node, name)
            return
        if _is_regular_expression(node.func) or name in _PROGRAM_CALLS:
            return
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Constant):
            between = node.func.value.value
            if name == "join" and isinstance(between, str) and between.strip() in (":", ";"):
                yield from self._say(node, "set otherwise in French: in_series()", between)
        yield from self._in(node.func)
        for argument in node.args:
            # Of a row of a table it is said which arguments are for people.
            if name not in TABLES or not isinstance(argument, ast.Constant):
                yield from self._in(argument)
        for keyword in node.keywords:
            if name not in TABLES or not isinstance(keyword.value, ast.Constant):
                yield from self._in(keyword.value)

    def _in_mark(self, node: ast.Call, name: str) -> Iterator[str]:
        count = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}[name]
        for argument in node.args[:count]:
            if isinstance(argument, ast.JoinedStr | ast.BinOp) or (
                isinstance(argument, ast.Call) and _name_of(argument.func) == "format"
            ):
                yield from self._say(node, "made of pieces before it is translated", "")
            elif isinstance(argument, ast.IfExp):
                yield from self._say(node, "mark both messages, not the choice", "")
        for argument in node.args[count:]:
            yield from self._in(argument)

    def _is_sentence(self, text: str) -> bool:
        if _SQL.match(text) or _STYLE.fullmatch(text):
            return False
        return is_sentence(text) or bool(self._is_screen and _ONE_WORD.fullmatch(text))

    def _is_for_programs(self, node: ast.AST) -> bool:
        if isinstance(node, ast.Expr):
            return isinstance(node.value, ast.Constant)
        if isinstance(node, ast.Compare | ast.Assert):
            return not any(isinstance(part, ast.Call) for part in ast.walk(node))
        if isinstance(node, ast.Raise):
            error = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            return error is not None and _name_of(error) in _NOT_SHOWN
        if isinstance(node, ast.Subscript):
            return _name_of(node.value) == "Literal"
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [_name_of(target) for target in targets]
            return any(item == "__all__" or item.endswith("CSS") for item in names)
        return False

    def _say(self, node: ast.expr, words: str, text: str) -> Iterator[str]:
        last = node.end_lineno or node.lineno
        around = self._lines[max(0, node.lineno - 2) : last]
        above, own = around[0], around[1:] if node.lineno > 1 else around
        if any(LINE_MARK in line for line in own) or above.strip().startswith(LINE_MARK):
            return
        shown = text.replace("\x00", "{}")
        yield f"{node.lineno}: {words}: {shown[:70]!r}" if text else f"{node.lineno}: {words}"


def _name_of(node: ast.AST | None) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _is_mark(node: ast.AST) -> bool:
    """Whether it is a translated message, with values or without."""
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return _is_mark(node.func.value)
    return _name_of(node.func) in _MARKS


def _has_mark(node: ast.AST) -> bool:
    return any(_is_mark(part) for part in ast.walk(node))


def _has_marked_text(node: ast.AST) -> bool:
    """Whether a message itself is marked in it, and not the name of one."""
    return any(
        isinstance(part, ast.Call) and _is_mark(part) and isinstance(part.args[0], ast.Constant)
        for part in ast.walk(node)
    )


def _is_regular_expression(function: ast.AST) -> bool:
    return isinstance(function, ast.Attribute) and _name_of(function.value) == "re"
