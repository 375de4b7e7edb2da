"""``search`` finds what is pasted: code, lines of logs, links to a product."""

import json

import pytest


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("GET https://eu.api.ovh.com/1.0/me", "GET    /me  "),
        ("client.get('/domain/zone/example.com')", "GET    /domain/zone/{zoneName}  "),
        (
            "$ovh->post('/domain/zone/' . $zone . '/record')",
            "POST   /domain/zone/{zoneName}/record",
        ),
        ("dnsZone:apiovh:record/create", "POST   /domain/zone/{zoneName}/record"),
        ("curl https://eu.api.ovh.com/1.0/domain/zone/x", "GET    /domain/zone/{zoneName}  "),
        ("https://eu.api.ovh.com/console/?section=%2Fdomain&branch=v1", "GET    /domain  "),
    ],
)
def test_the_operation_comes_first(run, words, first):
    code, out, _ = run("search", words)
    assert code == 0
    assert out.startswith(first)
    code, as_json, _ = run("search", "--json", "--limit", "1", words)
    found = json.loads(as_json)
    assert code == 0
    assert [f"{item['method']:<6} {item['path']}" for item in found] == [first.rstrip()]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("https://eu.api.ovh.com/console/?section=%2Fnope", "The catalog has no product /nope."),
        ("https://eu.api.ovh.com/console/?branch=v2", "This link names the branch v2 alone."),
        ("curl -X POST", "This curl command has no URL."),
    ],
)
def test_why_there_is_none_is_said(run, words, said):
    code, out, text = run("search", words)
    assert (code, out) == (0, "")
    assert said in text


def test_the_beginning_of_an_action_is_looked_for_by_its_words(run):
    code, out, _ = run("search", "dnsZone:apiovh:record/creat")
    assert code == 0
    assert "POST   /domain/zone/{zoneName}/record " in out


def test_a_branch_narrows_it(run):
    link = "https://eu.api.ovh.com/console/?section=%2Fdomain"
    _, out, _ = run("search", "--branch", "v2", link)
    assert out == ""


def test_paths_and_words_find_what_they_found(run):
    _, out, _ = run("search", "--limit", "2", "GET /domain/zone")
    assert out.splitlines()[1].startswith("GET    /domain/zone/{zoneName}  ")
    _, out, _ = run("search", "--limit", "1", "https://eu.api.ovh.com/1.0/me")
    assert out.startswith("GET    /me  ")
