"""What the workspace says in French: whole sentences; what programs and files get stays English."""

from datetime import UTC, datetime, timedelta

import pytest

from ovh_explorer.call import Call
from ovh_explorer.catalog.rows import Change
from ovh_explorer.client import Response
from ovh_explorer.config.sources import shown_sources
from ovh_explorer.translation import _
from ovh_explorer.workspace.account.access_rules import AccessRule, lacking
from ovh_explorer.workspace.account.ages import ago
from ovh_explorer.workspace.account.details import SignInDetails
from ovh_explorer.workspace.calls.call_difference import what_differs
from ovh_explorer.workspace.calls.effect_words import effects_of_call
from ovh_explorer.workspace.calls.error_doctor import behind_dialog, how_it_ended, without_screen
from ovh_explorer.workspace.calls.whats_new import read_news
from ovh_explorer.workspace.doctor.report import Fact, Part, Report
from ovh_explorer.workspace.recipes.library import shipped_recipes
from ovh_explorer.workspace.recipes.recipe_file import RecipeFileError, read_recipe, write_recipe
from ovh_explorer.workspace.response.filter import FilterError, check_filter
from ovh_explorer.workspace.response.format import format_content
from ovh_explorer.workspace.settings import FOR_THIS_RUN, source_words

NOW = datetime(2026, 11, 29, tzinfo=UTC)
ME = Call.make("v1", "GET", "/me")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (NOW - timedelta(days=1), "il y a 1 jour"),
        (NOW + timedelta(hours=5), "dans 5 heures"),
        (NOW - timedelta(days=70), "il y a 2 mois"),
        (NOW, "maintenant"),
        (None, ""),
    ],
)
def test_how_long_ago(in_french, when, words):
    assert ago(when, NOW) == words


def test_what_a_call_does(in_french):
    words = effects_of_call(Call.make("v1", "POST", "/vps/{n}/terminate", path_values={"n": "x"}))
    assert words.words.startswith("Cette requête met fin à un service ou à un contrat")
    assert words.question == "Résilier le VPS x\u202f?"


def test_why_a_key_lacks_a_right(in_french):
    one = lacking([AccessRule("GET", "/me/*")], ME)
    assert one == (
        "GET /me/* ne couvre pas /me même. Elle couvre /me/, que l’API traite de la même façon. "
        "La seule règle d’accès de cette clé ne couvre pas GET /me\u202f: il manque GET /me."
    )
    assert "Aucune des 2 règles" in lacking([AccessRule("GET", "/x"), AccessRule("GET", "/y")], ME)


def test_who_signs_in(in_french):
    details = SignInDetails("ab12345-ovh", "user", "ops")
    assert details.who == "l’utilisateur local ops du compte ab12345-ovh"


def test_how_a_request_ended(in_french):
    slow = Response(429, "", (("Retry-After", "5"),), b"", 0.0, "GET", "")
    assert how_it_ended(slow, "GET") == "Trop de requêtes\u202f: attendez 5 secondes."
    gone = Response(503, "", (), b"", 0.0, "POST", "")
    assert how_it_ended(gone, "POST") == (
        "L’API est indisponible. La requête a peut-être été exécutée. Vérifiez avant de la renvoyer."
    )


def test_keys_of_the_screen_are_told_otherwise_where_it_is_not_there(in_french):
    line = "Appuyez sur maj F4 pour vous connecter avec d’autres clés."
    assert without_screen([line, "x"]) == [
        "Appuyez sur S dans l’explorateur pour vous connecter avec d’autres clés.",
        "x",
    ]
    assert behind_dialog([line]) == [
        "Appuyez sur échap, puis sur maj F4, pour vous connecter avec d’autres clés."
    ]


def test_behind_a_dialog_in_english():
    assert behind_dialog(["Press shift F4 to sign in with other keys."]) == [
        "Press esc, then shift F4, to sign in with other keys."
    ]


def test_what_is_new(in_french):
    change = Change(1.0, "v1", "/vps", "parameter added", "GET", "/vps", part="state")
    key = ("v1", "GET", "/vps")
    favourite = read_news([change], {key: "mes VPS"}, ())[0]
    assert (favourite.words, favourite.used_words) == (
        "accepte désormais state",
        "favori mes VPS",
    )
    assert favourite.used_in == "favourite mes VPS", "programs get English"
    recent = read_news([change], {}, {key})[0]
    assert (recent.used_in, recent.used_words) == ("your history", "votre historique")


def test_what_differs(in_french):
    query = [("a", "1"), ("b", "2"), ("c", "3")]
    assert what_differs(ME, Call.make("v1", "GET", "/me", query=query)) == "l’appel sans a, b ni c"


def test_the_doctor_translates_labels_for_readers_alone(in_french):
    report = Report([Part("keys", "Keys", (Fact("kind", "x", "kind", "y"),))])
    lines = list(report.lines())
    assert lines[:2] == ["Clés", "  type              y"]
    assert report.json()["keys"] == {"kind": "x"}


def test_where_keys_come_from(in_french):
    assert source_words(FOR_THIS_RUN) == "pour cette session"
    assert source_words("the profile work") == "le profil work"
    assert source_words("OVH_ENDPOINT, environment") == "la variable d’environnement OVH_ENDPOINT"
    both = ("OVH_APPLICATION_KEY, environment", "OVH_CONSUMER_KEY, environment", "~/.ovh.conf")
    assert shown_sources(both) == (
        "l’environnement (OVH_APPLICATION_KEY, OVH_CONSUMER_KEY), ~/.ovh.conf"
    )
    assert source_words("~/.ovh.conf [ovh-eu]") == "~/.ovh.conf [ovh-eu]"


def test_recipes_that_ship_are_read_in_french_and_written_as_they_are(in_french):
    entry = next(item for item in shipped_recipes() if item.name == "order-domain")
    assert entry.title == "Commande\u202f: acheter un nom de domaine"
    assert entry.recipe is not None
    assert 'title = "Order: buy a domain name"' in write_recipe(entry.recipe)
    assert _(entry.recipe.steps[0].note) == ("Crée un panier. Aucune clé n’est nécessaire.")
    assert _("") == ""


def test_mistakes_of_a_recipe_keep_their_places(in_french):
    with pytest.raises(RecipeFileError) as caught:
        read_recipe('format = 1\n[[steps]]\ncall = "GET /me"\ncal = 1\n')
    assert caught.value.mistakes == [
        "steps[1].cal\u202f: clé inconnue. Vouliez-vous dire call\u202f?",
        "title\u202f: il en faut un à une recette.",
    ]


def test_why_a_filter_is_none(in_french):
    with pytest.raises(FilterError, match="Vouliez-vous dire length"):
        check_filter("lenght(@)")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"a": 1', "coupé à la fin"),
        (b"[1,]", "virgule de trop à l’octet 3"),
        (b"[1 2]", ", ] attendu à l’octet 3"),
        (b"<html>", "caractère erroné à l’octet 0"),
        (b"[" * 50_000, "trop de niveaux imbriqués"),
    ],
)
def test_why_json_is_none(content, words, in_french):
    note = format_content(content, "application/json").note
    assert note == f"JSON non valide, affiché tel que reçu ({words})"
