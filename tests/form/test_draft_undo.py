"""One change of a draft, taken back: what was given since stays."""

import pytest

from ovh_explorer.form.draft import without_change

BODY = {"target": "x"}


@pytest.mark.parametrize(
    ("now", "before", "after", "left"),
    [
        ({"a": 1, "ttl": 5}, {"a": 2}, {"a": 1}, {"a": 2, "ttl": 5}),
        ({"body": BODY | {"ttl": 5}}, {}, {"body": BODY}, {"body": {"ttl": 5}}),
        ({"body": BODY}, {}, {"body": BODY}, {}),
        ({"ttl": 5}, {"body": BODY}, {}, {"body": BODY, "ttl": 5}),
        ({"on": True}, {"on": False}, {"on": True}, {"on": False}),
        ([1, 3, 9], [1, 2, 3], [1, 3], [1, 2, 3, 9]),
        ([1, 2, 7], [1], [1, 2], [1, 7]),
        ([{"a": 1, "b": 7}], [{"a": 0}], [{"a": 1}], [{"a": 0, "b": 7}]),
        ([5, 3], [1, 2, 3], [1, 3], [5, 2, 3]),
        ([], [1], [1, 2], [1]),
        ("text", {"a": 1}, {}, {"a": 1}),
    ],
)
def test_what_a_change_did_not_touch_stays(now, before, after, left):
    assert without_change(now, before, after) == left
