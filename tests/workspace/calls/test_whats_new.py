"""What changed in the API, as a user reads it."""

from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.catalog.rows import Change
from ovh_explorer.workspace.calls.whats_new import read_news

ZONE = "/domain/zone/{zoneName}"


def change(kind="added", method="GET", path="/x", part="", value="", replacement="", at=1.0):
    return Change(at, "v1", "/domain", kind, method, path, part, value, replacement)


def lines(*changes, favourites=None, recent=()):
    news = read_news(changes, favourites or {}, recent)
    return [(item.title, item.words, item.used_in) for item in news]


def test_each_kind_of_change_is_said_in_words():
    assert lines(
        change("added", "", "/domain"),
        change("added", "GET", ZONE),
        change("deprecated", "PUT", ZONE, replacement="/domain/name"),
        change("removed", "DELETE", ZONE),
        change("parameter added", "POST", "/a", "query dryRun"),
        change("parameter removed", "POST", "/b", "body target.ttl"),
        change("value added", "POST", "/c", "body fieldType", "HTTPS"),
        change("value removed", "POST", "/d", "body fieldType", "SPF"),
    ) == [
        ("/domain", "new product", ""),
        (f"GET {ZONE}", "new operation", ""),
        (f"PUT {ZONE}", "deprecated: use /domain/name", ""),
        (f"DELETE {ZONE}", "removed", ""),
        ("POST /a", "takes query dryRun now", ""),
        ("POST /b", "no longer takes body target.ttl", ""),
        ("POST /c", "body fieldType may be HTTPS now", ""),
        ("POST /d", "body fieldType may no longer be SPF", ""),
    ]


def test_what_the_user_has_comes_first_and_is_marked():
    favourites = {("v1", "GET", "/mine"): "DNS / look"}
    assert lines(
        change("added", "GET", "/new"),
        change("removed", "GET", "/used"),
        change("deprecated", "GET", "/mine", replacement="/better"),
        favourites=favourites,
        recent={("v1", "GET", "/used"), ("v1", "GET", "/mine")},
    ) == [
        ("GET /mine", "deprecated: use /better", "favourite DNS / look"),
        ("GET /used", "removed", "your history"),
        ("GET /new", "new operation", ""),
    ]


def test_a_value_that_many_operations_take_is_one_line_but_for_those_the_user_has():
    same = [
        change("value added", "POST", path, "body region", "MIL") for path in ("/a", "/b", "/c")
    ]
    assert lines(*same, recent={("v1", "POST", "/b")}) == [
        ("POST /b", "body region may be MIL now", "your history"),
        ("POST /a and 1 other operation", "body region may be MIL now", ""),
    ]


def test_operations_that_came_are_a_line_each():
    assert len(lines(*[change("added", "GET", f"/{name}") for name in "abc"])) == 3


@given(
    st.lists(
        st.builds(
            change,
            st.sampled_from(["added", "removed", "deprecated", "value added", "parameter removed"]),
            st.sampled_from(["GET", "PUT"]),
            st.sampled_from(["/a", "/b", "/c"]),
            st.sampled_from(["body x", "query y"]),
            at=st.sampled_from([1.0, 2.0]),
        )
    ),
    st.sets(st.sampled_from(["/a", "/b", "/c"])),
)
def test_no_change_is_lost_and_none_is_told_twice(changes, mine):
    recent = {("v1", method, path) for path in mine for method in ("GET", "PUT")}
    news = read_news(changes, {}, recent)
    assert sum(len(item.operations) for item in news) == len(changes)
    marks = [bool(item.used_in) for item in news]
    assert marks == sorted(marks, reverse=True)
