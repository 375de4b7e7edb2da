"""An access token in mixtures of files and environment, with what go-ovh makes of each at its side:
the only wrapper that reads one.

What go-ovh (of August 2025) does was recorded from its own `NewEndpointClient`, run with these very
files and variables; it isn't run here.
"""

from pathlib import Path

import pytest

from ovh_explorer.config import AccessToken, Credentials, EndpointUnknown, OAuth2Client, load

TOKEN = "access_token=t0ken\n"
KEYS = "application_key=k\napplication_secret=s\nconsumer_key=c\n"
ACCOUNT = "client_id=i\nclient_secret=p\n"
EU = "[ovh-eu]\n"
ENV_KEYS = {
    "OVH_APPLICATION_KEY": "k",
    "OVH_APPLICATION_SECRET": "s",
    "OVH_CONSUMER_KEY": "c",
}
ENV_TOKEN = {"OVH_ACCESS_TOKEN": "env"}
REFUSED = "refused"

# Files from /etc to the working directory, environment, endpoint asked for, what go-ovh takes.
ALIKE = {
    "a file": ([None, EU + TOKEN], {}, "", "t0ken"),
    "the environment": ([], ENV_TOKEN, "", "env"),
    "the environment over a file": ([None, EU + TOKEN], ENV_TOKEN, "", "env"),
    "the nearest file": (
        [EU + "access_token=far\n", EU + TOKEN, EU + "access_token=near\n"],
        {},
        "",
        "near",
    ),
    "keys beside it": ([None, EU + TOKEN + KEYS], {}, "", REFUSED),
    "keys in another file": ([None, EU + KEYS, EU + TOKEN], {}, "", REFUSED),
    "a token of the environment, keys of a file": ([None, EU + KEYS], ENV_TOKEN, "", REFUSED),
    "keys of the environment, a token of a file": ([None, EU + TOKEN], ENV_KEYS, "", REFUSED),
    "a service account beside it": ([None, EU + TOKEN + ACCOUNT], {}, "", REFUSED),
    "a service account of the environment": (
        [None, EU + TOKEN],
        {"OVH_CLIENT_ID": "i", "OVH_CLIENT_SECRET": "p"},
        "",
        REFUSED,
    ),
    "all three": ([None, EU + TOKEN + ACCOUNT + KEYS], {}, "", REFUSED),
    "a consumer key alone": ([None, EU + TOKEN + "consumer_key=c\n"], {}, "", REFUSED),
    "an application secret alone": ([None, EU + TOKEN + "application_secret=s\n"], {}, "", REFUSED),
    "an empty token beside keys": ([None, EU + "access_token=\n" + KEYS], {}, "", "k"),
    "an empty token of the environment": (
        [None, EU + TOKEN],
        {"OVH_ACCESS_TOKEN": ""},
        "",
        "t0ken",
    ),
    "empty keys beside it": (
        [None, EU + TOKEN + "application_key=\napplication_secret=\nconsumer_key=\n"],
        {},
        "",
        "t0ken",
    ),
    "[default]": ([None, "[default]\nendpoint=ovh-eu\n" + TOKEN], {}, "", REFUSED),
    "the section of another endpoint": ([None, "[ovh-ca]\n" + TOKEN], {}, "", REFUSED),
    "kimsufi": ([None, "[kimsufi-eu]\n" + TOKEN], {}, "kimsufi-eu", "t0ken"),
    "the United States": ([None, "[ovh-us]\n" + TOKEN], {}, "ovh-us", "t0ken"),
    "a service account and keys": ([None, EU + ACCOUNT + KEYS], {}, "", REFUSED),
    "the section of a URL": (
        [None, "[https://gw.example/1.0]\n" + TOKEN],
        {},
        "https://gw.example/1.0",
        "t0ken",
    ),
    "a file that is broken": ([None, EU + TOKEN, "this is no ini\n"], {}, "", REFUSED),
}

# What is done otherwise here, and what go-ovh takes.
OTHERWISE = {
    # Keys of the environment go only to the endpoint that the environment names.
    "of the environment for another endpoint": (
        [],
        ENV_TOKEN | {"OVH_ENDPOINT": "ovh-ca"},
        "ovh-eu",
        "env",
        "they are for ovh-ca",
    ),
    "of the environment to a URL": (
        [],
        ENV_TOKEN,
        "https://gw.example/1.0",
        "env",
        "they don't say that they are for https://gw.example",
    ),
    # A file is read as python-ovh reads it, which keeps both in the value: no value has two
    # meanings.
    "with a comment behind it": (
        [None, EU + "access_token=t0ken ; mine\n"],
        {},
        "",
        "t0ken",
        "A comment on the same line is part of the value",
    ),
    "in quotes": ([None, EU + 'access_token="t0ken"\n'], {}, "", "t0ken", "Leave them out"),
}


def ours(tmp_path: Path, files: list[str | None], environ: dict[str, str], endpoint: str):
    places = [tmp_path / "etc.conf", tmp_path / "home/.ovh.conf", tmp_path / "work/ovh.conf"]
    for place, text in zip(places, files, strict=False):
        place.parent.mkdir(exist_ok=True)
        if text is not None:
            place.write_text(text)
    return load(
        endpoint or None,
        environ=environ,
        home=tmp_path / "home",
        cwd=tmp_path / "work",
        system_file=places[0],
    )


@pytest.mark.parametrize("mixture", ALIKE)
def test_it_is_taken_or_refused_as_go_ovh_does(mixture: str, tmp_path: Path) -> None:
    files, environ, endpoint, theirs = ALIKE[mixture]
    try:
        found = ours(tmp_path, files, environ, endpoint)
    except EndpointUnknown:
        assert theirs == REFUSED
        return
    keys = found.credentials
    if theirs == REFUSED:
        assert keys is None
    elif isinstance(keys, AccessToken):
        assert keys.text == theirs
    else:
        assert isinstance(keys, Credentials)
        assert keys.application_key == theirs


@pytest.mark.parametrize("mixture", OTHERWISE)
def test_what_is_done_otherwise_is_said(mixture: str, tmp_path: Path) -> None:
    files, environ, endpoint, theirs, words = OTHERWISE[mixture]
    found = ours(tmp_path, files, environ, endpoint)
    assert found.credentials is None
    assert words in (found.problem or "")
    assert theirs not in (found.problem or "").replace("environment", "")


def test_a_consumer_key_beside_a_service_account_is_left_alone(tmp_path: Path) -> None:
    # go-ovh refuses it. python-ovh, which most programs with a service account use, doesn't.
    found = ours(tmp_path, [None, EU + ACCOUNT + "consumer_key=c\n"], {}, "")
    assert isinstance(found.credentials, OAuth2Client)


def test_both_sources_are_named(tmp_path: Path) -> None:
    found = ours(tmp_path, [None, EU + KEYS], ENV_TOKEN, "")
    assert found.unusable
    assert found.problem == (
        "Can't use more than one way to sign in for ovh-eu: access_token (OVH_ACCESS_TOKEN, "
        "environment) and application_key (~/.ovh.conf [ovh-eu]). Keep one of them. No call is "
        "signed."
    )


def test_the_value_is_in_no_repr_and_no_problem(tmp_path: Path) -> None:
    found = ours(tmp_path, [None, EU + TOKEN], {}, "")
    assert "t0ken" not in f"{found.credentials!r} {found.credentials} {found!r}"
    assert found.where == ("~/.ovh.conf [ovh-eu]",)
