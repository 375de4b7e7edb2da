"""Footer and help in French: the words of the keys, found by French and by English ones."""

import pytest

from ovh_explorer.tui.drawing.help_lines import help_entries, help_lines, matching_entries
from ovh_explorer.tui.key_bindings import KEY_NAMES, footer_keys, help_sections
from ovh_explorer.tui.main.commands import COMMANDS
from ovh_explorer.tui.widgets.key_words import key_words
from tests.tui.conftest import settled, text, until


def test_the_footer_has_french_words(in_french):
    words = {key.shown: key.label for key in footer_keys("everywhere", "panes")}
    assert (words["^r"], words["?"], words["y"]) == ("envoyer", "aide", "copier")


@pytest.mark.parametrize("query", ["historique", "history", "^l", "renvoyer requete"])
def test_the_help_finds_a_key_by_words_of_both_languages(in_french, query):
    entries = help_entries(help_sections(), lambda _: "")
    found = matching_entries(entries, query)
    assert "show_history" in [entry.key.action for entry in found]


def test_the_letter_of_oui_is_before_that_of_yes(in_french):
    entries = help_entries(help_sections(), lambda _: "")
    shown = [entry.key.shown for entry in entries if entry.key.action == "agree"]
    assert shown == ["o y"]
    assert [entry.key.action for entry in matching_entries(entries, "o")].count("agree") == 1


def test_no_line_of_the_help_is_wider_than_its_place(in_french):
    entries = help_entries(help_sections(), lambda _: "")
    for width in (40, 70, 90):
        assert max(line.text.cell_len for line in help_lines(entries, width)) <= width


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Appuyez sur retour arr. pour effacer une lettre.", "backspace"),
        ("Entrée ouvre ou replie, F4 modifie en JSON.", "enter"),
        ("Suppr les abandonne.", "delete"),
        ("maj F7 revient en arrière.", "shift+f7"),
        ("chargement des valeurs… échap annuler", "escape"),
        ("Appuyez sur pg suiv.", "pagedown"),
    ],
)
def test_a_key_with_a_french_name_is_one_to_click(in_french, words, key):
    assert next((found.key for found in key_words(words)), "") == key


def test_no_key_has_its_english_name(in_french):
    english = {item.english for item in KEY_NAMES} - {"tab"}
    keys = [key for _title, section in help_sections() for key in section]
    written = {name for key in keys for name in (key.written, key.written_in_fields)}
    written |= {command.key for command in COMMANDS}
    assert [text for text in written if english & set(text.split())] == []
    assert {"entrée", "suppr", "retour arr.", "espace", "échap", "maj F7"} <= written | {
        part for text in written for part in text.split()
    }


@pytest.mark.parametrize("query", ["entrée", "entree", "enter", "retour arr", "maj f7", "shift f7"])
def test_the_help_finds_a_key_by_its_name_in_both_languages(in_french, query):
    found = matching_entries(help_entries(help_sections(), lambda _: ""), query)
    wanted = "enter" if query.startswith("ent") else "backspace"
    assert found[0].key.keys.split(",")[0] == wanted


async def test_the_screen_shows_them(app, in_french):
    async with app("GET /me").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await until(pilot, lambda: "aide" in text(pilot), "the footer")
        await pilot.press("f1")
        await until(pilot, lambda: "le champ suivant" in text(pilot), "the help")


async def test_in_a_table_the_key_of_the_table_goes_back_to_json(app):
    async with app("GET /v2/iam/policy").run_test(size=(160, 48)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "200 OK" in text(pilot), "the response")
        await pilot.press("t")
        await until(pilot, lambda: "t JSON" in text(pilot), "the footer of the table")
