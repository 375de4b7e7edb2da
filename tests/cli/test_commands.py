"""The command line, as a script uses it."""

import io
import json
import os
import re
import socket
import sys
import threading
from pathlib import Path

import pytest

from ovh_explorer.catalog.sync import FetchError
from ovh_explorer.cli import terminal
from ovh_explorer.config import state_dir
from ovh_explorer.sandbox import DEMO_TOKEN
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.storage.read_only import ReadOnly
from tests.faults import fault, faults

REBUILD = '{"imageId":"123e4567-e89b-12d3-a456-426614174000"}'
RECORD = '{"fieldType":"A","subDomain":"cli","target":"192.0.2.1"}'


def test_get_prints_the_answer_as_received_and_the_status_beside_it(run):
    code, out, words = run("try", "GET", "/domain/zone")
    assert (code, json.loads(out)) == (0, ["example.com", "example.org"])
    assert words.startswith("200 OK  ")
    assert "query id EU.ext-3." in words


def test_a_template_takes_its_values_from_options(run):
    path = "/domain/zone/{zoneName}/record"
    code, out, _ = run("try", "get", path, "-p", "zoneName=example.com", "-q", "fieldType=MX")
    assert code == 0
    assert len(json.loads(out)) == 1


@pytest.mark.parametrize(
    "target", ["/domain/zone/", "/domain/zone/{zoneName}/record/?fieldType=MX"]
)
def test_a_slash_at_the_end_is_sent_as_typed(run, target):
    words = ["GET", target, *(["-p", "zoneName=example.com"] if "{" in target else [])]
    path, _, query = target.replace("{zoneName}", "example.com").partition("?")
    assert run("try", *words)[0] == 0
    _, out, _ = run("code", "curl", *words)
    assert f"/1.0{path}{f'?{query}' if query else ''}'" in out
    _, out, _ = run("code", "try", *words)
    assert target.partition("?")[0] in out.replace("'", "").split()


def test_v2_and_header_parameters(run):
    code, out, _ = run("try", "GET", "/v2/iam/policy", "-H", "X-Pagination-Size=2")
    assert (code, len(json.loads(out))) == (0, 2)


def test_what_changes_things_needs_a_yes_without_a_terminal(run):
    code, out, words = run("try", "POST", "/domain/zone/example.com/record", "-d", RECORD)
    assert (code, out) == (2, "")
    assert "--yes" in words
    code, out, _ = run("try", "POST", "/domain/zone/example.com/record", "-d", RECORD, "--yes")
    assert code == 0
    assert json.loads(out)["subDomain"] == "cli"


def test_on_a_terminal_it_shows_the_request_and_asks(run, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("ovh_explorer.cli.calls.is_interactive", lambda: True)
    monkeypatch.setattr(sys, "stdin", Terminal("n\n"))
    code, _, words = run("try", "POST", "/domain/zone/example.com/record", "-d", RECORD)
    assert code == 2
    assert '"target": "192.0.2.1"' in words
    assert "Not sent" in words
    assert (
        "This may change something on your account, but costs nothing and destroys nothing."
        in words
    )
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    assert run("try", "POST", "/domain/zone/example.com/record", "-d", RECORD)[0] == 0


def test_on_a_terminal_what_destroys_asks_for_the_services_name(run, monkeypatch):
    monkeypatch.setattr("ovh_explorer.cli.calls.is_interactive", lambda: True)
    for typed, code in (("y\n", 2), ("vps-2\n", 2), ("", 2), ("vps-1\n", 0)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        found, _, words = run(
            "try", "POST", "/vps/{serviceName}/rebuild", "-p", "serviceName=vps-1", "-d", REBUILD
        )
        assert found == code, words
        assert "This erases all data that is there, and interrupts the service." in words
        assert "Type vps-1 to send it:" in words


def test_read_only_refuses(run):
    code, _, words = run("try", "POST", "/domain/zone/example.com/refresh", "--yes", "--read-only")
    assert code == 2
    assert "started with --read-only" in words


def test_what_the_explorer_set_for_a_profile_holds_here_too_and_a_damaged_file_is_on(run):
    refresh = ("try", "POST", "/domain/zone/example.com/refresh", "--yes")
    kept = ReadOnly(state_dir() / "read-only")
    name = gather(None).profile_name
    kept.set(name, True)
    code, out, words = run(*refresh)
    assert (code, out) == (2, "")
    assert "POST is not sent: " in words
    assert run("try", "GET", "/me")[0] == 0
    kept.set(name, False)
    assert run(*refresh)[0] == 0
    (path,) = (state_dir() / "read-only").iterdir()
    path.write_text("")
    code, out, words = run(*refresh)
    assert (code, out) == (2, "")
    assert f"Read-only is on: {path} can't be read" in words


def test_an_error_of_the_api_is_exit_1_and_its_body_is_the_output(run):
    code, out, words = run("try", "GET", "/domain/zone/example.net/record")
    assert (code, json.loads(out)["message"]) == (1, "This service does not exist")
    assert words.startswith("404 Not Found")


def test_no_answer_is_exit_1_in_words(run):
    code, out, words = run("try", "GET", "/me", "--raw", "--endpoint", "http://127.0.0.1:1")
    assert (code, out) == (1, "")
    assert "Traceback" not in words
    assert "refused the connection" in words


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("try", "GET", "/domain/zoness/x/y"), "no operation GET /domain/zoness/x/y"),
        (
            ("try", "POST", "/domain/zone/{zoneName}/records", "-p", "zoneName=x"),
            "POST /domain/zone/{zoneName}/record\n",
        ),
        (("try", "GET", "/domain/zone/{zoneName}/record"), "zoneName is required"),
        (
            ("try", "GET", "/domain/zone/{zoneName}/record", "-p", "zoneName=.."),
            "another operation",
        ),
        (
            ("try", "GET", "/domain/zone", "-q", "nope=1"),
            "no query parameter 'nope'; it has: iamTags",
        ),
        (("try", "GET", "/domain/zone", "-q", "nope"), "'nope' is not NAME=VALUE"),
        (("try", "FETCH", "/me"), "not a method"),
        (("try", "POST", "/domain/zone/x/record", "-d", "{"), "line 1, column 2"),
        (("try", "POST", "/domain/zone/x/record", "-d", "@/nowhere"), "can't be read"),
        (("try", "POST", "/domain/zone/x/refresh", "-d", "{}"), "takes no body"),
        (("try", "GET", "/vps/x/monitoring", "-q", "period=today"), "type is required"),
        (("try", "GET", "/me", "--demo", "--endpoint", "ovh-eu"), "leave out --endpoint"),
        (("try", "GET", "/me", "--endpoint", "ovh-mars"), "Unknown endpoint 'ovh-mars'"),
        (("try", "GET", "/me", "--config", "/nowhere"), "does not exist"),
        (("code", "cobol", "GET", "/me"), "python, php, node, typescript, go"),
        (("sandbox", "--schemas", "/nowhere"), "holds no catalog"),
        (("try",), "usage"),
        (("search", "--limit", "0", "x"), "is no whole number"),
        (("--endpoint", "ovh-mars"), "Unknown endpoint"),
        ((), "needs a terminal"),
    ],
)
def test_wrong_usage_is_exit_2_and_says_what_would_be_right(run, arguments, said):
    code, out, words = run(*arguments)
    assert (code, out) == (2, "")
    assert said in words
    assert "Traceback" not in words


def test_a_path_no_operation_has_can_be_sent_all_the_same(run):
    code, out, _ = run("try", "GET", "/domain/zone/a/b/c/d", "--raw")
    assert (code, json.loads(out)["message"]) == (1, "Got an invalid (or empty) URL")


def test_raw_sends_what_the_schema_calls_wrong(run):
    code, out, _ = run(
        "try",
        "POST",
        "/domain/zone/example.com/record",
        "-d",
        '{"fieldType":"Z"}',
        "--raw",
        "--yes",
    )
    assert (code, json.loads(out)["class"]) == (1, "Client::BadRequest")


def test_a_body_can_come_from_a_file_or_standard_input(run, tmp_path, monkeypatch):
    file = tmp_path / "record.json"
    file.write_bytes(b"\xef\xbb\xbf" + RECORD.encode())
    path = "/domain/zone/example.com/record"
    assert run("try", "POST", path, "-d", f"@{file}", "--yes")[0] == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RECORD.encode())))
    assert run("try", "POST", path, "-d", "-", "--yes")[0] == 0


def test_the_demo_needs_nothing_of_the_user(run, monkeypatch):
    monkeypatch.setenv("OVH_APPLICATION_KEY", "x" * 16)
    monkeypatch.setenv("OVH_ENDPOINT", "nonsense")
    code, out, _ = run("try", "--demo", "GET", "/me")
    assert (code, json.loads(out)["nichandle"]) == (0, "xx1111-ovh")
    assert run("--demo", "try", "GET", "/auth/time")[0] == 0


def test_sync_counts_and_search_finds(run):
    code, out, _ = run("sync")
    assert code == 0
    assert re.fullmatch(r"23 products, 3\d\d operations, \d+ models\n", out)
    code, out, _ = run(
        "search", "--json", "--branch", "v1", "--limit", "3", "dns", "record", "create"
    )
    hits = json.loads(out)
    assert code == 0
    assert set(hits[0]) == {"branch", "method", "path", "description", "status", "effects", "why"}
    assert (hits[0]["method"], hits[0]["path"]) == ("POST", "/domain/zone/{zoneName}/record")
    assert hits[0]["effects"] == ["changes"]
    assert len(hits) == 3
    assert "POST   /domain/zone/{zoneName}/record" in run("search", "record create")[1]


def test_search_finds_by_effects_and_says_which_there_are(run):
    run("sync")
    code, out, _ = run("search", "--json", "effect:destroys", "effect:spends", "--limit", "400")
    found = {(hit["method"], hit["path"]): hit["effects"] for hit in json.loads(out)}
    assert code == 0
    assert found["POST", "/vps/{serviceName}/rebuild"] == ["destroys", "interrupts"]
    assert found["POST", "/order/cart/{cartId}/checkout"] == ["spends"]
    assert all({"destroys", "spends"}.intersection(effects) for effects in found.values())
    assert "DELETE /vps/{serviceName}/snapshot" in run("search", "effect:des", "snapshot")[1]
    code, out, words = run("search", "effect:nonsense", "vps")
    assert (code, out) == (2, "")
    assert (
        "Unknown effect 'nonsense'. The effects are: gives-away, ends, destroys, spends, locks-out, "
        in words
    )


@pytest.mark.parametrize("command", ["", "try", "code", "search", "sync", "sandbox"])
def test_every_command_has_help(run, command):
    code, out, _ = run(*([command] if command else []), "--help")
    assert code == 0
    assert out.startswith(f"usage: ovh-explorer {command}".rstrip())


def test_the_code_of_a_refusal_is_not_lost_in_a_closed_pipe(run):
    import subprocess

    pipe = f"{sys.executable} -m ovh_explorer try --demo GET /me/bill | head -c 1 >/dev/null; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", pipe], capture_output=True, text=True)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("raw", [(), ("--raw",)])
@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("http://evil.invalid/1.0.1/me", "This link leads to no operation"),
        ("https://eu.api.ovh.com/console/?branch=v1#post-/domain/zone", "This link is for POST /domain/zone, not for GET."),
    ],
)  # fmt: skip
def test_a_link_in_the_place_of_a_path(run, link, said, raw):
    """The endpoint is never taken from it, nor a method that wasn't typed."""
    code, out, words = run("try", "GET", link, "--yes", *raw)
    assert (code, out) == (2, "")
    assert said in words


REFUSALS = {
    "429: a POST, without the screen": ("429 … Too many requests: wait 7 seconds.", "429=7"),
    "503: a POST, without the screen": (
        "503 … The API is unavailable: wait 9 seconds. The request may have been executed. Check before you send it again.",
        "503=9",
    ),
}  # fmt: skip


@faults("The API refuses", REFUSALS)
def test_how_long_to_wait_is_said(case, run):
    code, _, words = run(
        "try", "POST", "/no/such", "--raw", "--yes", "-H", f"X-Sandbox-Fault={case}"
    )
    assert code == 1
    return words


@fault("The API refuses", "504: a POST, without the screen", "504 … The API had an internal error. The request may have been executed. Check before you send it again.")  # fmt: skip
def test_what_an_answer_leaves_open_is_said(run):
    code, _, words = run(
        "try", "POST", "/no/such", "--raw", "--yes", "-H", "X-Sandbox-Fault=html=504"
    )
    assert code == 1
    return words


async def nothing(*_) -> None:
    raise FetchError("there is no catalog")


@fault("The network", "the name server doesn't answer, without the screen", "No connection to api.invalid within 0.3 s. Check the network, or whether a proxy is needed. Nothing was sent.")  # fmt: skip
def test_a_name_server_that_does_not_answer(run, monkeypatch):
    """Looking a name up can't be stopped; what went wrong is said before that ends."""
    said, in_time = threading.Event(), []

    def look_up(*_, **__):
        in_time.append(said.wait(5))
        raise socket.gaierror(socket.EAI_AGAIN, "at last")

    def fail(*words):
        said.set()
        return terminal.fail(*words)

    monkeypatch.setattr("ovh_explorer.workspace.sync.fetch.fetcher", lambda _: nothing)
    monkeypatch.setattr("ovh_explorer.cli.calls.fail", fail)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    code, out, words = run(
        "try", "GET", "/x", "--raw", "--endpoint", "http://api.invalid", "--timeout", "0.3"
    )
    assert (code, out) == (1, "")
    assert in_time == [True]
    return words


def test_keys_that_no_program_reads_are_named_before_anything_is_sent(run, monkeypatch):
    (Path.home() / ".ovh.conf").write_text(
        "[default]\nconsumer_key=hidden\n[ovh-us]\nClient_id=EU.1\n"
    )
    finding = (
        "ovh-explorer: ~/.ovh.conf, line 2: no program reads consumer_key in [default]. "
        "Move it to the section of the endpoint, as [ovh-eu]."
    )
    code, _, words = run("try", "GET", "/me")
    assert code == 0
    assert words.splitlines()[0] == finding
    assert words.splitlines()[1].startswith("200 OK")
    # Before a question, and before a refusal to send.
    code, _, words = run("try", "POST", "/domain/zone/example.com/refresh")
    assert (code, words.splitlines()[0]) == (2, finding)
    monkeypatch.delenv("OVH_APPLICATION_SECRET")
    code, _, words = run("try", "GET", "/me")
    assert (code, words.splitlines()[0]) == (2, finding)
    assert "Nothing was sent." in words
    assert run("try", "GET", "/me", "--demo")[2].startswith("200 OK")


@pytest.fixture
def run_with_a_token(run, monkeypatch):
    """The same, with an access token in place of keys."""
    for name in ("APPLICATION_KEY", "APPLICATION_SECRET", "CONSUMER_KEY"):
        monkeypatch.delenv(f"OVH_{name}")
    monkeypatch.setenv("OVH_ACCESS_TOKEN", DEMO_TOKEN.text)
    return run


def test_a_token_of_the_environment_is_sent(run_with_a_token):
    code, out, words = run_with_a_token("try", "GET", "/auth/details")
    assert (code, json.loads(out)["user"]) == (0, DEMO_TOKEN.user)
    assert DEMO_TOKEN.text not in out + words


def test_a_token_that_is_refused_is_said_to_be_beyond_renewal(run_with_a_token, monkeypatch):
    monkeypatch.setenv("OVH_ACCESS_TOKEN", "a-token-that-nobody-made")
    code, out, words = run_with_a_token("try", "GET", "/me")
    assert (code, json.loads(out)["class"]) == (1, "Client::Unauthorized")
    assert "It can't be renewed" in words
    assert "a-token-that-nobody-made" not in out + words


def test_a_token_beside_keys_is_refused_before_anything_is_sent(run, monkeypatch):
    monkeypatch.setenv("OVH_ACCESS_TOKEN", DEMO_TOKEN.text)
    code, out, words = run("try", "GET", "/me")
    assert (code, out) == (2, "")
    assert "access_token (OVH_ACCESS_TOKEN, environment) and application_key (OVH_APP" in words
    assert "Nothing was sent." in words


def test_code_with_a_token_says_what_the_wrapper_lacks(run_with_a_token):
    code, out, _ = run_with_a_token("code", "python", "GET", "/me")
    assert code == 0
    assert out.startswith("# python-ovh takes no access token")
    assert DEMO_TOKEN.text not in out
    code, out, _ = run_with_a_token("code", "go", "GET", "/me")
    assert "NewAccessTokenClient" in out
