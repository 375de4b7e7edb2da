"""In French, the question about a call is a French sentence, not English with French words."""

import re
import tomllib

import pytest

from ovh_explorer.call import Call
from ovh_explorer.workspace.calls import path_words
from ovh_explorer.workspace.calls.path_sentences import SENTENCES
from ovh_explorer.workspace.calls.path_words import VERBS, said_verb
from ovh_explorer.workspace.calls.question_french import _TABLE, french_sentence
from ovh_explorer.workspace.calls.question_words import question_about
from tests import real_catalog

WORDS = tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("method", "path", "description", "sentence"),
    [
        (
            "DELETE",
            "/domain/zone/{zoneName}/record/{id}",
            "",
            "Supprimer l’enregistrement 7 d’example.com",
        ),
        ("POST", "/domain/zone/{zoneName}/refresh", "", "Actualiser la zone DNS example.com"),
        (
            "POST",
            "/domain/zone/{zoneName}/record",
            "Create a new DNS record",
            "Ajouter un enregistrement à example.com",
        ),
        (
            "POST",
            "/domain/zone/{zoneName}/record",
            "Add a record; refresh publishes it",
            "Ajouter un enregistrement à example.com",
        ),
        (
            "POST",
            "/okms/resource/{id}/secret",
            "Create a secret",
            "Ajouter un secret au domaine OKMS 7",
        ),
        (
            "POST",
            "/okms/resource/{id}/secret/{path}/version",
            "Create a version",
            "Créer une version du secret {path} du domaine OKMS 7",
        ),
        (
            "POST",
            "/cloud/project/{id}/kube/{kubeId}/nodepool",
            "Create a nodepool",
            "Ajouter un pool de nœuds au cluster Kubernetes {kubeId} du projet 7",
        ),
        (
            "POST",
            "/dedicated/server/{id}/features/backupFTP/access",
            "Create a new Backup FTP ACL",
            "Créer un accès au Backup Storage pour le serveur dédié 7",
        ),
        ("PUT", "/me/contact/{id}", "Update a contact", "Modifier le contact 7 de votre compte"),
        ("POST", "/dedicated/server/{id}/reboot", "", "Redémarrer le serveur dédié 7"),
        ("POST", "/hosting/web/{id}/terminate", "", "Résilier l’hébergement web 7"),
        (
            "POST",
            "/cloud/project/{id}/user/{userId}/regeneratePassword",
            "",
            "Régénérer le mot de passe de l’utilisateur {userId} du projet 7",
        ),
        (
            "DELETE",
            "/cloud/project/{id}/region/{regionName}/instance/{instanceId}",
            "",
            "Supprimer l’instance {instanceId} dans GRA11 du projet 7",
        ),
        ("DELETE", "/ip/{id}/arp/{ipBlocked}", "", "Supprimer l’élément arp {ipBlocked} de l’IP 7"),
        ("POST", "/vps/{id}/changeContact", "", "Changer les contacts du VPS 7"),
        ("POST", "/dedicated/server/{id}/ipMove", "", "Déplacer une IP vers le serveur dédié 7"),
        ("POST", "/overTheBox/{id}/linkDevice", "", "Lier un appareil à l’OverTheBox 7"),
        (
            "POST",
            "/hosting/web/{id}/module",
            "Install a new module",
            "Installer un module sur l’hébergement web 7",
        ),
        (
            "POST",
            "/domain/zone/{zoneName}/import",
            "",
            "Importer un fichier dans example.com",
        ),
        (
            "DELETE",
            "/dedicated/server/{id}/vrack/{vrack}",
            "",
            "Retirer le serveur dédié 7 du vRack {vrack}",
        ),
        ("POST", "/vps/{id}/setMagicThing", "", "Exécuter setMagicThing sur le VPS 7"),
        ("PUT", "/me", "", "Modifier votre compte"),
        ("POST", "/order/cart/{id}/domain", "", "Ajouter un domaine au panier 7"),
        ("PUT", "/cloud/project/{id}/options", "", "Modifier les options du projet 7"),
        (
            "POST",
            "/me/order/{id}/payWithRegisteredPaymentMean",
            "",
            "Effectuer avec un moyen enregistré le paiement de la commande 7 de votre compte",
        ),
        ("POST", "/auth/credential", "Request a new credential", "Demander une consumer key"),
        (
            "POST",
            "/email/domain/{domain}/redirection/{id}/changeRedirection",
            "",
            "Modifier la redirection 7 du domaine e-mail {domain}",
        ),
        ("POST", "/", "", "POST /"),
    ],
)
def test_what_a_request_does(method, path, description, sentence):
    values = {"zoneName": "example.com", "id": "7", "regionName": "GRA11"}
    assert french_sentence(method, path, values, description) == sentence


def test_it_is_asked_in_the_language_that_is_spoken(in_french):
    call = Call.make("v1", "POST", "/dedicated/server/{serviceName}/reboot",
                     path_values={"serviceName": "ns1.example.com"})  # fmt: skip
    assert question_about(call) == "Redémarrer le serveur dédié ns1.example.com\u202f?"


def test_english_stays_english():
    call = Call.make("v1", "POST", "/dedicated/server/{serviceName}/reboot",
                     path_values={"serviceName": "ns1.example.com"})  # fmt: skip
    assert question_about(call) == "Reboot dedicated server ns1.example.com?"


def test_every_verb_of_english_is_there():
    wanted = {*VERBS.values(), *path_words._SAID.values(), "delete", "change"}
    assert wanted <= WORDS["verbs"].keys()
    assert said_verb("Deletes it") in WORDS["verbs"]


def test_every_action_of_english_is_there():
    assert path_words.ACTIONS.keys() <= WORDS["actions"].keys()


def test_every_sentence_for_a_whole_path_is_there_with_its_values():
    values = {title: sorted(re.findall(r"{\d}", words)) for title, words in SENTENCES.items()}
    assert {
        title: sorted(re.findall(r"{\d}", words)) for title, words in WORDS["sentences"].items()
    } == values


def test_every_name_of_a_product_is_there_or_is_a_name():
    missing = {noun for noun in path_words.ROOTS.values() if noun not in WORDS["nouns"]}
    assert {noun for noun in missing if not noun.endswith(" cluster")} <= {"vRack Services"}


def test_nouns_have_an_article():
    assert [n for n in WORDS["nouns"].values() if n.split(" ")[0] not in ("un", "une", "des")] == []


def test_most_of_the_real_catalog_has_french_nouns_and_no_value_is_lost(real_schemas):
    calls = [
        operation
        for product in real_catalog.products(real_schemas)
        for operation in product.operations
        if operation.method != "GET"
    ]
    sentences = [french_sentence(op.method, op.path, {}, op.description) for op in calls]
    named = sum("élément" not in words and "Exécuter" not in words for words in sentences)
    assert named > 0.8 * len(sentences)
    lost = {
        op.path
        for op, words in zip(calls, sentences, strict=True)
        if op.path.endswith("}") and op.path.rpartition("/")[2] not in words
    }
    # How something is ordered is no thing.
    assert {path for path in lost if not path.endswith(("{duration}", "{planCode}"))} == set()


def test_a_thing_is_named_once(real_schemas):
    again = re.compile(r"(?:la |le |du |l’)(\w{4,}) (?:de la |du |de l’|des )\1\b")
    found = {
        sentence
        for product in real_catalog.products(real_schemas)
        for operation in product.operations
        if operation.method != "GET"
        and again.search(sentence := french_sentence(operation.method, operation.path, {}, ""))
    }
    # The registry of its restrictions is another thing.
    assert {words for words in found if "registre" not in words} == set()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("192.0.2.0/28", "Déplacer le bloc IP 192.0.2.0/28"),
        ("192.0.2.1/32", "Déplacer l’IP 192.0.2.1/32"),
        ("192.0.2.1", "Déplacer l’IP 192.0.2.1"),
    ],
)
def test_several_addresses_are_a_block(address, words):
    assert french_sentence("POST", "/ip/{ip}/move", {"ip": address}, "") == words
