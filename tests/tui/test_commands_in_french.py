"""The main screen in French: commands are found by words of both languages, strips fit."""

import textwrap

import pytest

from ovh_explorer.tui.drawing.fuzzy_match import FuzzyMatcher
from ovh_explorer.tui.key_bindings import KEYS
from ovh_explorer.tui.main.commands import COMMANDS
from ovh_explorer.tui.main.tour_steps import TourProgress, offer_lines
from ovh_explorer.tui.widgets.key_words import key_words
from tests.tui.conftest import settled, text, until

# Columns of a strip on the smallest terminal, and the lines that what to do may take.
COLUMNS, LINES = 78, 2


def found_by(words: str) -> list[str]:
    matcher = FuzzyMatcher(words)
    return [
        command.action
        for command in COMMANDS
        if any(matcher.match(word) for word in (command.title, *command.other_words))
    ]


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("requête", "show_pane('request')"),
        ("requete", "show_pane('request')"),
        ("exécuter", "try_call"),
        ("send", "try_call"),
        ("open an operation", "open_operation"),
        ("nouveautés", "show_news"),
        ("reglages", "toggle_layout"),
        ("préférences", "toggle_layout"),
        ("script", "show_history"),
        ("droits", "sign_in"),
        ("droits", "show_account_keys"),
        ("permissions", "make_tool_key"),
        ("jetons", "make_service_account"),
        ("clé", "sign_in"),
    ],
)
def test_a_command_is_found_in_both_languages_and_without_accents(in_french, words, action):
    assert action in found_by(words)


def test_every_command_has_a_french_name_and_keeps_its_english_one(in_french):
    for command in COMMANDS:
        assert command.name.lower() in command.other_words, command.name
    assert len({command.title for command in COMMANDS}) == len(COMMANDS)


def test_in_english_a_command_has_its_own_words_alone():
    back = next(command for command in COMMANDS if command.action == "go_back")
    assert (back.title, back.other_words[:2]) == ("Back", ("return", "previous"))
    assert back.other_words == tuple(word.replace("_", " ") for word in back.synonyms.split())


@pytest.mark.parametrize("in_field", [False, True], ids=["in a pane", "in a field"])
def test_each_step_of_the_tour_fits_the_smallest_terminal(in_french, in_field):
    def key(action: str) -> str:
        found = next(item for item in KEYS if item.action == action)
        return (found.in_fields_shown or f"esc, puis {found.shown}") if in_field else found.shown

    assert len(offer_lines(key)[0]) <= COLUMNS
    progress = TourProgress()
    while True:
        where, words = progress.lines(key)
        assert len(textwrap.wrap(words, COLUMNS)) <= LINES, words
        assert len(where) <= COLUMNS, where
        if progress.step is None:
            break
        assert list(key_words(words)), f"no key to click: {words}"
        progress.skip()


async def test_the_screen_shows_them(app, in_french):
    async with app("GET /me").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "Rechercher des commandes…" in text(pilot), "the palette")
        await pilot.press(*"deprecie")
        found = "Ouvrir l’opération remplaçante"
        await until(pilot, lambda: found in text(pilot), "the command")
        await pilot.press(*"zzz")
        await until(pilot, lambda: "Aucun résultat." in text(pilot), "that there is none")
        assert "No matches" not in text(pilot)
