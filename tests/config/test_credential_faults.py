"""Files and variables that are wrong: what is said of them, and that no secret is shown."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ovh_explorer.config import (
    ENDPOINTS,
    ConfigError,
    Credentials,
    EndpointUnknown,
    OAuth2Client,
    load,
)
from tests.config.lookup import (  # noqa: F401 - fixtures
    AK,
    AS,
    CK,
    ENV,
    KEYS,
    Loader,
    look_fixture,
    secrets,
)


@pytest.mark.parametrize(
    ("environ", "files", "word"),
    [
        (
            {},
            {"home": f"[ovh-eu]\napplication_key={AK}\n"},
            "both application_key and application_secret",
        ),
        ({}, {"home": "[ovh-eu]\nclient_id=x\n"}, "both client_id and client_secret"),
        (
            {"OVH_CLIENT_ID": "x", "OVH_CLIENT_SECRET": "y"},
            {"home": f"[ovh-eu]\n{KEYS}"},
            "Can't use both",
        ),
        (
            {"OVH_ENDPOINT": "kimsufi-eu", "OVH_CLIENT_ID": "x", "OVH_CLIENT_SECRET": "y"},
            {},
            "not compatible",
        ),
        ({"OVH_APPLICATION_KEY": ""}, {"home": f"[ovh-eu]\n{KEYS}"}, "set but empty"),
        (
            {},
            {"home": f'[ovh-eu]\napplication_key="{AK}"\napplication_secret="{AS}"\n'},
            "in quotes",
        ),
        (
            {},
            {"home": f"[ovh-ca]\n{KEYS}"},
            "no setting chooses an endpoint: ovh-eu is used. Set OVH_ENDPOINT=ovh-ca",
        ),
        ({}, {"home": f"[ovh-eu]\n{KEYS.strip()} ; mine\n"}, "comment"),
        (
            {},
            {"home": f"[ovh-eu]\napplication_key={AK}\n  X-Evil: 1\napplication_secret={AS}\n"},
            "blank",
        ),
        ({}, {"home": f"[ovh-eu]\nconsumer_key={CK}\n"}, "without application_key"),
    ],
)
def test_problems(look: Loader, environ: dict[str, str], files: dict[str, str], word: str) -> None:
    found = look(None, environ, **files)
    assert found.credentials is None
    assert found.problem is not None
    assert word in found.problem
    for secret in (AS, CK):
        assert secret not in found.problem


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (f"consumer_key={CK}\n", "line 1"),
        (
            f"[ovh-eu]\nconsumer_key={CK}\nconsumer_key={CK}\n",
            "line 3: consumer_key is there twice",
        ),
        ("[ovh-eu]\n[ovh-eu]\n", "line 2: the section [ovh-eu] is there twice"),
        (f"[ovh-eu]\na=1\n{CK}\n", "line 3"),
        (b"[ovh-eu]\n\n# \xe9t\xe9\n", "line 3: this is not UTF-8"),
        ("[ovh-eu]\nx=" + "y" * 2_000_000, "larger"),
    ],
)
def test_a_bad_file_is_named_and_counts_for_what_it_may_say(
    look: Loader, content: Any, words: str
) -> None:
    """It may name the endpoint, and keys that come before those of the files that count less."""
    home = f"[default]\nendpoint=ovh-eu\n[ovh-eu]\n{KEYS}"
    with pytest.raises(EndpointUnknown) as refused:
        look(home=home, cwd=content)
    found = look(environ={"OVH_ENDPOINT": "ovh-eu"})
    assert (found.credentials, found.unusable) == (None, True)
    assert found.problem is not None
    assert "./ovh.conf may hold other keys" in found.problem
    for problem in (str(refused.value), found.problem):
        assert "./ovh.conf" in problem
        assert words in problem
        assert CK not in problem
    assert secrets(look(environ=ENV | {"OVH_ENDPOINT": "ovh-eu"})) == (AK, AS, CK)


def test_a_bad_file_hides_nothing_of_those_that_count_more(look: Loader) -> None:
    found = look(etc="what", home=f"[default]\nendpoint=ovh-ca\n[ovh-ca]\n{KEYS}")
    assert (found.endpoint.name, secrets(found), found.unusable) == ("ovh-ca", (AK, AS, CK), False)
    assert found.problem is not None
    assert "line 1" in found.problem


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ovh_ca", "Unknown endpoint 'ovh_ca'. Did you mean ovh-ca?"),
        ('"ovh-ca"', "Did you mean ovh-ca? Leave out the quotes"),
        ("'ovh-ca'", "Did you mean ovh-ca? Leave out the quotes"),
        ("ovh-ca ; mine", "Did you mean ovh-ca? Put the comment on a line of its own"),
        ("ovh-ca # mine", "Did you mean ovh-ca? Put the comment on a line of its own"),
        (
            '"ovh-ca" ; mine',
            "Did you mean ovh-ca? Leave out the quotes: they are part of the value. Put the comment",
        ),
        ("CA", "Did you mean ovh-ca?"),
        ("OVH-CA", "Did you mean ovh-ca?"),
        ("ovhca", "Did you mean ovh-ca?"),
        ("ca.api.ovh.com", "Did you mean ovh-ca?"),
        ("https:/ca.api.ovh.com/1.0", "Did you mean ovh-ca?"),
        ("gateway.example:8080", "For a host, write its URL: https://gateway.example"),
        ("mars", "Valid are ovh-eu, ovh-ca, ovh-us"),
        ("", "the endpoint is set but empty"),
        ("  ", "the endpoint is set but empty"),
    ],
)
def test_a_wrong_endpoint_is_refused_with_its_place_and_what_was_meant(
    look: Loader, text: str, said: str
) -> None:
    with pytest.raises(EndpointUnknown) as refused:
        look(home=f"# mine\n[ovh-eu]\n{KEYS}[default]\nendpoint = {text}\n")
    assert str(refused.value).startswith("~/.ovh.conf, line 7: ")
    assert said in str(refused.value)
    with pytest.raises(EndpointUnknown) as refused:
        look(environ=ENV | {"OVH_ENDPOINT": text})
    assert str(refused.value).startswith("OVH_ENDPOINT: ")
    assert said in str(refused.value)
    with pytest.raises(ConfigError) as wrong:
        look(text)
    assert not isinstance(wrong.value, EndpointUnknown)
    assert str(wrong.value).startswith("--endpoint: ")
    # One that is named by what counts more is not wrong for that.
    found = look("ovh-eu", ENV | {"OVH_ENDPOINT": text})
    assert secrets(found) == (AK, AS, CK)
    assert "~" in found.where[0], (
        "the keys of the environment are for an endpoint that nobody knows"
    )


def test_directories_pipes_and_what_is_not_there(look: Loader, tmp_path: Path) -> None:
    (tmp_path / "cwd/ovh.conf").mkdir()
    os.mkfifo(tmp_path / "home/.ovh.conf")
    problem = look("ovh-eu").problem
    assert problem is not None
    assert "./ovh.conf is a directory" in problem
    assert "~/.ovh.conf is not an ordinary file" in problem
    for endpoint in (None, "ovh-eu"):
        with pytest.raises(ConfigError, match=r"--config: .*nope does not exist"):
            load(
                endpoint,
                config_file=tmp_path / "nope",
                environ={},
                home=None,
                cwd=tmp_path,
                system_file=tmp_path,
            )


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable(look: Loader, tmp_path: Path) -> None:
    (tmp_path / "home/.ovh.conf").write_text("")
    (tmp_path / "home/.ovh.conf").chmod(0)
    with pytest.raises(EndpointUnknown, match="can't be read: Permission denied"):
        look()


def test_a_wrong_argument_raises(look: Loader) -> None:
    with pytest.raises(ConfigError, match="ovh-eu"):
        look("ovh-mars")


def test_nothing_shows_a_secret() -> None:
    keys = Credentials(AK, AS, CK)
    client = OAuth2Client("id", AS)
    for text in (
        repr(keys),
        str(keys),
        f"{keys}",
        f"{keys!r:>10}",
        repr(client),
        str(client),
        repr([keys, client]),
    ):
        assert AS not in text
        assert CK not in text
    assert keys.is_complete
    assert not Credentials(AK, AS).is_complete
    for bad in ("", "a b", "a\n", "é", "\x00"):
        with pytest.raises(ConfigError):
            Credentials(AK, bad)


LINES = st.one_of(
    st.sampled_from(
        [
            "[ovh-eu]",
            "[default]",
            "[DEFAULT]",
            "[",
            "]",
            "endpoint=ovh-eu",
            "endpoint",
            "= x",
            "consumer_key = a",
            " b",
        ]
    ),
    st.text(max_size=20),
)


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    home=st.one_of(
        st.lists(LINES, max_size=8).map("\n".join).map(lambda t: t.encode("utf-8", "replace")),
        st.binary(),
    )
)
def test_reading_never_raises_anything_else(look: Loader, home: bytes) -> None:
    look("ovh-eu", home=home)
    with suppress(EndpointUnknown):
        look()


@settings(
    max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    environ=st.dictionaries(
        st.sampled_from([*ENV, "OVH_ENDPOINT", "OVH_CLIENT_ID", "OVH_CLIENT_SECRET"]), st.text()
    ),
    endpoint=st.none() | st.text() | st.text().map("https://".__add__),
)
def test_the_environment_never_raises_but_config_error(
    look: Loader, environ: dict[str, str], endpoint: str | None
) -> None:
    try:
        look(endpoint, environ)
    except EndpointUnknown:
        assert environ["OVH_ENDPOINT"] not in ENDPOINTS
    except ConfigError:
        assert endpoint is not None
