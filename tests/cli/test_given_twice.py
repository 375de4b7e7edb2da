"""What the words of a command line say twice is refused: nobody but the user knows which is meant."""

import pytest

from ovh_explorer.translation import quoted

RECORD = "/domain/zone/{zoneName}/record"
EXAMPLE = "/domain/zone/example.com/record"

TWICE = {
    "path and -p": (
        ("try", "DELETE", f"{EXAMPLE}/1", "-p", "zoneName=example.org", "--yes"),
        "zoneName is given twice: 'example.com' by the path and 'example.org' by -p. Give it once.",
    ),
    "-p twice": (
        ("try", "GET", RECORD, "-p", "zoneName=example.com", "-p", "zoneName=example.org"),
        "zoneName is given twice: 'example.com' by -p and 'example.org' by -p.",
    ),
    "-p twice, sent raw": (
        ("try", "GET", "/x/{y}", "-p", "y=1", "-p", "y=2", "--raw"),
        "y is given twice: '1' by -p and '2' by -p.",
    ),
    "path and -q": (
        ("try", "GET", f"{EXAMPLE}?fieldType=A", "-q", "fieldType=MX"),
        "fieldType is given twice: 'A' by the path and 'MX' by -q.",
    ),
    "twice in the path": (
        ("try", "GET", f"{EXAMPLE}?fieldType=A&fieldType=MX"),
        "fieldType is given twice: 'A' by the path and 'MX' by the path.",
    ),
    "-q twice": (
        ("try", "GET", EXAMPLE, "-q", "fieldType=A", "-q", "fieldType=MX"),
        "fieldType is given twice: 'A' by -q and 'MX' by -q.",
    ),
    "-q twice, sent raw": (
        ("try", "GET", EXAMPLE, "-q", "fieldType=A", "-q", "fieldType=MX", "--raw"),
        "fieldType is given twice",
    ),
    "-H twice": (
        ("try", "GET", "/v2/iam/policy", "-H", "X-Pagination-Size=1", "-H", "x-pagination-size=2"),
        "x-pagination-size is given twice: '1' by -H and '2' by -H.",
    ),
    "-H twice, sent raw": (
        ("try", "GET", "/no/such", "-H", "A=1", "-H", "a=2", "--raw"),
        "a is given twice",
    ),
    "-d twice": (
        ("try", "POST", EXAMPLE, "-d", "{}", "-d", "[]", "--yes"),
        "argument -d: given twice: {} and []. Give it once.",
    ),
    "code": (
        ("code", "python", "GET", f"{EXAMPLE}/1", "-p", "zoneName=example.org"),
        "zoneName is given twice: 'example.com' by the path and 'example.org' by -p.",
    ),
    "--endpoint twice": (
        ("--endpoint", "ovh-eu", "try", "GET", "/me", "--endpoint", "ovh-ca"),
        "argument --endpoint: given twice: ovh-eu and ovh-ca. Give it once.",
    ),
    "--profile twice": (
        ("code", "php", "GET", "/me", "--profile", "a", "--profile", "b"),
        "given twice: a and b",
    ),
    "--config twice": (
        ("try", "GET", "/me", "--config", "/a", "--config", "/b"),
        "given twice: /a and /b",
    ),
    "--timeout twice": (("sync", "--timeout", "1", "--timeout", "2"), "given twice: 1.0 and 2.0"),
    "--filter twice": (
        ("try", "GET", "/me", "--filter", "a", "--filter", "b"),
        "given twice: a and b",
    ),
    "--limit twice": (("search", "x", "--limit", "1", "--limit", "2"), "given twice: 1 and 2"),
    "--branch twice": (
        ("search", "x", "--branch", "v1", "--branch", "v2"),
        "given twice: v1 and v2",
    ),
    "--branch and in:": (
        ("search", "--branch", "v1", "dns", "in:v2"),
        "The branch is given twice: --branch v1 and in:v2. Give it once.",
    ),
    "--port twice": (("sandbox", "--port", "1", "--port", "2"), "given twice: 1 and 2"),
    "--fault twice": (("sandbox", "--fault", "429=1,429=2"), "429 is given twice: 1 and 2."),
}


@pytest.mark.parametrize("name", TWICE)
def test_what_is_given_twice_is_refused_and_both_are_named(name, run):
    arguments, said = TWICE[name]
    code, out, words = run(*arguments)
    assert (code, out) == (2, "")
    assert said in words


def test_two_things_to_open(run, monkeypatch):
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    for words in (("GET /me", "GET /vps"), ("/me", "/vps"), ("GET", "/me", "/vps")):
        code, _, said = run(*words)
        assert code == 2
        assert f"Several things to open are given: {', '.join(map(quoted, words))}." in said
    assert "Did you mean try?" in run("tri", "GET", "/me")[2]


def test_the_same_option_with_the_same_value_says_nothing_new(run):
    assert run("search", "dns", "in:v1", "--branch", "v1", "--branch", "v1")[0] == 0


def test_a_list_takes_several(run):
    code, out, _ = run(
        "code", "curl", "GET", "/v2/iam/resource?resourceURN=a", "-q", "resourceURN=b"
    )
    assert code == 0
    assert "resourceURN=a&resourceURN=b" in out


def test_what_no_schema_knows_is_sent_as_often_as_it_is_typed(run):
    code, out, _ = run("code", "curl", "GET", "/no/such?a=1", "-q", "a=2", "--raw")
    assert code == 0
    assert "/no/such?a=1&a=2" in out
