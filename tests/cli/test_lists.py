"""``--all`` and ``--details``: whole lists, or a word about what is missing."""

import csv
import io
import json

import pytest

from ovh_explorer.workspace.calls import item_details
from tests.faults import fault
from tests.sandboxes import running

RECORDS = "/domain/zone/example.com/record"
POLICIES = ("try", "GET", "/v2/iam/policy", "-H", "X-Pagination-Size=2")


def test_details_are_the_items_in_their_order(run):
    _, ids, _ = run("try", "GET", RECORDS)
    code, out, said = run("try", "GET", RECORDS, "--details")
    assert code == 0
    assert [item["id"] for item in json.loads(out)] == json.loads(ids)
    assert all(item["zone"] == "example.com" for item in json.loads(out))
    assert said.count("\n") == 1, "nothing about progress in a pipe"
    _, out, _ = run("try", "GET", RECORDS, "--details", "--output", "csv")
    assert [row["id"] for row in csv.DictReader(io.StringIO(out))] == list(
        map(str, json.loads(ids))
    )
    _, out, _ = run("try", "GET", RECORDS, "--details", "--filter", "[?fieldType=='MX'].target")
    assert json.loads(out) == ["10 mail.example.net."]


@fault(
    "The API refuses",
    "some items of a list (`try --details`)",
    "999: 404 … 998: 404 … 2 of … items failed.",
)
def test_items_that_are_refused_are_told_and_left_out(run, monkeypatch):
    _, url = running(None, "--strict=all")
    monkeypatch.setenv("OVH_ENDPOINT", f"{url}/1.0")
    whole = json.loads(run("try", "GET", RECORDS)[1])
    real = item_details.detail_calls

    def some(detail, call, values):
        return real(detail, call, ["999", *values, "998", ".."])

    monkeypatch.setattr("ovh_explorer.cli.lists.detail_calls", some)
    code, out, said = run("try", "GET", RECORDS, "--details")
    assert code == 1
    assert [item["id"] for item in json.loads(out)] == whole
    lines = said.splitlines()
    assert lines[0].startswith("999: 404 ")
    assert lines[1].startswith("998: 404 ")
    assert f"2 of {len(whole) + 2} items failed." in said
    return said


def test_more_than_the_limit_is_said(run, monkeypatch):
    monkeypatch.setattr("ovh_explorer.cli.lists.MAX_DETAILS", 2)
    code, out, said = run("try", "GET", RECORDS, "--details")
    assert (code, len(json.loads(out))) == (1, 2)
    assert " items: the first 2 were loaded, the others were not." in said


def test_verbose_shows_every_request(run):
    _, out, said = run("try", "GET", RECORDS, "--details", "-v", "-i")
    requests = [line for line in said.splitlines() if line.startswith("> GET ")]
    assert len(requests) == 1 + len(json.loads(out))
    assert said.count("< HTTP/1.1 200 OK") == len(requests)


def test_pages_are_followed_to_the_end(run):
    _, first, _ = run(*POLICIES)
    _, whole, _ = run("try", "GET", "/v2/iam/policy")
    code, out, _ = run(*POLICIES, "--all")
    assert code == 0
    assert len(json.loads(first)) == 2
    assert json.loads(out) == json.loads(whole)
    code, out, _ = run(*POLICIES, "--all", "--details", "--filter", "[].id")
    assert (code, json.loads(out)) == (0, [item["id"] for item in json.loads(whole)])


@fault(
    "The API refuses",
    "the second page of a list (`try --all`)",
    "Failed to load page 2: The next page was refused: no more",
)
def test_half_a_list_is_not_printed(run, monkeypatch):
    from ovh_explorer.workspace.workspace import Workspace

    sent = []
    real = Workspace.send

    async def second_fails(self, call, progress=None):
        sent.append(call)
        response = await real(self, call, progress)
        return (
            response
            if len(sent) == 1
            else type(response)(
                403, "Forbidden", (), b'{"message": "no more"}', 0.1, "GET", response.url
            )
        )

    monkeypatch.setattr(Workspace, "send", second_fails)
    code, out, said = run(*POLICIES, "--all")
    assert (code, out) == (1, "")
    return said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("GET", "/me", "--details"), "GET /me has no items that an operation shows"),
        (("GET", "/me", "--all"), "GET /me has no pages to follow"),
        (("GET", "/domain/zone", "--all"), "GET /domain/zone has no pages to follow"),
        (("POST", RECORDS, "-d", "{}", "--details"), "--details is for GET alone."),
        (("DELETE", f"{RECORDS}/1", "--all"), "--all is for GET alone."),
        (("GET", "/no/such", "--raw", "--details"), "GET /no/such has no items"),
        (("GET", RECORDS, "--per-minute", "5"), "--per-minute goes with --details."),
        (
            ("GET", "/support/tickets", "--all"),
            "Say the first page of GET /support/tickets with -q page=1",
        ),
    ],
)
def test_what_has_no_items_or_pages_is_refused(run, words, said, monkeypatch):
    from ovh_explorer.workspace.workspace import Workspace

    monkeypatch.setattr(Workspace, "send", lambda *_: pytest.fail("it is sent"))
    code, out, text = run("try", *words, "--yes")
    assert (code, out) == (2, "")
    assert said in text
    assert "Nothing was sent." in text


def test_a_refused_list_is_printed_as_it_came(run):
    code, out, _ = run("try", "GET", "/domain/zone/nowhere.example/record", "--details")
    assert code == 1
    assert json.loads(out)["class"] == "Client::NotFound"
