from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import encode
from ovh_explorer.catalog.routes import Match, Routes

ROUTES = Routes(
    [
        "/domain/{serviceName}",
        "/domain/zone",
        "/domain/zone/{zoneName}",
        "/domain/{serviceName}/zone",
        "/ip/{ip}",
        "/a/{x}/c",
        "/a/b/{y}",
        "/",
        "/odd/{}",
    ]
)


@pytest.mark.parametrize(
    ("path", "best", "values"),
    [
        ("/domain/zone", "/domain/zone", {}),
        ("/domain/example.com", "/domain/{serviceName}", {"serviceName": "example.com"}),
        ("/domain/zone/zone", "/domain/zone/{zoneName}", {"zoneName": "zone"}),
        ("/domain/x/zone", "/domain/{serviceName}/zone", {"serviceName": "x"}),
        ("/ip/192.0.2.0%2F28", "/ip/{ip}", {"ip": "192.0.2.0/28"}),
        ("/ip/2001%3Adb8%3A%3A%2f64", "/ip/{ip}", {"ip": "2001:db8::/64"}),
        ("/domain/caf%C3%A9", "/domain/{serviceName}", {"serviceName": "café"}),
        ("/a/b/c", "/a/b/{y}", {"y": "c"}),
        ("/", "/", {}),
    ],
)
def test_a_literal_goes_before_a_placeholder_and_values_are_decoded(path, best, values):
    assert ROUTES.match(path)[0] == Match(best, values)


@pytest.mark.parametrize(
    "path", ["/ip/192.0.2.0/28", "/domain/", "/domain", "", "/odd/x", "/ipx/1", "ip/1/"]
)
def test_what_fits_nothing(path):
    assert ROUTES.match(path) == []


def test_all_that_fit_are_given_best_first():
    assert [match.path for match in ROUTES.match("/domain/zone/zone")] == [
        "/domain/zone/{zoneName}",
        "/domain/{serviceName}/zone",
    ]
    assert [match.path for match in ROUTES.match("/domain/zone")] == [
        "/domain/zone",
        "/domain/{serviceName}",
    ]


def test_an_encoded_slash_is_never_a_segment():
    assert Routes(["/a/b"]).match(f"/{encode('a/b')}") == []


def one_by_one(templates, path):
    """What fits, found by looking at each template."""
    wanted, found = [unquote(segment) for segment in path.split("/")], []
    for template in set(templates):
        segments = template.split("/")
        places = [len(part) > 2 and part[0] + part[-1] == "{}" for part in segments]
        if len(segments) == len(wanted) and all(
            bool(given) if place else part == given
            for place, part, given in zip(places, segments, wanted, strict=True)
        ):
            pairs = zip(places, segments, wanted, strict=True)
            values = {part[1:-1]: given for place, part, given in pairs if place}
            found.append((places, template, values))
    return [Match(template, values) for _, template, values in sorted(found, key=lambda f: f[:2])]


SEGMENTS = st.sampled_from(["a", "b", "", "{x}", "{y}", "{}", "{a}b"])
GIVEN = st.sampled_from(["a", "b", "", "%61", "{x}", "{}", "a%2Fb", "{a}b"])


@given(
    st.lists(st.lists(SEGMENTS, min_size=1, max_size=4).map("/".join), max_size=12),
    st.lists(GIVEN, min_size=1, max_size=4).map("/".join),
)
def test_what_fits_is_what_looking_at_each_finds(templates, path):
    assert Routes(templates).match(path) == one_by_one(templates, path)


def test_a_path_may_be_long():
    path = "/a" * 20_000
    assert Routes([path]).match(path) == [Match(path, {})]
    assert Routes(["/a"]).match(path) == []
