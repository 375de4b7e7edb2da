"""What people read is marked to be translated, and is one sentence, not pieces of one."""

import ast

import pytest

from tests.findings import fail_where
from tests.translation.messages import ROOT, sources
from tests.translation.sentences import _Finder, findings_of

MODULES = {path.relative_to(ROOT).as_posix(): path for path in sources()}


def test_sentences_are_marked():
    fail_where(
        (f"{name}:{finding}" for name, path in MODULES.items() for finding in findings_of(path)),
        "Mark whole sentences with _(), N_() or ngettext(), and what nobody reads with\n"
        "`# not for people`, see CONTRIBUTING.md, *A sentence for people*:",
    )


def test_no_function_that_translates_uses_the_name_for_something_else():
    fail_where(
        (
            f"{name}:{found}"
            for name, path in MODULES.items()
            for found in hidden(path.read_text(encoding="utf-8"))
        ),
        "Give the variable _ another name in these functions, which translate:",
    )


def hidden(text: str) -> list[str]:
    """Functions in which ``_`` is a variable and is called too: it would be no function there."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            inner = [
                part for part in ast.walk(node) if isinstance(part, ast.Name) and part.id == "_"
            ]
            names = {arg.arg for arg in ast.walk(node) if isinstance(arg, ast.arg)}
            stored = "_" in names or any(isinstance(part.ctx, ast.Store) for part in inner)
            called = any(
                isinstance(part, ast.Call) and getattr(part.func, "id", "") == "_"
                for part in ast.walk(node)
            )
            if stored and called:
                found.append(f"{node.lineno}: {getattr(node, 'name', 'lambda')}")
    return found


def findings(source: str) -> list[str]:
    return _Finder(source, is_screen=True).found()


@pytest.mark.parametrize(
    "source",
    [
        'x = _("Sent the request.")',
        'x = _("Sent {count}.").format(count=count)',
        'x = ngettext("{count} request", "{count} requests", count).format(count=count)',
        'x = pgettext("a node", "open it now")',
        'x = N_("Send the request")',
        'def f():\n    """Send the request."""',
        'X = 1\n"""What is said of it."""',
        'P = re.compile("some words here")',
        'x = db.execute("select some words")',
        'x = "SELECT some FROM words"',
        'DEFAULT_CSS = "some words here"',
        'raise LookupError(f"no such key: {name} here")',
        'if x == "two words": pass',
        'x = "bold cyan"',
        'x = f"{method} {path}"',
        'x = f"GET {path}"',
        'x = "two words"  # not for people',
        'x = Literal["two words"]',
        'def f(x: "two words") -> "two words": pass',
        'x = Key("tree", "t", "t", "open", "list or tree", "the tree again")',
        'x = Key("account keys", "t", "page up", "open", "list", "the tree again")',
        'x = f"{_(name)} {count}"',
        'x = f"{name}: {value}"  # not for people',
        "x = labelled(name, value)",
        'x = ", ".join(names)',
    ],
)
def test_what_is_marked_or_for_programs_is_no_finding(source):
    assert findings(source) == []


@pytest.mark.parametrize(
    "source",
    [
        'x = "Sent the request."',
        'x = f"Sent {count} requests."',
        'x = f"{count} requests"',
        'box.border_title = "Keys"',
        'x = _("Sent ") + name',
        'x = _("Sent the {}").format(a) + "."',
        'x = _(f"Sent {count}.")',
        'x = _("Sent " + name)',
        'x = _("Sent %s." % name)',
        'x = _("Sent %s.") % name',
        'x = _("Sent {}.".format(name))',
        "x = f\"{_('Sent')} {_('it')}\"",
        "x = f\"{_('Sent')} at once\"",
        "x = f\"{_('Sent')} {count}\"",
        'x = _("Sent it." if done else "Send it.")',
        'raise CommandError("No such operation.")',
        'x = f"{place}: {problem}"',
        'x = f"{name}: "',
        'x = "; ".join(problems)',
        'x = f"{one}; {other}"',
    ],
)
def test_what_is_not_marked_or_in_pieces_is_found(source):
    assert len(findings(source)) == 1


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('def f():\n    a, _ = x\n    return _("Sent")', 1),
        ('def f(_):\n    return _("Sent")', 1),
        ('def f():\n    for _ in x: g()\n\ndef h():\n    return _("Sent")', 0),
    ],
)
def test_a_function_that_hides_the_translation_is_found(source, count):
    assert len(hidden(source)) == count
