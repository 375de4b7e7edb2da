"""Programs of a POSIX shell, whose lines are this program's own command line."""

# No words for people: code and its comments are the same in each language.

import itertools
import json
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ovh_explorer.call import Call
from ovh_explorer.snippets.command import command
from ovh_explorer.snippets.language import SnippetContext
from ovh_explorer.snippets.program import (
    MAX_TURNS,
    PAUSE_SECONDS,
    Origin,
    Program,
    ProgramStep,
    Slot,
    identifiers,
    marks_in,
    step_lines,
    title_lines,
)
from ovh_explorer.snippets.shell import comment, quoted, word

__all__ = ["write"]

# Variables that a shell or a program reads, in small letters too; and names that the program has.
_RESERVED = (
    "argv cdpath fpath functions json line mailpath manpath module_path options path prompt psvar "
    "signals status value watch whites"
)
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FUNCTIONS = {
    "line": """# A line of what a request printed, which has to be there.
line() {
  value=$(printf '%s\\n' "$1" | sed -n "$2p")
  case $value in
    '' | null | '[null]')
      echo 'A response lacks a value, or has a list or an object in its place.' >&2
      exit 1
      ;;
  esac
  printf '%s\\n' "$value"
}
""",
    "json": """# A text as JSON.
json() {
  whites=$(printf 's/\\t/\\\\\\\\t/g; s/\\r/\\\\\\\\r/g')
  printf '"%s"' "$(printf '%s\\n' "$1" |
    sed -e 's/[\\\\"]/\\\\&/g' -e "$whites" -e '$!s/$/\\\\n/' | tr -d '\\n')"
}
""",
}


def _takes_all(_call: Call) -> bool:
    return False


def write(program: Program, context: SnippetContext) -> str:
    """A program as one script."""
    return _Writer(program, context).whole()


class _Writer:
    def __init__(self, program: Program, context: SnippetContext) -> None:
        self._program = program
        self._names = identifiers(program, _RESERVED.split())
        # Marks are no values that a form takes: it is asked when the program runs.
        self._context = replace(context, spell=self._spell, refused=_takes_all)
        # Parts of the response to each step that are used, and whether as JSON.
        self._parts: dict[str, dict[tuple[Origin, bool], str]] = {}
        taken = {*self._names.values(), *_RESERVED.split()}
        known = {item.name for item in program.variables}
        for slot in program.slots.values():
            is_json = slot.kind == "body" and slot.origin is not None
            for part in slot.parts:
                if isinstance(part, Origin) and part.name not in known:
                    of_step = self._parts.setdefault(part.name, {})
                    if (part, is_json) not in of_step:
                        of_step[part, is_json] = self._part_name(part, is_json, taken)

    def _part_name(self, origin: Origin, is_json: bool, taken: set[str]) -> str:
        words = [str(step) for step in origin.steps] or ["value"]
        base = re.sub(r"\W", "_", "_".join([self._names[origin.name], *words]), flags=re.ASCII)
        base += "_json" if is_json else ""
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base}_{number}"
        taken.add(name)
        return name

    def whole(self) -> str:
        steps = "\n".join(self._step(step) for step in self._program.steps)
        used = [
            f"{function}\n"
            for name, function in _FUNCTIONS.items()
            if re.search(rf"\$\({name} ", steps)
        ]
        head = ["#!/bin/sh\n", *map(comment, title_lines(self._program, self._context, ""))]
        return "".join([*head, "set -e\n\n", *used, self._variables(), steps])

    def _variables(self) -> str:
        lines: list[str] = []
        for item in self._program.variables:
            lines += [comment(item.description)] if item.description else []
            value = quoted(item.value)
            if item.is_secret:
                value = f"${{{item.environment}:?Set it in the environment.}}"
            lines.append(f"{self._names[item.name]}={value}\n")
        return "".join([*lines, "\n"]) if lines else ""

    def _step(self, step: ProgramStep) -> str:
        words = "".join(map(comment, step_lines(step, self._context)))
        more: list[str] = []
        if step.until:
            more.append(f"--until {word(step.until)} --every {PAUSE_SECONDS}")
            more.append(f"--timeout {MAX_TURNS * PAUSE_SECONDS}")
        wanted = self._parts.get(step.name, {})
        if wanted:
            expressions = (
                f"to_string([{_expression(origin)}])" if is_json else _text_expression(origin)
                for origin, is_json in wanted
            )
            listed = ", ".join(expressions)
            more += [f"--filter {word(f'[{listed}]')}", "--output lines"]
        call, before = step.call, ""
        # Words of a command are shown to all who list the processes; what is piped, and what is in
        # the environment, isn't.
        if self._holds_secret((call.body or b"").decode("ascii")):
            body = self._spell(word((call.body or b"").decode("ascii")))
            before = f"printf '%s' {body} | "
            call = replace(call, body=b"-")
        call, set_before, hidden = self._hidden_values(call)
        text = before + set_before + command(call, self._context, [*hidden, *more])
        if not wanted:
            return f"{words}{text}\n"
        name = self._names[step.name]
        lines = [f"{name}=$({text})\n", f"printf '%s\\n' \"${name}\"\n"]
        for number, ((_, is_json), part) in enumerate(wanted.items(), 1):
            lines.append(f'{part}=$(line "${name}" {number})\n')
            if is_json:
                lines.append(f"{part}=${{{part}#[}}\n{part}=${{{part}%]}}\n")
        return "".join([words, *lines])

    def _holds_secret(self, text: str) -> bool:
        """Whether a secret goes into a value of a call: of the environment, or of a response."""
        slots = (self._program.slots[found[0]] for found in self._program.mark.finditer(text))
        return any(
            isinstance(part, Origin) and part.is_secret for slot in slots for part in slot.parts
        )

    def _hidden_values(self, call: Call) -> tuple[Call, str, list[str]]:
        """A call without its secret values of path, query and headers; what sets the variables of
        the command that hold them; and the options that name those.
        """
        variables: dict[str, str] = {}
        options: list[str] = []

        def shown(place: str, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
            kept = []
            for name, value in pairs:
                if not self._holds_secret(value):
                    kept.append((name, value))
                    continue
                variable = self._free_variable(variables)
                variables[variable] = self._spell(word(value))
                options.append(f"--from-env {word(f'{place}.{name}={variable}')}")
            return kept

        less = replace(
            call,
            path_values=tuple(shown("path", call.path_values)),
            query=tuple(shown("query", call.query)),
            headers=tuple(shown("header", call.headers)),
        )
        before = " ".join(f"{name}={value}" for name, value in variables.items())
        return less, f"{before} \\\n  " if before else "", options

    def _free_variable(self, taken: Collection[str]) -> str:
        given = {item.environment for item in self._program.secrets}
        names = (f"SECRET_{number}" for number in itertools.count(1))
        return next(name for name in names if name not in taken and name not in given)

    def _spell(self, code: str) -> str:
        """A word with expansions in place of its marks; those of a body with their quotes."""
        program = self._program
        if not marks_in(code, program):
            return code
        is_quoted = code.startswith(("'", '"'))

        def put(mark: re.Match[str]) -> str:
            slot = program.slots[mark["mark"]]
            text = self._json(slot) if slot.kind == "body" else self._text(slot)
            return f"'{text}'" if is_quoted else text

        return re.sub(rf'"?(?P<mark>{program.mark.pattern})"?', put, code)

    def _text(self, slot: Slot) -> str:
        """The word that a slot is."""
        return "".join(
            quoted(part) if isinstance(part, str) else f'"${self._variable(part, False)}"'
            for part in slot.parts
        )

    def _json(self, slot: Slot) -> str:
        """The word that a slot is as JSON."""
        origin = slot.origin
        if origin is not None and origin.name in self._parts:
            return f'"${self._variable(origin, True)}"'
        return f'"$(json {self._text(slot)})"'

    def _variable(self, origin: Origin, is_json: bool) -> str:
        of_step = self._parts.get(origin.name)
        return self._names[origin.name] if of_step is None else of_step[origin, is_json]


def _expression(origin: Origin) -> str:
    """A part of a response in JMESPath."""
    text = "@"
    for step in origin.steps:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step if _PLAIN_NAME.fullmatch(step) else json.dumps(step)}"
    return text.removeprefix("@.")


def _text_expression(origin: Origin) -> str:
    """A part of a response that goes into a text: nothing in place of a list or an object."""
    return f"[{_expression(origin)}] | [?type(@) != 'array' && type(@) != 'object'] | [0]"
