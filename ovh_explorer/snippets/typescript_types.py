"""Types of TypeScript: interfaces for what a call sends and gets, as prettier has them."""

# No words for people: code and its comments are the same in each language.

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from ovh_explorer.snippets.code_types import (
    CallTypes,
    Choice,
    Core,
    Declared,
    Kind,
    ListOf,
    MapOf,
)
from ovh_explorer.snippets.layout import columns
from ovh_explorer.snippets.node_layout import WIDTH
from ovh_explorer.snippets.node_values import literal

__all__ = ["TypeNames"]

# What TypeScript or the code itself means by a name.
_RESERVED = frozenset(
    ("Array", "Error", "JSON", "Promise", "Record", "String", "URLSearchParams", "Response", "T")
)
_PLAIN_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")


class TypeNames:
    """The types of some calls, each declared once and under a name of its own.

    Args:
        calls: the types of each call; of the same key they may be unlike.
    """

    def __init__(self, calls: Iterable[CallTypes]) -> None:
        self._names: dict[tuple[str, Declared], str] = {}
        self._lines: list[str] = []
        used: set[str] = set(_RESERVED)
        known = list(calls)
        for types in known:
            for key, meant in types.declared.items():
                if (key, meant) not in self._names:
                    name = self._names[key, meant] = _free_name(key, used)
                    used.add(name)
        written: set[str] = set()
        for types in known:
            for key, meant in types.declared.items():
                name = self._names[key, meant]
                if name not in written:
                    written.add(name)
                    self._lines += ["\n"] * bool(self._lines)
                    self._lines += self._declaration(name, meant, types.declared)

    @property
    def declarations(self) -> list[str]:
        """The lines that declare all of them, and a blank one; nothing for none."""
        return [*self._lines, "\n"] if self._lines else []

    def written(self, kind: Kind, declared: Mapping[str, Declared]) -> str:
        """A type as it is written behind a colon."""
        match kind:
            case Core(name):
                return "null" if name == "void" else name
            case ListOf(item):
                return f"{self.written(item, declared)}[]"
            case MapOf(value):
                return f"Record<string, {self.written(value, declared)}>"
        return self._names[kind.key, declared[kind.key]]

    def _declaration(
        self, name: str, meant: Declared, declared: Mapping[str, Declared]
    ) -> Iterator[str]:
        if isinstance(meant, Choice):
            yield from _union(name, meant)
            return
        yield f"interface {name} {{" + ("\n" if meant.fields else "}\n")
        for field in meant.fields:
            head = f"  {_key(field.name)}{'' if field.required else '?'}:"
            text = self.written(field.kind, declared)
            null = " | null" if field.nullable else ""
            line = f"{head} {text}{null};"
            if isinstance(field.kind, MapOf) and columns(line) > WIDTH:
                value = self.written(field.kind.value, declared)
                yield f"{head} Record<\n    string,\n    {value}\n  >{null};\n"
            elif isinstance(field.kind, ListOf) and field.nullable and columns(line) > WIDTH:
                yield f"{head}\n    | {text}\n    | null;\n"
            else:
                yield f"{line}\n"
        if meant.fields:
            yield "}\n"


def _union(name: str, meant: Choice) -> Iterator[str]:
    values = [literal(value) if isinstance(value, str) else str(value) for value in meant.values]
    values = list(dict.fromkeys(values)) or ["string"]
    line = f"type {name} = {' | '.join(values)};"
    next_line = f"  {' | '.join(values)};"
    # A name that takes a line to itself leaves prettier the next one, or makes it skip that.
    is_long = columns(f"type {name} = ") > WIDTH
    if columns(line) <= WIDTH:
        yield f"{line}\n"
    elif len(values) == 1 or (is_long and columns(next_line) <= WIDTH):
        yield f"type {name} =\n{next_line}\n"
    else:
        yield f"type {name} =\n" + "\n" * is_long
        yield "\n".join(f"{'  ' * is_long}  | {value}" for value in values) + ";\n"


def _key(name: str) -> str:
    return name if _PLAIN_KEY.fullmatch(name) else literal(name)


def _free_name(key: str, used: set[str]) -> str:
    """A name for a type that no other has."""
    parts = re.findall("[A-Za-z0-9]+", key)
    name = "".join(part[:1].upper() + part[1:] for part in parts) or "Model"
    name = f"Model{name}" if name[0].isdigit() else name
    if name in used:
        name = next(f"{name}{number}" for number in count(2) if f"{name}{number}" not in used)
    return name
