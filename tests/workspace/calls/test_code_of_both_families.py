"""Code at each host of a region, with keys in a section of any of its spellings."""

from pathlib import Path

import pytest

from ovh_explorer.call import Call
from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.workspace.calls.code import CodeChoices, CodeWriter
from ovh_explorer.workspace.settings import FOR_THIS_RUN, gather

ME = Call.make("v1", "GET", "/me")
NEW = "https://api.ca.ovhcloud.com"
KEYS = {
    "application": "application_key=abcd\napplication_secret=efgh\nconsumer_key=ijkl\n",
    "token": "access_token=mnop\n",
    "service account": "client_id=qrst\nclient_secret=uvwx\n",
}
# What reads keys itself, whatever the endpoint; go-ovh, python-ovh and csharp-ovh read the
# endpoint's own.
WRITERS = [name for name in LANGUAGES if name not in ("signature", "try")]


def no_store():
    raise AssertionError("the catalog is looked into for tasks alone")


@pytest.fixture
def code(no_keys_of_the_user):
    """The code in a language, with an ``ovh.conf``."""

    def write(language: str, content: str) -> str:
        Path.home().joinpath(".ovh.conf").write_text(content)
        settings = gather(None, environ={})
        assert settings.credentials is not None
        writer = CodeWriter(lambda: settings, lambda *_: None, no_store)
        return writer.code(language, ME, CodeChoices(configured=True))

    return write


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("language", WRITERS)
@pytest.mark.parametrize("section", [NEW, f"{NEW}/1.0", "https://ca.api.ovh.com/v1/"])
def test_keys_in_a_section_with_an_address_are_read_from_there(code, language, section, kind):
    found = code(language, f"[default]\nendpoint={NEW}\n[{section}]\n{KEYS[kind]}")
    assert section in found
    assert "[ovh-ca]" not in found


@pytest.mark.parametrize("endpoint", [NEW, "https://ca.api.ovh.com", "ovh-ca"])
def test_our_own_command_calls_the_host_that_is_configured(code, endpoint):
    found = code("try", f"[default]\nendpoint={endpoint}\n[ovh-ca]\n{KEYS['application']}")
    assert f"--endpoint {NEW if endpoint == NEW else 'ovh-ca'} " in found
    assert "# " not in found


@pytest.mark.parametrize("language", WRITERS)
def test_curl_and_code_by_hand_call_the_host_that_is_configured(code, language):
    found = code(language, f"[default]\nendpoint={NEW}\n[ovh-ca]\n{KEYS['token']}")
    # go-ovh knows the region by its name.
    assert language == "go" or "api.ca.ovhcloud.com" in found


def test_keys_of_several_places_are_looked_for_where_the_wrappers_look(no_keys_of_the_user):
    Path.home().joinpath(".ovh.conf").write_text(
        f"[default]\nendpoint={NEW}\n[{NEW}]\nconsumer_key=ijkl\n"
        "[ovh-ca]\napplication_key=abcd\napplication_secret=efgh\n"
    )
    settings = gather(None, environ={})
    assert settings.credentials is not None
    assert settings.found.section == ""


def test_the_section_goes_with_its_keys(no_keys_of_the_user):
    file = Path.home() / ".ovh.conf"
    file.write_text(f"[default]\nendpoint={NEW}\n[{NEW}/1.0]\n{KEYS['application']}")
    settings = gather(None, environ={})
    assert settings.found.section == f"{NEW}/1.0"
    (profile,), problems = settings.profiles({})
    assert problems == []
    assert settings.with_profile(profile).found.section == f"{NEW}/1.0"
    keys = settings.credentials
    assert keys is not None
    assert settings.with_credentials(keys, FOR_THIS_RUN).found.section == ""
    assert settings.without_keys().found.section == ""


def test_keys_of_the_environment_are_in_no_section(no_keys_of_the_user):
    names = ("APPLICATION_KEY", "APPLICATION_SECRET", "CONSUMER_KEY")
    environ = {f"OVH_{name}": "abcd" for name in names} | {"OVH_ENDPOINT": NEW}
    settings = gather(None, environ=environ)
    assert settings.credentials is not None
    assert settings.found.section == ""
