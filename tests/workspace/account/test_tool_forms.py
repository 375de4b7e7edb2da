"""Each form that keys are written in, read again by what its tool reads it with."""

import json
import subprocess
from pathlib import Path

import pytest

from ovh_explorer.call import MASK
from ovh_explorer.config import Credentials, OAuth2Client, find_endpoint
from ovh_explorer.workspace.account.tool_forms import FORMS, FormError, ToolKeys, shown
from ovh_explorer.workspace.account.tools import tools
from tests import pypi

READERS = Path(__file__).parents[2] / "sandbox/clients/read_forms.py"
EU = find_endpoint("ovh-eu")

# Everything that a key may hold, and what is special to a shell, HCL, YAML, INI and JSON.
ODD = (
    "".join(map(chr, range(0x21, 0x7F))),
    "a${b}c", "%{if}", "$HOME", "a`id`", "$(id)", "a'b", 'a"b', "a\\b", "a\\", "#a", "a#b", "a;b",
    "%(a)s", "env/HOME", "*a", "&a", "!a", "yes", "1e5", "0x1f", "null", "~", "a: b".replace(" ", ""),
    "a,b", "{a}", "[a]", "-", "=", "%", "a%20",
)  # fmt: skip
PLAIN = Credentials("0123456789abcdef", "0123456789abcdef0123456789abcdef", "f" * 32)


def keys_of(form, text: str) -> list[ToolKeys]:
    """Keys of each kind that a form has a place for, each with `text` in every place."""
    found = []
    for kind in (Credentials(text, text + "1", text + "2"), OAuth2Client(text, text + "1")):
        keys = ToolKeys.of(EU, kind, "example.com")
        if FORMS[form].holds(keys):
            found.append(keys)
    return found


def read_again(config, fetch: bool, texts: list[tuple[str, str]]) -> list[dict[str, str]]:
    given = json.dumps(dict(enumerate(texts)))
    command = [str(pypi.python(config, fetch=fetch)), str(READERS)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return [found[str(number)] for number in range(len(texts))]


def test_each_form_is_read_as_it_was_meant(pytestconfig, whole):
    written, meant, refused = [], [], []
    for form in FORMS:
        for text in ("0123456789abcdef", *ODD):
            for keys in keys_of(form, text):
                try:
                    written.append((form, FORMS[form].text(keys)))
                except FormError:
                    refused.append((form, text))
                else:
                    meant.append(list(keys.values.values()))
    found = read_again(pytestconfig, whole, written)
    wrong = [
        (form, values, dict(became))
        for (form, _), values, became in zip(written, meant, found, strict=True)
        if not all(value in became.values() for value in values)
    ]
    assert wrong == []
    assert {form for form, _ in written} == set(FORMS)
    assert not [text for _, text in refused if text.isalnum()], "a real key is written in any form"
    # Those that quote hold everything.
    whole_forms = {"exports", "acme.sh", "lexicon", "kubernetes", "cert-manager", "terraform"}
    assert not whole_forms & {form for form, _ in refused}


@pytest.fixture(scope="module")
def names(pytestconfig, whole):
    """What each tool reads of its form."""
    keys = ToolKeys.of(EU, PLAIN, "example.com")
    texts = [(form, FORMS[form].text(keys)) for form in FORMS]
    return dict(zip(FORMS, read_again(pytestconfig, whole, texts), strict=True))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("certbot", {"dns_ovh_endpoint": "ovh-eu", "dns_ovh_consumer_key": "f" * 32}),
        ("acme.sh", {"OVH_END_POINT": "ovh-eu", "OVH_CK": "f" * 32}),
        ("lexicon", {"LEXICON_OVH_AUTH_ENTRYPOINT": "ovh-eu"}),
        ("environment", {"OVH_ENDPOINT": "ovh-eu", "OVH_CONSUMER_KEY": "f" * 32}),
        ("kubernetes", {"OVH_APPLICATION_KEY": "0123456789abcdef"}),
        ("cert-manager", {"applicationConsumerKey": "f" * 32}),
        ("octodns", {"class": "octodns_ovh.OvhProvider", "endpoint": "ovh-eu"}),
        ("terraform", {"endpoint": "ovh-eu", "consumer_key": "f" * 32}),
        ("dnscontrol", {"TYPE": "OVH", "endpoint": "eu", "consumer-key": "f" * 32}),
        ("ddns-updater", {"mode": "api", "domain": "example.com", "api_endpoint": "ovh-eu"}),
        ("ovh.conf", {"endpoint": "ovh-eu", "consumer_key": "f" * 32}),
    ],
)
def test_the_names_are_the_tools_own(names, form, expected):
    found = names[form]
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize("form", FORMS)
def test_what_is_shown_has_no_secret(form):
    keys = ToolKeys.of(EU, PLAIN, "example.com")
    words = shown(FORMS[form], keys)
    assert MASK in words
    assert PLAIN.application_secret not in words
    assert PLAIN.consumer_key not in words
    assert PLAIN.application_key in words
    assert words.replace(MASK, "") != words
    assert PLAIN.application_secret not in repr(keys)


def test_a_form_without_a_place_for_the_keys_refuses_them():
    service = ToolKeys.of(EU, OAuth2Client("EU.1", "secret"))
    with pytest.raises(FormError, match="has no place for keys of this kind"):
        FORMS["certbot"].text(service)
    without = ToolKeys.of(EU, Credentials("a" * 16, "b" * 32))
    with pytest.raises(FormError, match="no place"):
        FORMS["certbot"].text(without)


def test_each_tool_has_a_form_for_every_way_it_signs_in():
    names = {
        "application": {"application_key", "application_secret", "consumer_key"},
        "oauth2": {"client_id", "client_secret"},
        "token": {"access_token"},
    }
    for tool in tools():
        for kind in tool.sign_in:
            keys = ToolKeys("ovh-eu", dict.fromkeys(names[kind], "value"))
            assert any(FORMS[form].holds(keys) for form in tool.forms), (tool.id, kind)
