"""Endpoints: the table, names and URLs."""

import subprocess
import sys
from pathlib import Path

import ovh
import pytest
from ovh.client import OAUTH2_TOKEN_URLS

from ovh_explorer.config import ENDPOINTS, ConfigError, find_endpoint

ROOT = Path(__file__).parents[2]


def test_the_table_agrees_with_python_ovh() -> None:
    assert {
        name: endpoint.base("v1") for name, endpoint in ENDPOINTS.items()
    } == ovh.client.ENDPOINTS
    tokens = {name: e.oauth2_token_url for name, e in ENDPOINTS.items() if e.oauth2_token_url}
    assert tokens == OAUTH2_TOKEN_URLS


def test_branches() -> None:
    endpoint = find_endpoint("ovh-eu")
    assert endpoint.base("v1") == "https://eu.api.ovh.com/1.0"
    assert endpoint.base("v2") == "https://eu.api.ovh.com/v2"
    assert endpoint.documents("v1") == "https://eu.api.ovh.com/v1"
    assert endpoint.documents("v2") == "https://eu.api.ovh.com/v2"
    with pytest.raises(ValueError, match="v1 and v2"):
        endpoint.base("v3")


@pytest.mark.parametrize("end", ["", "/", "/1.0", "/1.0/", "/v1", "/v2", "/v2//"])
@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("https://gw.example.net/ovh/api", "https://gw.example.net/ovh/api"),
        ("HTTPS://GW.Example.net:443", "https://gw.example.net"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_custom_urls(url: str, root: str, end: str) -> None:
    endpoint = find_endpoint(url + end)
    assert (endpoint.root, endpoint.name, endpoint.is_custom) == (root, root, True)
    assert endpoint.token_page == (
        f"{endpoint.root}/createToken/" if endpoint.is_loopback else None
    )
    assert (endpoint.token_link([("GET", "/me")]) is None) != endpoint.is_loopback
    # Beside the API on this very machine, where the sandbox is; elsewhere nobody knows.
    assert endpoint.oauth2_token_url == (
        f"{endpoint.root}/auth/oauth2/token" if endpoint.is_loopback else None
    )


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://eu.api.ovh.com/1.0", "ovh-eu"),
        ("https://EU.api.ovh.com:443/", "ovh-eu"),
        ("https://api.eu.ovhcloud.com", "ovh-eu"),
        ("https://api.ca.ovhcloud.com/v2", "ovh-ca"),
        ("https://api.us.ovhcloud.com/1.0/", "ovh-us"),
        ("https://api.ovh.com/v1", "ovh-eu"),
        ("https://ca.api.ovh.com", "ovh-ca"),
    ],
)
def test_a_known_host_is_that_endpoint_with_its_own_root(url: str, name: str) -> None:
    endpoint = find_endpoint(url)
    assert endpoint.name == name
    assert endpoint.root.startswith("https://")
    assert endpoint.host in url.lower()


@pytest.mark.parametrize(
    ("url", "token_page", "console", "token_url"),
    [
        (
            "https://eu.api.ovh.com",
            "https://eu.api.ovh.com/createToken/",
            "https://eu.api.ovh.com/console/",
            "https://www.ovh.com/auth/oauth2/token",
        ),
        (
            "https://api.eu.ovhcloud.com",
            "https://auth.eu.ovhcloud.com/api/createToken",
            "https://api.eu.ovhcloud.com/console/",
            "https://auth.eu.ovhcloud.com/oauth2/token",
        ),
        (
            "https://api.ca.ovhcloud.com",
            "https://auth.ca.ovhcloud.com/api/createToken",
            "https://api.ca.ovhcloud.com/console/",
            "https://auth.ca.ovhcloud.com/oauth2/token",
        ),
        (
            "https://api.us.ovhcloud.com",
            "https://api.us.ovhcloud.com/createToken/",
            "https://api.us.ovhcloud.com/console/",
            "https://us.ovhcloud.com/auth/oauth2/token",
        ),
    ],
)
def test_each_host_has_the_pages_that_belong_to_it(url, token_page, console, token_url):
    endpoint = find_endpoint(url)
    assert endpoint.base("v1") == f"{url}/1.0"
    assert (endpoint.token_page, endpoint.console) == (token_page, console)
    assert endpoint.oauth2_token_url == token_url
    assert endpoint.token_link([("GET", "/me")]) == f"{token_page}?GET=/me"


def test_the_hosts_of_an_installation_are_one_installation():
    old, new = find_endpoint("ovh-ca"), find_endpoint("https://api.ca.ovhcloud.com")
    assert old.root != new.root
    assert old.installation == new.installation
    assert (old.name, old.region) == (new.name, new.region) == ("ovh-ca", "CA")
    assert new.installation != find_endpoint("ovh-eu").installation
    sandbox = find_endpoint("http://127.0.0.1:8099")
    assert sandbox.installation == sandbox.root


@pytest.mark.parametrize(
    "url",
    [
        "http://eu.api.ovh.com",
        "https://eu.api.ovh.com:8443",
        "https://eu.api.ovh.com/x",
        "https://eu.api.ovh.co",
    ],
)
def test_no_other_address_takes_a_known_name(url: str) -> None:
    assert find_endpoint(url).is_custom


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("https://user:hunter2@x.example", "password"),
        ("https://x.example/?a=hunter2", "query"),
        ("https://x.example/#hunter2", "fragment"),
        ("https://x.example?", "query"),
        ("https://", "host"),
        ("https://x.example:port", "port"),
        ("https://x.example:99999", "port"),
        ("https://[::1", "host"),
        ("https://[nope]", "host"),
        ("https://1.2.3.400", "IPv4"),
        ("https://x.example/a b", "blank"),
        ("https://x.example\\@evil", "backslash"),
        ("https://x.example/a/../b", "path"),
        ("https://x.example/%7ea", "path"),
        ("https://é.example", "ASCII"),
        ("https://x..example", "host"),
        ("https://x_%41.example", "host"),
    ],
)
def test_refused_urls(url: str, word: str) -> None:
    with pytest.raises(ConfigError, match=word) as refusal:
        find_endpoint(url)
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    "name", ["", "ovh", "runabove-ca", "eu.api.ovh.com", "ftp://x", "\x1b[31m"]
)
def test_unknown_names_list_the_known(name: str) -> None:
    with pytest.raises(ConfigError, match="ovh-eu, ovh-ca, ovh-us") as refusal:
        find_endpoint(name)
    assert "\x1b" not in str(refusal.value)


def test_plain_http() -> None:
    assert find_endpoint("http://gw.example.net").is_plain_http_remote
    for url in (
        "http://127.0.0.1:1",
        "http://localhost",
        "http://[::1]",
        "http://a.localhost",
        "https://x.example",
    ):
        assert not find_endpoint(url).is_plain_http_remote


def test_token_link() -> None:
    endpoint = ENDPOINTS["ovh-ca"]
    assert endpoint.token_link([]) == "https://ca.api.ovh.com/createToken/"
    assert (
        endpoint.token_link([("GET", "/me"), ("POST", "/domain/zone/*"), ("GET", "/a&b {x} ")])
        == "https://ca.api.ovh.com/createToken/?GET=/me&POST=/domain/zone/*&GET=/a%26b%20%7Bx%7D"
    )
    with pytest.raises(ConfigError):
        endpoint.token_link([("STEAL", "/me")])


def test_importing_is_cheap() -> None:
    code = (
        "import sys, ovh_explorer.config, ovh_explorer.client\n"
        "print([m for m in ('httpx', 'platformdirs', 'textual') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("localhost:8099", "For a host, write its URL: http://localhost:8099."),
        ("127.0.0.1:8099", "For a host, write its URL: http://127.0.0.1:8099."),
        ("api.example.com", "For a host, write its URL: https://api.example.com."),
        ("mars", "which starts with https:// or, as a sandbox's does, with http://."),
    ],
)
def test_what_urls_there_are_is_said(typed: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        find_endpoint(typed)
    assert said in str(caught.value)
