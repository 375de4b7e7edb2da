"""What is typed in a menu and in a list of values finds with and without accents, the nearest
first, and never what destroys before what doesn't.
"""

import pytest
from textual.widgets import OptionList

from ovh_explorer.call import Call
from ovh_explorer.catalog.rows import OperationRow
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.drawing.choices import find_choices
from ovh_explorer.tui.workbench.object_menu import (
    ADD,
    CHANGE,
    DELETE,
    entries_near,
    entry_of,
    own_entries,
)
from tests.tui.screen import Screen

ENTRIES = [
    Entry("Next steps"),
    Entry("> Actualiser example.com", "Les modifications ne sont pas en ligne", "refresh"),
    Entry("This object"),
    Entry("> le modifier", "PUT /zone/{zoneName}", "change"),
    Entry("> le supprimer", "DELETE /zone/{zoneName}", "delete", must_be_meant=True),
    Entry("Below it"),
    Entry("POST /zone/import", "Remplace tous les enregistrements", "import", must_be_meant=True),
    Entry("POST /zone/record", "Ajouter un de ces enregistrements", "add"),
    Entry("GET /zone/record", "Les enregistrements", "records"),
    Entry("GET /zone/support", "Détails du support", "support"),
    Entry("Clés d’API", "Œuvre", "keys"),
]
SHUT_OUT = Entry("DELETE /access", "Retirer à une adresse l’accès", "access", must_be_meant=True)


@pytest.mark.parametrize("typed", ["supprimer", "delete"])
def test_what_deletes_is_found_by_that_word_of_both_languages(in_french, typed):
    assert SHUT_OUT.place(typed) is not None
    assert SHUT_OUT.is_meant_by(typed)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("details", ["support"]),
        ("DÉTAILS", ["support"]),
        ("cles d'api", ["keys"]),
        ("oeuvre", ["keys"]),
        ("enregistrements", ["records", "add", "import"]),
        ("le mod", ["change", "refresh"]),
        # Its own word names it; the beginning of that doesn't come before another's word.
        ("supprimer", ["delete"]),
        ("sup", ["support", "delete"]),
        ("zone", ["add", "records", "support", "import", "change", "delete"]),
    ],
)
async def test_the_nearest_entry_comes_first_and_what_destroys_behind_the_others(app, typed, ids):
    async with app().run_test(size=(100, 40)) as pilot:
        screen = await Screen(pilot).ready()
        results = []
        menu = MenuScreen("Menu", ENTRIES)
        await pilot.app.push_screen(menu, results.append)
        await screen.type(typed)
        options = menu.query_one(OptionList)
        shown = [options.get_option_at_index(at).id for at in range(options.option_count)]
        assert [id for id in shown if id is not None] == ids
        await screen.press("ctrl+u")
        assert menu.words == ""
        assert options.option_count == len(ENTRIES)


POOLS = "/cloud/project/{serviceName}/kube/{kubeId}/nodepool"


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("POST", ADD),
        ("post nodepool", ADD),
        ("create", ADD),
        ("PUT", CHANGE),
        ("update", CHANGE),
        ("DELETE", DELETE),
    ],
)
async def test_of_a_method_the_list_and_its_items_come_before_what_is_above(
    app, real_store, typed, id
):
    operation = real_store.operation("v1", "GET", POOLS)
    given = (("serviceName", "p"), ("kubeId", "k"))
    call = Call("v1", "GET", POOLS, given)
    item = Call("v1", "GET", f"{POOLS}/{{nodePoolId}}", (*given, ("nodePoolId", "n")))
    entries = own_entries(real_store, item, operation, call, item)
    entries += entries_near(real_store, operation, item, None, ())[0]
    async with app().run_test(size=(100, 40)) as pilot:
        screen = await Screen(pilot).ready()
        menu = MenuScreen("Menu", entries)
        await pilot.app.push_screen(menu)
        await screen.type(typed)
        options = menu.query_one(OptionList)
        found = [option.id for option in options.options if option.id]
        assert len(found) > 1
        assert found[0] == id
        assert options.highlighted_option is not None
        assert options.highlighted_option.id == id


@pytest.mark.parametrize(
    ("method", "path", "is_grave"),
    [
        ("GET", "/domain/zone/{zoneName}/record", False),
        ("POST", "/domain/zone/{zoneName}/record", False),
        ("POST", "/domain/zone/{zoneName}/import", True),
        ("DELETE", "/domain/zone/{zoneName}/dnssec", True),
    ],
)
def test_what_destroys_must_be_meant_whatever_its_method(method, path, is_grave):
    row = OperationRow(1, "v1", method, path, "", "PRODUCTION", authenticated=True)
    assert entry_of(row, 0).must_be_meant is is_grave


def test_values_are_found_without_accents_and_those_that_begin_so_come_first():
    known = {"a-web": "", "web-1": "", "z": "Réseau du web", "y": ""}
    assert find_choices(known, "web")[0] == ["web-1", "a-web", "z"]
    assert find_choices(known, "reseau")[0] == ["z"]
    assert find_choices(known, "")[0] == list(known)


SMS = "/sms/{serviceName}"


@pytest.mark.parametrize("typed", ["credit", "CREDITS LEFT", "creditsLeft", "get credits"])
async def test_an_operation_is_found_by_what_it_shows(app, real_store, typed):
    operation = real_store.operation("v1", "GET", f"{SMS}/jobs")
    entries, _rows = entries_near(real_store, operation, None, None, ())
    async with app().run_test(size=(100, 40)) as pilot:
        screen = await Screen(pilot).ready()
        await pilot.app.push_screen(MenuScreen("Menu", entries))
        await screen.type(typed)
        await screen.sees(f"GET {SMS}")
        # Nothing else of it has the word.
        await screen.sees("creditsLeft")
        assert "No match." not in screen.text


def test_what_says_a_word_comes_before_what_shows_it():
    says = Entry("POST /sms/transferCredits", "Credit transfer", "says")
    shows = Entry("GET /sms", "Properties", "shows", fields=("creditsLeft", "name"))
    removes = Entry("DELETE /sms/credits", "", "removes", must_be_meant=True)
    places = [entry.place("credits") for entry in (says, shows, removes)]
    assert places == sorted(places)
    assert shows.fields_with("left") == ["creditsLeft"]
    assert shows.fields_with("properties left") == ["creditsLeft"]
    # The middle of a word, a letter or two, and a word that nothing has find no field.
    assert not shows.fields_with("edits")
    assert not shows.fields_with("le")
    assert not shows.fields_with("credits nowhere")
