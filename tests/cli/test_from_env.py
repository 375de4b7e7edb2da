"""Values that a command takes from the environment: other users of the machine can't read them
there, and no word of the program shows them.
"""

import json

import pytest

from tests.sandbox.scenarios import start_over
from tests.sandboxes import running

ZONE = "/domain/zone/{zoneName}"
RECORDS = f"{ZONE}/record"


@pytest.fixture
def hidden(monkeypatch):
    start_over(running()[1])
    monkeypatch.setenv("ZONE", "example.com")
    monkeypatch.setenv("KIND", "A")
    monkeypatch.setenv("LATIN", "\udce9")
    monkeypatch.delenv("NOT_SET", raising=False)


def test_a_value_of_path_and_query_is_sent_and_not_shown(run, hidden):
    words = ("try", "GET", RECORDS, "--from-env", "path.zoneName=ZONE", "-v")
    code, out, said = run(*words, "--from-env", "query.fieldType=KIND")
    assert code == 0, said
    plain = run("try", "GET", RECORDS, "-p", "zoneName=example.com", "-q", "fieldType=A")[1]
    assert json.loads(out) == json.loads(plain) != []
    assert "example.com" not in said
    assert "fieldType=A" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["path.zoneName=NOT_SET"], "--from-env path.zoneName: the variable NOT_SET is not set"),
        (["zoneName=ZONE"], "Write it as path.NAME=VARIABLE, query.NAME=VARIABLE or header.NAME"),
        (["path.zoneName"], "'path.zoneName' can't be read"),
        (["body.x=ZONE"], "'body.x=ZONE' can't be read"),
        (["path.=ZONE"], "can't be read"),
        (["path.zoneName=LATIN"], "The variable LATIN: "),
        (
            ["path.zoneName=ZONE", "path.zone=ZONE"],
            "has no path parameter 'zone'; it has: zoneName",
        ),
        (["path.zoneName=ZONE", "path.zoneName=KIND"], "given twice: by --from-env and by --from"),
        (["path.zoneName=ZONE", "query.fieldType=ZONE"], "fieldType"),
    ],
)
def test_what_cannot_be_taken_is_said_without_the_value(run, hidden, words, said):
    options = [word for given in words for word in ("--from-env", given)]
    code, out, words_said = run("try", "GET", RECORDS, *options)
    assert (code, out) == (2, "")
    assert said in words_said
    assert "example.com" not in words_said


def test_a_value_that_is_also_given_otherwise_is_refused(run, hidden):
    code, out, said = run(
        "try", "GET", RECORDS, "-p", "zoneName=other.com", "--from-env", "path.zoneName=ZONE"
    )
    assert (code, out) == (2, "")
    assert "zoneName is given twice: by -p and by --from-env. Give it once." in said


def test_what_the_catalog_does_not_have_is_hidden_too(run, hidden):
    options = ["--from-env", "path.zoneName=ZONE", "--from-env", "query.odd=KIND"]
    code, out, said = run("try", "GET", ZONE, "--raw", "-v", *options)
    assert code == 1, said
    assert "Received not described parameters: (odd)" in said  # it was sent
    assert out
    assert "example.com" not in said
    assert "odd=A" not in said


def test_code_takes_none(run, hidden):
    code, out, said = run("code", "python", "GET", RECORDS, "--from-env", "path.zoneName=ZONE")
    assert (code, out) == (2, "")
    assert "--from-env" in said
