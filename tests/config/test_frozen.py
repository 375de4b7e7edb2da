"""Values that may hold a secret: made once, compared by their parts, and no tuple."""

import copy
import pickle

import pytest

from ovh_explorer.config import Credentials
from ovh_explorer.config.files import Value

ONE = Value("a secret", "~/.ovh.conf [ovh-eu]")


def test_a_value_is_what_its_parts_are():
    same, other = Value("a secret", "~/.ovh.conf [ovh-eu]"), Value("another", ONE.source)
    assert same == ONE
    assert other != ONE
    assert len({ONE, same, other}) == 2
    assert ONE.parts != ONE
    for made in (copy.copy(ONE), copy.deepcopy(ONE), pickle.loads(pickle.dumps(ONE))):
        assert made == ONE


def test_a_value_does_not_change():
    with pytest.raises(AttributeError):
        ONE.text = "another"
    with pytest.raises(AttributeError):
        del ONE.text
    with pytest.raises(AttributeError):
        ONE.more = ""
    assert ONE.parts == ("a secret", "~/.ovh.conf [ovh-eu]", "", 0, "")


def test_keys_with_another_consumer_key_are_other_keys():
    keys = Credentials("an-application", "a-secret")
    tied = keys.with_consumer_key("a-consumer")
    assert tied == Credentials("an-application", "a-secret", "a-consumer")
    assert keys.consumer_key is None
    assert "a-secret" not in repr(tied)
    assert "a-consumer" not in repr(tied)
