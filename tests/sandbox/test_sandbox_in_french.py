"""The sandbox where French is spoken: its responses are the API's, its command speaks to people."""

from argparse import ArgumentParser

import pytest

from ovh_explorer.sandbox.arguments import add_arguments, epilog
from ovh_explorer.sandbox.faults import KINDS, FaultError, Faults
from tests.sandbox.asked import Asked


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
    with pytest.raises(FaultError, match="'x' n’est pas une panne"):
        Faults.parse("x")
