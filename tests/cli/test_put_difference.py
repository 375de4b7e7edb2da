"""``try PUT … --diff``: what would change is printed; nothing is sent without --yes."""

import json

import pytest

ZONE = "/domain/zone/example.com/record"


@pytest.fixture
def record(run) -> str:
    """The path of a record of its own."""
    body = json.dumps({"fieldType": "A", "subDomain": "diff", "target": "192.0.2.9", "ttl": 3600})
    code, out, _ = run("try", "POST", ZONE, "-d", body, "--yes")
    assert code == 0
    return f"{ZONE}/{json.loads(out)['id']}"


def read(run, path):
    return json.loads(run("try", "GET", path)[1])


def test_the_difference_is_printed_and_nothing_is_sent(run, record):
    code, out, said = run("try", "PUT", record, "-d", '{"ttl": 60}', "--diff")
    assert (code, out) == (0, "~ ttl  3600 → 60\n")
    assert f"Reading what is there now: GET {record}" in said
    assert "Left out: subDomain, target." in said
    assert read(run, record)["ttl"] == 3600


def test_with_yes_it_is_said_and_sent(run, record):
    code, out, said = run("try", "PUT", record, "-d", '{"ttl": 60}', "--diff", "--yes")
    assert (code, out.strip()) == (0, "null")
    assert "~ ttl  3600 → 60" in said
    assert read(run, record)["ttl"] == 60


def test_nothing_changes_is_said(run, record):
    body = '{"ttl": 3600, "target": "192.0.2.9", "subDomain": "diff"}'
    assert run("try", "PUT", record, "-d", body, "--diff")[:2] == (0, "Nothing changes.\n")
    body = '{"ttl": 3600}'
    code, out, said = run("try", "PUT", record, "-d", body, "--diff")
    assert (code, out) == (0, "Each value that is sent is as it is now.\n")
    assert "Left out: subDomain, target." in said
    code, out, said = run("try", "PUT", record, "-d", "{}", "--diff")
    assert (code, out) == (0, "")
    assert "Left out: subDomain, target, ttl." in said


def test_read_only_shows_the_difference_and_sends_nothing(run, record):
    words = ["try", "PUT", record, "-d", '{"ttl": 60}', "--diff", "--read-only"]
    assert run(*words)[:2] == (0, "~ ttl  3600 → 60\n")
    code, _, said = run(*words, "--yes")
    assert code == 2
    assert "read-only" in said
    assert read(run, record)["ttl"] == 3600


def test_what_is_not_there_can_not_be_compared(run):
    words = ["try", "PUT", f"{ZONE}/1", "-d", '{"ttl": 60}', "--diff", "--yes"]
    run("try", "DELETE", f"{ZONE}/1", "--yes")
    code, out, said = run(*words)
    assert (code, out) == (1, "")
    assert "No difference can be shown. Failed to read it: 404" in said
    assert "Nothing was sent." in said


@pytest.mark.parametrize(
    "words",
    [
        ("GET", "/me"),
        ("POST", ZONE, "-d", '{"fieldType": "TXT", "target": "x"}'),
        ("DELETE", f"{ZONE}/5210000001"),
    ],
)
def test_anything_but_a_put_with_a_body_is_refused(run, words):
    code, out, said = run("try", *words, "--diff", "--yes")
    assert (code, out) == (2, "")
    assert "--diff is for a PUT with a body. Nothing was sent." in said
