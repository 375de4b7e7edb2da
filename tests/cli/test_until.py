"""``--until``: what it waits for, and how it ends."""

import json
import sys

import pytest

from tests.faults import fault
from tests.sandboxes import running_quickly
from tests.terminal import Terminal, ended

SOON = ("--every", "0.01", "--timeout", "0.1")


def test_it_prints_the_response_of_which_it_is_true(run):
    condition = ("--until", "nichandle=='xx1111-ovh'")
    code, out, said = run("try", "GET", "/me", *condition, "--filter", "nichandle")
    assert (code, json.loads(out)) == (0, "xx1111-ovh")
    assert said.count("200 OK") == 1


def test_it_waits_for_a_task(run, monkeypatch):
    monkeypatch.setenv("OVH_ENDPOINT", f"{running_quickly()[1]}/1.0")
    path = "/vps/vps-1.example.com"
    code, out, _ = run("try", "POST", f"{path}/reboot", "--yes", "--filter", "id")
    assert code == 0
    until = ("--until", "state=='done'", "--every", "0.05", "--timeout", "60", "-v")
    code, out, said = run("try", "GET", f"{path}/tasks/{json.loads(out)}", *until)
    assert (code, json.loads(out)["state"]) == (0, "done")
    assert said.count("> GET ") > 1


@pytest.mark.parametrize("expression", ["nope", "`false`", "''", "`[]`", "`{}`", "nichandle=='x'"])
def test_it_times_out_with_the_last_response(run, expression):
    code, out, said = run("try", "GET", "/me", "--until", expression, *SOON)
    assert (code, json.loads(out)["nichandle"]) == (3, "xx1111-ovh")
    assert "Not met in " in said
    assert said.rstrip().count("\r") == 0, "no progress in a pipe"


@pytest.mark.parametrize("expression", ["`0`", "`true`", "nichandle", "@", "`[0]`"])
def test_truth_is_that_of_jmespath(run, expression):
    assert run("try", "GET", "/me", "--until", expression, *SOON)[0] == 0


def test_a_refusal_ends_it(run):
    code, out, _ = run("try", "GET", "/domain/zone/nowhere.example", "--until", "name")
    assert (code, json.loads(out)["class"]) == (1, "Client::NotFound")


def test_no_response_ends_it(run):
    drop = ("-H", "X-Sandbox-Fault=drop", "--raw", "--until", "a")
    code, out, said = run("try", "GET", "/no/such", *drop)
    assert (code, out) == (1, "")
    assert said.startswith("ovh-explorer: ")


def test_it_does_not_press_an_api_that_wants_a_pause(run):
    busy = ("-H", "X-Sandbox-Fault=429=30", "--raw", "--until", "a", "-v", *SOON)
    code, out, said = run("try", "GET", "/me", *busy)
    assert (code, json.loads(out)["class"]) == (3, "Client::TooManyRequests")
    assert said.count("> GET ") == 1


@fault(
    "The response",
    "an expression of `--until` that doesn't fit it",
    "--until doesn't fit the response: length() needs a text, a list or an object there; the response"
    " has null.",
)
def test_an_expression_that_does_not_fit_ends_it(run):
    code, out, said = run("try", "GET", "/me", "--until", "length(nope)")
    assert (code, out) == (1, "")
    return said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("GET", "/me", "--until", "[?"), "The JMESPath expression is not complete."),
        (("GET", "/me", "--until", ""), "cannot be empty"),
        (("GET", "/me", "--until", "lengt(a)"), "JMESPath has no function lengt()."),
        (("POST", "/me", "--until", "a"), "--until is for GET alone."),
        (("delete", "/me", "--until", "a"), "--until is for GET alone."),
        (("GET", "/me", "--every", "5"), "--every goes with --until."),
        (("GET", "/domain/zone", "--until", "a", "--details"), "leave out --all and --details."),
    ],
)
def test_what_can_not_be_waited_for_is_refused(run, words, said, monkeypatch):
    monkeypatch.setattr(
        "ovh_explorer.workspace.workspace.Workspace.open", lambda *_: pytest.fail("it goes on")
    )
    code, out, text = run("try", *words, "--yes")
    assert (code, out) == (2, "")
    assert said in text
    assert "Nothing was sent." in text


@pytest.mark.skipif(sys.platform != "linux", reason="pseudo-terminals of Linux")
def test_on_a_terminal_it_says_how_far_it_is_and_ctrl_c_ends_it(tmp_path):
    words = ["try", "--demo", "GET", "/me", "--until", "nope", "--every", "60"]
    with Terminal(words, tmp_path) as terminal:
        terminal.see("1 request in 0 s: not yet; the next in 60 s")
        terminal.press("\x03")
        ended(terminal, 130)
