"""The French README says what the English one says: the same sections, commands, pictures, keys."""

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest

from ovh_explorer.translation.catalog import read_catalog
from ovh_explorer.tui.key_bindings import KEY_NAMES
from tests.findings import fail_where
from tests.readme_parts import Section, differences, sections
from tests.translation.checks import french_problems, word_problems

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
FRENCH = (ROOT / "README.fr.md").read_text(encoding="utf-8")
# Texts of the screen in backticks, and their French.
SHOWN = {
    "`Form !2`": "`Formulaire !2`",
    "`now 3600`": "`actuel\u202f: 3600`",
    "`response to id=5210000001`": "`réponse pour id=5210000001`",
}
# The key of a yes is that of the word: o for oui. Words to type find what they name in French too.
IN_SECTION = {
    "TRY it": {"`y`": "`o`"},
    "Fill it in": {"`y`": "`o`"},
    "Find an operation": {
        "`history`": "`historique`",
        "`recipes`": "`recettes`",
        "`favourites`": "`favoris`",
        "`keys`": "`clés`",
        "`settings`": "`réglages`",
    },
    "Keys": {"`copy`": "`copier`"},
}
# Each links to the other, and to nothing in its place.
LANGUAGES = {"README.fr.md": "README.md"}


def in_french_keys(code: str) -> str:
    """What is in backticks, with the French names where it is keys alone."""
    names = "|".join(item.english for item in KEY_NAMES)
    if not re.fullmatch(rf"`(?:{names}|shift (?:F\d+|tab|[→←]))`", code):
        return code
    french = read_catalog("fr")
    return re.sub(rf"\b(?:{names})\b", lambda key: french.pgettext("key name", key[0]), code)


def in_french_words(section: Section) -> Section:
    """An English section as the French one should have it."""
    shown = SHOWN | IN_SECTION.get(section.title, {})
    section.code = [in_french_keys(shown.get(code, code)) for code in section.code]
    section.rows = [
        tuple(tuple(map(in_french_keys, cell)) for cell in cells) for cells in section.rows
    ]
    section.links = [LANGUAGES.get(link, link) for link in section.links]
    section.pictures = [
        name.replace("screenshots/", "screenshots/fr/") for name in section.pictures
    ]
    return section


def compared(english: str, french: str) -> list[str]:
    """What is to be brought up to date, in words."""
    one, other = sections(english), sections(french)
    if [item.level for item in one] != [item.level for item in other]:
        pairs = zip(one, other, strict=False)
        at = next((f"{a.place} / {b.place}" for a, b in pairs if a.level != b.level), "the end")
        return [f"{len(one)} headings and {len(other)}; the first that differ: {at}"]
    return [
        words
        for item, twin in zip(one, other, strict=True)
        for words in differences(in_french_words(item), twin)
    ]


def test_french_has_what_english_has():
    fail_where(compared(ENGLISH, FRENCH), "Bring README.fr.md up to date with README.md:")


def test_each_links_to_the_other_at_its_top():
    assert "[En français](README.fr.md)" in ENGLISH[:100]
    assert "[In English](README.md)" in FRENCH[:100]


def test_its_pictures_are_there_and_are_all_that_are():
    shown = {name for item in sections(FRENCH) for name in item.pictures}
    there = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("screenshots/fr/*")}
    assert shown == there, "run screenshots/make.py fr"


def test_its_pictures_are_in_french():
    for path in ROOT.glob("screenshots/fr/*"):
        text = path.read_text(encoding="utf-8")
        assert any(word in text for word in ("Réponse", "Requête", "Clés")), path.name
        assert not any(f">{word}" in text for word in ("Response", "Request", "Products", "Keys"))


def test_links_into_the_readme_have_a_heading():
    for text in (ENGLISH, FRENCH):
        assert [link for item in sections(text) for link in item.links if link[0] == "#"] == []


def test_french_is_set_as_french_is():
    prose = re.sub(r"^```.*?^```$", "", FRENCH, flags=re.S | re.M)
    prose = re.sub(r"``.+?``(?!`)|`[^`]+`|\]\([^)]*\)|<!--.*?-->", "\0", prose, flags=re.S)
    fail_where(
        (
            f"{line!r}: {words}"
            for line in prose.split("\n")
            for words in (*french_problems(line), *word_problems(line))
        ),
        "Type ’ and narrow blanks (U+202F) in README.fr.md:",
    )


def translations(catalog: GNUTranslations, english: str) -> set[str]:
    """The French of a message, in every context; none where it is no message."""
    messages: dict[object, str] = catalog._catalog  # type: ignore[attr-defined]
    return {
        words
        for name, words in messages.items()
        if isinstance(name, str) and name.rpartition("\x04")[2] == english
    }


def test_names_on_the_screen_are_those_of_the_french_screen():
    catalog = read_catalog("fr")
    fail_where(
        (
            f"{name}: {' or '.join(sorted(known))}"
            for item, twin in zip(sections(ENGLISH), sections(FRENCH), strict=True)
            for english, name in zip(item.names, twin.names, strict=True)
            if (known := translations(catalog, english)) and name not in known
        ),
        "Write names of the screen in README.fr.md as the French screen has them:",
    )


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("## Essayer\n", ""), "headings"),
        (("## Essayer\n", "### Essayer\n"), "headings"),
        (("ovh-explorer sync ", "ovh-explorer synchro "), "another command"),
        (("   # tout télécharger maintenant", ""), "comments in code"),
        (("screenshots/fr/form-80x24.svg", "screenshots/form-80x24.svg"), "pictures"),
        (("(#touches)", "(#recettes)"), "links"),
        (("| `H` `F` | `^l` |", "| `H` `F` | `^f` |"), "rows"),
        (("| 130 | terminé par `ctrl+c` |\n", ""), "other parts"),
        (("| `L` |", "| `LL` |"), "rows"),
        (("6\u202f600", "6\u202f500"), "numbers"),
        (("avec `^s`.", "avec `^x`."), "code"),
        (("*Nouveautés*", "Nouveautés"), "italics"),
        (
            ("Avec `text`, `lines` et `csv`, le corps d’un refus va sur la sortie d’erreur.\n", ""),
            "other parts",
        ),
    ],
)
def test_what_is_missing_is_named(change, named):
    assert change[0] in FRENCH
    found = set(compared(ENGLISH, FRENCH.replace(*change))) - set(compared(ENGLISH, FRENCH))
    assert named in " ".join(found)


def test_a_row_that_is_missing_is_named():
    begin = ENGLISH.index("\n| `H` `F` |") + 1
    row = ENGLISH[begin : ENGLISH.index("\n", begin) + 1]
    assert compared(ENGLISH, FRENCH) == []
    found = compared(ENGLISH.replace(row, row + "| `U` | | copy the URL |\n"), FRENCH)
    assert [line for line in found if "other parts" in line] == [
        "## Keys / ## Touches: other parts: only the first has the row '| `U` | | copy the URL |'"
    ]


def test_numbers_are_compared_as_they_are_read():
    english = "# A\n\nOf 6,600 of v2, 4.5:1 and 2 to 10 in `GET 7`."
    french = "# A\n\nSur 6\u202f600 de la v2, 4,5:1 et de 2 à 10 dans `GET 7`."
    assert compared(english, french) == []
    assert sections(english)[0].numbers == ["6600", "45", "1", "2", "10"]
