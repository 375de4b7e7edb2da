"""The language is the one asked for, else the environment's; programs read the same in each."""

import json
import subprocess
import sys
import zipfile
from gettext import GNUTranslations

import pytest

from ovh_explorer.children import environment
from ovh_explorer.cli import main
from ovh_explorer.translation import (
    LANGUAGES,
    N_,
    _,
    catalog,
    language,
    ngettext,
    number,
    pgettext,
    set_language,
)
from ovh_explorer.translation.choice import choose, inherit, language_of, option_of
from tests.kept_demo import kept_demo, sandbox_of_demo
from tests.translation.catalogs import compile_catalogs, text_of
from tests.translation.messages import ROOT, Message

__all__ = ["kept_demo", "sandbox_of_demo"]


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "fr_CA@euro"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LC_MESSAGES": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr_FR"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr"}, "fr"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr:en"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "en_GB:fr"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": ""}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "de"}, "fr"),
        # The locale C has no language but English.
        ({"LANG": "C", "LANGUAGE": "fr"}, "en"),
        ({"LC_ALL": "POSIX", "LANG": "fr_FR.UTF-8", "LANGUAGE": "fr"}, "en"),
        ({"LANGUAGE": "fr"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "fr"),
    ],
)
def test_the_environment_chooses_as_gettext_orders_it(environ, found):
    assert language_of(environ) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", None),
        ("try GET /me", None),
        ("--lang fr try GET /me", "fr"),
        ("try GET /me --lang=fr", "fr"),
        ("try --lan fr GET /me", "fr"),
        ("try --lang", ""),
        ("search -- --lang fr", None),
        ("search --limit 3 words", None),
    ],
)
def test_the_option_is_found_before_there_is_a_parser(line, found):
    assert option_of(line.split()) == found


def test_the_option_comes_before_the_environment(monkeypatch):
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    choose(["--lang", "en"])
    assert language() == "en"
    choose()
    assert language() == "fr"


def test_an_unknown_language_is_refused_in_that_of_the_environment(monkeypatch):
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    choose(["--lang", "de"])
    assert language() == "fr"


@pytest.mark.parametrize("line", ["--lang de", "try GET /me --lang de", "search --lang de zone"])
def test_an_unknown_language_is_wrong_usage_and_the_known_are_named(line, capsys):
    assert main(line.split()) == 2
    words = capsys.readouterr().err
    assert "--lang" in words
    assert all(name in words for name in LANGUAGES)


def test_a_language_that_is_none_is_a_mistake_of_the_code():
    with pytest.raises(ValueError, match="de"):
        set_language("de")


# Messages


def test_english_reads_no_catalog(monkeypatch):
    def read(*_: object, **__: object) -> None:
        raise AssertionError("a catalog was read")

    monkeypatch.setattr(catalog, "read_catalog", read)
    assert _("the next tab") == N_("the next tab") == "the next tab"
    assert ngettext("{count} request", "{count} requests", 2) == "{count} requests"
    assert pgettext("key", "tab") == "tab"


def test_the_start_in_english_imports_no_more_than_before():
    code = (
        "import sys; from ovh_explorer.translation.choice import choose; choose([]);"
        "print([name for name in ('gettext', 'typing', 're', 'ovh_explorer.translation.catalog')"
        " if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_french_has_the_messages_and_what_has_none_stays_english(in_french):
    assert _("the next tab") == "l’onglet suivant"
    assert pgettext("key", "tab") == "onglet"
    assert _("no such message, not even here") == "no such message, not even here"


def test_a_plural_has_the_form_of_its_number(in_french, monkeypatch, tmp_path):
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "cli.po").write_text(
        text_of(
            "fr",
            {
                Message("{count} request", "{count} requests"): (
                    "{count} requête",
                    "{count} requêtes",
                )
            },
        )
    )
    with compile_catalogs(tmp_path)[0].open("rb") as file:
        monkeypatch.setattr("ovh_explorer.translation._catalog", GNUTranslations(file))
    found = [ngettext("{count} request", "{count} requests", n) for n in (0, 1, 2, 1000)]
    assert found == ["{count} requête"] * 2 + ["{count} requêtes"] * 2
    set_language("en")
    found = [ngettext("{count} request", "{count} requests", n) for n in (0, 1, 2)]
    assert found == ["{count} requests", "{count} request", "{count} requests"]


def test_numbers_are_written_as_they_are_read():
    assert (number(1234567), number(1234.5, 1)) == ("1,234,567", "1,234.5")
    set_language("fr")
    assert (number(1234567), number(1234.5, 1)) == ("1\u202f234\u202f567", "1\u202f234,5")


def test_a_terminal_with_few_signs_gets_plain_blanks():
    set_language("fr", few_signs=True)
    assert "\u00a0:" in _("this help") + _("the other branch: v1, v2")
    assert "\u202f" not in _("the other branch: v1, v2") + number(1234)
    assert _("open a node") == "ouvrir un noeud"


def test_a_catalog_in_a_zip_is_read_too(tmp_path):
    archive = tmp_path / "program.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in [*ROOT.glob("translation/*.py"), *ROOT.glob("translation/*/*.mo")]:
            file.write(path, path.relative_to(ROOT.parent))
        file.write(ROOT / "__init__.py", "ovh_explorer/__init__.py")
    code = (
        f"import sys; sys.path.insert(0, {str(archive)!r});"
        "from ovh_explorer.translation import _, set_language;"
        "set_language('fr'); print(ascii(_('the next tab')))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == ascii("l’onglet suivant") + "\n"


# Processes of ours, and programs


def test_processes_of_ours_speak_the_same_language(in_french, monkeypatch):
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    set_language("en")
    inherit()
    assert language() == "fr"


@pytest.mark.parametrize(
    "line",
    [
        "try GET /domain/zone --demo",
        "try GET /domain/zone --demo --output csv",
        "try GET /nowhere --demo --raw",
        "code python GET /me --demo",
        "search zone record --demo --json",
        "code python POST /domain/zone/example.com/record --parameters --demo",
        "doctor --demo --json",
        "recipes --json",
    ],
)
def test_what_programs_read_is_the_same_in_each_language(line, capfdbinary, kept_demo):
    seen = []
    for name in LANGUAGES:
        code = main([*line.split(), "--lang", name])
        out = capfdbinary.readouterr().out
        if line.startswith("doctor"):
            # Times differ, and sentences are for people; names are not.
            out = {name: list(part) for name, part in json.loads(out).items() if type(part) is dict}
        seen.append((code, out))
    assert seen[0] == seen[1]
