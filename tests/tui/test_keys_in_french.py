"""Footer and help in French: the words of the keys, found by French and by English ones."""

import pytest

from ovh_explorer.tui.drawing.help_lines import help_entries, help_lines, matching_entries
from ovh_explorer.tui.key_bindings import footer_keys, help_sections
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
