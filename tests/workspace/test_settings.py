"""What a run works with."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from ovh_explorer.call import Call
from ovh_explorer.catalog.store import Store
from ovh_explorer.config import AccessToken, ConfigError, Credentials, EndpointUnknown, OAuth2Client
from ovh_explorer.snippets import snippet
from ovh_explorer.workspace.calls.code import CodeChoices, snippet_context
from ovh_explorer.workspace.run_settings import UnusableSettings
from ovh_explorer.workspace.settings import demo_settings, gather, shown_places
from ovh_explorer.workspace.storage.open_forms import OpenForms
from ovh_explorer.workspace.workspace import ReadOnlyError, Workspace
from tests.faults import fault


def test_a_service_account_is_found_like_keys(no_keys_of_the_user: Path):
    (no_keys_of_the_user / ".ovh.conf").write_text("[ovh-eu]\nclient_id=a\nclient_secret=b\n")
    settings = gather("ovh-eu", environ={})
    assert settings.credentials == OAuth2Client("a", "b")
    assert settings.problem == ""
    assert settings.found.where == ("~/.ovh.conf [ovh-eu]",)


def test_the_demo_reads_nothing_of_the_user(no_keys_of_the_user: Path):
    (no_keys_of_the_user / ".ovh.conf").write_text(
        "[default]\nendpoint=http://127.0.0.1:5\n[http://127.0.0.1:5]\napplication_key=x\napplication_secret=y\n"
    )
    settings = demo_settings("http://127.0.0.1:5")
    assert settings.credentials.application_key == "7kbG7Bk7S9Nt7ZSV"
    assert settings.title == "demo"


def test_an_endpoint_that_is_none_is_refused_in_words():
    with pytest.raises(ConfigError, match="Unknown endpoint 'ovh-mars'"):
        gather("ovh-mars", environ={})


async def test_read_only_refuses_what_is_not_get():
    workspace = Workspace(gather("ovh-eu", environ={}, read_only=True))
    await workspace.check(Call.make("v1", "GET", "/me"))
    with pytest.raises(ReadOnlyError, match="started with --read-only"):
        await workspace.check(Call.make("v1", "DELETE", "/me/api/credential/1"))


def without_operations(workspace: Workspace) -> Workspace:
    """With no catalog, so that nothing needs to be opened."""
    workspace.forms = OpenForms(lambda: cast("Store", SimpleNamespace(operation=lambda *_: None)))
    return workspace


@pytest.mark.parametrize(
    ("endpoint", "named", "noted"),
    [
        ("ovh-ca", '"ovh-ca"', False),
        ("http://127.0.0.1:9", '"ovh-eu"', True),
        ("https://eu.api.ovh.com/1.0/", '"ovh-eu"', False),
    ],
)
def test_code_names_a_region_and_says_where_it_was_tried(endpoint, named, noted):
    workspace = without_operations(Workspace(gather(endpoint, environ={})))
    code = workspace.code_writer.code("python", Call.make("v1", "GET", "/me"))
    assert f"endpoint={named}" in code
    assert ("Written with" in code) is noted


def test_code_takes_the_keys_of_a_profile_from_its_section(no_keys_of_the_user):
    (no_keys_of_the_user / ".ovh.conf").write_text(
        "[profile:a client]\nendpoint=ovh-ca\napplication_key=a\napplication_secret=b\nconsumer_key=c\n"
    )
    workspace = without_operations(Workspace(gather(None, environ={}, profile="a client")))
    assert (workspace.title, workspace.profile_name) == ("ovh-ca", "a client")
    call = Call.make("v1", "GET", "/me")
    code = workspace.code_writer.code("python", call, CodeChoices(configured=True))
    assert 'section = "profile:a client"' in code
    assert "profile" not in workspace.code_writer.code("python", call)
    line = snippet("try", call, snippet_context(workspace.settings))
    assert "ovh-explorer try GET /me --profile 'a client'" in line


def test_a_profile_doesn_t_ask_which_endpoint_there_is_else(no_keys_of_the_user):
    (no_keys_of_the_user / ".ovh.conf").write_text(
        "[default]\nendpoint=ovh_ca\n[profile:x]\nendpoint=ovh-us\napplication_key=a\napplication_secret=b\n"
        "[profile:y]\napplication_key=a\napplication_secret=b\n"
    )
    assert gather(None, environ={"OVH_ENDPOINT": "CA"}, profile="x").title == "ovh-us"
    with pytest.raises(
        ConfigError,
        match=r"line 2, the profile y: Unknown endpoint 'ovh_ca'\. Did you mean ovh-ca",
    ):
        gather(None, environ={}, profile="y")
    with pytest.raises(EndpointUnknown):
        gather(None, environ={})


def test_a_profile_without_an_endpoint_takes_the_one_of_all_files(no_keys_of_the_user, tmp_path):
    (no_keys_of_the_user / ".ovh.conf").write_text(
        "[profile:x]\napplication_key=a\napplication_secret=b\n"
    )
    given = tmp_path / "given.conf"
    given.write_text("[default]\nendpoint=ovh-us\n")
    assert gather(None, environ={}, profile="x").title == "ovh-eu"
    assert gather(None, environ={}, profile="x", config_file=given).title == "ovh-us"


def test_unusable_settings_open_nothing_and_know_what_another_choice_starts_from(tmp_path):
    given = tmp_path / "given.conf"
    given.write_text("[ovh-us]\napplication_key=a\napplication_secret=b\nconsumer_key=c\n")
    workspace = Workspace(UnusableSettings("wrong", read_only=True, config_file=given))
    assert (workspace.title, workspace.is_demo, workspace.run_settings.read_only) == (
        "no endpoint",
        False,
        True,
    )
    with pytest.raises(ConfigError, match="wrong"):
        asyncio.run(workspace.open())
    chosen = workspace.run_settings.at("ovh-us")
    assert (chosen.title, chosen.read_only, chosen.credentials.consumer_key) == (
        "ovh-us",
        True,
        "c",
    )


def test_a_profile_that_is_none_says_which_there_are(no_keys_of_the_user):
    with pytest.raises(ConfigError, match=r"Profile 'x' not found\. Profiles: none"):
        gather(None, environ={}, profile="x")


@fault(
    "Settings and keys",
    "an endpoint without TLS on another machine",
    "http://api.example is not encrypted: what is sent and answered can be read and changed on the way. "
    "Use its https:// address.",
)
def test_keys_for_an_endpoint_without_tls():
    keys = {"OVH_APPLICATION_KEY": "a", "OVH_APPLICATION_SECRET": "b", "OVH_CONSUMER_KEY": "c"}

    def problem(url: str) -> str:
        return gather(url, environ={**keys, "OVH_ENDPOINT": url}).problem

    assert problem("http://127.0.0.1:5") == problem("https://api.example") == ""
    assert gather("http://api.example", environ={}).problem == ""
    return problem("http://api.example")


@pytest.mark.parametrize(
    ("endpoint", "is_said"),
    [
        ("ovh-eu", False),
        ("https://api.eu.ovhcloud.com", False),
        ("ovh-ca", False),
        ("https://api.ca.ovhcloud.com", False),
        ("ovh-us", True),
        ("kimsufi-eu", True),
        ("https://gw.example", False),
        ("http://127.0.0.1:9", False),
    ],
)
def test_a_token_where_none_are_known_is_used_and_that_is_said(
    no_keys_of_the_user: Path, endpoint: str, is_said: bool
):
    settings = gather(endpoint, environ={}).with_credentials(AccessToken("t0ken"), "a test")
    assert ("The token is sent there anyway." in settings.problem) is is_said


def test_keys_elsewhere_beside_which_a_token_would_be_refused_are_named(no_keys_of_the_user: Path):
    home = no_keys_of_the_user / ".ovh.conf"
    home.write_text("[ovh-eu]\napplication_key=a\napplication_secret=b\nconsumer_key=c\n")
    settings = gather("ovh-eu", environ={})
    token, keys = AccessToken("t0ken"), Credentials("a", "b", "c")
    elsewhere = Path.cwd() / "ovh.conf"
    assert settings.other_ways(token, elsewhere) == "~/.ovh.conf [ovh-eu]"
    assert settings.other_ways(token, home) == "", "there they are replaced"
    assert settings.other_ways(keys, elsewhere) == ""
    home.write_text("[profile:client]\nendpoint=ovh-eu\naccess_token=t0ken\n")
    assert settings.other_ways(keys, elsewhere) == "", "a profile is in nobody's way"


def test_variables_that_hold_keys_are_one_place():
    where = (
        "OVH_APPLICATION_KEY, environment",
        "~/.ovh.conf [ovh-eu]",
        "OVH_APPLICATION_SECRET, environment",
    )
    assert shown_places(where) == [
        "environment: OVH_APPLICATION_KEY, OVH_APPLICATION_SECRET",
        "~/.ovh.conf [ovh-eu]",
    ]
