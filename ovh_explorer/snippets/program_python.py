"""Programs in Python, with python-ovh."""

# No words for people: code and its comments; what can't be written is said by marked messages.

import keyword
import re
from dataclasses import replace

from ovh_explorer.snippets.configured import PYTHON, key_reader
from ovh_explorer.snippets.language import SnippetContext, SnippetError, authenticated_call
from ovh_explorer.snippets.layout import Group, lay_out
from ovh_explorer.snippets.program import (
    MAX_TURNS,
    PAUSE_SECONDS,
    Condition,
    Conditions,
    Origin,
    Program,
    ProgramStep,
    Slot,
    condition_code,
    identifiers,
    marks_in,
    pieces_of,
    quoted_parts,
    step_lines,
    title_lines,
    whole_mark,
)
from ovh_explorer.snippets.python import FAILS, FAILS_RAW, client_lines, has_raw, statements
from ovh_explorer.snippets.python_values import comment, inner_literal, literal
from ovh_explorer.translation import _

__all__ = ["write"]

_STEP = 4
_RESERVED = (
    "client configparser dict enumerate error headers int isinstance json len list map os ovh "
    "ovh_key part peek plain print quote range reasons requests response secret str SystemExit "
    "time type value"
)
# What needs no backslash and no quote, and so can stand in an f-string of any version.
_PLAIN = re.compile(r"[^\"'\\]*")
_PART = '''def part(value):
    """A value as it stands in a path or a query."""
    text = plain(value)
    if text in ("", ".", ".."):
        raise SystemExit(f"{text!r} can't be part of a path.")
    return quote(text, safe="")
'''
_PLAIN_TEXT = '''def plain(value):
    """A value within a text, as JSON has it."""
    if value is None or isinstance(value, (dict, list)):
        raise SystemExit("A list, an object or null can't stand within a text.")
    return value if isinstance(value, str) else json.dumps(value)
'''
_PEEK = '''def peek(value, *path):
    """A part of a response; None where there is none."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value
'''
_FROM_ENVIRONMENT = '''def secret(name):
    """A secret, which the environment holds."""
    if not os.environ.get(name):
        raise SystemExit(f"Set {name} in the environment.")
    return os.environ[name]
'''
_LACKS = """except (LookupError, TypeError) as error:
    raise SystemExit(f"A response is not as it was: {error!r}") from error
"""


def write(program: Program, context: SnippetContext) -> str:
    """A program as one script."""
    if context.access_token:
        raise SnippetError(
            _(
                "python-ovh takes no access token. Sign in with a key or a service account, or "
                "choose Go or try."
            )
        )
    return _Writer(program, context).whole()


class _Writer:
    def __init__(self, program: Program, context: SnippetContext) -> None:
        self._program = program
        self._names = identifiers(program, [*keyword.kwlist, *_RESERVED.split()])
        self._context = replace(context, spell=self._spell)

    def whole(self) -> str:
        program, context = self._program, self._context
        lines = client_lines(authenticated_call(program.calls), context)
        for step in program.steps:
            lines += ["", *self._step(step)]
        body = "".join(f"{' ' * _STEP}{line}\n" if line else "\n" for line in lines)
        raw = FAILS_RAW if has_raw(program.calls, context) else ""
        code = f"{self._variables()}try:\n{body}{FAILS}{raw}{_LACKS}"
        functions = [_PART] if re.search(r"(?<![\w.])part\(", code) else []
        is_plain = re.search(r"(?<![\w.])plain\(", "".join([code, *functions]))
        functions = [_PLAIN_TEXT, *functions] if is_plain else functions
        functions += [_PEEK] if program.waits else []
        functions += [_FROM_ENVIRONMENT] if program.secrets else []
        if context.configured and context.section:
            functions.append(key_reader(PYTHON, context, literal).strip("\n") + "\n")
        blank = "\n\n" if functions else ""
        words = "".join(map(comment, title_lines(program, context, "pip install ovh")))
        after = [f"{blank}{text}" for text in functions]
        return "".join([words, self._imports(code), *after, blank, "" if blank else "\n", code])

    def _imports(self, code: str) -> str:
        program, context = self._program, self._context
        names = {"json"}
        if context.configured and context.section:
            names |= {"configparser", "os"}
        names |= {"os"} if program.secrets else set()
        names |= {"time"} if program.waits else set()
        lines = "".join(f"import {name}\n" for name in sorted(names))
        if re.search(r"(?<![\w.])part\(", code):
            lines += "from urllib.parse import quote\n"
        requests = "import requests\n" if has_raw(program.calls, context) else ""
        return f"\n{lines}\nimport ovh\n{requests}"

    def _variables(self) -> str:
        lines: list[str] = []
        for item in self._program.variables:
            lines += [comment(item.description)] if item.description else []
            value = f'secret("{item.environment}")' if item.is_secret else literal(item.value)
            lines.append(f"{self._names[item.name]} = {value}\n")
        return "".join([*lines, "\n"]) if lines else ""

    def _step(self, step: ProgramStep) -> list[str]:
        name = self._names[step.name]
        lines = [comment(line).rstrip("\n") for line in step_lines(step, self._context)]
        show = f"print(json.dumps({name}, indent=4))"
        if step.condition is None:
            return [*lines, *statements(step.call, self._context, _STEP, name), show]
        gives_up = Group("raise SystemExit(", (("", literal(step.gives_up)),), ")")
        asked = statements(step.call, self._context, 2 * _STEP, name)
        return [
            *lines,
            f"for _ in range({MAX_TURNS}):",
            *(f"    {line}" for line in asked),
            f"    if {self._condition(step.condition, name)}:",
            "        break",
            f"    time.sleep({PAUSE_SECONDS})",
            "else:",
            "    " + lay_out(gives_up, indent=2 * _STEP),
            show,
        ]

    def _condition(self, condition: Condition | Conditions, name: str) -> str:
        def one(condition: Condition) -> str:
            steps = [_value(step) for step in condition.steps]
            place = f"peek({', '.join([name, *steps])})"
            values = [_value(value) for value in condition.values]
            if len(values) == 1:
                signs = ("is", "is not") if isinstance(condition.values[0], bool) else ("==", "!=")
                return f"{place} {signs[condition.is_negated]} {values[0]}"
            sign = "not in" if condition.is_negated else "in"
            return f"{place} {sign} [{', '.join(values)}]"

        return condition_code(condition, one, ("and", "or"))

    # Values

    def _spell(self, code: str) -> str:
        program = self._program
        if not marks_in(code, program):
            return code
        slot = whole_mark(code, program)
        if slot is not None:
            text = self._text(slot)
            if slot.origin is None or slot.kind not in ("header", "query"):
                return text
            return f"plain({text})" if program.is_of_response(slot.origin) else text
        return self._target(code)

    def _target(self, code: str) -> str:
        pieces = pieces_of(code, self._program)
        inner = [piece if isinstance(piece, str) else self._inner(piece) for piece in pieces]
        is_code = [not isinstance(piece, str) for piece in pieces]
        if all(inner):
            calls = [
                f"part({text})" if code else text for text, code in zip(inner, is_code, strict=True)
            ]
            return _f_string(calls, is_code)
        return " + ".join(
            f'"{piece}"' if isinstance(piece, str) else f"part({self._text(piece)})"
            for piece in pieces
        )

    def _inner(self, slot: Slot) -> str:
        """The origin of a slot as it stands in an f-string; "" where it can't."""
        text = "" if slot.origin is None else self._origin(slot.origin, "'")
        return "" if '"' in text or "\\" in text else text

    def _text(self, slot: Slot) -> str:
        """What a slot is by itself."""
        if slot.origin is not None:
            return self._origin(slot.origin)
        texts = "".join(part for part in slot.parts if isinstance(part, str))
        quote, other = ("'", '"') if '"' in texts and "'" not in texts else ('"', "'")
        parts = [
            inner_literal(part, quote) if isinstance(part, str) else self._within(part, other)
            for part in slot.parts
        ]
        is_code = [not isinstance(part, str) for part in slot.parts]
        code = "".join(part for part, is_one in zip(parts, is_code, strict=True) if is_one)
        if quote not in code and "\\" not in code:
            return _f_string(parts, is_code, quote)
        return " + ".join(quoted_parts(slot, literal, self._within))

    def _within(self, origin: Origin, quote: str = "") -> str:
        """What an origin is within a text."""
        code = self._origin(origin, quote)
        return f"plain({code})" if self._program.is_of_response(origin) else code

    def _origin(self, origin: Origin, quote: str = "") -> str:
        return f"{self._names[origin.name]}{_path(origin.steps, quote)}"


def _f_string(parts: list[str], is_code: list[bool], quote: str = '"') -> str:
    """An f-string of texts as they are spelled in a literal, and code without such quotes."""
    inner = [
        f"{{{part}}}" if code else part.replace("{", "{{").replace("}", "}}")
        for part, code in zip(parts, is_code, strict=True)
    ]
    return f"f{quote}{''.join(inner)}{quote}"


def _path(steps: tuple[str | int, ...], quote: str = "") -> str:
    """The subscripts of a part of a response, their names between other quotes where they can."""
    found = ""
    for step in steps:
        if isinstance(step, int):
            found += f"[{step}]"
        elif quote and _PLAIN.fullmatch(step) and step.isprintable():
            found += f"[{quote}{step}{quote}]"
        else:
            found += f"[{literal(step)}]"
    return found


def _value(value: object) -> str:
    return literal(value) if isinstance(value, str) else repr(value)
