"""``--profile`` several times: one object or table of several accounts."""

import csv
import io
import json

import pytest

from ovh_explorer.sandbox import DEMO_KEYS
from tests.sandboxes import running

RECORD = '{"fieldType":"A","subDomain":"cli","target":"192.0.2.1"}'
BOTH = ("--profile", "first", "--profile", "second")


@pytest.fixture
def accounts(tmp_path, monkeypatch, run):
    """Run the program where `ovh.conf` has three profiles, one of which has keys of no use."""
    for name in ("ENDPOINT", "APPLICATION_KEY", "APPLICATION_SECRET", "CONSUMER_KEY"):
        monkeypatch.delenv(f"OVH_{name}")
    sections = [
        (f"first\nconsumer_key={DEMO_KEYS.consumer_key}"),
        (f"second\nconsumer_key={DEMO_KEYS.consumer_key}"),
        ("broken\nconsumer_key=no-such-key"),
    ]
    text = ""
    for section in sections:
        name, _, key = section.partition("\n")
        text += (
            f"[profile:{name}]\nendpoint={running()[1]}/1.0\n"
            f"application_key={DEMO_KEYS.application_key}\n"
            f"application_secret={DEMO_KEYS.application_secret}\n{key}\n"
        )
    path = tmp_path / "accounts.conf"
    path.write_text(text)
    path.chmod(0o600)

    def one(*words):
        return run("try", *words, "--config", str(path))

    return one


def test_json_is_one_object_by_profile(accounts):
    code, out, said = accounts("GET", "/me", *BOTH)
    found = json.loads(out)
    assert (code, list(found)) == (0, ["first", "second"])
    assert found["first"]["nichandle"] == "xx1111-ovh"
    assert said.index("Profile first:") < said.index("200 OK") < said.index("Profile second:")
    _, out, _ = accounts("GET", "/me", *BOTH, "--filter", "nichandle", "--output", "compact")
    assert out == '{"first":"xx1111-ovh","second":"xx1111-ovh"}\n'


def test_csv_has_the_profile_first(accounts):
    code, out, _ = accounts("GET", "/domain/zone", *BOTH, "--output", "csv")
    assert code == 0
    assert list(csv.reader(io.StringIO(out))) == [
        ["profile", "value"],
        ["first", "example.com"],
        ["first", "example.org"],
        ["second", "example.com"],
        ["second", "example.org"],
    ]
    _, out, _ = accounts("GET", "/domain/zone/example.com/record", *BOTH, "--details",
                         "--output", "csv")  # fmt: skip
    assert next(csv.reader(io.StringIO(out)))[:2] == ["profile", "id"]


def test_the_failure_of_one_leaves_the_others(accounts):
    code, out, said = accounts("GET", "/me", "--profile", "broken", *BOTH)
    assert (code, list(json.loads(out))) == (1, ["first", "second"])
    assert said.partition("Profile first:")[0].count("403 Forbidden") == 1
    code, out, said = accounts("GET", "/me", *BOTH, "--filter", "length(nope)")
    assert (code, out) == (1, "")
    assert said.count("Failed to filter the response") == 2


def test_all_failures_print_nothing(accounts):
    code, out, _ = accounts("GET", "/me", "--profile", "broken", "--profile", "broken", *BOTH[:0])
    assert code == 1, "one profile, given twice, is one"
    assert json.loads(out)["class"].startswith("Client::")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("POST", "/domain/zone/example.com/record", "-d", RECORD, "--yes"), "for GET alone"),
        (("GET", "/me", "--output", "lines"), "--output lines can't say which profile"),
        (("GET", "/me", "--output", "text"), "--output text can't say which profile"),
        (("GET", "/me", "--until", "a"), "--until is for one profile."),
        (("GET", "/me", "--profile", "nowhere"), "nowhere"),
    ],
)
def test_what_is_for_one_account_is_refused(accounts, words, said, monkeypatch):
    monkeypatch.setattr(
        "ovh_explorer.workspace.workspace.Workspace.open", lambda *_: pytest.fail("it goes on")
    )
    code, out, text = accounts(*words, *BOTH)
    assert (code, out) == (2, "")
    assert said in text


def test_what_no_profile_can_send_is_wrong_usage(accounts):
    for words in (("/no/such",), ("/me", "--details"), ("/me", "--all"), ("/me", "-q", "x=1")):
        code, out, said = accounts("GET", *words, *BOTH)
        assert (code, out) == (2, "")
        assert said.index("Profile first:") < said.index("Profile second:")


def test_profiles_and_an_endpoint_are_refused(accounts):
    code, out, said = accounts("GET", "/me", *BOTH, "--endpoint", "ovh-ca")
    assert (code, out) == (2, "")
    assert "A profile says its endpoint itself" in said
