"""``--output``, ``-i``, ``-v``: what a script reads, and what it doesn't get to read."""

import csv
import io
import json
import sys

import pytest

from ovh_explorer.cli.parsers import OUTPUT_FORMATS
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.workspace.response.output import FORMATS
from tests.faults import fault

RECORDS = "/domain/zone/example.com/record"
RECORD = '{"fieldType":"A","subDomain":"out","target":"192.0.2.1"}'
INVALID = ("-H", "X-Sandbox-Fault=invalid-json", "--raw")


def test_json_is_what_it_was(run):
    assert run("try", "GET", "/me", "--output", "json")[1] == run("try", "GET", "/me")[1]
    filtered = ("try", "GET", "/me", "--filter", "{a: nichandle}")
    assert run(*filtered, "--output", "json")[1] == run(*filtered)[1]


def test_a_zone_export_is_a_file_again(run):
    export = ("try", "GET", "/domain/zone/example.com/export")
    _, as_json, _ = run(*export)
    code, text, words = run(*export, "--output", "text")
    assert (code, text) == (0, json.loads(as_json))
    assert text.startswith("$TTL 3600\n")
    assert words.startswith("200 OK")


def test_each_form_of_a_list(run):
    lists = ("try", "GET", "/domain/zone", "--output")
    assert run(*lists, "compact")[1] == '["example.com","example.org"]\n'
    assert run(*lists, "lines")[1] == "example.com\nexample.org\n"
    assert run(*lists, "text")[1] == "example.com\nexample.org\n"
    assert run(*lists, "csv")[1] == "value\r\nexample.com\r\nexample.org\r\n"


def test_a_filter_comes_first(run):
    code, out, _ = run("try", "GET", "/v2/iam/policy", "--filter", "[0].name", "--output", "text")
    assert (code, out) == (0, "dns-editors\n")
    expression = "[].{name: name, owner: owner}"
    _, out, _ = run("try", "GET", "/v2/iam/policy", "--filter", expression, "--output", "csv")
    assert next(csv.reader(io.StringIO(out))) == ["name", "owner"]
    _, out, _ = run("try", "GET", "/me", "--filter", "nope", "--output", "compact")
    assert out == "null\n"


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("text", "Failed to print it as text: the result is an object, which is no text"),
        ("lines", "Failed to print it as lines: the result is an object, not a list"),
    ],
)
def test_what_has_no_such_form_prints_nothing(run, output, words):
    code, out, said = run("try", "GET", "/me", "--output", output)
    assert (code, out) == (1, "")
    assert words in said
    assert "The request was sent, and answered 200." in said
    assert "xx1111-ovh" not in said, "a GET can be made again"


@fault(
    "The response",
    "a form of `--output` for what is not JSON",
    "Failed to print it as csv: the response is not JSON (… The request was sent, and answered 200.",
)
def test_what_is_no_json_prints_nothing(run):
    for output in ("compact", "text", "lines", "csv"):
        code, out, said = run("try", "GET", "/no/such", *INVALID, "--output", output)
        assert (code, out) == (1, "")
        assert f"Failed to print it as {output}" in said
    return said


def test_what_a_change_answered_is_not_lost(run):
    code, out, said = run("try", "POST", RECORDS, "-d", RECORD, "--yes", "--output", "lines")
    assert (code, out) == (1, "")
    assert '"subDomain":"out"' in said.partition("The whole response:")[2]


@pytest.mark.parametrize("output", ["text", "lines", "csv"])
def test_a_refusal_is_no_result(run, output):
    code, out, said = run("try", "GET", "/domain/zone/nowhere.example", "--output", output)
    assert (code, out) == (1, "")
    assert '"class":"Client::NotFound"' in said


def test_a_refusal_as_json_on_one_line(run):
    code, out, _ = run("try", "GET", "/domain/zone/nowhere.example", "--output", "compact")
    assert (code, out.count("\n")) == (1, 1)
    assert json.loads(out)["class"] == "Client::NotFound"
    html = ("-H", "X-Sandbox-Fault=html", "--raw", "--output", "compact")
    code, out, _ = run("try", "GET", "/no/such", *html)
    assert code == 1
    assert "<h1>Something went wrong</h1>" in out


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("/domain/zone", "--output", "lines"), "example.com\nexample.org\n"),
        (("/domain/zone", "--output", "csv"), "value\nexample.com\nexample.org\n"),
        (("/me", "--filter", "'a\x1b[31m'", "--output", "text"), "a␛[31m\n"),
    ],
)
def test_a_terminal_gets_each_line_once_and_nothing_that_it_obeys(run, monkeypatch, words, shown):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run("try", "GET", *words)[1] == shown


def test_a_form_that_there_is_not_is_refused(run):
    code, out, said = run("try", "GET", "/me", "--output", "yaml")
    assert (code, out) == (2, "")
    assert "invalid choice: 'yaml'" in said


# What is sent and what comes back


def test_include_shows_status_and_headers_and_leaves_the_output(run):
    plain = run("try", "GET", "/domain/zone")
    for option in ("-i", "--include"):
        code, out, said = run("try", "GET", "/domain/zone", option)
        assert (code, out) == plain[:2]
        assert said.startswith("< HTTP/1.1 200 OK\n")
        assert "\n< content-type: application/json; charset=utf-8\n" in said
        assert "\n200 OK  " in said
        assert "> " not in said


def test_verbose_shows_the_request_without_keys(run):
    plain = run("try", "GET", "/domain/zone")
    for option in ("-v", "--verbose"):
        code, out, said = run("try", "GET", "/domain/zone", option)
        assert (code, out) == plain[:2]
        assert said.startswith("> GET http://127.0.0.1:")
        assert "/1.0/domain/zone\n> Accept: application/json\n" in said
        for name in ("Application", "Consumer", "Signature"):
            assert f"> X-Ovh-{name}: ••••••\n" in said
        assert "> X-Ovh-Timestamp: 1" in said
        assert "< " not in said
        keys = (DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key)
        assert not any(key in said for key in keys)


def test_verbose_shows_a_token_masked(run, monkeypatch):
    for name in ("APPLICATION_KEY", "APPLICATION_SECRET", "CONSUMER_KEY"):
        monkeypatch.delenv(f"OVH_{name}")
    monkeypatch.setenv("OVH_ACCESS_TOKEN", "a-token-of-somebody")
    _, _, said = run("try", "GET", "/me", "-v")
    assert "> Authorization: ••••••\n" in said
    assert "a-token-of-somebody" not in said


@pytest.mark.parametrize("path", ["/nope/x", "/me/identity/user"])
def test_verbose_masks_what_no_schema_tells_about_by_its_name(run, path):
    body = '{"password": "hunter2", "login": 5, "other": {"token": "hunter3"}}'
    given = ("-d", body, "-q", "secret=hunter4", "-H", "X-Auth-Token=hunter5")
    _, _, said = run("try", "POST", path, *given, "--raw", "--yes", "-v")
    assert "hunter" not in said
    assert '"login": 5' in said


def test_verbose_shows_a_body_without_its_secrets(run):
    body = '{"email":"a@example.com","login":"grace","password":"Very-secret-1","group":"DEFAULT"}'
    code, _, said = run("try", "POST", "/me/identity/user", "-d", body, "--yes", "-v")
    assert code == 0
    assert run("try", "DELETE", "/me/identity/user/grace", "--yes")[0] == 0
    sent = said.partition("> {")[2]
    assert '>   "login": "grace"' in sent
    assert '>   "password": "••••••"' in sent
    assert "Very-secret-1" not in said


def test_a_request_that_is_not_sent_is_not_shown(run):
    code, _, said = run("try", "POST", RECORDS, "-d", RECORD, "-v")
    assert code == 2
    assert "> POST" not in said


@pytest.mark.parametrize(("short", "long"), [("--d", "--demo"), ("--ver", "--version")])
def test_abbreviations_from_before_mean_what_they_meant(run, short, long):
    from ovh_explorer.cli.options import parse

    if long == "--version":
        assert run("try", short)[:2] == run("try", long)[:2]
    else:
        assert parse(["try", "GET", "/me", short]).demo
    assert parse(["try", "GET", "/me", "--p", "a"]).profile == ["a"]


def test_the_options_offer_the_forms_that_there_are():
    assert OUTPUT_FORMATS == FORMATS
