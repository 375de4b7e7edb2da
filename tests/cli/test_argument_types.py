"""What is said of a wrong command line is a sentence in the user's language: what our types say of a
value that is none, and what argparse says itself.
"""

import argparse
import ast
import inspect
from collections.abc import Iterator
from contextlib import suppress

import pytest

from ovh_explorer.cli.options import COMMANDS, parse, parser_of
from ovh_explorer.translation import _, set_language

WRONG = ("", "x", "-1", "0", "1e9", "nan", "99999999")
# Of a mistake in the code, not on the command line; of what our parsers have none of; and a type
# that says nothing itself, which the first test keeps away.
NOT_SAID = (
    # Our parser has a sentence of its own for this.
    "unrecognized arguments",
    "invalid choice: %(value)r",
    "not defined",
    "conflicting",
    "unknown parser",
    "with mode",
    "can't open",
    "cannot merge actions",
    "an invalid argument for positionals",
    "invalid option string",
    "dest= is required",
    "invalid conflict_resolution",
    "mutually exclusive",
    "multiple subparser",
    "not allowed with argument",
    "one of the arguments",
    "unexpected option string",
    "is not callable",
    "invalid %(type)s value",
    "error: %(message)s",
    "maybe you meant",
    "deprecated",
    "expected %s argument",
)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_a_value_of_the_wrong_type_is_said_in_words(command: str) -> None:
    types = [action.type for action in parser_of(command)._actions if action.type is not None]
    for kind in types:
        assert not isinstance(kind, str)  # a name that is looked up: none of ours
        for value in WRONG:
            # Any other error is said by the name of the type.
            with suppress(argparse.ArgumentTypeError):
                kind(value)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("search", "--limit", "x", "vps"), "« x » n’est pas un nombre entier d’au moins 1."),
        (("sync", "--timeout", "soon"), "« soon » : indiquez une durée en secondes"),
        (("sandbox", "--port", "70000"), "« 70000 » n’est pas un port. Écrivez un nombre de 0 à"),
        (("try", "GET", "/me", "--max-size", "big"), "« big » n’est pas une taille."),
        (("changes", "--since", "then"), "« then » n’est pas une date."),
        (("try", "GET"), "arguments obligatoires manquants : CHEMIN"),
        (
            ("try", "GET", "/me", "--output", "yaml"),
            "choix incorrect : « yaml » (choisissez parmi",
        ),
        (("sync", "--lang"), "argument --lang : un argument attendu"),
    ],
)
def test_a_wrong_command_line_is_said_in_french(words, said, in_french, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        parser_of(words[0]).parse_args(words[1:])
    assert ended.value.code == 2
    # Whatever the blanks are.
    shown = " ".join(capsys.readouterr().err.split())
    assert said in shown
    assert "usage : ovh-explorer" in shown
    assert "invalid" not in shown


def messages() -> Iterator[str]:
    """What this Python's argparse says, as it marks it."""
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            [argument] = node.args
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def test_each_sentence_of_argparse_that_our_parsers_can_say_is_translated(in_english) -> None:
    said = [words for words in messages() if not any(part in words for part in NOT_SAID)]
    assert "usage: " in said
    set_language("fr")
    # One word is the same in both.
    assert [words for words in said if _(words) == words] == ["options"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--langue", "fr"), "unrecognized arguments: --langue. Did you mean --lang?"),
        (
            ("try", "GET", "/me", "--outptu=csv", "--Filter", "x"),
            "unrecognized arguments: --outptu=csv --Filter x. Did you mean --output, --filter?",
        ),
        (("try", "GET", "/me", "more"), "unrecognized arguments: more\n"),
        (("search", "dns", "--zzz"), "unrecognized arguments: --zzz\n"),
    ],
)
def test_an_unknown_option_names_the_one_that_is_spelled_like_it(capsys, words, said):
    with pytest.raises(SystemExit) as ended:
        parse(list(words))
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
