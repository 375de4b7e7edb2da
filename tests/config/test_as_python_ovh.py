"""The situations of python-ovh's own tests of its configuration, each with python-ovh at its side."""

import os
from pathlib import Path

import ovh
import ovh.config
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ovh.exceptions import APIError

from ovh_explorer.config import ENDPOINTS, Credentials, EndpointUnknown, OAuth2Client, load
from ovh_explorer.config.saving import save

NAMES = ("application_key", "application_secret", "consumer_key")


def section(name: str, *keys: str, **values: str) -> str:
    lines = [f"{key}={value}" for key, value in (dict.fromkeys(keys, name) | values).items()]
    return "\n".join(["[ovh-eu]", *lines, ""])


SYSTEM = section("system", *NAMES)
USER = section("user", *NAMES)
ACCOUNT = section("", client_id="foo", client_secret="bar")
ENVIRONMENT = {"OVH_ENDPOINT": "ovh-eu"} | {f"OVH_{key.upper()}": "env" for key in NAMES}

# Files from /etc to the given one, environment, endpoint asked for.
SITUATIONS = {
    "merged from three files": (
        [SYSTEM, section("user", *NAMES[1:]), section("local", NAMES[2])],
        {},
        "ovh-eu",
    ),
    "a file of one's own on top": ([None, USER, None, SYSTEM], {}, "ovh-eu"),
    "one file": ([None, USER], {}, "ovh-eu"),
    "no file": ([], {}, "ovh-eu"),
    "a service account": ([None, ACCOUNT], {}, "ovh-eu"),
    "a service account and keys": ([None, ACCOUNT + USER.partition("\n")[2]], {}, "ovh-eu"),
    "a service account without its secret": ([None, section("", client_id="foo")], {}, "ovh-eu"),
    "a service account where there are none": (
        [None, ACCOUNT.replace("ovh-eu", "kimsufi-eu")],
        {},
        "kimsufi-eu",
    ),
    "the environment": ([None, USER], ENVIRONMENT, "ovh-eu"),
    "part of the environment": ([None, USER], {"OVH_CONSUMER_KEY": "env"}, "ovh-eu"),
    "a service account of the environment": (
        [],
        {"OVH_ENDPOINT": "ovh-eu", "OVH_CLIENT_ID": "foo", "OVH_CLIENT_SECRET": "bar"},
        None,
    ),
    "a service account of the environment over keys of a file": (
        [None, USER],
        {"OVH_ENDPOINT": "ovh-eu", "OVH_CLIENT_ID": "foo", "OVH_CLIENT_SECRET": "bar"},
        None,
    ),
    "the endpoint from a file": ([None, f"[default]\nendpoint=ovh-eu\n{USER}"], {}, None),
    "the endpoint from the environment": ([None, USER], {"OVH_ENDPOINT": "ovh-eu"}, None),
    "an endpoint that is none": ([None, USER], {"OVH_ENDPOINT": "ovh-mars"}, None),
    "an endpoint with an underscore": ([None, USER], {"OVH_ENDPOINT": "ovh_eu"}, None),
    "an empty endpoint": ([None, USER], {"OVH_ENDPOINT": ""}, None),
    "a region alone": ([None, f"[default]\nendpoint=EU\n{USER}"], {}, None),
    "an endpoint in quotes": ([None, f'[default]\nendpoint="ovh-eu"\n{USER}'], {}, None),
    "an endpoint with a comment behind it": (
        [None, f"[default]\nendpoint=ovh-eu ; mine\n{USER}"],
        {},
        None,
    ),
}


def theirs(paths: list[Path], environ: dict[str, str], endpoint: str | None, given: Path | None):
    """What python-ovh makes of it: endpoint and keys, or None where it refuses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ovh.config, "CONFIG_PATH", [str(path) for path in paths])
        for name in [name for name in os.environ if name.startswith("OVH_")]:
            patch.delenv(name)
        for name, value in environ.items():
            patch.setenv(name, value)
        try:
            client = ovh.Client(endpoint, config_file=None if given is None else str(given))
        except APIError:
            return None
    if client._client_id:
        return client._endpoint, OAuth2Client(client._client_id, client._client_secret)
    keys = Credentials(client._application_key, client._application_secret, client._consumer_key)
    return client._endpoint, keys


def write(tmp_path: Path, files: list[str | None]) -> tuple[list[Path], Path | None]:
    places = [tmp_path / name for name in ("etc.conf", ".ovh.conf", "ovh.conf", "given.conf")]
    for place, text in zip(places, files, strict=False):
        place.write_text(text) if text is not None else place.unlink(missing_ok=True)
    given = places[3] if len(files) > 3 else None
    return places[:3], given


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_same_keys_or_none(name, tmp_path):
    files, environ, endpoint = SITUATIONS[name]
    paths, given = write(tmp_path, files)
    expected = theirs(paths, environ, endpoint, given)
    try:
        found = load(
            endpoint,
            config_file=given,
            environ=environ,
            home=tmp_path,
            cwd=tmp_path,
            system_file=paths[0],
        )
    except EndpointUnknown:
        assert expected is None
        return
    if expected is None:
        assert found.credentials is None
        assert found.problem is not None or not any(files), (
            "nothing at all is no mistake here: one can sign in"
        )
    else:
        assert (found.endpoint.base("v1"), found.credentials) == expected
        assert found.problem is None


VALUES = st.sampled_from(["a1", "b2", "c3"])
SECTION = st.dictionaries(
    st.sampled_from([*NAMES, "client_id", "client_secret"]), VALUES, max_size=5
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    files=st.lists(st.none() | SECTION, min_size=3, max_size=4),
    environ=st.dictionaries(st.sampled_from([f"OVH_{key.upper()}" for key in NAMES]), VALUES),
)
def test_any_mixture_of_files_and_environment(files, environ, tmp_path):
    paths, given = write(
        tmp_path, [None if keys is None else section("", **keys) for keys in files]
    )
    if given is not None and files[3] is None:
        given = None
    found = load(
        "ovh-eu",
        config_file=given,
        environ=environ,
        home=tmp_path,
        cwd=tmp_path,
        system_file=paths[0],
    )
    expected = theirs(paths, environ, "ovh-eu", given)
    assert found.credentials == (None if expected is None else expected[1])


@pytest.mark.parametrize("keys", [Credentials("ak", "as", "ck"), OAuth2Client("EU.1", "s")])
def test_python_ovh_reads_what_was_saved_beside_others_sections(keys, tmp_path):
    path = tmp_path / ".ovh.conf"
    others = "; mine\n[profile:cli]\nendpoint = EU\nregion = GRA\n\n[ovh-ca]\napplication_key = x\n"
    path.write_text(others)
    save(path, ENDPOINTS["ovh-eu"], keys)
    assert theirs([tmp_path / "none", path, tmp_path / "none"], {}, None, None) == (
        ENDPOINTS["ovh-eu"].base("v1"),
        keys,
    )
    assert path.read_text().startswith(others)
