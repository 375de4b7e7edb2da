"""Operations kept under a name."""

import pytest

from ovh_explorer.workspace.storage.favourites import Favourites, named

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
    assert named(text) == (group, name)


@pytest.mark.parametrize("text", ["", " ", "DNS /", "x" * 90, "a\nb", "\x1b[2J"])
def test_what_is_no_name(text):
    with pytest.raises(ValueError, match="name"):
        named(text)


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
    favourites.rename(second, "", "a record")
    assert [item.name for item in favourites.all] == ["a record", "me"]
    favourites.remove(first)
    assert [item.name for item in favourites.all] == ["a record"]
    assert favourites.problem == ""


def test_two_programs_change_them_and_none_is_lost(tmp_path):
    path = tmp_path / "favourites.db"
    one, other = Favourites(path), Favourites(path)
    one.keep("", "first", KEY, {})
    one.keep("", "last", KEY, {"body": 1})
    (_, seen) = one.all
    other.remove(seen)
    other.keep("", "new", KEY, {})
    assert other.all[1].id == seen.id, "SQLite gives the number again"
    one.remove(seen)
    assert [item.name for item in one.all] == ["first", "new"]
    one.rename(seen, "", "renamed")
    assert [(item.name, item.draft) for item in other.all] == [
        ("first", {}),
        ("new", {}),
        ("renamed", {"body": 1}),
    ]
