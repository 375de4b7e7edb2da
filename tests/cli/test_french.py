"""The command line in French: what people read is French, what programs read is the same."""

import io
import json
import re

import pytest

from ovh_explorer.cli import terminal
from ovh_explorer.cli.completion.candidates import candidates_of
from ovh_explorer.cli.examples import EXAMPLES
from ovh_explorer.cli.options import COMMANDS
from ovh_explorer.translation import _, pgettext, set_language
from tests.parser_parts import groups_of

# Those of the sandbox are its own package's.
OWN = ["", *(name for name in COMMANDS if name != "sandbox")]
NARROW = "\u202f"
# What is the same in both languages.
SAME = {"GET, POST, PUT ou DELETE", "bash, zsh, fish ou powershell", "options"}


def french(text: str) -> str:
    """A text as it is set, typed with ordinary blanks."""
    for sign in ":;!?":
        text = text.replace(f" {sign}", f"{NARROW}{sign}")
    text = text.replace("« ", f"«{NARROW}").replace(" »", f"{NARROW}»")
    return text.replace("'", "’")


def words_of(command: str) -> list[str]:
    """The headings of a command's help, and what it says of each option."""
    return [
        words
        for group in groups_of(command)
        for words in (group.title, *(option.help for option in group.options))
        if words
    ]


@pytest.mark.parametrize("command", OWN)
def test_every_option_is_explained_in_french(command):
    english = words_of(command)
    set_language("fr")
    there = words_of(command)
    assert len(there) == len(english)
    assert [words for words in there if words in english and words not in SAME] == []


@pytest.mark.parametrize("command", OWN)
def test_the_examples_are_explained_in_french_and_their_words_are_french(run, command):
    english = run(*filter(None, [command]), "--help")[1]
    code, words, _said = run(*filter(None, [command]), "--help", "--lang", "fr")
    assert code == 0
    for typed, said in EXAMPLES[command]:
        assert pgettext("typed example", typed) in words
        assert f"\n      {said}\n" in english
        assert f"\n      {said}\n" not in words


def test_the_help_is_set_as_french_is(run):
    _code, words, _said = run("try", "--help", "--lang", "fr")
    for heading in ("usage", "arguments", "options", "sortie", "listes", "exemples"):
        assert f"{heading}{NARROW}:" in words
    assert f"{NARROW}{NARROW}" not in words


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_what_stands_for_a_value_is_french(run, command):
    """That of choices and of JSON is the same; N is a number."""
    english = run(*filter(None, [command]), "--help")[1]
    words = run(*filter(None, [command]), "--help", "--lang", "fr")[1]
    names = re.compile(r"\b(?:NAME|VALUE|FILE|SECONDS|METHOD|PATH|WORDS|SIZE|DIR|KIND|TARGET)\b")
    assert names.findall(english) or command in ("recipes", "completion")
    assert [line for line in words.splitlines() if names.search(line)] == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_lines_of_a_help_fit_80_columns(run, command, language, monkeypatch):
    """Those of examples are typed as they are."""
    monkeypatch.setenv("COLUMNS", "80")
    words = run(*filter(None, [command]), "--help", "--lang", language)[1]
    lines = re.split(f"\n(?:examples|exemples){NARROW}?:", words)[0].splitlines()
    assert [line for line in lines if len(line) > 80] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_help_says_where_a_script_of_completion_goes(run, language):
    words = run("completion", "--help", "--lang", language)[1]
    description, _options = re.split(r"\n(?:arguments|positional)", words)[:2]
    assert re.search(
        rf"\s~/\.local/share/bash-completion/completions/ovh-explorer{NARROW}?;", description
    )
    assert "README" not in words


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("try", "GET"), "erreur : arguments obligatoires manquants : CHEMIN"),
        (("--nope",), "erreur : arguments inconnus : --nope"),
        (
            ("completion", "ksh"),
            "argument SHELL : choix incorrect : « ksh » (choisissez parmi bash",
        ),
        (
            ("--timeout", "0"),
            "argument --timeout : « 0 » : indiquez une durée en secondes, supérieure à 0",
        ),
        (("try", "GET", "/me", "--max-size", "x"), "« x » n'est pas une taille."),
        (("search", "a", "--branch", "v1", "--branch", "v2"), "donné deux fois : v1 et v2."),
        (("--demo=x",), "argument --demo : argument explicite ignoré : 'x'"),
        (("--timeout",), "argument --timeout : un argument attendu"),
        (("changes", "--since", "x"), "« x » n'est pas une date."),
    ],
)
def test_wrong_usage_is_said_in_french_and_has_the_same_exit_code(run, arguments, said):
    english = run(*arguments)
    # First: the last option may want a value.
    code, out, words = run("--lang", "fr", *arguments)
    assert (code, out) == (2, "") == english[:2]
    assert words.startswith(f"usage{NARROW}: ovh-explorer")
    # What is typed keeps its quotes.
    assert french(said).replace("’", "'") in words.replace("’", "'")


@pytest.mark.parametrize(
    "arguments",
    [
        ("try", "GET", "/me"),
        ("try", "GET", "/domain/zone/example.net"),
        ("try", "GET", "/v2/iam/policy", "--all", "--output", "compact"),
        ("search", "--json", "dns", "record"),
        ("recipes", "--json"),
        ("changes", "--json"),
        ("code", "python", "GET", "/me", "--parameters"),
        ("completion", "bash"),
    ],
)
def test_what_programs_read_is_the_same_in_french(run, arguments):
    code, out, _said = run(*arguments)
    in_french = run("--lang", "fr", *arguments)
    assert in_french[:2] == (code, out)


def test_the_doctors_report_is_french_and_its_json_is_not(run, monkeypatch):
    monkeypatch.setenv("TERM", "")
    _code, out, _said = run("--lang", "fr", "doctor")
    assert f"{'  couleurs':<25}aucune\n" in out
    _code, out, _said = run("--lang", "fr", "doctor", "--json")
    report = json.loads(out)
    assert report["terminal"]["colours"] == "none"
    assert report["keys"]["kind"] == "application key"


def test_values_of_the_doctor_stand_in_one_column(run):
    _code, out, _said = run("--lang", "fr", "doctor")
    assert f"{'  page des applications':<25}" in out
    assert f"{'  page des clés':<25}" in out


def test_examples_of_a_recipe_that_ships_are_words_of_the_language(run):
    _code, _out, said = run("--lang", "fr", "run", "sms-campaign")
    assert "-p list_message=Bonjour #prenom# #nom#" in said
    _code, out, _said = run("--lang", "fr", "recipes", "--json")
    assert "Hello #prenom# #nom#" in out


def test_what_is_wrong_is_said_in_french_and_has_the_same_exit_code(run):
    path = "/domain/zone/example.com/record"
    for arguments, said in (
        (("try", "GET", path, "-p", "zoneName=other.com"), "est donné deux fois : « example.com »"),
        (
            ("try", "GET", "/me", "-q", "a=1"),
            "Utilisez --raw pour passer outre cette vérification.",
        ),
        (("try", "GET", "/me", "--every", "3"), "--every s'emploie avec --until. Rien n'a été"),
        (("run", "dns-txt-record"), "Indiquez les paramètres de cette recette :"),
        (("try", "POST", path, "-d", "{}", "--all"), "--all n'est possible qu'avec un GET."),
    ):
        english = run(*arguments)
        code, out, words = run("--lang", "fr", *arguments)
        assert (code, out) == english[:2] == (2, "")
        assert french(said).replace("’", "'") in words.replace("’", "'")


@pytest.mark.parametrize(
    ("answer", "agrees"), [("o", 1), ("OUI", 1), ("y", 1), ("yes", 1), ("n", 0)]
)
def test_a_question_takes_the_french_yes_and_the_english_one(
    in_french, monkeypatch, answer, agrees
):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{answer}\n"))
    monkeypatch.setattr("sys.stderr", said := io.StringIO())
    assert terminal.ask(_("Send this request?")) is bool(agrees)
    assert said.getvalue() == f"Envoyer cette requête{NARROW}? [o/N] "


@pytest.mark.parametrize("answer", ["o", "oui", ""])
def test_in_english_there_is_no_french_yes(monkeypatch, answer):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{answer}\n"))
    assert not terminal.ask("Send this request?")


def test_tab_explains_options_and_commands_in_french(in_french):
    words = {item.value: item.words for item in candidates_of(["--"])}
    assert words["--read-only"] == "refuse tout sauf GET"
    assert {item.value: item.words for item in candidates_of(["sy"])} == {
        "sync": "télécharger tout le catalogue"
    }


def test_what_the_system_says_is_french(run, tmp_path):
    body = ("try", "POST", "/domain/zone/example.com/record", "-d", f"@{tmp_path}")
    assert f"can't be read: {tmp_path} is a directory" in run(*body)[2]
    assert f"{tmp_path} est un répertoire" in run("--lang", "fr", *body)[2]
    body = (*body[:-1], f"@{tmp_path}/gone")
    assert f"can't be read: {tmp_path}/gone does not exist" in run(*body)[2]
    assert f"{tmp_path}/gone n’existe pas" in run("--lang", "fr", *body)[2]
    recipe = ("run", "--demo", f"{tmp_path}/gone.toml")
    assert "No such file" in run(*recipe)[2]
    assert "Aucun fichier ni répertoire de ce nom" in run("--lang", "fr", *recipe)[2]
