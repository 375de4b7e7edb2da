"""Programs in Node.js, with node-ovh; what that can't send, with what Node.js has of its own."""

# No words for people: code and its comments are the same in each language.

import re
from dataclasses import replace

from ovh_explorer.snippets import node_program as frame
from ovh_explorer.snippets.by_hand import credentials_of_all, says_why, signs
from ovh_explorer.snippets.language import SnippetContext, authenticated_call, wrapped
from ovh_explorer.snippets.layout import Group
from ovh_explorer.snippets.node import INSTALL, client_lines, needs_hand, request, why_by_hand
from ovh_explorer.snippets.node_by_hand import (
    key_lines,
    local_lines,
    response_lines,
    token_lines,
)
from ovh_explorer.snippets.node_layout import WIDTH, lay_out
from ovh_explorer.snippets.node_values import literal, template_text
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
    step_lines,
    title_lines,
    whole_mark,
)

__all__ = ["write"]

_NARROW = WIDTH - frame.STEP - 3
# Words of the language, and names that the program has.
_RESERVED = (
    "appKey appSecret arguments at async await body break case catch checkNumbers class clientId "
    "clientSecret clock const consumerKey continue createClient createHash debugger default "
    "delete do else enum error eval existsSync export extends false fetch finally for form "
    "function getSystemErrorName granted hash homedir if implements import in instanceof "
    "interface let main name new null ovh ovhKey package part peek plain private process "
    "protected public query queryId readFileSync require response return secret signature "
    "signed static subscribe super switch text this throw time token true try turn typeof "
    "undefined url var void while with yield"
)
_FUNCTIONS = {
    "at": """// A part of a response, which has to be there.
function at(value, ...path) {
  const found = path.reduce((inner, step) => inner?.[step], value);
  if (found === undefined || found === null) {
    throw new Error(`A response has no ${path.join('.')}.`);
  }
  checkNumbers(found);
  return found;
}

// JavaScript has rounded a long number, wherever it stands.
function checkNumbers(value) {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(checkNumbers);
  } else if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new Error(`A number is too long for JavaScript: ${value}.`);
  }
}
""",
    "peek": """// A part of a response; null where there is none.
function peek(value, ...path) {
  return path.reduce((inner, step) => {
    const isThere = Array.isArray(inner) === Number.isInteger(step);
    return isThere && typeof inner === 'object'
      ? (inner?.[step] ?? null)
      : null;
  }, value);
}
""",
    "part": """// A value as it stands in a path or a query.
function part(value) {
  const text = plain(value);
  if (['', '.', '..'].includes(text)) {
    throw new Error(`'${text}' can't be part of a path.`);
  }
  return encodeURIComponent(text);
}
""",
    "plain": """// A value within a text, as JSON has it.
function plain(value) {
  if (typeof value === 'object') {
    throw new Error("A list or an object can't stand within a text.");
  }
  return String(value);
}
""",
    "secret": """// A secret, which the environment holds.
function secret(name) {
  if (!process.env[name]) {
    console.error(`Set ${name} in the environment.`);
    process.exit(1);
  }
  return process.env[name];
}
""",
}


def write(program: Program, context: SnippetContext) -> str:
    """A program as one script."""
    return _Writer(program, context).whole()


class _Writer:
    def __init__(self, program: Program, context: SnippetContext) -> None:
        self._program = program
        self._names = identifiers(program, _RESERVED.split(), camel)
        self._origins = OriginWriter(program, self._names, _value)
        self._context = replace(context, spell=self._spell)

    def whole(self) -> str:
        program, context = self._program, self._context
        calls = program.calls
        by_hand = [call for call in calls if needs_hand(call, context, calls)]
        by_wrapper = [call for call in calls if call not in by_hand]
        reads = bool(by_wrapper or credentials_of_all(by_hand, context))
        lines = client_lines(authenticated_call(by_wrapper), context) if by_wrapper else []
        lines += key_lines(by_hand, context, commented=not by_wrapper)
        for number, step in enumerate(program.steps):
            lines += ["\n"] * bool(number) + self._step(step, is_by_hand=step.call in by_hand)
        code = "".join(frame.main(lines, context, by_wrapper=bool(by_wrapper)))
        variables = self._variables()
        part = _FUNCTIONS["part"] if "part(" in code else ""
        used = [
            f"{function}\n"
            for name, function in _FUNCTIONS.items()
            if re.search(rf"(?<![\w.]){name}\(", variables + code + part)
        ]
        words = title_lines(program, context, INSTALL if by_wrapper else "")
        imports = frame.imports(
            context,
            by_wrapper=bool(by_wrapper),
            signed=any(signs(call, context) for call in by_hand),
            reads=reads,
        )
        head = [*map(frame.comment, words), imports, frame.reader(context) if reads else ""]
        return "".join([*head, *used, variables, code])

    def _variables(self) -> str:
        lines: list[str] = []
        for item in self._program.variables:
            lines += [frame.comment(item.description)] if item.description else []
            value = f"secret('{item.environment}')" if item.is_secret else literal(item.value)
            lines.append(lay_out(value, before=f"const {self._names[item.name]} = ", after=";\n"))
        return "".join([*lines, "\n"]) if lines else ""

    def _step(self, step: ProgramStep, *, is_by_hand: bool) -> list[str]:
        """The statements of a step; lines but the first of each are already indented."""
        name = self._names[step.name]
        words = [frame.comment(line) for line in step_lines(step, self._context, _NARROW)]
        show = f"console.log(JSON.stringify({name}, null, 2));\n"
        indent = 2 * frame.STEP
        inner = self._sent(step, name, indent, is_by_hand=is_by_hand)
        opening = "{\n"
        if step.condition is not None:
            gives_up = Group("throw new Error(", (("", literal(step.gives_up)),), ")")
            opening = "for (let turn = 1; ; turn += 1) {\n"
            inner += [
                f"if ({self._condition(step.condition, name)}) {{\n",
                "  break;\n",
                "}\n",
                f"if (turn === {MAX_TURNS}) {{\n",
                "  " + lay_out(gives_up, after=";\n", indent=indent + frame.STEP),
                "}\n",
                f"await new Promise((resolve) => setTimeout(resolve, {1000 * PAUSE_SECONDS}));\n",
            ]
        return [
            *words,
            f"let {name};\n",
            opening + frame.block(inner, indent) + " " * frame.STEP + "}\n",
            show,
        ]

    def _sent(self, step: ProgramStep, name: str, indent: int, *, is_by_hand: bool) -> list[str]:
        call, context = step.call, self._context
        if not is_by_hand:
            return [
                *frame.query_statement(call, context, indent),
                lay_out(
                    request(call, context), before=f"{name} = await ", after=";\n", indent=indent
                ),
            ]
        why = why_by_hand(call, context) or "node-ovh would sign it with the consumer key it has"
        reason = wrapped(says_why(why, call, context), _NARROW - frame.STEP)
        return [
            *map(frame.comment, reason),
            *local_lines(call, context, indent),
            *token_lines(call, context, indent),
            *response_lines(call, context, indent),
            f"{name} = JSON.parse(text || 'null');\n",
        ]

    def _condition(self, condition: Condition | Conditions, name: str) -> str:
        def one(condition: Condition) -> str:
            place = f"peek({', '.join([name, *map(_value, condition.steps)])})"
            values = [_value(value) for value in condition.values]
            if len(values) == 1:
                return f"{place} {'!==' if condition.is_negated else '==='} {values[0]}"
            return f"[{', '.join(values)}].includes({place})"

        return condition_code(condition, one, ("&&", "||"))

    def _spell(self, code: str) -> str:
        program = self._program
        if not marks_in(code, program):
            return code
        slot = whole_mark(code, program)
        if slot is not None and slot.origin is not None and slot.kind in ("header", "query"):
            return self._origins.within(slot.origin)
        if slot is not None:
            return self._text(slot)
        pieces = pieces_of(code, program)
        inner = [
            piece if isinstance(piece, str) else f"${{part({self._text(piece)})}}"
            for piece in pieces
        ]
        return f"`{''.join(inner)}`"

    def _text(self, slot: Slot) -> str:
        if slot.origin is not None:
            return self._origins.code(slot.origin)
        inner = [
            template_text(part) if isinstance(part, str) else f"${{{self._origins.within(part)}}}"
            for part in slot.parts
        ]
        return f"`{''.join(inner)}`"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return literal(value) if isinstance(value, str) else str(value)
