"""Programs in PHP, with php-ovh."""

# No words for people: code and its comments; what can't be written is said by marked messages.

import re
from dataclasses import replace

from ovh_explorer.snippets.language import SnippetContext, SnippetError, authenticated_call
from ovh_explorer.snippets.php import INSTALL, PRETTY, guarded, reader, statements, top
from ovh_explorer.snippets.php_values import comment, literal
from ovh_explorer.snippets.program import (
    MAX_TURNS,
    PAUSE_SECONDS,
    Condition,
    Conditions,
    OriginWriter,
    Program,
    ProgramStep,
    Slot,
    camel,
    condition_code,
    identifiers,
    marks_in,
    pieces_of,
    quoted_parts,
    step_lines,
    title_lines,
    whole_mark,
)
from ovh_explorer.translation import _

__all__ = ["write"]

_STEP = 4
_RESERVED = ("answer", "error", "null", "ovh", "said", "this", "turn")
_FUNCTIONS = {
    "at": """// A part of a response, which has to be there.
function at($value, ...$path)
{
    foreach ($path as $step) {
        $value = $value[$step] ?? null;
    }
    if ($value === null) {
        throw new Exception('A response has no ' . implode('.', $path) . '.');
    }
    check($value);
    return $value;
}

// What PHP has read as something else, wherever it stands, isn't sent on.
function check($value): void
{
    if ($value === []) {
        throw new Exception("PHP can't tell an empty object from an empty list.");
    }
    if (is_float($value) && abs($value) >= 2 ** 53) {
        throw new Exception("A number is too long for PHP: $value.");
    }
    foreach (is_array($value) ? $value : [] as $part) {
        check($part);
    }
}
""",
    "peek": """// A part of a response; null where there is none.
function peek($value, ...$path)
{
    foreach ($path as $step) {
        $value = is_array($value) ? $value[$step] ?? null : null;
    }
    return $value;
}
""",
    "part": """// A value as it stands in a path or a query.
function part($value): string
{
    $text = plain($value);
    if (in_array($text, ['', '.', '..'], true)) {
        throw new Exception("'$text' can't be part of a path.");
    }
    return rawurlencode($text);
}
""",
    "plain": """// A value within a text, as JSON has it.
function plain($value): string
{
    if ($value === null || is_array($value)) {
        throw new Exception("A list, an object or null can't stand within a text.");
    }
    return is_string($value) ? $value : json_encode($value, JSON_PRESERVE_ZERO_FRACTION);
}
""",
    "secret": """// A secret, which the environment holds.
function secret(string $name): string
{
    if (!getenv($name)) {
        fwrite(STDERR, "Set $name in the environment." . PHP_EOL);
        exit(1);
    }
    return getenv($name);
}
""",
}


def write(program: Program, context: SnippetContext) -> str:
    """A program as one script."""
    if context.access_token:
        raise SnippetError(
            _(
                "php-ovh takes no access token. Sign in with a key or a service account, or "
                "choose Go or try."
            )
        )
    return _Writer(program, context).whole()


class _Writer:
    def __init__(self, program: Program, context: SnippetContext) -> None:
        self._program = program
        self._names = {
            name: f"${text}" for name, text in identifiers(program, _RESERVED, camel).items()
        }
        self._origins = OriginWriter(program, self._names, _value)
        self._context = replace(context, spell=self._spell)

    def whole(self) -> str:
        program, context = self._program, self._context
        lines: list[str] = []
        for step in program.steps:
            lines += [""] * bool(lines) + self._step(step)
        code = guarded(authenticated_call(program.calls), lines, context)
        variables = self._variables()
        part = _FUNCTIONS["part"] if "part(" in code else ""
        used = [
            f"{function}\n"
            for name, function in _FUNCTIONS.items()
            if re.search(rf"(?<![\w>]){name}\(", variables + code + part)
        ]
        head = top(title_lines(program, context, INSTALL), context)
        return "".join([*head, reader(context), *used, variables, code])

    def _variables(self) -> str:
        lines: list[str] = []
        for item in self._program.variables:
            lines += [comment(item.description)] if item.description else []
            value = f"secret('{item.environment}')" if item.is_secret else literal(item.value)
            lines.append(f"{self._names[item.name]} = {value};\n")
        return "".join([*lines, "\n"]) if lines else ""

    def _step(self, step: ProgramStep) -> list[str]:
        name = self._names[step.name]
        lines = [comment(line).rstrip("\n") for line in step_lines(step, self._context)]
        show = f"echo json_encode({name}, {PRETTY}), PHP_EOL;"
        if step.condition is None:
            return [*lines, *statements(step.call, self._context, name), show]
        asked = statements(step.call, self._context, name, 2 * _STEP)
        return [
            *lines,
            "for ($turn = 1; true; $turn++) {",
            *(f"    {line}" for line in asked),
            f"    if ({self._condition(step.condition, name)}) {{",
            "        break;",
            "    }",
            f"    if ($turn === {MAX_TURNS}) {{",
            f"        throw new Exception({literal(step.gives_up)});",
            "    }",
            f"    sleep({PAUSE_SECONDS});",
            "}",
            show,
        ]

    def _condition(self, condition: Condition | Conditions, name: str) -> str:
        def one(condition: Condition) -> str:
            place = f"peek({', '.join([name, *map(_value, condition.steps)])})"
            values = [_value(value) for value in condition.values]
            if len(values) == 1:
                return f"{place} {'!==' if condition.is_negated else '==='} {values[0]}"
            return f"in_array({place}, [{', '.join(values)}], true)"

        return condition_code(condition, one, ("&&", "||"))

    def _spell(self, code: str) -> str:
        program = self._program
        if not marks_in(code, program):
            return code
        slot = whole_mark(code, program)
        if slot is not None:
            if slot.origin is not None and slot.kind in ("header", "query"):
                return self._origins.within(slot.origin)
            return self._text(slot)
        quote = code[0]
        return " . ".join(
            f"{quote}{piece}{quote}" if isinstance(piece, str) else f"part({self._text(piece)})"
            for piece in pieces_of(code, program)
        )

    def _text(self, slot: Slot) -> str:
        if slot.origin is not None:
            return self._origins.code(slot.origin)
        return " . ".join(quoted_parts(slot, literal, self._origins.within))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return literal(value) if isinstance(value, str) else str(value)
