"""The details of an account's key: labels in a column."""

import pytest

from ovh_explorer.tui.signin.account_key_words import in_columns, unread_lines
from ovh_explorer.workspace.account.account_key import KINDS


@pytest.mark.parametrize("longest", ["status", "clé d’application", "un libellé bien plus long"])
def test_a_label_never_touches_its_value(longest):
    lines = in_columns([("id", "1"), (longest, "7kbG7Bk7S9Nt7ZSV")])
    assert [value for _label, value in lines] == ["1", "7kbG7Bk7S9Nt7ZSV"]
    assert all(label.endswith(" ") for label, _value in lines)
    assert len({len(label) for label, _value in lines}) == 1


def test_the_order_of_responses_is_not_that_of_the_words():
    """The four lists are read at once: any of them may be refused first."""
    problems = dict.fromkeys(KINDS, "403: no")
    backwards = dict(reversed(problems.items()))
    assert unread_lines(backwards) == unread_lines(problems)
    assert unread_lines(problems)[0].startswith("consumer keys, applications, service accounts")
