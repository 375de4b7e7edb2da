"""0: a 2xx response. 1: another one, or none. 2: nothing was sent, for that would be wrong."""

import json

import pytest

from ovh_explorer.catalog.sync import FetchError
from tests.faults import fault, faults

NOBODY = ("--endpoint", "http://127.0.0.1:1")
ZONE = "/domain/zone/example.com/refresh"

CODES = {
    "2xx": (("try", "GET", "/me"), 0),
    "4xx": (("try", "GET", "/domain/zone/example.net/record"), 1),
    "5xx": (("try", "GET", "/no/such", "--raw", "-H", "X-Sandbox-Fault=html=502"), 1),
    "the connection is lost": (
        ("try", "GET", "/no/such", "--raw", "-H", "X-Sandbox-Fault=drop"),
        1,
    ),
    "nobody answers, raw": (("try", "GET", "/me", "--raw", *NOBODY), 1),
    "nobody answers, no catalog": (("try", "GET", "/me", *NOBODY), 1),
    "code, no catalog": (("code", "php", "GET", "/me", *NOBODY), 1),
    "search, no catalog": (("search", "dns", *NOBODY), 1),
    "sync, nobody answers": (("sync", *NOBODY), 1),
    "code": (("code", "php", "GET", "/me"), 0),
    "nothing found": (("search", "xyzzyplugh"), 0),
    "read-only": (("try", "POST", ZONE, "--yes", "--read-only"), 2),
    "no --yes": (("try", "POST", ZONE), 2),
    "no such operation": (("try", "GET", "/domian"), 2),
    "no such language": (("code", "cobol", "GET", "/me"), 2),
    "no such option": (("try", "GET", "/me", "--nope"), 2),
    "a parameter is missing": (("try", "GET", "/domain/zone/{zoneName}"), 2),
    "help": (("try", "--help"), 0),
}


@pytest.mark.parametrize("name", CODES)
def test_every_kind_of_end(name, run):
    arguments, expected = CODES[name]
    code, out, words = run(*arguments)
    assert code == expected, words
    assert "Traceback" not in words
    assert out == "" or expected == 0 or arguments[0] in ("try", "sync")


UNREACHABLE = {
    "there is no catalog and nobody answers": (
        "Failed to fetch the catalog: …127.0.0.1 refused the connection", ("try", "GET", "/me"),
    ),
    "there is no catalog to write code by": (
        "Failed to fetch the catalog: …127.0.0.1 refused the connection", ("code", "php", "GET", "/me"),
    ),
}  # fmt: skip


@faults("The catalog", UNREACHABLE)
def test_no_catalog_is_no_answer(case, run):
    code, out, words = run(*case, *NOBODY)
    assert (code, out) == (1, "")
    assert "--raw" not in words, "which nobody would answer either"
    return words


@fault(
    "The catalog", "the index can't be had, and the API answers", "Use --raw to skip this check."
)
def test_without_a_catalog_raw_is_offered_where_somebody_answers(run, monkeypatch):
    async def refuse(*_):
        raise FetchError("the index of v1: the API returned 503 Service Unavailable")

    monkeypatch.setattr("ovh_explorer.workspace.sync.fetch.fetcher", lambda _: refuse)
    code, out, words = run("try", "GET", "/me", "--endpoint", "http://127.0.0.1:2")
    assert (code, out) == (1, "")
    return words


RAW = {
    "an unknown query parameter": (("GET", "/me?foo=1"), "/me?foo=1"),
    "an unknown query parameter by -q": (
        ("GET", "/domain/zone", "-q", "nope=1"),
        "/domain/zone?nope=1",
    ),
    "beside one that is known": (
        ("GET", "/domain/zone/example.com/record?fieldType=A&foo=1"),
        "/domain/zone/example.com/record?fieldType=A&foo=1",
    ),
    "a body that isn't declared": (("POST", ZONE, "-d", '{"a":1}'), ZONE),
    "a body of another kind": (("POST", "/domain/zone/example.com/record", "-d", "[1]"), "/record"),
    "an unknown header": (("GET", "/me", "-H", "X-Other=1"), "/me"),
}


@pytest.mark.parametrize("name", RAW)
def test_raw_sends_what_is_typed(name, run):
    words, target = RAW[name]
    code, out, said = run("code", "signature", *words, "--raw")
    assert code == 0, said
    assert target in out
    for data in words[words.index("-d") + 1 :][:1] if "-d" in words else ():
        assert json.dumps(json.loads(data), separators=(",", ":")) in out
    code, _, said = run("try", *words, "--yes")
    assert code == 2, said
    assert run("try", *words, "--raw", "--yes")[0] in (0, 1), (
        "it is sent, whatever the API makes of it"
    )


@pytest.mark.parametrize(
    "name",
    [
        "Content-Type",
        "content-length",
        "Authorization",
        "X-Ovh-Signature",
        "X-HTTP-Method-Override",
    ],
)
@pytest.mark.parametrize(
    "command", [("try",), ("code", "curl"), ("code", "python"), ("code", "signature")]
)
def test_code_refuses_the_headers_that_try_refuses(name, command, run):
    for path in ("/me", "/no/such"):
        code, out, said = run(*command, "GET", path, "--raw", "-H", f"{name}=x")
        assert (code, out) == (2, "")
        assert f"The header {name} is set by this program" in said


MISSING = {
    "a path value": ("GET", "/domain/zone/{zoneName}"),
    "a path value, beside an unknown parameter": ("GET", "/domain/zone/{zoneName}", "-q", "nope=1"),
    "a path value, beside a body": ("GET", "/domain/zone/{zoneName}", "-d", "{}"),
    "a path value of an unknown operation": ("GET", "/no/such/{thing}"),
    "a header of the client's own": ("GET", "/me", "-H", "Content-Type=text/plain"),
}


@pytest.mark.parametrize("name", MISSING)
def test_raw_is_offered_only_where_it_helps(name, run):
    code, out, said = run("try", *MISSING[name])
    assert (code, out) == (2, "")
    assert "--raw" not in said
    assert run("try", *MISSING[name], "--raw")[0] == 2
    assert "Use --raw to skip this check." in run("try", "GET", "/me", "-q", "nope=1")[2]
