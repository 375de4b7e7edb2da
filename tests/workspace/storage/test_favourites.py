"""Operations kept under a name."""

import pytest

from ovh_explorer.workspace.storage.favourites import Favourites, parse_name

KEY = ("v1", "POST", "/domain/zone/{zoneName}/record")


@pytest.mark.parametrize(
    ("text", "group", "name"),
    [
        ("add", "", "add"),
        ("DNS / add a record", "DNS", "add a record"),
        ("a/b/c", "a/b", "c"),
        (" x ", "", "x"),
    ],
)
def test_a_group_and_a_name(text, group, name):
    assert parse_name(text) == (group, name)


@pytest.mark.parametrize("text", ["", " ", "DNS /", "x" * 90, "a\nb", "\x1b[2J"])
def test_what_is_no_name(text):
    with pytest.raises(ValueError, match="name"):
        parse_name(text)


def test_they_are_kept_renamed_replaced_and_removed(tmp_path):
    path = tmp_path / "state" / "favourites.db"
    favourites = Favourites(path)
    assert favourites.all == []
    assert not path.exists()
    favourites.keep("DNS", "add", KEY, {"path": {"zoneName": "example.com"}})
    favourites.keep("", "me", ("v2", "GET", "/iam/policy"), {})
    favourites.keep("DNS", "add", KEY, {"path": {"zoneName": "example.org"}})
    assert path.stat().st_mode & 0o777 == 0o600
    first, second = Favourites(path).all
    assert (first.name, first.title) == ("me", "GET /v2/iam/policy")
    assert (second.group, second.draft) == ("DNS", {"path": {"zoneName": "example.org"}})
    favourites.rename(second.id, "", "a record")
    assert [item.name for item in favourites.all] == ["a record", "me"]
    favourites.remove(first.id)
    assert [item.name for item in favourites.all] == ["a record"]
    assert favourites.problem == ""
