"""Every message has its translations, with the same values, set as its language is."""

import os
from gettext import GNUTranslations

import pytest

from ovh_explorer.translation import LANGUAGES
from ovh_explorer.translation.catalog import read_catalog
from tests.findings import fail_where
from tests.translation.catalogs import (
    catalog_files,
    compile_catalogs,
    file_of,
    packages,
    read,
    text_of,
    translations_of,
)
from tests.translation.checks import NARROW, french_problems, problems_of, translation_problems
from tests.translation.messages import DATA, ROOT, Message

FILES = {f"{path.parent.name}/{path.stem}": path for path in catalog_files()}


def test_each_package_has_a_catalog_in_each_language_and_there_is_no_other():
    wanted = {file_of(code, name) for code in LANGUAGES if code != "en" for name in packages()}
    assert set(catalog_files()) == wanted, "run scripts/translations extract"


def test_the_languages_are_the_directories():
    there = {path.name for path in (ROOT / "translation").iterdir() if any(path.glob("*.po"))}
    assert there == LANGUAGES.keys() - {"en"}


@pytest.mark.parametrize("name", FILES)
def test_a_catalog_has_every_message_translated(name):
    package = FILES[name].stem
    fail_where(
        problems_of(FILES[name]),
        f"Run scripts/translations extract {package}, fill in each empty msgstr of\n"
        f"ovh_explorer/translation/{name}.po, and run it once more:",
    )


@pytest.mark.parametrize("code", LANGUAGES.keys() - {"en"})
def test_what_is_compiled_has_every_translation(code):
    compiled = read_catalog(code)
    for path in catalog_files():
        if path.parent.name != code:
            continue
        assert read(path).locale_identifier == code
        for item, forms in translations_of(path).items():
            if item.context:
                assert compiled.pgettext(item.context, item.text) == forms[0]
            elif item.plural:
                assert compiled.ngettext(item.text, item.plural, 1) == forms[0]
                assert compiled.ngettext(item.text, item.plural, 2) == forms[1]
            else:
                assert compiled.gettext(item.text) == forms[0]


def test_a_catalog_is_compiled_anew_where_it_changed(tmp_path):
    folder = tmp_path / "fr"
    folder.mkdir()
    for name, words in (("cli", "Bonjour"), ("form", "Au revoir")):
        (folder / f"{name}.po").write_text(text_of("fr", {Message(name): (words,)}))
    [target] = compile_catalogs(tmp_path)
    before = target.read_bytes()
    assert [target] == compile_catalogs(tmp_path)
    assert target.read_bytes() == before
    (folder / "form.po").unlink()
    os.utime(folder, (target.stat().st_mtime + 1,) * 2)
    compile_catalogs(tmp_path)
    with target.open("rb") as file:
        found = GNUTranslations(file)
    assert (found.gettext("cli"), found.gettext("form")) == ("Bonjour", "form")


def test_a_message_of_several_packages_has_one_translation():
    found: dict[tuple[str, Message], dict[tuple[str, ...], str]] = {}
    for name, path in FILES.items():
        for item, forms in translations_of(path).items():
            key = (path.parent.name, Message(item.text, context=item.context))
            found.setdefault(key, {})[forms] = name
    fail_where(
        (f"{key[1].text!r}: {forms}" for key, forms in found.items() if len(forms) > 1),
        "Translate these alike, or give one of them a context with pgettext:",
    )


def test_what_data_files_hold_for_people_is_there():
    for pattern in DATA:
        assert list(ROOT.glob(pattern)), pattern


@pytest.mark.parametrize(
    ("english", "french", "problem"),
    [
        ("Sent {count}.", "Envoyé.", "other values"),
        ("Sent {count}.", "Envoyé : {cont}.", "other values"),
        ("Run `ovh-explorer sync`.", "Lancez `ovh-explorer synchro`.", "in backticks"),
        ("Press ^p.", "Appuyez sur ^x.", "other keys"),
        ("[bold]Sent[/bold]", "[bold]Envoyé", "other markup"),
        ("Sent\n", "Envoyé", "other blanks"),
        ("%(prog)s", "%(programme)s", "signs of %"),
    ],
)
def test_a_translation_that_lacks_something_is_found(english, french, problem):
    assert problem in " ".join(translation_problems(Message(english), (french,)))


def test_each_form_of_a_plural_has_its_values():
    item = Message("One request", "{count} requests")
    assert translation_problems(item, ("{count} requête", "{count} requêtes")) == []
    assert translation_problems(item, ("Une requête", "{count} requêtes")) != [], "of 0 too"


@pytest.mark.parametrize(
    "text",
    [
        f"Envoyée{NARROW}: {{count}}",
        f"Vraiment{NARROW}?",
        f"«{NARROW}{{words}}{NARROW}»",
        "https://eu.api.ovh.com",
        "à 08:30…",
        "`a: b!`",
        "l’opération",
        "'GET /me'",
    ],
)
def test_french_as_it_is_set(text):
    assert french_problems(text) == []


@pytest.mark.parametrize(
    "text",
    ["Envoyée: 3", "Envoyée : 3", "Vraiment?", "«mot»", "“mot”", "l'opération", "Fin..."],
)
def test_french_as_it_is_not_set(text):
    assert french_problems(text) != []


def test_a_sign_that_is_a_key_is_no_punctuation():
    assert french_problems("Appuyez sur ? pour l’aide", "Press ? for help") == []
