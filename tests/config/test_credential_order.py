"""Where keys are found: the order of python-ovh, and no key for an endpoint it isn't meant for."""

import os
from pathlib import Path

import ovh
import ovh.config
import pytest

from ovh_explorer.config import (
    OAuth2Client,
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


def test_nothing(look: Loader) -> None:
    found = look()
    assert (found.endpoint.name, found.credentials, found.where, found.problem) == (
        "ovh-eu",
        None,
        (),
        None,
    )


def test_files_are_merged_key_by_key(look: Loader) -> None:
    found = look(
        etc=f"[default]\nendpoint=ovh-us\n[ovh-ca]\napplication_key={AK}\nconsumer_key=old\n",
        home=f"[default]\nendpoint=ovh-ca\n[ovh-ca]\napplication_secret={AS}\nconsumer_key=older\n",
        cwd="[ovh-ca]\nconsumer_key=cwd\n",
        given=f"[ovh-ca]\nconsumer_key={CK}\n",
    )
    assert found.endpoint.name == "ovh-ca"
    assert found.endpoint_from == "~/.ovh.conf [default]"
    assert secrets(found) == (AK, AS, CK)
    assert found.where[1] == "~/.ovh.conf [ovh-ca]"
    assert len(found.where) == 3
    assert found.where[2].endswith("given.conf [ovh-ca]")
    assert found.problem is None


def test_environment_wins_over_files(look: Loader) -> None:
    found = look(
        environ=ENV | {"OVH_ENDPOINT": "ovh-ca"},
        home="[ovh-ca]\nconsumer_key=file\n[default]\nendpoint=x\n",
    )
    assert found.endpoint.name == "ovh-ca"
    assert secrets(found) == (AK, AS, CK)
    assert found.where[0] == "OVH_APPLICATION_KEY, environment"
    assert found.problem is None


@pytest.mark.parametrize(
    "section", ["ovh-ca", "https://ca.api.ovh.com/1.0", "https://api.ca.ovhcloud.com"]
)
@pytest.mark.parametrize(
    ("asked", "host"),
    [
        ("ovh-ca", "ca.api.ovh.com"),
        ("https://ca.api.ovh.com", "ca.api.ovh.com"),
        ("https://api.ca.ovhcloud.com/v2", "api.ca.ovhcloud.com"),
    ],
)
def test_the_hosts_of_an_installation_have_the_same_keys(
    look: Loader, section: str, asked: str, host: str
) -> None:
    lines = f"[{section}]\napplication_key={AK}\napplication_secret={AS}\nconsumer_key={CK}\n"
    found = look(asked, {}, home=lines)
    assert secrets(found) == (AK, AS, CK)
    # What is called and signed is the host that was asked for.
    assert found.endpoint.host == host


def test_environment_without_endpoint_is_for_every_named_one(look: Loader) -> None:
    for name in ("ovh-us", "https://api.us.ovhcloud.com/1.0", "kimsufi-eu"):
        assert secrets(look(name, ENV)) == (AK, AS, CK)


@pytest.mark.parametrize(
    "endpoint", ["ovh-us", "http://127.0.0.1:9", "https://evil.example", "http://ovh-ca.example"]
)
def test_environment_keys_of_another_endpoint_stay(look: Loader, endpoint: str) -> None:
    found = look(endpoint, ENV | {"OVH_ENDPOINT": "ovh-ca"})
    assert found.credentials is None
    assert found.problem is not None
    assert "OVH_CONSUMER_KEY" in found.problem
    assert AS not in found.problem


def test_environment_keys_go_to_a_url_only_if_it_is_named(look: Loader) -> None:
    url = "http://127.0.0.1:8080/1.0"
    found = look(url, ENV)
    assert found.credentials is None
    assert found.problem is not None
    assert "OVH_ENDPOINT=http://127.0.0.1:8080" in found.problem
    # A file in the current directory can't lead them elsewhere either.
    found = look(None, ENV, cwd="[default]\nendpoint=https://evil.example\n")
    assert (found.endpoint.root, found.credentials) == ("https://evil.example", None)
    assert secrets(look(url, ENV | {"OVH_ENDPOINT": "http://127.0.0.1:8080/"})) == (AK, AS, CK)
    assert secrets(look(None, ENV | {"OVH_ENDPOINT": url})) == (AK, AS, CK)


def test_other_endpoint_still_finds_its_own_keys(look: Loader) -> None:
    found = look(
        "ovh-us", ENV | {"OVH_ENDPOINT": "ovh-ca"}, home=f"[ovh-us]\n{KEYS.replace(CK, 'us')}"
    )
    assert secrets(found) == (AK, AS, "us")
    assert found.problem is not None


@pytest.mark.parametrize(
    "section",
    ["http://gw.example", "http://gw.example/", "http://gw.example/1.0", "http://gw.example/v2/"],
)
@pytest.mark.parametrize("asked", ["http://gw.example", "http://gw.example/1.0/"])
def test_sections_named_by_url(look: Loader, section: str, asked: str) -> None:
    assert secrets(look(asked, home=f"[ovh-eu]\n{KEYS}[{section}]\n{KEYS.replace(CK, 'url')}")) == (
        AK,
        AS,
        "url",
    )
    assert (
        look("http://other.example", home=f"[ovh-eu]\n{KEYS}[{section}]\n{KEYS}").credentials
        is None
    )
    assert look("https://gw.example", home=f"[{section}]\n{KEYS}").credentials is None


def test_an_empty_consumer_key_in_the_environment_wins(look: Loader) -> None:
    found = look(environ={"OVH_CONSUMER_KEY": ""}, home=f"[ovh-eu]\n{KEYS}")
    assert secrets(found) == (AK, AS, None)
    assert found.problem is not None
    assert "OVH_CONSUMER_KEY" in found.problem


def test_oauth2(look: Loader) -> None:
    found = look(home="[ovh-eu]\nclient_id=EU.abc\nclient_secret=5up3r\n")
    assert found.credentials == OAuth2Client("EU.abc", "5up3r")
    assert "5up3r" not in repr(found)


def test_bom_crlf_percent_and_default_section(look: Loader) -> None:
    text = f"\ufeff[DEFAULT]\r\nconsumer_key = all\r\n[ovh-eu]\r\nAPPLICATION_KEY: {AK}\r\napplication_secret = a%s\r\n"
    assert secrets(look(home=text)) == (AK, "a%s", "all")


CONFIGS = [
    {
        "home": f"[default]\nendpoint=ovh-ca\n[ovh-ca]\n{KEYS}",
        "cwd": "[ovh-ca]\nconsumer_key=mine\n",
    },
    {
        "etc": f"[DEFAULT]\nconsumer_key={CK}\n[ovh-eu]\n{KEYS}",
        "home": "[default]\nendpoint = ovh-eu\n",
    },
    {"home": f"[DEFAULT]\nendpoint=ovh-us\n[default]\n[ovh-us]\n{KEYS}"},
]


@pytest.mark.parametrize("files", CONFIGS)
def test_as_python_ovh_finds_them(
    look: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str]
) -> None:
    found = look(**files)
    paths = [tmp_path / "etc/ovh.conf", tmp_path / "home/.ovh.conf", tmp_path / "cwd/ovh.conf"]
    monkeypatch.setattr(ovh.config, "CONFIG_PATH", [str(path) for path in paths])
    for name in [name for name in os.environ if name.startswith("OVH_")]:
        monkeypatch.delenv(name)
    theirs = ovh.Client()
    assert theirs._endpoint == found.endpoint.base("v1")
    assert (theirs._application_key, theirs._application_secret, theirs._consumer_key) == secrets(
        found
    )
