"""Lines of keys are in one form: what a key does is an infinitive, in each of them."""

import re

import pytest

from tests.translation.catalogs import catalog_files, translations_of

# A key at the beginning of a line or of one of its parts, and what it does.
_PART = re.compile(
    r"(?:^|· |, |… |  )"
    r"(?:échap|entrée|espace|tab|retour arr\.|fg|\{(?:key|skip|end|start)\}|[a-zA-Z/]|\^\w|F\d)"
    r"(?: et entrée)? (?P<word>[\w’]+)(?= |$|[,/])"
)
# What an English line of keys has: "enter chooses, esc closes".
_ENGLISH = re.compile(
    r"(?:^|· |, |… |  )"
    r"(?:enter|esc|space|tab|backspace|fg|\{(?:key|skip|end|start)\}|[a-zA-Z/]|\^\w|F\d)"
    r"(?: and enter)? \w+s?\b"
)
# Nouns, and what goes between two keys.
_NO_VERBS = {
    *("options", "aucune", "toutes", "aide", "suivant", "précédent", "l’appel"),
    *("Produits", "Requête", "Réponse", "Recettes", "et", "ou", "pour", "deux", "K"),
}


def labels(text: str) -> list[str]:
    """The words behind the keys of a line."""
    return [match["word"] for match in _PART.finditer(text)]


def wrong(text: str) -> list[str]:
    """Those that are neither infinitives nor nouns."""
    return [
        word
        for word in labels(text)
        if word not in _NO_VERBS and not re.search(r"(?:er|ir|re)$", word)
    ]


def lines() -> list[str]:
    """Translations of lines of keys: no sentences, which end in a period."""
    return [
        form
        for path in catalog_files()
        for item, forms in translations_of(path).items()
        for form in forms
        if _ENGLISH.search(item.text) and not re.search(r"[.:?!]$", item.text) and len(form) < 90
    ]


def test_what_keys_do_is_an_infinitive_in_every_line():
    found = {line: words for line in lines() if (words := wrong(line))}
    assert found == {}
    assert len([line for line in lines() if labels(line)]) > 40


@pytest.mark.parametrize(
    "line", ["entrée choisit, échap ferme", "lecture… échap arrête", "{key} revient"]
)
def test_another_form_is_found(line):
    assert wrong(line)
