import pytest

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
