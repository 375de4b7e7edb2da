"""The details of an account's key: labels in a column."""

import pytest

from ovh_explorer.tui.signin.account_key_words import in_columns


@pytest.mark.parametrize("longest", ["status", "clé d’application", "un libellé bien plus long"])
def test_a_label_never_touches_its_value(longest):
    lines = in_columns([("id", "1"), (longest, "7kbG7Bk7S9Nt7ZSV")])
    assert [value for _label, value in lines] == ["1", "7kbG7Bk7S9Nt7ZSV"]
    assert all(label.endswith(" ") for label, _value in lines)
    assert len({len(label) for label, _value in lines}) == 1
