"""The sandbox where French is spoken: its responses are the API's, its command and its pages speak to
people.
"""

from argparse import ArgumentParser
from urllib.request import urlopen

import pytest

from ovh_explorer.sandbox.arguments import add_arguments, epilog
from ovh_explorer.sandbox.faults import KINDS, FaultError, Faults
from ovh_explorer.sandbox.process import start
from ovh_explorer.translation import language
from tests.sandbox.asked import Asked
from tests.sandbox.test_signing_in import decide, page, request_key


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"fieldType":"A"}', "[target] is required"),
        (b'{"fieldType":"A","target":1}', "[target] Given data (1) is not valid for type string"),
        (b'{"fieldType":"?","target":"x"}', "does not belong to the RecordTypeEnum enumeration"),
        (b'{"fieldType":"A","target":"x","no":1}', "Received not described parameters: (no)"),
    ],
)
def test_responses_are_english(body, message, in_french):
    status, said = Asked()("POST", "/1.0/domain/zone/example.com/record", body)
    assert status == 400
    assert message in said["message"]


def test_the_help_is_french(in_french):
    parser = ArgumentParser(epilog=epilog())
    add_arguments(parser)
    words = " ".join(parser.format_help().split())
    assert "un port libre" in words
    assert "clé d’application" in words
    for kind in KINDS:
        assert kind in words


def test_a_fault_that_is_none_is_said_in_french(in_french):
    with pytest.raises(FaultError, match="« x » n’est pas une panne"):
        Faults.parse("x")


def test_the_page_of_a_validation_link_is_french():
    ask = Asked(language="fr")
    keys, target = request_key(ask, allowedIPs=["203.0.113.7"], redirection="https://example.com/")
    status, text = page(ask, target)
    assert status == 200
    assert '<html lang="fr">' in text
    assert "demande une consumer key pour le compte de ce bac à sable" in text
    assert "Seulement depuis 203.0.113.7." in text
    assert ">Accepter</button>" in text
    assert ">30 jours</option>" in text
    assert "Continuer" in decide(ask, target)[1]
    assert "Ce lien est inconnu" in page(ask, target)[1]
    # What programs read is English before and after, and the language of the process is as it was.
    assert ask("GET", "/1.0/me", keys=keys)[1]["message"] == "This credential is not valid"
    assert language() == "en"


def test_the_page_of_tokens_is_french():
    ask = Asked(language="fr")
    status, text = page(ask, "/createToken/?GET=/me")
    assert status == 200
    assert "avec ces droits" in text
    assert "Aucun droit" in page(ask, "/createToken/")[1]
    assert "au moins un droit" in page(ask, "/createToken/", {"name": "x"})[1]
    made = page(ask, "/createToken/", {"GET": "/me", "name": "x", "validity": "0"})[1]
    assert "<th>Clé d’application (AK)</th>" in made


def test_the_sandbox_of_a_french_program_has_french_pages(in_french):
    sandbox = start()
    try:
        with urlopen(f"{sandbox.url}/createToken/?GET=/me") as made:
            assert "avec ces droits" in made.read().decode()
    finally:
        sandbox.stop()
