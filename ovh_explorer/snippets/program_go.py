"""Programs in Go, with go-ovh."""

# No words for people: code and its comments are the same in each language.

import re
from dataclasses import replace
from textwrap import indent

from ovh_explorer.snippets.go import (
    INSTALL,
    TAB,
    body_of,
    client_lines,
    comment,
    literal,
    query_of,
    reader,
    statement,
    top,
)
from ovh_explorer.snippets.language import SnippetContext
from ovh_explorer.snippets.program import (
    MAX_TURNS,
    PAUSE_SECONDS,
    Condition,
    Conditions,
    Origin,
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

# Words of the language, names of packages, and names that the program has.
_RESERVED = (
    "any append at bool break case chan client const continue cursor default defer else err "
    "error fallthrough false fmt for func go goto http if import int interface json len log main "
    "make map nil os ovh ovhKey package page panic part peek plain query range request response "
    "return secret select show string strings struct switch text time true turn type url var"
)
_PACKAGES = (
    ("json", "encoding/json"),
    ("fmt", "fmt"),
    ("log", "log"),
    ("http", "net/http"),
    ("url", "net/url"),
    ("os", "os"),
    ("strings", "strings"),
    ("time", "time"),
)
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
_FUNCTIONS = {
    "show": """
// show prints a response.
func show(result any) {
	text, err := json.MarshalIndent(result, "", "    ")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
}
""",
    "at": """
// at is a part of a response, which has to be there.
func at(value any, path ...any) any {
	found := peek(value, path...)
	if found == nil {
		log.Fatalf("A response has no %v.", path)
	}
	return found
}
""",
    "peek": """
// peek is a part of a response; nil where there is none.
func peek(value any, path ...any) any {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, _ := value.(map[string]any)
			value = object[step]
		case int:
			list, _ := value.([]any)
			if step < len(list) {
				value = list[step]
			} else {
				value = nil
			}
		}
	}
	return value
}
""",
    "part": """
// part is a value as it stands in a path or a query.
func part(value any) string {
	text := plain(value)
	if text == "" || text == "." || text == ".." {
		log.Fatalf("%q can't be part of a path.", text)
	}
	return strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
}
""",
    "plain": """
// plain is a value within a text.
func plain(value any) string {
	switch value.(type) {
	case nil, map[string]any, []any:
		log.Fatal("A list, an object or null can't stand within a text.")
	}
	return fmt.Sprint(value)
}
""",
    "secret": """
// secret is what the environment holds.
func secret(name string) string {
	value := os.Getenv(name)
	if value == "" {
		log.Fatalf("Set %s in the environment.", name)
	}
	return value
}
""",
}


def write(program: Program, context: SnippetContext) -> str:
    """A program as one file."""
    return _Writer(program, context).whole()


class _Writer:
    def __init__(self, program: Program, context: SnippetContext) -> None:
        self._program = program
        self._names = identifiers(program, _RESERVED.split(), camel)
        self._context = replace(context, spell=self._spell)

    def whole(self) -> str:
        program, context = self._program, self._context
        steps = "".join(f"\n{self._step(step)}" for step in program.steps)
        variables = self._variables(steps)
        body = f"func main() {{\n{variables}{client_lines(context)}{steps}}}\n"
        at = _FUNCTIONS["at"] if re.search(r"(?<![\w.])at\(", body) else ""
        at += _FUNCTIONS["part"] if re.search(r"(?<![\w.])part\(", body) else ""
        used = [
            function
            for name, function in _FUNCTIONS.items()
            if re.search(rf"(?<![\w.]){name}\(", body + at)
        ]
        code = "".join([body, *used, reader(context)])
        names = [path for name, path in _PACKAGES if re.search(rf"(?<![\w.]){name}\.", code)]
        lines = "".join(f'\t"{name}"\n' for name in names)
        imports = f'import (\n{lines}\n\t"github.com/ovh/go-ovh/ovh"\n)\n\n'
        return "".join([*top(title_lines(program, context, INSTALL)), imports, code])

    def _variables(self, steps: str) -> str:
        lines: list[str] = []
        for item in self._program.variables:
            name = self._names[item.name]
            # A variable that is not used is a mistake in Go.
            if re.search(rf"(?<![\w.]){name}\b", steps) is None:
                continue
            lines += [comment(item.description, TAB)] if item.description else []
            value = f'secret("{item.environment}")' if item.is_secret else literal(item.value)
            lines.append(f"\t{name} := {value}\n")
        return "".join([*lines, "\n"]) if lines else ""

    def _step(self, step: ProgramStep) -> str:
        name = self._names[step.name]
        words = "".join(comment(line, TAB) for line in step_lines(step, self._context))
        declared = f"\tvar {name} any\n"
        sent = statement(step.call, self._context, body_of(step.call), name)
        show = f"\tshow({name})\n"
        if step.condition is None:
            if step.call.headers or query_of(step.call) is not None:
                sent = f"\t{{\n{indent(sent, TAB)}\t}}\n"
            return f"{words}{declared}{sent}{show}"
        ends = (
            f"\tif {self._condition(step.condition, name)} {{\n\t\tbreak\n\t}}\n"
            f"\tif turn == {MAX_TURNS} {{\n\t\tlog.Fatal({literal(step.gives_up)})\n\t}}\n"
            f"\ttime.Sleep({PAUSE_SECONDS} * time.Second)\n"
        )
        loop = f"\tfor turn := 1; ; turn++ {{\n{indent(sent + ends, TAB)}\t}}\n"
        return f"{words}{declared}{loop}{show}"

    def _condition(self, condition: Condition | Conditions, name: str) -> str:
        def one(condition: Condition) -> str:
            steps = [_value(step) for step in condition.steps]
            place = f"peek({', '.join([name, *steps])})"
            sign, word = ("!=", "&&") if condition.is_negated else ("==", "||")
            tests = [f"{place} {sign} {_constant(value)}" for value in condition.values]
            text = f" {word} ".join(tests)
            return f"({text})" if len(tests) > 1 else text

        text = condition_code(condition, one, ("&&", "||"))
        is_several = isinstance(condition, Condition) and len(condition.values) > 1
        return text[1:-1] if is_several else text

    def _spell(self, code: str) -> str:
        program = self._program
        if not marks_in(code, program):
            return code
        slot = whole_mark(code, program)
        if slot is not None:
            return self._text(slot)
        return _LITERAL.sub(lambda found: self._target(found[0]), code)

    def _target(self, code: str) -> str:
        if not marks_in(code, self._program):
            return code
        form, values = "", []
        for piece in pieces_of(code, self._program):
            if isinstance(piece, str):
                form += piece.replace("%", "%%")
            else:
                form += "%s"
                origin = piece.origin
                code = self._text(piece) if origin is None else self._origin(origin)
                values.append(f"part({code})")
        return f"fmt.Sprintf({', '.join([f'{chr(34)}{form}{chr(34)}', *values])})"

    def _text(self, slot: Slot) -> str:
        """What a slot is by itself: in a query and a header a text."""
        if slot.origin is not None:
            code = self._origin(slot.origin)
            return self._within(slot.origin) if slot.kind in ("query", "header") else code
        form, values = "", []
        for part in slot.parts:
            if isinstance(part, str):
                form += part.replace("%", "%%")
            else:
                form += "%v"
                values.append(self._within(part))
        return f"fmt.Sprintf({', '.join([literal(form), *values])})"

    def _within(self, origin: Origin) -> str:
        """What an origin is within a text."""
        code = self._origin(origin)
        return f"plain({code})" if self._program.is_of_response(origin) else code

    def _origin(self, origin: Origin) -> str:
        return _at(self._names[origin.name], origin.steps)


def _at(name: str, steps: tuple[str | int, ...]) -> str:
    return f"at({', '.join([name, *map(_value, steps)])})" if steps else name


def _value(step: str | int) -> str:
    return literal(step) if isinstance(step, str) else str(step)


def _constant(value: object) -> str:
    """A value as it is in a response: go-ovh leaves numbers as they came."""
    if isinstance(value, bool):
        return str(value).lower()
    return literal(value) if isinstance(value, str) else f'json.Number("{value}")'
