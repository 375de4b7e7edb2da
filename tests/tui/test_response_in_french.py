"""The response pane in French: whole sentences, and keys that can be clicked in them."""

import pytest

from ovh_explorer.tui.widgets.key_words import key_words
from tests.tui.screen import Screen


async def test_a_list_is_loaded_marked_and_acted_on(app, in_french):
    async with app("GET /domain/zone/example.com/record").run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        await screen.show("response")
        await screen.sees("Réponse   En-têtes   Schéma   Code · Python")
        await screen.sees("m ouvre le menu pour charger")
        await screen.press("m")
        await screen.sees("de chaque élément (")
        await screen.press("enter")
        await screen.sees("fieldType")
        await screen.press("space", "space", "a")
        await screen.sees("Pour chacune des 2 lignes")
        await screen.press("escape", "o")
        await screen.sees("entrée valider · échap fermer · espace afficher/masquer")


async def test_what_to_do_first_can_be_clicked(app, in_french):
    async with app("POST /domain/zone/example.com/record").run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("response")
        line = "Appuyez sur ^r pour vérifier la requête et l’envoyer"
        await screen.sees(line)
        assert [words.key for words in key_words(line)] == ["ctrl+r"]


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("m ouvre le menu pour charger", ["m"]),
        ("Réponse de GET /me · entrée ouvre, / lance la recherche", ["entrée", "/"]),
        ("Réponse de GET /me · retour arr. revient, / lance la recherche", ["retour", "/"]),
    ],
)
def test_keys_of_french_sentences_are_found(in_french, line, keys):
    found = [line[words.start : words.end].split()[0] for words in key_words(line)]
    assert found == keys
